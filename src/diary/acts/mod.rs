//! What a person can do to a diary, and the rules of it.
//!
//! Both faces ask here, so that both allow and do the same: the day, the catalogue, the profile
//! and today's date come in, an [`Act`](super::Act) or a [`Refusal`] goes out. `None` in place of
//! an act says that nothing would change.

pub mod answering;
pub mod asking;
pub mod cycles;
pub mod day_before;
mod draft;
pub mod entries;
pub mod follow_up;
pub mod items;
pub mod last_time;
pub mod profile;

use chrono::{NaiveDate, NaiveTime};

use super::id::{EntryKindId, ItemId};
use super::quantity::Quantity;

pub use draft::{Draft, Kept, Line, MOST_DAYS};

/// Why something cannot be done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// A day to come.
    #[error("{0} hasn't come yet; the diary is for days that have")]
    Future(NaiveDate),
    /// More days at once than anybody means.
    #[error("{days} days at once are more than are meant: {most} at most")]
    TooManyDays {
        /// How many.
        days: usize,
        /// How many there may be.
        most: usize,
    },
    /// Something that happened at a time, told of several days.
    #[error("only answers of the day can be given for several days at once")]
    OneDay,
    /// A name that is empty or has neither letters nor digits.
    #[error("\"{0}\" is not a name: an item needs a name with letters or digits in it")]
    Name(String),
    /// A name whose id another item has.
    #[error("there is an item {0} already: choose another name")]
    Taken(ItemId),
    /// An option without letters and digits, or one that is there twice.
    #[error("\"{0}\" cannot be an option of its own")]
    Option(String),
    /// Fewer than two options to choose from.
    #[error("a choice needs two options or more")]
    TooFewOptions,
    /// A range without a number in it.
    #[error("from {min} to {max} in steps of {step} there is no number to choose")]
    Range {
        /// The smallest number.
        min: Quantity,
        /// The largest number.
        max: Quantity,
        /// From one number to the next.
        step: Quantity,
    },
    /// A place beside an item of another section.
    #[error("{0} is in another section")]
    OtherSection(ItemId),
    /// A time that nothing was given for.
    #[error(
        "a time belongs to something that happened at one: a temperature, intimacy, relief, an \
         episode or exertion"
    )]
    TimeOfNothing,
    /// No entry of that time.
    #[error("there is no {kind} at {} on {date}", at.format("%H:%M"))]
    NoneAt {
        /// The kind of entry.
        kind: EntryKindId,
        /// Its time.
        at: NaiveTime,
        /// Its date.
        date: NaiveDate,
    },
    /// No entry to take an answer back from.
    #[error("there is no {kind} on {date} to take an answer from")]
    NoneToTakeFrom {
        /// The kind of entry.
        kind: EntryKindId,
        /// Its date.
        date: NaiveDate,
    },
    /// No entry that answers known only afterwards could complete.
    #[error(
        "there is no {kind} on {date}{} that this could complete",
        if *days == 0 { String::new() } else { format!(" or in the {days} days before") }
    )]
    NoneToComplete {
        /// The kind of entry.
        kind: EntryKindId,
        /// The last date it could have.
        date: NaiveDate,
        /// How many days before it is looked for.
        days: u64,
    },
}

/// Refuses days to come: nobody knows yet what was.
///
/// # Errors
/// [`Refusal::Future`].
pub fn has_been(date: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if date > today {
        return Err(Refusal::Future(date));
    }
    Ok(())
}

#[cfg(test)]
mod testing {
    use super::super::{Answer, Catalogue, Entry, EntryId, EntryKindId, Item};
    use super::*;

    pub(super) fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    pub(super) fn item(id: &str) -> &'static Item {
        Catalogue::built_in().item(id).unwrap()
    }

    pub(super) fn entry(date: NaiveDate, n: i64, kind: &str, answers: &[(&str, Answer)]) -> Entry {
        let answers = answers.iter().map(|(id, a)| ((*id).into(), a.clone()));
        Entry {
            id: EntryId::new(date, n).unwrap(),
            uid: format!("{date}#{n}").into(),
            time: NaiveTime::from_hms_opt(22, 10, 0).filter(|_| n > 0),
            kind: EntryKindId::new(kind),
            source: None,
            answers: answers.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::day;
    use super::*;

    #[test]
    fn today_has_been_and_tomorrow_has_not() {
        assert_eq!(has_been(day(17), day(17)), Ok(()));
        assert_eq!(has_been(day(18), day(17)), Err(Refusal::Future(day(18))));
    }
}
