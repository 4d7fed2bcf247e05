# What went wrong, and what to do next. The English in the code is for reports of bugs.

## The diary

missing = there is no diary at { $path }
    .hint = run twinge to begin one, or say with --diary FILE where yours is
folder = { $path } is a folder, not a diary
    .hint = name a file in it: { $file }
not-a-file = { $path } is a pipe, a device or a socket, not a file
    .hint = name a file with --diary
many-names = { $path } is one of { $names ->
    [one] { $names } name
   *[other] { $names } names
} of the same file, and each would have changes that the others do not know
    .hint = copy it to a file of its own with `cp`, or remove the other names; a symbolic link can be used
replaced = another file took the place of { $path } while it was open; nothing was written to either
    .hint = do it again to open what is there now
gone = { $path } was removed or moved away while it was open; nothing was written
overwritten = another file was written over { $path } while it was open; nothing more was written to it
    .hint = leave twinge wherever it is open, then open it again; copies of what it held: twinge restore
log-gone = the log of { $path } was removed or replaced while it was open; nothing was written
other-log = beside { $path } lies the log of another file, which must not be applied to it
    .hint = move { $path }-wal to another folder and do it again; it may hold what was last written in that file
not-a-diary = { $path } is not a diary
    .hint = it was left as it is; name another file with --diary, or if this was one, see twinge restore
locked = { $path } is locked with a passphrase
    .hint = give it at the terminal, or with --passphrase-file, --passphrase-fd or --passphrase-command
shut = the diary is shut
    .hint = open it again with its passphrase
wrong-passphrase = that is not the passphrase of { $path }
    .hint = try again; without it nobody can read the diary
no-passphrase = { $path } has no passphrase, but one was given
    .hint = leave it out, or give the diary one with `twinge passphrase set`
unencrypted = this twinge was built without encryption and cannot use a passphrase for { $path }
    .hint = build it with `cargo build --features encryption`, which needs perl and make
newer = { $path } was written by a newer twinge (form { $found }; this one knows { $known })
    .hint = it was left as it is; update twinge to open it
damaged = { $path } is damaged: { $detail }
    .hint = `twinge restore COPY` heals it, where there is a copy (`twinge backup --list`); without one, `twinge salvage NEW` writes what can still be read
emptied = { $path } is empty: what was in it is gone, and nothing was written
    .hint = `twinge restore { $copy }` brings the latest copy back; to start again, move the empty file away
read-only = { $path } cannot be written to: it, its folder or its disk is read-only
    .hint = make the file and its folder writable, or copy the diary elsewhere
permission = { $path } cannot be opened: you do not have permission
    .hint = check who owns the file and its folder
unfinished = { $path } was not closed properly, and its folder is read-only
    .hint = copy it together with { $path }-wal to a folder you can write to, and open it there
unwritten = { $path } is open elsewhere, or was not closed: its last changes are not in the file yet
    .hint = close it there, or open it once with twinge --diary { $path } status, and do it again
no-folder = there is no folder { $path }
    .hint = make it, or plug in the disk that it is on
full = the disk of { $path } is full
    .hint = make room there
unsaved = the disk of { $path } is full; the last change was not saved
    .hint = make room and do it again; everything saved before is safe
busy = another program is writing to { $path }
    .hint = wait a moment and do it again; nothing was lost
io = { $path } could not be read or written: { $detail }
    .hint = check the disk and its free space; everything saved before is safe
exists = { $path } exists already and was left as it is
    .hint = choose another name
copy = the copy { $path } is not sound and was removed: { $detail }
    .hint = check its disk, and make another
no-item-here = there is no item "{ $item }"
    .hint = twinge items lists them all
no-entry = there is no entry { $entry }; it may have been removed elsewhere
    .hint = look at the day again: twinge show DATE
not-of-kind = "{ $item }" does not belong in a { $kind } entry
    .hint = twinge items tells in which entries each item stands
no-timed-kind = there is no kind of timed entry "{ $kind }"
check-in = the check-in of { $date } cannot be moved: answer the other day, and clear this one
day-full = { $date } holds as many entries as a day can ({ $max })
    .hint = put it into an entry that is there, or remove one first
date = { $date } lies outside the years a diary can hold
    .hint = choose another day
uid-taken = there is another entry with the name "{ $uid }"
in-use = "{ $item }" is answered with "{ $value }", which would not fit any more
    .hint = keep the kind and the options it is answered with, or make a new item
unsound = the diary is damaged: { $detail }
sqlite = the diary could not be read or written: { $detail }
    .hint = check the disk and its free space; everything saved before is safe

## Copies

not-there = today's copy was not made in { $place }, which is not there now
    .hint = plug its disk in and it is made with the next entry; if the disk is a new one: twinge config set backup-folder { $folder }
not-kept = today's copy was not made in the second place: { $why }
    .hint = { $remedy }; what you wrote is saved in the diary, and its copy is made with the next entry
not-kept-saved = what you wrote is saved in the diary, and its copy is made with the next entry once it can be
copy-damaged = it is damaged: { $problem }
copy-plain = it has no passphrase, but the diary has one: whoever has it can read it
copy-other-passphrase = it has another passphrase than the diary, or none can be told
copy-other-diary = it is of another diary
copy-unopened = it cannot be read: { $why }

## Answers

answer-form = { $item } is { $form }, not "{ $given }"
answer-option = { $item } has no option "{ $given }"{ $nearest } It can be: { $options }
answer-range = { $item } can be from { $min } to { $max }{ $unit }, not { $given }
fahrenheit-hint = in Fahrenheit write { $given }F, or once for all: twinge profile temperature=fahrenheit
answer-empty = { $item } needs a few words; to take an answer back, clear it
answer-comma = { $item } cannot hold "{ $given }", a word that is empty or has a comma
answer-kind = { $item } cannot hold { $given }

## Items

catalogue-form = the catalogue cannot be read: { $detail }
item-twice = the catalogue has the item "{ $item }" twice
item-name = "{ $item }" is not a name for an item: use lower-case words with hyphens
item-missing = the item "{ $item }" names "{ $missing }", which does not exist
no-role = no item has the role { $role }
item-not-own = "{ $item }" is no name for an own item: it has to begin with "my-"

## Files that are read in

unread = the file cannot be read to its end: { $detail }; nothing was imported
    .hint = check the disk that it is on, and do it again
mismatch = this is not a file of { $format }: { $reason }; nothing was imported
    .hint = export it once more and import what comes; twinge import --help says whose files it reads
no-date-column = its first line names no column "date"
cut-off = it is cut off after line { $line }; fetch it once more, or take what is whole with --partial
ends = it is cut off in line { $line }
date-order = its dates can be read with the day or the month first, and none of them tells which: say it with --dates day-first or --dates month-first
decimal-sign = the numbers of "{ $column }" can be read with a comma or a point before the decimals, and none of them tells which: say it with --decimal comma or --decimal point
no-header = none of its first lines names all of these columns: { $columns }
no-column = its first line names none of drip's columns
column-twice = its first line names the column "{ $column }" twice
file-not-text = line { $line } is not UTF-8 text
other-format = its format is "{ $format }"
later-version = it has version { $found } and this program reads up to { $known }; update twinge
no-table = it is a database that has none of its tables
damaged-database = its database is damaged: { $said }
more-than-held = it has more than { $most } MiB, which is more than can be held in memory
line-not-text = the line is not text in UTF-8
cells = the line has { $cells ->
    [one] { $cells } cell
   *[other] { $cells } cells
}, the first line names { $columns }; is a quotation mark not closed, or the line cut off?
no-date = the line has no date
not-a-date = "{ $cell }" is no date such as 2025-01-31
years = the diary has the years 1 to 9999
not-a-time = its time is not of the form 22:10
not-true-or-false = "{ $cell }" is neither true nor false
not-a-level = "{ $cell }" is not 0, 1 or 2
not-drips = "{ $cell }" is no value drip gives to { $column }
no-item = there is no such item
no-kind = there is no such kind of entry
no-uid = it has no uid to know it again by
other-kind = there is a { $kind } entry of the same uid, which stays
several = the day has { $kind } entries, and the table does not tell which of them it is of
wrong-kind = it does not belong in a { $kind } entry
item-taken = the diary has another item of that name, which stays
changed-here = the item is changed otherwise here, which stays
unseen-code = the code of one of its options holds characters that are not to be seen
no-page = it is no page of a journal, or is cut off
own-profile = this diary has its own, which stays

## Why facts of a file are left out

left-unknown = twinge does not know it
left-date = it has no date that can be read
left-to-come = its day is yet to come
left-outweighed = another value of the day counts
left-no-answer = the diary has no answer that says it
left-no-item = the diary has no item for it
left-conclusion = it is a conclusion of the program
left-value = its value is none the item can have
left-own-name = it has a name of your own, which does not say how good or bad it was
left-cells = the row has more or fewer cells than there are columns; is a quotation mark not closed?
left-span = it ends before it begins, or is too long
left-form = it is not of the form that its like have

## What was decided of a file

days-from-zero = the days of its periods are counted from 0
days-from-one = the days of its periods are counted from 1
taken-in-part = the file is cut off after line { $line }: what stood behind is missing
days-taken-from-one = the days of its periods are taken to be counted from 1; the file does not show it

## What files are packed in

zip-cut = the zip is cut off or damaged ({ $detail }); nothing was imported
    .hint = fetch it once more; of an export of Apple Health, --partial takes what there is
zip-unread = the zip is damaged ({ $detail }); nothing was imported
    .hint = fetch it once more
zip-packing = what lies in the zip is packed by { $method }, which twinge does not undo; nothing was imported
    .hint = unpack it, and import what was in it
zip-members = the zip has more than { $most } members; nothing was imported
    .hint = unpack it, and import the file that holds the days
zip-no-password = the zip has a password; nothing was imported
    .hint = give it with --zip-password-file FILE, or where you are asked for it
zip-wrong-password = this is not the password of the zip; nothing was imported
    .hint = Clue shows it in the app, Flo sends it in another mail
zip-too-long = what lies in the zip behind a password is held in memory, and is too much; nothing was imported
    .hint = unpack it, and import what was in it

## Words that are not understood

no-such-day = there is no day "{ $given }" in the calendar
    .hint = check the day and the month
too-far = "{ $given }" lies outside the years { $first } to { $last }
no-date-words = "{ $given }" is not a date: write 2026-03-12, "12 mar", "yesterday", "tuesday" or -10
unknown-item = there is no item "{ $item }"{ $nearest }
    .hint = twinge items lists them all

## What cannot be done

future = { $date } hasn't come yet; the diary is for days that have
too-many-days = { $days } days at once are more than are meant: { $most } at most
one-day = only answers of the day can be given for several days at once
    .hint = name one day, or leave the time and the entry out
no-item-name = "{ $name }" is not a name: an item needs a name with letters or digits in it
name-taken = there is an item { $item } already: choose another name
not-an-option = "{ $option }" cannot be an option of its own
    .hint = name it with letters or digits, and none twice
too-few-options = a choice needs two options or more
    .hint = name them: --options yes,no,perhaps
empty-range = from { $min } to { $max } in steps of { $step } there is no number to choose
    .hint = let the greatest lie above the least, and the step fit between them
other-section = { $item } is in another section
    .hint = choose an item of its own section
time-of-nothing = a time belongs to something that happened at one: a temperature, intimacy, relief, an episode or exertion
    .hint = leave the time out, or name what happened then
none-at = there is no { $kind } at { $time } on { $date }
    .hint = twinge show { $date } tells what there is
none-to-take-from = there is no { $kind } on { $date } to take an answer from
    .hint = twinge show { $date } tells what there is
none-to-complete = there is no { $kind } on { $date } that this could complete
    .hint = name its day first, or write { $kind } for a new one
none-to-complete-lately = there is no { $kind } on { $date } or in the { $days } days before that this could complete

## Rules of one's own

-forms-of-conditions = it is one of: all; any; not; of, within; of, days, within (and each); of, months, within; of, cycles, within; new (and within, clear); since, until, within; told; may; denied; during; late (and to)
rules-unread = your rules, { $path }: { $detail }
rules-line = your rules, { $path }, line { $line }: { $detail }
no-condition = a condition is words in quotation marks, or a table such as { "{" } any = [ … ] { "}" }
condition-without-fields = no fields do not make a condition; { -forms-of-conditions }
condition-fields = { $fields } do not make a condition; { -forms-of-conditions }
empty-list = the list is empty: write at least one condition into it
condition-number = a number from 1 to { $most } is needed here, not { $given }
sign-name = "{ $name }" is no name for a sign: use lower-case words with hyphens
sign-taken = there is already a sign "{ $name }": give it another name
no-sign = there is no sign "{ $name }" above this line{ $nearest }
rule-name = "{ $name }" is no name for a rule: use letters, digits and hyphens
rule-taken = there is already a rule "{ $name }": give it another name
rule-not-raised = a rule is raised to a more urgent tier than { $tier }
nothing-wanted = "{ $words }" names nothing that has to be there; for something that must not be, write { "{" } not = "…" { "}" }
options-with-comma = "{ $word }": put | between options, not a comma
names-dates = "{ $word }" names dates; a condition holds for every date
names-nothing = "{ $word }" names nothing
no-option-of-rule = "{ $word }": there is no option "{ $option }"{ $nearest }

## Passphrases

passphrase-empty = the passphrase is empty
    .hint = type at least one letter
passphrase-too-long = the passphrase is longer than { $most } bytes
    .hint = choose a shorter one
passphrase-not-text = the passphrase is not text in UTF-8 on one line
    .hint = choose one of letters, digits and signs, on one line

## The settings of the computer

settings-file = { $path }: { $detail }
    .hint = check who may read the file, or move it away
settings-line = { $path }, line { $line }: { $why }
    .hint = put it right there, or with twinge config set
settings-elsewhere = { $path }, line { $line }: { $setting } does not stand in this file; twinge config set { $setting } puts it into the other
not-toml = { $path }, line { $line }: this cannot be read as TOML. Its reader says: { $said }
    .hint = write lines such as theme = "dark" into it, or move it away
no-setting = there is no setting "{ $setting }"{ $nearest }
    .hint = twinge config lists them all
profile-setting-hint = the diary keeps that: twinge profile { $setting }=VALUE
no-key-form = there is no setting "{ $setting }"; write keys.CONTEXT.CHORD, such as keys.form.ctrl-d
no-key-setting = there is no setting "{ $setting }"; { $why }
    .hint = twinge man tells all keys, by the names of their places
no-value = { $setting } cannot be "{ $given }": it is { $allowed }
no-value-said = { $setting } cannot be "{ $given }": { $why }
    .hint = put that right, or leave the setting out: twinge config unset { $setting }
no-value-other-keys = { $setting } cannot be "{ $given }": the file says something else of keys; put that right first
no-modifier = "{ $text }" is not a key: "{ $name }" is not ctrl, alt or shift
no-function-key = "{ $text }" is not a key
no-key = "{ $text }" is not a key: write j, G, ctrl-d, alt-enter, pageup, f2
key-missing = a key is missing
no-key-word = there is no "{ $word }" among the keys{ $nearest }

## What a search does not understand

no-more-or-less = { $item } has no more or less: write { $item }:word
open-quotation = a quotation mark is open: close it after the words looked for
looks-for-nothing = "{ $word }" looks for nothing: write what to look for behind it

## What is wrong with what a file holds

not-as-written = part of it is not what was written
unreadable = nothing of it can be read
rows-unread = not all rows can be read: { $detail }
no-such-row = a row of { $table } belongs to a row of { $missing } that is not there
other-table = its table { $table } is another
entry-without-date = entry { $entry } has no date
entry-without-time = entry { $entry } has the time "{ $time }", which is none
entry-without-name = entry { $entry } does not have the lasting name it should
entry-not-as-done = entry { $entry } is not as the last act left it
setting-not-as-done = the setting { $setting } is not as the last act left it
not-as-shared = { $what } is not as other computers are told
entry-of-unknown-kind = entry { $entry } is of a kind this twinge does not know: { $kind }
empty-check-in = the check-in { $entry } is empty
answers-unknown-item = { $entry } answers "{ $item }", which this twinge does not know
answers-with-no-answer = { $entry } answers { $item } with "{ $value }", which it cannot be
answers-wrongly = { $entry }: { $why }
answers-in-wrong-kind = { $entry } answers { $item }, which does not belong in a { $kind } entry
setting-unread = the setting { $setting } cannot be read
operation-unread = operation { $operation } cannot be undone: its changes cannot be read
operation-without-time = the time of operation { $operation } cannot be read
out-of-order = rows are out of order

## What cannot be read of a damaged diary

settings-lost = settings and own items: { $why }; those in the log of acts were taken
setting-lost = a setting: { $why }
entry-lost = { $entry }: { $why }
answers-lost = { $count ->
    [one] { $count } answer, whose entry is lost
   *[other] { $count } answers, whose entries are lost
}
drafts-lost = not all that was being written and not saved yet could be read
day-lost = not all of { $day } could be read
days-lost = not all of { $first } to { $last } could be read
earlier-unknown = whether there was more until { $day } could not be read
later-unknown = whether there was more from { $day } on could not be read

## What can be read beside an encrypted diary

plain-pending = { $path } can be read without the passphrase: the next time something is written in the diary, or it is opened full screen, twinge encrypts it, or removes it where it is half made
plain-kept = { $path } can be read without the passphrase and could not be encrypted ({ $why }): remove it once you do not need it
plain-own = { $path } can be read without the passphrase, and twinge does not change it by itself: remove it, or put it where nobody else looks
plain-unseen = not everything beside the encrypted diary could be looked at: { $why }
