# Themes, and what is wrong with one.

no-theme = there is no theme "{ $name }": it is { $allowed }; for one of your own, make a file { $file }{ $nearest }
in-file = { $file }: { $why }
in-line = { $file }: line { $line } of the theme: { $problem }
no-base = there is no theme "{ $name }" to begin from; there are { $known }
no-meaning = nothing is called "{ $name }"{ $nearest }
no-colour = "{ $word }" is no colour: write a name such as light-blue, a number from 0 to 255, or #rrggbb
no-colour-after-on = a colour is missing after "on"
