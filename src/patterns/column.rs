//! The columns of the table: scales with their scores, events with the days they happened.

use crate::diary::{Answer, Item, ItemId, Measure, WorseEnd};

/// The last of the days after an event that are asked about.
pub const MAX_LAG: usize = 3;

/// A day on which a scale was not answered.
pub(super) const GAP: i8 = -1;

/// A scale and its score on each day.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub item: ItemId,
    /// Which end of it is the worse one, where one is.
    pub worse: Option<WorseEnd>,
    /// 0 to 10, or [`GAP`]; of several answers on a day the highest.
    pub scores: Vec<i8>,
}

/// Whether an event happened on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Status {
    /// Not answered.
    #[default]
    Unknown,
    No,
    Yes,
}

/// Something that happens on some days and not on others.
#[derive(Debug, Clone)]
pub(super) struct Event {
    /// Its name in files: `orgasm`, `lifting:heavy`, `exertion`, `tags:travel`.
    pub id: String,
    /// The event in a sentence.
    pub phrase: String,
    /// The item it is an answer to; none where it is the entry itself.
    pub item: Option<ItemId>,
    /// What it lies in with others: the kind of the timed entry, or the item of an ordered choice.
    pub kin: String,
    /// Whether that is a timed entry, not the check-in.
    pub timed: bool,
    pub days: Vec<Status>,
    /// The answers about the pain since, of the entries in which it happened.
    pub since: Vec<PainSince>,
}

impl Event {
    /// Takes in that it happened on the day of a row, and what its entry answers about the pain since.
    pub(super) fn happened(&mut self, row: usize, since: Option<PainSince>) {
        self.days[row] = Status::Yes;
        self.since.extend(since.filter(|_| self.timed));
    }
}

/// What a timed entry answers about the pain since.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PainSince {
    /// The worst, 0 to 10.
    pub worst: u8,
    /// When it began, in hours after.
    pub began: Option<f64>,
    /// How long it lasted, in hours.
    pub lasted: Option<f64>,
}

/// Whether an answer says that an option, or "yes", was the case. An ordered option was when a
/// higher one was.
pub(super) fn holds(item: &Item, level: usize, answer: &Answer) -> bool {
    let options = item.options();
    match answer {
        Answer::Flag(yes) => *yes,
        Answer::Choice(code) if item.kind.measure() == Measure::Level => {
            options[level..].iter().any(|option| option.code == *code)
        }
        Answer::Choice(code) => options[level].code == *code,
        Answer::Many(codes) => codes.contains(&options[level].code),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Catalogue, Code};

    #[test]
    fn ordered_options_hold_from_their_level_on() {
        let item = Catalogue::built_in().item("exercise").unwrap();
        let held = |code: &str| -> Vec<bool> {
            let answer = Answer::Choice(Code::new(code));
            (1..4).map(|level| holds(item, level, &answer)).collect()
        };
        assert_eq!(held("none"), [false, false, false]);
        assert_eq!(held("moderate"), [true, true, false]);
        assert_eq!(held("unheard-of"), [false, false, false]);
    }
}
