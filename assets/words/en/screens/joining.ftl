# A folder through which others share their diary, before this computer joins.

title = Join your other computers
shared-by = Shared by
other-diary = They keep another diary. Joined, yours and theirs are one from then on, on all computers.
comes = Would come
goes = Would go out
later-stands = Of each the later one stands, in brackets; the other is kept.
later-stands-see = Of each the later one stands, in brackets; the other is kept, and { $key } shows both.
theirs = theirs
joining = Joining: { $percent } %
stands = It is joined, and the files for the others are being written: Esc leaves the rest for the next exchange.
joined = joined; { $came }
