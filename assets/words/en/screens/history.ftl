# What was done and what was removed.

title = Log of changes, latest first
undone = undone
undone-last = undone, U does it again
nothing-written = Nothing has been written yet.
nothing-removed = nothing has been removed lately
