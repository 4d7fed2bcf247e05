//! Gaps that are no cycles, bleeding that does not end, and bodies that keep no month.

use super::*;
use twinge::cycle::Spacing;

/// One day of bleeding on each.
fn on(days: impl IntoIterator<Item = u64>) -> Signs {
    days.into_iter().map(bled).collect()
}

fn next(cycles: &Cycles) -> chrono::NaiveDate {
    cycles.forecast().unwrap().next[0].best
}

#[test]
fn bleeding_again_within_ten_days_changes_nothing_and_later_it_is_asked_about() {
    let starts = [0, 28, 56];
    let plain = evaluate(&periods(&starts), 80);
    for again in 2..=20 {
        let mut signs = periods(&starts);
        with(&mut signs, 56 + again, |day| {
            day.bleeding = Some(Bleeding::Light)
        });
        let cycles = evaluate(&signs, 80);
        let told: Vec<u64> = cycles
            .cycles()
            .iter()
            .map(|cycle| (cycle.start() - day(0)).num_days() as u64)
            .collect();
        if again <= 10 {
            assert_eq!(told, starts, "day {again}");
            assert_eq!(next(&cycles), next(&plain), "day {again}");
            continue;
        }
        assert_eq!(told, [0, 28, 56, 56 + again], "day {again}");
        let short = &cycles.cycles()[2];
        let asked = again < 15;
        assert_eq!(
            short.excluded == Some(Excluded::TooShort),
            asked,
            "day {again}"
        );
        assert_eq!(short.is_unusually_short(), asked);
        assert_eq!(cycles.lengths().n, if asked { 2 } else { 3 }, "day {again}");
        assert_eq!(cycles.lengths().centre == plain.lengths().centre, asked);
    }
    // The person's word makes a start of it; a gap of few days still moves nothing.
    for again in 6..15 {
        let mut signs = periods(&starts);
        with(&mut signs, 56 + again, |day| {
            day.bleeding = Some(Bleeding::Light);
            day.mark = Some(twinge::cycle::PeriodMark::FirstDay);
        });
        let cycles = evaluate(&signs, 80);
        assert_eq!(cycles.cycles().len(), 4, "day {again}");
        assert_eq!(
            cycles.lengths().centre,
            plain.lengths().centre,
            "day {again}"
        );
    }
}

#[test]
fn a_forgotten_period_is_asked_about_from_the_first() {
    for (starts, counted) in [
        (&[0, 56][..], &[][..]),
        (&[0, 28, 84], &[28]),
        (&[0, 56, 84], &[28]),
        (&[0, 28, 112, 140], &[28, 28]),
        (&[0, 40, 80, 120], &[40, 40, 40]),
        (&[0, 55, 112, 165], &[55, 57, 53]),
    ] {
        let today = starts[starts.len() - 1] + 5;
        let cycles = evaluate(&periods(starts), today);
        let lengths: Vec<i64> = cycles
            .cycles()
            .iter()
            .filter_map(|cycle| cycle.counted_length())
            .collect();
        assert_eq!(lengths, counted, "{starts:?}");
        let asked = cycles
            .cycles()
            .iter()
            .filter(|cycle| cycle.excluded.is_some());
        for cycle in asked {
            assert_eq!(cycle.excluded, Some(Excluded::MaybeUnlogged));
            let notes = words::notes(cycle, false);
            assert_eq!(notes, ["a period may not have been logged"]);
        }
    }
    // Starts of 5 January, 2 February and 30 March: about 27 April, a day more for knowing but one.
    let cycles = evaluate(&periods(&[0, 28, 84]), 105);
    assert_eq!(next(&cycles), day(84 + 29));
}

#[test]
fn periods_that_come_months_apart_are_not_late() {
    let signs = periods(&[0, 126, 242, 358, 475]);
    let cycles = evaluate(&signs, 475 + 62);
    let spacing = Spacing::MonthsApart {
        least: 116,
        most: 126,
    };
    assert_eq!(cycles.forecast(), Err(NoForecast::Spacing(spacing)));
    assert_eq!(
        words::forecast(&cycles, true),
        ["No period is forecast: yours come months apart, 116 to 126 days so far."]
    );
    assert_eq!(words::late(&cycles, true), None);
    assert_eq!(json::forecast(&cycles).none_because, Some("months-apart"));
    let facts = twinge::cycle::CycleFacts::from_cycles(&cycles, &signs);
    assert_eq!(facts.cycles.last().unwrap().expected, None);
    assert_eq!(facts.cycles[3].expected, None, "nor was it late before");

    // An ovulation that is seen tells of the period after it.
    let mut seen = signs.clone();
    with(&mut seen, 475 + 60, |day| day.lh = Some(Test::Positive));
    let cycles = evaluate(&seen, 475 + 62);
    let forecast = cycles.forecast().unwrap();
    assert_eq!(forecast.next.len(), 1);
    assert_eq!(forecast.next[0].best, day(475 + 61 + 13));
    assert!(forecast.confirmed);

    // One break is none: the diary was put away.
    let cycles = evaluate(&periods(&[0, 28, 56, 200, 228]), 230);
    assert_eq!(next(&cycles), day(228 + 28));
}

#[test]
fn two_bleeds_a_month_are_told_and_not_averaged() {
    let starts: Vec<u64> = (0..10).map(|n| n * 14).collect();
    let cycles = evaluate(&periods(&starts), 130);
    let spacing = Spacing::TooClose {
        least: 14,
        most: 14,
    };
    assert_eq!(cycles.forecast(), Err(NoForecast::Spacing(spacing)));
    assert_eq!(
        words::forecast(&cycles, true),
        [
            "No period is forecast: bleeding begins again after 14 days, too soon to tell which is a period. You can mark the first days."
        ]
    );
    assert_eq!(cycles.lengths().n, 0);
}

#[test]
fn the_shortest_and_the_longest_cycles_count() {
    for length in [15, 99] {
        let starts: Vec<u64> = (0..5).map(|n| n * length).collect();
        let cycles = evaluate(&periods(&starts), 4 * length + 3);
        assert_eq!(cycles.lengths().n, 4, "{length}");
        assert!(cycles.forecast().is_ok(), "{length}");
    }
}

#[test]
fn bleeding_for_more_than_eight_days_is_told() {
    for days in 1..=40 {
        let cycles = evaluate(&on(0..days), days + 3);
        let cycle = &cycles.cycles()[0];
        assert_eq!(cycle.is_prolonged(), days > 8, "{days}");
        let told =
            words::notes(cycle, true).contains(&"a long period: up to 8 days are usual".into());
        assert_eq!(told, days > 8, "{days}");
    }
    let every_other = evaluate(&on((0..35).step_by(2)), 36);
    assert_eq!(every_other.cycles().len(), 1);
    assert!(every_other.cycles()[0].is_prolonged());
    // With hormones long light bleeding is common.
    let profile = twinge::diary::Profile {
        contraception: twinge::diary::profile::Contraception::Minipill,
        ..Default::default()
    };
    let settings = Settings::from(&profile);
    let cycles = Cycles::evaluate(&on(0..20), settings, day(25));
    assert!(!cycles.cycles()[0].is_prolonged());
}
