# The check-in line by line.

still = It is after midnight. Is this still for { $day }? (yes or no):
head = { $day }.
about = { $entry }, { $day }.
keys = Enter leaves an answer, - takes it back, ? explains, < goes back, . ends.
add = Add { $another ->
    [yes] another{" "}
   *[no] {""}
}{ $kind }? (yes or no):
when = When (such as 22:10; Enter if you do not know):
not-a-time = "{ $word }" is not a time such as 22:10
any-of-many = any of { $count }, by name or number; ? lists them
option = { $number } { $option }
no-option = { $item } has no option "{ $given }"{ $nearest } ? lists them
yesterday = yesterday { $answer }
now = now { $answer }
question = { $item } ({ $asides }):
taken-back = taken back
saved = saved: { $answer }
kept = what was saved before is kept in { $file }
not-kept = what was saved before could not be kept: { $why }
