-- What an act did is kept as values, so that it can be told in any language and from one place.
-- The table is made anew rather than altered, so that `.schema` goes on explaining it.

ALTER TABLE operation RENAME TO operation_before;

CREATE TABLE operation (
  -- What was done, so that it can be undone, also after a restart.
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,      -- 2026-03-17T21:04:12.345+01:00
  summary TEXT NOT NULL CHECK (json_valid(summary)),
                              -- what it did: {"item-hidden": "pain"}; in words, where it was done
                              -- before this table kept more: {"text": "pain is hidden"}
  state   TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned')),
  entries TEXT NOT NULL,      -- the ids of the entries it touched: [3028381696]
  changes TEXT NOT NULL       -- rows before and after, in order:
                              -- {"entry": [id, before, after]}
                              -- {"answer": [entry, item, before, after]}
                              -- {"setting": [key, before, after]}
) STRICT;

INSERT INTO operation (id, at, summary, state, entries, changes)
SELECT id, at, json_object('text', description), state, entries, changes FROM operation_before;

DROP TABLE operation_before;

-- Every act asks which operations were undone last; nearly always there are none.
CREATE INDEX operation_undone ON operation (id) WHERE state = 'undone';
