//! Which lines of a person's text files were counted, so that none is counted twice: rows of the table
//! `setting`, one for each day, written with the act that brought the lines and taken back with it.
//!
//! A line is kept as a mark and not in words. Who has the diary open can still try whether a line that
//! they guess was counted.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::Connection;
use smol_str::SmolStr;

use super::setting_row;

/// The key of a day is this and its date.
pub(super) const TAKEN: &str = "inbox.";

/// The marks of the lines of a day that were counted.
pub(super) fn read(db: &Connection, date: NaiveDate) -> rusqlite::Result<BTreeSet<String>> {
    let value = setting_row::value(db, &key(date))?;
    // What cannot be read counts as not counted, as with every setting.
    Ok(value.and_then(|value| marks(&value)).unwrap_or_default())
}

/// The row of a day.
pub(super) fn row(date: NaiveDate, marks: &BTreeSet<String>) -> (SmolStr, Option<String>) {
    // A list of words is always JSON.
    (key(date).into(), serde_json::to_string(marks).ok())
}

/// The marks in the row of a day.
pub(super) fn marks(value: &str) -> Option<BTreeSet<String>> {
    serde_json::from_str(value).ok()
}

fn key(date: NaiveDate) -> String {
    format!("{TAKEN}{date}")
}
