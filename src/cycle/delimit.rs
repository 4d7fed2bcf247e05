//! Bleeding → cycles: where they start, how long the menses are, which lengths count.

use chrono::NaiveDate;

use super::observation::{Bleeding, DaySigns, LeaveOut, PeriodMark, Reason};
use crate::diary::calendar::{days_between, shift};
use crate::diary::statistics::median;

/// A day starts a period when none of this many days before it bled: one free day joins.
const DAYS_BEFORE: i64 = 2;
/// A longer gap between two starts, in days, is a break and no cycle length. The project's own rule.
pub const LONGEST_CYCLE: i64 = 99;
/// A start that comes earlier after the last, in days, may be no period: it is kept, and asked about.
/// The project's own rule.
pub(super) const SHORTEST: i64 = 15;
/// A gap of about twice or three times the person's own median holds a period that was not logged.
/// The project's own rule: wide enough for how much cycles vary.
const UNLOGGED: [std::ops::RangeInclusive<f64>; 2] = [1.6..=2.4, 2.6..=3.4];
/// So many lengths, at least, make a median against which a gap can be seen as doubled.
const LENGTHS_FOR_A_MEDIAN: usize = 3;

/// Why a day was taken for the first of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StartReason {
    /// The person said so.
    Marked,
    /// It bled after days that did not.
    Bleeding {
        /// How much.
        amount: Bleeding,
        /// How many days had passed without period bleeding; `None` when it was never logged before.
        free_days: Option<i64>,
    },
}

/// The first day of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Start {
    /// The day.
    pub date: NaiveDate,
    /// Why it was taken for one.
    pub reason: StartReason,
}

/// Why a cycle is left out of averages and forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Excluded {
    /// The person left it out.
    ByPerson(Reason),
    /// More than 99 days passed until the next start.
    Break,
    /// It is two or three times as long as the person's cycles usually are.
    MaybeUnlogged,
}

/// The first days of all cycles among some days, in order.
///
/// `earlier` are the days before them, which say how long it has not bled. A day starts a cycle
/// when it has menstrual bleeding of light or more and neither of the two days before it has.
/// The person's mark wins: a day marked as the first starts a cycle however much it bled, and no
/// other day of the same period starts one.
pub(super) fn starts(earlier: &[DaySigns], days: &[DaySigns]) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut last_bled = earlier
        .iter()
        .rev()
        .find(|day| counts(day))
        .map(|day| day.date);
    // Whether the period that is going on was started by its bleeding alone.
    let mut unmarked = false;
    for day in days {
        let passed = last_bled.map(|last| days_between(last, day.date));
        let joined = passed.is_some_and(|days| days <= DAYS_BEFORE);
        unmarked &= joined;
        match (day.mark, day.menstrual()) {
            (Some(PeriodMark::FirstDay), _) => {
                if unmarked {
                    starts.pop();
                    unmarked = false;
                }
                starts.push(Start {
                    date: day.date,
                    reason: StartReason::Marked,
                });
            }
            (None, Some(amount)) if day.is_period() && !joined => {
                unmarked = true;
                starts.push(Start {
                    date: day.date,
                    reason: StartReason::Bleeding {
                        amount,
                        free_days: passed.map(|days| days - 1),
                    },
                });
            }
            _ => {}
        }
        if counts(day) {
            last_bled = Some(day.date);
        }
    }
    starts
}

/// Whether a day belongs to a period, so that the two days after it start none.
fn counts(day: &DaySigns) -> bool {
    day.is_period() || day.mark == Some(PeriodMark::FirstDay)
}

/// How many days the menses that begin a cycle last, from its first day to the last that belongs
/// to them. One free day between two of bleeding belongs to them, and so does spotting that
/// touches them.
///
/// `days` are the days of the cycle.
pub(super) fn menses(start: NaiveDate, days: &[DaySigns]) -> u32 {
    let (mut last, mut last_bled) = (start, start);
    for day in days.iter().skip_while(|day| day.date <= start) {
        let touches = days_between(last, day.date) <= 1;
        let joins = days_between(last_bled, day.date) <= DAYS_BEFORE;
        if day.is_period() && (joins || touches) {
            (last, last_bled) = (day.date, day.date);
        } else if day.menstrual() == Some(Bleeding::Spotting) && touches {
            last = day.date;
        }
        if days_between(last, day.date) > DAYS_BEFORE {
            break;
        }
    }
    u32::try_from(days_between(start, last) + 1).unwrap_or(1)
}

/// What the person said about leaving a cycle out, on any of its days.
pub(super) fn leave_out(days: &[DaySigns]) -> Option<LeaveOut> {
    days.iter().find_map(|day| day.leave_out)
}

/// Why the gap between two starts does not count as a cycle, if it does not.
///
/// `median` is the person's own, in days. The person's word wins, but a break stays one.
pub(super) fn excluded(gap: i64, said: Option<LeaveOut>, median: Option<f64>) -> Option<Excluded> {
    match said {
        Some(LeaveOut::No) | None if gap > LONGEST_CYCLE => Some(Excluded::Break),
        Some(LeaveOut::No) => None,
        Some(LeaveOut::Because(reason)) => Some(Excluded::ByPerson(reason)),
        None => {
            let times = gap as f64 / median?;
            let doubled = UNLOGGED.iter().any(|range| range.contains(&times));
            doubled.then_some(Excluded::MaybeUnlogged)
        }
    }
}

/// The person's own median gap between starts, in days, of those that are no break and not left
/// out by them; `None` while there are too few.
pub(super) fn usual_gap(gaps: impl Iterator<Item = (i64, Option<LeaveOut>)>) -> Option<f64> {
    let mut lengths: Vec<f64> = gaps
        .filter(|(gap, said)| excluded(*gap, *said, None).is_none())
        .map(|(gap, _)| gap as f64)
        .collect();
    (lengths.len() >= LENGTHS_FOR_A_MEDIAN)
        .then(|| median(&mut lengths))
        .flatten()
}

/// The last day of a cycle that ends where the next begins.
pub(super) fn eve(next_start: NaiveDate) -> NaiveDate {
    shift(next_start, -1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
    }

    /// Days in letters: `.` not logged, `n`one, `s`potting, `l`ight, `m`edium, `h`eavy, `x` heavy
    /// but not menstrual, `F` marked as first day, `L` light and so marked, `N` light and marked
    /// as no period start.
    fn days(letters: &str) -> Vec<DaySigns> {
        let day = |(n, letter): (i64, char)| {
            let mut day = DaySigns::empty(shift(first(), n));
            day.bleeding = match letter {
                'n' => Some(Bleeding::None),
                's' => Some(Bleeding::Spotting),
                'l' | 'L' | 'N' => Some(Bleeding::Light),
                'm' => Some(Bleeding::Medium),
                'h' | 'x' => Some(Bleeding::Heavy),
                _ => None,
            };
            day.bleeding_excluded = letter == 'x';
            day.mark = match letter {
                'F' | 'L' => Some(PeriodMark::FirstDay),
                'N' => Some(PeriodMark::NotAPeriod),
                _ => None,
            };
            day
        };
        let days = (0..).zip(letters.chars()).filter(|(_, c)| *c != '.');
        days.map(day).collect()
    }

    fn starts_of(letters: &str) -> Vec<i64> {
        let starts = starts(&[], &days(letters));
        starts
            .iter()
            .map(|start| days_between(first(), start.date))
            .collect()
    }

    #[test]
    fn cycles_start_where_bleeding_starts() {
        for (letters, expected) in [
            ("", vec![]),
            ("lmhml", vec![0]),
            ("smh", vec![1]),
            ("ssssssss", vec![]),
            ("l.l", vec![0]),
            ("lnl", vec![0]),
            ("l..l", vec![0, 3]),
            ("lnnl", vec![0, 3]),
            ("lssl", vec![0, 3]),
            ("xxx", vec![]),
            ("xl", vec![1]),
            ("hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh", vec![0]),
            // The person's word.
            ("N", vec![]),
            ("Nm", vec![]),
            ("F", vec![0]),
            ("Fm", vec![0]),
            ("F.m", vec![0]),
            ("F..m", vec![0, 3]),
            ("lmL", vec![2]),
            ("l.L", vec![2]),
            ("l..L", vec![0, 3]),
            ("LL", vec![0, 1]),
        ] {
            assert_eq!(starts_of(letters), expected, "{letters}");
        }
    }

    #[test]
    fn a_start_says_why_it_is_one() {
        let reason = |letters: &str| starts(&[], &days(letters)).last().unwrap().reason;
        assert_eq!(reason("F"), StartReason::Marked);
        let bled = |amount, free_days| StartReason::Bleeding { amount, free_days };
        assert_eq!(reason("m"), bled(Bleeding::Medium, None));
        assert_eq!(reason("l.....h"), bled(Bleeding::Heavy, Some(5)));
    }

    #[test]
    fn menses_last_to_the_end_of_what_joins_them() {
        for (letters, expected) in [
            ("l", 1),
            ("lmhm", 4),
            ("lms", 3),
            ("lmss", 4),
            ("lm.s", 2),
            ("lm.l", 4),
            ("lm.ls", 5),
            ("lm..s", 2),
            ("lm..........l", 2),
            ("lmx", 2),
            ("lmN", 3),
            ("Fs", 2),
            ("F", 1),
        ] {
            assert_eq!(menses(first(), &days(letters)), expected, "{letters}");
        }
    }

    #[test]
    fn gaps_that_are_no_cycle_are_left_out() {
        use LeaveOut::{Because, No};
        let travel = Some(Because(Reason::Travel));
        let by_person = Some(Excluded::ByPerson(Reason::Travel));
        let unlogged = Some(Excluded::MaybeUnlogged);
        for (gap, said, median, expected) in [
            (28, None, Some(28.0), None),
            (99, None, None, None),
            (100, None, None, Some(Excluded::Break)),
            (100, Some(No), None, Some(Excluded::Break)),
            (100, travel, None, by_person),
            (28, travel, Some(28.0), by_person),
            (47, None, Some(30.0), None),
            (48, None, Some(30.0), unlogged),
            (72, None, Some(30.0), unlogged),
            (75, None, Some(30.0), None),
            (78, None, Some(30.0), unlogged),
            (60, Some(No), Some(30.0), None),
            (60, None, None, None),
        ] {
            assert_eq!(excluded(gap, said, median), expected, "{gap} {said:?}");
        }
    }

    #[test]
    fn the_usual_gap_needs_three_and_leaves_out_what_does_not_count() {
        let usual = |gaps: &[i64]| usual_gap(gaps.iter().map(|gap| (*gap, None)));
        assert_eq!(usual(&[28, 56]), None);
        assert_eq!(usual(&[28, 56, 30]), Some(30.0));
        assert_eq!(usual(&[28, 200, 30]), None);
        assert_eq!(usual(&[28, 29, 30, 31]), Some(29.5));
    }

    proptest! {
        /// The rule as it is said, for each day on its own. Without marks there is nothing else.
        #[test]
        fn starts_are_those_of_the_plain_rule(letters in "[.nslmhx]{0,60}") {
            let chars: Vec<char> = letters.chars().collect();
            let bled = |n: usize| "lmh".contains(chars[n]);
            let plain: Vec<i64> = (0..chars.len())
                .filter(|n| bled(*n) && !(n.saturating_sub(2)..*n).any(bled))
                .map(|n| n as i64)
                .collect();
            prop_assert_eq!(starts_of(&letters), plain);
        }

        #[test]
        fn a_mark_always_wins(letters in "[.nslmhxFLN]{0,40}") {
            let starts = starts_of(&letters);
            for (n, letter) in (0..).zip(letters.chars()) {
                match letter {
                    'F' | 'L' => prop_assert!(starts.contains(&n)),
                    'N' => prop_assert!(!starts.contains(&n)),
                    _ => {}
                }
            }
            // No other day of a marked period starts one: starts by bleeding stand alone.
            for n in &starts {
                let at = |n: i64| usize::try_from(n).ok().and_then(|n| letters.chars().nth(n));
                if !matches!(at(*n), Some('F' | 'L')) {
                    prop_assert!((1..=2).all(|back| !matches!(at(n - back), Some('F' | 'L'))));
                }
            }
        }

        /// Which days belong to the menses, said of each day on its own.
        #[test]
        fn menses_are_those_of_the_plain_rule(rest in "[.nslmhx]{0,20}") {
            fn belongs(letters: &[u8], n: usize) -> bool {
                let period = |n: usize| b"lmh".contains(&letters[n]);
                let yesterday = || belongs(letters, n - 1);
                let the_day_before = || n > 1 && period(n - 2) && belongs(letters, n - 2);
                n == 0
                    || period(n) && (yesterday() || the_day_before())
                    || letters[n] == b's' && yesterday()
            }
            let text = format!("m{rest}");
            let last = (0..text.len()).rev().find(|n| belongs(text.as_bytes(), *n));
            prop_assert_eq!(Some(menses(first(), &days(&text)) as usize), last.map(|n| n + 1));
        }

        #[test]
        fn the_tail_of_a_diary_starts_the_same_cycles(letters in "[.nslmhxFLN]{0,40}") {
            let all = days(&letters);
            let starts_all = starts(&[], &all);
            if let Some(last) = starts_all.last() {
                let at = all.partition_point(|day| day.date < last.date);
                let (earlier, tail) = all.split_at(at);
                prop_assert_eq!(starts(earlier, tail), vec![*last]);
            }
        }
    }
}
