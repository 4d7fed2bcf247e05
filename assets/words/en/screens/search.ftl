# Days by words and conditions, and items by name.

nothing-found = nothing is found: try other words, or fewer
nothing-sought = nothing was searched for yet; { $key } searches
last-found = this is the last day found
first-found = this is the first day found
# Where an item stands and how it is answered.
item = { $section }, { $kind }
out-of-form = { $item }, kept out of the form
# The same of an item of something that happened at a time.
in-entry = { $item }, in a new entry
in-entry-by-key = { $item }; { $key } adds one
no-field = no field is called so: try another word for it
no-field-own = no field is called so: try another word, or make one of your own with { $key }
