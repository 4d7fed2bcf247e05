//! Bleeding → cycles: where they start, and how long the menses are.

use chrono::NaiveDate;

use super::observation::{Bleeding, DaySigns, PeriodMark};
use crate::diary::calendar::{days_between, shift};

/// A day starts a period when none of this many days before it bled: one free day joins.
const DAYS_BEFORE: i64 = 2;
/// Bleeding that begins again so many days after the start of a period, or sooner, starts no cycle: no
/// follicle ripens in less. The project's own bound.
const SAME_PERIOD: i64 = 10;
/// Spotting that touches a period belongs to it for so many days; what spots on for longer is no period.
/// The project's own figure.
pub(super) const SPOTTING: i64 = 7;

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

/// The first days of all cycles among some days, in order.
///
/// `earlier` are the days before them, which say how long it has not bled, and `last` is the last
/// start among those. A day starts a cycle when it has menstrual bleeding of light or more, neither of
/// the two days before it has, and the last start lies more than ten days back. The person's mark
/// wins: a day marked as the first starts a cycle however much it bled, and no other day of the same
/// period starts one.
pub(super) fn starts(
    earlier: &[DaySigns],
    last: Option<NaiveDate>,
    days: &[DaySigns],
) -> Vec<Start> {
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
        let begun = starts.last().map(|start| start.date).or(last);
        let same = begun.is_some_and(|begun| days_between(begun, day.date) <= SAME_PERIOD);
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
            (None, Some(amount)) if day.is_period() && !joined && !same => {
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

/// Whether one of the starts among some days is one whatever lies before the days. So are all after it
/// then, for what lies before a start has no say in those that follow.
pub(super) fn any_is_certain(days: &[DaySigns]) -> bool {
    let Some(first) = days.first().map(|day| day.date) else {
        return false;
    };
    let before = |ago: i64| DaySigns {
        mark: Some(PeriodMark::FirstDay),
        ..DaySigns::empty(shift(first, -ago))
    };
    // So many days ago the last cycle began and the last bleeding was; longer ago comes to the same.
    let ways = (1..=SAME_PERIOD + 1)
        .flat_map(|began| (1..=began.min(DAYS_BEFORE + 1)).map(move |bled| (began, bled)));
    let mut seen = ways.map(|(began, bled)| {
        let starts = starts(&[before(bled)], Some(before(began).date), days);
        starts.into_iter().map(|start| start.date).collect()
    });
    let mut in_all: Vec<NaiveDate> = seen.next().unwrap_or_default();
    for starts in seen {
        let starts: Vec<NaiveDate> = starts;
        in_all.retain(|date| starts.binary_search(date).is_ok());
    }
    !in_all.is_empty()
}

/// Whether a day belongs to a period, so that the two days after it start none.
fn counts(day: &DaySigns) -> bool {
    day.is_period() || day.mark == Some(PeriodMark::FirstDay)
}

/// How many days the menses that begin a cycle last, from its first day to the last that belongs
/// to them. One free day between two of bleeding belongs to them, and so does a week of spotting that
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
        } else if day.menstrual() == Some(Bleeding::Spotting)
            && touches
            && days_between(last_bled, day.date) <= SPOTTING
        {
            last = day.date;
        }
        if days_between(last, day.date) > DAYS_BEFORE {
            break;
        }
    }
    u32::try_from(days_between(start, last) + 1).unwrap_or(1)
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
        let starts = starts(&[], None, &days(letters));
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
            ("l..l", vec![0]),
            ("l..........l", vec![0, 11]),
            ("lnnnnnnnnnnl", vec![0, 11]),
            ("lssssssssssl", vec![0, 11]),
            ("xxx", vec![]),
            ("xl", vec![1]),
            ("hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh", vec![0]),
            // The person's word.
            ("N", vec![]),
            ("Nm", vec![]),
            ("F", vec![0]),
            ("Fm", vec![0]),
            ("F.m", vec![0]),
            ("F..m", vec![0]),
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
        let reason = |letters: &str| starts(&[], None, &days(letters)).last().unwrap().reason;
        assert_eq!(reason("F"), StartReason::Marked);
        let bled = |amount, free_days| StartReason::Bleeding { amount, free_days };
        assert_eq!(reason("m"), bled(Bleeding::Medium, None));
        assert_eq!(reason("l...........h"), bled(Bleeding::Heavy, Some(11)));
    }

    #[test]
    fn menses_last_to_the_end_of_what_joins_them() {
        for (letters, expected) in [
            ("l", 1),
            ("lmhm", 4),
            ("lms", 3),
            ("lmss", 4),
            ("lmsssssss", 9),
            ("lmssssssss", 9),
            ("lmsssssssssssssssssssssssss", 9),
            ("lmssslssssssss", 13),
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
    fn bleeding_that_begins_again_is_the_same_period_for_ten_days_unless_it_is_marked() {
        for again in 2..=20 {
            let free = ".".repeat(again - 1);
            let expected = |starts: bool| {
                if starts {
                    vec![0, again as i64]
                } else {
                    vec![0]
                }
            };
            let unmarked = starts_of(&format!("m{free}mm"));
            assert_eq!(unmarked, expected(again > 10), "day {again}");
            // Two marks are two first days, however near.
            assert_eq!(
                starts_of(&format!("F{free}Fm")),
                expected(true),
                "day {again}"
            );
            assert_eq!(
                starts_of(&format!("m{free}N")),
                expected(false),
                "day {again}"
            );
            // A mark within the same bleeding moves its start; after free days it adds one.
            let moved = vec![again as i64];
            let marked = starts_of(&format!("m{free}L"));
            let rightly = if again == 2 { moved } else { expected(true) };
            assert_eq!(marked, rightly, "day {again}");
        }
    }

    #[test]
    fn bleeding_every_other_day_is_one_period_and_twice_a_month_are_two() {
        assert_eq!(starts_of(&"m.".repeat(18)), [0]);
        assert_eq!(menses(first(), &days(&"m.".repeat(18))), 35);
        let twice = format!("mmm{}", ".".repeat(11)).repeat(4);
        assert_eq!(starts_of(&twice), [0, 14, 28, 42]);
        // Every fourth day: each start gathers what comes within ten days.
        assert_eq!(starts_of(&"m...".repeat(7)), [0, 12, 24]);
    }

    #[test]
    fn a_start_is_certain_soon_whatever_bleeds() {
        let certain = |letters: &str| any_is_certain(&days(letters));
        for letters in ["F", "..n.........m", "lnn.......nnl", "m..........m..m"] {
            assert!(certain(letters), "{letters}");
        }
        for letters in ["", "m", "nn.......m", "mmmmmmmmmmmmmmm", "n..m...m...m"] {
            assert!(!certain(letters), "{letters}");
        }
    }

    proptest! {
        /// The rule as it is said, for each day on its own. Without marks there is nothing else.
        #[test]
        fn starts_are_those_of_the_plain_rule(letters in "[.nslmhx]{0,60}") {
            let chars: Vec<char> = letters.chars().collect();
            let bled = |n: usize| "lmh".contains(chars[n]);
            let mut plain: Vec<i64> = vec![];
            for n in (0..chars.len()).filter(|n| bled(*n)) {
                let near = plain.last().is_some_and(|last| n as i64 - last <= 10);
                if !near && !(n.saturating_sub(2)..n).any(bled) {
                    plain.push(n as i64);
                }
            }
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

        #[test]
        fn from_a_certain_start_on_a_diary_needs_nothing_before(
            letters in "[.nslmhxFLN]{0,80}|[nslmh]{80}",
            cut in 0usize..40,
        ) {
            let all = days(&letters);
            let rest = &all[cut.min(all.len())..];
            let seen = starts(&[], None, rest);
            let certain = seen.iter().position(|start| {
                any_is_certain(&rest[..rest.partition_point(|day| day.date <= start.date)])
            });
            if let Some(at) = certain {
                let whole = starts(&[], None, &all);
                let from = whole.partition_point(|start| start.date < seen[at].date);
                let dates = |of: &[Start]| of.iter().map(|start| start.date).collect::<Vec<_>>();
                prop_assert_eq!(dates(&whole[from..]), dates(&seen[at..]));
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
            let starts_all = starts(&[], None, &all);
            if let Some(last) = starts_all.last() {
                let at = all.partition_point(|day| day.date < last.date);
                let (earlier, tail) = all.split_at(at);
                let before = starts_all.iter().rev().nth(1).map(|start| start.date);
                prop_assert_eq!(starts(earlier, before, tail), vec![*last]);
            }
        }
    }
}
