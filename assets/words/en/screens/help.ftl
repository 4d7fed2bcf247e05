# Every key and what it does.

title = Help
typing-into-form = digits answer at once (1 then 0 is ten); capital letters add an entry; other letters jump to the field they stand before
