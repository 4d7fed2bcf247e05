# What the verbs write that read and write files.

## backup

copied = the diary was copied to { $path }
place-away = twinge: { $place } is not there now, and its copies are not listed: plug its disk in

## restore

no-copy =
    .hint = twinge backup --list names the copies
copy-damaged = the copy { $path } is damaged itself: { $problem }
    .hint = try another, or see twinge salvage
would-replace = { $path }{ $damage } would be kept under another name; the copy would take its place
replaced = { $path }{ $damage } is kept as { $aside } now; the copy took its place
is-damaged = , which is damaged ({ $problem }),
would-put = there is no diary at { $path }; the copy would be put there
put = there was no diary at { $path }; the copy was put there
restored-plain = the copy has no passphrase, and so the diary has none now: twinge passphrase set
replace =
    .hint = --replace puts the copy in its place without looking at it, and keeps it under another name
another-diary = { $path } shares nothing with this diary by which a copy is known: neither its id nor an act, a timed entry or a note
    .hint = nothing was changed; --other-diary restores it all the same
nothing-written = nothing was written
restored-from = restored from { $path }
restored = restored; twinge undo takes it back
days-differ = { $days ->
    [one] { $days } day
   *[other] { $days } days
} from { $first } to { $last }:
come-back = entries that come back: { $count }
change = entries that change: { $count }
go = entries that go: { $count }
settings-change = settings that change: { $count }

## salvage

salvaged = { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} with { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
} { $entries ->
    [one] is
   *[other] are
} in { $path }; { $elsewhere ->
    [one] { $elsewhere } of the answers was
   *[other] { $elsewhere } of the answers were
} found in the index or the log only
log-begins-anew = the log of acts begins anew there; open it with --diary { $path }

## export

written = the diary was written to { $path }
written-damaged =
    .hint = nothing was written; twinge export --damaged writes what can be read of it all the same
no-place = twinge: { $format } has no place for { $items }, or only a coarser one
kept-from-study = twinge: words and items of your own stay here, and do not go to the study: { $items }
journal-written = the diary was written to { $path }, a file a day
plain-text = { $path } is plain text, and the diary has a passphrase: who reads these files reads the diary.
write-plain = Write them? (yes or no):
plain-needs-yes = the diary has a passphrase, and what was to be written is plain text
    .hint = --yes writes it all the same
not-written-plain = nothing was written
not-ours = { $path } is there already, and is not of twinge's making; nothing was written
    .hint = name another folder, or move that file
tables-only = { $option } is for tables: --format csv or --wide
nothing-to-leave-out = "{ $name }" is no area, section or item{ $nearest }
can-be-left-out = an area, a section or an item can be left out, such as { $sections }

## import

brings-up = { $warnings ->
    [one] What was imported brings up a warning: { $foremost }. twinge flags tells it in full.
   *[other] What was imported brings up { $warnings } warnings, first of all: { $foremost }. twinge flags tells them in full.
}

about-import =
    Add what a file holds to the diary

    The file is { $formats }; which, its content tells. An answer that is there already stays as it is, and importing a file twice adds nothing. What an import added, one undo takes out again.

no-source =
    .hint = check its name; - reads what comes through a pipe
unknown-file = this is no file that twinge knows; nothing was imported
    .hint = twinge import --help says whose files it reads
a-diary = this is a diary, or another SQLite file; nothing was imported
    .hint = twinge --diary { $file } export | twinge import - adds what a diary holds; twinge restore goes back to a copy
packed-database = a database lies in this file, as in what Health Connect exports, and twinge does not read that; nothing was imported
    .hint = export from the app that you wrote the days into; a diary of twinge has to be unpacked first
own-table = this is the table of twinge export --format csv, which does not tell entries of one day apart; nothing was imported
    .hint = import what twinge export writes without --format
flo-text = this is the text that Flo sends for people; nothing was imported
    .hint = import the JSON that came with it, or ask Flo for the machine-readable file
daylio-backup = this is a backup of Daylio, which only Daylio reads; nothing was imported
    .hint = export its entries as CSV, and import that
realm = this is a Realm database, as log28 has one; nothing was imported
    .hint = export it in another form, if the program can
zip-password = password of the zip
nothing-of-use = everything in the file was left out; nothing was imported
    .hint = dates are read as 2025-01-31: give the column of dates that form in the spreadsheet, and save it again
too-much-to-hold = what comes but once is held in memory, up to { $most } MiB, and this is more; nothing was imported
    .hint = write it to a file and import that
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
conflict = line { $line }: { $item } on { $date } stays { $kept }; the file has { $offered }
dropped = line { $line }: { $what }: { $why }
conflicts = answered otherwise here: { $count }
left-out = left out: { $count }
census = { $read } facts read: { $answered } answered, { $left } left out, { $counted } only counted
left-over = { $key }: { $count } left out, the first on line { $line }: { $why }
and-more = and { $count } more; --json lists them all
reading = reading: { $percent } %

## man

verbs = VERBS
verbs-told = twinge VERB --help tells all of a verb; twinge man --all FOLDER writes a page of each.

## demo

sample-written = a sample diary was written to { $path }
picture-written = a picture of the sample diary was written to { $path }
no-size = write columns and rows: 100x30 (10 to 500 columns, 10 to 200 rows)
no-folder = no temporary folder can be made: { $error }
    .hint = say where with demo --write FILE, then twinge --diary FILE
