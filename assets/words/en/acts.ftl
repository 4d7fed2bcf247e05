# What was done, in one line: of the history, of undo, and where something was just written.

## Answers

answered = { $answers } on { $date }
entry-answered = { $entry }: { $answers }
answer-given = { $item } { $answer }
answer-changed = { $item } { $answer } (was { $before })
answer-taken-back = { $item } taken back
answered-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
} from { $first } to { $last }
items-answered = { $items }: { $days }
items-answered-and-more = { $items } and { $more } more: { $days }
checked-in = check-in of { $date }
as-day-before = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
} as the day before, { $date }

## Entries

a-check-in = check-in
entry-at = { $kind } { $time }
added = { $entry } added on { $date }
removed = { $entry } of { $date } removed
brought-back = { $entry } of { $date } brought back
moved = { $kind } moved to { $date }
moved-to-time = { $kind } moved to { $date } { $time }

## Items

item-made = new item { $name } ({ $item })
unknown-item-made = new item { $item }
item-renamed = { $before } renamed to { $name }
item-named-as-made = { $before } has its first name again
item-hidden = { $item } is hidden
item-shown = { $item } is shown
item-moved-before = { $item } moved before { $other }
item-moved-to-end = { $item } moved to the end of its section

## The diary

profile-changed = profile: { $fields }
begun = diary begun
skipped = skipped: { $questions }
warning-read = warning put aside: { $warning }
imported-days = import from { $source }, { $first } to { $last }
imported = import from { $source }
restored-from = restored from { $file }
salvaged-from = salvaged from { $file }
taken-back = taken back: { $act }
sample = a sample diary

## From other computers

arrived-answers = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
} on { $days ->
    [one] { $days } day
   *[other] { $days } days
}
arrived-days = changes on { $days ->
    [one] { $days } day
   *[other] { $days } days
}
arrived-settings = { $settings ->
    [one] { $settings } setting
   *[other] { $settings } settings
}

## What was undone or done again, and what of it stays

undone = undone: { $act }
undone-in-part = undone: { $act }; { $stays }
not-undone = not undone: { $act }; { $stays }
done-again = done again: { $act }
done-again-in-part = done again: { $act }; { $stays }
not-done-again = not done again: { $act }; { $stays }
changed-since = { $rows } of { $all } { $rows ->
    [one] stays
   *[other] stay
}: changed since
changed-on = { $rows } of { $all } { $rows ->
    [one] stays
   *[other] stay
}: changed on { $computers }

## In place of acts before the first that is known

earlier-forgotten = earlier acts are forgotten, with what they removed, and cannot be undone
