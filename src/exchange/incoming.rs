//! What a reader of a foreign file hands on, one piece at a time.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;

use chrono::{NaiveDate, NaiveTime};
use smol_str::SmolStr;

use super::{Census, Misfit, Mismatch};
use crate::diary::{Answer, Answers, Edit, EntryKindId, Imported, ItemId, Uid};

/// Where the answers of a file belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The check-in of a date.
    Day(NaiveDate),
    /// Something that happened at a time.
    Timed {
        /// The date it belongs to.
        date: NaiveDate,
        /// When it was; `None` when the file does not say.
        time: Option<NaiveTime>,
        /// The kind of entry; not the check-in.
        kind: EntryKindId,
        /// The name by which it is known again when the file is read once more. Made from what
        /// the file itself holds to tell it apart: `drip:2025-01-18:sex`.
        uid: Uid,
    },
}

impl Place {
    /// The date.
    pub fn date(&self) -> NaiveDate {
        match self {
            Self::Day(date) | Self::Timed { date, .. } => *date,
        }
    }
}

/// Where an entry of a file was first written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origin {
    /// In this file.
    #[default]
    File,
    /// Where the file says.
    Told {
        /// The format the entry once came from; none: it was made in the diary.
        source: Option<SmolStr>,
        /// Where answers of a check-in came from; the others were given in the diary.
        imported: Vec<Imported>,
    },
}

impl Origin {
    /// The diary itself, as far as the file says.
    pub fn diary() -> Self {
        Self::Told {
            source: None,
            imported: Vec::new(),
        }
    }
}

/// Answers found in a file, each one that its item can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The line they stand in, from 1.
    pub line: u64,
    /// Where they belong.
    pub place: Place,
    /// The answers.
    pub answers: Answers,
    /// Other answers the file would have told in the same words: it says "severe" or ticks a box,
    /// the diary has a score. An answer in the diary that is among them agrees with the file.
    pub alike: BTreeMap<ItemId, Vec<Answer>>,
    /// Where they were first written down.
    pub origin: Origin,
}

impl Incoming {
    /// Answers that mean exactly what they say.
    pub fn exact(line: u64, place: Place, answers: Answers) -> Self {
        Self {
            line,
            place,
            answers,
            alike: BTreeMap::new(),
            origin: Origin::File,
        }
    }

    /// Whether an answer of the diary says what the file says of an item. A list that holds all
    /// that the file lists does.
    pub fn agrees(&self, item: &ItemId, given: &Answer) -> bool {
        let offered = self.answers.get(item).into_iter();
        let alike = self.alike.get(item).into_iter().flatten();
        offered.chain(alike).any(|offered| says(given, offered))
    }
}

fn says(given: &Answer, offered: &Answer) -> bool {
    match (given, offered) {
        (Answer::Many(given), Answer::Many(offered)) if !offered.is_empty() => {
            offered.is_subset(given)
        }
        _ => given == offered,
    }
}

/// Something in a file that has no place in the diary.
#[derive(Debug, Clone, PartialEq)]
pub struct Dropped {
    /// The line it stands in, from 1; 0 where there is none to be looked up.
    pub line: u64,
    /// What the file calls it, without a word of the person's.
    pub key: SmolStr,
    /// What it is, word for word as the file has it.
    pub what: String,
    /// Why it is left out.
    pub why: Misfit,
}

/// One thing found in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Something for the diary.
    Entry(Incoming),
    /// Something the diary cannot hold.
    Dropped(Dropped),
}

/// Who is handed what a reader finds in a file, and may have enough.
pub trait Taker {
    /// An edit that concerns no answer, such as an own item the file brings; made before the rest.
    /// Whether the diary has it already is for the reader to know.
    fn also(&mut self, edit: Edit) -> ControlFlow<()>;

    /// The next piece of the file.
    fn take(&mut self, piece: Piece) -> ControlFlow<()>;

    /// What became of all the facts of the file, at its end, where it is read by facts.
    fn census(&mut self, census: Census);
}

/// Bytes that can be gone through twice.
pub trait Source: Read + Seek {}

impl<S: Read + Seek> Source for S {}

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes did not come.
    #[error("the file cannot be read to its end: {0}; nothing was imported")]
    Io(#[from] io::Error),
    /// It is another kind of file.
    #[error("this is not a file of {format}: {reason}; nothing was imported")]
    Form {
        /// The format it was taken for.
        format: SmolStr,
        /// What is missing or different.
        reason: Mismatch,
    },
}
