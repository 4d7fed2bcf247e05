//! Where the answers of check-ins came from: rows of the table `setting`, one for each day with answers
//! of an import, written with its act and taken back with it.
//!
//! The log of acts could not tell: it forgets. Who answers an item anew takes it out of the row, so that
//! nothing of an answer that is gone is kept here. The rows are of the file they are in: the settings
//! that are shared go as one, and a life of imported days would go with each of them.

use chrono::NaiveDate;
use rusqlite::Connection;
use smol_str::SmolStr;

use super::setting_row;
use crate::diary::{DateRange, Diary, Imported};

/// The key of a day is this and its date.
pub(super) const IMPORTED: &str = "source.";

/// Where the answers of a day came from.
pub(super) fn read(db: &Connection, date: NaiveDate) -> rusqlite::Result<Vec<Imported>> {
    let value = setting_row::value(db, &key(date))?;
    // What cannot be read is not known, as with every setting.
    Ok(value.and_then(|value| parse(&value)).unwrap_or_default())
}

/// Notes where the answers of a range came from on its days.
pub(super) fn read_into(
    diary: &mut Diary,
    db: &Connection,
    range: DateRange,
) -> rusqlite::Result<()> {
    let mut rows =
        db.prepare_cached("SELECT key, value FROM setting WHERE key BETWEEN ?1 AND ?2")?;
    // Years of four digits stand in the order of their words.
    let first = range.first.max(DateRange::CALENDAR.first);
    let last = range.last.min(DateRange::CALENDAR.last);
    let mut rows = rows.query([key(first), key(last)])?;
    while let Some(row) = rows.next()? {
        let date = row.get_ref(0)?.as_str()?.strip_prefix(IMPORTED);
        let date = date.and_then(|date| date.parse().ok());
        if let Some((date, imported)) = date.zip(parse(row.get_ref(1)?.as_str()?)) {
            diary.note_imported(date, imported);
        }
    }
    Ok(())
}

/// The row of a day.
pub(super) fn row(date: NaiveDate, imported: &[Imported]) -> (SmolStr, Option<String>) {
    let value = (!imported.is_empty()).then(|| serde_json::json!(imported).to_string());
    (key(date).into(), value)
}

/// What the row of a day says.
pub(super) fn parse(value: &str) -> Option<Vec<Imported>> {
    serde_json::from_str(value).ok()
}

fn key(date: NaiveDate) -> String {
    format!("{IMPORTED}{date}")
}
