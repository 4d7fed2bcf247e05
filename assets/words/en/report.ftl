# The page for the doctor.

title = Pain diary: summary for a visit
span = { $first } to { $last }, { $days ->
    [one] { $days } day
   *[other] { $days } days
}, { $recorded } recorded, kept by the patient
before = Compared with the { $days ->
    [one] day
   *[other] { $days } days
} before, { $first } to { $last }, { $recorded } recorded.
no-before = Nothing is recorded { $days ->
    [one] the day
   *[other] in the { $days } days
} before, so there is no comparison.
little = Only { $recorded ->
    [one] { $recorded } day is
   *[other] { $recorded } days are
} recorded: too few to tell a course.
blanks = Name ______________________________   Born ________________
why = Why I come: { $question }
to-ask = To ask: { $words } (noted { $date })
more-to-ask = { $count ->
    [one] One more question is in the diary.
   *[other] { $count } more questions are in the diary.
}
to-read = The page for the doctor
making = making the page for the doctor
preview = { $key } writes this page as a file to print; `twinge report -o FILE` does, too.

## Warning signs

warnings = Warning signs
warned = Warned of: { $signs }
noted = Noted: { $signs }
answered-no = Not noted when asked: { $signs }
more-signs = and { $more ->
    [one] { $more } more sign
   *[other] { $more } more signs
}
noted-once = { $sign }, { $date }
noted-more = { $sign }, { $days } days, { $first } to { $last }

## The chart

worst-pain = Worst pain each day, 0 to 10
worst-pain-last = Worst pain each day, 0 to 10: the last { $days ->
    [one] day
   *[other] { $days } days
}
chart-told = { $days ->
    [one] { $days } day
   *[other] { $days } days
}, { $recorded } with the worst pain noted; severe (7 to 10) on { $severe }.
key-bars = black: severe 7–10 · grey: moderate 4–6 · light: mild 1–3 · hatched: not recorded, not zero
key-bars-text = ▁ to █: 0 to 10 · "·": not recorded, not zero
key-bleeding = bl: bleeding, height is flow
key-bleeding-text = bl: bleeding, 1 spotting to 5 very heavy
key-lh = +: LH test positive
key-intimacy = x: sex or orgasm
key-relief = r: relief tried
key-episode = e: bout of pain
key-exertion = l: exertion
row-pain = pain
row-bleeding = bl
row-lh = LH
row-intimacy = sex
row-relief = rel
row-events = ev

## Numbers

numbers = Pain in numbers
these-days = { $days ->
    [one] this day
   *[other] these { $days } days
}
days-before = { $days ->
    [one] the day before
   *[other] { $days } before
}
of = { $n } of { $of }
days-of = { $n } of { $of } days
middle = { $median } ({ $lower } to { $upper }), n { $n }
value-n = { $value }, n { $n }
with-pain = days with pain
severe = severe days, 7–10
worst = worst pain, median (middle half)
held-back = held back, median (middle half)
peg = PEG, the last
peg-value = { $score }, { $date }
nights = nights with pain
none = none

## The course

by-cycle-day = By day of the cycle ({ $cycles } cycles)
by-week = By week
week = week
median = median
range = lowest to highest
# Rows of seven days of the cycle each.
cycle-days = days
cycle-days-of = { $first }–{ $last }
medians = median of each day
from-lowest = { $low } to { $high }
how-many-cycles = cycles
how-many-days = days
course-told = Line: median; bars: lowest to highest.
found = Over the whole diary, worst pain is { $difference } points { $higher ->
    [yes] higher
   *[no] lower
} { $when } (95 % interval { $low } to { $high }), the same way in { $same } of { $of } cycles.
too-few = Too few cycles, or too little beyond chance, to tell a pattern.

## Where

places = Where, and what it is like
site = site
days = days
feels = feels
sites-told = The numbers are days; the darker, the more.
sites-of = A site is named on { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
worse = Worse: { $list }
better = Better: { $list }
spread = Spreads to: { $list }
on-days = { $label } { $days } d

## Bleeding

bleeding = Bleeding (FIGO terms)
last-period = last period began
frequency = frequency
frequency-value = every { $days } d (usual 24–38), { $n ->
    [one] { $n } cycle
   *[other] { $n } cycles
}
regularity = regularity
regularity-value = shortest to longest differ by { $days } d (usual at most 7–9), { $n } cycles
duration = duration
duration-value = { $days } d (usual at most 8), { $n ->
    [one] { $n } period
   *[other] { $n } periods
}
heavy = heavy bleeding
spotting = spotting
full-pads = most full pads and tampons on a day
clots = large clots
clots-value = { $clots }, noted on { $days ->
    [one] { $days } day
   *[other] { $days } days
}
menopause = menopause
menopause-past = past, as told
contraception-told = contraception, as told
contraception = contraception with sex
pregnancy-test = pregnancy test
test-value = { $result }, { $date }

## Sex

sex = Sex and orgasm ({ $times ->
    [one] once
   *[other] { $times } times
})
pain-during = pain during
pain-after = pain after
pain-after-orgasm = pain after orgasm
pain-times = { $n } of { $of }
pain-strength = { $n } of { $of }, then median { $median } (0–10)
began = began after, hours
lasted = lasted, hours

## Bladder and bowel

bladder-bowel = Bladder, bowel
on-first-days = { $days }, { $first } on cycle days 1–3

## What was tried

tried = What was tried
measure = what
times = times
before-after = pain before → after
minutes = minutes (median)
times-on-days = { $times } on { $days } d
from-to = { $before } → { $after }, n { $n }
medicine-days = Days with a medicine: { $months }
month-days = { $month } { $days }

## The rest

rest = Rest, stress, mood
rest-value = median { $median }{ $unit }, n { $n }

## The days

every-day = The days
date = date
cycle-day = cycle day
pain = pain
notes = notes

## The foot

foot = Self-reported in the diary twinge { $version }; no diagnosis. Days that are not recorded are left out, not counted as free of pain. Scales 0–10, 10 the worst; mood, sleep quality: 10 the best. Differences are descriptions unless an interval is given.

## Writing it

nothing = nothing is recorded from { $first } to { $last }
    .hint = twinge report --from DATE --to DATE takes other days
written = the page was written to { $path }
not-encrypted = twinge: { $path } is not encrypted: whoever can open the file can read it
ask-plain = The diary is encrypted, and the page will not be. Write it? (yes or no):
not-written = nothing was written
needs-yes = the diary is encrypted and the page would not be, and nobody can be asked here
    .hint = --yes writes it without asking
too-long = a question has at most { $most } letters, and this one has { $letters }
    .hint = say it shorter, or note the rest: twinge log to-ask="…"
