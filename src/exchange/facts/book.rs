//! The days of a file, as its facts come in.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{NaiveDate, NaiveTime};

use super::several::{Held, Met};
use super::{Census, Fact, Left, Remark, Rules, rules};
use crate::diary::{Answer, Answers, Catalogue, EntryKindId, Item, ItemId, Role};
use crate::exchange::{Incoming, Piece, Place, Taker};

/// What facts say of days, and what became of each.
pub(in crate::exchange) struct Book<'r> {
    rules: &'r Rules,
    catalogue: &'r Catalogue,
    today: NaiveDate,
    days: BTreeMap<NaiveDate, Day>,
    /// The facts that gave an answer: their key, their line, and how many of their answers stand.
    facts: Vec<(String, u64, u32)>,
    census: Census,
}

#[derive(Default)]
struct Day {
    line: u64,
    answers: BTreeMap<ItemId, Held>,
    /// Entries, by kind and by what tells them apart.
    entries: BTreeMap<(EntryKindId, String), Entry>,
}

#[derive(Default)]
struct Entry {
    line: u64,
    time: Option<NaiveTime>,
    answers: BTreeMap<ItemId, Held>,
}

/// Of an entry that any other of the day may take in.
const ANY: &str = "*";

impl<'r> Book<'r> {
    /// An empty book. Days after `today` are left out.
    pub(in crate::exchange) fn new(
        rules: &'r Rules,
        catalogue: &'r Catalogue,
        today: NaiveDate,
    ) -> Self {
        Self {
            rules,
            catalogue,
            today,
            days: BTreeMap::new(),
            facts: Vec::new(),
            census: Census::default(),
        }
    }

    /// Notes what was decided of the file as a whole.
    pub(in crate::exchange) fn remark(&mut self, remark: Remark) {
        self.census.remarks.insert(remark);
    }

    /// Leaves something out that the reader makes no fact of.
    pub(in crate::exchange) fn leave(&mut self, key: &str, why: Left, line: u64) {
        self.census.read += 1;
        self.census.leave(key, why, line);
    }

    /// Counts something that is not for a diary.
    pub(in crate::exchange) fn count(&mut self, key: &str) {
        self.count_many(key, 1);
    }

    /// Counts so many of them.
    pub(in crate::exchange) fn count_many(&mut self, key: &str, count: u64) {
        self.census.read += count;
        *self.census.counted.entry(key.to_owned()).or_default() += count;
    }

    /// Takes a fact in.
    pub(in crate::exchange) fn take(&mut self, fact: &Fact) {
        let rules = self.rules;
        let Some((rule, pattern)) = rules.of(&fact.key) else {
            return self.leave(&fact.key, Left::Unknown, fact.line);
        };
        // A pattern is the program's own; what it stands for may be the person's.
        let key = match pattern {
            ANY => fact.key.split('/').next().unwrap_or_default(),
            pattern => pattern,
        };
        if rule.count {
            return self.count(key);
        }
        if let Some(why) = rule.drop {
            return self.leave(key, why, fact.line);
        }
        let Some(date) = fact.date else {
            return self.leave(key, Left::Date, fact.line);
        };
        if date > self.today {
            return self.leave(key, Left::ToCome, fact.line);
        }
        self.census.read += 1;
        let number = self.facts.len();
        self.facts.push((key.to_owned(), fact.line, 0));
        let catalogue = self.catalogue;
        let is_known = |id: &ItemId| catalogue.item(id.as_str()).is_some();
        let mut why = match rule.give.keys().all(is_known) {
            true => Left::Outweighed,
            false => Left::NoItem,
        };
        let answers = rule.give.keys().filter_map(|id| {
            let item = catalogue.item(id.as_str())?;
            let answer = rule.answer(item, fact)?;
            Some(answer.map(|given| (item, given)))
        });
        // When it was measured says nothing where what was measured cannot be.
        match answers.collect::<Result<Vec<_>, Left>>() {
            Ok(answers) => {
                for (item, given) in answers {
                    self.give(date, fact, rule, item, given, number);
                }
            }
            Err(left) => why = left,
        }
        if rule.note {
            let note = self.catalogue.role(Role::Note);
            let words = match &*fact.value {
                value if value.is_empty() || value == fact.option() => {
                    fact.key.replacen('/', ": ", 1)
                }
                value => format!("{}: {value}", fact.key),
            };
            if let Some(answer) = rules::read(note, &words, true) {
                self.give_day(date, fact, note, (answer, Vec::new()), false, number);
            }
        }
        // That a value is none is known at once, that it is outweighed at the end.
        if why != Left::Outweighed && self.facts.last().is_some_and(|(_, _, stand)| *stand == 0) {
            self.facts.pop();
            self.census.leave(key, why, fact.line);
        }
    }

    fn give(
        &mut self,
        date: NaiveDate,
        fact: &Fact,
        rule: &rules::Rule,
        item: &Item,
        given: rules::Given,
        number: usize,
    ) {
        let kinds = self.catalogue.kinds_of(item);
        if kinds.iter().any(EntryKindId::is_day) {
            return self.give_day(date, fact, item, given, rule.mean, number);
        }
        let Some(kind) = kinds.first() else { return };
        let apart = fact.id.as_ref().unwrap_or(&rule.entry).clone();
        let day = self.days.entry(date).or_default();
        let entry = day.entries.entry((kind.clone(), apart)).or_insert(Entry {
            line: fact.line,
            time: fact.id.as_ref().and(fact.time),
            answers: BTreeMap::new(),
        });
        let next = held(fact, given, number);
        meet(
            &mut entry.answers,
            &mut self.facts,
            item,
            self.catalogue,
            next,
            rule.mean,
        );
    }

    fn give_day(
        &mut self,
        date: NaiveDate,
        fact: &Fact,
        item: &Item,
        given: rules::Given,
        mean: bool,
        number: usize,
    ) {
        let day = self.days.entry(date).or_default();
        if day.answers.is_empty() {
            day.line = fact.line;
        }
        let next = held(fact, given, number);
        meet(
            &mut day.answers,
            &mut self.facts,
            item,
            self.catalogue,
            next,
            mean,
        );
    }

    /// Hands the days on, and then what became of the facts.
    pub(in crate::exchange) fn finish(mut self, taker: &mut dyn Taker) {
        for (key, line, stand) in std::mem::take(&mut self.facts) {
            match stand {
                0 => self.census.leave(&key, Left::Outweighed, line),
                _ => self.census.answered += 1,
            }
        }
        for (date, day) in std::mem::take(&mut self.days) {
            for entry in pieces(&self.rules.format, date, day) {
                if taker.take(Piece::Entry(entry)) == ControlFlow::Break(()) {
                    return;
                }
            }
        }
        taker.census(self.census);
    }
}

fn held(fact: &Fact, (answer, alike): rules::Given, number: usize) -> Held {
    let scores = match answer {
        Answer::Scale(score) => vec![score],
        _ => Vec::new(),
    };
    Held {
        answer,
        alike,
        time: fact.time,
        facts: vec![number],
        scores,
    }
}

fn meet(
    answers: &mut BTreeMap<ItemId, Held>,
    facts: &mut [(String, u64, u32)],
    item: &Item,
    catalogue: &Catalogue,
    next: Held,
    mean: bool,
) {
    let number = next.facts.first().copied().unwrap_or_default();
    let met = match answers.get_mut(&item.id) {
        Some(stands) => stands.meet(item, catalogue, next, mean),
        None => {
            answers.insert(item.id.clone(), next);
            Met::Stands
        }
    };
    let mut count = |number: usize, by: i32| {
        if let Some((_, _, stand)) = facts.get_mut(number) {
            *stand = stand.saturating_add_signed(by);
        }
    };
    match met {
        Met::Outweighed => {}
        Met::Stands => count(number, 1),
        Met::Instead(before) => {
            before.into_iter().for_each(|number| count(number, -1));
            count(number, 1);
        }
    }
}

/// The entries of a day.
fn pieces(format: &str, date: NaiveDate, mut day: Day) -> Vec<Incoming> {
    // What belongs to any entry of a kind joins one that there is.
    let any = day.entries.extract_if(.., |(_, apart), _| apart == ANY);
    for ((kind, _), loose) in any.collect::<Vec<_>>() {
        let main = (kind.clone(), String::new());
        let there = day.entries.keys().find(|(of, _)| *of == kind).cloned();
        let entry = day.entries.entry(there.unwrap_or(main)).or_default();
        entry.line = if entry.line == 0 {
            loose.line
        } else {
            entry.line
        };
        for (item, answer) in loose.answers {
            entry.answers.entry(item).or_insert(answer);
        }
    }
    let of_day = (!day.answers.is_empty()).then(|| {
        let place = Place::Day(date);
        incoming(day.line, place, day.answers)
    });
    let entries = day.entries.into_iter().map(|((kind, apart), entry)| {
        let uid = match &*apart {
            "" => format!("{format}:{date}:{kind}"),
            apart => format!("{format}:{date}:{kind}:{apart}"),
        };
        let place = Place::Timed {
            date,
            time: entry.time,
            kind,
            uid: uid.into(),
        };
        incoming(entry.line, place, entry.answers)
    });
    of_day.into_iter().chain(entries).collect()
}

fn incoming(line: u64, place: Place, answers: BTreeMap<ItemId, Held>) -> Incoming {
    let mut entry = Incoming::exact(line, place, Answers::new());
    for (item, held) in answers {
        if !held.alike.is_empty() {
            entry.alike.insert(item.clone(), held.alike);
        }
        entry.answers.insert(item, held.answer);
    }
    entry
}
