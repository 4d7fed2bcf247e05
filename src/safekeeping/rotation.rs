//! The copies that are made of themselves: one a day the diary is used, fewer the older they are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::backup::{backup, backup_folder, backups};
use super::remains::encrypt_remains;
use crate::repository::raw::{CONVERTING, Result, private_folder};
use crate::repository::{Repository, RepositoryError};

/// How many copies are kept; none of a kind with 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Of the latest days with a copy.
    pub daily: u16,
    /// Of the latest weeks with a copy, the last each.
    pub weekly: u16,
    /// Of the latest months with a copy, the last each.
    pub monthly: u16,
}

impl Retention {
    /// Whether any is kept at all.
    pub fn any(self) -> bool {
        self.daily > 0 || self.weekly > 0 || self.monthly > 0
    }

    /// The dates whose copies stay.
    fn of(self, dates: &BTreeSet<NaiveDate>) -> BTreeSet<NaiveDate> {
        let latest = |most: u16, period: fn(NaiveDate) -> (i32, u32)| {
            let mut seen = BTreeSet::new();
            let last_of_each = dates
                .iter()
                .rev()
                .filter(move |date| seen.insert(period(**date)));
            last_of_each.take(most.into()).copied().collect::<Vec<_>>()
        };
        let mut stay =
            BTreeSet::from_iter(latest(self.daily, |date| (date.year(), date.ordinal())));
        stay.extend(latest(self.weekly, |date| {
            (date.iso_week().year(), date.iso_week().week())
        }));
        stay.extend(latest(self.monthly, |date| (date.year(), date.month())));
        stay
    }
}

/// Makes today's copy among those that are made of themselves, in a folder beside the diary, unless
/// there is one, and removes those no longer kept. Says whether it made one.
///
/// # Errors
/// As [`backup`](super::backup).
pub fn keep_backup(diary: &Repository, today: NaiveDate, retention: Retention) -> Result<bool> {
    // What is left of them is told of whenever the diary is opened to write.
    let _ = encrypt_remains(diary);
    let folder = backup_folder(diary.path());
    keep_in(&folder, diary, today, retention, || backups(diary.path()))
}

/// Makes today's copy in a folder, unless there is one, and removes those of its copies that are no
/// longer kept.
pub(super) fn keep_in(
    folder: &Path,
    diary: &Repository,
    today: NaiveDate,
    retention: Retention,
    copies: impl FnOnce() -> Result<Vec<(NaiveDate, PathBuf)>>,
) -> Result<bool> {
    let copy = folder.join(format!("{today}.db"));
    if !retention.any() || copy.exists() {
        return Ok(false);
    }
    private_folder(folder).map_err(|e| RepositoryError::io(folder, e))?;
    clear(folder);
    backup(diary, &copy)?;
    let there = copies()?;
    // What was made by a clock that was ahead takes no other's place, nor do others take its: which
    // clock was right is not known here.
    let dates: BTreeSet<NaiveDate> = there.iter().map(|(date, _)| *date).collect();
    let (been, to_come) = dates.into_iter().partition(|date| *date <= today);
    let mut stay: BTreeSet<NaiveDate> = retention.of(&been);
    stay.extend(retention.of(&to_come));
    // Also with a clock that was set back.
    stay.insert(today);
    for (_, file) in there.iter().filter(|(date, _)| !stay.contains(date)) {
        // One that cannot be removed today can be tomorrow.
        let _ = std::fs::remove_file(file);
    }
    Ok(true)
}

/// Removes what was left half made.
fn clear(folder: &Path) {
    let unfinished = |file: &std::fs::DirEntry| {
        let name = file.file_name();
        let name = name.to_string_lossy();
        name.ends_with(".partial") || name.ends_with(CONVERTING)
    };
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for file in files.filter(unfinished) {
        let _ = std::fs::remove_file(file.path());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;

    const USUAL: Retention = Retention {
        daily: 7,
        weekly: 4,
        monthly: 12,
    };

    #[test]
    fn two_years_of_days_leave_days_weeks_and_months() {
        let first = NaiveDate::from_ymd_opt(2024, 3, 18).unwrap();
        let mut there = BTreeSet::new();
        for day in (0..730).map(|day| first + Days::new(day)) {
            there.insert(day);
            there = USUAL.of(&there);
        }
        let dates: Vec<String> = there.iter().map(ToString::to_string).collect();
        assert_eq!(
            dates,
            [
                // Months, the last day of each
                "2025-04-30",
                "2025-05-31",
                "2025-06-30",
                "2025-07-31",
                "2025-08-31",
                "2025-09-30",
                "2025-10-31",
                "2025-11-30",
                "2025-12-31",
                "2026-01-31",
                // Weeks, the Sundays, and February
                "2026-02-28",
                "2026-03-01",
                "2026-03-08",
                // Days
                "2026-03-11",
                "2026-03-12",
                "2026-03-13",
                "2026-03-14",
                "2026-03-15",
                "2026-03-16",
                "2026-03-17",
            ]
        );
    }

    #[test]
    fn a_diary_that_is_seldom_used_keeps_its_old_copies() {
        let dates: BTreeSet<NaiveDate> = (2010..2020)
            .map(|year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap())
            .collect();
        assert_eq!(USUAL.of(&dates), dates);
        let none = Retention {
            daily: 0,
            weekly: 0,
            monthly: 0,
        };
        assert!(none.of(&dates).is_empty() && !none.any());
        let one = Retention { daily: 1, ..none };
        assert_eq!(
            one.of(&dates),
            BTreeSet::from([NaiveDate::from_ymd_opt(2019, 1, 1).unwrap()])
        );
    }
}
