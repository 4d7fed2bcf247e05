-- What is being written and is no answer yet outlives a program that ends without being asked. It is
-- not in the log: to type is no act.
-- Little of this stays in the file, whose schema is to fill no more pages than it has to: where one
-- of those is damaged, the rest is hard to read.

-- A row for each writer, so that two programs at once keep out of each other's words. A timed entry
-- is known by its lasting name: its number may be another's by the time it is read.
CREATE TABLE draft (entry INTEGER NOT NULL, uid TEXT, item TEXT NOT NULL, text TEXT NOT NULL) STRICT;
