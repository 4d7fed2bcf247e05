# Patterns, and stretches of time compared.

not-a-scale = { $item } is no scale of the check-in
    .hint = patterns are looked for in scales from 0 to 10, such as pain or fatigue
nothing-yet = nothing is recorded yet
head = { $first } to { $last }, { $cycles ->
    [one] { $cycles } complete cycle
   *[other] { $cycles } complete cycles
}, { $comparisons ->
    [one] { $comparisons } comparison
   *[other] { $comparisons } comparisons
} made
no-event = no event "{ $event }" was asked about{ $nearest }
no-events-yet = an event is known once it is noted with the pain of its days
known-events = these are known: { $events }
around = { $item } around { $event }, { $times ->
    [one] { $times } time
   *[other] { $times } times
}
around-head = day   with it      days like it

## compare

not-come-yet = "{ $stretch }" has not come yet
nothing-to-compare = nothing that can be compared is recorded
