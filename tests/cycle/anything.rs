//! On any input, as of any day, after any change.

use proptest::prelude::*;
use twinge::cycle::{
    Bleeding, CycleFacts, Cycles, DaySigns, Doubt, Feeling, LeaveOut, PeriodMark, Phase, Reason,
    Signs, Source, Temperature, Test, Texture, json,
};
use twinge::words::cycle as words;

use super::*;

fn any_day() -> impl Strategy<Value = DaySigns> {
    any_day_of(prop_oneof![9 => 0u64..300, 1 => 0u64..60_000])
}

fn any_day_of(days: impl Strategy<Value = u64>) -> impl Strategy<Value = DaySigns> {
    let bleeding = prop::option::weighted(
        0.3,
        prop::sample::select(vec![
            Bleeding::None,
            Bleeding::Spotting,
            Bleeding::Light,
            Bleeding::Heavy,
        ]),
    );
    let mark = prop::option::weighted(
        0.02,
        prop::sample::select(vec![PeriodMark::FirstDay, PeriodMark::NotAPeriod]),
    );
    let leave_out = prop::option::weighted(
        0.02,
        prop::sample::select(vec![
            LeaveOut::No,
            LeaveOut::Because(Reason::Pregnancy),
            LeaveOut::Because(Reason::Travel),
        ]),
    );
    let test = || {
        let tests = vec![Test::Negative, Test::Positive, Test::Unclear];
        prop::option::weighted(0.05, prop::sample::select(tests))
    };
    let temperature =
        prop::option::weighted(0.8, (3600i32..3770).prop_map(Temperature::from_hundredths));
    let feeling = prop::option::of(prop::sample::select(vec![
        Feeling::Dry,
        Feeling::Wet,
        Feeling::Slippery,
    ]));
    let signs = (bleeding, any::<bool>(), mark, leave_out, temperature);
    let others = (
        feeling,
        any::<bool>(),
        prop::option::of(any::<bool>()),
        test(),
        test(),
    );
    (days, signs, others).prop_map(
        |(
            n,
            (bleeding, odd, mark, leave_out, temperature),
            (feeling, left, closed, lh, pregnancy),
        )| {
            DaySigns {
                bleeding,
                bleeding_excluded: odd && left,
                mark,
                leave_out,
                temperature,
                temperature_excluded: odd.then_some(!left),
                illness: n % 17 == 0,
                fever: n % 23 == 0,
                feeling,
                texture: Some(Texture::Nothing),
                mucus_excluded: !odd && left,
                cervix_closed: closed,
                cervix_hard: closed,
                lh,
                pregnancy: pregnancy.filter(|_| n % 5 == 0),
                ..DaySigns::empty(day(n))
            }
        },
    )
}

fn any_signs() -> impl Strategy<Value = Signs> {
    prop::collection::vec(any_day(), 0..250).prop_map(Signs::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_is_recorded_nothing_absurd_comes_out(signs in any_signs(), today in 0u64..61_000) {
        let cycles = evaluate(&signs, today);
        let today = day(today);
        for (cycle, next) in cycles.cycles().iter().zip(cycles.cycles().iter().skip(1)) {
            prop_assert!(cycle.start() < next.start());
            prop_assert_eq!(cycle.next_start, Some(next.start()));
        }
        for cycle in cycles.cycles() {
            prop_assert!(cycle.start() <= today && cycle.menses_days >= 1);
            prop_assert!(cycle.length().is_none_or(|length| (1..=99).contains(&length)));
            if let Some(ovulation) = &cycle.ovulation {
                let total: f64 = ovulation.days.mass().iter().sum();
                prop_assert!((total - 1.0).abs() < 1e-6);
                prop_assert!(ovulation.best() >= cycle.start());
                prop_assert!(cycle.next_start.is_none_or(|next| ovulation.best() < next));
                let of_temperature = |doubt: &Doubt| !matches!(doubt, Doubt::LongSurge(_));
                let in_doubt = ovulation.doubts.iter().any(|doubt| match ovulation.source {
                    Source::LhTest => !of_temperature(doubt),
                    Source::Temperature => of_temperature(doubt),
                    _ => false,
                });
                prop_assert!(!(in_doubt && ovulation.is_confirmed()));
            }
        }
        if let (Ok(_), Some(cycle)) = (cycles.forecast(), cycles.cycles().last())
            && let Some(ovulation) = cycle.ovulation.as_ref().filter(|of| !of.is_confirmed())
        {
            // Ovulation was at most 18 days ago, on cycle day 6 at the earliest.
            let first = (cycle.start() + Days::new(5)).max(today - Days::new(17));
            for date in (0..24).map(|n| first + Days::new(n)) {
                prop_assert!(ovulation.days.at(date) > 0.002, "{} {:?}", date, ovulation);
            }
        }
        if let Ok(forecast) = cycles.forecast() {
            let mut earlier = today;
            for next in &forecast.next {
                prop_assert!(earlier <= next.low && next.low <= next.best && next.best <= next.high);
                prop_assert!(next.high <= today + Days::new(400));
                earlier = next.low;
            }
        }
        for n in -3i64..120 {
            let date = today + chrono::Duration::days(n);
            let member = cycles.phase(date).unwrap_or_default();
            let total: f64 = Phase::ALL.iter().map(|phase| member.of(*phase)).sum();
            prop_assert!((0.0..=1.0 + 1e-6).contains(&total));
            prop_assert!((0.0..=1.0).contains(&cycles.fertile(date)));
            prop_assert!((0.0..=1.0).contains(&cycles.implantation(date)));
            words::day(&cycles, date, true);
            words::day(&cycles, date, false);
        }
        words::forecast(&cycles, true);
        prop_assert!(serde_json::to_string(&json::cycles(&cycles)).is_ok());
        prop_assert!(serde_json::to_string(&json::forecast(&cycles)).is_ok());
    }

    #[test]
    fn a_reading_that_is_set_aside_is_as_none(signs in any_signs(), today in 0u64..320) {
        let without: Signs = signs
            .days()
            .iter()
            .map(|day| DaySigns {
                temperature: day.basal(),
                temperature_excluded: Some(false),
                illness: false,
                fever: false,
                ..*day
            })
            .collect();
        let told = |signs: &Signs| {
            let cycles = evaluate(signs, today);
            let mut told = serde_json::to_value(json::cycles(&cycles)).unwrap();
            for cycle in told.as_array_mut().unwrap() {
                cycle["set-aside"] = serde_json::Value::Null;
            }
            (told, cycles.forecast().cloned())
        };
        prop_assert_eq!(told(&signs), told(&without));
    }

    #[test]
    fn as_of_a_day_nothing_later_is_known(signs in any_signs(), today in 0u64..300) {
        let known: Signs = signs.until(day(today)).iter().copied().collect();
        prop_assert_eq!(evaluate(&signs, today), evaluate(&known, today));
    }

    #[test]
    fn the_latest_signs_that_suffice_say_what_all_say(
        signs in prop::collection::vec(any_day_of(0u64..1000), 300..900),
        since in 700u64..1000,
        after in 0u64..40,
    ) {
        let signs: Signs = signs.into_iter().collect();
        let (since, today) = (day(since), since + after);
        let facts = |signs: &Signs| {
            CycleFacts::since(&evaluate(signs, today), signs, since)
        };
        let tail = |from: usize| -> Signs { signs.days()[from..].iter().copied().collect() };
        let places: Vec<usize> = (0..signs.days().len()).collect();
        let fewest = places.partition_point(|from| Cycles::suffice(&tail(*from), since));
        if let Some(fewest) = fewest.checked_sub(1) {
            prop_assert_eq!(facts(&tail(fewest)), facts(&signs));
        }
    }

    #[test]
    fn a_change_leads_where_a_fresh_look_leads(
        signs in any_signs(),
        changes in prop::collection::vec((any_day(), -2i64..4), 1..12),
    ) {
        let mut signs = signs;
        let mut today = 290;
        let mut cycles = evaluate(&signs, today);
        for (mut change, passed) in changes {
            today = today.saturating_add_signed(passed);
            // Mostly near today, where people answer.
            if change.date <= day(300) {
                let back = change.date.signed_duration_since(day(0)).num_days() as u64 % 12;
                change.date = day(today - back);
            }
            signs.set(change);
            cycles.update(&signs, change.date, day(today));
            prop_assert_eq!(&cycles, &evaluate(&signs, today));
        }
    }
}
