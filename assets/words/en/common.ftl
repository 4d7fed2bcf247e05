# Words of every subject. Terms ("-name") that stand here can be used in every file.

yes = yes
no = no
nearest = ; did you mean "{ $word }"?
either = { $before } or { $last }
