-- What a diary of the form before is seen as by who may only look at it: one without a name.
CREATE TEMP VIEW diary AS SELECT NULL AS id WHERE false;
