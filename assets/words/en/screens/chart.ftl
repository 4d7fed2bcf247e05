# The chart.

## The frame

title = { $item }, { $range }
range = { $from } to { $to }
zoom-keys = { $span }: [ ] zoom  , . pan
median-of-days = median of { $days ->
    [one] { $days } day
   *[other] { $days } days
}
events = events

## How long a stretch it shows

span-week = week
span-month = month
span-quarter = 3 months
span-year = year
span-all = everything
span-chosen = chart: { $span }

## The cursor day

on-day = { $date }: { $answers }
answered = { $question } { $value }
not-answered = { $question } not answered
out-of-sight = { $date } is not in this stretch
median-is = median { $value }

## Choosing what is drawn

no-second-item = no second item
