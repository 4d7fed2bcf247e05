# A file, before it is imported.

title = Import
reading = Reading the file: { $percent } %
writing = Adding it to the diary: { $percent } %
called-off = Esc calls it off, and the diary stays as it was.

## What it brings

days = Days
days-from-to = { $first } to { $last }
new = New
new-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}: { $items }
new-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}: { $kinds }
nothing-new = nothing
there-already = There already
same-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
counted = { $name } { $count }

## What is answered otherwise

otherwise = Answered otherwise: { $count }
otherwise-taken = Answered otherwise: { $count }, of which { $taken } as in the file
yours = yours
in-file = in the file
stay = What is yours stays, unless you choose what is in the file.
two-lines = { $item } on { $date }: line { $line } says { $offered }; the earlier { $kept } stays
said-twice = { $item } on { $date }: said twice, once { $offered }; the earlier { $kept } stays
more-stay = and { $count } more, which stay as they are

## What becomes of the rest

left-out = Left out: { $count }
more-left-out = and { $count } more
read = Read

## A table that no rules know

table-told = No rules know this table; it could be read so. What is in doubt has a question mark.
row-is = A row is
row-day = a day
row-thing = one thing of a day
row-event = something that happened
row-open = a day, or an attack?
the-day = the day
day-first = the day: 3/4 is 3 April
month-first = the day: 3/4 is 4 March
which-first = 3/4: 3 April or 4 March?
decimals = Decimals
comma = 1,5 is one and a half
point = 1.5 is one and a half
comma-or-point = a comma or a point before them?
left-alone = left alone
no-item = None: leave it alone
asked-first = First answer what has a question mark, or leave it alone.
being-tried = Trying it…
rules-unkept = The file was imported, but how it is read could not be kept: { $why }

## Without a file, and afterwards

how-title = Importing a file
how-start = Leave, and start with the file:
how-command = twinge import --look FILE
how-why = twinge keeps itself from every file it was not started with. Not even a fault in it could read another one.
how-preview = What the file would bring is shown before anything is added, and u takes it back.
nothing-added = Nothing of it is new: there is nothing to add.
imported = { $act }: { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
