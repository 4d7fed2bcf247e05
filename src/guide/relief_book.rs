//! What the guide knows of each relief measure, and what helped on days like this.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::mistake::{DataError, Flaw, Wrong};
use super::situation::Situation;
use crate::diary::calendar::shift;
use crate::diary::relief::{MeasureRecord, records};
use crate::diary::{Answer, Catalogue, Code, DateRange, Day, ItemId, Role};
use crate::language::{data, spoken};

/// What the guide knows of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureWords {
    /// The measure.
    pub code: Code,
    /// What it may do.
    pub may: String,
    /// How soon.
    pub soon: String,
    /// What to watch for.
    pub watch: String,
    /// What speaks for it.
    pub benefits: Vec<String>,
    /// What speaks against it.
    pub drawbacks: Vec<String>,
    /// Where that is known from: body and year.
    pub source: String,
}

/// What the guide knows of the measures.
#[derive(Debug, Clone)]
pub struct ReliefBook {
    measures: Vec<MeasureWords>,
    alike: Alike,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    alike: Alike,
    measure: Vec<Spanned<MeasureWords>>,
}

/// The items that say whether two days are alike.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alike {
    places: Vec<ItemId>,
    qualities: Vec<ItemId>,
}

static BUILT_IN: LazyLock<ReliefBook> = LazyLock::new(|| {
    ReliefBook::read(spoken(data!("guide/relief")), Catalogue::built_in())
        .expect("the built-in words on relief are read by the tests of this module")
});

impl ReliefBook {
    /// The words the program comes with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn read(text: &str, catalogue: &Catalogue) -> Result<Self, DataError> {
        let read = || {
            let file: File = toml::from_str(text)?;
            let item = catalogue.role(Role::ReliefMeasure);
            for measure in &file.measure {
                let code = &measure.get_ref().code;
                if item.option(code).is_none() {
                    let (item, code) = (item.id.to_string(), code.to_string());
                    return Err(Wrong::new(measure.span(), Flaw::Measure { item, code }));
                }
            }
            for id in file.alike.places.iter().chain(&file.alike.qualities) {
                if catalogue.item(id.as_str()).is_none() {
                    return Err(Wrong::new(0..0, Flaw::Item(id.to_string())));
                }
            }
            Ok(Self {
                measures: file.measure.into_iter().map(Spanned::into_inner).collect(),
                alike: file.alike,
            })
        };
        read().map_err(|wrong: Wrong| wrong.in_text(text))
    }

    /// What is known of a measure.
    pub fn words(&self, code: &Code) -> Option<&MeasureWords> {
        self.measures.iter().find(|words| words.code == *code)
    }

    /// What is known of all measures, in the order of the catalogue.
    pub fn measures(&self) -> &[MeasureWords] {
        &self.measures
    }

    /// The items [`ReliefBook::helped_before`] looks at.
    pub fn items(&self, catalogue: &Catalogue) -> Vec<ItemId> {
        let of_relief = [Role::ReliefMeasure, Role::ReliefBefore, Role::ReliefAfter];
        let of_relief = of_relief.map(|role| &catalogue.role(role).id);
        let alike = self.alike.places.iter().chain(&self.alike.qualities);
        alike.chain(of_relief).cloned().collect()
    }

    /// What was tried on earlier days like the day asked about, the most often helpful first.
    ///
    /// Days are alike when they share a place of pain and, where both days have one, a quality of
    /// pain. Nothing is alike to a day without a place and without a quality.
    pub fn helped_before(&self, situation: &Situation) -> Vec<MeasureRecord> {
        let today = situation
            .diary
            .day(situation.date)
            .map(|day| self.traits(day));
        let Some(today) = today.filter(|of| !of.places.is_empty() || !of.qualities.is_empty())
        else {
            return Vec::new();
        };
        let earlier = DateRange {
            last: shift(situation.date, -1),
            ..DateRange::ALL
        };
        let entries = situation
            .diary
            .range(earlier)
            .filter(|(_, day)| today.is_like(&self.traits(day)))
            .flat_map(|(_, day)| &day.entries);
        let mut records = records(entries, situation.catalogue);
        records.sort_by(|a, b| b.helped.cmp(&a.helped).then(b.uses.cmp(&a.uses)));
        records
    }

    fn traits<'a>(&self, day: &'a Day) -> Traits<'a> {
        let codes = |items: &[ItemId]| {
            day.entries
                .iter()
                .flat_map(|entry| items.iter().filter_map(|item| entry.answer(item)))
                .flat_map(|answer| match answer {
                    Answer::Many(codes) => Some(codes.iter()),
                    _ => None,
                })
                .flatten()
                .collect()
        };
        Traits {
            places: codes(&self.alike.places),
            qualities: codes(&self.alike.qualities),
        }
    }
}

/// Where a day hurt, and how it felt.
struct Traits<'a> {
    places: BTreeSet<&'a Code>,
    qualities: BTreeSet<&'a Code>,
}

impl Traits<'_> {
    fn is_like(&self, other: &Self) -> bool {
        let share = |a: &BTreeSet<&Code>, b: &BTreeSet<&Code>| !a.is_disjoint(b);
        let qualities = || share(&self.qualities, &other.qualities);
        if self.places.is_empty() {
            return qualities();
        }
        let unknown = self.qualities.is_empty() || other.qualities.is_empty();
        share(&self.places, &other.places) && (unknown || qualities())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycle::CycleFacts;
    use crate::diary::Profile;
    use crate::diary::relief::made::{day, diary, entries};

    #[test]
    fn it_is_read_in_every_language() {
        for text in data!("guide/relief") {
            ReliefBook::read(text, Catalogue::built_in()).unwrap();
        }
    }

    #[test]
    fn every_measure_of_the_catalogue_has_its_words() {
        let book = ReliefBook::built_in();
        let item = Catalogue::built_in().role(Role::ReliefMeasure);
        let codes: Vec<_> = item.options().iter().map(|option| &option.code).collect();
        let known: Vec<_> = book.measures().iter().map(|words| &words.code).collect();
        assert_eq!(known, codes);
    }

    #[test]
    fn what_helped_before_comes_from_days_like_this() {
        let diary = diary(&[
            entries(
                1,
                &["low-back-left"],
                &["dull"],
                &[("heat", Some((6, 3))), ("rest", Some((3, 3)))],
            ),
            entries(
                2,
                &["belly-left"],
                &["dull"],
                &[("painkiller", Some((6, 1)))],
            ),
            entries(
                3,
                &["low-back-left"],
                &["shooting"],
                &[("massage", Some((6, 1)))],
            ),
            entries(
                4,
                &["low-back-left", "tailbone"],
                &[],
                &[("bath", Some((6, 5)))],
            ),
            entries(
                9,
                &["low-back-left"],
                &["dull", "stiff"],
                &[("stretching", Some((5, 1)))],
            ),
        ]);
        let before = |n| {
            let situation = Situation {
                diary: &diary,
                catalogue: Catalogue::built_in(),
                profile: &Profile::default(),
                cycles: &CycleFacts::default(),
                date: day(n),
            };
            let records = ReliefBook::built_in().helped_before(&situation);
            records
                .iter()
                .map(|record| record.code.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(before(9), ["heat", "rest", "bath"]);
        assert!(before(1).is_empty(), "nothing was before");
        assert!(before(20).is_empty(), "nothing is known of the day");
    }

    #[test]
    fn a_measure_that_does_not_exist_is_refused_with_its_line() {
        let text = include_str!("../../assets/guide/relief.toml")
            .replace("code = \"rest\"", "code = \"rset\"");
        let refused = ReliefBook::read(&text, Catalogue::built_in()).unwrap_err();
        assert!(
            refused.to_string().contains("no option \"rset\""),
            "{refused}"
        );
        assert!(refused.line > 10);
    }
}
