# The guide: warnings, what helped, scores, articles, and the readings of a day.

guide = Guide
rows-shown = { $first } to { $last } of { $rows }
read-on = Read on
known-from = How this is known

## What keys answer

no-warning = there is no warning to put aside
not-yet = this day has not come yet; t goes to today
nothing-on-this = the guide has nothing on this
no-article = no article has all of these words

## Warnings

warnings = Warnings
warning = { $tier }: { $title }
warning-read = { $tier }: { $title } (read)
put-aside-or-all = { $aside } put aside  { $all }: details
details = { $all }: details
put-aside-or-count = { $aside } put aside  { $all }: see all { $warnings }
no-warnings = Nothing you recorded in the past two weeks calls for attention.
only-put-aside = No new warning. What you put aside is below.
puts-aside = { $key } puts the first one aside once you have read it.
put-aside = put aside until it gets worse; { $key } undoes it
over = Over
from-to = { $first } to { $last }
what = what
why = why
when = when
seen = seen
answer-seen = { $date } { $item } { $answer }
source = source

## What helped

helped = What helped
helped-explained = In the past year, with the median pain before and after. A fall of 2 points or 30 % counts as help. Pain can also ease by itself.
no-measure = You haven't noted anything you tried yet. R in the entry form adds one.
not-noted = not noted yet
helped-before = Helped before on days like this: { $measures }.
measure-helped = { $measure }: { $helped } of { $times ->
    [one] { $times } time
   *[other] { $times } times
}
measure-helped-from = { $measure }: { $helped } of { $times ->
    [one] { $times } time
   *[other] { $times } times
}, pain { $before } → { $after }
used-unrated = { $uses ->
    [one] { $uses } time
   *[other] { $uses } times
}, pain before and after never noted
used-helped = { $uses ->
    [one] { $uses } time
   *[other] { $uses } times
}, helped { $helped } of { $rated }
used-helped-from = { $uses ->
    [one] { $uses } time
   *[other] { $uses } times
}, helped { $helped } of { $rated }, pain { $before } → { $after }
too-few = { $record }, too few to compare
may-do = what it may do
how-soon = how soon
watch-for = watch for
benefits = benefits
drawbacks = drawbacks

## Scores

scores = Scores
bleeding-score = Bleeding score
nothing-counted = No pads, tampons or clots have been counted yet.
before-period = Before the period
nothing-rated = No scale has been rated around two periods yet.

## Which is it?

which-is-it = { $day }: which is it?
what-to-do = what to do
speaks-for = for
speaks-against = against
speaks-neither = neither
would-settle = would settle it
read-more = Enter read more
