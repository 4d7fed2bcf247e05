# Words of every subject. Terms ("-name") that stand here can be used in every file.

yes = yes
no = no
nearest = ; did you mean "{ $word }"?
window-too-small = Too small: { $columns } columns and { $rows } rows are needed.
# What an editor says of a text that has no name.
untitled = untitled
# A place in a list.
position = { $at } of { $count }
# Which rows of a text are on the screen, and the key that goes on.
scrolled = { $down } down  { $first } to { $last } of { $rows }
either = { $before } or { $last }
