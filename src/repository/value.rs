//! Answers as they stand in the file.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

use super::error::{RepositoryError, Result};
use super::problem::Problem;
use crate::diary::{Answer, Item, kind};

/// A value of the table `answer`.
pub(crate) type Cell = kind::Cell<'static>;

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Integer(n) => ValueRef::Integer(*n),
            Self::Real(x) => ValueRef::Real(*x),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl FromSql for Cell {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let whole = borrowed(value).filter(|_| !is_torn(value));
        match whole.ok_or(FromSqlError::InvalidType)? {
            kind::Cell::Integer(n) => Ok(Self::Integer(n)),
            kind::Cell::Real(x) => Ok(Self::Real(x)),
            kind::Cell::Text(text) => Ok(Self::Text(text.into_owned().into())),
        }
    }
}

fn borrowed(value: ValueRef<'_>) -> Option<kind::Cell<'_>> {
    match value {
        ValueRef::Integer(n) => Some(kind::Cell::Integer(n)),
        ValueRef::Real(x) => Some(kind::Cell::Real(x)),
        ValueRef::Text(_) => Some(kind::Cell::Text(value.as_str().ok()?.into())),
        ValueRef::Null | ValueRef::Blob(_) => None,
    }
}

/// The answer a value stands for; `None` when the item cannot have it, which only happens in a
/// file that was changed by other means.
///
/// # Errors
/// When the end of its words is missing.
pub(super) fn decode(item: &Item, value: ValueRef<'_>) -> Result<Option<Answer>> {
    if is_torn(value) {
        return Err(RepositoryError::Unsound(Problem::NotAsWritten.into()));
    }
    Ok(borrowed(value).and_then(|cell| item.kind.read_cell(cell)))
}

/// Whether words end in zeros, as nobody types them: of a page that is not as it was written, where long
/// words go on, SQLCipher makes one of zeros and says nothing (seen of 4.19).
fn is_torn(value: ValueRef<'_>) -> bool {
    matches!(value, ValueRef::Text([.., 0]))
}

/// A time of day as it stands in the file.
pub(crate) fn clock(text: &str) -> Option<chrono::NaiveTime> {
    chrono::NaiveTime::parse_from_str(text, "%H:%M").ok()
}
