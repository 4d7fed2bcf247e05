# The settings of a computer, by their names: what each is for, in half a sentence.

theme = what everything looks like
glyphs = which characters curves and frames are drawn with
color = when there are colours
mouse = whether the mouse is listened to
lock-minutes = idle minutes until the screen is blank, and a diary with a passphrase locked; 0 is never
rules = a file of your own warning rules; rules.toml when empty
backups-daily = copies of the latest days; 0 is none
backups-weekly = copies of the latest weeks; 0 is none
backups-monthly = copies of the latest months; 0 is none
backup-folder = a second place for the copies, such as a stick
share-folder = the folder this diary is shared through; twinge share sets it
check-before-export = whether export checks that the diary is whole first
passphrase-command = a command that writes the passphrase, such as pass show diary

## The headings they stand under

look = Look
full-screen = Full screen
warnings = Warnings
backups = Backups
sharing = Sharing
exports = Exports
passphrase = Passphrase

## What a setting can be

yes-or-no = yes or no
themes = auto, { $names } or a theme's name
true-or-false = true or false
number = a number from 0 to 65535 ({ $help })
unquoted = { $allowed }, without quotation marks
quoted = { $allowed }, in quotation marks
whole-folder = a folder by its whole name, such as /media/stick; none when empty
