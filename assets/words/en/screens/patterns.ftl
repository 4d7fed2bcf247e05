# The patterns: what the pain goes with, and what it rests on.

## What is looked for

over-half-year = patterns over half a year
over-year = patterns over a year
over-two-years = patterns over two years
over-everything = patterns over everything
progress = looking, { $done } of { $of }
any-scale = your pain, and other scales by the cycle
still-looking = still looking through the diary
no-event = nothing has happened often enough to look at

## What Enter does

look-closer = Enter look closer
show-each = Enter show each of them
go-to-day = Enter go to the day

## The page

goes-with = What { $item } goes with
pain-goes-with = What your pain goes with
looking = Looking through the diary. The keys work meanwhile.
nothing-recorded = Nothing is recorded in this stretch of time. Check in once a day: after three cycles, or six events, there is something to see here.
questions-asked = { $questions ->
    [0] nothing asked yet
    [one] { $questions } question asked
   *[other] { $questions } questions asked
}
basis = { $first } to { $last }{ $cycles ->
    [0] { "" }
    [one] , { $cycles } complete cycle
   *[other] , { $cycles } complete cycles
}.
legend = It says what goes with what, never why. Each square is a cycle; filled if it shows the same thing. Left curve: three days before to three after. Right: similar days without it.

## Questions, and every case behind them

item-after-event = { $item } after { $event }
item-by-phase = { $item } by phase of the cycle
item-when = { $item } { $when }
questions = { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}
days-around = The days around it
    .note = Three days before to three after, beside similar days without it; the day itself is chosen to be nearly alike. { $days }
each-time = Each time
each-cycle = Each cycle
each-use = Each use
goes-to-day = Enter goes to the day.
after-event = after it
like-event = like it
in-phase = in it
other-days = other days
rated-uses = { $uses ->
    [one] { $uses } use
   *[other] { $uses } uses
} with pain before and after
stretch = { $first } to { $last }

## The days around an event

around = Around { $event }
times = { $times ->
    [one] { $times } time
   *[other] { $times } times
}
times-last = { $times ->
    [one] { $times } time
   *[other] { $times } times
}, last { $date }
around-explained = { $item } in the days around { $event }: the mean, and how far days commonly stray from it. Hollow: the mean around other days that were as bad, bleeding or not; the day itself is chosen to be nearly alike. { $days }
days-counted = Each row has at least { $least } days with it, and { $least-like } like it.
pain-since = Pain since?
with-event = with it
not-answered = not answered
day-itself = the day itself
day-before = the day before
day-after = the day after
days-before = { $days ->
    [one] { $days } day before
   *[other] { $days } days before
}
days-after = { $days ->
    [one] { $days } day after
   *[other] { $days } days after
}

## Two stretches of time

two-stretches = Two stretches of time
first-stretch = The first stretch
second-stretch = The second stretch
stretch-examples = 2026-01..2026-03, 1 jan..yesterday, 2025
nothing-in-stretch = nothing is recorded in this stretch
before = Before
after = After
stretch-days = { $first } to { $last }, { $days ->
    [one] { $days } day
   *[other] { $days } days
}
lie-latest = the latest days, and as many before them
lie-around = before { $date }, and from then on
lie-typed = as you typed them
compare-explained = Hollow: mean before. Full: mean after. People notice a change of 2 points, or of 30 % and a point (Farrar 2001). Two stretches can differ by chance.
mean-after = after
mean-before = before
scales = Scales
amounts = Amounts
days-with = Days with
not-enough = Not enough yet
noticeable = { $change }  noticeable
with-share = { $change } ({ $share } %)
