# Items, and making one's own.

lists-all = twinge items lists them all
answered-with = Answered with { $answers }.
stands-in = Stands in: { $kinds }.
hidden = (hidden)
no-number = { $number } is no number to keep
nothing-to-change = nothing to change
