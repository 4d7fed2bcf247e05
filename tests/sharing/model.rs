//! What sharing comes to, without files, without an engine and without rows: of each register what was
//! said, each time under a number of its own, and which numbers somebody saw and took away.

use std::collections::{BTreeMap, BTreeSet};

/// An owner, a date or `#` and a lasting name or nothing, and an item; none for a timed entry's row.
pub(crate) type Register = (String, String);

/// What stands, whatever it is.
pub(crate) type Rows = BTreeMap<Register, String>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Plainly,
    InWords,
    Kept,
}

#[derive(Debug, Clone)]
struct Said {
    content: Option<String>,
    at: i64,
    by: u64,
    how: How,
}

/// What a computer knows of what all said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    said: BTreeMap<Register, BTreeMap<u64, Said>>,
    taken_away: BTreeSet<u64>,
}

/// A computer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Desk {
    pub number: u64,
    pub known: Known,
    pub rows: Rows,
    /// What was touched since it was given last, and when.
    dirty: BTreeMap<Register, i64>,
}

fn row(owner: &str) -> Register {
    (owner.to_owned(), String::new())
}

fn is_row((owner, item): &Register) -> bool {
    owner.starts_with('#') && item.is_empty()
}

impl Known {
    /// What stands, and when it was done; none where nobody said anything.
    fn settled(&self, register: &Register) -> Option<(Option<String>, i64)> {
        let said = self.said.get(register)?;
        let mut said: Vec<&Said> = said.values().collect();
        said.sort_by_key(|said| (said.at, said.by));
        let last = |said: &[&Said]| said.last().map(|said| (said.content.clone(), said.at));
        if register.0.is_empty() {
            return last(&said);
        }
        let removed = last(&said);
        said.retain(|said| said.content.is_some());
        if said.iter().any(|said| said.how != How::Kept) {
            said.retain(|said| said.how != How::Kept);
        }
        if said.is_empty() || said.iter().any(|said| said.how != How::InWords) {
            return last(&said).or(removed);
        }
        // No word of the test is part of another.
        let mut words: Vec<&str> = Vec::new();
        let mut all: Vec<&str> = said.iter().filter_map(|of| of.content.as_deref()).collect();
        let strip =
            |words: &mut Vec<&str>| words.iter_mut().for_each(|of| *of = &of["text ".len()..]);
        strip(&mut all);
        for (at, one) in all.iter().enumerate() {
            let within = |(other_at, other): (usize, &&str)| {
                other_at != at
                    && format!("\n{other}\n").contains(&format!("\n{one}\n"))
                    && (other != one || other_at < at)
            };
            if !all.iter().enumerate().any(within) {
                words.push(one);
            }
        }
        let at = said.last()?.at;
        Some((Some(format!("text {}", words.join("\n"))), at))
    }

    /// Whether some words are known.
    pub(crate) fn mentions(&self, words: &str) -> bool {
        let said = self.said.values().flat_map(BTreeMap::values);
        let mut contents = said.filter_map(|said| said.content.as_deref());
        contents.any(|content| content.contains(words))
    }

    fn stands(&self, register: &Register) -> Option<String> {
        self.settled(register)?.0
    }

    fn is_removed(&self, owner: &str) -> bool {
        owner.starts_with('#') && self.settled(&row(owner)).is_some_and(|of| of.0.is_none())
    }

    fn say(&mut self, register: &Register, said: Said, number: u64, stays: impl Fn(&Said) -> bool) {
        let known = self.said.entry(register.clone()).or_default();
        let seen: Vec<u64> = known
            .iter()
            .filter(|(_, said)| !stays(said))
            .map(|(number, _)| *number)
            .collect();
        for seen in seen {
            known.remove(&seen);
            self.taken_away.insert(seen);
        }
        known.insert(number, said);
    }

    fn merge(&mut self, other: &Self) {
        for (register, said) in &other.said {
            let known = self.said.entry(register.clone()).or_default();
            known.extend(said.iter().map(|(number, said)| (*number, said.clone())));
        }
        self.taken_away.extend(&other.taken_away);
        for known in self.said.values_mut() {
            known.retain(|number, _| !self.taken_away.contains(number));
        }
        self.said.retain(|_, known| !known.is_empty());
    }
}

impl Desk {
    pub(crate) fn new(number: u64, rows: Rows) -> Self {
        Self {
            number,
            rows,
            ..Self::default()
        }
    }

    /// What was done changed the rows to these; what went elsewhere was touched with all its answers.
    pub(crate) fn acted(&mut self, now: Rows, moved: &BTreeSet<String>, at: i64) {
        let all: BTreeSet<&Register> = self.rows.keys().chain(now.keys()).collect();
        for register in all {
            if self.rows.get(register) != now.get(register) || moved.contains(&register.0) {
                self.dirty.insert(register.clone(), at);
            }
        }
        self.rows = now;
    }

    pub(crate) fn give(&mut self, numbers: &mut u64) {
        let (mut told, mut answered) = (BTreeSet::new(), BTreeMap::new());
        let by = self.number;
        let mut number = || {
            *numbers += 1;
            *numbers
        };
        let (rows, known) = (&self.rows, &mut self.known);
        for (register, at) in std::mem::take(&mut self.dirty) {
            let content = rows.get(&register).cloned();
            let (owner, item) = &register;
            if owner.starts_with('#') && !is_row(&register) && !rows.contains_key(&row(owner)) {
                continue;
            }
            let was_removed = is_row(&register) && known.is_removed(owner);
            if known.stands(&register) == content {
                continue;
            }
            if is_row(&register) {
                told.insert(owner.clone());
            } else if owner.starts_with('#') {
                answered.insert(owner.clone(), at);
            }
            if was_removed {
                let answers: Vec<Register> = known.said.keys().cloned().collect();
                for answer in answers {
                    if answer.0 == *owner && !is_row(&answer) && !rows.contains_key(&answer) {
                        let (content, how) = (None, How::Plainly);
                        let said = Said {
                            content,
                            at,
                            by,
                            how,
                        };
                        known.say(&answer, said, number(), |_| false);
                    }
                }
            }
            let how = if item == "note" {
                How::InWords
            } else {
                How::Plainly
            };
            known.say(
                &register,
                Said {
                    content,
                    at,
                    by,
                    how,
                },
                number(),
                |_| false,
            );
        }
        for (owner, at) in answered {
            let row = row(&owner);
            let Some(content) = rows.get(&row).filter(|_| !told.contains(&owner)) else {
                continue;
            };
            let content = Some(content.clone());
            let (at, how) = match known.settled(&row) {
                Some((stands, since)) if stands == content => (since, How::Kept),
                _ => (at, How::Plainly),
            };
            let stays = |said: &Said| said.content.is_some() && said.how != How::Kept;
            known.say(
                &row,
                Said {
                    content,
                    at,
                    by,
                    how,
                },
                number(),
                stays,
            );
        }
    }

    /// Takes what another knew; what it had given before.
    pub(crate) fn take(&mut self, others: &[Known], numbers: &mut u64) {
        self.give(numbers);
        for other in others {
            self.known.merge(other);
        }
        let by = self.number;
        for (register, content) in &self.rows {
            if self.known.said.contains_key(register) || self.known.is_removed(&register.0) {
                continue;
            }
            *numbers += 1;
            let how = if register.1 == "note" {
                How::InWords
            } else {
                How::Plainly
            };
            let content = Some(content.clone());
            let said = Said {
                content,
                at: 0,
                by,
                how,
            };
            self.known.say(register, said, *numbers, |_| true);
        }
        for register in self.known.said.keys() {
            let owner = &register.0;
            if owner.starts_with('#') && !self.known.said.contains_key(&row(owner)) {
                continue;
            }
            let stands = self
                .known
                .stands(register)
                .filter(|_| !self.known.is_removed(owner));
            match stands {
                Some(content) => self.rows.insert(register.clone(), content),
                None => self.rows.remove(register),
            };
        }
        let known = &self.known;
        self.rows.retain(|(owner, _), _| !known.is_removed(owner));
    }

    pub(crate) fn purge(&mut self, numbers: &mut u64) {
        self.give(numbers);
        let registers: Vec<Register> = self.known.said.keys().cloned().collect();
        for register in registers {
            if !is_row(&register) && self.known.is_removed(&register.0) {
                let known = self.known.said.remove(&register).unwrap_or_default();
                self.known.taken_away.extend(known.into_keys());
            }
        }
    }
}
