//! The facts of a cycle that other rooms ask for, without how they were found.
//!
//! They can be made by hand, too; an empty list means that nothing is known, and then no rule and
//! no reading that asks for them says anything.

use chrono::NaiveDate;

use super::cycles::{self, Cycles};
use super::delimit::SPOTTING;
use super::distribution::Distribution;
use super::evaluation::Cycle;
use super::gaps::LONGEST_CYCLE;
use super::observation::Bleeding;
use super::ovulation::{Certainty, Ovulation};
use super::signs::Signs;
use crate::diary::DateRange;
use crate::diary::calendar::{days_between, shift};
use crate::diary::profile::Bleeds;

/// Pain that belongs to a period begins 1–2 days before the bleeding.
const BEFORE_PERIOD: i64 = 2;
/// A period this many days from when it was expected came on time. The project's own rule.
const ON_TIME: i64 = 3;
/// Spotting so many days from a period belongs with it. The project's own rule.
const NEAR_PERIOD: i64 = 3;
/// Ovulation bleeding is looked for so many days from ovulation. The project's own rule.
const AT_OVULATION: i64 = 2;
/// Bleeding so many days after the last period comes after the menopause, unless that has another
/// reason (NICE, Suspected cancer, NG12, 2015).
const YEAR: i64 = 365;

/// The cycles of a diary, as they follow from the same answers the guide looks at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CycleFacts {
    /// The cycles, earliest first; the last one may still run.
    pub cycles: Vec<CycleFact>,
}

/// One cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct CycleFact {
    /// The first day of the period, which is cycle day 1.
    pub start: NaiveDate,
    /// The days of the period, with the spotting before and after that touches it.
    pub period: DateRange,
    /// When the next period was to be expected *as the cycle began*: the centre of the forecast,
    /// not moved along with today. `None` when there is no forecast, or none is to be made.
    pub expected: Option<NaiveDate>,
    /// When ovulation was, as far as anything is known of it.
    pub ovulation: Option<OvulationFact>,
}

/// When ovulation was, as a probability for each day.
#[derive(Debug, Clone, PartialEq)]
pub struct OvulationFact {
    /// Days with their probability, earliest first, none left out; the probabilities sum to 1.
    pub days: Vec<(NaiveDate, f64)>,
    /// How well it is known.
    pub certainty: Certainty,
}

impl OvulationFact {
    /// The probability that ovulation was on a day of the range, 0–1.
    pub fn chance(&self, range: DateRange) -> f64 {
        self.days
            .iter()
            .filter(|(day, _)| range.contains(*day))
            .map(|(_, chance)| chance)
            .sum()
    }

    /// The first day by which ovulation has happened with at least this probability (0–1).
    pub fn quantile(&self, share: f64) -> Option<NaiveDate> {
        let mut sum = 0.0;
        self.days
            .iter()
            .find(|(_, chance)| {
                sum += chance;
                sum >= share
            })
            .or(self.days.last())
            .map(|(day, _)| *day)
    }

    /// The most likely day.
    pub fn most_likely(&self) -> Option<NaiveDate> {
        let (first, _) = *self.days.first()?;
        let mass = self.days.iter().map(|(_, chance)| *chance).collect();
        Some(Distribution::new(first, mass)?.mode())
    }
}

/// A cycle in its place: with what came after it.
#[derive(Debug, Clone, Copy)]
pub struct CycleAt<'a> {
    /// Its place in [`CycleFacts::cycles`].
    pub at: usize,
    /// The cycle.
    pub fact: &'a CycleFact,
    /// The first day of the next one, if there is a next one.
    pub next: Option<NaiveDate>,
}

impl CycleAt<'_> {
    /// The last day of the cycle; in one that runs, the last that can still be told to belong to it.
    pub fn last(&self) -> NaiveDate {
        let longest = shift(self.fact.start, LONGEST_CYCLE - 1);
        self.next
            .map_or(longest, |next| longest.min(shift(next, -1)))
    }

    /// When the next period came or, in a cycle that runs, is expected.
    pub fn next_period(&self) -> Option<NaiveDate> {
        self.next.or(self.fact.expected)
    }
}

impl CycleFacts {
    /// The cycles with what came after them, earliest first.
    pub fn iter(&self) -> impl Iterator<Item = CycleAt<'_>> {
        (0..self.cycles.len()).filter_map(|at| self.at(at))
    }

    fn at(&self, at: usize) -> Option<CycleAt<'_>> {
        Some(CycleAt {
            at,
            fact: self.cycles.get(at)?,
            next: self.cycles.get(at + 1).map(|next| next.start),
        })
    }

    /// The cycle a day lies in.
    pub fn of(&self, day: NaiveDate) -> Option<CycleAt<'_>> {
        let at = self
            .cycles
            .partition_point(|cycle| cycle.start <= day)
            .checked_sub(1)?;
        self.at(at).filter(|cycle| day <= cycle.last())
    }

    /// The place of the cycle with whose period a day belongs, the days just before it included.
    pub fn period_of(&self, day: NaiveDate) -> Option<usize> {
        self.of(shift(day, BEFORE_PERIOD)).map(|cycle| cycle.at)
    }

    /// The days about each period: from two days before it came, or is expected, to its end.
    pub fn about_periods(&self) -> impl Iterator<Item = DateRange> {
        let seen = self.cycles.iter().map(|cycle| DateRange {
            first: shift(cycle.start, -BEFORE_PERIOD),
            last: cycle.period.last,
        });
        let awaited = self.cycles.last().and_then(|cycle| cycle.expected);
        seen.chain(awaited.map(|day| DateRange {
            first: shift(day, -BEFORE_PERIOD),
            last: shift(day, BEFORE_PERIOD),
        }))
    }
}

impl CycleFacts {
    /// The periods that came when they were expected.
    pub fn periods_on_time(&self) -> impl Iterator<Item = DateRange> {
        self.pairs().filter_map(|(before, cycle)| {
            let off = days_between(before.expected?, cycle.start).abs();
            (off <= ON_TIME).then_some(cycle.period)
        })
    }

    /// The days near each period that came or is expected: what bleeds then belongs with it.
    pub fn near_periods(&self) -> impl Iterator<Item = DateRange> {
        let seen = self.cycles.iter().map(|cycle| cycle.period);
        let awaited = self.cycles.last().and_then(|cycle| cycle.expected);
        seen.chain(awaited.map(DateRange::day))
            .map(|period| around(period, NEAR_PERIOD))
    }

    /// The days about each ovulation that is confirmed.
    pub fn confirmed_ovulations(&self) -> impl Iterator<Item = DateRange> {
        self.cycles.iter().filter_map(|cycle| {
            let ovulation = cycle.ovulation.as_ref()?;
            let confirmed = ovulation.certainty == Certainty::Confirmed;
            let day = ovulation.most_likely().filter(|_| confirmed)?;
            Some(around(DateRange::day(day), AT_OVULATION))
        })
    }

    /// Where a year or more has passed since a period ended: from then to the end of the next one.
    pub fn years_without(&self) -> impl Iterator<Item = DateRange> {
        self.iter().filter_map(|cycle| {
            let next = self.cycles.get(cycle.at + 1);
            let range = DateRange {
                first: shift(cycle.fact.period.last, YEAR),
                last: next.map_or(NaiveDate::MAX, |next| next.period.last),
            };
            next.is_none_or(|next| range.first <= next.start)
                .then_some(range)
        })
    }

    fn pairs(&self) -> impl Iterator<Item = (&CycleFact, &CycleFact)> {
        self.cycles.iter().zip(self.cycles.iter().skip(1))
    }

    /// The facts of some cycles, and of the signs they rest on.
    ///
    /// When a period of the past was expected follows from the lengths of the cycles before it, as
    /// it did then.
    pub fn from_cycles(cycles: &Cycles, signs: &Signs) -> Self {
        Self::since(cycles, signs, NaiveDate::MIN)
    }

    /// The same of the cycle that a day lies in and of those after it alone.
    pub fn since(cycles: &Cycles, signs: &Signs, day: NaiveDate) -> Self {
        let all = cycles.cycles();
        let after = all.partition_point(|cycle| cycle.start() <= day);
        let asked = all.iter().enumerate().skip(after.saturating_sub(1));
        let cycles = asked.map(|(at, cycle)| {
            let expected = match cycle.next_start {
                Some(_) if cycle.bleeds != Bleeds::Periods => None,
                Some(_) => all.get(..at).and_then(|past| by_lengths(cycle, past)),
                None => cycles.forecast().ok().map(|forecast| forecast.due.best),
            };
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

/// A range with so many days before and after it.
fn around(range: DateRange, days: i64) -> DateRange {
    DateRange {
        first: shift(range.first, -days),
        last: shift(range.last, days),
    }
}

/// When the cycles before one let the next period be expected.
fn by_lengths(cycle: &Cycle, past: &[Cycle]) -> Option<NaiveDate> {
    let lengths = cycles::own_lengths(past).ok()?;
    let length = Distribution::new(shift(cycle.start(), 1), lengths.next())?;
    Some(length.median())
}

/// The menses with the spotting before that touches them, as long as belongs to a period.
fn period(cycle: &Cycle, signs: &Signs) -> DateRange {
    let start = cycle.start();
    let bleeds = |date: &NaiveDate| {
        let bleeding = signs.at(*date).and_then(|day| day.bleeding);
        bleeding.is_some_and(|much| much > Bleeding::None)
    };
    let before = (1..=SPOTTING).map(|ago| shift(start, -ago));
    DateRange {
        first: before.take_while(bleeds).last().unwrap_or(start),
        last: shift(start, i64::from(cycle.menses_days) - 1),
    }
}

impl From<&Ovulation> for OvulationFact {
    fn from(ovulation: &Ovulation) -> Self {
        Self {
            days: ovulation.days.days().collect(),
            certainty: ovulation.certainty,
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

    fn two_cycles() -> CycleFacts {
        let cycle = |start, expected| CycleFact {
            start: day(start),
            period: DateRange::new(day(start), day(start + 4)),
            expected: Some(day(expected)),
            ovulation: None,
        };
        CycleFacts {
            cycles: vec![cycle(0, 28), cycle(30, 59)],
        }
    }

    #[test]
    fn a_day_lies_in_its_cycle_until_that_is_too_long() {
        let facts = two_cycles();
        let of = |n| facts.of(day(n)).map(|cycle| cycle.at);
        assert_eq!((of(0), of(29), of(30)), (Some(0), Some(0), Some(1)));
        assert_eq!((of(30 + 98), of(30 + 99)), (Some(1), None));
        assert!(CycleFacts::default().of(day(3)).is_none());
    }

    #[test]
    fn about_a_period_begins_two_days_before_it() {
        let about: Vec<_> = two_cycles().about_periods().collect();
        assert_eq!(about[1], DateRange::new(day(28), day(34)));
        assert_eq!(about[2], DateRange::new(day(57), day(61)));
    }

    #[test]
    fn a_period_is_on_time_within_three_days() {
        let mut facts = two_cycles();
        let on_time = |facts: &CycleFacts| facts.periods_on_time().count();
        assert_eq!(on_time(&facts), 1);
        facts.cycles[1].start = day(32);
        assert_eq!(on_time(&facts), 0);
        facts.cycles[0].expected = None;
        assert_eq!(on_time(&facts), 0, "nothing was expected");
    }

    #[test]
    fn what_bleeds_near_a_period_belongs_with_it() {
        let near: Vec<_> = two_cycles().near_periods().collect();
        assert_eq!(near[1], DateRange::new(day(27), day(37)));
        assert_eq!(near[2], DateRange::new(day(56), day(62)));
    }

    #[test]
    fn a_year_without_ends_with_the_bleeding_after_it() {
        let mut facts = two_cycles();
        let open = DateRange::new(day(34 + 365), NaiveDate::MAX);
        assert_eq!(facts.years_without().collect::<Vec<_>>(), [open]);
        facts.cycles[1].start = day(4 + 365);
        facts.cycles[1].period = DateRange::new(day(4 + 365), day(4 + 368));
        let first = facts.years_without().next();
        assert_eq!(first, Some(facts.cycles[1].period));
    }

    #[test]
    fn ovulation_is_told_by_its_probabilities() {
        let ovulation = OvulationFact {
            days: vec![
                (day(12), 0.1),
                (day(13), 0.3),
                (day(14), 0.4),
                (day(15), 0.2),
            ],
            certainty: Certainty::Confirmed,
        };
        assert!((ovulation.chance(DateRange::new(day(13), day(14))) - 0.7).abs() < 1e-9);
        assert_eq!(ovulation.most_likely(), Some(day(14)));
        assert_eq!(ovulation.quantile(0.1), Some(day(12)));
        assert_eq!(ovulation.quantile(0.9), Some(day(15)));
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
            let recorded = Day {
                entries: vec![entry],
                ..Day::default()
            };
            signs.update(day(*n), &recorded, catalogue);
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
    fn what_spots_for_weeks_about_a_period_is_not_all_of_it() {
        let mut answers = periods(&[30]);
        let spotting = (0..29).chain(34..70);
        answers.extend(spotting.map(|n| (n, Role::Bleeding, "spotting")));
        let period = facts(&answers, 70).cycles[0].period;
        assert_eq!(period, DateRange::new(day(23), day(39)));
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
