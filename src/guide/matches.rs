//! Which patterns of answers were seen on which days: the one pass over a diary, kept so that a
//! changed day is all that has to be looked at again.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::condition::{Mark, Pattern};
use super::vocabulary::Vocabulary;
use crate::diary::{Catalogue, DateRange, Day, Diary, Item, ItemId};

/// What rules or readings saw in a diary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matches {
    /// The patterns that an entry of the day fits, by their place in the vocabulary. A day of the
    /// diary on which there is none stands here, too.
    days: BTreeMap<NaiveDate, Vec<usize>>,
}

impl Matches {
    /// The first and last day looked at.
    pub(super) fn span(&self) -> Option<DateRange> {
        let (first, last) = (self.days.keys().next()?, self.days.keys().next_back()?);
        Some(DateRange {
            first: *first,
            last: *last,
        })
    }

    /// The days looked at, with the patterns seen on them.
    pub(super) fn days(&self) -> impl Iterator<Item = (NaiveDate, &[usize])> {
        self.days
            .iter()
            .map(|(date, seen)| (*date, seen.as_slice()))
    }
}

/// Looks for the patterns of a vocabulary.
pub(super) struct Matcher<'a> {
    vocabulary: &'a Vocabulary,
    catalogue: &'a Catalogue,
    /// For each item of the catalogue the patterns whose first wanted mark is an answer to it.
    by_item: Vec<Vec<usize>>,
    /// The patterns whose first wanted mark is a kind of entry.
    by_kind: Vec<usize>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary, catalogue: &'a Catalogue) -> Self {
        let mut matcher = Self {
            vocabulary,
            catalogue,
            by_item: vec![Vec::new(); catalogue.items().len()],
            by_kind: Vec::new(),
        };
        for (at, pattern) in vocabulary.patterns.iter().enumerate() {
            match pattern.wanted.first() {
                Some(Mark::Answer(id, _)) => {
                    if let Some(item) = catalogue.position(id.as_str()) {
                        matcher.by_item[item].push(at);
                    }
                }
                _ => matcher.by_kind.push(at),
            }
        }
        matcher
    }

    /// Looks at a whole diary.
    pub(super) fn look(&self, diary: &Diary) -> Matches {
        Matches {
            days: diary
                .days()
                .map(|(date, day)| (date, self.match_day(day)))
                .collect(),
        }
    }

    /// Looks again at a day that changed.
    pub(super) fn match_again(&self, matches: &mut Matches, diary: &Diary, date: NaiveDate) {
        match diary.day(date) {
            Some(day) => matches.days.insert(date, self.match_day(day)),
            None => matches.days.remove(&date),
        };
    }

    /// The patterns that an entry of a day fits, by their place in the vocabulary.
    pub(super) fn match_day(&self, day: &Day) -> Vec<usize> {
        let mut seen = Vec::new();
        for entry in &day.entries {
            let fits = |at: &&usize| self.pattern(**at).fits(entry, |id| self.item(id));
            seen.extend(self.by_kind.iter().filter(fits));
            for (at, answer) in self.catalogue.said_in(entry) {
                let item = &self.catalogue.items()[at];
                let fits = |at: &&usize| {
                    let pattern = self.pattern(**at);
                    pattern.begins(answer, item) && pattern.goes_on(entry, |id| self.item(id))
                };
                seen.extend(self.by_item[at].iter().filter(fits));
            }
        }
        seen.sort_unstable();
        seen.dedup();
        seen
    }

    fn pattern(&self, at: usize) -> &'a Pattern {
        // Places come from the vocabulary itself.
        &self.vocabulary.patterns[at]
    }

    fn item(&self, id: &ItemId) -> Option<&'a Item> {
        self.catalogue.item(id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use crate::diary::{Answer, Answers, Catalogue, Diary, Entry, EntryId, EntryKindId};
    use crate::guide::RuleBook;

    #[test]
    fn looking_again_at_a_day_is_looking_at_all() {
        let (rules, catalogue) = (RuleBook::built_in(), Catalogue::built_in());
        let date = |n| chrono::NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
        let entry = |n, yes| Entry {
            id: EntryId::check_in(date(n)),
            uid: "x".into(),
            time: None,
            kind: EntryKindId::DAY,
            source: None,
            answers: Answers::from_iter([("foot-drop".into(), Answer::Flag(yes))]),
        };
        let mut diary: Diary = [entry(1, true), entry(2, false)].into_iter().collect();
        let mut matches = rules.matches(&diary, catalogue);
        for (n, change) in [
            (2, Some(true)),
            (1, Some(false)),
            (3, Some(true)),
            (2, None),
        ] {
            diary.replace(date(n), crate::diary::Day::default());
            change
                .into_iter()
                .for_each(|yes| diary.insert(entry(n, yes)));
            rules.match_again(&mut matches, &diary, catalogue, date(n));
            assert_eq!(matches, rules.matches(&diary, catalogue));
        }
    }
}
