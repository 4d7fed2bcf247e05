//! What is told of diaries in which it is plain to see.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use twinge::cycle::{Cycles, Settings, Signs};
use twinge::diary::profile::{Contraception, Steering};
use twinge::diary::{Answer, Catalogue, DateRange, Diary, Quantity};
use twinge::patterns::{
    Cancelled, Finding, Lack, Options, Page, Part, Phase, Question, Row, Timing, Verdict,
};
use twinge::words::patterns as words;

use crate::simulation;
use crate::simulation::trial::whole_page;
use crate::{check_in, choice, date, entries, pain, regular, start, timed, unrest};

fn of_phase(page: &Page, phase: Phase) -> &Finding {
    page.findings
        .iter()
        .find(|finding| finding.question == Question::Phase(phase.into()))
        .unwrap()
}

fn of_event<'a>(page: &'a Page, name: &str, after: u8) -> &'a Finding {
    let asked = |finding: &&Finding| {
        matches!(&finding.question,
            Question::Event { event, lag, .. } if event == name && *lag == after)
    };
    page.findings.iter().find(asked).unwrap()
}

fn text(finding: &Finding) -> String {
    words::finding(finding, Catalogue::built_in())
}

/// Pain in the period, over some cycles.
fn period_pain(cycles: usize) -> Diary {
    (0..28 * cycles)
        .map(|day| {
            let bleeds = day % 28 < 5;
            check_in(day, &[pain(unrest(day) + if bleeds { 4 } else { 0 })])
        })
        .collect()
}

#[test]
fn period_pain_is_steady() {
    let page = whole_page(&period_pain(6), &regular(6));
    let finding = of_phase(&page, Phase::Menses);
    assert_eq!(finding.verdict, Verdict::Steady);
    assert_eq!(page.findings.first(), Some(finding));
    assert_eq!(finding.dots.len(), 6);
    assert_eq!(finding.dots[1].days, DateRange::new(date(28), date(32)));
    let estimate = finding.estimate.unwrap();
    assert!((estimate.difference - 4.0).abs() < 0.5, "{estimate:?}");
    assert!((finding.dots[0].difference() - 4.0).abs() < 1.0);
    assert_eq!((estimate.same_sign, estimate.of), (6, 6));
    assert!(estimate.cliffs_delta > 0.95);
    assert!(estimate.p_adjusted < 0.001 && estimate.p <= estimate.p_adjusted);
    assert!(
        text(finding).starts_with("In 6 of 6 cycles worst pain was higher during the period: "),
        "{}",
        text(finding)
    );
    // The other phases are compared without the days of the period.
    let late = of_phase(&page, Phase::LateLuteal);
    assert!(
        late.dots.iter().all(|dot| dot.outside < 1.5),
        "{:?}",
        late.dots
    );
    assert_eq!(of_phase(&page, Phase::LateLuteal).verdict, Verdict::None);
    // Its first days are the same pain, and told with it.
    let first = page
        .findings
        .iter()
        .find(|of| of.question == Question::Phase(Part::FirstDays));
    let first = first.unwrap();
    assert_eq!(first.told_in, Some(finding.question.clone()));
    assert_eq!(first.verdict, Verdict::None);
    let sections = page.sections();
    assert_eq!(sections[0].rows, [Row::Found(finding, vec![first])]);
    assert_eq!(
        text(first),
        "Covered already: worst pain in the first three days of the period. What is found during the \
         period says the same about these days."
    );
    assert_eq!((page.cycles, page.comparisons), (6, 7));
}

#[test]
fn with_four_cycles_it_is_so_far() {
    let page = whole_page(&period_pain(4), &regular(4));
    let finding = of_phase(&page, Phase::Menses);
    assert_eq!(finding.verdict, Verdict::SoFar);
    assert!(text(finding).starts_with("So far, in 4 of 4 cycles worst pain was higher"));
    assert!(text(finding).ends_with("This may be chance, and is probably smaller than it looks."));
    let none = of_phase(&page, Phase::Ovulatory);
    assert_eq!(none.verdict, Verdict::None);
    assert!(text(none).contains("With 4 cycles we would miss a real 2-point difference "));
}

#[test]
fn with_two_cycles_there_is_not_enough() {
    let page = whole_page(&period_pain(2), &regular(2));
    for finding in &page.findings {
        assert_eq!(finding.verdict, Verdict::NotEnough);
        assert!(finding.estimate.is_none() && finding.missed.is_none());
        let lack: Vec<_> = finding
            .missing
            .iter()
            .map(|m| (m.what, m.have, m.need))
            .collect();
        assert_eq!(lack, [(Lack::Cycles, 2, 3)]);
        assert!(
            text(finding).contains("2 of 3 complete cycles"),
            "{}",
            text(finding)
        );
        // The dots are there, the difference is not told.
        assert_eq!(finding.dots.len(), 2);
    }
}

#[test]
fn a_cycle_counts_when_its_days_are_answered() {
    // In the second cycle two of the three mid-cycle days are missing, in the third half of all.
    let diary: Diary = entries(&period_pain(5))
        .into_iter()
        .filter(|entry| {
            let day = (entry.date() - start()).num_days();
            day != 41 && day != 42 && !(56..70).contains(&day)
        })
        .collect();
    let page = whole_page(&diary, &regular(5));
    assert_eq!(of_phase(&page, Phase::Ovulatory).dots.len(), 3);
    assert_eq!(of_phase(&page, Phase::LateLuteal).dots.len(), 4);
}

#[test]
fn excluded_and_running_cycles_are_not_compared() {
    let mut timing = regular(6);
    timing.cycles[2].excluded = true;
    timing.cycles[5].complete = false;
    let page = whole_page(&period_pain(6), &timing);
    assert_eq!(page.cycles, 4);
    assert_eq!(of_phase(&page, Phase::Menses).dots.len(), 4);
}

#[test]
fn an_estimated_ovulation_says_so() {
    let mut timing = regular(6);
    for cycle in &mut timing.cycles[..4] {
        for window in &mut cycle.windows {
            window.estimated = window.phase == Phase::Ovulatory;
            // Each of the days belongs to it in three cases of four.
            if window.estimated {
                window
                    .days
                    .iter_mut()
                    .for_each(|(_, probability)| *probability = 0.75);
            }
        }
    }
    let page = whole_page(&period_pain(6), &timing);
    let finding = of_phase(&page, Phase::Ovulatory);
    assert_eq!(finding.basis.estimated, 4);
    let told = "Ovulation is estimated, not confirmed, in 4 of 6 cycles and known to a day or two \
                in the others: a real mid-cycle rise would look about 17 % smaller than it is.";
    assert!(text(finding).contains(told), "{}", text(finding));
    assert!(!text(of_phase(&page, Phase::Menses)).contains("estimated"));
}

#[test]
fn a_probability_counts_by_halves() {
    // Each day around ovulation belongs to it in two of three cases only.
    let mut timing = regular(6);
    for window in timing
        .cycles
        .iter_mut()
        .flat_map(|cycle| &mut cycle.windows)
    {
        window
            .days
            .iter_mut()
            .for_each(|(_, probability)| *probability = 0.75);
    }
    let page = whole_page(&period_pain(6), &timing);
    let sure = whole_page(&period_pain(6), &regular(6));
    let (unsure, sure) = (
        of_phase(&page, Phase::Menses),
        of_phase(&sure, Phase::Menses),
    );
    assert!((unsure.basis.visible - 0.75).abs() < 0.02);
    assert!((sure.basis.visible - 1.0).abs() < 1e-12);
    // Means are of days taken to be in the phase: the difference that is told does not grow.
    assert!((unsure.dots[0].inside - sure.dots[0].inside).abs() < 1e-12);
}

/// Pain the day after lifting, which happens every sixth day or so.
fn lifting(days: usize) -> Diary {
    let lifts = |day: usize| day % 6 == 2 || day % 17 == 4;
    (0..days)
        .map(|day| {
            let after = day > 0 && lifts(day - 1);
            let level = if lifts(day) { "heavy" } else { "none" };
            let score = unrest(day) + if after { 3 } else { 0 };
            check_in(day, &[pain(score), ("lifting", choice(level))])
        })
        .collect()
}

#[test]
fn pain_after_lifting_is_found_without_any_cycle() {
    let page = whole_page(&lifting(200), &Timing::default());
    let finding = of_event(&page, "lifting:heavy", 1);
    assert_eq!(finding.verdict, Verdict::Steady);
    assert!(!finding.basis.are_cycles);
    let text = &text(finding);
    assert!(
        text.contains(
            "stretches of four weeks worst pain was higher the day after lifting (heavy)"
        ),
        "{text}"
    );
    assert!(finding.basis.cases > 30 && finding.dots.len() == finding.basis.cases);
    // "some or more" was never anything but heavy.
    assert_eq!(
        of_event(&page, "lifting:some", 1).estimate,
        finding.estimate
    );
    let response = page.response("lifting:heavy").unwrap();
    let day = |offset: i8| {
        response
            .days
            .iter()
            .find(|day| day.offset == offset)
            .unwrap()
    };
    let (next, before) = (day(1), day(-1));
    assert!(next.event.unwrap().mean > next.matched.unwrap().mean + 2.0);
    assert!((before.event.unwrap().mean - before.matched.unwrap().mean).abs() < 1.5);
    assert_eq!(response.days.len(), 7);
    assert_eq!(response.dates[0], date(2));
}

#[test]
fn no_is_not_what_was_not_answered() {
    // Only yes is ever ticked: there is nothing to compare with.
    let diary: Diary = (0..120)
        .map(|day| {
            let mut answers = vec![pain(unrest(day))];
            if day % 5 == 0 {
                answers.push(("travel", Answer::Flag(true)));
            }
            check_in(day, &answers)
        })
        .collect();
    let page = whole_page(&diary, &Timing::default());
    let finding = of_event(&page, "travel", 1);
    assert_eq!(finding.verdict, Verdict::NotEnough);
    assert!(
        finding
            .missing
            .iter()
            .any(|missing| missing.what == Lack::Without)
    );
    assert_eq!(
        text(finding),
        "Not enough yet: worst pain the day after a journey. So far: 0 of 20 days that are known \
         to be without it: answer \"no\", too."
    );
}

#[test]
fn pain_since_is_counted() {
    let mut diary: Diary = (0..90)
        .map(|day| check_in(day, &[pain(unrest(day))]))
        .collect();
    for (n, day) in (3..80).step_by(8).enumerate() {
        let hours = |milli| Answer::Number(Quantity::from_milli(milli));
        // Pain on ejaculation tells of an orgasm, too.
        let told = if n % 3 == 1 {
            "ejaculation-pain"
        } else {
            "orgasm"
        };
        let mut answers = vec![
            (told, Answer::Flag(n != 0)),
            ("pain-after", Answer::Scale(if n % 2 == 0 { 0 } else { 4 })),
        ];
        if n % 2 == 1 {
            answers.push(("pain-after-began", hours(2000)));
        }
        diary.insert(timed(day, 1, "intimacy", &answers));
    }
    let page = whole_page(&diary, &Timing::default());
    let since = page.response("orgasm").unwrap().since.clone().unwrap();
    assert_eq!((since.asked, since.hurt), (9, 5));
    assert_eq!(
        (since.worst, since.began, since.lasted),
        (Some(4.0), Some(2.0), None)
    );
    assert_eq!(
        page.response("intimacy")
            .unwrap()
            .since
            .as_ref()
            .unwrap()
            .asked,
        10
    );
    let asks = page
        .responses
        .iter()
        .filter(|response| response.since.is_some())
        .count();
    assert_eq!(asks, 3);
}

#[test]
fn one_item_is_asked_about_alone() {
    let diary: Diary = (0..100)
        .map(|day| {
            check_in(
                day,
                &[
                    pain(unrest(day)),
                    ("fatigue", Answer::Scale(unrest(day + 3))),
                    ("travel", Answer::Flag(day % 4 == 0)),
                ],
            )
        })
        .collect();
    let go_on = |_| ControlFlow::Continue(());
    let catalogue = Catalogue::built_in();
    let options = Options {
        item: Some("fatigue".into()),
        ..Options::as_of(date(500))
    };
    let page = Page::compute(&diary, catalogue, &regular(3), &options, &go_on).unwrap();
    assert!(
        page.findings
            .iter()
            .all(|finding| finding.item.as_str() == "fatigue")
    );
    assert_eq!(page.findings.len(), Part::ALL.len() + 3);
    let asks = |id: &str| Options::can_ask(catalogue, catalogue.item(id).unwrap());
    assert!(asks("fatigue") && !asks("episode-pain") && !asks("travel"));
}

#[test]
fn rows_for_other_programs() {
    let mut diary = lifting(28 * 4);
    diary.insert(timed(
        3,
        1,
        "relief",
        &[
            ("measure", choice("heat")),
            ("relief-before", Answer::Scale(5)),
            ("relief-after", Answer::Scale(2)),
        ],
    ));
    let json = words::page_to_json(&whole_page(&diary, &regular(4)), Catalogue::built_in());
    let rows = json["questions"].as_array().unwrap();
    let keys = |kind: &str| -> Vec<&str> {
        let row = rows.iter().find(|row| row["question"] == kind).unwrap();
        row.as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect()
    };
    let numbers = [
        "difference",
        "low",
        "high",
        "p",
        "p-adjusted",
        "same-sign",
        "cliffs-delta",
    ];
    let end = ["verdict", "told-in", "missing", "text"];
    let with = |begin: &[&'static str]| [begin, &numbers, &end].concat();
    assert_eq!(
        keys("phase"),
        with(&["question", "item", "phase", "cycles"])
    );
    assert_eq!(
        keys("event"),
        with(&["question", "item", "event", "lag", "cycles", "events"])
    );
    assert_eq!(keys("relief"), with(&["question", "item", "events"]));
    let lifted = rows
        .iter()
        .find(|row| row["event"] == "lifting:heavy" && row["lag"] == 1)
        .unwrap();
    assert_eq!(lifted["verdict"], "so-far");
    assert!(lifted["p"].as_f64().unwrap() < 0.01 && lifted["missing"].is_null());
    assert!(
        rows.iter()
            .any(|row| row["verdict"] == "not-enough" && row["p"].is_null())
    );
    assert_eq!(json["from"], "2025-01-06");
}

#[test]
fn it_can_be_called_off() {
    let (diary, timing) = simulation::large(1, false);
    let begun = std::sync::atomic::AtomicUsize::new(0);
    let stop = |_| {
        let before = begun.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if before < 3 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let options = Options::as_of(NaiveDate::MAX);
    let page = Page::compute(&diary, Catalogue::built_in(), &timing, &options, &stop);
    assert_eq!(page, Err(Cancelled));
}

/// With a combined pill bleeding comes with the break: it is asked about, ovulation is not. Where other
/// hormones or the menopause steer, bleeds are no cycles.
#[test]
fn hormones_take_the_questions_of_ovulation_away() {
    let diary: Diary = (0..28 * 6 + 3)
        .map(|day| {
            let bleeds = day % 28 < 4;
            let bleeding = choice(if bleeds { "medium" } else { "none" });
            let score = unrest(day) + if bleeds { 4 } else { 0 };
            check_in(day, &[pain(score), ("bleeding", bleeding)])
        })
        .collect();
    let catalogue = Catalogue::built_in();
    let signs = Signs::from_diary(&diary, catalogue);
    let page = |steering: Option<Steering>| {
        let settings = Settings {
            steering,
            ..Settings::default()
        };
        let timing = Timing::from_cycles(&Cycles::evaluate(&signs, settings, date(28 * 6 + 3)));
        whole_page(&diary, &timing)
    };
    let asked = |steering| -> Vec<(Part, Verdict)> {
        let parts = page(steering).findings.into_iter();
        let parts = parts.filter_map(|of| match of.question {
            Question::Phase(part) if of.told_in.is_none() => Some((part, of.verdict)),
            _ => None,
        });
        parts.collect()
    };
    let combined = asked(Some(Steering::Contraception(Contraception::Combined)));
    assert_eq!(combined, [(Phase::Menses.into(), Verdict::Steady)]);
    // And it is no period that is told of.
    let told = |steering| -> String { page(steering).findings.iter().map(text).collect() };
    let combined = told(Some(Steering::Contraception(Contraception::Combined)));
    assert!(
        combined.contains("of the withdrawal bleed")
            || combined.contains("during the withdrawal bleed")
    );
    assert!(!combined.contains("period"), "{combined}");
    assert!(
        combined.contains("stretches from bleed to bleed"),
        "{combined}"
    );
    assert!(!combined.contains("cycle"), "{combined}");
    assert!(told(None).contains("the period"));
    for steering in [
        Steering::Contraception(Contraception::HormonalCoil),
        Steering::Contraception(Contraception::Minipill),
        Steering::Menopause,
        Steering::Testosterone,
    ] {
        assert_eq!(asked(Some(steering)), [], "{steering:?}");
    }
    assert!(asked(None).len() > 4);
}
