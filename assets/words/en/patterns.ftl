# What was found about patterns. It says what goes with what and how often, never why: words that
# give a reason are refused by a test.

## The page

how-judged = Each is judged beside the others of its kind (one scale by the cycle, the other scales by it, events): the more is asked, the clearer an answer has to be. A cycle counts when enough of its days are answered.
nothing-to-ask = There is nothing to ask yet. Check in once a day: after an event has happened six times, or after three cycles, there is something to see here.
# Where hormones or the menopause steer the bleeding.
nothing-to-ask-without-cycle = There is nothing to ask yet. From what you said about contraception, hormones or the menopause, no question about the cycle is asked. Check in once a day: after an event has happened six times, there is something to see here.

## When

# $bleed is a period or a withdrawal bleed.
in-phase = { $phase ->
    [menses] during the { $bleed }
    [first-days] in the first three days of the { $bleed }
    [follicular] in the days after the period
    [ovulatory] around ovulation
    [early-luteal] in the days after ovulation
    [late-luteal] in the week before the period
   *[last-days] in the last four days before the period
}
in-each-phase = in each phase of the cycle
after-event = { $days ->
    [1] the day after { $event }
    [2] two days after { $event }
    [3] three days after { $event }
   *[other] { $days } days after { $event }
}
# $days are one or several numbers, $event one or several events.
after-event-several = { $days } days after { $event }
# The last of several numbers, or of several answers to when.
and = { $before } and { $last }

## What stands over the answers of a kind, and what it means

steady = Steady
    .note = More than chance, at least a point, the same way in three cycles of four, and the range stays clear of zero.
pattern = A pattern
    .note = More than chance, at least a point, and the same way in three cycles of four.
so-far = So far
    .note = It may be chance, and is probably smaller than it looks.
not-found = Looked for, not found
    .note = We could miss a real difference; each line says how often.
    .folded = { $things } things were looked at, { $questions } questions in all. { $each ->
        [yes] In each we could miss a real 2-point difference more than 1 time in 5.
       *[no] { $easily ->
            [0] We would miss a real 2-point difference less than 1 time in 5.
            [one] In one of the questions we could miss a real 2-point difference more than 1 time in 5.
           *[other] In { $easily } of the questions we could miss a real 2-point difference more than 1 time in 5.
        }
    }
not-enough = Not enough yet
    .note = What to record first. A time counts when that day and the day asked about are answered, and there are days like it to compare with.
    .folded = { $things } things have too little recorded so far. What would help { $helped ->
        [one] one of them
       *[other] { $helped } of them
    }: { $help }.
measures = Relief
    .note = Pain before and after each measure; a full mark where it fell by 2 points or 30 %. Pain also falls by itself: this compares measures, it does not test them.
course = By weekday and over the months
    .note = Shown only when it is more than chance and at least a point.

## An answer

# What cases lie in, $of of them. Where hormones steer the bleeding there are bleeds, but no cycles.
-units = { $units ->
    [cycles] { $of ->
        [one] cycle
       *[other] cycles
    }
    [bleeds] { $of ->
        [one] stretch from bleed to bleed
       *[other] stretches from bleed to bleed
    }
   *[weeks] { $of ->
        [one] stretch of four weeks
       *[other] stretches of four weeks
    }
}
-way = { $way ->
    [higher] higher
    [lower] lower
   *[same] the same
}
-cases = { $cases ->
    [one] { $cases } time
   *[other] { $cases } times
}
found-phase = In { $same } of { $of } { -units } { $item } was { -way } { $when }: { $inside } against { $outside }, difference { $difference }, range { $low } to { $high }.
found-event = In { $same } of { $of } { -units } { $item } was { -way } { $when }: { -cases }, { $inside } against { $outside }, difference { $difference }, range { $low } to { $high }.
# Alone it says what it means; under its heading that is said already.
found-so-far = { $alone ->
    [yes] So far, in
   *[no] In
} { $same } of { $of } { -units } { $item } was { -way } { $when }: { $inside } against { $outside }.{ $alone ->
    [yes] { " " }This may be chance, and is probably smaller than it looks.
   *[no] { "" }
}
# Events of the same days, of which one tells for all.
same-days = Mostly the same days, so the diary cannot tell them apart: { $events }.
told-in = Covered already: { $item } { $when }. What is found { $told } says the same about these days.
not-found-phase = No pattern found: { $item } { $when }. With { $of } { -units } we would miss a real 2-point difference { $odds }.
not-found-event = No pattern found: { $item } { $when }, { -cases }. We would miss a real 2-point difference { $odds }.
not-enough-for = Not enough yet: { $item } { $when }. So far: { $missing }.
not-enough-varied = Not enough yet: { $item } { $when }. { $missing }.
ovulation-estimated = Ovulation is estimated, not confirmed, in { $estimated } of { $of } { -units }.
mid-cycle-estimated = Ovulation is estimated, not confirmed, in { $estimated } of { $of } { -units }{ $all ->
    [yes] { "" }
   *[no] { " " }and known to a day or two in the others
}: a real mid-cycle rise would look about { $less } % smaller than it is. LH tests or temperatures would make it clearer.

# Questions about the same thing that came to the same, in one line.
gathered-phase = { $item } { $when }: with { $alike ->
    [yes] { "" }
   *[no] { $least } to{ " " }
}{ $of } { -units } we would miss a real 2-point difference { $odds }.
gathered-event = { $item } { $when }, { $alike ->
    [yes] { "" }
   *[no] { $least } to{ " " }
}{ $most ->
    [one] { $most } time
   *[other] { $most } times
}: we would miss a real 2-point difference { $odds }.
gathered-not-enough = { $item } { $when }: { $missing }.

odds-told = { $often ->
    [rarely] fewer than 1 time in 20
    [one-in] about 1 time in { $n }
    [two-in-three] about 2 times in 3
   *[mostly] most of the time
}
# The worst of several.
at-worst = { $odds } at worst

## What an answer rests on

rests-phase = { $of } { -units }, { $days ->
    [one] { $days } other day
   *[other] { $days } other days
} to compare with{ $left ->
    [0] { "" }
    [one] ; { $left } more does not count: too few of its days are known and answered
   *[other] ; { $left } more do not count: too few of their days are known and answered
}
rests-event = { -cases } in { $of } { -units }, { $days ->
    [one] { $days } day
   *[other] { $days } days
} like it, as bad and bleeding or not, to compare with
rests-on = rests on
timing = timing
    .told = ovulation is estimated, not confirmed, in { $estimated } of { $of }; about { $visible } % of a real difference can be seen
chance = chance
    .told = shuffling the days gives this { $p }; allowing for the other questions of its kind, { $adjusted }
overlap = overlap
    .told = { $delta } on a scale from −1 (always lower) over 0 (no difference) to +1 (always higher): Cliff's delta
missed = not found
    .told = we would miss a real 2-point difference { $odds }
lacking = missing

# How often chance does as well.
rarer-than-in-thousand = less than once in 1,000 tries
times-in-thousand = { $times ->
    [one] { $times } time
   *[other] { $times } times
} in 1,000 tries
times-in-hundred = { $times ->
    [one] { $times } time
   *[other] { $times } times
} in 100 tries

## What is missing: at length, or in short

missing-cycles = { $short ->
    [yes] { $have } of { $need } complete cycles
   *[no] { $have } of { $need } complete cycles with 60 % of the days answered
}
missing-phase = { $short ->
    [yes] { $have } of { $need } cycles with these days
   *[no] { $have } of { $need } cycles in which these days are known and answered
}
missing-events = { $short ->
    [yes] { $have } of { $need } times
   *[no] { $have } of { $need } times with an answer on the day, an answer on the day asked about, and days like it to compare with
}
missing-comparison = { $have } of { $need } days to compare with
# Days on which an event is known not to have happened.
missing-without = { $short ->
    [yes] { $have } of { $need } days without it; "no" is an answer, too
   *[no] { $have } of { $need } days that are known to be without it: answer "no", too
}
missing-spread = { $short ->
    [yes] { $have } of { $need } cycles or stretches of four weeks
   *[no] { $have } of { $need } cycles, or stretches of four weeks, in which it happened
}
missing-uses = { $short ->
    [yes] { $have } of { $need } uses
   *[no] { $have } of { $need } uses with pain before and after
}
missing-variation = { $short ->
    [yes] all answers that can be compared are the same so far
   *[no] Every answer that can be compared is the same so far, or nothing changes when the days are shuffled
}

## What would help, of all that is missing

help-cycles = answers on at least 60 % of the days, over three cycles
help-phase = answers in every part of the cycle, and signs of ovulation, over three cycles
help-events = six times with the pain answered on the day and on the days after it
help-without = "no" as an answer, too, on 20 days or more without it
help-comparison = more days that are like it, 20 or more
help-spread = time: it takes three cycles, or stretches of four weeks, in which it happened
help-uses = the pain before and after each use, for six uses
help-variation = nothing yet: all answers that can be compared are the same

## What is described

relief-found = { $measure }, { $uses ->
    [one] { $uses } time
   *[other] { $uses } times
}: pain { $before } before and { $after } after, the middle of each; time by time, the middle change is { $change }. It fell by 2 points or 30 % in { $helped } of { $uses }.
relief-not-enough = Not enough yet: { $measure }. So far: { $missing }.
# All answers to "pain after" in the time looked at.
since-told = "Pain after" was answered { $asked ->
    [one] { $asked } time
   *[other] { $asked } times
} in the time looked at: pain followed { $hurt ->
    [one] { $hurt } time
   *[other] { $hurt } times
}{ $rated ->
    [yes] , typically { $worst } out of 10
   *[no] { "" }
}{ $begins ->
    [yes] , beginning { $began } h later
   *[no] { "" }
}{ $ends ->
    [yes] , lasting { $lasted } h
   *[no] { "" }
}.
# Monday is 1.
weekday-each = { $weekday ->
    [1] Mondays
    [2] Tuesdays
    [3] Wednesdays
    [4] Thursdays
    [5] Fridays
    [6] Saturdays
   *[7] Sundays
}
by-weekday = { $item } by weekday: highest on { $most } ({ $high }), lowest on { $least } ({ $low }).
trend-told = { $item } over { $weeks ->
    [one] { $weeks } week
   *[other] { $weeks } weeks
}: { -way }, by about { $points } points from the first four weeks to the last.

## Two stretches of time

-change = { $way ->
    [higher] { $size } higher
    [lower] { $size } lower
   *[same] the same
}{ $relative ->
    [yes] { " " }({ $percent } %)
   *[no] { "" }
}
-days-before = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
-days-after = { $later ->
    [one] { $later } day
   *[other] { $later } days
}
compare-scale = { $item }: { $before } before ({ -days-before }) and { $after } after ({ -days-after }), { -change }. { $noticeable ->
    [yes] People notice a change of 2 points, or of 30 % and a point.
   *[no] Less than the 2 points, or the 30 % and a point, that people notice.
}
compare-amount = { $item }: { $before } before ({ -days-before }) and { $after } after ({ -days-after }), { -change }.
compare-days = { $item }: on { $before } of { $days } answered days ({ $share } %) before and on { $after } of { $later } ({ $later-share } %) after.
compare-not-enough = { $item }: { $before } and { $after } days answered; it takes { $need } in each stretch.
