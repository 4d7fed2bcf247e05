//! Why a file, or something in it, cannot be taken in.

use super::Left;
use crate::diary::{AnswerError, EntryKindId};

/// Why something in a file has no place in the diary.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Misfit {
    /// Bytes that are no text.
    #[error("the line is not text in UTF-8")]
    NotText,
    /// A line of a table with more or fewer cells than its columns.
    #[error(
        "the line has {cells} cells, the first line names {columns}; is a quotation mark not \
         closed, or the line cut off?"
    )]
    Cells {
        /// Cells of the line.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// A line without a date.
    #[error("the line has no date")]
    NoDate,
    /// Not a date, or one no diary speaks of.
    #[error("\"{0}\" is no date such as 2025-01-31")]
    Date(String),
    /// Not a day of the years a diary has.
    #[error("the diary has the years 1 to 9999")]
    Years,
    /// A day after that of the import.
    #[error("its day is yet to come")]
    ToCome,
    /// Not a time of day.
    #[error("its time is not of the form 22:10")]
    Time,
    /// Neither true nor false.
    #[error("\"{0}\" is neither true nor false")]
    Truth(String),
    /// Not one of drip's levels of desire.
    #[error("\"{0}\" is not 0, 1 or 2")]
    Level(String),
    /// Nothing that drip writes into a column.
    #[error("\"{cell}\" is no value drip gives to {column}")]
    Cell {
        /// What stands there.
        cell: String,
        /// The column.
        column: String,
    },
    /// An item that does not exist.
    #[error("there is no such item")]
    NoItem,
    /// A kind of entry that does not exist.
    #[error("there is no such kind of entry")]
    NoKind,
    /// A timed entry without its lasting name.
    #[error("it has no uid to know it again by")]
    NoUid,
    /// An entry of another kind has its lasting name.
    #[error("there is a {0} entry of the same uid, which stays")]
    UidTaken(EntryKindId),
    /// An item that entries of a kind do not have.
    #[error("it does not belong in a {0} entry")]
    WrongKind(EntryKindId),
    /// An answer of a day with several entries it could be of.
    #[error("the day has {0} entries, and the table does not tell which of them it is of")]
    Several(EntryKindId),
    /// An own item of another kind has its name.
    #[error("the diary has another item of that name, which stays")]
    ItemTaken,
    /// An item the diary changes in another way.
    #[error("the item is changed otherwise here, which stays")]
    ChangedHere,
    /// An option whose code holds what could steer a terminal.
    #[error("the code of one of its options holds characters that are not to be seen")]
    Code,
    /// A profile, where the diary has one.
    #[error("this diary has its own, which stays")]
    OwnProfile,
    /// A file that is none of a journal, or whose beginning is cut off.
    #[error("it is no page of a journal, or is cut off")]
    NoPage,
    /// An answer the item cannot have.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// What the reader of JSON or the catalogue says of it.
    #[error("{0}")]
    Said(String),
}

impl Misfit {
    /// The same, without a word of the person's.
    pub(super) fn left(&self) -> Left {
        match self {
            Self::Cells { .. } => Left::Cells,
            Self::NoDate | Self::Date(_) | Self::Years => Left::Date,
            Self::ToCome => Left::ToCome,
            Self::NoPage => Left::Unknown,
            Self::NoItem | Self::NoKind => Left::NoItem,
            Self::WrongKind(_) | Self::Several(_) | Self::NoUid => Left::NoAnswer,
            Self::UidTaken(_) | Self::ItemTaken | Self::ChangedHere | Self::OwnProfile => {
                Left::Outweighed
            }
            Self::NotText
            | Self::Time
            | Self::Truth(_)
            | Self::Level(_)
            | Self::Cell { .. }
            | Self::Code
            | Self::Answer(_)
            | Self::Said(_) => Left::Value,
        }
    }
}

/// Why a file is not one of its format.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Mismatch {
    /// A table without dates.
    #[error("its first line names no column \"date\"")]
    NoDateColumn,
    /// A file without its end, up to a line from 1.
    #[error("it is cut off after line {0}")]
    CutOff(u64),
    /// A file that ends within something, in a line from 1.
    #[error("it is cut off in line {0}")]
    Ends(u64),
    /// Dates that fit both orders, or neither.
    #[error("its dates can be read with the day or the month first, and none of them tells which")]
    DateOrder,
    /// A column of numbers that fit both signs.
    #[error(
        "the numbers of \"{0}\" can be read with a comma or a point before the decimals, and none of them tells which"
    )]
    DecimalSign(String),
    /// A table without the columns by which its rules know it.
    #[error("none of its first lines names all of these columns: {0}")]
    NoHeader(String),
    /// A table of something else.
    #[error("its first line names none of drip's columns")]
    NoColumn,
    /// A table with a column twice.
    #[error("its first line names the column \"{0}\" twice")]
    ColumnTwice(String),
    /// Bytes that are no text, in a line from 1.
    #[error("line {0} is not UTF-8 text")]
    NotText(usize),
    /// Another format.
    #[error("its format is \"{0}\"")]
    Format(String),
    /// A later version.
    #[error("it has version {found} and this program reads up to {known}; update twinge")]
    Version {
        /// The version of the file.
        found: u64,
        /// The latest this program reads.
        known: u64,
    },
    /// A database of something else.
    #[error("it is a database that has none of its tables")]
    NoTable,
    /// A database that cannot be read, and what SQLite says of it.
    #[error("its database is damaged: {0}")]
    Database(String),
    /// More than can be held in memory, in MiB.
    #[error("it has more than {0} MiB, which is more than can be held in memory")]
    TooLong(u64),
    /// What the reader of JSON or the catalogue says of it.
    #[error("{0}")]
    Said(String),
}

impl From<serde_json::Error> for Mismatch {
    fn from(error: serde_json::Error) -> Self {
        match error.is_eof() {
            true => Self::Ends(error.line() as u64),
            false => Self::Said(error.to_string()),
        }
    }
}
