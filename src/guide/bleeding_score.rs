//! The pictorial bleeding score: how much blood a period brought, from counts alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::questionnaire::{QuestionnaireBook, filled};
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

/// The points of each item, and the words for the score.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BleedingWords {
    explain: String,
    heavy: String,
    heavy_from: f64,
    learn: String,
    source: String,
    points: BTreeMap<ItemId, f64>,
}

impl BleedingWords {
    #[cfg(test)]
    pub fn points(&self) -> impl Iterator<Item = (&ItemId, f64)> {
        self.points.iter().map(|(item, points)| (item, *points))
    }
}

impl QuestionnaireBook {
    /// The bleeding score of a period; `None` when nothing was counted in it.
    pub fn bleeding_score(&self, diary: &Diary, period: DateRange) -> Option<BleedingScore> {
        let words = &self.bleeding_score;
        let counted: Vec<f64> = diary
            .range(period)
            .flat_map(|(_, day)| &day.entries)
            .flat_map(|entry| &entry.answers)
            .filter_map(|(item, answer)| match answer {
                Answer::Number(count) => Some(words.points.get(item)? * count.to_f64()),
                _ => None,
            })
            .collect();
        let score = counted.iter().sum();
        (!counted.is_empty()).then_some(BleedingScore {
            first: period.first,
            last: period.last,
            score,
            heavy: score >= words.heavy_from,
        })
    }

    /// A bleeding score in words.
    pub fn bleeding_words(&self, score: &BleedingScore) -> String {
        let words = &self.bleeding_score;
        let told = filled(
            &words.explain,
            BTreeMap::from([("score", format!("{:.0}", score.score))]),
        );
        if score.heavy {
            format!("{told} {}", words.heavy)
        } else {
            told
        }
    }

    /// The article on the bleeding score, and where the score comes from.
    pub fn bleeding_source(&self) -> (&str, &str) {
        (&self.bleeding_score.learn, &self.bleeding_score.source)
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
        let book = QuestionnaireBook::built_in();
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
            let score = book.bleeding_score(&diary(&days), period);
            assert_eq!(score.map(|score| score.score), expected, "{days:?}");
        }
    }

    #[test]
    fn a_hundred_points_suggest_heavy_bleeding() {
        let book = QuestionnaireBook::built_in();
        let words = |full| {
            let diary = diary(&[(3, &[("pads-full", full)])]);
            let score = book
                .bleeding_score(&diary, DateRange::new(day(1), day(5)))
                .unwrap();
            book.bleeding_words(&score)
        };
        assert!(words(5).contains("100") && words(5).contains("heavy"));
        assert_eq!(words(4), "Bleeding score of the period: 80.");
    }
}
