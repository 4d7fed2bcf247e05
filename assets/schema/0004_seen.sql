-- What a diary of the form before is seen as by who may only look at it: one without drafts.
CREATE TEMP VIEW draft AS
  SELECT 0 AS entry, NULL AS uid, '' AS item, '' AS text WHERE false;
