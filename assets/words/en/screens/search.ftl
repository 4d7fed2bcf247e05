# Days by words and conditions, and items by name.

nothing-found = nothing is found
nothing-sought = nothing was searched for yet; / searches
last-found = this is the last day found
first-found = this is the first day found
# Where an item stands and how it is answered.
item = { $section }, { $kind }
out-of-form = { $item }, kept out of the form
