# A line or a page to type.

go-to = Go to
    .help = 12 mar, yesterday, tuesday, -10, 2025-03-01
not-kept = not kept: { $why }; what you typed is still in the field
no-moment = "{ $given }" is neither a time nor a date: write 14:00, now, yesterday 22:10 or 12 mar
