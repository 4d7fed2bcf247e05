# Patterns, and stretches of time compared.

not-a-scale = { $item } is no scale of the check-in
    .hint = patterns are looked for in scales from 0 to 10, such as pain or fatigue
nothing-yet = nothing is recorded yet
head = { $first } to { $last }{ $cycles ->
    [0] { "" }
    [one] , { $cycles } complete cycle
   *[other] , { $cycles } complete cycles
}{ $questions ->
    [0] { "" }
    [one] , { $questions } question asked
   *[other] , { $questions } questions asked
}
folded = twinge patterns --all shows each of them
no-event = no event "{ $event }" was asked about{ $nearest }
no-events-yet = an event is known once it is noted with the pain of its days
known-events = these are known: { $events }
around = { $item } around { $event }, { $times ->
    [one] { $times } time
   *[other] { $times } times
}
around-head = day   with it          n   days like it     n
around-explained = Each is the mean, ± how far single days stray from it (their standard deviation), and how many days it is of. Day 0 is nearly alike by choice: the other days were picked to be as bad as the day of the event, bleeding or not.

## compare

not-come-yet = "{ $stretch }" has not come yet
    .hint = name days that have been
nothing-to-compare = nothing that can be compared is recorded
same-stretch = both stretches are { $first } to { $last }: there is nothing to compare
    .hint = name two stretches that differ
too-short = { $count ->
    [one] { $count } item is
   *[other] { $count } items are
} answered too seldom to compare: each stretch needs { $least } answered days
