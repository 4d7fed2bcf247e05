# Sharing a diary between computers, at the shell.

## Beginning and joining

begun = the diary is shared through { $folder } now, as { $name }
    .hint = on the other computer, once the folder is there: twinge share FOLDER, with the same passphrase
joined = the diary is shared through { $folder } now, as { $name }
would-begin = nobody shares a diary through { $folder } yet: it would be begun
    .hint = begin it with twinge share FOLDER
nothing-written = nothing was written
other-diary = that folder has the entries of another diary; the two would be one from then on, on all computers
go-on = Make one diary of both (yes or no)?
not-shared-now = nothing was changed
needs-yes = that folder has the entries of another diary
    .hint = see what would come with --dry-run; --yes makes one diary of both
no-name = this computer has no name to be called by
    .hint = give it one: --name laptop
setting-unwritten = the diary is shared, but the settings could not be written: put share-folder = "{ $folder }" into them
passphrase-lost = Whoever knows this passphrase and has the folder can read the diary. It need not be the diary's own. If you forget it, the folder is lost, and your diary is not.

## Its passphrase

passphrase = Passphrase of sharing
passphrase-or-own = Passphrase of sharing (Enter alone: the diary's own)
new-passphrase = New passphrase of sharing
new-passphrase-or-own = New passphrase of sharing (Enter alone: the diary's own)
again = The same again
differ = these two differ; try again
wrong = that is not the passphrase of sharing; try again
none-given = no passphrase of sharing was given; nothing was changed
    .hint = give it at the terminal, or with --share-passphrase-file

## Going round

no-folder = this computer shares no diary
    .hint = begin or join with twinge share FOLDER
written = { $files ->
    [one] { $files } file was written for the others
   *[other] { $files } files were written for the others
}
see-conflicts = twinge share conflicts shows both
renewed = the folder has another passphrase now; each other computer asks for it: twinge share FOLDER
stopped = the diary is shared no more; all that stands in it stays

## Status

not-shared = this diary is not shared
shared = shared through { $folder } as { $name }
computer = { $name }: wrote last { $moment }
nobody = no other computer was seen yet
parts = { $parts ->
    [one] { $parts } part
   *[other] { $parts } parts
}, { $write } to write, { $read } to read

## Conflicts

no-conflicts = no answers differ
conflict = { $number }  { $what }: { $stands } stands
take-hint = --take N takes another's answer, --keep N keeps the one that stands
kept = it stays; the others are told at the next round
cannot-take = this cannot be taken over here: change it by hand, and it differs no more
which-other = several computers say something else
    .hint = name one with --from
no-such-computer = { $name } says nothing of it
    .hint = twinge share conflicts tells who says what
no-such = there is no number { $number } among them
    .hint = twinge share conflicts numbers them
