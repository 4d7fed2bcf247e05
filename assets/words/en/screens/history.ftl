# What was done and what was removed.

title = Log of changes, latest first
undone = undone
undone-last = undone, U does it again
nothing-written = Nothing was written yet.
nothing-removed = nothing was removed lately
