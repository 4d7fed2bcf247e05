//! A database that another program wrote, read where it is held in memory: nothing of it lies on the
//! disk, and nothing in it is trusted.

use std::io::{self, Read};

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, Row, params};

use crate::exchange::{Mismatch, ReadError, Source};
use crate::repository::Repository;

/// The longest database that is held in memory, in bytes.
pub(super) const MOST: u64 = 1 << 30;

/// How long the head of a database is, in bytes, and which of them say that a log lies beside it
/// (SQLite's file format, 1.3).
const HEAD: usize = 100;
const WITH_LOG: [usize; 2] = [18, 19];
const WITHOUT_LOG: u8 = 1;

/// A database of another program.
pub(super) struct Database {
    db: Connection,
    format: &'static str,
}

impl Database {
    /// Holds a database of a format in memory.
    ///
    /// # Errors
    /// [`ReadError::Io`] when the bytes do not come, [`ReadError::Form`] when they are too many, or no
    /// database.
    pub(super) fn held(format: &'static str, input: &mut dyn Source) -> Result<Self, ReadError> {
        let size = io::copy(&mut input.take(MOST + 1), &mut io::sink())?;
        if size > MOST {
            let reason = Mismatch::TooLong(MOST >> 20);
            return Err(ReadError::Form {
                format: format.into(),
                reason,
            });
        }
        let damaged = |error: Error| damaged(format, &error);
        input.rewind()?;
        let mut head = Vec::new();
        { &mut *input }.take(HEAD as u64).read_to_end(&mut head)?;
        // A log would have to lie beside what is in memory. An export is written in one piece.
        for at in WITH_LOG {
            if let Some(byte) = head.get_mut(at) {
                *byte = WITHOUT_LOG;
            }
        }
        Repository::begin();
        let mut db = Connection::open_in_memory().map_err(damaged)?;
        let size = usize::try_from(size).map_err(io::Error::other)?;
        db.deserialize_read_exact(c"main", head.chain(input), size, true)
            .map_err(damaged)?;
        for (setting, is_on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            // A view could go on for ever.
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        ] {
            db.set_db_config(setting, is_on).map_err(damaged)?;
        }
        db.execute_batch("PRAGMA cell_size_check = ON")
            .map_err(damaged)?;
        Ok(Self { db, format })
    }

    /// The names of its tables: of those that have rows of their own.
    pub(super) fn tables(&self) -> Result<Vec<String>, ReadError> {
        const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";
        self.asked(|db| {
            let mut tables = db.prepare(TABLES)?;
            tables.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// How many rows a table has.
    pub(super) fn count(&self, table: &str) -> Result<u64, ReadError> {
        let count = format!("SELECT count(*) FROM {}", quoted(table));
        let count: i64 = self.asked(|db| db.query_row(&count, [], |row| row.get(0)))?;
        Ok(count.unsigned_abs())
    }

    /// Goes through the rows of a table, for some of its columns; columns that are worked out of
    /// others are none.
    pub(super) fn each(
        &self,
        table: &str,
        columns: &[&str],
        mut each: impl FnMut(&Found<'_>),
    ) -> Result<(), ReadError> {
        const COLUMNS: &str = "SELECT name FROM pragma_table_info(?1)";
        self.asked(|db| {
            let mut there = db.prepare(COLUMNS)?;
            let there = there.query_map(params![table], |row| row.get(0))?;
            let there: Vec<String> = there.collect::<rusqlite::Result<_>>()?;
            let chosen = there
                .iter()
                .filter(|name| columns.contains(&name.as_str()))
                .map(|name| quoted(name));
            let chosen: Vec<String> = chosen.collect();
            if chosen.is_empty() {
                return Ok(());
            }
            let select = format!("SELECT {} FROM {}", chosen.join(", "), quoted(table));
            let mut select = db.prepare(&select)?;
            let mut rows = select.query([])?;
            let mut number = 0;
            while let Some(row) = rows.next()? {
                number += 1;
                each(&Found { number, row });
            }
            Ok(())
        })
    }

    fn asked<T>(
        &self,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, ReadError> {
        ask(&self.db).map_err(|error| damaged(self.format, &error))
    }
}

fn damaged(format: &'static str, error: &Error) -> ReadError {
    let reason = Mismatch::Database(error.to_string());
    ReadError::Form {
        format: format.into(),
        reason,
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A row.
pub(super) struct Found<'r> {
    /// Which of its table, from 1.
    pub(super) number: u64,
    row: &'r Row<'r>,
}

impl Found<'_> {
    /// A whole number; `None` where there is no such column, or something else in it.
    pub(super) fn whole(&self, column: &str) -> Option<i64> {
        self.row.get(column).ok()
    }

    /// A number.
    pub(super) fn number(&self, column: &str) -> Option<f64> {
        self.row.get(column).ok()
    }

    /// Bytes, as a word that names them.
    pub(super) fn name(&self, column: &str) -> Option<String> {
        /// No name is longer, in bytes.
        const LONGEST: usize = 64;
        match self.row.get_ref(column).ok()? {
            ValueRef::Blob(bytes) if bytes.len() <= LONGEST => {
                Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
            }
            _ => None,
        }
    }
}
