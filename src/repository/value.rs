//! Answers as they stand in the file.

use std::fmt;

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

use crate::diary::{Answer, AnswerError, Code, Item, ItemKind, Quantity};

/// A value of the table `answer`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Integer(i64),
    Real(f64),
    Text(String),
}

impl<'c> From<&'c Cell> for ValueRef<'c> {
    fn from(cell: &'c Cell) -> Self {
        match cell {
            Cell::Integer(n) => Self::Integer(*n),
            Cell::Real(x) => Self::Real(*x),
            Cell::Text(text) => Self::Text(text.as_bytes()),
        }
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.into()))
    }
}

impl FromSql for Cell {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Integer(n) => Ok(Self::Integer(n)),
            ValueRef::Real(x) => Ok(Self::Real(x)),
            ValueRef::Text(_) => value.as_str().map(|text| Self::Text(text.to_owned())),
            ValueRef::Null | ValueRef::Blob(_) => Err(FromSqlError::InvalidType),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(n) => n.fmt(f),
            Self::Real(x) => x.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// An answer as it is written to the file.
///
/// # Errors
/// [`AnswerError`] for an empty text and for codes that could not be kept apart when read back.
pub(super) fn encode(item: &Item, answer: &Answer) -> Result<Cell, AnswerError> {
    let apart = |code: &Code| !code.as_str().is_empty() && !code.as_str().contains(',');
    match answer {
        Answer::Text(text) if text.is_empty() => Err(AnswerError::Empty {
            item: item.id.to_string(),
        }),
        Answer::Many(codes) if !codes.iter().all(apart) => Err(AnswerError::Kind {
            item: item.id.to_string(),
            given: format!("{:?}, a word that is empty or has a comma", answer.word()),
        }),
        Answer::Scale(n) => Ok(Cell::Integer(i64::from(*n))),
        Answer::Flag(yes) => Ok(Cell::Integer(i64::from(*yes))),
        Answer::Number(n) => Ok(Cell::Real(n.to_f64())),
        Answer::Choice(_) | Answer::Many(_) | Answer::Time(_) | Answer::Text(_) => {
            Ok(Cell::Text(answer.word()))
        }
    }
}

/// The answer a value stands for; `None` when the item cannot have it, which only happens in a
/// file that was changed by other means.
pub(crate) fn decode(item: &Item, value: ValueRef<'_>) -> Option<Answer> {
    let text = || value.as_str().ok();
    match &item.kind {
        ItemKind::Scale { .. } => value
            .as_i64()
            .ok()
            .and_then(|n| u8::try_from(n).ok())
            .filter(|n| *n <= 10)
            .map(Answer::Scale),
        ItemKind::Flag => match value {
            ValueRef::Integer(n @ 0..=1) => Some(Answer::Flag(n == 1)),
            _ => None,
        },
        ItemKind::Number { .. } => match value {
            ValueRef::Real(x) => Quantity::from_f64(x),
            ValueRef::Integer(n) => Quantity::from_f64(n as f64),
            _ => None,
        }
        .map(Answer::Number),
        ItemKind::Choice { .. } => text().map(|code| Answer::Choice(Code::new(code))),
        ItemKind::Many { .. } => text().map(|codes| {
            let codes = codes.split(',').filter(|code| !code.is_empty());
            Answer::Many(codes.map(Code::new).collect())
        }),
        ItemKind::Time => text().and_then(clock).map(Answer::Time),
        ItemKind::Text { .. } => text()
            .filter(|text| !text.is_empty())
            .map(|text| Answer::Text(text.to_owned())),
    }
}

/// A time of day as it stands in the file.
pub(crate) fn clock(text: &str) -> Option<chrono::NaiveTime> {
    chrono::NaiveTime::parse_from_str(text, "%H:%M").ok()
}
