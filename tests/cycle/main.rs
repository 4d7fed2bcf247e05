//! Whole cycles: what is told of them, on any input, as of any day, and after any change.

mod anything;
mod doubts;
mod gaps;
mod lives;

use chrono::{Days, NaiveDate};
use twinge::cycle::{
    Bleeding, Certainty, Cycles, DaySigns, Excluded, Feeling, Implausible, LeaveOut, NoForecast,
    Phase, Reason, Settings, Signs, Source, Temperature, Test, Texture, json,
};
use twinge::diary::{DateRange, SecondSign};
use twinge::words::cycle as words;

fn day(n: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    first + Days::new(n)
}

fn bled(n: u64) -> DaySigns {
    DaySigns {
        bleeding: Some(Bleeding::Medium),
        ..DaySigns::empty(day(n))
    }
}

/// Periods of four days that begin on these days.
fn periods(starts: &[u64]) -> Signs {
    starts
        .iter()
        .flat_map(|n| (0..4).map(move |k| bled(n + k)))
        .collect()
}

fn evaluate(signs: &Signs, today: u64) -> Cycles {
    Cycles::evaluate(signs, Settings::default(), day(today))
}

/// Sets one sign of a day and leaves the others.
fn with(signs: &mut Signs, n: u64, change: impl FnOnce(&mut DaySigns)) {
    let mut changed = signs.at(day(n)).copied().unwrap_or(DaySigns::empty(day(n)));
    change(&mut changed);
    signs.set(changed);
}

/// Daily temperatures that rise on a day.
fn measured(signs: &mut Signs, from: u64, first_high: u64, to: u64) {
    for n in from..to {
        let hundredths = if n < first_high { 3640 } else { 3670 };
        with(signs, n, |day| {
            day.temperature = Some(Temperature::from_hundredths(hundredths));
        });
    }
}

#[test]
fn the_fields_of_a_cycle_and_a_forecast_are_named_as_documented() {
    let mut signs = periods(&[0, 28]);
    measured(&mut signs, 0, 15, 28);
    for (n, fertile) in (8..20).map(|n| (n, (10..=14).contains(&n))) {
        with(&mut signs, n, |day| {
            day.feeling = Some(if fertile { Feeling::Wet } else { Feeling::Dry });
            day.texture = Some(if fertile {
                Texture::EggWhite
            } else {
                Texture::Nothing
            });
        });
    }
    let cycles = evaluate(&signs, 33);
    let told = serde_json::to_value(json::cycles(&cycles)).unwrap();
    let first = &told[0];
    assert_eq!(first["start"], "2025-01-01");
    assert_eq!(first["length"], 28);
    assert_eq!(first["menses-days"], 4);
    assert_eq!(first["excluded"], serde_json::Value::Null);
    assert_eq!(first["temperature"]["first-high"], "2025-01-16");
    assert_eq!(first["temperature"]["completed-on"], "2025-01-18");
    assert_eq!(first["temperature"]["rule"], 0);
    assert_eq!(first["temperature"]["cover-line"], 36.4);
    assert_eq!(first["mucus"]["peak"], "2025-01-15");
    assert_eq!(first["mucus"]["completed-on"], "2025-01-18");
    assert_eq!(first["cervix"], serde_json::Value::Null);
    assert_eq!(first["infertile-before"], serde_json::Value::Null);
    assert_eq!(first["infertile-after-from"], "2025-01-18");
    assert_eq!(first["ovulation"]["best"], "2025-01-15");
    assert_eq!(first["ovulation"]["source"], "temperature");
    assert_eq!(first["ovulation"]["confirmed"], true);
    let days = first["ovulation"]["days"].as_object().unwrap();
    let total: f64 = days.values().map(|p| p.as_f64().unwrap()).sum();
    assert!((total - 1.0).abs() < 0.002, "{total}");
    // As books count: 14 days from ovulation to the first day of the next period.
    assert_eq!(first["luteal-length"], 13);
    // The first high day was cycle day 16: 16 − 8 = 8 allows the five days.
    assert_eq!(told[1]["infertile-before"]["from"], "2025-01-29");
    assert_eq!(told[1]["infertile-before"]["to"], "2025-02-02");
    assert_eq!(told[1]["length"], serde_json::Value::Null);
    assert_eq!(told[1]["luteal-length"], serde_json::Value::Null);

    let told = serde_json::to_value(json::forecast(&cycles)).unwrap();
    let next = told["next"].as_array().unwrap();
    assert_eq!(next.len(), 3);
    // After one cycle of 28 days, leaning on the population's 29.
    assert_eq!(next[0]["best"], "2025-02-27");
    for window in ["fertile", "implantation"] {
        assert!(told[window]["from"].is_string() && told[window]["days"].is_object());
    }
    assert_eq!(told["none-because"], serde_json::Value::Null);
}

#[test]
fn breaks_gaps_and_what_the_person_leaves_out_give_no_length() {
    let starts = [0, 28, 56, 84, 112, 168, 196, 310, 322, 350, 378];
    let mut signs = periods(&starts);
    with(&mut signs, 28, |day| {
        day.leave_out = Some(LeaveOut::Because(Reason::Travel))
    });
    let cycles = evaluate(&signs, 384);
    let told: Vec<_> = cycles
        .cycles()
        .iter()
        .map(|cycle| (cycle.length(), cycle.excluded, cycle.is_unusually_short()))
        .collect();
    let travel = Some(Excluded::ByPerson(Reason::Travel));
    let expected = [
        (Some(28), None, false),
        (Some(28), travel, false),
        (Some(28), None, false),
        (Some(28), None, false),
        (Some(56), Some(Excluded::MaybeUnlogged), false),
        (Some(28), None, false),
        (None, Some(Excluded::Break), false),
        (Some(12), Some(Excluded::TooShort), true),
        (Some(28), None, false),
        (Some(28), None, false),
        (None, None, false),
    ];
    assert_eq!(told, expected);
    assert_eq!(cycles.lengths().n, 6);
    // The person's word that a long cycle was one wins.
    with(&mut signs, 112, |day| day.leave_out = Some(LeaveOut::No));
    assert_eq!(evaluate(&signs, 384).cycles()[4].counted_length(), Some(56));
}

#[test]
fn without_a_sign_ovulation_is_counted_back_and_only_estimated() {
    let cycles = evaluate(&periods(&[0, 28, 56]), 60);
    let first = &cycles.cycles()[0];
    let ovulation = first.ovulation.as_ref().unwrap();
    assert_eq!(
        (ovulation.best(), ovulation.source),
        (day(15), Source::NextPeriod)
    );
    assert_eq!(ovulation.certainty, Certainty::Estimated);
    assert_eq!(first.luteal_length(), None);
    let running = cycles.cycles()[2].ovulation.as_ref().unwrap();
    assert_eq!(running.source, Source::PastLengths);
}

#[test]
fn own_luteal_lengths_are_learnt_from_confirmed_cycles() {
    let mut signs = periods(&[0, 28, 56, 84, 112]);
    for start in [0, 28, 56] {
        with(&mut signs, start + 16, |day| day.lh = Some(Test::Positive));
        with(&mut signs, start + 17, |day| day.lh = Some(Test::Positive));
    }
    let cycles = evaluate(&signs, 115);
    let all = cycles.cycles();
    assert_eq!(all[0].luteal_length(), Some(11));
    assert_eq!(cycles.luteal().n, 3);
    // 13.1 + 0.752·(11 − 13.1) = 11.52 days before the next period.
    let counted = all[3].ovulation.as_ref().unwrap();
    assert_eq!(
        (counted.best(), counted.source),
        (day(112 - 12), Source::NextPeriod)
    );
    let running = all[4].ovulation.as_ref().unwrap();
    assert_eq!(running.source, Source::PastOvulations);
}

#[test]
fn a_sign_with_an_implausible_luteal_phase_is_dropped_and_said() {
    let mut signs = periods(&[0, 28, 56]);
    with(&mut signs, 23, |day| day.lh = Some(Test::Positive));
    let cycles = evaluate(&signs, 60);
    let first = &cycles.cycles()[0];
    assert_eq!(first.ovulation.as_ref().unwrap().source, Source::NextPeriod);
    let luteal = Implausible::Luteal {
        source: Source::LhTest,
        days: 4,
    };
    assert_eq!(first.implausible, [luteal]);
    let notes = words::notes(first, true);
    assert_eq!(
        notes,
        ["LH test not used: it would make the luteal phase 3 days"]
    );
    assert!(words::notes(first, false).is_empty());
}

#[test]
fn conflicting_signs_are_shown_as_such_and_confirm_nothing() {
    let mut signs = periods(&[0, 28]);
    with(&mut signs, 9, |day| day.lh = Some(Test::Positive));
    measured(&mut signs, 0, 17, 28);
    let cycles = evaluate(&signs, 30);
    let ovulation = cycles.cycles()[0].ovulation.as_ref().unwrap();
    assert_eq!(ovulation.certainty, Certainty::Conflicting);
    assert_eq!(
        words::day(&cycles, day(20), true).unwrap(),
        "cycle day 21, the signs of ovulation conflict: LH test says 11 January, temperature says 17 January"
    );
}

#[test]
fn no_rise_on_most_days_is_told_and_nothing_estimated() {
    let mut signs = periods(&[0, 28, 56]);
    measured(&mut signs, 0, 99, 23);
    measured(&mut signs, 28, 99, 50);
    let cycles = evaluate(&signs, 60);
    // 23 of 28 days are four fifths, 22 are not.
    let [first, second, _] = cycles.cycles() else {
        panic!()
    };
    assert!(first.no_rise && first.ovulation.is_none());
    assert!(!second.no_rise && second.ovulation.is_some());
    assert_eq!(
        words::day(&cycles, day(20), true).unwrap(),
        "cycle day 21, no temperature rise seen"
    );
}

/// How much of a phase, over the days of a range, rests on ovulations that are only estimated.
fn estimated_share(cycles: &Cycles, phase: Phase, range: DateRange) -> Option<f64> {
    let (mut all, mut estimated) = (0.0, 0.0);
    for member in range.days().filter_map(|date| cycles.phase(date)) {
        all += member.of(phase);
        if member.estimated {
            estimated += member.of(phase);
        }
    }
    (all > 0.0).then(|| estimated / all)
}

#[test]
fn phases_follow_each_other_and_sum_to_one() {
    let mut signs = periods(&[0, 28]);
    with(&mut signs, 13, |day| day.lh = Some(Test::Positive));
    let cycles = evaluate(&signs, 30);
    let likeliest: Vec<Phase> = (0..28)
        .map(|n| {
            let member = cycles.phase(day(n)).unwrap();
            let total: f64 = Phase::ALL.iter().map(|phase| member.of(*phase)).sum();
            assert!((total - 1.0).abs() < 1e-9);
            assert!(!member.estimated);
            member.likeliest().unwrap()
        })
        .collect();
    let mut blocks = likeliest.clone();
    blocks.dedup();
    assert_eq!(blocks, Phase::ALL);
    let days = |phase| likeliest.iter().filter(|p| **p == phase).count();
    assert_eq!(days(Phase::Menses), 4);
    assert_eq!(days(Phase::Ovulatory), 3);
    assert_eq!(days(Phase::LateLuteal), 7);
    let whole = DateRange::new(day(0), day(27));
    assert_eq!(estimated_share(&cycles, Phase::Ovulatory, whole), Some(0.0));
    let estimated = evaluate(&periods(&[0, 28]), 30);
    assert_eq!(
        estimated_share(&estimated, Phase::Ovulatory, whole),
        Some(1.0)
    );
}

#[test]
fn a_day_is_told_from_ovulation() {
    let mut signs = periods(&[0, 28]);
    assert_eq!(
        words::day(&evaluate(&signs, 30), day(20), true).unwrap(),
        "cycle day 21, about 5 days after ovulation (3 to 7), estimated"
    );
    assert_eq!(
        words::day(&evaluate(&signs, 30), day(14), true).unwrap(),
        "cycle day 15, about 1 day before ovulation (from 3 days before it to a day after it), estimated"
    );
    assert_eq!(
        words::day(&evaluate(&signs, 30), day(20), false).unwrap(),
        "cycle day 21, early luteal phase"
    );
    with(&mut signs, 12, |day| day.lh = Some(Test::Positive));
    let told = words::day(&evaluate(&signs, 30), day(20), true).unwrap();
    assert_eq!(
        told,
        "cycle day 21, about 7 days after ovulation (6 to 8), confirmed"
    );
    assert_eq!(
        words::day(&evaluate(&signs, 30), day(13), true).unwrap(),
        "cycle day 14, about ovulation (give or take a day), confirmed"
    );
    assert_eq!(
        words::day(&evaluate(&periods(&[5]), 30), day(2), true),
        None
    );
}

#[test]
fn a_period_to_come_is_told_with_each_month_once() {
    let april = |day| NaiveDate::from_ymd_opt(2026, 4, day).unwrap();
    let march = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    for (low, best, high, told) in [
        (april(3), april(3), april(3), "about 3 April"),
        (
            april(1),
            april(2),
            april(2),
            "between 1 and 2 April, about the 2nd",
        ),
        (
            april(9),
            april(11),
            april(13),
            "between 9 and 13 April, about the 11th",
        ),
        (
            april(20),
            april(21),
            april(24),
            "between 20 and 24 April, about the 21st",
        ),
        (
            march,
            april(3),
            april(6),
            "between 31 March and 6 April, about 3 April",
        ),
    ] {
        let mut expected = evaluate(&periods(&[0, 28]), 30)
            .forecast()
            .unwrap()
            .due
            .clone();
        (expected.low, expected.best, expected.high) = (low, best, high);
        assert_eq!(words::expected(&expected), told);
    }
}

#[test]
fn a_forecast_waits_narrows_pauses_and_ends() {
    let signs = periods(&[0, 28, 56, 84]);
    let forecast = |signs: &Signs, today| {
        let cycles = evaluate(signs, today);
        let found = cycles.forecast().cloned();
        found.map(|forecast| forecast.next[0].clone())
    };
    let first = forecast(&signs, 90).unwrap();
    assert_eq!(first.best, day(112));
    // Late: never in the past, and later as it gets later.
    let late = forecast(&signs, 122).unwrap();
    assert!(late.low >= day(122) && late.best > day(122));
    // Not to begin on a day whose bleeding is answered with none.
    let mut answered = signs.clone();
    with(&mut answered, 122, |day| {
        day.bleeding = Some(Bleeding::None)
    });
    assert!(forecast(&answered, 122).unwrap().low >= day(123));
    // Narrower by a confirmed ovulation than by few cycles, and from it.
    let few = forecast(&periods(&[56, 84]), 90).unwrap();
    let mut confirmed = signs.clone();
    with(&mut confirmed, 103, |day| day.lh = Some(Test::Positive));
    let narrow = forecast(&confirmed, 105).unwrap();
    assert_eq!(narrow.best, day(104 + 13));
    assert!(narrow.high - narrow.low < few.high - few.low);
    // A pregnancy test pauses it, the next clear one decides again.
    let mut pregnant = signs.clone();
    with(&mut pregnant, 120, |day| {
        day.pregnancy = Some(Test::Positive)
    });
    let paused = NoForecast::Pregnancy {
        test: Some(day(120)),
    };
    assert_eq!(forecast(&pregnant, 125), Err(paused));
    with(&mut pregnant, 122, |day| {
        day.pregnancy = Some(Test::Unclear)
    });
    assert_eq!(forecast(&pregnant, 125), Err(paused));
    with(&mut pregnant, 124, |day| {
        day.pregnancy = Some(Test::Negative)
    });
    assert!(forecast(&pregnant, 125).is_ok());
    // Too long ago.
    let long_ago = NoForecast::LongAgo { start: day(84) };
    assert_eq!(forecast(&signs, 84 + 100), Err(long_ago));
    assert_eq!(forecast(&Signs::default(), 5), Err(NoForecast::NoPeriod));
    // From the first period on.
    assert_eq!(forecast(&periods(&[0]), 3).unwrap().best, day(29));
}

#[test]
fn a_late_period_offers_a_test_and_concludes_nothing() {
    let signs = periods(&[0, 28, 56, 84]);
    let late = |today, possible| words::late(&evaluate(&signs, today), possible);
    assert_eq!(late(112, true), None);
    assert_eq!(
        late(113, true).unwrap(),
        "1 day later than expected, within the usual range."
    );
    let offered = late(118, true).unwrap();
    assert!(offered.contains("a test finds up to 9 in 10"), "{offered}");
    assert!(late(120, true).unwrap().contains("nearly all pregnancies"));
    assert_eq!(late(118, false).unwrap(), "6 days later than expected.");
}

#[test]
fn the_rule_before_ovulation_can_be_off_and_waits_after_a_pregnancy() {
    let starts: Vec<u64> = (0..8).map(|n| n * 28).collect();
    let mut signs = periods(&starts);
    for start in &starts {
        measured(&mut signs, *start, start + 16, start + 28);
        for n in 8..20 {
            with(&mut signs, start + n, |day| {
                let fertile = (10..=14).contains(&n);
                day.feeling = Some(if fertile { Feeling::Wet } else { Feeling::Dry });
                day.texture = Some(Texture::Nothing);
            });
        }
    }
    let phases = |signs: &Signs, settings| -> Vec<bool> {
        let cycles = Cycles::evaluate(signs, settings, day(8 * 28 - 1));
        cycles
            .cycles()
            .iter()
            .map(|cycle| cycle.infertile_before.is_some())
            .collect()
    };
    let on = Settings::default();
    let off = Settings {
        preovulatory: false,
        ..on
    };
    assert_eq!(
        phases(&signs, on),
        [false, true, true, true, true, true, true, true]
    );
    assert_eq!(phases(&signs, off), [false; 8]);
    with(&mut signs, 56, |day| {
        day.leave_out = Some(LeaveOut::Because(Reason::Pregnancy))
    });
    assert_eq!(
        phases(&signs, on),
        [false, true, true, false, false, false, true, true]
    );
    // Without the cervix there is no double check by cervix.
    let cervix = Settings {
        sign: SecondSign::Cervix,
        ..on
    };
    assert_eq!(phases(&signs, cervix), [false; 8]);
}

#[test]
fn bleeding_every_day_only_spotting_and_an_empty_diary_are_borne() {
    let every_day: Signs = (0..400).map(bled).collect();
    let cycles = evaluate(&every_day, 399);
    assert_eq!(cycles.cycles().len(), 1);
    assert_eq!(cycles.cycles()[0].menses_days, 400);
    assert_eq!(
        cycles.forecast(),
        Err(NoForecast::LongAgo { start: day(0) })
    );

    let spotting: Signs = (0..365)
        .map(|n| DaySigns {
            bleeding: Some(Bleeding::Spotting),
            ..DaySigns::empty(day(n))
        })
        .collect();
    let cycles = evaluate(&spotting, 365);
    assert!(cycles.cycles().is_empty());
    assert_eq!(words::forecast(&cycles, true).len(), 1);
    assert_eq!(json::forecast(&cycles).none_because, Some("no-period"));
    assert_eq!(evaluate(&Signs::default(), 0).phase(day(0)), None);
}
