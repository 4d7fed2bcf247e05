# The forms of files that come in and go out, by the ids in the table of formats.

## What is read, in half a sentence

own_export = twinge's own export (JSON)
own_answers = its table of answers (CSV)
own_days = its table of days (CSV)
own_rules = a table that rules of your own know
drip_export = drip's (CSV)
own_journal = the days of twinge export --journal
clue_export = Clue's
flo_export = Flo's
apple_export = Apple Health's
health_connect_export = Health Connect's
mensinator_export = Mensinator's
menstrudel_export = Menstrudel's
periodical_backup = a backup of Periodical
peri_export = Peri's
bearable_table = Bearable's (CSV)
daylio_table = Daylio's (CSV)
visible_table = Visible's (CSV)
femometer_table = Femometer's (CSV)
fertility_friend_table = Fertility Friend's (CSV)
attack_list = a list of attacks, as Migraine Buddy has it (CSV)

## Where an entry came from

drip = drip
twinge = another diary
clue = Clue
flo = Flo
apple = Apple Health
health_connect = Health Connect
mensinator = Mensinator
menstrudel = Menstrudel
periodical = Periodical
peri = Peri
bearable = Bearable
daylio = Daylio
visible = Visible
femometer = Femometer
fertility_friend = Fertility Friend
attacks = a list of attacks

## What is written, and what for

everything = Everything, to be imported again
flat_table = A table with one answer a row, for spreadsheets and statistics
wide_table = A table with one day a row and one item a column
file_of_drip = The file of drip, with what it has a place for
journal = A folder of Markdown files, one a day
bundle = A FHIR R4 bundle, for health records
calendar = An iCalendar file: when periods may come, and when questions wait
