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
tables-only = { $option } is for tables
    .hint = add --format csv or --wide, or leave { $option } out
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

    Another diary is only read: days and entries that it has and this one has not are added, as are its own items, and where both say something else, yours stays. Of a folder, all pages of a journal are read at once.

    Of a table that nobody knows it says how it could be read. --map new writes that down as rules, in a file beside the settings that is to be looked over and knows such tables from then on.

no-source =
    .hint = check its name; - reads what comes through a pipe
own-table-guessed = no rules know this table; nothing was imported
    .hint = twinge import { $file } --map new writes a file of rules with these guesses, to be looked over
no-table = no header and column of days can be found in this; nothing was imported
    .hint = give the table a first line that names its columns, and one of them the days
rules-written = how it is read was written to { $path }: look it over, and import the file once more
rules-exist = { $path } exists already and was left as it is; nothing was imported
    .hint = change it there, or move it away and ask again; --map { $path } reads the table by it
zip-password = password of the zip
other-passphrase = Passphrase of { $path }
too-much-to-hold = of what comes but once { $most } MiB can be kept, and this is more; nothing was imported
    .hint = write it to a file and import that
and-more = and { $count } more; --json lists them all
reading = reading: [{ $bar }] { $percent } % of { $size } MB
called-off = called off; nothing was imported

## man

verbs = VERBS
verbs-told = twinge VERB --help tells all of a verb; twinge man --all FOLDER writes a page of each.

## demo

sample-written = a sample diary was written to { $path }
picture-written = a picture of the sample diary was written to { $path }
no-size = write columns and rows: 100x30 (10 to 500 columns, 10 to 200 rows)
no-folder = no temporary folder can be made: { $error }
    .hint = say where with demo --write FILE, then twinge --diary FILE
