//! What an import brings, in words for both faces.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::{DateTime, Local};

use super::{dates, errors, screens};
use crate::diary::parse;
use crate::exchange::door::Remark;
use crate::exchange::{Census, Named, Unread};
use crate::repository::RepositoryError;

packed!("import");

/// What a file is that is known and not taken in, and what to do.
pub fn no_format(named: Named) -> (&'static str, &'static str) {
    match named {
        Named::Diary => (packed_diary(), packed_diary_hint()),
        Named::Study => (study_table(), study_table_hint()),
        Named::FloText => (flo_text(), flo_text_hint()),
        Named::DaylioBackup => (daylio_backup(), daylio_backup_hint()),
        Named::Realm => (realm(), realm_hint()),
        Named::Bundle => (bundle(), bundle_hint()),
        Named::Calendar => (calendar(), calendar_hint()),
        Named::Packed => (packed_again(), packed_again_hint()),
        Named::Empty => (empty_file(), empty_file_hint()),
    }
}

/// What is told of how a file was opened.
pub fn remark(remark: Remark) -> String {
    match remark {
        Remark::WindowsText => windows_text().into(),
        Remark::PassedBy(count) => zip_passed_by(count),
    }
}

/// That something was removed, and when, where that is known.
pub fn was_removed(at: Option<DateTime<Local>>) -> String {
    match at {
        Some(at) => removed_on(dates::short_day_month_year(at.date_naive())),
        None => removed().into(),
    }
}

/// What became of the facts of a file; of what was only counted the most are named.
pub fn of_census(of: &Census) -> String {
    const MOST: usize = 5;
    let mut counted: Vec<_> = of.counted.iter().filter(|(_, n)| **n > 0).collect();
    counted.sort_by(|one, other| other.1.cmp(one.1));
    let more = counted.len().saturating_sub(MOST);
    counted.truncate(MOST);
    let key = |(key, count): (&String, &u64)| screens::import::counted(parse::sanitize(key), count);
    let keys = counted.into_iter().map(key);
    let keys: Vec<String> = keys.chain((more > 0).then(|| more_kinds(more))).collect();
    let keys = match keys.is_empty() {
        true => String::new(),
        false => counted_keys(keys.join(", ")),
    };
    census(
        of.read,
        of.answered,
        of.all_left_out(),
        of.all_counted(),
        keys,
    )
}

/// What is told of a line of the file; of none, where nobody could look it up.
pub fn at(line: u64, told: String) -> String {
    match line {
        0 => told,
        line => on_line(line, told),
    }
}

/// What to do about another diary that cannot be read.
pub fn other_hint(error: &RepositoryError, place: impl Display) -> Option<String> {
    match error {
        RepositoryError::Damaged { .. } => Some(other_damaged_hint(place)),
        RepositoryError::Locked(_) => Some(other_locked_hint().into()),
        error => errors::hint(error),
    }
}

/// Why a file of rules cannot be used.
pub fn unread(why: &Unread) -> String {
    match why {
        Unread::Io(file, error) => rules_unread(file.display(), error),
        Unread::Fault(file, fault) => rules_fault(file.display(), fault.line, &fault.said),
    }
}

/// How many of each, most first.
pub fn counts<K>(of: &BTreeMap<K, usize>, name: impl Fn(&K) -> String) -> String {
    let mut of: Vec<_> = of.iter().map(|(key, count)| (count, name(key))).collect();
    of.sort_by(|one, other| other.0.cmp(one.0));
    let of = of
        .into_iter()
        .map(|(count, name)| screens::import::counted(name, count));
    of.collect::<Vec<_>>().join(", ")
}
