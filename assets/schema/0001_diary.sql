-- The first form of a diary. Steps are never edited once published: what changes is a new step.
-- Comments inside a statement stay in the file, so that `.schema` explains it to whoever reads it.

CREATE TABLE entry (
  -- A set of answers: the check-in of a date (kind 'day'), or something that happened at a time.
  id     INTEGER PRIMARY KEY, -- days since 31 December of year 0, times 4096, plus 0 for the
                              -- check-in of the date and 1, 2, ... for its timed entries
  date   TEXT GENERATED ALWAYS AS (date((id >> 12) + 1721424.5)) VIRTUAL, -- 2026-03-17
  time   TEXT CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]'),                  -- 06:40
  kind   TEXT NOT NULL,       -- day, episode, intimacy, relief, exertion
  uid    TEXT,                -- the lasting name of a timed entry
  source TEXT,                -- the format it was imported from
  CHECK (date(date) IS NOT NULL),
  CHECK (iif(id & 4095, kind <> 'day' AND uid IS NOT NULL,
                        kind = 'day' AND uid IS NULL AND time IS NULL AND source IS NULL))
) STRICT;

-- Imports ask whether an entry is there already.
CREATE UNIQUE INDEX entry_uid ON entry (uid) WHERE uid IS NOT NULL;

CREATE TABLE answer (
  -- What was answered. An item that was not answered has no row: not answered is not "no".
  entry INTEGER NOT NULL REFERENCES entry (id),
  item  TEXT NOT NULL,        -- the id of the item; see the table item
  value ANY NOT NULL          -- scale: 0 to 10; flag: 0 or 1; number: in the item's unit;
                              -- time: 'HH:MM'; choice: its code; many: codes with commas; text
        CHECK (typeof(value) IN ('integer', 'real', 'text')),
  PRIMARY KEY (entry, item)
) STRICT, WITHOUT ROWID;

-- Charts and searches read one item over years without touching the others.
CREATE INDEX answer_item ON answer (item, entry, value);

CREATE TABLE setting (
  -- What the person told about themselves (profile.*), the items they made (own.*) and how they
  -- changed others (override.*).
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  -- The catalogue, copied here by the program so that the file explains itself.
  id      TEXT PRIMARY KEY,
  label   TEXT NOT NULL,
  kind    TEXT NOT NULL,      -- scale, choice, many, flag, number, time, text
  unit    TEXT,               -- of a number
  options TEXT,               -- of choice and many: {"code": "label", ...}
  section TEXT NOT NULL,
  own     INTEGER NOT NULL    -- 1 when the person made it
) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
  -- What was done, so that it can be undone, also after a restart.
  id          INTEGER PRIMARY KEY,
  at          TEXT NOT NULL,  -- 2026-03-17T21:04:12.345+01:00
  description TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned')),
  entries     TEXT NOT NULL,  -- the ids of the entries it touched: [3028381696]
  changes     TEXT NOT NULL   -- rows before and after, in order:
                              -- {"entry": [id, before, after]}
                              -- {"answer": [entry, item, before, after]}
                              -- {"setting": [key, before, after]}
) STRICT;

-- Every act asks which operations were undone last; nearly always there are none.
CREATE INDEX operation_undone ON operation (id) WHERE state = 'undone';

CREATE VIEW note AS
  -- The free words of an entry. The plus keeps to the order of the primary key, on which the index
  -- of words depends.
  SELECT entry, group_concat(value, char(10)) AS text
  FROM answer WHERE +item IN (SELECT id FROM item WHERE kind = 'text')
  GROUP BY entry;

CREATE VIRTUAL TABLE words USING fts5 (
  -- The index of the words in notes; emoji (So) count as words.
  text, content = 'note', content_rowid = 'entry',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'"
);

-- Words that are taken back leave the index at once, not when it is next merged.
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
