//! The fertile window and that of a possible implantation, from when ovulation was.

use chrono::NaiveDate;

use super::distribution::Distribution;
use crate::diary::calendar::{days_between, shift};

/// The fertile window: the day of ovulation and so many days before it (Wilcox, NEJM 1995).
const FERTILE_BEFORE: i64 = 5;
/// Implantation comes so many days after ovulation (Wilcox, NEJM 1999) …
const IMPLANTATION: std::ops::RangeInclusive<i64> = 6..=12;
/// … and with this probability on one of these days.
const IMPLANTATION_USUAL: (std::ops::RangeInclusive<i64>, f64) = (8..=10, 0.84);
/// A window is told from the first to the last day that belongs to it with this probability.
const TOLD: f64 = 0.1;

/// The first day of the fertile window of an ovulation.
pub(super) fn fertile_from(ovulation: NaiveDate) -> NaiveDate {
    shift(ovulation, -FERTILE_BEFORE)
}

/// The probability that a day is one of the six fertile ones.
pub(super) fn fertile(ovulation: &Distribution, date: NaiveDate) -> f64 {
    ovulation.within(date, shift(date, FERTILE_BEFORE))
}

/// The probability that a day is one on which implantation can be.
pub(super) fn implantation(ovulation: &Distribution, date: NaiveDate) -> f64 {
    let (least, most) = IMPLANTATION.into_inner();
    ovulation.within(shift(date, -most), shift(date, -least))
}

/// The probability that implantation is on a day, if there is one: 84 % on days 8 to 10 after
/// ovulation, the rest on days 6, 7, 11 and 12, evenly, for no finer figures are known.
pub fn implantation_day(ovulation: &Distribution, date: NaiveDate) -> f64 {
    let (usual, share) = IMPLANTATION_USUAL;
    let days = |range: std::ops::RangeInclusive<i64>| range.count() as f64;
    let rare = (1.0 - share) / (days(IMPLANTATION) - days(usual.clone()));
    let on = |after: i64| {
        if usual.contains(&after) {
            share / days(usual.clone())
        } else {
            rare
        }
    };
    IMPLANTATION
        .map(|after| ovulation.at(shift(date, -after)) * on(after))
        .sum()
}

/// Some days of a cycle that belong to a window, each with the probability that it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// The first day that belongs to it with a probability of at least a tenth.
    pub from: NaiveDate,
    /// The last such day.
    pub to: NaiveDate,
    /// The days from the first to the last, with their probabilities.
    pub days: Vec<(NaiveDate, f64)>,
}

impl Window {
    /// The fertile window of an ovulation.
    pub fn fertile(ovulation: &Distribution) -> Option<Self> {
        Self::of(ovulation, fertile)
    }

    /// The window of a possible implantation after an ovulation.
    pub fn implantation(ovulation: &Distribution) -> Option<Self> {
        Self::of(ovulation, implantation)
    }

    fn of(
        ovulation: &Distribution,
        probability: impl Fn(&Distribution, NaiveDate) -> f64,
    ) -> Option<Self> {
        let first = fertile_from(ovulation.first());
        let last = ovulation.days().next_back()?.0;
        let days: Vec<_> = (0..=days_between(first, last) + IMPLANTATION.end())
            .map(|n| shift(first, n))
            .map(|date| (date, probability(ovulation, date)))
            .collect();
        let told = |(_, p): &(NaiveDate, f64)| *p >= TOLD;
        let start = days.iter().position(told)?;
        let end = days.iter().rposition(told)?;
        let days = days.get(start..=end)?.to_vec();
        Some(Self {
            from: days.first()?.0,
            to: days.last()?.0,
            days,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> NaiveDate {
        shift(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), n)
    }

    #[test]
    fn the_windows_of_a_certain_ovulation_are_those_of_the_books() {
        let ovulation = Distribution::new(day(14), vec![1.0]).unwrap();
        let fertile = Window::fertile(&ovulation).unwrap();
        assert_eq!((fertile.from, fertile.to), (day(9), day(14)));
        assert!(fertile.days.iter().all(|(_, p)| *p == 1.0));
        let implantation = Window::implantation(&ovulation).unwrap();
        assert_eq!((implantation.from, implantation.to), (day(20), day(26)));
        let usual: f64 = (22..=24)
            .map(|n| implantation_day(&ovulation, day(n)))
            .sum();
        let all: f64 = (0..60).map(|n| implantation_day(&ovulation, day(n))).sum();
        assert!((usual - 0.84).abs() < 1e-9 && (all - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_less_sure_the_ovulation_the_wider_and_flatter_the_window() {
        let sure = Distribution::normal(day(14), 0.0, 0.8).unwrap();
        let unsure = Distribution::normal(day(14), 0.0, 2.9).unwrap();
        let (narrow, wide) = (
            Window::fertile(&sure).unwrap(),
            Window::fertile(&unsure).unwrap(),
        );
        assert!(wide.days.len() > narrow.days.len());
        let top = |window: &Window| window.days.iter().map(|(_, p)| *p).fold(0.0, f64::max);
        assert!(top(&wide) < top(&narrow));
        assert_eq!(fertile(&sure, day(40)), 0.0);
    }
}
