# A line or a page to type.

go-to = Go to
    .help = 12 mar, yesterday, tuesday, -10, 2025-03-01
not-kept = not kept: { $why }; what you typed is still in the field
