//! What helped: measures with the pain before and after.

use serde::Serialize;

use crate::diary::{Answer, Catalogue, Code, DateRange, Diary, Entry, Role};

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

/// What a diary shows of each measure used in a range, the most used first.
pub fn relief(diary: &Diary, catalogue: &Catalogue, range: DateRange) -> Vec<MeasureRecord> {
    let entries = diary.range(range).flat_map(|(_, day)| &day.entries);
    let mut records = records(entries, catalogue);
    records.sort_by_key(|record| std::cmp::Reverse((record.rated, record.uses)));
    records
}

/// One use of a measure.
struct Use<'a> {
    code: &'a Code,
    /// The pain before and after, where it hurt before and both were noted.
    pain: Option<(u8, u8)>,
}

/// One record a measure, in the order of the catalogue.
pub(super) fn records<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    catalogue: &Catalogue,
) -> Vec<MeasureRecord> {
    let measure = catalogue.role(Role::ReliefMeasure);
    let (before, after) = (
        &catalogue.role(Role::ReliefBefore).id,
        &catalogue.role(Role::ReliefAfter).id,
    );
    let uses: Vec<Use> = entries
        .filter_map(|entry| {
            let Some(Answer::Choice(code)) = entry.answer(&measure.id) else {
                return None;
            };
            let pain = match (entry.answer(before), entry.answer(after)) {
                (Some(Answer::Scale(before @ 1..)), Some(Answer::Scale(after))) => {
                    Some((*before, *after))
                }
                _ => None,
            };
            Some(Use { code, pain })
        })
        .collect();
    measure
        .options()
        .iter()
        .filter_map(|option| {
            let of = || uses.iter().filter(|of| *of.code == option.code);
            let rated: Vec<(u8, u8)> = of().filter_map(|of| of.pain).collect();
            let change = |(before, after): &(u8, u8)| f64::from(*after) - f64::from(*before);
            (of().count() > 0).then(|| MeasureRecord {
                code: option.code.clone(),
                label: option.label.clone(),
                uses: of().count(),
                rated: rated.len(),
                before: median(rated.iter().map(|(before, _)| f64::from(*before))),
                after: median(rated.iter().map(|(_, after)| f64::from(*after))),
                change: median(rated.iter().map(change)),
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
pub(super) mod made {
    //! Diaries for the tests of relief.

    use chrono::NaiveDate;

    use super::*;
    use crate::diary::{EntryId, EntryKindId};

    pub fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    /// Entries of a day: the check-in's sites and qualities, and uses of measures.
    pub fn entries(
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

    pub fn diary(days: &[Vec<Entry>]) -> Diary {
        days.iter().flatten().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::made::{diary, entries};
    use super::*;

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
}
