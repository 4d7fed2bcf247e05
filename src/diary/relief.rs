//! What relief measures did: the pain before and after, within the same entry.

use chrono::NaiveDate;
use serde::Serialize;

use super::statistics::median;
use super::{Answer, Catalogue, Code, DateRange, Diary, Entry, Role};

/// A change by this many points matters to people (Farrar et al., Pain 2001).
pub const MEANINGFUL_POINTS: f64 = 2.0;

/// So does a change by this share (Farrar et al., Pain 2001).
pub const MEANINGFUL_SHARE: f64 = 0.3;

/// The least change that can be noticed, in points: a share of little pain is less than that.
const NOTICEABLE: f64 = 1.0;

/// Measures are compared with each other from this many rated uses on.
pub const ENOUGH_USES: usize = 6;

/// Whether a change, in either direction, is one that matters: 2 points or 30 %, and no less than
/// a point. The share was found in pain of 4 and more; of a mean near zero it is nothing to notice.
pub fn is_meaningful(before: f64, after: f64) -> bool {
    let change = (after - before).abs();
    let by_share = before > 0.0 && change >= MEANINGFUL_SHARE * before;
    change >= MEANINGFUL_POINTS || (by_share && change >= NOTICEABLE)
}

/// One use of a measure with the pain before, which was not none, and after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatedUse {
    /// The day.
    pub date: NaiveDate,
    /// The pain before, 1 to 10.
    pub before: u8,
    /// The pain after, 0 to 10.
    pub after: u8,
}

impl RatedUse {
    /// The change, in points; negative when the pain fell.
    pub fn change(&self) -> f64 {
        f64::from(self.after) - f64::from(self.before)
    }

    /// Whether pain fell by as much as matters to people.
    pub fn helped(&self) -> bool {
        self.after < self.before && is_meaningful(self.before.into(), self.after.into())
    }
}

/// What a diary shows of one measure.
///
/// There is nothing to test it against: pain falls by itself, too, and measures are taken when it
/// is worst. So measures can only be compared with each other.
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
    /// Every rated use, earliest first.
    #[serde(skip)]
    pub cases: Vec<RatedUse>,
}

/// What a diary shows of each measure used in a range, the most used first.
pub fn relief(diary: &Diary, catalogue: &Catalogue, range: DateRange) -> Vec<MeasureRecord> {
    let entries = diary.range(range).flat_map(|(_, day)| &day.entries);
    let mut records = records(entries, catalogue);
    records.sort_by_key(|record| std::cmp::Reverse((record.rated, record.uses)));
    records
}

/// One record for each measure that was used, in the order of the catalogue.
pub fn records<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    catalogue: &Catalogue,
) -> Vec<MeasureRecord> {
    let [measure, before, after] = [Role::ReliefMeasure, Role::ReliefBefore, Role::ReliefAfter]
        .map(|role| catalogue.role(role));
    let options = measure.options();
    let mut used: Vec<(usize, Vec<RatedUse>)> = vec![(0, Vec::new()); options.len()];
    for entry in entries {
        let Some(Answer::Choice(code)) = entry.answer(&measure.id) else {
            continue;
        };
        let Some(option) = options.iter().position(|option| option.code == *code) else {
            continue;
        };
        let (uses, rated) = &mut used[option];
        *uses += 1;
        if let (Some(Answer::Scale(before @ 1..)), Some(Answer::Scale(after))) =
            (entry.answer(&before.id), entry.answer(&after.id))
        {
            rated.push(RatedUse {
                date: entry.date(),
                before: *before,
                after: *after,
            });
        }
    }
    let used = options.iter().zip(used).filter(|(_, (uses, _))| *uses > 0);
    used.map(|(option, (uses, cases))| {
        let middle =
            |of: fn(&RatedUse) -> f64| median(&mut cases.iter().map(of).collect::<Vec<_>>());
        MeasureRecord {
            code: option.code.clone(),
            label: option.label.clone(),
            uses,
            rated: cases.len(),
            before: middle(|of| of.before.into()),
            after: middle(|of| of.after.into()),
            change: middle(RatedUse::change),
            helped: cases.iter().filter(|of| of.helped()).count(),
            enough: cases.len() >= ENOUGH_USES,
            cases,
        }
    })
    .collect()
}

#[cfg(test)]
pub(crate) mod made {
    //! Diaries for the tests of relief.

    use chrono::NaiveDate;

    use super::*;
    use crate::diary::{EntryId, EntryKindId};

    pub(crate) fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    /// Entries of a day: the check-in's sites and qualities, and uses of measures.
    pub(crate) fn entries(
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

    pub(crate) fn diary(days: &[Vec<Entry>]) -> Diary {
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
            let of = RatedUse {
                date: NaiveDate::default(),
                before,
                after,
            };
            assert_eq!(of.helped(), expected, "{before} to {after}");
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
