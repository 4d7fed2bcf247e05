# What a list to choose from is for.

palette = Commands
field = Find a field
search = Search: words, pain>=6, bleeding:heavy, orgasm, after:2026-01, -travel
chart-item = Chart: which item
chart-second = Chart: which second item
chart-strips = Chart: which strips; Enter turns one on or off
overlay-item = Cycles over each other: which item
leave-out = Leave this cycle out of averages and forecasts
article = Search the guide
pattern-item = Patterns: about which scale
event = Around which event
trash = Removed in the last { $days ->
    [one] { $days } day
   *[other] { $days } days
}; Enter brings one back
look = How the screen looks; Esc leaves it as it was
look-value = { $setting }: { $value }
look-now = now
table-item = { $column }: which item does it answer?
new-item = { $name }: how is it answered?
unfinished = This was not finished; Esc leaves it for later
go-on = Go on with { $item } of { $date }
drop-draft = Drop { $item } of { $date }
pasted = Pasted: { $lines ->
    [one] { $lines } line; Esc lets it go
   *[other] { $lines } lines; Esc lets them go
}
put-into-note = Put into the note of { $day }
