//! Reads a diary into columns.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::column::{Event, GAP, Outcome, PainSince, Status, holds};
use super::table::{Table, is_weekend, rows};
use crate::diary::parse::within;
use crate::diary::{
    Answer, Area, Catalogue, Code, DateRange, Day, Diary, Entry, Item, Measure, Role,
};

/// How the absence of an answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Silence {
    /// An item of the check-in: not answered is not known.
    Unknown,
    /// An item of timed entries: without such an entry it did not happen; with one that does not
    /// answer, it is not known.
    No,
    /// A mark such as a tag or the entry itself: it is there or it is not.
    Never,
}

/// Where the answers to an item go.
struct Slot<'a> {
    item: &'a Item,
    outcome: Option<usize>,
    /// The place of an option (0 for "yes") and its event; none for options that say "nothing".
    events: Vec<(usize, usize)>,
    silence: Silence,
}

/// Takes in one day after another.
pub(super) struct Reader<'a> {
    catalogue: &'a Catalogue,
    /// One for each item of the catalogue.
    slots: Vec<Option<Slot<'a>>>,
    /// The items whose silence in a timed entry means "not known", by kind of entry.
    silent: HashMap<&'a str, Vec<usize>>,
    kinds: HashMap<&'a str, usize>,
    words: HashMap<(usize, Code), usize>,
    logged: Vec<bool>,
    bleeding: (usize, Vec<bool>),
    outcomes: Vec<Outcome>,
    events: Vec<Event>,
    /// The place of each event in the catalogue.
    order: Vec<usize>,
    /// What the entry that is read answers about the pain since.
    since: Option<PainSince>,
    rows: usize,
}

impl<'a> Reader<'a> {
    /// A reader for so many rows.
    pub(super) fn new(catalogue: &'a Catalogue, rows: usize) -> Self {
        let bleeding = &catalogue.role(Role::Bleeding).id;
        let mut reader = Self {
            catalogue,
            slots: Vec::new(),
            silent: HashMap::new(),
            kinds: HashMap::new(),
            words: HashMap::new(),
            logged: vec![false; rows],
            bleeding: (
                catalogue.position(bleeding.as_str()).unwrap_or(usize::MAX),
                vec![false; rows],
            ),
            outcomes: Vec::new(),
            events: Vec::new(),
            order: Vec::new(),
            since: None,
            rows,
        };
        for kind in catalogue.entry_kinds() {
            if !kind.id.is_day() && asks(kind.area) {
                let phrase = within(&kind.label);
                let event = reader.event(kind.id.to_string(), phrase, None, Silence::Never, 0);
                reader.kinds.insert(kind.id.as_str(), event);
            }
        }
        for (at, item) in catalogue.items().iter().enumerate() {
            let slot = reader.slot(at, item);
            reader.slots.push(slot);
        }
        reader
    }

    fn event(
        &mut self,
        id: String,
        phrase: String,
        item: Option<&Item>,
        silence: Silence,
        order: usize,
    ) -> usize {
        let unsaid = match silence {
            Silence::Unknown => Status::Unknown,
            Silence::No | Silence::Never => Status::No,
        };
        self.order.push(order);
        let kin = self.kin(&id, item);
        self.events.push(Event {
            id,
            phrase,
            item: item.map(|item| item.id.clone()),
            kin,
            timed: silence != Silence::Unknown,
            days: vec![unsaid; self.rows],
            since: Vec::new(),
        });
        self.events.len() - 1
    }

    /// What an event lies in with others; itself when in nothing.
    fn kin(&self, id: &str, item: Option<&Item>) -> String {
        let Some(item) = item else {
            return id.to_owned();
        };
        match self.catalogue.kinds_of(item).first() {
            Some(kind) if !kind.is_day() => kind.to_string(),
            _ if item.kind.measure() == Measure::Level => item.id.to_string(),
            _ => id.to_owned(),
        }
    }

    fn slot(&mut self, at: usize, item: &'a Item) -> Option<Slot<'a>> {
        let catalogue = self.catalogue;
        let kinds = catalogue.kinds_of(item);
        let daily = kinds.iter().any(|kind| kind.is_day());
        if item.hidden {
            return None;
        }
        if item.kind.measure() == Measure::Score {
            return daily.then(|| {
                self.outcomes.push(Outcome {
                    item: item.id.clone(),
                    worse: catalogue.worse_end(item),
                    scores: vec![GAP; self.rows],
                });
                Slot {
                    item,
                    outcome: Some(self.outcomes.len() - 1),
                    events: Vec::new(),
                    silence: Silence::Unknown,
                }
            });
        }
        if !asks(catalogue.area_of(item)) {
            return None;
        }
        let silence = match item.kind.measure() {
            Measure::Set { open: true } => Silence::Never,
            _ if daily => Silence::Unknown,
            _ => Silence::No,
        };
        let events = match item.kind.measure() {
            Measure::Event => {
                let id = item.id.to_string();
                let phrase = item.phrase.clone();
                vec![(0, self.event(id, phrase, Some(item), silence, at))]
            }
            // Their events come up as the words do.
            Measure::Set { open: true } => Vec::new(),
            Measure::Level | Measure::Sort | Measure::Set { open: false } => item
                .options()
                .iter()
                .enumerate()
                .filter(|(_, option)| item.kind.is_something(option))
                .map(|(level, option)| {
                    let id = format!("{}:{}", item.id, option.code);
                    let phrase = level_phrase(item, level);
                    (level, self.event(id, phrase, Some(item), silence, at))
                })
                .collect(),
            Measure::Score | Measure::Amount { .. } | Measure::Nothing => return None,
        };
        if silence == Silence::No {
            for kind in kinds {
                self.silent.entry(kind.as_str()).or_default().push(at);
            }
        }
        Some(Slot {
            item,
            outcome: None,
            events,
            silence,
        })
    }

    /// Takes in the day of a row.
    pub(super) fn day(&mut self, row: usize, day: &Day) {
        self.logged[row] = !day.is_empty();
        for entry in &day.entries {
            self.since = pain_since(entry, self.catalogue);
            if let Some(event) = self.kinds.get(entry.kind.as_str()) {
                self.events[*event].happened(row, self.since);
            }
            for (at, answer) in self.catalogue.said_in(entry) {
                self.answer(row, at, answer);
            }
            self.unanswered(row, entry);
        }
    }

    fn answer(&mut self, row: usize, at: usize, answer: &Answer) {
        if at == self.bleeding.0 {
            let item = &self.catalogue.items()[at];
            self.bleeding.1[row] |= answer.is_present(item);
        }
        let Some(slot) = &self.slots[at] else { return };
        if let (Some(outcome), Answer::Scale(score @ 0..=10)) = (slot.outcome, answer) {
            let kept = &mut self.outcomes[outcome].scores[row];
            *kept = (*kept).max(*score as i8);
        }
        if slot.silence == Silence::Never {
            if let Answer::Many(words) = answer {
                let item = slot.item;
                for word in words {
                    self.word(row, at, item, word);
                }
            }
            return;
        }
        for (level, event) in &slot.events {
            let event = &mut self.events[*event];
            if holds(slot.item, *level, answer) {
                event.happened(row, self.since);
            } else if event.days[row] == Status::Unknown && slot.silence == Silence::Unknown {
                event.days[row] = Status::No;
            }
        }
    }

    /// A word of the person's own, or an option of an open list.
    fn word(&mut self, row: usize, at: usize, item: &Item, word: &Code) {
        let key = (at, word.clone());
        let event = match self.words.get(&key) {
            Some(event) => *event,
            None => {
                let id = format!("{}:{word}", item.id);
                let phrase = format!("\"{word}\"");
                let event = self.event(id, phrase, Some(item), Silence::Never, at);
                self.words.insert(key, event);
                event
            }
        };
        self.events[event].happened(row, self.since);
    }

    /// A timed entry that does not answer an item leaves open whether it happened.
    fn unanswered(&mut self, row: usize, entry: &Entry) {
        for at in self.silent.get(entry.kind.as_str()).into_iter().flatten() {
            let Some(slot) = &self.slots[*at] else {
                continue;
            };
            if slot.item.said_in(entry).is_some() {
                continue;
            }
            for (_, event) in &slot.events {
                let status = &mut self.events[*event].days[row];
                if *status == Status::No {
                    *status = Status::Unknown;
                }
            }
        }
    }

    /// The columns of what was ever answered.
    pub(super) fn finish(self, dates: Vec<NaiveDate>) -> Table {
        let mut events: Vec<(usize, Event)> = self
            .order
            .into_iter()
            .zip(self.events)
            .filter(|(_, event)| event.days.contains(&Status::Yes))
            .collect();
        events.sort_by_key(|(order, _)| *order);
        let answered = |outcome: &Outcome| outcome.scores.iter().any(|score| *score != GAP);
        Table {
            weekend: dates.iter().map(is_weekend).collect(),
            dates,
            logged: self.logged,
            bleeding: self.bleeding.1,
            outcomes: self.outcomes.into_iter().filter(answered).collect(),
            events: events.into_iter().map(|(_, event)| event).collect(),
        }
    }
}

impl Table {
    /// Reads the days of a range.
    pub(super) fn of(diary: &Diary, catalogue: &Catalogue, range: DateRange) -> Self {
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
}

/// What an entry answers about the pain since; nothing of a check-in.
fn pain_since(entry: &Entry, catalogue: &Catalogue) -> Option<PainSince> {
    let answer = |role: Role| entry.answer(&catalogue.role(role).id);
    let hours = |role: Role| match answer(role) {
        Some(Answer::Number(hours)) => Some(hours.to_f64()),
        _ => None,
    };
    let asked = (!entry.id.is_check_in()).then_some(Role::PainAfter);
    let Answer::Scale(worst) = asked.and_then(answer)? else {
        return None;
    };
    Some(PainSince {
        worst: *worst,
        began: hours(Role::PainAfterBegan),
        lasted: hours(Role::PainAfterLasted),
    })
}

/// Whether events of an area are asked about: the pain itself is what is asked of, and the signs
/// of the cycle are asked about as phases.
fn asks(area: Option<Area>) -> bool {
    !matches!(area, Some(Area::Pain | Area::Cycle))
}

/// "lifting (some or more)", "lifting (heavy)".
fn level_phrase(item: &Item, level: usize) -> String {
    let label = &item.options()[level].label;
    let more = item.kind.measure() == Measure::Level && level + 1 < item.options().len();
    let more = if more { " or more" } else { "" };
    format!("{} ({label}{more})", item.phrase)
}
