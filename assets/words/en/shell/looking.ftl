# What the verbs write that look at the diary.

## status

no-diary = no diary yet
checked-in = checked in today
not-checked-in = not checked in today
old-backup = the last backup is { $days ->
    [one] { $days } day
   *[other] { $days } days
} old
