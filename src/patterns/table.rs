//! The diary as columns: one row a day without gaps, whole numbers, ready to be turned and summed.

use chrono::{Days, NaiveDate};

use super::event::MAX_LAG;
use super::reader::Reader;
use crate::diary::{
    Answer, Catalogue, Code, DateRange, Diary, Entry, EntryKindId, Item, ItemId, Measure,
};

/// A day on which a scale was not answered.
pub(super) const GAP: i8 = -1;

/// The longest stretch without an entry that is kept row by row. Of a longer one only its edges
/// are, so that one mistyped year does not fill the memory.
const LONGEST_GAP: i64 = 100;

/// A scale and its score on each day.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub item: ItemId,
    /// The item in a sentence.
    pub phrase: String,
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
    pub fn happened(&self, entry: &Entry, catalogue: &Catalogue) -> bool {
        match self {
            Self::Kind(kind) => entry.kind == *kind,
            Self::Level(id, level) => catalogue
                .item(id.as_str())
                .zip(entry.answer(id))
                .is_some_and(|(item, answer)| holds(item, *level, answer)),
            Self::Word(item, word) => {
                matches!(entry.answer(item), Some(Answer::Many(words)) if words.contains(word))
            }
        }
    }

    /// Whether it is an answer to an item.
    pub fn is_of(&self, wanted: &ItemId) -> bool {
        matches!(self, Self::Level(item, _) | Self::Word(item, _) if item == wanted)
    }
}

/// The days of a diary as columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// The date of each row, consecutive but for gaps longer than [`LONGEST_GAP`].
    pub dates: Vec<NaiveDate>,
    /// Whether anything was noted.
    pub logged: Vec<bool>,
    /// Whether any bleeding was noted.
    pub bleeding: Vec<bool>,
    /// Every scale of the check-in that was answered at least once, in the order of the catalogue.
    pub outcomes: Vec<Outcome>,
    /// Every event that happened at least once, in the order of the catalogue.
    pub events: Vec<Event>,
}

impl Table {
    /// Reads the days of a range.
    pub fn of(diary: &Diary, catalogue: &Catalogue, range: DateRange) -> Self {
        if range.is_empty() {
            return Self::default();
        }
        let dates = rows(diary.range(range).map(|(date, _)| date));
        let mut reader = Reader::new(catalogue, dates.len());
        let mut row = 0;
        for (date, day) in diary.range(range) {
            // Every date of the diary has a row, and both are in order.
            while dates[row] < date {
                row += 1;
            }
            reader.day(row, day);
        }
        reader.finish(dates)
    }

    /// The row of a date, if it has one.
    pub fn row(&self, date: NaiveDate) -> Option<usize> {
        self.dates.binary_search(&date).ok()
    }

    /// The rows of a stretch of days; `None` unless every one of them has a row.
    pub fn stretch(&self, first: NaiveDate, last: NaiveDate) -> Option<std::ops::Range<usize>> {
        let (from, to) = (self.row(first)?, self.row(last)?);
        let whole = usize::try_from((last - first).num_days()).ok()? == to.checked_sub(from)?;
        whole.then_some(from..to + 1)
    }
}

/// The rows for the days that have entries: all days between, but for the middle of long gaps.
fn rows(days: impl Iterator<Item = NaiveDate>) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> = Vec::new();
    let edge = Days::new(MAX_LAG as u64);
    for date in days {
        if let Some(last) = dates.last().copied() {
            let gap = last.iter_days().skip(1).take_while(|day| *day < date);
            if (date - last).num_days() <= LONGEST_GAP {
                dates.extend(gap);
            } else {
                dates.extend(gap.take(MAX_LAG));
                let from = date.checked_sub_days(edge).unwrap_or(date);
                dates.extend(from.iter_days().take_while(|day| *day < date));
            }
        }
        dates.push(date);
    }
    dates
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

    fn date(day: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 1, 6).unwrap() + Days::new(day)
    }

    #[test]
    fn days_between_have_rows_but_not_those_of_long_gaps() {
        let offsets = |days: &[u64]| -> Vec<i64> {
            let rows = rows(days.iter().map(|day| date(*day)));
            rows.iter().map(|row| (*row - date(0)).num_days()).collect()
        };
        assert_eq!(offsets(&[]), [0_i64; 0]);
        assert_eq!(offsets(&[0, 1, 4]), [0, 1, 2, 3, 4]);
        // No day within reach of a lag is another than it says.
        assert_eq!(
            offsets(&[0, 500_000]),
            [0, 1, 2, 3, 499_997, 499_998, 499_999, 500_000]
        );
        assert_eq!(offsets(&[0, 100]).len(), 101);
    }

    #[test]
    fn a_stretch_has_every_day_or_is_none() {
        let table = Table {
            dates: rows([0, 1, 5, 300, 301].into_iter().map(date)),
            ..Table::default()
        };
        assert_eq!(table.stretch(date(1), date(4)), Some(1..5));
        assert_eq!(table.stretch(date(5), date(300)), None);
        assert_eq!(table.stretch(date(4), date(1)), None);
        assert_eq!(table.stretch(date(200), date(300)), None);
    }

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
