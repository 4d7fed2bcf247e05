//! The table `share`: what is kept of being shared, beside the documents.

use rusqlite::types::{FromSql, ToSql};
use rusqlite::{Connection, OptionalExtension, params};

/// The key of this computer's number.
pub(super) const DEVICE: &str = "device";

/// The key of this computer's name; that of another is its number.
pub(super) const NAME: &str = "name";

/// What stands under a key.
pub(super) fn value<T: FromSql>(db: &Connection, key: &str) -> rusqlite::Result<Option<T>> {
    db.prepare_cached("SELECT value FROM share WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Puts a value under a key. Where it stands there already, nothing is written.
pub(super) fn set(db: &Connection, key: &str, value: &dyn ToSql) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO share (key, value) VALUES (?1, ?2)
         ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
    )?
    .execute(params![key, value])
    .map(drop)
}

/// Takes away what stands under a key.
pub(super) fn forget(db: &Connection, key: &str) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM share WHERE key = ?1")?
        .execute([key])
        .map(drop)
}
