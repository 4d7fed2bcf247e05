# The note of a day, shown, and written in an editor.

none = no note on { $day }
seen = the diary is encrypted; an editor sees the note as plain text, and some keep copies of their own
go-on = Open it in the editor? (yes or no):
needs-yes = nobody can be asked here whether an editor may see what is encrypted
    .hint = --yes opens it without asking
editor-needs-terminal = { $program } needs a terminal, and there is none here
    .hint = write the note in a line: twinge log note="slept well"; or name an editor with a window of its own in VISUAL
not-a-command = "{ $words }" is not the name of an editor
no-editor = { $program } could not be started: { $why }
    .hint = say which editor you use: VISUAL=nano twinge note --edit
failed = { $program } ended with { $status }
as-it-was = the note is as it was
not-text = what the editor left is not UTF-8 text
changed = the note was changed by something else while the editor was open
kept = what you wrote is in { $file }, as plain text: nothing removes it but you
left = an earlier note was left in { $file }, as plain text: take from it what is missing in the diary, then remove its folder
not-removed = the note is saved, but what the editor saw could not be removed: { $why }
    .hint = remove { $folder }
