//! From the cycles of the [`crate::cycle`] room to what the guide has to know of them.

use chrono::NaiveDate;

use super::cycle_facts::{Certainty, CycleFact, CycleFacts, OvulationFact};
use crate::cycle::{self, Bleeding, Cycle, Cycles, Distribution, Lengths, Ovulation, Signs};
use crate::diary::DateRange;
use crate::diary::calendar::shift;

impl CycleFacts {
    /// What the guide has to know of some cycles, and of the signs they rest on.
    ///
    /// When a period of the past was expected follows from the lengths of the cycles before it, as
    /// it did then.
    pub fn from_cycles(cycles: &Cycles, signs: &Signs) -> Self {
        let mut counted: Vec<f64> = Vec::new();
        let cycles = cycles.cycles().iter().map(|cycle| {
            let expected = match cycle.next_start {
                Some(_) => by_lengths(cycle.start(), &counted),
                None => cycles.forecast().ok().map(|forecast| forecast.due.best),
            };
            counted.extend(cycle.counted_length().map(|days| days as f64));
            CycleFact {
                start: cycle.start(),
                period: period(cycle, signs),
                expected,
                ovulation: cycle.ovulation.as_ref().map(OvulationFact::from),
            }
        });
        Self {
            cycles: cycles.collect(),
        }
    }
}

fn by_lengths(start: NaiveDate, counted: &[f64]) -> Option<NaiveDate> {
    let length = Distribution::new(shift(start, 1), Lengths::of(counted).next())?;
    Some(length.median())
}

/// The menses with the bleeding before and after that touches them.
fn period(cycle: &Cycle, signs: &Signs) -> DateRange {
    let bleeds = |date: NaiveDate| {
        let bleeding = signs.at(date).and_then(|day| day.bleeding);
        bleeding.is_some_and(|much| much > Bleeding::None)
    };
    let mut period = DateRange {
        first: cycle.start(),
        last: shift(cycle.start(), i64::from(cycle.menses_days) - 1),
    };
    while bleeds(shift(period.first, -1)) {
        period.first = shift(period.first, -1);
    }
    while bleeds(shift(period.last, 1)) {
        period.last = shift(period.last, 1);
    }
    period
}

impl From<&Ovulation> for OvulationFact {
    fn from(ovulation: &Ovulation) -> Self {
        Self {
            days: ovulation.days.days().collect(),
            certainty: match ovulation.certainty {
                cycle::Certainty::Confirmed => Certainty::Confirmed,
                cycle::Certainty::Estimated => Certainty::Estimated,
                cycle::Certainty::Conflicting => Certainty::Conflicting,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycle::Settings;
    use crate::diary::{Answer, Answers, Catalogue, Code, Day, Entry, EntryId, EntryKindId, Role};

    fn day(n: i64) -> NaiveDate {
        shift(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), n)
    }

    /// Signs of days on which an item was answered with a choice.
    fn signs(answers: &[(i64, Role, &str)]) -> Signs {
        let catalogue = Catalogue::built_in();
        let mut signs = Signs::default();
        for (n, role, code) in answers {
            let answer = Answer::Choice(Code::new(code));
            let entry = Entry {
                id: EntryId::check_in(day(*n)),
                uid: "x".into(),
                time: None,
                kind: EntryKindId::DAY,
                source: None,
                answers: Answers::from_iter([(catalogue.role(*role).id.clone(), answer)]),
            };
            let entries = vec![entry];
            signs.update(day(*n), Some(&Day { entries }), catalogue);
        }
        signs
    }

    fn periods(starts: &[i64]) -> Vec<(i64, Role, &'static str)> {
        let of = |start: &i64| {
            [(0, "medium"), (1, "heavy"), (2, "light"), (3, "spotting")]
                .map(|(n, much)| (start + n, Role::Bleeding, much))
        };
        let mut days: Vec<_> = starts.iter().flat_map(of).collect();
        days.extend(starts.iter().map(|s| (s - 1, Role::Bleeding, "spotting")));
        days
    }

    fn facts(answers: &[(i64, Role, &str)], today: i64) -> CycleFacts {
        let signs = signs(answers);
        let cycles = Cycles::evaluate(&signs, Settings::default(), day(today));
        CycleFacts::from_cycles(&cycles, &signs)
    }

    #[test]
    fn nothing_is_known_of_an_empty_diary() {
        assert_eq!(facts(&[], 0), CycleFacts::default());
    }

    #[test]
    fn a_period_reaches_over_the_spotting_about_it() {
        let facts = facts(&periods(&[0, 28]), 40);
        let stretches: Vec<_> = facts.cycles.iter().map(|of| of.period).collect();
        let of = |first, last| DateRange {
            first: day(first),
            last: day(last),
        };
        assert_eq!(stretches, [of(-1, 3), of(27, 31)]);
        assert_eq!(facts.cycles[1].start, day(28));
    }

    #[test]
    fn what_was_expected_does_not_move_with_today() {
        let starts = [0, 28, 56, 84];
        let expected = |today| facts(&periods(&starts), today).cycles[3].expected.unwrap();
        let due = expected(100);
        assert!((day(111)..=day(114)).contains(&due), "{due}");
        assert_eq!(expected(125), due);
        // Of the past it is what the cycles before said: at first, what is usual.
        let facts = facts(&periods(&starts), 100);
        let first = facts.cycles[0].expected.unwrap();
        assert!((day(27)..=day(30)).contains(&first), "{first}");
    }

    #[test]
    fn an_ovulation_keeps_its_certainty_and_sums_to_one() {
        let mut answers = periods(&[0, 28, 56]);
        answers.push((69, Role::LhTest, "positive"));
        let facts = facts(&answers, 72);
        let ovulation = facts.cycles[2].ovulation.as_ref().unwrap();
        let sum: f64 = ovulation.days.iter().map(|(_, p)| p).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        let likely = ovulation.most_likely().unwrap();
        assert!((day(69)..=day(71)).contains(&likely), "{likely}");
        assert_ne!(ovulation.certainty, Certainty::Conflicting);
        // The one before has the calendar only.
        let before = facts.cycles[1].ovulation.as_ref().unwrap();
        assert_eq!(before.certainty, Certainty::Estimated);
    }

    #[test]
    fn after_a_positive_test_no_period_is_expected() {
        let mut answers = periods(&[0, 28]);
        answers.push((58, Role::PregnancyTest, "positive"));
        assert_eq!(facts(&answers, 60).cycles[1].expected, None);
    }
}
