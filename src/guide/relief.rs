//! What helped: measures with the pain before and after, and what the guide knows of each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::situation::{Situation, shifted};
use super::syntax::{DataError, Wrong};
use crate::diary::{Answer, Catalogue, Code, DateRange, Day, Diary, Entry, ItemId, Role};

/// A fall of this many points matters to people (Farrar et al., Pain 2001).
const POINTS: u8 = 2;

/// Or a fall by this share of the pain before, in percent (Farrar et al., Pain 2001).
const PERCENT: u32 = 30;

/// Measures are compared with each other from this many uses with pain before and after.
const ENOUGH: usize = 6;

/// What a diary shows of one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureRecord {
    /// The measure.
    pub code: Code,
    /// Words for people.
    pub label: String,
    /// How often it was used.
    pub uses: usize,
    /// How often there was pain before, and the pain before and after were both noted.
    pub rated: usize,
    /// The median pain before, of the rated uses, 0–10.
    pub before: Option<f64>,
    /// The median pain after, of the rated uses, 0–10.
    pub after: Option<f64>,
    /// The median change, of the rated uses; negative when the pain fell.
    pub change: Option<f64>,
    /// In how many of the rated uses the pain fell by 2 points or 30 %.
    pub helped: usize,
    /// Whether it was rated often enough to be compared with others.
    pub enough: bool,
}

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
    ReliefBook::read(
        include_str!("../../assets/guide/relief.toml"),
        Catalogue::built_in(),
    )
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
                    let reason = format!("{} has no option \"{code}\"", item.id);
                    return Err(Wrong::new(measure.span(), reason));
                }
            }
            for id in file.alike.places.iter().chain(&file.alike.qualities) {
                if catalogue.item(id.as_str()).is_none() {
                    return Err(Wrong::new(0..0, format!("there is no item \"{id}\"")));
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
            last: shifted(situation.date, -1),
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

/// What a diary shows of each measure used in a range, the most used first.
pub fn relief(diary: &Diary, catalogue: &Catalogue, range: DateRange) -> Vec<MeasureRecord> {
    let entries = diary.range(range).flat_map(|(_, day)| &day.entries);
    let mut records = records(entries, catalogue);
    records.sort_by_key(|record| std::cmp::Reverse((record.rated, record.uses)));
    records
}

/// One record a measure, in the order of the catalogue.
fn records<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    catalogue: &Catalogue,
) -> Vec<MeasureRecord> {
    let measure = catalogue.role(Role::ReliefMeasure);
    let (before, after) = (
        &catalogue.role(Role::ReliefBefore).id,
        &catalogue.role(Role::ReliefAfter).id,
    );
    let mut uses: BTreeMap<&Code, (usize, Vec<(u8, u8)>)> = BTreeMap::new();
    for entry in entries {
        let Some(Answer::Choice(code)) = entry.answer(&measure.id) else {
            continue;
        };
        let (count, rated) = uses.entry(code).or_default();
        *count += 1;
        if let (Some(Answer::Scale(before)), Some(Answer::Scale(after))) =
            (entry.answer(before), entry.answer(after))
            // Where nothing hurt, nothing could be eased.
            && *before > 0
        {
            rated.push((*before, *after));
        }
    }
    measure
        .options()
        .iter()
        .filter_map(|option| {
            let (count, rated) = uses.get(&option.code)?;
            Some(MeasureRecord {
                code: option.code.clone(),
                label: option.label.clone(),
                uses: *count,
                rated: rated.len(),
                before: median(rated.iter().map(|(before, _)| f64::from(*before))),
                after: median(rated.iter().map(|(_, after)| f64::from(*after))),
                change: median(
                    rated
                        .iter()
                        .map(|(before, after)| f64::from(*after) - f64::from(*before)),
                ),
                helped: rated
                    .iter()
                    .filter(|(before, after)| matters(*before, *after))
                    .count(),
                enough: rated.len() >= ENOUGH,
            })
        })
        .collect()
}

/// Whether pain fell by as much as matters to people.
fn matters(before: u8, after: u8) -> bool {
    let fall = before.saturating_sub(after);
    fall >= POINTS || (fall > 0 && u32::from(fall) * 100 >= PERCENT * u32::from(before))
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len() % 2 == 1 {
        upper
    } else {
        // An even, non-empty list has a value below its middle.
        (values.get(middle - 1)? + upper) / 2.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{EntryId, EntryKindId, Profile};
    use crate::guide::CycleFacts;
    use chrono::NaiveDate;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    /// Entries of a day: the check-in's sites and qualities, and uses of measures.
    fn entries(
        n: u32,
        sites: &[&str],
        qualities: &[&str],
        uses: &[(&str, Option<(u8, u8)>)],
    ) -> Vec<Entry> {
        let many = |codes: &[&str]| Answer::Many(codes.iter().map(Code::new).collect());
        let entry = |id: EntryId, kind: &str, answers: Vec<(&str, Answer)>| Entry {
            id,
            uid: "x".into(),
            time: None,
            kind: EntryKindId::new(kind),
            source: None,
            answers: answers
                .into_iter()
                .map(|(item, answer)| (item.into(), answer))
                .collect(),
        };
        let mut entries = vec![entry(
            EntryId::check_in(day(n)),
            "day",
            vec![
                ("pain-sites", many(sites)),
                ("pain-quality", many(qualities)),
            ],
        )];
        for (at, (code, pain)) in (1..).zip(uses) {
            let mut answers = vec![("measure", Answer::Choice(Code::new(code)))];
            if let Some((before, after)) = pain {
                answers.push(("relief-before", Answer::Scale(*before)));
                answers.push(("relief-after", Answer::Scale(*after)));
            }
            entries.push(entry(EntryId::new(day(n), at).unwrap(), "relief", answers));
        }
        entries
    }

    fn diary(days: &[Vec<Entry>]) -> Diary {
        days.iter().flatten().cloned().collect()
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
    fn a_measure_is_told_by_its_uses_with_pain_before_and_after() {
        let diary = diary(&[
            entries(
                1,
                &[],
                &[],
                &[
                    ("heat", Some((6, 4))),
                    ("heat", Some((3, 2))),
                    ("rest", None),
                ],
            ),
            entries(
                2,
                &[],
                &[],
                &[
                    ("heat", Some((5, 5))),
                    ("heat", Some((0, 0))),
                    ("heat", None),
                ],
            ),
        ]);
        let records = relief(&diary, Catalogue::built_in(), DateRange::ALL);
        let heat = &records[0];
        assert_eq!(
            (heat.code.as_str(), heat.uses, heat.rated, heat.helped),
            ("heat", 5, 3, 2)
        );
        assert_eq!(
            (heat.before, heat.after, heat.change),
            (Some(5.0), Some(4.0), Some(-1.0))
        );
        assert!(!heat.enough);
        let rest = &records[1];
        assert_eq!((rest.uses, rest.rated, rest.before), (1, 0, None));
    }

    #[test]
    fn two_points_or_thirty_percent_matter() {
        for (before, after, expected) in [
            (8, 6, true),
            (8, 7, false),
            (3, 2, true),
            (4, 3, false),
            (1, 0, true),
            (5, 7, false),
            (5, 5, false),
        ] {
            assert_eq!(matters(before, after), expected, "{before} to {after}");
        }
    }

    #[test]
    fn six_rated_uses_are_enough_to_compare() {
        let diary = diary(&[entries(1, &[], &[], &[("heat", Some((6, 4))); 6])]);
        let records = relief(&diary, Catalogue::built_in(), DateRange::ALL);
        assert!(records[0].enough);
        assert_eq!(records[0].before, Some(6.0));
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
        assert!(refused.reason.contains("no option \"rset\""), "{refused}");
        assert!(refused.line > 10);
    }
}
