# A line or a page to type.

go-to = Go to
    .help = 12 mar, yesterday, tuesday, -10, 2025-03-01
not-kept = not kept: { $why }; what you typed is still in the field
no-moment = "{ $given }" is neither a time nor a date: write 14:00, now, yesterday 22:10 or 12 mar
picture = Picture of the screen
    .help = a name; the file is put beside the diary, as nothing else is within reach
page = The page for the doctor, as a file to print
    .help = a name; the file is put beside the diary, and is not encrypted: whoever can open it can read it
    .help-encrypted = Your diary is encrypted, and this file would not be: whoever can open it can read it. Enter writes it beside the diary all the same, Esc leaves it.
no-name = "{ $given }" cannot be the name of a file: write a name alone, without a folder
