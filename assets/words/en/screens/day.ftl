# The day: the calendar it is chosen on, the form that asks its questions, the card that tells it.

## The calendar

months = { $first } to { $last }
days-marked = { $days } days marked: { $first } to { $last }
day-marked = 1 day marked: { $day }
marked = { $days } marked
marked-keys = 0 no pain, Esc ends

## What the marks stand for

warning-sign = warning sign
note = note
ovulation-estimated = ovulation estimated
ovulation-confirmed = ovulation confirmed
option-of-item = { $item } { $option }
or-more = { $level } or more

## The lines of the form

day-before = day before
last-time = last time
when = When
time-not-known = time not known
skip-questions = not this time
more-fields = { $count } more
add-entry = + add
add-entry-by-key = + add [{ $key }]
pain-since = Pain since { $weekday }?
not-kept = not kept yet
nothing-answered = nothing answered

## The frame of the form

any-entry = Entry
entry-of-day = { $kind }, { $day }
back-to-day = Esc back to the day
answers = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}
answers-all = an answer is for all
questions-due = questions due: { $questions }
field-of = { $field } of { $fields }

## What the line with the keys takes, in the bar of keys

hint-answer = answer
hint-step = less, more
hint-yes-no = yes or no
hint-list = list
hint-write = write
hint-add = add
hint-unfold = unfold
hint-open = open
hint-again = repeat
hint-skip = skip

## What the line with the keys is about

begun = Not kept yet: "{ $words }"; Enter goes on with it.
more-about = { $key }: more.
adds-one = { $about } Enter adds one.
folded = Folded away. Enter unfolds it.
entry-keys = Enter opens it, Backspace removes it.
when-keys = When it was. Enter changes it.
options = { $options }.
first-options = { $options }; Enter lists all { $count }.
again = again: { $told }
again-keys = Taken before. Enter repeats it; what was felt is asked anew.
skip-keys = { $about } Enter skips it until it is due again.
more-keys = Enter shows them; / finds any by name.
when-help = a time, a date or both: 14:00, now, yesterday 22:10, 12 mar

## What cannot be

digit-beyond = { $item }: 1 to { $options }
no-letter = no field has the letter { $letter }; / finds one by name
not-come-yet = this day has not come yet; t goes to today
never-answered = { $item } was not answered before
nothing-to-copy = nothing to copy: the day before has no answer that is missing here
nothing-to-repeat = nothing to repeat: no earlier entry has an answer that is missing here

one-day-only = this is of one day, and several may be marked: Esc in the calendar ends that
not-read = not all of the marked days could be read, so none is answered
mark-first = v marks days, and 0 then answers no pain on all of them

## What was answered on several days

answered-days = { $answer } { $days ->
    [one] on { $days } day
   *[other] on { $days } days
}; u takes it back
answered-days-but = { $answer } { $days ->
    [one] on { $days } day
   *[other] on { $days } days
}; { $kept }; u takes it back
kept-days = { $days ->
    [one] { $days } kept what it had
   *[other] { $days } kept what they had
}
all-kept = nothing was changed: { $days ->
    [one] { $days } day has another answer and keeps it
   *[other] { $days } days have other answers and keep them
}

## The card

nothing-recorded = Nothing is recorded on this day.
nothing-kept = Nothing of what you keep is recorded on this day; { $others ->
    [one] { $others } other answer is.
   *[other] { $others } other answers are.
}
lines-below = { $down } { $lines } more
scroll-keys = ( ) scroll

## The drawing of the body

nowhere-chosen = nowhere chosen yet
