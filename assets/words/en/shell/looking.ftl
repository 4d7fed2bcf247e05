# What the verbs write that look at the diary.

## status

no-diary = no diary yet
checked-in = checked in today
not-checked-in = not checked in today
old-backup = the last backup is { $days ->
    [one] { $days } day
   *[other] { $days } days
} old

## list

more-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}

## search

nothing-found = nothing found

## flags

nothing-urgent = nothing that calls for attention
only-put-aside = no new warning; what you put aside is told with --all
days = { $first } to { $last }
why = Why: { $why } ({ $source })
more = More: twinge learn { $article }
rules-left-out = twinge: { $why }; it is left out, the other rules stay
rules-wrong = put it right, or take the file away to go without

## learn

found-in = "{ $words }" stands in:
no-article = there is no article on "{ $words }"
    .nearest = did you mean twinge learn { $name }?
    .hint = twinge learn lists them all
sources = Sources: { $sources }
read-on = Read on: twinge learn { $articles }

## which

speaks-for = for
speaks-against = against
speaks-neither = neither
would-settle = would settle it

## check

encrypted = it is encrypted with a passphrase
no-passphrase = it has no passphrase: anybody who has the file can read it (twinge passphrase set)
no-encryption = it is not encrypted, and this twinge was built without encryption
whole = the diary is whole: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}, { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}
is-shared = it is shared with other computers (twinge share status)
not-private = other people who use this computer can read the file: chmod 600 { $path }
network = the network
programs = other programs
other-files = files it was not asked to use
memory = other processes' looks into its memory
denied = denied, as trying showed
not-denied = not denied on this system
damaged = { $path } is damaged: { $problems }
    .hint = `twinge restore COPY` heals it, where there is a copy (`twinge backup --list`); without one, `twinge salvage NEW` writes what can still be read
not-all-encrypted = the diary is encrypted, but not all that lies beside it: { $remains }
locked-copy = { $copy } does not open as the diary does
locked-copies = { $encrypted ->
    [yes] the passphrase of the diary does not open all copies beside it
   *[no] the diary has no passphrase, but not all copies beside it open without one
}: { $copies }
    .hint = each has an earlier passphrase, or its beginning is damaged; with the passphrase of its time, { $encrypted ->
    [yes] `twinge --diary COPY passphrase change` gives it the diary's
   *[no] `twinge --diary COPY passphrase remove` opens it
}
conflict-copy = { $copy } is a conflict copy of a synced folder
in-synced-folder = a sync made copies beside the diary, so it seems to lie in a synced folder: { $copies }
    .hint = two computers that write into it make copies nobody can join, or damage it: move the diary to a folder that is not synced (`twinge path`), and give its copies the synced one (`twinge config set backup-folder`)
unfinished = { $copy } was not finished: twinge was ended while it made this copy; the next time something is written in the diary it gets its name if it is whole, and is removed if it holds nothing
copies-sound = { $count ->
    [one] { $count } copy was read whole and is sound
   *[other] { $count } copies were read whole and are sound
}
copies-away = the copies in { $place } were not read: it is not there now
    .hint = plug its disk in and do it again, or name another place: `twinge config set backup-folder`
copies-faulty = { $faulty } of { $count ->
    [one] { $count } copy is
   *[other] { $count } copies are
} not as a copy should be
    .hint = `twinge backup FILE` makes a sound one; take away what is of no use

## cycles

no-period = not enough yet: no period is logged
cycles-head = start       length  period
cycles-head-bleeds = start       length   bleed
# An ovulation that a sign shows where none is to be counted on.
ovulation-seen = ovulation { $told }
cycles-head-fertility = start       length  period  luteal  ovulation
days-short = { $days } d
