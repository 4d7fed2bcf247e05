# A day in words.

# The heading of answers to items that are not known here.
other-answers = Other

# Where an entry was first written down.
came-from = from { $source }
# Where the answers of a check-in came from: all of them, all but those to $items, or those to $items.
check-in-came = Check-in: from { $source }, imported { $on }
others-came = Check-in but for { $items }: from { $source }, imported { $on }
answers-came = { $items }: from { $source }, imported { $on }

nothing-recorded = nothing recorded
nothing-kept = nothing of what you keep; { $others ->
    [one] { $others } other answer
   *[other] { $others } other answers
}
