# The first run.

title = Welcome to twinge
what-it-is = A diary for a back or pelvis that hurts. It stays on this computer.
what-to-keep = What would you like to keep? A number turns one off or on.
area = { $area }: { $explained }
setting = { $name } { $value }
begin = Enter begins, p with a passphrase. All of it can change later.
