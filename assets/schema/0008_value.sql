-- Of what kind a value may be is asked so that SQLite does not make a table for it each time an answer
-- is written or looked through. The same values may stand as before, and no row is touched, so that the
-- text of the table is all that changes (SQLite's ALTER TABLE, section 7).

PRAGMA writable_schema = ON;

UPDATE sqlite_schema
SET sql = replace(sql, 'typeof(value) IN (''integer'', ''real'', ''text'')', 'typeof(value) <> ''blob''')
WHERE type = 'table' AND name = 'answer';

PRAGMA writable_schema = RESET;
