# What is said about passphrases at the shell.

# What has to be known before a passphrase is set.
warning = Whoever does not know the passphrase cannot read the diary or its backups. If you forget it, nobody can get anything back, and there is no other way in. Write it down and keep it in a safe place.
has-one = { $path } has a passphrase already
    .hint = see twinge passphrase change
keeps = { $path } keeps what it had: it cannot be opened so
set = the passphrase of { $path } is set
changed = the passphrase of { $path } is changed
removed = the passphrase of { $path } is removed: anybody who has the file can read it
none-given = no new passphrase was given; nothing was changed
    .hint = give it at the terminal, or with --new-passphrase-file or --new-passphrase-fd
new = New passphrase
again = The same again
differ = these two differ; try again

## Where it is read from

descriptor = file descriptor { $number }
cannot-be = { $what } cannot be
    .hint = write --passphrase-fd 3, and 3< FILE behind the command
no-descriptors = there are no file descriptors here
    .hint = use --passphrase-file
command = the passphrase command: { $why }
    .hint = it is the one of --passphrase-command or of the setting passphrase-command
not-a-command = "{ $line }" is not a command
empty-command = it is empty
no-output = { $program } has no output
ended-with = { $program } ended with { $status }
terminal = the terminal: { $error }
    .hint = use --passphrase-file
