# Lines from a phone.

new-lines = { $lines ->
    [one] { $lines } new line
   *[other] { $lines } new lines
}
nothing-new = nothing new
counted-before = { $lines ->
    [one] { $lines } line was counted before
   *[other] { $lines } lines were counted before
}
same = { $lines ->
    [one] { $lines } line says what the diary says
   *[other] { $lines } lines say what the diary says
}
left-alone = { $lines ->
    [one] { $lines } line is not for the diary
   *[other] { $lines } lines are not for the diary
}
conflict = { $date } { $item }: { $kept } stays in the diary; { $offered } in { $place }
nothing-written = nothing was written
place = { $file } line { $line }
wrong = { $place }: { $why }
    .hint = of such a file nothing is written; the others are read
no-day = it names no day: put 2026-03-17 before it, # 2026-03-17 above it, or 2026-03-17 in the name of the file
no-file = it is a link or no plain file, and is not read
long-line = it is too long for one line
too-long = it is longer than { $size } MiB, and is not read
