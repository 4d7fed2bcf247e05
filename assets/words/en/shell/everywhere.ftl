# What holds for every verb: the settings, and where things are.

no-file = there is no file { $path }
    .hint = check its name
file-missing = check its name and that of its folder
file-forbidden = check who may read it and write to its folder
file-full = make room on its disk
file-refused = try again, or choose another file
fault = twinge: { $fault }; it is left out
wrong-passphrase = that is not the passphrase; try again
passphrase = Passphrase
not-copied = it is saved in the diary; only its copy of today is missing
was-empty = twinge: { $path } was empty, and a diary is begun in it; if it was one, see twinge restore
no-second-place = { $folder }: { $error }; a second place is a folder that is there, on a disk that is plugged in
clock-set-back = twinge: the diary was written to at { $moment }, which is yet to come by the clock of now: one of the two clocks is wrong
not-encrypted = twinge: { $remains }
no-home = the home folder is not known
    .hint = say where the diary is with --diary FILE
no-terminal = there is no terminal to show the diary on
    .hint = ask line by line with twinge --plain, or see twinge --help for the verbs
terminal-failed = the diary is as it was; twinge --help has verbs that need no terminal
not-written = the output could not be written
    .hint = check where it goes: the disk may be full
standard-input = standard input
after-midnight = it is after midnight, so this is for { $today }; for { $before }, put yesterday behind the verb
in-line = line { $number }
log-put-aside = beside the diary lay the log of another file, which had not been closed; it was not applied and is kept as { $file }
finished = twinge: { $file } is whole and has its name now: an earlier twinge was ended while it made this copy

## config

as-usual = as usual
