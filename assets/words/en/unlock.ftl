# What asks for a passphrase. The first question says nothing of what it opens.

passphrase = Passphrase
new-passphrase = New passphrase
again = The same again
wrong = That is not the passphrase; try again.
differ = These two differ; try again.
current-first = First the passphrase it has now.
encrypts = A passphrase encrypts the diary and its backups.
other-or-none = Another passphrase, or none.
forgotten = If you forget it, nobody can get anything back, and there is no other way in. Write it down and keep it in a safe place.
keeps = Enter keeps it, Esc leaves the diary as it is.
takes-off = With nothing typed, Enter takes the passphrase off: then anybody who has the file can read it. Esc leaves the diary as it is.
zip-password = Password of the zip
zip-wants = The zip wants its password.
zip-where = Clue shows it in the app, Flo sends it in a mail of its own. Esc leaves the file.
zip-wrong = That is not the password of the zip; try again.
other-passphrase = Passphrase of the other diary
other-wants = The other diary wants its passphrase.
other-leaves = Nothing is written to it. Esc leaves it.
