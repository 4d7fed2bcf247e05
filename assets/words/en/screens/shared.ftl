# The computers that share the diary, and the answers that differ between them.

title = Shared with your other computers
called = This computer is called { $name }.
looking = Looking into the folder …
wrote = wrote last { $moment }
nobody = No other computer was seen yet.
waits = { $write } to write, { $read } to read
differ = Answers that differ
none-differ = No answers differ.
stands = { $what }: { $value } stands
see = { $key } shows it
kept = it stays
cannot-take = this cannot be taken over here: change it by hand, and it differs no more

## Of a diary that is not shared, or through no folder that is known

how-title = One diary on several computers
not-shared = This diary is not shared.
how-begin = The first computer begins, through a folder that something carries to the others. Leave, and write:
no-folder = This diary is shared, here as { $name }, but the settings of this computer name no folder.
how-again = Nothing comes and nothing goes until you leave and name it again:
how-begin-command = twinge share FOLDER
how-join = Each other one is shown first what would come:
how-join-command = twinge share --look FOLDER
