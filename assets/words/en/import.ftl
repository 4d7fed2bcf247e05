# What an import brings, and what becomes of the rest of its file: for both faces.

## A file that is not read

unknown-file = this is no file that twinge knows; nothing was imported
    .hint = twinge import --help says whose files it reads
no-file = this is no file that can be gone through twice; nothing was imported
packed-diary = a diary lies in this file; nothing was imported
    .hint = make it a file of its own, and import that
this-diary = this is the diary itself; nothing was imported
    .hint = twinge restore goes back to a copy of it
other-locked-hint = give it with --other-passphrase-file FILE, or where you are asked for it
other-damaged-hint = twinge --diary { $file } salvage NEW writes what can still be read of it to a new diary: import that
no-pages = no file in this folder is a page of a journal; nothing was imported
    .hint = twinge export --journal FOLDER writes such pages
study-table = this table left a diary for a study, with its dates moved; nothing was imported
    .hint = import what twinge export writes without --person
flo-text = this is the text that Flo sends for people; nothing was imported
    .hint = import the JSON that came with it, or ask Flo for the machine-readable file
daylio-backup = this is a backup of Daylio, which only Daylio reads; nothing was imported
    .hint = export its entries as CSV, and import that
realm = this is a Realm database, as log28 has one; nothing was imported
    .hint = export it in another form, if the program can
bundle = this is a bundle of FHIR, which twinge writes for others and does not read; nothing was imported
    .hint = twinge export writes what comes back whole; an app may have another export, too
calendar = this is a calendar, which twinge writes and does not read; nothing was imported
    .hint = twinge export writes what comes back whole
packed-again = an archive lies within this archive; nothing was imported
    .hint = unpack it, and import what lies within
empty-file = the file is empty; nothing was imported
    .hint = fetch it, or export it, once more
rules-fault = { $path }, line { $line }: { $said }
rules-unread = { $path }: { $error }
windows-text = the text does not say how it is written, and was read as Windows-1252
zip-passed-by = { $count ->
    [one] one more file in the zip can be read and was not: unpack it, and import that one, too
   *[other] { $count } more files in the zip can be read and were not: unpack it, and import its folder or each of them
}
nothing-of-use = everything in the file was left out; nothing was imported
    .hint = dates are read as 2025-01-31: say how they stand with --dates day-first or --dates month-first, or give the column that form in the spreadsheet and save it again
nothing-within = there is nothing in the file that is for a diary; nothing was imported
    .hint = export it once more, all of it, and import what comes

## What it brings

spans = the file speaks of { $first } to { $last }
nothing-new = nothing in it is new
new-answers = new: { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}{ $items }
new-entries = new: { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}{ $kinds }
there-already = there already: { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
on-line = line { $line }: { $told }
removed = removed
removed-on = removed { $date }
removed-stay = what was removed stays removed: with twinge import --look you choose, and twinge bin brings whole entries back
conflict-removed = { $item } on { $date }: { $removed }, and stays so; the file has { $offered }
conflict = { $item } on { $date } stays { $kept }; the file has { $offered }
dropped = { $what }: { $why }
conflicts = otherwise here: { $count }
left-out = left out: { $count }
census = { $read ->
    [one] { $read } fact
   *[other] { $read } facts
} read: { $answered } answered, { $left } left out, { $counted } only counted{ $keys }
counted-keys = {" "}({ $keys })
more-kinds = { $count } more kinds
left-over-unplaced = { $key }: { $count } left out: { $why }
left-over = { $key }: { $count } left out, the first on line { $line }: { $why }
