# Every key and what it does.

title = Help: type to find a key; Enter does what it does
typed-digits = answer at once (1 then 0 is ten)
typed-capitals = add an entry
typed-letters = jump to the field they stand before
press-it = a key to press in "{ $place }"
