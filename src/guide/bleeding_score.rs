//! The pictorial bleeding score: how much blood a period brought, from counts alone.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::diary::{Answer, DateRange, Diary, ItemId};

/// The score of a period (Higham et al., BJOG 1990).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BleedingScore {
    /// The days of the period.
    pub first: chrono::NaiveDate,
    /// Its last day.
    pub last: chrono::NaiveDate,
    /// The sum of the points of pads, tampons and clots.
    pub score: f64,
    /// Whether it suggests heavy bleeding (100 or more).
    pub heavy: bool,
}

/// How a period is scored.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BleedingScale {
    /// The score from which on it suggests heavy bleeding.
    pub heavy_from: f64,
    /// The article to read more in.
    pub learn: String,
    /// Where the score comes from.
    pub source: String,
    /// The points of each item that is counted.
    pub points: BTreeMap<ItemId, f64>,
}

static BUILT_IN: LazyLock<BleedingScale> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/guide/bleeding_score.toml"))
        .expect("the built-in bleeding score is read by the tests of this module")
});

impl BleedingScale {
    /// The scale the program comes with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The score of a period; `None` when nothing was counted in it.
    pub fn score(&self, diary: &Diary, period: DateRange) -> Option<BleedingScore> {
        let counted: Vec<f64> = diary
            .range(period)
            .flat_map(|(_, day)| &day.entries)
            .flat_map(|entry| &entry.answers)
            .filter_map(|(item, answer)| match answer {
                Answer::Number(count) => Some(self.points.get(item)? * count.to_f64()),
                _ => None,
            })
            .collect();
        let score = counted.iter().sum();
        (!counted.is_empty()).then_some(BleedingScore {
            first: period.first,
            last: period.last,
            score,
            heavy: score >= self.heavy_from,
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::diary::{Entry, EntryId, EntryKindId, Quantity};

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    fn diary(days: &[(u32, &[(&str, i64)])]) -> Diary {
        days.iter()
            .map(|(n, counts)| Entry {
                id: EntryId::check_in(day(*n)),
                uid: "x".into(),
                time: None,
                kind: EntryKindId::DAY,
                source: None,
                answers: counts
                    .iter()
                    .map(|(item, n)| {
                        (
                            (*item).into(),
                            Answer::Number(Quantity::from_milli(n * 1000)),
                        )
                    })
                    .collect(),
            })
            .collect()
    }

    #[test]
    fn pads_tampons_and_clots_make_the_score() {
        let scale = BleedingScale::built_in();
        let period = DateRange::new(day(3), day(7));
        for (days, expected) in [
            (
                vec![(
                    3,
                    &[("pads-light", 2), ("pads-medium", 3), ("pads-full", 1)][..],
                )],
                Some(37.0),
            ),
            (
                vec![(
                    3,
                    &[
                        ("tampons-light", 2),
                        ("tampons-medium", 1),
                        ("tampons-full", 2),
                    ][..],
                )],
                Some(27.0),
            ),
            (
                vec![
                    (4, &[("clots-small", 3), ("clots-large", 2)][..]),
                    (5, &[("pads-full", 5)][..]),
                ],
                Some(113.0),
            ),
            (vec![(3, &[("pads-full", 0)][..])], Some(0.0)),
            (
                vec![(2, &[("pads-full", 4)][..]), (8, &[("pads-full", 4)][..])],
                None,
            ),
            (vec![(3, &[("sitting-hours", 4)][..])], None),
        ] {
            let score = scale.score(&diary(&days), period);
            assert_eq!(score.map(|score| score.score), expected, "{days:?}");
        }
    }

    #[test]
    fn a_hundred_points_suggest_heavy_bleeding() {
        let scale = BleedingScale::built_in();
        let heavy = |full| {
            let diary = diary(&[(3, &[("pads-full", full)])]);
            let score = scale.score(&diary, DateRange::new(day(1), day(5)));
            score.map(|of| (of.score, of.heavy))
        };
        assert_eq!(heavy(5), Some((100.0, true)));
        assert_eq!(heavy(4), Some((80.0, false)));
    }

    #[test]
    fn what_is_counted_are_items() {
        let catalogue = crate::diary::Catalogue::built_in();
        for id in BleedingScale::built_in().points.keys() {
            assert!(catalogue.item(id.as_str()).is_some(), "{id}");
        }
    }
}
