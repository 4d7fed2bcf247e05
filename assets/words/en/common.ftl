# Words of every subject. Terms ("-name") that stand here can be used in every file.

yes = yes
no = no
nearest = ; did you mean "{ $word }"?
window-too-small = Make the window larger: 40 by 12 is enough.
# What an editor says of a text that has no name.
untitled = untitled
# A place in a list.
position = { $at } of { $count }
either = { $before } or { $last }
