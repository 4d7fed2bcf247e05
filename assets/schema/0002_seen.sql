-- What a diary of the form before is seen as by who may only look at it.
CREATE TEMP VIEW operation AS
  SELECT id, at, json_object('text', description) AS summary, state, entries, changes, NULL AS origin
  FROM main.operation;
