# The first run.

title = Welcome to twinge
what-it-is = A diary for a back or pelvis that hurts. It stays on this computer.
what-to-keep = What would you like to keep? A number turns one off or on.
area = { $area }: { $explained }
setting = { $name } { $value }
about = About you, so that warnings fit you: { $told ->
    [yes] said
   *[no] not said
}
why-asked = So that warnings fit you; it stays in your diary. Leave any open.
what-is-so = What is true for you? A number answers; a goes back.
answered = { $question }: { $answer }
begin = Enter begins, p with a passphrase. All of it can change later.
