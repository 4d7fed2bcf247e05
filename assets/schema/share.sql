-- What is in the file only while a diary is shared by several computers: what each of them knows, as
-- documents that merge in any order, beside the rows that are made of them.

-- This computer's number and name, the key of the folder, its generation, the parts that wait for room.
CREATE TABLE share (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;

-- The documents: a month each, and one for the settings. The file each goes out in, how often it
-- changed, and how many of its answers differ between computers that had not seen each other's.
CREATE TABLE share_part (
  name TEXT PRIMARY KEY, file TEXT NOT NULL, counter INTEGER NOT NULL, doubts INTEGER NOT NULL,
  state BLOB NOT NULL
) STRICT;

-- The document of a timed entry: that of its first month, wherever it was moved since.
CREATE TABLE share_entry (uid TEXT PRIMARY KEY, part TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What was read and written of the folder: the last 80 bytes of the first page of each file, and how
-- often its document had changed.
CREATE TABLE share_seen (
  file TEXT PRIMARY KEY, tag BLOB NOT NULL, counter INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was changed here and is in no document yet, and when, in milliseconds since 1970.
CREATE TABLE share_dirty (
  owner TEXT, item TEXT, at INTEGER NOT NULL, PRIMARY KEY (owner, item)
) STRICT, WITHOUT ROWID;

-- Whatever is done to the rows, by whatever program, is noted here with its time. The check-in of a day
-- is in its answers: its row says nothing.
-- Not OR REPLACE, which would give way to the ON CONFLICT of the statement that sets a trigger off.
CREATE TRIGGER share_entry_made AFTER INSERT ON entry WHEN NEW.uid IS NOT NULL BEGIN
  INSERT INTO share_dirty
  VALUES ('#' || NEW.uid, '', CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;

CREATE TRIGGER share_entry_changed AFTER UPDATE ON entry BEGIN
  INSERT INTO share_dirty
  SELECT '#' || uid, '', CAST(unixepoch('subsec') * 1000 AS INTEGER)
  FROM (SELECT OLD.uid AS uid UNION SELECT NEW.uid) WHERE uid IS NOT NULL
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;

CREATE TRIGGER share_entry_gone AFTER DELETE ON entry WHEN OLD.uid IS NOT NULL BEGIN
  INSERT INTO share_dirty
  VALUES ('#' || OLD.uid, '', CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;

CREATE TRIGGER share_answer_made AFTER INSERT ON answer BEGIN
  INSERT INTO share_dirty
  SELECT ifnull('#' || uid, date), NEW.item, CAST(unixepoch('subsec') * 1000 AS INTEGER)
  FROM entry WHERE id = NEW.entry
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;

CREATE TRIGGER share_answer_changed AFTER UPDATE ON answer BEGIN
  INSERT INTO share_dirty
  SELECT ifnull('#' || uid, date), item, CAST(unixepoch('subsec') * 1000 AS INTEGER)
  FROM (SELECT OLD.entry AS of, OLD.item AS item UNION SELECT NEW.entry, NEW.item)
  JOIN entry ON id = of WHERE true
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;

CREATE TRIGGER share_answer_gone AFTER DELETE ON answer BEGIN
  INSERT INTO share_dirty
  SELECT ifnull('#' || uid, date), OLD.item, CAST(unixepoch('subsec') * 1000 AS INTEGER)
  FROM entry WHERE id = OLD.entry
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;

-- Which catalogue was copied into the file, and where the file stands, each computer says for itself.
CREATE TRIGGER share_setting_made AFTER INSERT ON setting
WHEN NEW.key NOT IN ('catalogue', 'log') BEGIN
  INSERT INTO share_dirty
  VALUES ('', NEW.key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;

CREATE TRIGGER share_setting_changed AFTER UPDATE ON setting
WHEN NEW.key NOT IN ('catalogue', 'log') BEGIN
  INSERT INTO share_dirty
  VALUES ('', NEW.key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;

CREATE TRIGGER share_setting_gone AFTER DELETE ON setting
WHEN OLD.key NOT IN ('catalogue', 'log') BEGIN
  INSERT INTO share_dirty
  VALUES ('', OLD.key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
