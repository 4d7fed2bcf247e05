# What the guide found.

## Scores: descriptions, no diagnoses

bleeding-told = { $heavy ->
    [yes] Bleeding score of the period: { $score }. { $from } or more suggests heavy bleeding; worth telling your doctor.
   *[no] Bleeding score of the period: { $score }.
}
premenstrual-higher = { $item } was higher in the week before the period than in days 4 to 10 of it in { $rises } of { $cycles ->
    [one] { $cycles } cycle
   *[other] { $cycles } cycles
}, by at least 30 % of the range you use. This is a description, not a diagnosis.
premenstrual-not-higher = { $item } was clearly higher in the week before the period in { $rises } of { $cycles ->
    [one] { $cycles } cycle
   *[other] { $cycles } cycles
}. This is a description, not a diagnosis.
premenstrual-too-few = Not enough yet: it takes two cycles with at least 4 rated days in the week before the period and 4 in days 4 to 10 of it. So far there { $cycles ->
    [one] is { $cycles }
   *[other] are { $cycles }
}.
