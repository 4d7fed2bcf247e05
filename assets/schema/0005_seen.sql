-- What a diary of the form before is seen as by who may only look at it: of each act one row.
CREATE TEMP VIEW change AS SELECT id << 24 AS id, changes FROM operation;
