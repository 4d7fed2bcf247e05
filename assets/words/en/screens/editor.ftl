# A line or a page to type.

go-to = Go to
    .help = 12 mar, yesterday, tuesday, -10, 2025-03-01
not-kept = not kept: { $why }; what you typed is still in the field
no-moment = "{ $given }" is neither a time nor a date: write 14:00, now, yesterday 22:10 or 12 mar
picture = Picture of the screen
    .help = a name; the file is put beside the diary, as nothing else is within reach
no-name = "{ $given }" cannot be the name of a picture: a name alone is wanted, without a folder
