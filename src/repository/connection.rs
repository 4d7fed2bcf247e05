//! A connection of SQLite to a file, of which nothing is read yet.

use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::error::{RepositoryError, Result};
use super::file::immutable_uri;
use super::passphrase::Passphrase;
use super::value::Cell;

/// How long to wait for another program that is writing, and does not end.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Makes SQLite and its cipher ready, once. SQLite lets other threads go on before its cipher is
/// ready, and what they opened would know of none: so they wait here.
pub(super) fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        #[cfg(feature = "encryption")]
        read_no_settings();
        // SAFETY: it may be called at any time. Opening calls it too, and reports a failure.
        unsafe { rusqlite::ffi::sqlite3_initialize() };
    });
}

/// Keeps the cipher's library from settings of its own, which a file or `OPENSSL_CONF` would give it
/// and which can name code to load: <https://docs.openssl.org/3.6/man3/OPENSSL_init_crypto/>. It reads
/// them when it is first used, or never.
#[cfg(feature = "encryption")]
fn read_no_settings() {
    /// Of OpenSSL's `crypto.h`.
    const OPENSSL_INIT_NO_LOAD_CONFIG: u64 = 0x80;
    unsafe extern "C" {
        fn OPENSSL_init_crypto(options: u64, settings: *const std::ffi::c_void) -> std::ffi::c_int;
    }
    // SAFETY: it may be called at any time, and no settings is a null pointer. Should it fail, the
    // cipher does not begin either, which opening reports.
    unsafe { OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, std::ptr::null()) };
}

/// Opens a file, of which nothing is read yet; with `leave`, closing it leaves its log as it is.
pub(super) fn open_with(
    file: &Path,
    access: OpenFlags,
    key: Option<&Passphrase>,
    leave: bool,
) -> rusqlite::Result<Connection> {
    begin();
    let db = Connection::open_with_flags(file, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    leave_log(&db, leave)?;
    if let Some(key) = key {
        key.unlock(&db, c"main")?;
    }
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

/// Whether closing leaves the log as it is: it would write back one of another file, too, and one that was
/// not deciphered.
pub(super) fn leave_log(db: &Connection, leave: bool) -> rusqlite::Result<()> {
    let at_end = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    db.set_db_config(at_end, leave).map(drop)
}

/// Opens a file as it stands: its log is neither looked at nor written back.
pub(crate) fn connect(
    path: &Path,
    access: OpenFlags,
    key: Option<&Passphrase>,
) -> Result<Connection> {
    let file = std::path::absolute(path).map_err(|e| RepositoryError::io(path, e))?;
    Ok(open_with(&file, access, key, true)?)
}

/// Opens a file to read it as it stands: nothing is looked for beside it.
pub(crate) fn immutable(path: &Path, key: Option<&Passphrase>) -> Result<Connection> {
    let absolute = std::path::absolute(path).map_err(|e| RepositoryError::io(path, e))?;
    let uri = immutable_uri(&absolute);
    let access = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(open_with(Path::new(&uri), access, key, true)?)
}

/// Begins to write as soon as others let it. Who only has to wait for one after the other waits on: one
/// that does not end is what is told of.
pub(super) fn begin_in_turn(db: &Connection) -> rusqlite::Result<Transaction<'_>> {
    loop {
        let before = data_version(db)?;
        match Transaction::new_unchecked(db, TransactionBehavior::Immediate) {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && data_version(db)? != before => {}
            begun => return begun,
        }
    }
}

/// Changes when another connection commits, not when this one does.
pub(super) fn data_version(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("PRAGMA data_version")?
        .query_row([], |row| row.get(0))
}

/// How long a file is by what those who have it open say of it, in bytes, with what is in their log.
pub(super) fn length(db: &Connection) -> rusqlite::Result<u64> {
    // The cipher says in letters how long a page is.
    let number = |name| db.pragma_query_value(None, name, |row| row.get::<_, Cell>(0));
    let number = |name| number(name).map(|cell| cell.to_string().parse().unwrap_or(0));
    Ok(number("page_count")? * number("page_size")?)
}
