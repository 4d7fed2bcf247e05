# A diary that several computers share, as both faces tell of it.

## What came of a round

arrived = from { $computers }: { $what }
would-arrive = would come from { $computers }: { $what }
would-go = would go out: { $what }
nothing-came = nothing new came from the others
differ = { $answers ->
    [one] { $answers } answer differs
   *[other] { $answers } answers differ
}
both-notes = { $date }: the notes of both computers stand under each other
change-stands = { $date }: what was taken back on one computer was changed on another; the change stands
day-full = { $date }: an entry of another computer is left out here, as a day has at most { $most }
clock-ahead = the clock of { $computer } is ahead: a change there has a time that is yet to come
inbox-lines = { $lines ->
    [one] { $lines } new line
   *[other] { $lines } new lines
} in the inbox
files-left = { $files ->
    [one] { $files } file in the folder is left as it is
   *[other] { $files } files in the folder are left as they are
}

## Why a file is left as it is

foreign = it is none of twinge's
undeciphered = it is cut off, damaged or has another key; it may not be carried over yet
newer = a newer twinge wrote it: twinge has to be updated here
too-large = it is larger than any of twinge's
no-part = it holds no part of a diary
refused = the system does not let it be read
skipped = { $file }: { $why }

## Answers that differ

of-day = { $date }, { $item }
moved = when it was
other = { $value } on { $computer }
other-at = { $value } on { $computer }, { $moment }
no-answer = no answer
unknown-computer = another computer

## What a person reads who finds the folder

read-me =
    These files belong to twinge, a private diary. They carry one diary from computer to computer, and can
    only be read with the passphrase it is shared with.

    Each computer writes into a folder of its own. Please do not change them, and do not delete the folders of
    other computers: twinge share stop, on that computer, is the way out.
