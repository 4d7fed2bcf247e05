//! Entries: sets of answers on a day, and the diary they make up.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime};
use litemap::LiteMap;
use smol_str::SmolStr;

use super::id::{EntryKindId, ItemId};
use super::imported::Imported;
use super::kind::Answer;
use super::range::DateRange;

/// The number of an entry, which carries its date.
///
/// It is `(days since 1 January of year 1) × 4096 + n`: the check-in of a date has n = 0, timed
/// entries count from 1, and the last number stands for one that is only begun. So a date has one
/// check-in by construction, and a month lies in one stretch of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(i64);

impl EntryId {
    /// The most entries a date can hold, the check-in included.
    pub const PER_DAY: i64 = 4096;

    /// The `n`-th entry of a date; 0 is the check-in. `None` beyond [`EntryId::PER_DAY`].
    pub fn new(date: NaiveDate, n: i64) -> Option<Self> {
        (0..Self::PER_DAY)
            .contains(&n)
            .then(|| Self(i64::from(date.num_days_from_ce()) * Self::PER_DAY + n))
    }

    /// The check-in of a date.
    pub fn check_in(date: NaiveDate) -> Self {
        Self(i64::from(date.num_days_from_ce()) * Self::PER_DAY)
    }

    /// The number of an entry of a date that was begun and is not in the diary yet: no entry of a
    /// file is given it.
    pub fn begun(date: NaiveDate) -> Self {
        Self::last_of(date)
    }

    /// The number behind the `n`-th of a date; `None` when the date is full.
    pub fn behind(date: NaiveDate, n: i64) -> Option<Self> {
        Self::new(date, n + 1).filter(|id| !id.is_begun())
    }

    /// Whether it is of an entry that was begun and is not in the diary yet.
    pub const fn is_begun(self) -> bool {
        self.n() == Self::PER_DAY - 1
    }

    /// The last number a date can have.
    pub fn last_of(date: NaiveDate) -> Self {
        Self(Self::check_in(date).0 + Self::PER_DAY - 1)
    }

    /// From the number in a file; `None` when it carries no date.
    pub fn from_raw(raw: i64) -> Option<Self> {
        let days = i32::try_from(raw.div_euclid(Self::PER_DAY)).ok()?;
        NaiveDate::from_num_days_from_ce_opt(days).map(|_| Self(raw))
    }

    /// The number itself.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// The date it carries.
    pub fn date(self) -> NaiveDate {
        // Every constructor has made sure that the date exists.
        NaiveDate::from_num_days_from_ce_opt((self.0.div_euclid(Self::PER_DAY)) as i32)
            .unwrap_or_default()
    }

    /// Its place among the entries of its date; 0 is the check-in.
    pub const fn n(self) -> i64 {
        self.0.rem_euclid(Self::PER_DAY)
    }

    /// Whether it is a check-in.
    pub const fn is_check_in(self) -> bool {
        self.n() == 0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.date(), self.n())
    }
}

/// A name that stays with a timed entry wherever it goes, so that an import knows it again.
pub type Uid = SmolStr;

/// The answers of an entry: few and read often, so they lie side by side.
pub type Answers = LiteMap<ItemId, Answer>;

/// A set of answers: the check-in of a day, or something that happened at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, which carries its date.
    pub id: EntryId,
    /// Its lasting name.
    pub uid: Uid,
    /// When it was, to the minute; `None` for a check-in and when not known.
    pub time: Option<NaiveTime>,
    /// The kind of entry.
    pub kind: EntryKindId,
    /// Where it came from when it was imported: the format's name.
    pub source: Option<SmolStr>,
    /// What was answered.
    pub answers: Answers,
}

impl Entry {
    /// The date it belongs to.
    pub fn date(&self) -> NaiveDate {
        self.id.date()
    }

    /// The answer to an item, if there is one.
    pub fn answer(&self, item: &ItemId) -> Option<&Answer> {
        self.answers.get(item)
    }
}

/// An entry that has no place in the diary yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The date it belongs to.
    pub date: NaiveDate,
    /// When it was; `None` when not known.
    pub time: Option<NaiveTime>,
    /// The kind of entry; not the check-in.
    pub kind: EntryKindId,
    /// Its lasting name, when it comes from a file that has one.
    pub uid: Option<Uid>,
    /// The format it is imported from.
    pub source: Option<SmolStr>,
    /// What was answered.
    pub answers: Answers,
}

/// Everything of one date. The check-in, if there is one, stands first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Day {
    /// The entries of the date, check-in first, then by time.
    pub entries: Vec<Entry>,
    /// Where answers of the check-in came from, those that are as they came.
    pub imported: Vec<Imported>,
}

impl Day {
    /// The check-in, if there is one.
    pub fn check_in(&self) -> Option<&Entry> {
        self.entries.first().filter(|entry| entry.id.is_check_in())
    }

    /// The things that happened at a time.
    pub fn timed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.id.is_check_in())
    }

    /// The answer of the check-in to an item.
    pub fn answer(&self, item: &ItemId) -> Option<&Answer> {
        self.check_in().and_then(|entry| entry.answer(item))
    }

    /// All answers of the date to an item, the check-in's first.
    pub fn answers<'a>(&'a self, item: &'a ItemId) -> impl Iterator<Item = &'a Answer> + 'a {
        self.entries
            .iter()
            .filter_map(move |entry| entry.answer(item))
    }

    /// The timed entries of a kind.
    pub fn of_kind<'a>(&'a self, kind: &'a EntryKindId) -> impl Iterator<Item = &'a Entry> + 'a {
        self.entries.iter().filter(move |entry| entry.kind == *kind)
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.entries
            .iter()
            .all(|entry| entry.answers.is_empty() && entry.kind.is_day())
    }
}

/// A stretch of a diary: the days on which something is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diary {
    days: BTreeMap<NaiveDate, Day>,
}

impl Diary {
    /// The day of a date, if anything is recorded on it.
    pub fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.days.get(&date)
    }

    /// Takes in other days; in place of those of the same dates.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.days.append(&mut other.days);
    }

    /// The days with their dates, earliest first.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, &Day)> {
        self.days.iter().map(|(date, day)| (*date, day))
    }

    /// The days of a range with their dates, earliest first.
    pub fn range(&self, range: DateRange) -> impl DoubleEndedIterator<Item = (NaiveDate, &Day)> {
        self.days
            .range(range.first..=range.last)
            .map(|(date, day)| (*date, day))
    }

    /// The first and last date with anything recorded.
    pub fn span(&self) -> Option<DateRange> {
        let (first, last) = (self.days.keys().next()?, self.days.keys().next_back()?);
        Some(DateRange {
            first: *first,
            last: *last,
        })
    }

    /// How many days have anything recorded.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// Adds an entry, keeping the entries of its date in order.
    pub fn insert(&mut self, entry: Entry) {
        let day = self.days.entry(entry.date()).or_default();
        let key = |e: &Entry| (!e.id.is_check_in(), e.time, e.id);
        let at = day.entries.partition_point(|e| key(e) <= key(&entry));
        // Most days have one; over decades, room for more would be most of the memory.
        day.entries.reserve_exact(1);
        day.entries.insert(at, entry);
    }

    /// Puts a day in place of what is there; an empty one takes it out.
    pub fn replace(&mut self, date: NaiveDate, day: Day) {
        if day.entries.is_empty() {
            self.days.remove(&date);
        } else {
            self.days.insert(date, day);
        }
    }

    /// Notes where the answers of a day's check-in came from; of items that it does not answer nothing
    /// is known.
    pub fn note_imported(&mut self, date: NaiveDate, mut imported: Vec<Imported>) {
        if let Some(day) = self.days.get_mut(&date) {
            Imported::keep(&mut imported, |item| day.answer(item).is_some());
            day.imported = imported;
        }
    }

    /// Leaves out every day that is not in a range.
    pub fn keep(&mut self, range: DateRange) {
        self.days.retain(|date, _| range.contains(*date));
    }

    /// Puts all days of another in place of what is there.
    pub fn replace_all(&mut self, other: Self) {
        self.days.extend(other.days);
    }
}

impl FromIterator<Entry> for Diary {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut diary = Self::default();
        entries.into_iter().for_each(|entry| diary.insert(entry));
        diary
    }
}
