# Answers in a line.

no-note-beside = -m belongs in the lines that are read
    .hint = write it there: pain=4 -m "a long drive"
nothing-written = nothing was written
nothing-to-change = nothing to change
kept = { $days ->
    [one] { $days } day kept what it had
   *[other] { $days } days kept what they had
}; --replace gives the new answer there, too
not-text = it is not UTF-8 text
line = line { $number }: { $why }
and-more = and { $count } more

## Why a line was not understood

no-item = { $why }; twinge items lists them all
no-value = { $item } needs a value: write { $item }=VALUE
meant = "{ $given }" is not ITEM=VALUE; did you mean { $meant }?
not-an-answer = "{ $word }" is not ITEM=VALUE; the date comes first, and words with spaces need quotation marks
twice = { $item } is given twice: give it once
passing = "{ $days }" is another day by the time it is read here; write it as 2026-03-17
not-a-time = "{ $word }" is not a time such as 22:10
open-quotation = a quotation mark is open: close it behind the words
no-note = -m needs the words of the note behind it
nothing = nothing to write: give ITEM=VALUE, such as pain=4, or a note with -m
