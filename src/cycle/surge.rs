//! The surges of luteinising hormone that ovulation tests show. A body may start more than one before
//! it ovulates.

use chrono::NaiveDate;

use super::observation::{DaySigns, Test};
use crate::diary::DateRange;
use crate::diary::calendar::days_between;

/// Positive tests so many days apart belong to two surges, without a negative one between, too. The
/// project's own figure.
const PARTED: i64 = 5;
/// So many positive tests in one surge are unusual. The project's own figure: a surge mostly lasts one
/// to three days.
const LONG: u32 = 5;
/// Positive tests over more days than this show no surge, but hormones that stay high, as with PCOS.
/// The project's own figure.
const ENDLESS: usize = 10;

/// Why positive tests tell nothing of ovulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// They began so soon in the cycle that no ovulation can have followed.
    Early,
    /// They went on for longer than any surge lasts.
    Endless,
}

/// Positive tests that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Surge {
    /// From the first positive test to the last.
    pub days: DateRange,
    /// How many there were.
    positive: u32,
}

impl Surge {
    /// Whether it lasted unusually long.
    pub(super) fn is_long(&self) -> bool {
        self.positive >= LONG
    }

    /// Why it tells nothing, where no ovulation is expected before a day; `None` when it tells.
    pub(super) fn untold(&self, earliest: NaiveDate) -> Option<Untold> {
        if days_between(self.days.first, earliest) > 1 {
            Some(Untold::Early)
        } else {
            (self.days.len() > ENDLESS).then_some(Untold::Endless)
        }
    }
}

/// The surges of a cycle in order: runs of positive tests, parted by a negative one or by days.
pub(super) fn surges(days: &[DaySigns]) -> Vec<Surge> {
    let mut found: Vec<Surge> = Vec::new();
    let mut parted = true;
    for day in days {
        match (day.lh, found.last_mut()) {
            (Some(Test::Positive), Some(surge))
                if !parted && days_between(surge.days.last, day.date) < PARTED =>
            {
                surge.days.last = day.date;
                surge.positive += 1;
            }
            (Some(Test::Positive), _) => {
                parted = false;
                found.push(Surge {
                    days: DateRange::day(day.date),
                    positive: 1,
                });
            }
            (Some(Test::Negative), _) => parted = true,
            (Some(Test::Unclear) | None, _) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diary::calendar::shift;

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
    }

    /// `+` positive, `-` negative, `?` unclear, `.` no test.
    fn tested(letters: &str) -> Vec<Surge> {
        let days: Vec<DaySigns> = (0..)
            .zip(letters.chars())
            .map(|(n, letter)| DaySigns {
                lh: match letter {
                    '+' => Some(Test::Positive),
                    '-' => Some(Test::Negative),
                    '?' => Some(Test::Unclear),
                    _ => None,
                },
                ..DaySigns::empty(shift(first(), n))
            })
            .collect();
        surges(&days)
    }

    #[test]
    fn surges_are_parted_by_a_negative_test_or_by_days() {
        for (letters, expected) in [
            ("", &[][..]),
            ("--?-", &[]),
            ("-+-", &[(1, 1, false)]),
            ("-++?+-", &[(1, 4, false)]),
            ("+-+", &[(0, 0, false), (2, 2, false)]),
            ("+...+", &[(0, 4, false)]),
            ("+....+", &[(0, 0, false), (5, 5, false)]),
            ("++++", &[(0, 3, false)]),
            ("+++++", &[(0, 4, true)]),
            ("++++++++++", &[(0, 9, true)]),
            ("++-+++", &[(0, 1, false), (3, 5, false)]),
        ] {
            let found = tested(letters);
            let place = |date| days_between(first(), date);
            let told = found.iter().map(|surge| {
                let DateRange { first, last } = surge.days;
                (place(first), place(last), surge.is_long())
            });
            assert_eq!(told.collect::<Vec<_>>(), expected, "{letters}");
        }
    }

    #[test]
    fn a_surge_of_the_first_days_or_without_an_end_tells_nothing() {
        for (letters, told) in [
            ("+", &[false][..]),
            ("...+-", &[false]),
            ("....+-", &[true]),
            ("...++-", &[false]),
            ("+....+-", &[false, true]),
            ("+-.........++-", &[false, true]),
            ("......++++++++++", &[true]),
            ("......+++++++++++", &[false]),
            ("......+..+..+..+.+", &[false]),
            ("++++++++++++++++++++++", &[false]),
        ] {
            let found = tested(letters);
            let earliest = shift(first(), 5);
            let found = found.iter().map(|surge| surge.untold(earliest).is_none());
            let found: Vec<bool> = found.collect();
            assert_eq!(found, told, "{letters}");
        }
    }

    proptest! {
        /// Every positive test lies in one surge, and no negative one does.
        #[test]
        fn every_positive_test_has_its_surge(letters in "[-+?.]{0,40}") {
            let found = tested(&letters);
            for (n, letter) in (0..).zip(letters.chars()) {
                let date = shift(first(), n);
                let holding = found.iter().filter(|surge| surge.days.contains(date)).count();
                match letter {
                    '+' => prop_assert_eq!(holding, 1),
                    '-' => prop_assert_eq!(holding, 0),
                    _ => {}
                }
            }
            prop_assert!(found.windows(2).all(|two| two[0].days.last < two[1].days.first));
        }
    }
}
