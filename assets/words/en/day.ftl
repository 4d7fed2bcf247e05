# A day in words.

# The heading of answers to items that are not known here.
other-answers = Other

nothing-recorded = nothing recorded
nothing-kept = nothing of what you keep; { $others ->
    [one] { $others } other answer
   *[other] { $others } other answers
}
