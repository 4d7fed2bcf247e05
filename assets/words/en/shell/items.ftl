# Items, and making one's own.

answered-with = Answered with { $answers }.
stands-in = Stands in: { $kinds }.
hidden = (hidden)
a-number = write a number, such as 20 or 36.5
no-number = { $number } is no number to keep
    .hint = write one such as 36.5
nothing-to-change = nothing to change
