# Reminders that something else keeps.

evening-note = Evening note
one-line = a reminder is words on one line
    .hint = leave the line ends out
not-a-time = "{ $word }" is not a time such as 20:30
