# The year as a heat map.

title = { $item }, { $years }
years = { $first } to { $last }
days-in-all = days in all
