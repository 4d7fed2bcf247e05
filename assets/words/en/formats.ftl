# The forms of files that come in and go out, by the ids in the table of formats.

## What is read, in half a sentence

own_export = twinge's own export (JSON)
drip_export = drip's (CSV)
clue_export = Clue's
flo_export = Flo's

## What is written, and what for

everything = Everything, to be imported again
flat_table = A table with one answer a row, for spreadsheets and statistics
file_of_drip = The file of drip, with what it has a place for
