//! Where a diary stands: which state of it a file holds, and from which one its log went on.
//!
//! SQLite knows the write-ahead log of a file by its name alone. Put another file in the diary's
//! place, as a sync does, and the pages of the old one are laid over those of the new one, which
//! destroys both. The two salts in a log's header tell logs apart, but nothing in the file names the
//! log it belongs to. So each transaction writes down where it stands, in the file and in the log
//! alike: a log goes on from a file exactly when the file stands at a state the log went through.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{connection, setting_row};

/// The key under which the file says where it stands.
pub(crate) const STAND: &str = "log";

/// Where a diary stands after a transaction. A state is a number drawn by chance; 0 is that of a file
/// that says none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[u64; 6]", into = "[u64; 6]")]
pub(super) struct Stand {
    /// The salts of the log that the transaction found; 0 when it was empty.
    log: u64,
    /// The state that log began from.
    base: u64,
    /// The state after its first transaction.
    first: u64,
    /// How many it has with this one, if this one did not begin it anew.
    count: u64,
    /// The state that the transaction found.
    before: u64,
    /// The state it led to.
    pub now: u64,
}

impl Stand {
    /// Where a database stands, as its connection sees it.
    pub(super) fn read(db: &Connection) -> rusqlite::Result<Self> {
        Ok(Self::find(db)?.unwrap_or_default())
    }

    /// The same; `None` where what is written there is not as any transaction writes it.
    pub(super) fn find(db: &Connection) -> rusqlite::Result<Option<Self>> {
        Ok(match setting_row::value(db, STAND)? {
            Some(written) => serde_json::from_str(&written).ok(),
            None => Some(Self::default()),
        })
    }

    /// Begins to write, and writes down where that leads.
    pub(super) fn begin(db: &Connection) -> rusqlite::Result<(Transaction<'_>, Moved)> {
        let begun = connection::begin_in_turn(db)?;
        let moved = Self::move_on(&begun)?;
        Ok((begun, moved))
    }

    /// The same in a transaction that has begun, before it writes anything else: a log may begin anew
    /// with what it writes first, and then the file stands at the state it found.
    pub(super) fn move_on(begun: &Connection) -> rusqlite::Result<Moved> {
        let stood = Self::read(begun)?;
        let log = name(begun).map_or(0, |log| salts(&log));
        let (base, first, count) = stood.of(log);
        let now: i64 = begun
            .prepare_cached("SELECT random()")?
            .query_row([], |row| row.get(0))?;
        let stands = Self {
            log,
            base,
            first,
            count: count + 1,
            before: stood.now,
            now: now.cast_unsigned(),
        };
        begun
            .prepare_cached("INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)")?
            .execute(params![STAND, json!(stands).to_string()])?;
        Ok(Moved {
            from: stood,
            to: stands.now,
        })
    }

    /// The state that a log began from, the one after its first transaction, and how many it has,
    /// where this is its last. If it is not the log that the transaction found, the transaction
    /// began it.
    fn of(&self, log: u64) -> (u64, u64, u64) {
        if self.log == log {
            (self.base, self.first, self.count)
        } else {
            (self.before, self.now, 1)
        }
    }

    /// Whether it is known to come after a state.
    pub(super) fn went_through(&self, state: u64) -> bool {
        state != 0 && state != self.now && [self.base, self.first, self.before].contains(&state)
    }

    /// Whether a log, with this at its end, goes on from a file: from one that has nothing of it, or
    /// from one that has some of its pages already.
    pub(super) fn goes_on_from(&self, file: &Self, log: u64) -> bool {
        let (base, first, count) = self.of(log);
        // All its transactions but the first found the log itself.
        file.now == base || file.now == first || file.log == log && file.count <= count
    }
}

/// From where to which state a transaction leads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moved {
    pub from: Stand,
    pub to: u64,
}

impl From<Stand> for [u64; 6] {
    fn from(stand: Stand) -> Self {
        let Stand {
            log,
            base,
            first,
            count,
            before,
            now,
        } = stand;
        [log, base, first, count, before, now]
    }
}

impl From<[u64; 6]> for Stand {
    fn from([log, base, first, count, before, now]: [u64; 6]) -> Self {
        Self {
            log,
            base,
            first,
            count,
            before,
            now,
        }
    }
}

/// Begins to write beneath the acts.
pub(crate) fn begin_to_write(db: &Connection) -> rusqlite::Result<Transaction<'_>> {
    Stand::begin(db).map(|(begun, _)| begun)
}

/// Says of a file that was written anew, page for page another, that it stands at a state of its own.
pub(crate) fn restamp(db: &Connection, name: &str) -> rusqlite::Result<()> {
    let sql = format!(
        "UPDATE {name}.setting SET value = json_array(0, 0, 0, 0, 0, abs(random())) WHERE key = ?1"
    );
    db.execute(&sql, [STAND]).map(|_| ())
}

/// The name of the log of a connection's file, as SQLite has it.
fn name(db: &Connection) -> Option<PathBuf> {
    use rusqlite::ffi;
    // SAFETY: the handle is open while `db` is borrowed. Of a file that has a name SQLite hands out
    // that of its log, both ending with a zero and kept as long as the connection.
    let log = unsafe {
        let file = ffi::sqlite3_db_filename(db.handle(), c"main".as_ptr());
        if file.is_null() || *file == 0 {
            return None;
        }
        std::ffi::CStr::from_ptr(ffi::sqlite3_filename_wal(file))
    };
    #[cfg(unix)]
    let log = {
        use std::os::unix::ffi::OsStrExt;
        std::ffi::OsStr::from_bytes(log.to_bytes())
    };
    #[cfg(not(unix))]
    let log = log.to_str().ok()?;
    Some(PathBuf::from(log))
}

/// The two salts of a log as one number; 0 when it is empty, or SQLite would not take it for a log.
pub(super) fn salts(log: &Path) -> u64 {
    /// SQLite's mark of a log; the last bit is the order of bytes in its checksums.
    const MARK: u32 = 0x377f_0682;
    let mut head = [0; 24];
    match File::open(log).and_then(|mut log| log.read_exact(&mut head)) {
        Ok(()) => {
            let (mark, salts) = (&head[..4], &head[16..]);
            let mark = mark
                .iter()
                .fold(0, |mark, byte| mark << 8 | u32::from(*byte));
            let salts = salts
                .iter()
                .fold(0, |salts, byte| salts << 8 | u64::from(*byte));
            if mark & !1 == MARK { salts } else { 0 }
        }
        Err(_) => 0,
    }
}
