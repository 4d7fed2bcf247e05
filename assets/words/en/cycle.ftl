# Cycles: estimated, confirmed or conflicting; never a promise.

## Phases

phase-menses = period
phase-fertile = fertile days
phase-follicular = follicular phase
phase-ovulatory = about ovulation
withdrawal-bleed = withdrawal bleed
breakthrough-bleed = breakthrough bleed
# Where nothing of fertility is to be shown.
phase-middle = mid-cycle
phase-early-luteal = early luteal phase
phase-late-luteal = late luteal phase

## What an estimate of ovulation rests on, and how far

from-lh-test = LH test
from-temperature = temperature
from-mucus = mucus
from-next-period = counted back from the next period
from-past-ovulations = your earlier ovulations
from-past-lengths = your cycle lengths
from-population = what is usual

is-confirmed = confirmed
is-estimated = estimated
is-conflicting = conflicting

## A day in its cycle

cycle-day = cycle day { $day }
# Where no cycle can be counted on.
day-since-noted = day { $day } since the last period that is noted began
day-since = day { $day } since the last { $bleed } began
about-ovulation = about ovulation
after-ovulation = about { $days ->
    [one] { $days } day
   *[other] { $days } days
} after ovulation
before-ovulation = about { $days ->
    [one] { $days } day
   *[other] { $days } days
} before ovulation
range = ({ $from } to { $to })
range-either-way = (give or take { $days ->
    [one] a day
   *[other] { $days } days
})
range-to-day = (up to { $before ->
    [one] a day
   *[other] { $before } days
} before it)
range-from-day = (up to { $after ->
    [one] a day
   *[other] { $after } days
} after it)
range-around = (from { $before ->
    [one] a day
   *[other] { $before } days
} before it to { $after ->
    [one] a day
   *[other] { $after } days
} after it)

## Ovulation

no-rise = no temperature rise seen
unknown = not known
sign-says = { $sign } says { $date }
conflict-of-signs = the signs of ovulation conflict: { $signs }
about-date = about { $date }
between-dates = between { $from } and { $to }
between-dates-about = between { $from } and { $to }, about { $date }
about-date-range = about { $date } ({ $from } to { $to })
ovulation-told = { $about }, { $certainty }: { $source }
sign-day = { $sign } day { $day }
conflict-of-days = conflicting: { $signs }
ovulation-on = { $confirmed ->
    [yes] { "" }
   *[no] about{ " " }
}day { $day }, { $certainty }: { $source }

ovulation-between = between day { $from } and { $to }, { $certainty }: { $source }

## What is left out, and what speaks against a sign

aside-by-you = left out by you
aside-illness = illness
aside-fever = fever
aside-chills = chills
aside-too-high = too high
aside-too-low = too low
temperature-left-out = temperature left out on { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $why }
fell-back = the temperature had fallen back by { $date }
unmeasured = no temperature on the days before the rise
long-surge = LH tests positive for { $days ->
    [one] { $days } day
   *[other] { $days } days
} in a row, which is unusual

## Why a cycle begins

marked = you marked it as the first day
bleeding = bleeding
bleeding-light = light bleeding
bleeding-medium = medium bleeding
bleeding-heavy = heavy bleeding
bleeding-very-heavy = very heavy bleeding
first-logged = { $bleeding }, the first logged
after-free-days = { $bleeding } after { $days ->
    [one] { $days } day
   *[other] { $days } days
} without bleeding

## Why a cycle is left out, and what else is worth a word

a-break = a break: more than 99 days to the next period
a-gap = more than 99 days to the next bleeding
maybe-unlogged = a period may not have been logged
pregnancy = pregnancy
contraception = contraception
illness = illness
travel = travel
not-logged = not logged
left-out-by-you = left out by you
unusually-short = unusually short: is the next one a period?
prolonged = a long period: up to 8 days are usual
not-used = { $sign } not used: it would make the luteal phase { $days ->
    [one] { $days } day
   *[other] { $days } days
}
# It would leave no day of a luteal phase.
not-used-late = { $sign } not used: it would put ovulation { $before ->
    [yes] on the day before the next period
   *[no] at the next period or after it
}
early-surge = LH tests not used that were positive in the first days of the cycle: too early for ovulation
endless-surge = LH tests not used: positive over { $days } days, longer than a surge before ovulation lasts
length-days = { $days } d
length-so-far = day { $day }
length-break = break

## Forecast

next-period = Next period: { $period }
then = Then: { $period }
later = { $days ->
    [one] { $days } day
   *[other] { $days } days
} later than expected
late-usual = { $later }, within the usual range.
late-test = { $later }. If you could be pregnant: a test finds nearly all pregnancies.
late-test-early = { $later }. If you could be pregnant: a test finds up to 9 in 10 pregnancies, in a week nearly all.
late-only = { $later }.
no-period = Not enough yet: log the first day of a period to see when the next may come.
long-ago = There is nothing to go by: the last period that is noted began on { $start }, longer ago than a cycle lasts.
days-apart = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
days-apart-range = { $least } to { $most } days
months-apart = No period is forecast: yours come months apart, { $days } so far.
too-close = No period is forecast: bleeding begins again after { $days }, too soon to tell which is a period. You can mark the first days.
paused-since = Paused since the positive pregnancy test of { $date }, until you log how the pregnancy ended, a negative test or the first day of a period.
paused = Paused: you marked a pregnancy.
menopause = No periods are expected after the menopause. Have any bleeding then looked at.
on-combined = No period is forecast: with the combined pill, patch or ring a bleed is a withdrawal bleed, made by the break, and no ovulation is expected.
on-minipill = No period is forecast: on the minipill bleeds are breakthrough bleeds, and come when they come. Ovulation may go on; bleeding does not show when.
on-implant-or-injection = No period is forecast: with an implant or injections bleeds are breakthrough bleeds, and no ovulation is expected.
on-hormonal-coil = No period is forecast: with a hormonal coil bleeding says little about the cycle. Ovulation mostly goes on; bleeding does not show when.
on-testosterone = No period is forecast: on testosterone bleeding mostly stops, and can come back. Ovulation may go on; bleeding does not show when.
no-womb = Nothing is forecast: you said you have no womb, so there is no bleeding to count a cycle by. If you still have ovaries, they may go on.
no-womb-prostate = Nothing is forecast: you said you have no womb, so there is no bleeding to count a cycle by.
not-kept = not kept: your profile leaves the cycle out
fertile-window = Fertile days: { $from } to { $to }
implantation-window = Implantation window: { $from } to { $to }
