//! The columns of the table: scales with their scores, events with the days they happened.

use crate::diary::{Answer, Catalogue, Code, Entry, EntryKindId, Item, ItemId, Measure, WorseEnd};

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
    /// What in an entry says that it happened.
    pub origin: Origin,
    /// What it lies in with others: the kind of the timed entry, or the item of an ordered choice.
    pub kin: String,
    /// Whether that is a timed entry, not the check-in.
    pub timed: bool,
    pub days: Vec<Status>,
}

/// What in an entry says that an event happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// The entry itself.
    Kind(EntryKindId),
    /// The option at a place, or "yes" (place 0), as the answer to an item.
    Level(ItemId, usize),
    /// A word of the person's own as one of the answers to an item.
    Word(ItemId, Code),
}

impl Origin {
    /// Whether an entry says so.
    pub(super) fn happened(&self, entry: &Entry, catalogue: &Catalogue) -> bool {
        match self {
            Self::Kind(kind) => entry.kind == *kind,
            Self::Level(id, level) => catalogue
                .item(id.as_str())
                .and_then(|item| Some((item, item.said_in(entry)?)))
                .is_some_and(|(item, answer)| holds(item, *level, answer)),
            Self::Word(item, word) => {
                matches!(entry.answer(item), Some(Answer::Many(words)) if words.contains(word))
            }
        }
    }

    /// Whether it is an answer to an item.
    pub(super) fn is_of(&self, wanted: &ItemId) -> bool {
        matches!(self, Self::Level(item, _) | Self::Word(item, _) if item == wanted)
    }
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
