# Words of every subject. Terms ("-name") that stand here can be used in every file.

yes = yes
no = no
nearest = ; did you mean "{ $word }"?
window-too-small = Make the window larger: 40 by 12 is enough.
