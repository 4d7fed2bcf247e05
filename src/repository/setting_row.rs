//! A row of the table `setting`, whatever it says: what the person set, and what is kept of a day.

use rusqlite::{Connection, OptionalExtension};

/// What stands under a key.
pub(super) fn value(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}
