# A table that no rules know: how it could be read, and the file of rules that is made of that.

## What stands in a column

nothing = nothing
dates = days
times = times of day
scores = whole numbers from 0 to 10
yes-no = yes and no
lengths = lengths of time
numbers = numbers
lists = lists with { $between } between
some-words = one of some words
sentences = sentences

## Why a guess may be wrong

others = { $items } would do, too
part = only a small part of its name speaks for it
unfit = { $count ->
    [one] { $count } cell is
   *[other] { $count } cells are
} no answer to it, such as { $cell }
sign = its numbers can be read with a comma or a point before the decimals
scale = its numbers end at { $most }: are they of a scale that ends at 10?

## The table, a line a column

a-day = no rules know this table; it could be read so, a row a day:
a-thing = no rules know this table; it could be read so, a row one thing of a day:
an-event = no rules know this table; it could be read so, a row something that happened:
rows-open = every row says how bad it was, and days are missing: each may as well be something that happened
the-day = { $column }: the day, { $cells }
the-day-open = { $column }: the day, { $cells }; whether the day or the month comes first, none of them tells
the-names = { $column }: what a row is about
the-values = { $column }: what it says of it
answers = { $column }: { $item }; it has { $seen }{ $cells }
left-alone = { $column }: left alone; it has { $seen }{ $cells }
in-doubt = in doubt: { $doubt }

## The remarks in a file of rules

file =
    How twinge reads a table, guessed by its header and its cells: look it over, and change what is wrong.
    A line behind a # counts for nothing. What no rule has is left out of each import, which says so.
    twinge items names what can stand behind give.
rows-wide = A row is a day. If each is something that happened, such as an attack, write "events".
rows-long = A row is one thing of a day: what it is about stands in the column of key, the rest in that of value.
rows-events = A row is something that happened: days without one say nothing. If each is a day, write "wide".
order-open =
    None of the dates tells whether the day or the month comes first. One of these:
    order = "day-first"
    order = "month-first"
decimal-open =
    In some columns no number tells what stands before the decimals. One of these:
    decimal = "comma"
    decimal = "point"
column = { $column }: { $seen }{ $cells }
such-as = , such as { $cells }
no-item = Nothing is called so: write an item for ITEM, an answer between empty quotation marks, and take the # away.
words-open = What is no answer yet: write one between the last quotation marks, and take the # away.
