//! The entry form: its lines, and which has the keys.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diary::{Code, Entry, EntryId, EntryKindId, ItemId, SectionId, Target};

/// What the form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The check-in of a day, with what happened on it.
    Day(NaiveDate),
    /// One timed entry.
    Entry(EntryId),
}

/// A line of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A section's heading; the keys stop at it only when it is folded or adds an entry.
    Heading {
        /// The section.
        section: SectionId,
        /// Whether its fields are folded away.
        folded: bool,
        /// The kind of timed entry it adds.
        adds: Option<EntryKindId>,
    },
    /// An item to answer. A day's form also asks for answers that belong to an earlier entry.
    Field {
        /// The entry the answer belongs to.
        target: Target,
        /// The item.
        item: ItemId,
    },
    /// A timed entry of the day.
    Entry(EntryId),
    /// The date and time of the entry the form is about.
    When(EntryId),
    /// An earlier entry of its kind, to repeat in the entry the form is about.
    Again(EntryId),
    /// Questions that are due now and then, to skip this time.
    Skip(Code),
    /// Fields of a section that are not shown.
    More {
        /// The section.
        section: SectionId,
        /// How many.
        count: usize,
    },
}

impl Row {
    /// Whether the keys can stop here.
    pub fn is_stop(&self) -> bool {
        match self {
            Self::Heading { folded, adds, .. } => *folded || adds.is_some(),
            _ => true,
        }
    }
}

/// The entry form.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is about.
    pub subject: Subject,
    /// Its lines.
    pub rows: Vec<Row>,
    /// The line that has the keys.
    pub focus: usize,
    /// Sections folded against what the catalogue says: folded ones opened, open ones folded.
    pub turned: BTreeSet<SectionId>,
    /// Sections of which every field is shown.
    pub whole: BTreeSet<SectionId>,
    /// Items fetched into the form by name.
    pub fetched: BTreeSet<ItemId>,
    /// The entry it is about, as long as nothing in it is answered.
    pub begun: Option<Entry>,
    /// The day's line to come back to from an entry.
    back: usize,
}

impl Form {
    /// The form of a day, before its lines are laid out.
    pub fn of_day(date: NaiveDate) -> Self {
        Self {
            subject: Subject::Day(date),
            rows: vec![],
            focus: 0,
            turned: BTreeSet::new(),
            whole: BTreeSet::new(),
            fetched: BTreeSet::new(),
            begun: None,
            back: 0,
        }
    }

    /// The line that has the keys.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.focus)
    }

    /// The item that has the keys, with the entry its answer belongs to.
    pub fn field(&self) -> Option<(Target, &ItemId)> {
        match self.row()? {
            Row::Field { target, item } => Some((*target, item)),
            _ => None,
        }
    }

    /// Turns to a timed entry.
    pub fn enter(&mut self, entry: EntryId) {
        if matches!(self.subject, Subject::Day(_)) {
            self.back = self.focus;
        }
        self.subject = Subject::Entry(entry);
        self.begun = None;
        self.focus = 0;
    }

    /// Turns to an entry that is only begun.
    pub fn begin(&mut self, entry: Entry) {
        self.enter(entry.id);
        self.begun = Some(entry);
    }

    /// Stays at the entry it is about, which stands in the diary now or has another place there.
    pub fn stands(&mut self, entry: EntryId) {
        let focus = self.focus;
        self.enter(entry);
        self.focus = focus;
    }

    /// Turns back to the day; false when it is there already.
    pub fn leave(&mut self, date: NaiveDate) -> bool {
        let in_entry = matches!(self.subject, Subject::Entry(_));
        if in_entry {
            self.focus = self.back;
        }
        self.subject = Subject::Day(date);
        self.begun = None;
        in_entry
    }

    /// Moves the keys by `steps` lines, over lines where they cannot stop.
    pub fn step(&mut self, steps: isize) {
        let stops: Vec<usize> = self.stops().collect();
        let here = stops.partition_point(|at| *at < self.focus);
        let there = here
            .saturating_add_signed(steps)
            .min(stops.len().saturating_sub(1));
        self.focus = stops.get(there).copied().unwrap_or(0);
    }

    /// Moves the keys to the first line of the next (or previous) section.
    pub fn step_section(&mut self, forward: bool) {
        let is_heading = |at: &usize| matches!(self.rows[*at], Row::Heading { .. });
        let heading = if forward {
            (self.focus + 1..self.rows.len()).find(is_heading)
        } else {
            let own = (0..=self.focus.min(self.rows.len().saturating_sub(1)))
                .rev()
                .find(is_heading);
            own.and_then(|own| (0..own).rev().find(is_heading)).or(own)
        };
        if let Some(stop) = heading.and_then(|at| self.stops().find(|stop| *stop >= at)) {
            self.focus = stop;
        }
    }

    /// Moves the keys to the field of an item; false when it has no line.
    pub fn go_to(&mut self, wanted: &ItemId) -> bool {
        let at = self
            .rows
            .iter()
            .position(|row| matches!(row, Row::Field { item, .. } if item == wanted));
        self.focus = at.unwrap_or(self.focus);
        at.is_some()
    }

    /// The section of the line that has the keys.
    pub fn section(&self) -> Option<&SectionId> {
        self.rows[..=self.focus.min(self.rows.len().checked_sub(1)?)]
            .iter()
            .rev()
            .find_map(|row| match row {
                Row::Heading { section, .. } => Some(section),
                _ => None,
            })
    }

    fn stops(&self) -> impl Iterator<Item = usize> {
        self.rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.is_stop())
            .map(|(at, _)| at)
    }

    /// Lays the lines out anew, keeping the keys where they are as far as that line still exists.
    pub fn lay_out(&mut self, rows: Vec<Row>) {
        let same_field = |row: &Row| match (row, self.row()) {
            (Row::Field { item: a, .. }, Some(Row::Field { item: b, .. })) => a == b,
            // It has another number once it stands in the diary.
            (Row::When(_), Some(Row::When(_))) => true,
            (a, Some(b)) => a == b,
            _ => false,
        };
        let exact = rows.iter().position(|row| Some(row) == self.row());
        let focus = exact.or_else(|| rows.iter().position(same_field));
        let focus = focus.unwrap_or_else(|| match self.rows.is_empty() {
            // A digit typed at once is the pain of the day, whatever else is asked for.
            true => rows
                .iter()
                .position(|row| matches!(row, Row::Heading { .. }))
                .unwrap_or(0),
            false => self.focus,
        });
        self.rows = rows;
        let stop = self
            .stops()
            .find(|at| *at >= focus)
            .or_else(|| self.stops().last());
        self.focus = stop.unwrap_or(0);
    }
}
