# What just happened, said at the foot of the screen.

saved-at = saved { $time }
saved-over = saved; another program had changed this meanwhile: u brings its words back
regained = the file was replaced by one that holds the same, or its log was removed: it was opened anew
opened-there = this is what lies there now; what was saved here before is kept in { $file }
log-put-aside = beside the diary lay the log of another file; it was not applied and is kept as { $file }
finished = { $file } is whole and has its name now: an earlier twinge was ended while it made this copy
undone = undone: { $act }
done-again = done again: { $act }
unchanged = that is what stands there already
nothing-to-undo = nothing is left to undo
nothing-to-redo = nothing is left to do again
nothing-here = this key does nothing here
nothing-yet = nothing is recorded yet
nothing-on-day = nothing is recorded on this day
copied = the day was handed in words to the terminal, for its clipboard; what keeps a history of that, keeps it
pasted-nowhere = pasted words need a field of words: n goes to the note
look-taken = { $setting }: { $value } until you leave; to keep it, twinge config set { $setting } { $value }
left-out = left out: { $fault }
left-out-more = left out, with { $more } more that twinge config tells: { $fault }
no-backup = today's backup was not made
was-empty = the file of the diary was empty, and a diary is begun in it; if it was one, see twinge restore
clock-set-back = the clock was ahead at { $moment }, or is behind now: that is yet to come
rules-left-out = it is left out, the other rules stay
draft-unkept = what is being typed is not kept in the diary yet
no-terminal = there is no terminal

## Passphrases

passphrase-kept = the passphrase is as it was
passphrase-set = the diary is encrypted with the new passphrase
passphrase-off = the diary has no passphrase any more
passphrase-unchanged = nothing was changed: { $why }
copies-kept = done, but { $copies } keeps what it had: it cannot be opened so
