//! What can be wrong with what a file holds.

use crate::diary::{AnswerError, EntryId};

/// Something that is not as it was written, or means nothing. An entry whose number is none is named by
/// its digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// What SQLite says of it.
    #[error("{0}")]
    Sqlite(String),
    /// Pages that hold something else now.
    #[error("part of it is not what was written")]
    NotAsWritten,
    /// A file of which nothing is left.
    #[error("nothing of it can be read")]
    Unreadable,
    /// Rows behind one that could not be read, and what SQLite says.
    #[error("not all rows can be read: {0}")]
    Rows(String),
    /// A row that belongs to none.
    #[error("a row of {table} belongs to a row of {missing} that is not there")]
    Reference {
        /// Its table.
        table: String,
        /// The table of the row it names.
        missing: String,
    },
    /// A table of a copy that differs from its original.
    #[error("its table {0} is another")]
    OtherTable(String),
    /// An entry whose number holds no date.
    #[error("entry {0} has no date")]
    NoDate(i64),
    /// An entry with a time that is none.
    #[error("entry {entry} has the time \"{time}\", which is none")]
    NoTime {
        /// The entry.
        entry: EntryId,
        /// What stands there.
        time: String,
    },
    /// A timed entry without a lasting name, or a check-in with one.
    #[error("entry {0} does not have the lasting name it should")]
    Uid(EntryId),
    /// An entry that is not as the log of acts has it.
    #[error("entry {0} is not as the last act left it")]
    NotAsDone(EntryId),
    /// A setting that is not as the log of acts has it.
    #[error("the setting {0} is not as the last act left it")]
    SettingNotAsDone(String),
    /// An answer, an entry or a setting that is told other computers otherwise.
    #[error("{0} is not as other computers are told")]
    NotAsShared(String),
    /// An entry of an unknown kind.
    #[error("entry {entry} is of a kind this twinge does not know: {kind}")]
    UnknownKind {
        /// The entry.
        entry: EntryId,
        /// Its kind.
        kind: String,
    },
    /// A check-in without answers.
    #[error("the check-in {0} is empty")]
    EmptyCheckIn(EntryId),
    /// An answer to an unknown item.
    #[error("{entry} answers \"{item}\", which this twinge does not know")]
    UnknownItem {
        /// The entry.
        entry: String,
        /// The item.
        item: String,
    },
    /// A value that is no answer to its item.
    #[error("{entry} answers {item} with \"{value}\", which it cannot be")]
    NoAnswer {
        /// The entry.
        entry: String,
        /// The item.
        item: String,
        /// The value.
        value: String,
    },
    /// An answer that its item cannot have.
    #[error("{entry}: {why}")]
    Answer {
        /// The entry.
        entry: String,
        /// What is wrong with it.
        why: AnswerError,
    },
    /// An answer in a kind of entry that does not have the item.
    #[error("{entry} answers {item}, which does not belong in a {kind} entry")]
    WrongKind {
        /// The entry.
        entry: String,
        /// The item.
        item: String,
        /// The kind of the entry.
        kind: String,
    },
    /// A setting that means nothing.
    #[error("the setting {0} cannot be read")]
    Setting(String),
    /// An operation of the log without its changes.
    #[error("operation {0} cannot be undone: its changes cannot be read")]
    Operation(i64),
    /// An operation of the log without its time.
    #[error("the time of operation {0} cannot be read")]
    OperationTime(i64),
    /// A row that stands where it cannot.
    #[error("rows are out of order")]
    Order,
}

impl Problem {
    /// Whether it shows that the file is not as it was written. The others can also stand in a sound
    /// file that another version wrote.
    pub fn is_damage(&self) -> bool {
        !matches!(
            self,
            Self::UnknownKind { .. }
                | Self::UnknownItem { .. }
                | Self::NoAnswer { .. }
                | Self::Answer { .. }
                | Self::WrongKind { .. }
                | Self::Setting(_)
                | Self::NotAsShared(_)
        )
    }
}
