# What just happened, said at the foot of the screen.

saved-at = saved { $time }
saved-with-score = saved { $time }; your PEG score is { $score }: 0 is best, 10 worst
saved-over = saved; another program had changed this meanwhile: u brings its words back
opened-over = what was written over the diary is open now
regained = the file was replaced by one that holds the same, or its log was removed: it was opened again
opened-there = this is what is there now; what was saved here before is kept in { $file }
log-put-aside = the log of another file lay beside the diary; it was not applied and is kept as { $file }
finished = { $file } is whole and has its name now: an earlier twinge was ended while it made this copy
done = { $act }; { $undo } takes it back
now-at = { $done }; now at { $day }, { $today } goes to today
now-at-day = { $done }; now at { $day }
unchanged = that is what it says already
nothing-to-undo = nothing left to undo
nothing-to-redo = nothing left to do again
nothing-here = this key does nothing here
nothing-yet = nothing is recorded yet
gaps = { $days ->
    [one] { $days } day of the last week has no answer: g . goes to it
   *[other] { $days } days of the last week have no answer: g . goes through them
}
away = nothing was written since { $date }; g . goes through the past week
no-gaps = no day of the last week is without an answer
nothing-on-day = nothing is recorded on this day
picture-written = the picture is in { $file }; whoever sees it reads what you wrote
page-written = the page is in { $file }; it is not encrypted: whoever can open the file can read it
copied = the terminal was handed the day in words, for its clipboard; a clipboard history will keep it
pasted-nowhere = nothing was done with what was pasted: it needs a text field
look-kept = { $setting }: { $value }, from now on
look-not-kept = { $setting }: { $value } until you leave; it could not be kept: { $why }
left-out = left out: { $fault }
left-out-more = left out, with { $more } more that twinge config tells: { $fault }
no-backup = today's backup was not made
was-empty = the diary's file was empty, so a new diary begins in it; if it held one before, see twinge restore
clock-set-back = the clock was ahead at { $moment }, or is behind now: that is yet to come
rules-left-out = it is left out, the other rules stay
draft-unkept = what is being typed is not kept in the diary yet
no-terminal = there is no terminal

## Passphrases

passphrase-kept = the passphrase is as it was
passphrase-set = the diary is encrypted with the new passphrase
passphrase-off = the diary no longer has a passphrase
passphrase-unchanged = nothing was changed: { $why }
copies-kept = done, but { $copies } keeps what it had: it cannot be opened this way
