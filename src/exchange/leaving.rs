//! What of a diary leaves it: which days, without what, and whether as one person of a study. Every
//! format writes what passes here, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::json::Settings;
use crate::diary::{
    Answer, Catalogue, DateRange, Day, Diary, Entry, EntryId, Item, ItemId, Profile, Withheld,
};

/// How many answers a file has no place for, or a study does not get, per item.
pub type LeftOut = BTreeMap<ItemId, usize>;

/// What of a diary leaves it.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// Its days.
    pub days: DateRange,
    /// What stays behind.
    pub without: Vec<Withheld>,
    /// The study it goes to.
    pub study: Option<Study>,
}

impl Default for Leaving {
    /// Everything.
    fn default() -> Self {
        Self {
            days: DateRange::ALL,
            without: Vec::new(),
            study: None,
        }
    }
}

/// How a person takes part in a study: without words of their own, which could name somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Study {
    /// What the study calls the person.
    pub person: String,
    /// By how many days every date is moved, always the same for one person.
    pub shift: i64,
}

impl Leaving {
    /// Whether an item stays behind.
    pub fn withholds(&self, item: &Item, catalogue: &Catalogue) -> bool {
        self.without.iter().any(|of| of.holds(item, catalogue))
    }

    /// Whether all that is in the diary leaves.
    pub fn is_everything(&self) -> bool {
        self.without.is_empty() && self.study.is_none()
    }

    /// What of a stretch leaves; what a study does not get is counted.
    pub(super) fn of(
        &self,
        stretch: Diary,
        catalogue: &Catalogue,
        withheld: &mut LeftOut,
    ) -> Diary {
        if self.is_everything() {
            return stretch;
        }
        let days = stretch
            .days()
            .flat_map(|(_, day)| self.day(day, catalogue, withheld));
        let mut left: Diary = days.collect();
        // Where answers came from says on which day, and which app she used.
        if self.study.is_none() {
            for (date, day) in stretch.days() {
                left.note_imported(date, day.imported.clone());
            }
        }
        left
    }

    fn day(&self, day: &Day, catalogue: &Catalogue, withheld: &mut LeftOut) -> Vec<Entry> {
        let kept = |entry: &&Entry| {
            let mut without = self.without.iter();
            !without.any(|of| of.holds_kind(&entry.kind, catalogue))
        };
        let mut left: Vec<Entry> = day.entries.iter().filter(kept).cloned().collect();
        for entry in &mut left {
            let answers = entry.answers.iter().filter_map(|(id, answer)| {
                let item = catalogue.item(id.as_str());
                if item.is_some_and(|item| self.withholds(item, catalogue)) {
                    return None;
                }
                let left = match self.study {
                    Some(_) => item.and_then(|item| without_words(answer, item)),
                    None => Some(answer.clone()),
                };
                if left.is_none() {
                    *withheld.entry(id.clone()).or_default() += 1;
                }
                Some((id.clone(), left?))
            });
            entry.answers = answers.collect();
        }
        left.retain(|entry| !entry.id.is_check_in() || !entry.answers.is_empty());
        match &self.study {
            Some(study) => study.moved(left),
            None => left,
        }
    }

    /// What stands beside the entries that leave: what a person told of themselves stays with them
    /// where anything does.
    pub(super) fn settings(&self, mut settings: Settings, catalogue: &Catalogue) -> Settings {
        if self.is_everything() {
            return settings;
        }
        let stays = |id: &ItemId| {
            let item = catalogue.item(id.as_str());
            item.is_some_and(|item| self.withholds(item, catalogue))
        };
        settings.profile = Profile::default();
        settings.own_items.retain(|id, _| !stays(id));
        settings.overrides.retain(|id, _| !stays(id));
        settings
    }
}

/// An answer without a person's own words and items, if anything is left of it.
fn without_words(answer: &Answer, item: &Item) -> Option<Answer> {
    match answer {
        _ if item.own => None,
        Answer::Text(_) => None,
        Answer::Many(codes) => {
            let known = codes.iter().filter(|code| item.option(code).is_some());
            let known: BTreeSet<_> = known.cloned().collect();
            (codes.is_empty() || !known.is_empty()).then_some(Answer::Many(known))
        }
        answer => Some(answer.clone()),
    }
}

impl Study {
    /// The entries of a day on the day they are moved to. Their lasting names, which another
    /// program may have made of a date, stay behind.
    fn moved(&self, entries: Vec<Entry>) -> Vec<Entry> {
        let by = TimeDelta::try_days(self.shift).unwrap_or_default();
        let moved = entries.into_iter().zip(1..).filter_map(|(entry, n)| {
            let date = entry.date().checked_add_signed(by)?;
            let id = match entry.id.is_check_in() {
                true => EntryId::check_in(date),
                false => EntryId::new(date, n)?,
            };
            Some(Entry {
                id,
                uid: "".into(),
                source: None,
                ..entry
            })
        });
        moved.collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::diary::{Code, Imported};

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    fn entry(id: EntryId, kind: &str, answers: &[(&str, Answer)]) -> Entry {
        Entry {
            id,
            uid: "clue:2026-03-17".into(),
            time: None,
            kind: kind.into(),
            source: Some("clue".into()),
            answers: answers
                .iter()
                .map(|(id, answer)| ((*id).into(), answer.clone()))
                .collect(),
        }
    }

    fn diary() -> Diary {
        let words = |text: &str| Answer::Text(text.into());
        let tags = [Code::new("with-anna")].into_iter().collect();
        Diary::from_iter([
            entry(
                EntryId::check_in(day(17)),
                "day",
                &[
                    ("pain", Answer::Scale(4)),
                    ("libido", Answer::Scale(3)),
                    ("note", words("Anna came")),
                    ("tags", Answer::Many(tags)),
                ],
            ),
            entry(
                EntryId::new(day(17), 1).unwrap(),
                "intimacy",
                &[("orgasm", Answer::Flag(true)), ("note", words("slow"))],
            ),
            entry(
                EntryId::new(day(17), 2).unwrap(),
                "relief",
                &[("medicine", words("ibuprofen"))],
            ),
        ])
    }

    fn told(diary: &Diary) -> Vec<String> {
        let entries = diary.days().flat_map(|(_, day)| &day.entries);
        let ids = |entry: &Entry| {
            let ids = entry.answers.keys().map(ItemId::as_str);
            format!(
                "{} {}: {}",
                entry.date(),
                entry.kind.as_str(),
                ids.collect::<Vec<_>>().join(" ")
            )
        };
        entries.map(ids).collect()
    }

    /// Of which answers it is told where they came from.
    fn came(leaving: &Leaving) -> Vec<ItemId> {
        let mut all = diary();
        let imported = Imported {
            source: "clue".into(),
            on: day(20),
            items: ["libido", "pain"].map(ItemId::new).into(),
        };
        all.note_imported(day(17), vec![imported]);
        let left = leaving.of(all, Catalogue::built_in(), &mut LeftOut::new());
        let came = left.days().flat_map(|(_, day)| &day.imported);
        came.flat_map(|of| of.items.clone()).collect()
    }

    fn left(leaving: &Leaving) -> (Vec<String>, LeftOut) {
        let mut withheld = LeftOut::new();
        let left = leaving.of(diary(), Catalogue::built_in(), &mut withheld);
        (told(&left), withheld)
    }

    #[test]
    fn what_is_withheld_stays_behind() {
        let catalogue = Catalogue::built_in();
        for (words, expected) in [
            (
                "intimacy",
                &[
                    "2026-03-17 day: note pain tags",
                    "2026-03-17 relief: medicine",
                ][..],
            ),
            (
                "intimacy,notes",
                &["2026-03-17 day: pain tags", "2026-03-17 relief: "],
            ),
            (
                "relief,pain,tags,note,desire,orgasm",
                &["2026-03-17 intimacy: "],
            ),
        ] {
            let without = words
                .split(',')
                .map(|word| Withheld::named(word, catalogue));
            let leaving = Leaving {
                without: without.collect::<Result<_, _>>().unwrap(),
                ..Leaving::default()
            };
            assert_eq!(left(&leaving).0, expected, "{words}");
            assert_eq!(
                came(&leaving),
                ["pain"].map(ItemId::new)[usize::from(words.contains("pain"))..]
            );
        }
    }

    #[test]
    fn a_study_gets_no_words_and_no_dates() {
        let leaving = Leaving {
            study: Some(Study {
                person: "p7".into(),
                shift: -10,
            }),
            ..Leaving::default()
        };
        assert_eq!(came(&leaving), []);
        let mut withheld = LeftOut::new();
        let moved = leaving.of(diary(), Catalogue::built_in(), &mut withheld);
        assert_eq!(
            told(&moved),
            [
                "2026-03-07 day: libido pain",
                "2026-03-07 intimacy: orgasm",
                "2026-03-07 relief: "
            ]
        );
        let counted: Vec<_> = withheld.iter().map(|(id, n)| (id.as_str(), *n)).collect();
        assert_eq!(counted, [("medicine", 1), ("note", 2), ("tags", 1)]);
        let entries = moved.days().flat_map(|(_, day)| &day.entries);
        let mut entries = entries.map(|entry| (entry.uid.as_str(), &entry.source));
        assert!(entries.all(|of| of == ("", &None)));
    }
}
