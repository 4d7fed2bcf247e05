//! What became of the facts of a file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What became of the facts of a file: all that were read are answered, left out or counted. It has
/// the program's own names of things, and nothing a person wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    /// How many facts there were.
    pub read: u64,
    /// How many of them gave an answer.
    pub answered: u64,
    /// What was left out, by what it is and why.
    pub left_out: BTreeMap<(String, Left), LeftOver>,
    /// What was only counted: it is not for a diary.
    pub counted: BTreeMap<String, u64>,
    /// What was decided of the file as a whole.
    pub remarks: BTreeSet<Remark>,
}

/// Facts of one kind that were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOver {
    /// How many.
    pub count: u64,
    /// The line of the first, from 1.
    pub line: u64,
}

impl Census {
    pub(in crate::exchange) fn leave(&mut self, key: &str, why: Left, line: u64) {
        let over = self.left_out.entry((key.to_owned(), why));
        over.or_insert(LeftOver { count: 0, line }).count += 1;
    }

    /// Takes in what became of more of the file.
    pub(in crate::exchange) fn go_on(&mut self, next: Self) {
        self.read += next.read;
        self.answered += next.answered;
        for (of, more) in next.left_out {
            let LeftOver { count, line } = more;
            let over = self.left_out.entry(of);
            over.or_insert(LeftOver { count: 0, line }).count += count;
        }
        for (key, count) in next.counted {
            *self.counted.entry(key).or_default() += count;
        }
        self.remarks.extend(next.remarks);
    }

    /// How many facts were left out.
    pub fn all_left_out(&self) -> u64 {
        self.left_out.values().map(|over| over.count).sum()
    }

    /// How many were only counted.
    pub fn all_counted(&self) -> u64 {
        self.counted.values().sum()
    }
}

/// Why a fact is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Left {
    /// It is not known.
    Unknown,
    /// It has no date, or none that can be read.
    Date,
    /// Its day is yet to come.
    ToCome,
    /// Another value of the day counts.
    Outweighed,
    /// The diary has no answer that says so.
    NoAnswer,
    /// The diary has no item for it.
    NoItem,
    /// It is a conclusion of the program.
    Conclusion,
    /// Its value is none the item can have.
    Value,
    /// It has a name that the person gave, which says no more to the program.
    OwnName,
    /// Its row has more or fewer cells than there are columns.
    Cells,
    /// It ends before it begins, or is too long.
    Span,
    /// It is not of the form that its like have.
    Form,
}

/// What was decided of a file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// The days of a period are counted from 0.
    DaysFromZero,
    /// The days of a period are counted from 1, as the file shows.
    DaysFromOne,
    /// The days of a period are taken to be counted from 1: the file does not show.
    DaysTakenFromOne,
    /// It is cut off after a line, from 1; what stood behind is missing.
    CutOff(u64),
}
