-- What a diary of the form before is seen as by who may only look at it: all that was done was done here.
CREATE TEMP VIEW IF NOT EXISTS operation AS SELECT *, NULL AS origin FROM main.operation;
