//! Days as they are meant to be: lines are applied to copies, and what came to differ is the act.

mod entry;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};

use self::entry::DraftEntry;
use super::{Refusal, follow_up, has_been};
use crate::diary::{
    Act, Answer, Catalogue, DateRange, Day, EntryChange, EntryKindId, ItemId, Role, Summary, Uid,
};

/// The most days that are answered at once: a year. What is longer is a slip of the finger.
pub const MOST_DAYS: usize = 366;

/// What a person says in one line about a day, or the same about several.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The days it names; today when none.
    pub days: Option<DateRange>,
    /// The time it names.
    pub time: Option<NaiveTime>,
    /// The kinds of entry it names, each of which is then a new one.
    pub kinds: Vec<EntryKindId>,
    /// The answers; `None` takes one back.
    pub answers: Vec<(ItemId, Option<Answer>)>,
    /// Words to add to the note.
    pub note: Option<String>,
    /// Whether other answers stay where they stand.
    pub keeps: bool,
    /// What the lasting names of its new entries begin with: the same line, read on two computers, is one
    /// entry then.
    pub known_as: Option<Uid>,
}

/// An answer that stayed, where a line that keeps had another.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The day of the entry.
    pub date: NaiveDate,
    /// What was answered.
    pub item: ItemId,
    /// The answer that stands.
    pub stands: Answer,
    /// The one of the line; `None` would have taken it back.
    pub offered: Option<Answer>,
}

impl Line {
    /// The lasting name of a new entry of a kind, where one is given.
    fn uid(&self, kind: &EntryKindId) -> Option<Uid> {
        let known_as = self.known_as.as_ref()?;
        Some(format!("{known_as}-{kind}").into())
    }

    /// Refuses to tell of a day to come, and of several days what can only be of one. What stands on
    /// a day to come, as by a clock that was wrong, can be taken back.
    ///
    /// # Errors
    /// [`Refusal::Future`], [`Refusal::TooManyDays`], [`Refusal::OneDay`].
    pub fn may_be(&self, today: NaiveDate) -> Result<(), Refusal> {
        let several = self.days.map_or(1, |days| days.len());
        if several > MOST_DAYS {
            let (days, most) = (several, MOST_DAYS);
            return Err(Refusal::TooManyDays { days, most });
        }
        if several > 1 && (self.time.is_some() || !self.kinds.is_empty()) {
            return Err(Refusal::OneDay);
        }
        let tells = self.note.is_some()
            || !self.kinds.is_empty()
            || self.answers.iter().any(|(_, answer)| answer.is_some());
        match self.days {
            Some(days) if tells => has_been(days.last, today),
            _ => Ok(()),
        }
    }
}

/// Copies of the days that lines are about. Its errors are those of reading a day.
pub struct Draft<'a, E> {
    catalogue: &'a Catalogue,
    today: NaiveDate,
    load: Box<dyn Fn(NaiveDate) -> Result<Day, E> + 'a>,
    days: BTreeMap<NaiveDate, Vec<DraftEntry>>,
    kept: Vec<Kept>,
    settled: Settled,
    /// Whether the line that is being applied brought something.
    brought: bool,
}

/// What a draft was when it was last settled: the days that lines touched since, as they were.
#[derive(Default)]
struct Settled {
    days: BTreeMap<NaiveDate, Vec<DraftEntry>>,
    kept: usize,
}

/// The answers of a line to one kind of entry.
type Group<'l> = Vec<(&'l ItemId, Option<&'l Answer>)>;

impl<'a, E: From<Refusal>> Draft<'a, E> {
    /// An empty draft over the days that `load` reads.
    pub fn new(
        catalogue: &'a Catalogue,
        today: NaiveDate,
        load: impl Fn(NaiveDate) -> Result<Day, E> + 'a,
    ) -> Self {
        Self {
            catalogue,
            today,
            load: Box::new(load),
            days: BTreeMap::new(),
            kept: Vec::new(),
            settled: Settled::default(),
            brought: false,
        }
    }

    /// How many days kept an answer that they had.
    pub fn kept(&self) -> usize {
        let dates: BTreeSet<NaiveDate> = self.kept.iter().map(|kept| kept.date).collect();
        dates.len()
    }

    /// The answers that stayed where a line had another, in the order of the lines.
    pub fn stood(&self) -> &[Kept] {
        &self.kept
    }

    /// Makes of what was applied so far what is no longer taken back.
    pub fn settle(&mut self) {
        let kept = self.kept.len();
        self.settled = Settled {
            days: BTreeMap::new(),
            kept,
        };
    }

    /// Takes back what was applied since it was last settled.
    pub fn take_back(&mut self) {
        self.days.append(&mut self.settled.days);
        self.kept.truncate(self.settled.kept);
    }

    /// Applies a line, and says whether it brought anything that was not there.
    ///
    /// # Errors
    /// A [`Refusal`] when its days are to come or there is no entry that it could be about, and what
    /// reading its days fails with.
    pub fn apply(&mut self, line: &Line) -> Result<bool, E> {
        line.may_be(self.today)?;
        let days = line.days.unwrap_or(DateRange::day(self.today));
        if days.len() > 1 && line.answers.iter().any(|(item, _)| !self.is_of_day(item)) {
            return Err(Refusal::OneDay.into());
        }
        self.brought = false;
        for date in days.days() {
            self.tell(date, line)?;
        }
        Ok(self.brought)
    }

    /// Whether an item can be answered by the day itself.
    fn is_of_day(&self, item: &ItemId) -> bool {
        let item = self.catalogue.item(item.as_str());
        let kinds = item.map_or(&[][..], |item| self.catalogue.kinds_of(item));
        kinds.iter().any(EntryKindId::is_day)
    }

    /// Tells a date what a line says.
    fn tell(&mut self, date: NaiveDate, line: &Line) -> Result<(), E> {
        let mut groups: BTreeMap<EntryKindId, Group> = BTreeMap::new();
        let mut shared = Group::new();
        for kind in &line.kinds {
            groups.entry(kind.clone()).or_default();
        }
        for (id, answer) in &line.answers {
            let item = self.catalogue.item(id.as_str());
            match item.map_or(&[][..], |item| self.catalogue.kinds_of(item)) {
                [kind] => groups
                    .entry(kind.clone())
                    .or_default()
                    .push((id, answer.as_ref())),
                _ => shared.push((id, answer.as_ref())),
            }
        }
        // A "no" alone is no event: it corrects the one there is.
        let mut denied = Vec::new();
        for (kind, group) in &groups {
            if !line.kinds.contains(kind) && denies(group) && !kind.is_day() {
                denied.extend(match self.told(date, kind, line.time)? {
                    Some(_) => None,
                    None => Some(kind.clone()),
                });
            }
        }
        groups.retain(|kind, _| !denied.contains(kind));
        // Notes and tags belong to the one thing a line is about, else to the day.
        let about = match groups.keys().collect::<Vec<_>>().as_slice() {
            [only] => (*only).clone(),
            _ => EntryKindId::DAY,
        };
        if !shared.is_empty() || line.note.is_some() {
            groups.entry(about.clone()).or_default().extend(shared);
        }

        let measured = self.catalogue.role(Role::TemperatureTime).id.clone();
        let measured_at = line.time.map(Answer::Time);
        if measured_at.is_some() && groups.keys().all(EntryKindId::is_day) {
            let temperature = &self.catalogue.role(Role::Temperature).id;
            match groups.get_mut(&EntryKindId::DAY) {
                Some(day) if day.iter().any(|(item, _)| *item == temperature) => {
                    day.push((&measured, measured_at.as_ref()));
                }
                _ => return Err(Refusal::TimeOfNothing.into()),
            }
        }

        let note = self.catalogue.role(Role::Note).id.clone();
        for (kind, group) in groups {
            let new = line.kinds.contains(&kind);
            let (date, at) = self.place(date, &kind, line, new, &group)?;
            let mut kept = Vec::new();
            // The place was found in, or just added to, the entries of that date.
            let entry = &mut self.day(date)?[at];
            let mut brought = false;
            for (item, answer) in group {
                let stands = entry.answers.get(item).filter(|_| line.keeps);
                match stands.filter(|stands| Some(*stands) != answer) {
                    Some(stands) => kept.push(Kept {
                        date,
                        item: item.clone(),
                        stands: stands.clone(),
                        offered: answer.cloned(),
                    }),
                    None => brought |= entry.say(item, answer),
                }
            }
            if let Some(words) = line.note.as_deref().filter(|_| kind == about) {
                brought |= entry.note(&note, words);
            }
            self.brought |= brought;
            self.kept.append(&mut kept);
        }
        Ok(())
    }

    /// Where the entry is that a group of answers is about: its date, and which of the day's.
    fn place(
        &mut self,
        date: NaiveDate,
        kind: &EntryKindId,
        line: &Line,
        new: bool,
        group: &Group,
    ) -> Result<(NaiveDate, usize), E> {
        let time = line.time;
        let takes_back = !group.is_empty() && group.iter().all(|(_, answer)| answer.is_none());
        let completes = follow_up::reach(group.iter().map(|(item, _)| *item), self.catalogue);
        let at = if kind.is_day() {
            Some((date, 0))
        } else if let Some(at) = time {
            let found = self.latest(date, |entry| entry.kind == *kind && entry.time == time)?;
            if found.is_none() && !new && (takes_back || completes.is_some()) {
                let kind = kind.clone();
                return Err(Refusal::NoneAt { kind, at, date }.into());
            }
            found
        } else if new {
            None
        } else if takes_back {
            let of_kind = self.latest(date, |entry| entry.kind == *kind)?;
            let kind = kind.clone();
            Some(of_kind.ok_or(Refusal::NoneToTakeFrom { kind, date })?)
        } else if denies(group) {
            self.told(date, kind, None)?
        } else if let Some(back) = completes {
            Some(self.followed_up(date, back, kind, group)?)
        } else {
            None
        };
        Ok(match at {
            Some(at) => at,
            None => {
                let uid = line.uid(kind);
                let entries = self.day(date)?;
                let is_it = |entry: &DraftEntry| uid.is_some() && entry.uid == uid;
                let at = match entries.iter().position(is_it) {
                    Some(at) => at,
                    None => {
                        let mut new = DraftEntry::new(kind.clone(), time);
                        new.uid = uid;
                        entries.push(new);
                        entries.len() - 1
                    }
                };
                self.brought |= self.days[&date][at].is_new();
                (date, at)
            }
        })
    }

    /// The latest entry of a kind that lacks the answers of a group; else the latest of the date,
    /// whose answers are then corrected.
    fn followed_up(
        &mut self,
        date: NaiveDate,
        back: u64,
        kind: &EntryKindId,
        group: &Group,
    ) -> Result<(NaiveDate, usize), E> {
        let lacks = |entry: &DraftEntry| {
            entry.kind == *kind
                && !group
                    .iter()
                    .any(|(item, _)| entry.answers.contains_key(*item))
        };
        for days in 0..=back {
            let date = date.checked_sub_days(Days::new(days)).unwrap_or(date);
            if let Some(found) = self.latest(date, lacks)? {
                return Ok(found);
            }
        }
        let found = self.latest(date, |entry| entry.kind == *kind)?;
        found.ok_or_else(|| {
            let (kind, days) = (kind.clone(), back);
            Refusal::NoneToComplete { kind, date, days }.into()
        })
    }

    /// The latest entry of a kind on a date, at a time where one is named.
    fn told(
        &mut self,
        date: NaiveDate,
        kind: &EntryKindId,
        time: Option<NaiveTime>,
    ) -> Result<Option<(NaiveDate, usize)>, E> {
        self.latest(date, |entry| {
            entry.kind == *kind && (time.is_none() || entry.time == time)
        })
    }

    /// The latest timed entry of a date that passes a test.
    fn latest(
        &mut self,
        date: NaiveDate,
        test: impl Fn(&DraftEntry) -> bool,
    ) -> Result<Option<(NaiveDate, usize)>, E> {
        let entries = self.day(date)?.iter().enumerate().skip(1);
        let found = entries.filter(|(_, entry)| test(entry));
        Ok(found
            .max_by_key(|(at, entry)| (entry.time, *at))
            .map(|(at, _)| (date, at)))
    }

    fn day(&mut self, date: NaiveDate) -> Result<&mut Vec<DraftEntry>, E> {
        if !self.days.contains_key(&date) {
            let mut entries = vec![DraftEntry::new(EntryKindId::DAY, None)];
            for stored in (self.load)(date)?.entries {
                if stored.id.is_check_in() {
                    entries.clear(); // it takes the place of the empty one
                }
                entries.push(stored.into());
            }
            self.days.insert(date, entries);
        }
        let entries = self.days.entry(date).or_default();
        let settled = self.settled.days.entry(date);
        settled.or_insert_with(|| entries.clone());
        Ok(entries)
    }

    /// What came to differ, as one act; `None` when nothing did.
    pub fn act(&self) -> Option<Act> {
        let mut edits = Vec::new();
        let mut changes = Vec::new();
        for (date, entries) in &self.days {
            for entry in entries.iter().filter(|entry| entry.differs()) {
                edits.extend(entry.edits(*date));
                changes.push(entry.change(*date, self.catalogue));
            }
        }
        let mut dates: Vec<NaiveDate> = changes.iter().map(|change| change.entry.date).collect();
        dates.dedup();
        let summary = match dates.as_slice() {
            [] => return None,
            [_] => Summary::Answered(changes),
            &[first, .., last] => Summary::AnsweredDays {
                days: dates.len(),
                first,
                last,
                items: answered(&changes),
            },
        };
        Some(Act { summary, edits })
    }
}

/// The items that changed, each once, in the order they first did.
fn answered(changes: &[EntryChange]) -> Vec<ItemId> {
    let mut items = Vec::new();
    for answer in changes.iter().flat_map(|change| &change.answers) {
        if !items.contains(&answer.item) {
            items.push(answer.item.clone());
        }
    }
    items
}

/// Whether all that is said of an event is that it was not.
fn denies(group: &Group) -> bool {
    let no = |answer: &Option<&Answer>| matches!(answer, Some(Answer::Flag(false)));
    !group.is_empty() && group.iter().all(|(_, answer)| no(answer))
}
