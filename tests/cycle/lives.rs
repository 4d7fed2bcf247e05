//! What a life does to cycles, forecasts and readings: the table in the head of `twinge::cycle`, case
//! by case.

use super::*;
use twinge::cycle::{Cycle, PeriodMark};
use twinge::diary::profile::Contraception;
use twinge::diary::{AgeBand, Profile, Tristate};

fn profile(contraception: Contraception) -> Profile {
    Profile {
        contraception,
        ..Profile::default()
    }
}

fn none_because(signs: &Signs, profile: &Profile, today: u64) -> Option<&'static str> {
    json::forecast(&Cycles::evaluate(
        signs,
        Settings::from(profile),
        day(today),
    ))
    .none_because
}

#[test]
fn what_steers_bleeding_leaves_no_forecast() {
    use Contraception::{
        Combined, CopperCoil, HormonalCoil, ImplantOrInjection, Minipill, None as No, Unknown,
    };
    let menopause = Profile {
        menopause: Tristate::Yes,
        ..Profile::default()
    };
    let testosterone = Profile {
        testosterone: Tristate::Yes,
        ..Profile::default()
    };
    let hormones = Some("contraception");
    for (profile, expected) in [
        (profile(Unknown), None),
        (profile(No), None),
        (profile(CopperCoil), None),
        (profile(Combined), hormones),
        (profile(Minipill), hormones),
        (profile(ImplantOrInjection), hormones),
        (profile(HormonalCoil), hormones),
        (menopause, Some("menopause")),
        (testosterone, Some("testosterone")),
    ] {
        let signs = periods(&[0, 28, 56]);
        assert_eq!(none_because(&signs, &profile, 60), expected, "{profile:?}");
        // Nothing is doubted where bleeds follow no cycle.
        let uneven = periods(&[0, 12, 40, 96]);
        let settings = Settings::from(&profile);
        let cycles = Cycles::evaluate(&uneven, settings, day(100));
        let asked = cycles.cycles().iter().any(|cycle| cycle.excluded.is_some());
        assert_eq!(asked, expected.is_none(), "{profile:?}");
    }
}

#[test]
fn a_positive_test_pauses_until_something_ends_it() {
    type Act = fn(&mut DaySigns);
    let positive: Act = |day| day.pregnancy = Some(Test::Positive);
    let negative: Act = |day| day.pregnancy = Some(Test::Negative);
    let unclear: Act = |day| day.pregnancy = Some(Test::Unclear);
    let ended: Act = |day| day.pregnancy_ended = true;
    let birth: Act = |day| (day.pregnancy_ended, day.birth) = (true, true);
    let bled: Act = |day| day.bleeding = Some(Bleeding::Medium);
    let first: Act = |day| {
        day.bleeding = Some(Bleeding::Medium);
        day.mark = Some(PeriodMark::FirstDay);
    };
    let said: Act = |day| day.leave_out = Some(LeaveOut::Because(Reason::Pregnancy));
    let paused = Some("pregnancy");
    for (case, acts, today, expected) in [
        ("a test", &[(90, positive)][..], 95, paused),
        ("bleeding in it", &[(90, positive), (97, bled)], 100, paused),
        (
            "an unclear test",
            &[(90, positive), (97, unclear)],
            100,
            paused,
        ),
        (
            "a negative test",
            &[(90, positive), (97, negative)],
            100,
            None,
        ),
        (
            "a loss",
            &[(90, positive), (97, bled), (97, ended)],
            100,
            None,
        ),
        (
            "a test after the loss",
            &[(97, ended), (105, positive)],
            106,
            None,
        ),
        (
            "a new pregnancy",
            &[(97, ended), (119, positive)],
            120,
            paused,
        ),
        (
            "a mark at once",
            &[(90, positive), (97, first)],
            100,
            paused,
        ),
        (
            "a period that is marked",
            &[(90, positive), (120, first)],
            125,
            None,
        ),
        (
            "a birth",
            &[(90, positive), (350, bled), (350, birth)],
            355,
            Some("long-ago"),
        ),
        (
            "a period after a birth",
            &[(90, positive), (350, birth), (400, bled)],
            405,
            None,
        ),
        (
            "one that is marked",
            &[(90, positive), (350, birth), (385, first)],
            390,
            None,
        ),
        ("never told", &[(90, positive), (380, bled)], 381, None),
        ("the person's word", &[(60, said)], 95, paused),
        ("its end", &[(60, said), (95, ended)], 96, None),
    ] {
        let mut signs = periods(&[0, 28, 56]);
        for (n, act) in acts {
            with(&mut signs, *n, act);
        }
        let told = none_because(&signs, &Profile::default(), today);
        assert_eq!(told, expected, "{case}");
    }
}

#[test]
fn a_cycle_with_a_positive_test_moves_no_average() {
    for (negative, counted) in [(None, 2), (Some(92), 3)] {
        let mut signs = periods(&[0, 28, 56, 96]);
        with(&mut signs, 90, |day| day.pregnancy = Some(Test::Positive));
        if let Some(n) = negative {
            with(&mut signs, n, |day| day.pregnancy = Some(Test::Negative));
        }
        assert_eq!(evaluate(&signs, 98).lengths().n, counted);
    }
}

#[test]
fn after_a_birth_the_months_without_are_a_break_and_the_history_stays() {
    let mut signs = periods(&[0, 28, 56, 340, 500]);
    with(&mut signs, 90, |day| day.pregnancy = Some(Test::Positive));
    with(&mut signs, 340, |day| day.pregnancy_ended = true);
    let pregnancy = Some(Excluded::ByPerson(Reason::Pregnancy));
    let broken = Some(Excluded::Break);
    for birth in [false, true] {
        with(&mut signs, 340, |day| day.birth = birth);
        let cycles = evaluate(&signs, 505);
        let told: Vec<_> = cycles.cycles().iter().map(|c| c.excluded).collect();
        let bled = (!birth).then_some(broken);
        let expected = [None, None, pregnancy]
            .into_iter()
            .chain(bled)
            .chain([None]);
        assert_eq!(told, expected.collect::<Vec<_>>());
        assert_eq!(cycles.lengths().n, 2);
        assert!(cycles.forecast().is_ok());
    }
}

#[test]
fn what_bleeds_within_six_weeks_of_a_birth_begins_no_cycle_in_whichever_order_it_comes() {
    let starts = |days: &[(u64, bool, bool, bool)]| {
        let mut signs = Signs::default();
        for (n, birth, bleeds, marked) in days {
            with(&mut signs, *n, |day| {
                day.birth |= *birth;
                day.bleeding = bleeds.then_some(Bleeding::Medium).or(day.bleeding);
                day.mark = marked.then_some(PeriodMark::FirstDay).or(day.mark);
            });
        }
        let cycles = evaluate(&signs, 100);
        cycles.cycles().iter().map(Cycle::start).collect::<Vec<_>>()
    };
    let birth = (10, true, true, false);
    let bled = |n| (n, false, true, false);
    for (days, expected) in [
        (vec![birth, bled(11), bled(20)], vec![]),
        (vec![birth, bled(52)], vec![]),
        (vec![birth, bled(53)], vec![53]),
        (vec![birth, (40, false, true, true), bled(41)], vec![40]),
        (vec![bled(5), birth], vec![5]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(day).collect();
        assert_eq!(starts(&days), expected, "{days:?}");
        let backwards: Vec<_> = days.iter().rev().copied().collect();
        assert_eq!(starts(&backwards), expected, "{days:?} backwards");
    }
}

#[test]
fn nearing_the_menopause_cycles_count_as_they_come_until_they_are_months_apart() {
    let settings = Settings::from(&Profile {
        age: AgeBand::From50,
        ..Profile::default()
    });
    let evaluate = |starts: &[u64]| {
        let today = starts[starts.len() - 1] + 3;
        Cycles::evaluate(&periods(starts), settings, day(today))
    };
    let width = |cycles: &Cycles| {
        let next = &cycles.forecast().unwrap().next[0];
        (next.high - next.low).num_days()
    };
    let steady = evaluate(&[0, 28, 56, 84, 112, 140]);
    let uneven = evaluate(&[0, 24, 60, 82, 115, 142]);
    assert_eq!((steady.lengths().n, uneven.lengths().n), (5, 5));
    assert!(width(&uneven) > width(&steady) + 3);
    // Once in a while a long gap is a break, and the cycles before it go on telling.
    let once = evaluate(&[0, 28, 56, 84, 200, 228]);
    assert!(once.forecast().is_ok());
    let apart = evaluate(&[0, 28, 56, 170, 290, 420]);
    assert_eq!(json::forecast(&apart).none_because, Some("months-apart"));
    // Ovulation is seen as before; the days before it are judged by no earlier cycle.
    assert!(!settings.preovulatory && Settings::default().preovulatory);
    let mut seen = periods(&[0, 28, 56]);
    with(&mut seen, 70, |day| day.lh = Some(Test::Positive));
    let cycles = Cycles::evaluate(&seen, settings, day(73));
    assert!(cycles.forecast().unwrap().confirmed);
}
