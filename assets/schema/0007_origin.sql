-- An act says which computer it came from, where a diary is shared by several.

ALTER TABLE operation ADD COLUMN origin TEXT; -- no computer: this one
