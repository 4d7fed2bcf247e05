# The options of an answer.

not-answered = not answered
none = none
chosen = { $count ->
    [one] { $count } chosen
   *[other] { $count } chosen
}
