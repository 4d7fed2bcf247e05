# What the verbs write that undo, bring back, forget, and change the profile.

## undo, redo, history

nothing-to-undo = there is nothing to undo
    .hint = twinge history tells what was done
nothing-to-redo = there is nothing to redo
    .hint = twinge history tells what was undone
no-arrival = { $number } is no act that came from another computer
    .hint = twinge history numbers them, with the computer in brackets
is-undone = (undone)
came-from = ({ $computer })

## trash

removed-at = { $entry } (removed { $moment })
nothing-removed = nothing was removed in the last { $days ->
    [one] { $days } day
   *[other] { $days } days
}
not-in-trash = there is no entry { $number } in the bin
    .hint = twinge bin lists what can be brought back
nothing-to-change = nothing to change

## purge

purged = the bin is empty; { $acts ->
    [one] { $acts } act was
   *[other] { $acts } acts were
} forgotten and cannot be undone any more
would-go = what goes for good: { $acts ->
    [one] { $acts } act
   *[other] { $acts } acts
} that could be undone, and { $removed ->
    [one] { $removed } entry
   *[other] { $removed } entries
} in the bin
go-on = Forget them? (yes or no):
not-purged = nothing was forgotten
needs-yes = nobody can be asked here whether to forget it
    .hint = twinge purge --dry-run says what goes; --yes forgets it without asking
backups-stay = backups still hold what they held: twinge backup --list

## profile

profile-changed = profile: { $changes }
not-a-change = "{ $change }" is not NAME=VALUE
not-in-profile = the profile has no "{ $name }"{ $nearest }
profile-lists = twinge profile tells what it holds, twinge profile --help what each can be
