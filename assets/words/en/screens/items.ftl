# The items, to rename, hide, move and add, and how a new one is answered.

title = Items: what you can record
    .aside = answers stay, whatever you change here
hidden = hidden, { $section }
own = your own, { $section }
new-item = New item
    .help = a name; with options behind a colon: Weather: dry, wet, stormy
rename = Rename
    .help = another name; empty puts the first one back

## How it is answered

scale = 0 to 10
    .detail = how much, how bad
flag = yes or no
    .detail = whether it happened
number = a number
    .detail = how many, how long
time = a time
    .detail = when it was
text = words
    .detail = whatever you write
ordered = one of them, in that order
    .detail = from less to more
choice = one of them
    .detail = without an order
many = any of them
    .detail = several at once
