-- A diary has a name for life, by which it knows its own copies whatever else was forgotten since;
-- and the acts that removed something are found without reading all the others.
-- Little of this stays in the file, whose schema is to fill no more pages than it has to: where one
-- of those is damaged, the rest is hard to read.

-- One row: 128 bits of chance, drawn once. The copies have it, too.
CREATE TABLE diary (id TEXT PRIMARY KEY CHECK (length(id) = 32)) STRICT, WITHOUT ROWID;

INSERT INTO diary (id) VALUES (lower(hex(randomblob(16))));

-- A row of an entry that is none any more; words in quotation marks may look alike.
CREATE INDEX operation_removing ON operation (id) WHERE instr(changes, '},null]}');
