# What the guide found, and what it has to read.

## What articles are about

about-help = When to get help
about-cycle = Cycle and hormones
about-baby = Pregnancy, before and after
about-sex = Sex and orgasm
about-back = Back, nerves and muscles
about-womb = Womb, ovaries and pelvis
about-bladder = Bladder, bowel and prostate
about-relief = What helps
about-diary = Keeping this diary

## Warnings

since-put-aside = New since you put it aside: { $items }.

## Scores: descriptions, no diagnoses

bleeding-told = { $heavy ->
    [yes] Bleeding score: { $score }. { $from } or more suggests heavy bleeding; worth telling your doctor.
   *[no] Bleeding score: { $score }.
}
premenstrual-changed = { $item } was { $lower ->
    [yes] lower
   *[no] higher
} in the week before the period than in days 4 to 10 of the cycle in { $changes } of { $cycles } cycles: by one point or more, and by 30 % or more of the worst you gave on any scale.{ $few ->
    [yes] { " " }With fewer than { $enough } cycles, a few may be chance.
   *[no] { "" }
}
# Scales with how often they changed, "Stress 1 of 13".
premenstrual-not-changed = In how many cycles it was clearly worse in the week before the period than in days 4 to 10 of the cycle: { $scales }. It counts as a change from half of the cycles on, and from three unless there are only two.
premenstrual-one = { $item } { $changes } of { $cycles }
premenstrual-too-few = Not enough yet: it takes two cycles, each with at least 4 rated days in the week before the period and 4 in days 4 to 10 of the cycle. There is one so far for: { $scales }.
premenstrual-note = This compares your numbers. It is not a diagnosis.
premenstrual-no-periods = From what you said about contraception, hormones or the menopause, a bleed isn't a period, so nothing is compared here.

## Where someone may be in danger from themselves: the same words as in the articles

in-crisis = If you think of ending your life, call your emergency number or a crisis line now.

## Which is it? What a day shows for and against each reading

which-intro = This lays out what your diary shows for and against each reading. It is not a diagnosis.
which-urgency = { $urgent ->
    [yes] Warning signs come first. Read them before the rest.
   *[no] Nothing you recorded here calls for urgent care.
}
which-painless = No pain is recorded on this day.
which-nothing = Nothing stands out. That is a normal answer.

ovulation-estimated = estimated
ovulation-confirmed = confirmed by a test or sign
ovulation-conflicting = but the signs do not agree

ovulation-fits = The timing fits: day { $day }, ovulation most likely on { $on } ({ $from } to { $to }), { $certainty }.
ovulation-may-fit = The timing may fit: day { $day }, ovulation most likely on { $on } ({ $from } to { $to }), { $certainty }.
ovulation-fits-not = The timing does not fit: ovulation most likely on { $on }, { $certainty }.
after-ovulation = The day lies about { $days ->
    [one] { $days } day
   *[other] { $days } days
} after ovulation; the window is 6 to 12.
period-day-fits = The timing fits: day { $day } of your period.
period-day-late = Day { $day } of your period; period pain mostly ends by the third.
period-late = Your period was expected about { $date } and is late.
period-near = The timing fits: your next period is about { $date }.
period-within-week = In the week before your next period, about { $date }; period pain mostly begins a day or two before.
period-far = The timing does not fit: { $days ->
    [one] { $days } day
   *[other] { $days } days
} before your next period.
# $pains of $times stretches at this time, $others of $stretches elsewhere; $much when only pain from
# a score on counts, $same when they do not clearly differ.
pain-then = { -pain-from } at this time in { -only }{ $pains } of { $times ->
    [one] { $times } earlier cycle
   *[other] { $times } earlier cycles
}, and in { $others } of { $stretches } other stretches of { $days ->
    [one] { $days } day
   *[other] { $days } days
}{ -no-difference }
pain-after-orgasm = { -pain-from } the day after in { -only }{ $pains } of { $times ->
    [one] { $times } earlier time
   *[other] { $times } earlier times
}, and in { $others } of { $stretches } { $days ->
    [one] other days
   *[other] other stretches of { $days } days
}{ -no-difference }
pain-noted = "pain after" answered with pain in { $pains } of { $times ->
    [one] { $times } earlier time
   *[other] { $times } earlier times
} in the year before
-pain-from = { $much ->
    [yes] { $from ->
        [10] pain of 10
       *[other] pain of { $from } or more
    }
   *[no] pain
}
-only = { $only ->
    [yes] only{ " " }
   *[no] { "" }
}
-no-difference = { $same ->
    [yes] : no clear difference
   *[no] { "" }
}
