//! What the file of an open diary holds: whether that still is what those who have it open wrote, or
//! another was written over it, as `cp` does, which leaves the file the same to the system.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connection::{data_version, immutable, length};
use super::error::Result;
use super::file::{Change, Looked, beside, look_steadily};
use super::hash::{START, hashed};
use super::passphrase::Passphrase;
use super::read::lasting_name;
use super::stand::{Stand, salts};

/// Whoever writes more at once writes it back at once, in bytes: as SQLite would do by itself, but without
/// looking whether it is the same file still.
const LONG: u64 = 4 << 20;

/// What a diary holds, to one connection.
#[derive(Debug)]
pub(super) struct Content {
    path: PathBuf,
    log: PathBuf,
    seen: Cell<Seen>,
    /// The change by which it became another's.
    lost_by: Cell<Option<Change>>,
    /// What reads the file without its log, once that was asked for: it holds the key that was derived.
    alone: RefCell<Option<Connection>>,
}

/// What was made sure of when it was last looked.
#[derive(Debug, Clone, Copy)]
struct Seen {
    change: Option<Change>,
    /// Whether a later change could look just the same.
    is_fresh: bool,
    mark: Mark,
    /// The commits of others, as SQLite counts them.
    others: i64,
    /// How many rows this connection had changed.
    rows: u64,
}

/// What tells one content from another; nothing does where nothing is written yet.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    stand: Stand,
    /// The lasting name as a number; none of a diary of before it had one.
    name: Option<u64>,
}

impl Mark {
    fn read(db: &Connection) -> rusqlite::Result<Self> {
        let tables = "SELECT EXISTS (SELECT 1 FROM sqlite_schema)";
        if !db.query_row(tables, [], |row| row.get(0))? {
            return Ok(Self::default());
        }
        // A diary of an earlier version has no table for it.
        let name = lasting_name(db).ok().flatten();
        Ok(Self {
            stand: Stand::read(db)?,
            name: name.map(|name| hashed(START, &name)),
        })
    }

    /// Whether it can be that of an earlier content of the same diary.
    fn has_become(&self, later: &Self) -> bool {
        self.name.is_none() || self.name == later.name
    }
}

impl Content {
    /// That of a file that was just opened.
    pub(super) fn of(path: &Path, db: &Connection) -> rusqlite::Result<Self> {
        let change = Change::last(path);
        // A link leads to where the log is.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Ok(Self {
            path: path.to_owned(),
            log: beside(&real, "-wal"),
            seen: Cell::new(Seen {
                change,
                is_fresh: change.is_some_and(Change::is_fresh),
                mark: Mark::read(db)?,
                others: data_version(db)?,
                rows: db.total_changes(),
            }),
            lost_by: Cell::new(None),
            alone: RefCell::default(),
        })
    }

    /// Whether it is what those wrote who have it open. While they write all the time nobody can say, and
    /// it is asked again next time.
    ///
    /// # Errors
    /// When a file that nobody changed cannot be read.
    pub(super) fn is_ours(&self, db: &Connection, key: Option<&Passphrase>) -> Result<bool> {
        let (seen, change) = (self.seen.get(), Change::last(&self.path));
        let stands_still = seen.change == change;
        if stands_still && !seen.is_fresh {
            return Ok(true);
        }
        if change.is_some() && self.lost_by.get() == change {
            return Ok(false);
        }
        let mut failed = None;
        let looked = look_steadily([&self.path, &self.log], || {
            let looked = self.look(db, key);
            let found = looked.unwrap_or_else(|error| {
                failed = Some(error);
                None
            });
            if found.is_none() {
                self.alone.take();
            }
            found
        });
        match looked {
            Looked::Found(seen) => self.seen.set(seen),
            Looked::Busy => {}
            Looked::Not if stands_still => return failed.map_or(Ok(false), Err),
            Looked::Not => {
                self.lost_by.set(Change::last(&self.path));
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The same in the midst of writing, when nobody else does: what is about to be committed goes on from
    /// where it stood when it began.
    pub(super) fn is_still_ours(&self, stood: &Stand, key: Option<&Passphrase>) -> bool {
        let fits = || {
            let there = self.alone(key).ok()?.stand;
            let fits = there.now == stood.now || stood.goes_on_from(&there, salts(&self.log));
            fits.then_some(())
        };
        self.stands_still() || !matches!(look_steadily([&self.path, &self.log], fits), Looked::Not)
    }

    /// Whether the file was not changed since it was last looked.
    pub(super) fn stands_still(&self) -> bool {
        self.seen.get().change == Change::last(&self.path)
    }

    /// Whether nothing waits in the log to be written into the file.
    pub(super) fn log_is_empty(&self) -> bool {
        std::fs::metadata(&self.log).map_or(true, |log| log.len() == 0)
    }

    /// Whether so much waits in it that it is better written at once.
    pub(super) fn log_is_long(&self) -> bool {
        std::fs::metadata(&self.log).is_ok_and(|log| log.len() > LONG)
    }

    /// Takes note of what this connection wrote, if it wrote anything.
    pub(super) fn written(&self, db: &Connection) -> rusqlite::Result<()> {
        let before = self.seen.get();
        let rows = db.total_changes();
        if rows != before.rows && db.is_autocommit() {
            let mark = Mark::read(db)?;
            self.seen.set(Seen {
                mark,
                rows,
                ..before
            });
        }
        Ok(())
    }

    /// Whether another connection's is the same.
    pub(super) fn is_that_of(&self, other: &Self) -> bool {
        let [one, other] = [self, other].map(|content| content.seen.get().mark);
        one.stand.now == other.stand.now && one.name == other.name
    }

    /// What the file holds without its log.
    fn alone(&self, key: Option<&Passphrase>) -> Result<Mark> {
        let open = || immutable(&self.path, key);
        if key.is_none() {
            return Ok(Mark::read(&open()?)?);
        }
        let db = match self.alone.take() {
            Some(db) => db,
            None => open()?,
        };
        db.release_memory()?;
        let mark = Mark::read(&db)?;
        self.alone.replace(Some(db));
        Ok(mark)
    }

    /// Looks at a file that was changed; none where it is not ours any more.
    fn look(&self, db: &Connection, key: Option<&Passphrase>) -> Result<Option<Seen>> {
        let before = self.seen.get();
        let change = Change::last(&self.path);
        let others = data_version(db)?;
        let by_others = others != before.others;
        let (mark, goes_on) = if self.log_is_empty() {
            // Nothing is laid over the file: once no page of it is remembered, it is read itself.
            db.release_memory()?;
            let there = Mark::read(db)?;
            let same = there.stand.now == before.mark.stand.now;
            // Of what another wrote since nothing is known but what it came after.
            let is_later = by_others && !before.mark.stand.went_through(there.stand.now);
            let length = length(db)?;
            let whole = change.is_none_or(|change| change.length == length);
            (there, whole && (same || is_later))
        } else {
            let end = match by_others {
                true => Mark::read(db)?,
                false => before.mark,
            };
            match self.alone(key) {
                Ok(there) => {
                    let follows = end.stand.goes_on_from(&there.stand, salts(&self.log));
                    (end, follows && there.has_become(&end))
                }
                Err(error) if has_shrunk(before.change, change) => return Err(error),
                // Half of the log was written back: it is whole only together with it.
                Err(_) => {
                    db.release_memory()?;
                    let there = Mark::read(db)?;
                    (end, there.stand.now == end.stand.now)
                }
            }
        };
        Ok((goes_on && before.mark.has_become(&mark)).then_some(Seen {
            change,
            is_fresh: change.is_some_and(Change::is_fresh),
            mark,
            others,
            rows: before.rows,
        }))
    }
}

/// Whether a file is shorter than it was, which no diary becomes while it is open.
fn has_shrunk(before: Option<Change>, now: Option<Change>) -> bool {
    before
        .zip(now)
        .is_some_and(|(before, now)| now.length < before.length)
}
