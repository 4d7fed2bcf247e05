//! Diaries and cycles as nobody should have them.

use std::ops::ControlFlow;

use chrono::TimeDelta;
use proptest::prelude::*;
use twinge::diary::{
    Answer, Answers, Catalogue, Code, Diary, EntryId, EntryKindId, Item, ItemId, ItemKind,
};
use twinge::patterns::{Lack, Options, Page, Phase, PhaseDays, TimedCycle, Timing, Verdict};
use twinge::words::patterns as words;

use crate::simulation::entry;
use crate::simulation::trial::whole_page;
use crate::{check_in, choice, date, pain, regular, start, unrest};

/// Every number is one, every text is whole, nothing says why.
fn is_sound(page: &Page) -> Result<(), TestCaseError> {
    let catalogue = Catalogue::built_in();
    let sections = page.sections().into_iter().flat_map(|section| section.rows);
    let texts = sections
        .map(|row| words::row(&row, catalogue))
        .chain(page.findings.iter().map(|of| words::finding(of, catalogue)))
        .chain(
            page.responses
                .iter()
                .filter_map(|r| Some(words::since(r.since.as_ref()?))),
        );
    for text in texts {
        prop_assert!(!text.is_empty());
        let lower = text.to_lowercase();
        for barred in [
            "nan", "inf ", "{", "}", "because", "cause", "trigger", "prove", "sign of",
        ] {
            prop_assert!(!lower.contains(barred), "{barred}: {text}");
        }
    }
    for finding in &page.findings {
        prop_assert_eq!(finding.estimate.is_some(), finding.missing.is_empty());
        prop_assert_eq!(
            finding.verdict == Verdict::NotEnough,
            finding.estimate.is_none()
        );
        for dot in &finding.dots {
            prop_assert!((0.0..=10.0).contains(&dot.inside) && (0.0..=10.0).contains(&dot.outside));
        }
        if let Some(e) = finding.estimate {
            for number in [e.inside, e.outside, e.difference, e.low, e.high] {
                prop_assert!(number.is_finite(), "{finding:?}");
            }
            for share in [e.p, e.p_adjusted, finding.missed.unwrap()] {
                prop_assert!((0.0..=1.0).contains(&share), "{finding:?}");
            }
            prop_assert!(e.p > 0.0 && (-1.0..=1.0).contains(&e.cliffs_delta));
            prop_assert!(e.same_sign <= e.of && (e.inside - e.outside - e.difference).abs() < 1e-9);
        }
    }
    let summaries = page
        .responses
        .iter()
        .flat_map(|r| &r.days)
        .flat_map(|d| [d.event, d.matched]);
    for summary in summaries.flatten() {
        prop_assert!(summary.mean.is_finite() && summary.spread.is_finite());
    }
    Ok(())
}

#[test]
fn there_is_not_enough_and_it_is_said_why() {
    let every = |score: u8| -> Diary {
        (0..168)
            .map(|day| check_in(day, &[pain(score), ("travel", Answer::Flag(day % 9 == 0))]))
            .collect()
    };
    let travelling = |travels: &dyn Fn(usize) -> bool| -> Diary {
        let answers = |day| [pain(unrest(day)), ("travel", Answer::Flag(travels(day)))];
        (0..168).map(|day| check_in(day, &answers(day))).collect()
    };
    let gap: Diary = [0, 60_000]
        .map(|day| check_in(day, &[pain(3)]))
        .into_iter()
        .collect();
    let cases = [
        ("no answers", Diary::default(), None),
        (
            "one answer",
            std::iter::once(check_in(0, &[pain(3)])).collect(),
            Some(Lack::Cycles),
        ),
        ("all zeros", every(0), Some(Lack::Variation)),
        ("all tens", every(10), Some(Lack::Variation)),
        ("one giant gap", gap, Some(Lack::Cycles)),
        (
            "an event every day",
            travelling(&|_| true),
            Some(Lack::Without),
        ),
        (
            "on the first and last day",
            travelling(&|day| day == 0 || day == 167),
            Some(Lack::Events),
        ),
    ];
    for (name, diary, lack) in cases {
        let page = whole_page(&diary, &regular(6));
        is_sound(&page).unwrap();
        let lacks: Vec<Lack> = page
            .findings
            .iter()
            .flat_map(|finding| &finding.missing)
            .map(|m| m.what)
            .collect();
        match lack {
            None => assert!(page.findings.is_empty(), "{name}"),
            Some(lack) => assert!(lacks.contains(&lack), "{name}: {lacks:?}"),
        }
        assert!(
            page.findings.iter().all(|f| f.verdict <= Verdict::None),
            "{name}"
        );
        if lack == Some(Lack::Variation) {
            assert!(
                page.findings
                    .iter()
                    .all(|f| f.verdict == Verdict::NotEnough),
                "{name}"
            );
        }
    }
}

/// The least and the most that an item can say, where that is a matter of more and less.
fn ends(item: &Item) -> Option<[Answer; 2]> {
    Some(match &item.kind {
        ItemKind::Scale(_) => [0, 10].map(Answer::Scale),
        ItemKind::Flag(_) => [false, true].map(Answer::Flag),
        ItemKind::Choice(choice) => {
            let codes = [choice.options.first()?, choice.options.last()?];
            codes.map(|option| Answer::Choice(option.code.clone()))
        }
        ItemKind::Number(of) => [of.min, of.max].map(Answer::Number),
        _ => return None,
    })
}

/// Half a year of regular cycles in which each of these says the same every day.
fn every_day_the_same(items: &[&Item], end: usize) -> Page {
    let same = |item: &&Item| Some((item.id.clone(), ends(item)?[end].clone()));
    let answers: Answers = items.iter().filter_map(same).collect();
    let diary: Diary = (0..168)
        .map(|day| {
            let id = EntryId::check_in(date(day));
            entry(id, EntryKindId::DAY, answers.clone())
        })
        .collect();
    whole_page(&diary, &regular(6))
}

/// Everything 0, everything 10, and one item alone, whichever it is: nothing is found.
#[test]
fn who_answers_always_the_same_is_told_nothing() {
    let items = Catalogue::built_in().items();
    let of_day: Vec<&Item> = items
        .iter()
        .filter(|item| {
            let kinds = Catalogue::built_in().kinds_of(item);
            kinds.contains(&EntryKindId::DAY) && ends(item).is_some()
        })
        .collect();
    assert!(of_day.len() > 50);
    let alone = of_day.iter().map(std::slice::from_ref);
    for items in std::iter::once(&of_day[..]).chain(alone) {
        for end in 0..2 {
            let page = every_day_the_same(items, end);
            is_sound(&page).unwrap();
            let told = page.findings.iter().find(|f| f.verdict > Verdict::None);
            assert_eq!(told, None, "{} {end}", items[0].id);
        }
    }
}

/// One scale and nothing else: there are no cycles and no events that it could go with.
#[test]
fn one_scale_alone_goes_with_nothing() {
    let diary: Diary = (0..168)
        .map(|day| check_in(day, &[pain(unrest(day))]))
        .collect();
    let page = whole_page(&diary, &Timing::default());
    is_sound(&page).unwrap();
    assert!(page.findings.iter().all(|f| f.verdict <= Verdict::None));
}

fn any_answer() -> impl Strategy<Value = (ItemId, Answer)> {
    prop_oneof![
        (0_u8..=10).prop_map(|n| ("pain".into(), Answer::Scale(n))),
        prop_oneof![Just(0_u8), Just(10)].prop_map(|n| ("fatigue".into(), Answer::Scale(n))),
        any::<bool>().prop_map(|yes| ("travel".into(), Answer::Flag(yes))),
        "(none|some|heavy|gone)".prop_map(|code| ("lifting".into(), choice(&code))),
        "(none|light|heavy)".prop_map(|code| ("bleeding".into(), choice(&code))),
        "[a-z]{1,2}".prop_map(|tag| {
            (
                "tags".into(),
                Answer::Many([Code::new(tag)].into_iter().collect()),
            )
        }),
        // Answers that do not fit their item, as an older file might hold.
        Just(("pain".into(), Answer::Flag(true))),
        Just(("travel".into(), Answer::Scale(99))),
        Just(("unheard-of".into(), Answer::Scale(3))),
    ]
}

prop_compose! {
    fn any_cycle()(
        first in -20_i64..400, length in -5_i64..120, menses in 0_u16..12,
        complete in any::<bool>(), excluded in prop::bool::weighted(0.1),
        windows in prop::collection::vec((0_usize..5, -30_i64..150, 0_i64..20, any::<f64>()), 0..6),
    ) -> TimedCycle {
        let day = |n: i64| start() + TimeDelta::days(n);
        TimedCycle {
            first: day(first),
            last: day(first + length),
            complete,
            excluded,
            menses,
            windows: windows
                .into_iter()
                .map(|(phase, from, days, probability)| PhaseDays {
                    phase: Phase::ALL[phase],
                    estimated: days % 2 == 0,
                    days: (from..from + days).map(|n| (day(first + n), probability)).collect(),
                })
                .collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_diary_is_too_odd(
        days in prop::collection::vec((0_usize..300, prop::collection::vec(any_answer(), 0..6)), 0..250),
        cycles in prop::collection::vec(any_cycle(), 0..8),
    ) {
        let mut diary = Diary::default();
        for (n, (day, answers)) in days.into_iter().enumerate() {
            let answers: Answers = answers.into_iter().collect();
            let id = EntryId::new(date(day), 1 + n as i64).unwrap();
            diary.insert(match n % 3 {
                0 => entry(EntryId::check_in(date(day)), EntryKindId::DAY, answers),
                1 => entry(id, "intimacy".into(), answers),
                _ => entry(id, "exertion".into(), answers),
            });
        }
        is_sound(&whole_page(&diary, &Timing {
                cycles,
                ..Timing::default()
            }))?;
    }

    #[test]
    fn any_regular_diary_is_sound(
        scores in prop::collection::vec(prop::option::weighted(0.85, 0_u8..=10), 60..250),
        travels in prop::collection::vec(any::<bool>(), 250),
        level in 1_u8..=10,
    ) {
        let days = scores.iter().zip(&travels).enumerate();
        let diary: Diary = days
            .filter_map(|(day, (score, travel))| {
                // Few levels bring ties, and cycles without any spread.
                let score = (*score)? / level * level;
                Some(check_in(day, &[pain(score), ("travel", Answer::Flag(*travel))]))
            })
            .collect();
        is_sound(&whole_page(&diary, &regular(8)))?;
    }
}

#[test]
fn options_turned_round_find_nothing() {
    let options = Options {
        from: Some(date(50)),
        ..Options::as_of(date(10))
    };
    let diary: Diary = (0..100)
        .map(|day| check_in(day, &[pain(unrest(day))]))
        .collect();
    let go_on = |_| ControlFlow::Continue(());
    let page = Page::compute(&diary, Catalogue::built_in(), &regular(3), &options, &go_on);
    assert_eq!(page.unwrap(), Page::default());
}
