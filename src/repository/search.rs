//! Searching.

use rusqlite::Connection;

use super::{Hit, Result, read};
use crate::diary::query::Query;
use crate::diary::{Catalogue, DateRange};

/// The days a query finds, newest first.
pub(super) fn search(
    db: &Connection,
    catalogue: &Catalogue,
    query: &Query,
    limit: usize,
) -> Result<Vec<Hit>> {
    let diary = read::range(db, catalogue, DateRange::ALL)?;
    Ok(diary
        .days()
        .rev()
        .filter(|(date, day)| query.matches(*date, day, catalogue))
        .take(limit)
        .map(|(date, _)| Hit {
            date,
            text: String::new(),
            marks: Vec::new(),
        })
        .collect())
}
