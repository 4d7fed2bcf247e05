-- Words are found by reading the notes, by one rule in all scripts. The index of words took a run of
-- letters without spaces for one word, and what it held is overwritten as it goes.

DROP TABLE IF EXISTS words;
