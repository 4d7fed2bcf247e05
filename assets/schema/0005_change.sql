-- What an act changed is kept in rows of its own, so that an act of any length is done, undone and
-- redone a row at a time. The table is made anew rather than altered, so that `.schema` goes on
-- explaining it.

DROP INDEX operation_removing;

DROP INDEX operation_undone;

ALTER TABLE operation RENAME TO operation_before;

CREATE TABLE operation (
  -- What was done, so that it can be undone, also after a restart.
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,      -- 2026-03-17T21:04:12.345+01:00
  summary TEXT NOT NULL CHECK (json_valid(summary)),
                              -- what it did: {"item-hidden": "pain"}; in words, where it was done
                              -- before this table kept more: {"text": "pain is hidden"}
  state   TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned')),
  entries TEXT NOT NULL       -- of each day it touched the id of an entry: [3028381696]
) STRICT;

CREATE TABLE change (
  id      INTEGER PRIMARY KEY, -- the operation times 16777216, plus 0, 1, 2, ... in order
  changes TEXT NOT NULL        -- rows before and after, in order:
                               -- {"entry": [id, before, after]}
                               -- {"answer": [entry, item, before, after]}
                               -- {"setting": [key, before, after]}
) STRICT;

INSERT INTO operation SELECT id, at, summary, state, entries FROM operation_before ORDER BY id;

INSERT INTO change SELECT id << 24, changes FROM operation_before ORDER BY id;

DROP TABLE operation_before;

-- Every act asks which operations were undone last; nearly always there are none.
CREATE INDEX operation_undone ON operation (id) WHERE state = 'undone';

-- A row of an entry that is none any more; words in quotation marks may look alike.
CREATE INDEX change_removing ON change (id) WHERE instr(changes, '},null]}');
