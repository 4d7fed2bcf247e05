//! The entry form: which fields stand in it, in which order, and which has the keys.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::diary::{
    Answer, Catalogue, Code, Diary, Entry, EntryId, EntryKindId, Item, ItemId, Role, Section,
    SectionId, Target,
};

use crate::cycle::CycleFacts;
use crate::guide::{Questionnaire, QuestionnaireBook, Situation};

use crate::tui::model::Model;

/// The pain after intimacy is asked for on this many days after it.
const FOLLOW_UP_DAYS: u64 = 3;

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
        self.focus = 0;
    }

    /// Turns back to the day; false when it is there already.
    pub fn leave(&mut self, date: NaiveDate) -> bool {
        let in_entry = matches!(self.subject, Subject::Entry(_));
        if in_entry {
            self.focus = self.back;
        }
        self.subject = Subject::Day(date);
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

impl Model {
    /// Lays the form out for the cursor day or the entry it is about.
    pub fn lay_out_form(&mut self) {
        let entry = match self.form.subject {
            Subject::Entry(id) => self.entry(id),
            Subject::Day(_) => None,
        };
        let rows = match entry {
            Some(entry) => self.entry_rows(entry),
            None => {
                self.form.leave(self.cursor);
                self.day_rows()
            }
        };
        self.form.lay_out(rows);
    }

    /// An entry that is at hand.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.window
            .diary
            .day(id.date())?
            .entries
            .iter()
            .find(|entry| entry.id == id)
    }

    /// The answer that stands in an entry.
    pub fn answer(&self, target: Target, item: &ItemId) -> Option<&Answer> {
        self.entry(target.id())?.answer(item)
    }

    /// The answer to compare with: that of the day before, or of the entry of that kind before.
    pub fn earlier(&self, target: Target, item: &ItemId) -> Option<&Answer> {
        match target {
            Target::Day(date) => self.window.diary.day(date.pred_opt()?)?.answer(item),
            Target::Entry(id) => {
                let kind = &self.entry(id)?.kind;
                let before = self
                    .window
                    .diary
                    .days()
                    .rev()
                    .filter(|(date, _)| *date <= id.date());
                let mut entries = before
                    .flat_map(|(_, day)| day.entries.iter().rev())
                    .filter(|entry| entry.kind == *kind)
                    .skip_while(|entry| entry.id != id)
                    .skip(1);
                entries.next()?.answer(item)
            }
        }
    }

    fn day_rows(&self) -> Vec<Row> {
        let target = Target::Day(self.cursor);
        let mut rows = self.follow_ups();
        let due = self.due();
        for section in self.catalogue.sections() {
            let shown = self.profile.keeps(section.keep) && self.profile.may_apply(section.applies);
            if !shown {
                continue;
            }
            if section.entries.iter().any(EntryKindId::is_day) {
                self.section_rows(section, target, &due, &mut rows);
            } else if let Some(kind) = section.entries.first() {
                rows.push(Row::Heading {
                    section: section.id.clone(),
                    folded: false,
                    adds: Some(kind.clone()),
                });
                let entries = self.day().into_iter().flat_map(|day| day.of_kind(kind));
                rows.extend(entries.map(|entry| Row::Entry(entry.id)));
            }
        }
        rows
    }

    fn entry_rows(&self, entry: &Entry) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, section) in self.catalogue.sections_of(&entry.kind).enumerate() {
            self.section_rows(section, Target::Entry(entry.id), &[], &mut rows);
            if at == 0 {
                // What happened comes first, when it was after it: the time is mostly right.
                rows.push(Row::When(entry.id));
            }
        }
        rows
    }

    /// The heading and fields of a section: what is answered, used or common, most used first.
    /// Questions that are due stand open, and can be skipped.
    fn section_rows(
        &self,
        section: &Section,
        target: Target,
        due: &[&Questionnaire],
        rows: &mut Vec<Row>,
    ) {
        let items: Vec<&Item> = self
            .catalogue
            .items_of(&section.id)
            .filter(|item| {
                self.catalogue.concerns(item, &self.profile)
                    || self.answer(target, &item.id).is_some()
            })
            .collect();
        if items.is_empty() {
            return;
        }
        let asked = due
            .iter()
            .find(|of| items.iter().any(|item| of.items.contains(&item.id)));
        let folded = section.folded && asked.is_none();
        let folded = folded != self.form.turned.contains(&section.id);
        rows.push(Row::Heading {
            section: section.id.clone(),
            folded,
            adds: None,
        });
        rows.extend(asked.filter(|_| !folded).map(|of| Row::Skip(of.id.clone())));
        let whole = asked.is_some() || self.form.whole.contains(&section.id);
        let mut shown: Vec<&Item> = items
            .iter()
            .copied()
            .filter(|item| {
                let answered = self.answer(target, &item.id).is_some();
                let fetched = self.form.fetched.contains(&item.id);
                answered
                    || fetched
                    || !folded && (whole || item.common || self.usage.contains_key(&item.id))
            })
            .collect();
        // Two steps only, so that fields do not wander: used on most days, and the rest.
        let most = self.usage.values().max().copied().unwrap_or(0) / 2;
        shown.sort_by_key(|item| most == 0 || self.usage.get(&item.id).is_none_or(|n| *n < most));
        let hidden = items.len() - shown.len();
        rows.extend(shown.into_iter().map(|item| Row::Field {
            target,
            item: item.id.clone(),
        }));
        if hidden > 0 && !folded {
            rows.push(Row::More {
                section: section.id.clone(),
                count: hidden,
            });
        }
    }

    /// The questions that are due today; they ask about the time up to now.
    fn due(&self) -> Vec<&'static Questionnaire> {
        if self.cursor != self.today() {
            return vec![];
        }
        QuestionnaireBook::built_in().due(&Situation {
            diary: &self.window.diary,
            catalogue: &self.catalogue,
            profile: &self.profile,
            cycles: &CycleFacts::default(),
            date: self.cursor,
        })
    }

    /// The questions for the pain after earlier intimacy, which has not been told yet.
    fn follow_ups(&self) -> Vec<Row> {
        let item = self.catalogue.role(Role::PainAfter);
        if !self.catalogue.concerns(item, &self.profile) {
            return vec![];
        }
        follow_ups(&self.window.diary, self.cursor, &self.catalogue)
            .map(|entry| Row::Field {
                target: Target::Entry(entry.id),
                item: item.id.clone(),
            })
            .collect()
    }
}

/// The entries of the last days whose pain afterwards has not been told.
pub fn follow_ups<'a>(
    diary: &'a Diary,
    date: NaiveDate,
    catalogue: &'a Catalogue,
) -> impl Iterator<Item = &'a Entry> + 'a {
    let item = catalogue.role(Role::PainAfter);
    let range = crate::diary::DateRange {
        first: date
            .checked_sub_days(Days::new(FOLLOW_UP_DAYS))
            .unwrap_or(date),
        last: date.pred_opt().unwrap_or(date),
    };
    diary
        .range(range)
        .flat_map(|(_, day)| day.timed())
        .filter(|entry| catalogue.kinds_of(item).contains(&entry.kind))
        .filter(|entry| !entry.answers.contains_key(&item.id))
}

/// What the letters of the form jump to: fields and kinds of entry, by their key in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jump {
    /// To the field of an item.
    Field(ItemId),
    /// To a new entry of a kind.
    Add(EntryKindId),
}

impl Model {
    /// What a letter jumps to in the form as it is.
    pub fn jump_of(&self, letter: char) -> Option<Jump> {
        let kind = match self.form.subject {
            Subject::Day(_) => EntryKindId::DAY,
            Subject::Entry(id) => self.entry(id)?.kind.clone(),
        };
        let item = self
            .catalogue
            .sections_of(&kind)
            .flat_map(|section| self.catalogue.items_of(&section.id))
            .find(|item| item.key == Some(letter) && self.catalogue.concerns(item, &self.profile));
        if let Some(item) = item {
            return Some(Jump::Field(item.id.clone()));
        }
        self.catalogue
            .entry_kinds()
            .iter()
            .find(|kind| kind.key == Some(letter) && self.profile.keeps(kind.keep))
            .map(|kind| Jump::Add(kind.id.clone()))
    }

    /// Unanswered fields of the check-in with the answers of the day before, as far as those can
    /// hold for a second day: not words, not measurements, not tests.
    pub fn from_yesterday(&self) -> BTreeMap<ItemId, Answer> {
        let yesterday = self
            .cursor
            .pred_opt()
            .and_then(|date| self.window.diary.day(date));
        let answers = yesterday
            .and_then(|day| day.check_in())
            .map(|entry| &entry.answers);
        answers
            .into_iter()
            .flatten()
            .filter(|(id, answer)| {
                let item = self.catalogue.item(id.as_str());
                item.map_or(!matches!(answer, Answer::Text(_)), |item| item.carries)
                    && self.answer(Target::Day(self.cursor), id).is_none()
            })
            .map(|(id, answer)| (id.clone(), answer.clone()))
            .collect()
    }
}
