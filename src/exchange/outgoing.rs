//! What a writer of a foreign file is handed, and hands back.

use std::collections::BTreeMap;
use std::io;

use chrono::{Datelike, NaiveDate};

use crate::diary::{DateRange, Diary, ItemId};
use crate::repository::{Repository, RepositoryError};

/// How many answers a file has no place for, per item.
pub type LeftOut = BTreeMap<ItemId, usize>;

/// Why a diary could not be written to a file.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The diary cannot be read.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// The bytes cannot be written.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl From<::csv::Error> for WriteError {
    fn from(error: ::csv::Error) -> Self {
        Self::Io(error.into())
    }
}

/// Reads year after year, so that a long diary takes no more memory than a short one.
pub(super) fn each_year(
    repository: &Repository,
    mut write: impl FnMut(&Diary) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let Some(span) = repository.span()? else {
        return Ok(());
    };
    for year in span.first.year()..=span.last.year() {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        if let (Some(first), Some(last)) = (day(1, 1), day(12, 31)) {
            write(&repository.read(DateRange { first, last })?)?;
        }
    }
    Ok(())
}
