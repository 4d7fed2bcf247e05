//! Signs that cannot be taken at their word: fever, holes, several surges, and odd input.

use super::*;
use twinge::cycle::{Doubt, Ovulation, SetAside};

/// Temperatures in hundredths of a degree, from a day on.
fn temperatures(signs: &mut Signs, from: u64, hundredths: &[i32]) {
    for (n, hundredths) in (from..).zip(hundredths) {
        with(signs, n, |day| {
            day.temperature = Some(Temperature::from_hundredths(*hundredths));
        });
    }
}

fn tests(signs: &mut Signs, days: impl IntoIterator<Item = u64>, result: Test) {
    for n in days {
        with(signs, n, |day| day.lh = Some(result));
    }
}

fn ovulation(cycles: &Cycles, nth: usize) -> &Ovulation {
    cycles.cycles()[nth].ovulation.as_ref().unwrap()
}

/// Five lows, a fever on days 9 to 12, four lows, and the rise on day 17.
fn with_a_fever() -> Signs {
    let mut signs = periods(&[0]);
    temperatures(
        &mut signs,
        1,
        &[3635, 3640, 3645, 3640, 3635, 3640, 3645, 3640],
    );
    temperatures(&mut signs, 9, &[3820, 3860, 3830, 3740]);
    temperatures(&mut signs, 13, &[3640; 4]);
    temperatures(
        &mut signs,
        17,
        &[3675, 3685, 3680, 3685, 3675, 3680, 3685, 3680],
    );
    signs
}

/// Every way of saying that the days 9 to 12 were days of a fever, and none at all.
const SAID: [fn(&mut DaySigns); 5] = [
    |day| day.illness = true,
    |day| day.fever = true,
    |day| day.chills = true,
    |day| day.temperature_excluded = Some(true),
    |_| {},
];

#[test]
fn a_fever_is_no_ovulation() {
    for (nth, said) in SAID.into_iter().enumerate() {
        let mut signs = with_a_fever();
        (9..13).for_each(|n| with(&mut signs, n, said));
        for today in 9..30 {
            let cycles = evaluate(&signs, today);
            let found = ovulation(&cycles, 0);
            let of_the_fever = found.best() < day(13) && found.source == Source::Temperature;
            assert!(!of_the_fever, "{nth} {today}: {found:?}");
            // Without a word the value of 37.4 counts, and hides the rise.
            if today >= 19 && nth < 4 {
                assert_eq!((found.best(), found.is_confirmed()), (day(16), true));
            }
        }
    }
}

#[test]
fn what_is_set_aside_is_told_with_its_reasons() {
    let mut signs = with_a_fever();
    (9..13).for_each(|n| with(&mut signs, n, SAID[0]));
    with(&mut signs, 14, |day| day.temperature_excluded = Some(true));
    let cycles = evaluate(&signs, 25);
    let cycle = &cycles.cycles()[0];
    let told = serde_json::to_value(json::cycles(&cycles)).unwrap();
    let aside = &told[0]["set-aside"];
    assert_eq!(
        aside["2025-01-10"],
        serde_json::json!(["illness", "too-high"])
    );
    assert_eq!(aside["2025-01-13"], serde_json::json!(["illness"]));
    assert_eq!(aside["2025-01-15"], serde_json::json!(["by-person"]));
    assert_eq!(aside.as_object().unwrap().len(), 5);
    assert_eq!(told[0]["ovulation"]["doubts"], serde_json::json!([]));
    // What the person left out they know of.
    let note = "temperature left out on 4 days: illness, too high";
    assert_eq!(words::notes(cycle, true), [note]);
    assert!(words::notes(cycle, false).is_empty());
    assert!(cycle.set_aside.contains(&(day(9), SetAside::TooHigh)));
}

#[test]
fn the_persons_word_that_a_reading_counts_wins_but_a_rise_that_falls_back_is_no_proof() {
    let mut signs = with_a_fever();
    (9..13).for_each(|n| {
        with(&mut signs, n, |day| {
            day.illness = true;
            day.temperature_excluded = Some(false);
        });
    });
    let cycles = evaluate(&signs, 14);
    let found = ovulation(&cycles, 0);
    assert_eq!((found.best(), found.source), (day(8), Source::Temperature));
    assert_eq!(found.certainty, Certainty::Estimated);
    assert_eq!(found.doubts, [Doubt::FellBack(day(13))]);
    assert!(!cycles.forecast().unwrap().confirmed);
    let cycle = &cycles.cycles()[0];
    let note = "the temperature had fallen back by 14 January";
    assert_eq!(words::notes(cycle, true), [note]);
    assert_eq!(
        words::ovulation_day(cycle),
        "about day 9, estimated: temperature"
    );
    // Before it fell back nothing spoke against it.
    assert!(ovulation(&evaluate(&signs, 12), 0).is_confirmed());
    // Once it stays low it was none, and the next one counts.
    assert!(!ovulation(&evaluate(&signs, 16), 0).source.is_sign());
    let cycles = evaluate(&signs, 25);
    let found = ovulation(&cycles, 0);
    assert_eq!((found.best(), found.is_confirmed()), (day(16), true));
    // An LH test of another day is not disputed by it.
    tests(&mut signs, [13], Test::Positive);
    let cycles = evaluate(&signs, 14);
    let found = ovulation(&cycles, 0);
    assert_eq!((found.best(), found.is_confirmed()), (day(14), true));
}

#[test]
fn tests_positive_from_the_first_days_or_for_weeks_tell_nothing_which_is_said() {
    let early = "LH tests not used that were positive in the first days of the cycle: too early for ovulation";
    let endless =
        "LH tests not used: positive over 20 days, longer than a surge before ovulation lasts";
    for (positive, note) in [(1..4, early), (6..26, endless)] {
        let mut signs = periods(&[0]);
        tests(&mut signs, positive, Test::Positive);
        let cycles = evaluate(&signs, 27);
        assert!(!ovulation(&cycles, 0).source.is_sign());
        assert_eq!(words::notes(&cycles.cycles()[0], true), [note]);
    }
}

#[test]
fn a_period_that_stays_away_after_a_confirmed_ovulation_is_later_every_day() {
    let mut signs = periods(&[0, 28, 56]);
    tests(&mut signs, [69], Test::Positive);
    let due = |today| evaluate(&signs, today).forecast().unwrap().due.best;
    assert!((day(82)..=day(85)).contains(&due(72)), "{}", due(72));
    for today in 72..120 {
        assert_eq!(due(today), due(72), "{today}");
    }
}

#[test]
fn a_hole_before_the_rise_is_spread_over_and_said() {
    let mut signs = periods(&[0]);
    temperatures(&mut signs, 0, &[3635, 3640, 3645, 3640, 3635, 3640]);
    temperatures(&mut signs, 21, &[3675, 3685, 3680, 3685]);
    let cycles = evaluate(&signs, 25);
    let found = ovulation(&cycles, 0);
    assert_eq!(found.certainty, Certainty::Estimated);
    assert_eq!(found.between(), Some(DateRange::new(day(5), day(20))));
    let ends = [5, 20].map(|n| found.days.at(day(n)));
    assert!((ends[0] - ends[1]).abs() < 1e-9 && ends[0] > 0.05);
    let cycle = &cycles.cycles()[0];
    assert_eq!(
        words::ovulation_day(cycle),
        "between day 6 and 21, estimated: temperature"
    );
    assert_eq!(
        words::ovulation(cycle),
        "between 6 and 21 January, estimated: temperature"
    );
    let note = "no temperature on the days before the rise";
    assert_eq!(words::notes(cycle, true), [note]);
    let told = serde_json::to_value(json::cycles(&cycles)).unwrap();
    let doubt = serde_json::json!({
        "doubt": "unmeasured", "from": "2025-01-06", "to": "2025-01-21",
    });
    assert_eq!(told[0]["ovulation"]["doubts"], serde_json::json!([doubt]));
    // The next period narrows it; no luteal length is read off it.
    (30..34).for_each(|n| signs.set(bled(n)));
    let past = evaluate(&signs, 40).cycles()[0].clone();
    let left = DateRange::new(day(12), day(20));
    assert_eq!(past.ovulation.as_ref().unwrap().between(), Some(left));
    assert_eq!(past.luteal_length(), None);
    // A test within it names the day.
    tests(&mut signs, [14], Test::Positive);
    let past = evaluate(&signs, 40).cycles()[0].clone();
    let found = past.ovulation.as_ref().unwrap();
    assert_eq!((found.best(), found.is_confirmed()), (day(15), true));
    assert_eq!(found.between(), None);
}

#[test]
fn of_two_surges_the_last_counts_and_the_forecast_follows() {
    let mut signs = periods(&[0]);
    tests(&mut signs, [11, 31], Test::Positive);
    tests(&mut signs, [13], Test::Negative);
    let confirmed = |signs: &Signs, today| {
        let cycles = evaluate(signs, today);
        let found = ovulation(&cycles, 0);
        assert!(found.is_confirmed(), "{found:?}");
        found.best()
    };
    assert_eq!(confirmed(&signs, 20), day(12));
    assert_eq!(confirmed(&signs, 33), day(32));
    let cycles = evaluate(&signs, 33);
    let next = &cycles.forecast().unwrap().next[0];
    assert!((day(45)..=day(47)).contains(&next.best), "{next:?}");
    // Days without a test part them as well as a negative one.
    with(&mut signs, 13, |day| day.lh = None);
    assert_eq!(confirmed(&signs, 33), day(32));
    // So does a period that only the second can have led to.
    let mut past = signs.clone();
    (42..46).for_each(|n| past.set(bled(n)));
    let cycles = evaluate(&past, 50);
    let cycle = &cycles.cycles()[0];
    assert_eq!(ovulation(&cycles, 0).best(), day(32));
    assert_eq!(
        (cycle.luteal_length(), &cycle.implausible[..]),
        (Some(10), &[][..])
    );
    // The temperature tells which it was, and does not conflict.
    let mut risen = signs.clone();
    measured(&mut risen, 20, 32, 38);
    assert_eq!(confirmed(&risen, 38), day(32));
    let mut early = signs;
    measured(&mut early, 4, 13, 33);
    assert_eq!(confirmed(&early, 33), day(12));
}

#[test]
fn ten_positive_days_running_are_unusual_and_confirm_nothing() {
    let mut signs = periods(&[0]);
    tests(&mut signs, 10..20, Test::Positive);
    let cycles = evaluate(&signs, 21);
    let found = ovulation(&cycles, 0);
    assert_eq!((found.best(), found.source), (day(11), Source::LhTest));
    assert_eq!(found.certainty, Certainty::Estimated);
    let note = "LH tests positive for 10 days in a row, which is unusual";
    assert_eq!(words::notes(&cycles.cycles()[0], true), [note]);
    // A rise at their end names the day.
    measured(&mut signs, 4, 21, 27);
    let cycles = evaluate(&signs, 27);
    let found = ovulation(&cycles, 0);
    assert_eq!((found.best(), found.is_confirmed()), (day(20), true));
}

#[test]
fn temperatures_in_the_wrong_unit_or_all_the_same_show_nothing() {
    let mut wrong = periods(&[0, 28]);
    let rise: Vec<i32> = (0..28).map(|n| if n < 15 { 9720 } else { 9780 }).collect();
    temperatures(&mut wrong, 0, &rise);
    let cycles = evaluate(&wrong, 30);
    let cycle = &cycles.cycles()[0];
    assert_eq!((cycle.temperature, cycle.set_aside.len()), (None, 28));
    assert_eq!(ovulation(&cycles, 0).source, Source::NextPeriod);
    assert!(
        !cycle.no_rise,
        "what tells nothing does not tell of no rise"
    );
    let mut same = periods(&[0, 28]);
    temperatures(&mut same, 0, &[3650; 28]);
    tests(&mut same, 0..28, Test::Negative);
    let cycle = evaluate(&same, 30).cycles()[0].clone();
    assert!(cycle.no_rise && cycle.ovulation.is_none() && cycle.set_aside.is_empty());
}
