//! What the guide found, in words.

use crate::diary::Item;
use crate::guide::{BleedingScale, BleedingScore, PremenstrualChange};

packed!("guide");

/// A bleeding score.
pub fn bleeding_score(score: &BleedingScore) -> String {
    let from = BleedingScale::built_in().heavy_from;
    bleeding_told(score.heavy, format!("{:.0}", score.score), from)
}

/// A premenstrual change of a scale: a description, not a diagnosis.
pub fn premenstrual_change(item: &Item, change: &PremenstrualChange) -> String {
    let (rises, cycles) = (change.rises, change.periods.len());
    match change.higher {
        _ if !change.is_enough() => premenstrual_too_few(cycles),
        true => premenstrual_higher(&item.label, rises, cycles),
        false => premenstrual_not_higher(&item.label, rises, cycles),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::diary::Catalogue;
    use crate::guide::PeriodChange;

    #[test]
    fn a_premenstrual_change_is_described() {
        let period = |month| PeriodChange {
            start: NaiveDate::from_ymd_opt(2026, month, 1).unwrap(),
            before: 6.0,
            after: 1.0,
            change: 0.5,
        };
        let change = PremenstrualChange {
            periods: vec![period(1), period(2)],
            rises: 2,
            higher: true,
        };
        let stress = Catalogue::built_in().item("stress").unwrap();
        let words = premenstrual_change(stress, &change);
        assert!(
            words.contains("in 2 of 2 cycles") && words.contains("not a diagnosis"),
            "{words}"
        );
        let one = PremenstrualChange {
            periods: vec![period(1)],
            rises: 1,
            higher: false,
        };
        assert!(premenstrual_change(stress, &one).starts_with("Not enough yet"));
    }

    #[test]
    fn a_heavy_period_is_worth_a_word_with_the_doctor() {
        let score = |score, heavy| BleedingScore {
            first: NaiveDate::default(),
            last: NaiveDate::default(),
            score,
            heavy,
        };
        assert_eq!(
            bleeding_score(&score(80.0, false)),
            "Bleeding score of the period: 80."
        );
        let heavy = bleeding_score(&score(100.0, true));
        assert!(heavy.contains("100") && heavy.contains("heavy"));
    }
}
