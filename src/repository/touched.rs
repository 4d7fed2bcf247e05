//! What an act did to one entry or setting, and doing it again or taking it back as far as it still
//! stands.
//!
//! A timed entry is known by its lasting name: since the act it may have been moved, its number may be
//! another's, and others may have answered it. A check-in is its date, and there while it has answers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::Connection;
use smol_str::SmolStr;

use super::act::free_place;
use super::change::{Change, EntryRow};
use super::error::Result;
use super::record::{Spot, Way, each_kept};
use super::recorder::Recorder;
use super::value::Cell;
use super::{read, setting_row};
use crate::diary::{EntryId, ItemId, Uid};

/// A row as it is known for life: whose it is, and which answer; none for the entry or setting itself.
pub(super) type Row = (Owner, Option<ItemId>);

/// Whose a row is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Owner {
    /// The entry of a lasting name.
    Named(SmolStr),
    /// The entry of a number: a check-in, or one that an act did not name yet when it was done.
    Numbered(i64),
    Setting(SmolStr),
}

impl Owner {
    /// That of the answers of an entry; a check-in is known without a name.
    pub(crate) fn of(id: EntryId, name: Option<&Uid>) -> Self {
        match name.filter(|_| !id.is_check_in()) {
            Some(name) => Self::Named(name.clone()),
            None => Self::Numbered(id.raw()),
        }
    }
}

/// What came of doing an act again or taking it back.
#[derive(Default)]
pub(super) struct Outcome {
    /// How many rows are now as they were to be.
    pub made: usize,
    /// The rows that were not as the act left them.
    pub stay: BTreeSet<Row>,
    /// Where they stand in the record of the act.
    pub spots: BTreeSet<Spot>,
    /// Of each day that was touched an entry.
    pub entries: BTreeMap<NaiveDate, EntryId>,
}

/// As an act left something, and as it is to be.
pub(super) struct Turn<T> {
    left: Option<T>,
    to: Option<T>,
}

impl<T: PartialEq> Turn<T> {
    fn is_idle(&self) -> bool {
        self.left == self.to
    }
}

/// An entry in its place.
#[derive(PartialEq)]
struct Placed {
    number: i64,
    row: EntryRow,
}

impl Placed {
    fn new(number: i64, row: Option<EntryRow>) -> Option<Self> {
        row.map(|row| Self { number, row })
    }

    /// Whether both say the same of an entry, whatever numbers it had.
    fn says(&self, other: &Self) -> bool {
        self.row == other.row && day(self.number) == day(other.number)
    }
}

fn day(number: i64) -> i64 {
    number.div_euclid(EntryId::PER_DAY)
}

/// What an act did to one entry or setting, all in one: what it did in between does not count.
pub(super) enum Touched {
    Setting {
        key: SmolStr,
        turn: Turn<String>,
        spot: Spot,
        stays: bool,
    },
    Entry(Box<TouchedEntry>),
}

pub(super) struct TouchedEntry {
    /// The number it had last.
    number: i64,
    uid: Option<SmolStr>,
    entry: Turn<Placed>,
    answers: BTreeMap<ItemId, Turn<Cell>>,
    /// Where each of it stands in the record.
    spots: Vec<(Spot, Option<ItemId>)>,
    /// What stays since the act was undone or redone before.
    stays: BTreeSet<Option<ItemId>>,
}

/// Goes through what an act did, an entry or a setting at a time.
pub(super) fn each_touched(
    db: &Connection,
    act: i64,
    way: Way,
    mut take: impl FnMut(Touched) -> Result<()>,
) -> Result<()> {
    let mut open: Option<Touched> = None;
    each_kept(db, act, way, |spot, change| {
        if let Some(Touched::Entry(touched)) = &mut open
            && touched.goes_on_with(&change)
        {
            touched.add(spot, change, false);
            return Ok(());
        }
        let done = open.replace(Touched::begin(spot, change, false));
        done.map_or(Ok(()), &mut take)
    })?;
    open.map_or(Ok(()), take)
}

impl Touched {
    fn begin(spot: Spot, change: Change, stays: bool) -> Self {
        match change {
            Change::Stays(change) => Self::begin(spot, *change, true),
            Change::Setting(key, left, to) => Self::Setting {
                key,
                turn: Turn { left, to },
                spot,
                stays,
            },
            Change::Entry(number, ..) | Change::Answer(number, ..) => {
                let mut touched = TouchedEntry {
                    number,
                    uid: None,
                    entry: Turn {
                        left: None,
                        to: None,
                    },
                    answers: BTreeMap::new(),
                    spots: vec![],
                    stays: BTreeSet::new(),
                };
                touched.add(spot, change, stays);
                Self::Entry(Box::new(touched))
            }
        }
    }

    /// The rows that the act changed.
    pub(super) fn rows(&self) -> Vec<Row> {
        match self {
            Self::Setting { key, .. } => vec![(Owner::Setting(key.clone()), None)],
            Self::Entry(touched) => touched.rows(),
        }
    }

    /// The answers that the act took away.
    pub(super) fn cleared(&self) -> Vec<(Owner, ItemId)> {
        let Self::Entry(touched) = self else {
            return vec![];
        };
        let turned = touched.turned();
        let cleared = turned.filter(|(_, turn)| turn.to.is_none());
        cleared
            .map(|(item, _)| (touched.owner(), item.clone()))
            .collect()
    }

    /// Makes of it what is to be, as far as it stands as it was left.
    pub(super) fn settle(self, rows: &mut Recorder<'_>, outcome: &mut Outcome) -> Result<()> {
        match self {
            Self::Setting {
                key,
                turn,
                spot,
                stays,
            } => {
                let row = (Owner::Setting(key.clone()), None);
                let now = setting_row::value(rows.db, &key)?;
                if stays || outcome.stay.contains(&row) || now != turn.left {
                    outcome.stay.insert(row);
                    outcome.spots.insert(spot);
                } else {
                    rows.make(Change::Setting(key, turn.left, turn.to))?;
                    outcome.made += 1;
                }
                Ok(())
            }
            Self::Entry(touched) => touched.settle(rows, outcome),
        }
    }
}

impl TouchedEntry {
    /// Whether a change is of the same entry: it may have another number there.
    fn goes_on_with(&self, change: &Change) -> bool {
        match change {
            Change::Stays(change) => self.goes_on_with(change),
            Change::Answer(number, ..) => *number == self.number,
            Change::Entry(number, before, after) => {
                let uid = before.as_ref().or(after.as_ref()).map(|row| &row.uid);
                match (&self.uid, uid) {
                    (Some(mine), Some(Some(uid))) => mine == uid,
                    _ => *number == self.number,
                }
            }
            Change::Setting(..) => false,
        }
    }

    fn add(&mut self, spot: Spot, change: Change, stays: bool) {
        match change {
            Change::Stays(change) => self.add(spot, *change, true),
            Change::Entry(number, left, to) => {
                let named = left.as_ref().or(to.as_ref());
                if let Some(uid) = named.and_then(|row| row.uid.clone()) {
                    self.uid = Some(uid);
                }
                let is_first = self.spots.iter().all(|(_, item)| item.is_some());
                self.spots.push((spot, None));
                if to.is_some() {
                    self.number = number;
                }
                if stays {
                    self.stays.insert(None);
                    return;
                }
                if is_first {
                    self.entry.left = Placed::new(number, left);
                }
                self.entry.to = Placed::new(number, to);
            }
            Change::Answer(_, item, left, to) => {
                self.spots.push((spot, Some(item.clone())));
                if stays {
                    self.stays.insert(Some(item));
                    return;
                }
                match self.answers.get_mut(&item) {
                    Some(turn) => turn.to = to,
                    None => drop(self.answers.insert(item, Turn { left, to })),
                }
            }
            Change::Setting(..) => {}
        }
    }

    fn is_check_in(&self) -> bool {
        self.number.rem_euclid(EntryId::PER_DAY) == 0
    }

    fn owner(&self) -> Owner {
        match &self.uid {
            Some(uid) => Owner::Named(uid.clone()),
            None => Owner::Numbered(self.number),
        }
    }

    /// Whether the act made, moved or removed the entry. A check-in comes and goes with its answers.
    fn turns(&self) -> bool {
        !self.is_check_in() && !self.entry.is_idle() && !self.stays.contains(&None)
    }

    /// The answers that the act changed.
    fn turned(&self) -> impl Iterator<Item = (&ItemId, &Turn<Cell>)> {
        self.answers.iter().filter(|(_, turn)| !turn.is_idle())
    }

    fn rows(&self) -> Vec<Row> {
        let itself = self.turns().then_some(None);
        let answers = self.turned().map(|(item, _)| Some(item.clone()));
        itself
            .into_iter()
            .chain(answers)
            .map(|item| (self.owner(), item))
            .collect()
    }

    /// The entry as it is now.
    fn now(&self, rows: &Recorder<'_>) -> Result<Option<Placed>> {
        let number = match &self.uid {
            Some(uid) => read::named(rows.db, uid)?.map(EntryId::raw),
            None => Some(self.number),
        };
        let Some(number) = number else {
            return Ok(None);
        };
        Ok(Placed::new(number, rows.entry(number)?))
    }

    fn settle(mut self, rows: &mut Recorder<'_>, outcome: &mut Outcome) -> Result<()> {
        if self.is_check_in() {
            return self.settle_check_in(rows, outcome);
        }
        let now = self.now(rows)?;
        if let Some(now) = &now {
            self.uid.clone_from(&now.row.uid);
        }
        for item in &self.stays {
            outcome.stay.insert((self.owner(), item.clone()));
        }
        let turns = self.turns() && !outcome.stay.contains(&(self.owner(), None));
        match (now, &self.entry.left, &self.entry.to) {
            (Some(now), ..) if !turns => self.settle_answers(now.number, rows, outcome),
            (None, None, Some(to)) if turns => match place(rows, to.number)? {
                Some(number) => {
                    rows.make(Change::Entry(number, None, Some(to.row.clone())))?;
                    outcome.made += 1;
                    self.settle_answers(number, rows, outcome)
                }
                None => self.stay(outcome),
            },
            (Some(now), Some(left), Some(to)) => {
                let number = match place_of(&now, left, to, rows)? {
                    Some(number) => {
                        let to = to.row.clone();
                        rows.move_entry(now.number, now.row, number, to)?;
                        outcome.made += 1;
                        number
                    }
                    None => {
                        self.stays(None, outcome);
                        now.number
                    }
                };
                self.settle_answers(number, rows, outcome)
            }
            (Some(now), Some(left), None) => {
                self.settle_answers(now.number, rows, outcome)?;
                // What others answered needs it.
                if now.says(left) && rows.answers(now.number)?.is_empty() {
                    rows.make(Change::Entry(now.number, Some(now.row), None))?;
                    outcome.made += 1;
                } else {
                    self.stays(None, outcome);
                }
                Ok(())
            }
            _ => self.stay(outcome),
        }
    }

    fn settle_check_in(&self, rows: &mut Recorder<'_>, outcome: &mut Outcome) -> Result<()> {
        for item in &self.stays {
            outcome.stay.insert((self.owner(), item.clone()));
        }
        let comes = |(_, turn): (_, &Turn<Cell>)| turn.left.is_none();
        if self.turned().any(comes) && rows.entry(self.number)?.is_none() {
            let row = Some(EntryRow::check_in());
            rows.make(Change::Entry(self.number, None, row))?;
        }
        self.settle_answers(self.number, rows, outcome)?;
        match rows.entry(self.number)? {
            Some(row) if rows.answers(self.number)?.is_empty() => {
                Ok(rows.make(Change::Entry(self.number, Some(row), None))?)
            }
            _ => Ok(()),
        }
    }

    /// Makes of the answers what is to be, where the entry has its number now.
    fn settle_answers(
        &self,
        number: i64,
        rows: &mut Recorder<'_>,
        outcome: &mut Outcome,
    ) -> Result<()> {
        if let Some(id) = EntryId::from_raw(number) {
            outcome.entries.entry(id.date()).or_insert(id);
        }
        for (item, turn) in self.turned() {
            let row = (self.owner(), Some(item.clone()));
            if outcome.stay.contains(&row) || rows.answer(number, item.as_str())? != turn.left {
                self.stays(Some(item), outcome);
            } else {
                let (left, to) = (turn.left.clone(), turn.to.clone());
                rows.make(Change::Answer(number, item.clone(), left, to))?;
                outcome.made += 1;
            }
        }
        Ok(())
    }

    /// Nothing of it can be done.
    fn stay(&self, outcome: &mut Outcome) -> Result<()> {
        for (_, item) in self.rows() {
            self.stays(item.as_ref(), outcome);
        }
        Ok(())
    }

    fn stays(&self, item: Option<&ItemId>, outcome: &mut Outcome) {
        outcome.stay.insert((self.owner(), item.cloned()));
        let spots = self.spots.iter();
        let spots = spots.filter(|(_, of)| of.as_ref() == item);
        outcome.spots.extend(spots.map(|(spot, _)| *spot));
    }
}

/// Where an entry is to go that stands as it was left; none where it does not, or cannot.
fn place_of(now: &Placed, left: &Placed, to: &Placed, rows: &Recorder<'_>) -> Result<Option<i64>> {
    match now.says(left) {
        true if day(now.number) == day(to.number) => Ok(Some(now.number)),
        true => place(rows, to.number),
        false => Ok(None),
    }
}

/// The number itself, or the next free one of its day; none where the day is full.
fn place(rows: &Recorder<'_>, number: i64) -> Result<Option<i64>> {
    if rows.entry(number)?.is_none() {
        return Ok(Some(number));
    }
    match EntryId::from_raw(number).map(|id| free_place(rows.db, id.date())) {
        Some(Ok(place)) => Ok(Some(place.raw())),
        Some(Err(error)) if !error.is_about_the_request() => Err(error),
        _ => Ok(None),
    }
}
