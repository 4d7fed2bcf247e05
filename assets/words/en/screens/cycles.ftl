# The cycles: a list of them, the chosen one with its signs, and cycles laid over each other.

## On the calendar and the card

next-period-between = Next period { $from } to { $to }
implantation-likely = within the implantation window: { $percent } in 100
period-may-begin = a period may begin: { $when }

## The list

cycles = Cycles
start = start
length = length
ovulation-short = ov.
period = period
bleed = bleed
luteal = luteal
not-enough = Not enough yet: log the first day of a period.
working = Working them out.
still-working = still working them out

## The chosen cycle

from-date = From { $date }
not-begun = No cycle had begun by then
not-known-yet = Cycle
length-in-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
lengths = { $length }, period { $period } d
lengths-bled = { $length }, bleed { $bleed } d
lengths-luteal = { $length }, period { $period } d, luteal { $luteal } d
begun-by = Begun by
remark = Note
ovulation = Ovulation
temperature = Temperature
mucus = Mucus
cervix = Cervix
peak = most fertile { $date }, complete { $complete }
double-check = Double check
signs-complete = both signs complete, evening of { $date }
before = Pre-ovulatory
pre-ovulatory = { $first } to { $last }, by the rule
pre-ovulatory-day = { $day }, by the rule
rise = high from { $first }, complete { $complete }{ $rule ->
    [four-high] , by four high readings
    [one-low] , with one low reading between
   *[regular] { "" }
}; cover line { $cover }

## The temperatures

readings-legend = { $full } low  1 2 3 high  { $hollow } left out
no-temperature = No temperature in this cycle.
cover = cover { $temperature }
axis-cycle-day = cycle day
strip-bleeding = bleeding
strip-mucus = mucus
strip-cervix = cervix
strip-lh-test = LH test
strip-ovulation = ovulation
# The better of how it feels and looks, as it is written on paper: t, Ø, f, S, S+.
mucus-of-quality = { $day }; mucus { $quality ->
    [0] dry
    [1] nothing
    [2] wet
    [3] creamy
   *[4] best
}
ovulation-legend = { $confirmed } confirmed  { $estimated } estimated
on-cycle-day = { $date }, day { $day }
on-cycle-day-measured = { $date }, day { $day }: { $temperature }
on-cycle-day-left-out = { $date }, day { $day }: { $temperature }, left out: { $why }

## Cycles laid over each other

overlay = Cycles laid over each other
overlay-of = { $item }, { $cycles ->
    [one] { $cycles } cycle
   *[other] { $cycles } cycles
}
overlay-legend = { $curve } median  { $point } this cycle  { $shades } all
no-ovulation = No cycle has a day of ovulation yet; x counts from the first day.
no-answers = There are no answers to it in these cycles; a chooses another item.
axis-ovulation = ovulation
day-number = day { $day }
day-of-ovulation = day of ovulation
days-from-ovulation = { $days } d from ovulation
laid-value = { $day }: { $value }
laid-median = { $day }; median { $median }
laid-both = { $day }: { $value }; median { $median }

## Going from cycle to cycle, and what is said of one

none-logged = no period is logged yet
latest = this is the latest cycle
first = this is the first cycle
not-begun-by-day = no cycle had begun by this day
counts = it counts
leave-out = leave out: { $reason }
cycle-of = the cycle of { $date }
