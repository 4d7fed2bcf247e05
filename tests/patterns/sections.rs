//! The page as it is read: short where little was found, and nothing lost that is folded.

use std::collections::BTreeSet;

use proptest::prelude::*;
use twinge::diary::{Answer, Catalogue, Diary};
use twinge::patterns::{
    Finding, Heading, Page, Part, Phase, Question, Row, Section, Timing, Verdict,
};
use twinge::words::patterns as words;

use crate::simulation::trial::whole_page;
use crate::simulation::{Rise, World, catalogue};
use crate::{check_in, choice, date, pain, regular, timed, unrest};

/// A narrow screen.
const WIDTH: usize = 80;

/// How many rows some words take there.
fn rows(text: &str) -> usize {
    text.chars().count().div_ceil(WIDTH).max(1)
}

/// How many rows the page takes up to its last fold, all folds shut.
fn rows_before_folds(page: &Page, catalogue: &Catalogue) -> usize {
    let height = |section: &Section<'_>| {
        let (title, note) = words::heading(section.heading);
        let told = match section.is_folded() {
            true => rows(&words::folded(section)),
            false => {
                let told = section.rows.iter();
                rows(note)
                    + told
                        .map(|row| rows(&words::row(row, catalogue)))
                        .sum::<usize>()
            }
        };
        1 + rows(title) + told
    };
    let sections = page.sections();
    let open = sections
        .iter()
        .filter(|of| of.heading <= Heading::NotEnough);
    open.map(height).sum()
}

/// What a row of the page is about.
fn told<'p>(row: &Row<'p>) -> Vec<&'p Finding> {
    match row {
        Row::Found(finding, told) => [&[*finding], told.as_slice()].concat(),
        Row::Gathered(findings) => findings.clone(),
        _ => vec![],
    }
}

/// What is asked, by its names in files.
fn name(finding: &Finding) -> (String, String) {
    let question = match &finding.question {
        Question::Phase(part) => part.name().to_owned(),
        Question::Event { event, lag, .. } => format!("{event} {lag}"),
    };
    (finding.item.to_string(), question)
}

/// The questions in JSON, by the same names.
fn names_in_json(page: &Page, catalogue: &Catalogue) -> Vec<(String, String)> {
    let json = words::page_to_json(page, catalogue);
    let of = |row: &serde_json::Value| {
        let word = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let question = match row["question"].as_str().unwrap() {
            "phase" => word("phase"),
            "event" => format!("{} {}", word("event"), row["lag"]),
            _ => return None,
        };
        Some((word("item"), question))
    };
    let rows = json["questions"].as_array().unwrap();
    rows.iter().filter_map(of).collect()
}

fn any_world() -> impl Strategy<Value = World> {
    let planted = prop_oneof![Just(&[][..]), Just(Rise::MID_CYCLE), Just(Rise::NEXT_DAY),];
    (1_usize..9, 0_usize..20, 0_usize..4, planted).prop_map(|(cycles, events, scales, planted)| {
        World {
            cycles,
            // The first event is what something is planted after.
            events: events.max(1),
            scales,
            planted,
            ..World::default()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_question_is_in_one_row_and_in_json(world in any_world(), seed in 0_u64..1000) {
        let sample = world.sample(seed);
        let catalogue = catalogue(world.events, world.scales);
        let page = crate::page_of(&sample.diary, &sample.timing, &catalogue);
        let sections = page.sections();
        let mut in_rows: Vec<_> = sections
            .iter()
            .flat_map(|section| &section.rows)
            .flat_map(|row| told(row).into_iter().map(name))
            .collect();
        let mut asked: Vec<_> = page.findings.iter().map(name).collect();
        let mut in_json = names_in_json(&page, &catalogue);
        for names in [&mut in_rows, &mut asked, &mut in_json] {
            names.sort();
        }
        prop_assert_eq!(&in_rows, &asked);
        prop_assert_eq!(&in_json, &asked);
        let headings: Vec<Heading> = sections.iter().map(|of| of.heading).collect();
        let each: BTreeSet<Heading> = headings.iter().copied().collect();
        prop_assert_eq!(headings, each.into_iter().collect::<Vec<_>>(), "each once, in order");
    }

    #[test]
    fn a_page_without_findings_is_short(world in any_world(), seed in 0_u64..1000) {
        let sample = world.sample(seed);
        let catalogue = catalogue(world.events, world.scales);
        let page = crate::page_of(&sample.diary, &sample.timing, &catalogue);
        let found = page.findings.iter().filter(|of| of.verdict > Verdict::None).count();
        let rows = rows_before_folds(&page, &catalogue);
        prop_assert!(rows <= 20 + 5 * found, "{} rows for {} findings", rows, found);
    }
}

#[test]
fn a_long_page_of_nothing_is_two_lines() {
    // A third of the days with many answers: much that is not found, and much that lacks days.
    let diary: Diary = (0..168)
        .map(|day| {
            let mut answers = vec![pain(unrest(day))];
            for (at, item) in ["travel", "fever", "chills"].into_iter().enumerate() {
                answers.push((item, Answer::Flag((day * 7 + at) % 11 == 0)));
            }
            if day % 3 == 0 {
                answers.push(("lifting", choice(["none", "some", "heavy"][day % 9 / 3])));
            }
            check_in(day, &answers)
        })
        .collect();
    let page = whole_page(&diary, &regular(6));
    assert!(page.findings.iter().all(|of| of.verdict <= Verdict::None));
    let sections = page.sections();
    let folded: Vec<_> = sections.iter().filter(|of| of.is_folded()).collect();
    assert_eq!(folded[0].heading, Heading::None);
    assert!(rows_before_folds(&page, Catalogue::built_in()) <= 12);
}

/// Orgasms, most of them with penetration and all of them in intimacy; pain the day after.
fn nested() -> Diary {
    let mut diary = Diary::default();
    let meets = |day: usize| day % 8 == 3 || day % 13 == 5;
    for day in 0..28 * 7 {
        let after = day > 0 && meets(day - 1);
        let score = unrest(day) + if after { 4 } else { 0 };
        diary.insert(check_in(day, &[pain(score)]));
        if meets(day) {
            let answers = [
                ("orgasm", Answer::Flag(true)),
                ("penetration", Answer::Flag(day % 16 != 3)),
            ];
            diary.insert(timed(day, 1, "intimacy", &answers));
        }
    }
    diary
}

#[test]
fn events_that_lie_within_each_other_are_told_once() {
    let page = whole_page(&nested(), &Timing::default());
    let sections = page.sections();
    let found: Vec<&Row<'_>> = sections
        .iter()
        .filter(|of| of.heading < Heading::None)
        .flat_map(|of| &of.rows)
        .collect();
    let [row] = found.as_slice() else {
        panic!("{found:?}");
    };
    let text = words::row(row, Catalogue::built_in());
    assert!(text.contains("the day after orgasm: "), "{text}");
    let same =
        "Mostly the same days, so the diary cannot tell them apart: intimacy and penetration.";
    assert!(text.ends_with(same), "{text}");
    for finding in told(row).into_iter().skip(1) {
        let text = words::finding(finding, Catalogue::built_in());
        assert!(text.starts_with("Covered already: worst pain "), "{text}");
        assert!(
            text.contains("What is found the day after orgasm says the same"),
            "{text}"
        );
    }
}

#[test]
fn what_is_not_found_of_nested_events_is_one_line() {
    let mut diary = Diary::default();
    for day in 0..28 * 7 {
        diary.insert(check_in(day, &[pain(unrest(day))]));
        if day % 9 == 4 {
            let orgasm = [("orgasm", Answer::Flag(true))];
            diary.insert(timed(day, 1, "intimacy", &orgasm));
        }
    }
    let page = whole_page(&diary, &Timing::default());
    let sections = page.sections();
    let [section] = sections
        .iter()
        .filter(|of| of.heading == Heading::None)
        .collect::<Vec<_>>()[..]
    else {
        panic!("{sections:?}");
    };
    assert!(!section.is_folded(), "one row hides nothing");
    let text = words::row(&section.rows[0], Catalogue::built_in());
    let begins = "Worst pain 1, 2 and 3 days after intimacy and orgasm, ";
    assert!(text.starts_with(begins), "{text}");
}

#[test]
fn without_a_cycle_no_phase_is_asked_about() {
    let diary: Diary = (0..90)
        .map(|day| check_in(day, &[pain(unrest(day))]))
        .collect();
    let page = whole_page(&diary, &Timing::default());
    assert!(page.findings.is_empty(), "{:?}", page.findings);
    let begun = Timing {
        asked: twinge::patterns::PartsAsked::All,
        cycles: regular(1)
            .cycles
            .into_iter()
            .map(|cycle| twinge::patterns::TimedCycle {
                complete: false,
                ..cycle
            })
            .collect(),
    };
    let page = whole_page(&diary, &begun);
    let row = &page.sections()[0].rows[0];
    assert_eq!(
        words::row(row, Catalogue::built_in()),
        "Worst pain in each phase of the cycle: 0 of 3 complete cycles."
    );
}

#[test]
fn what_does_not_count_says_why() {
    // In the second of six cycles the days around ovulation are not answered.
    let diary: Diary = (0..28 * 6)
        .filter(|day| !(41..44).contains(day))
        .map(|day| check_in(day, &[pain(unrest(day))]))
        .collect();
    let page = whole_page(&diary, &regular(6));
    let why = |part: Part| {
        let asked = |of: &&Finding| of.question == Question::Phase(part);
        let finding = page.findings.iter().find(asked).unwrap();
        words::why(finding, &page)[0].1.clone()
    };
    let mid = why(Part::Whole(Phase::Ovulatory));
    assert!(mid.starts_with("5 cycles, "), "{mid}");
    let left = "; 1 more does not count: too few of its days are known and answered";
    assert!(mid.ends_with(left), "{mid}");
    let menses = why(Part::Whole(Phase::Menses));
    assert!(
        menses.starts_with("6 cycles, ") && !menses.contains("count"),
        "{menses}"
    );
}

#[test]
fn what_would_help_is_what_one_can_do() {
    // Two journeys that are ticked and never denied; pain is answered every day.
    let diary: Diary = (0..60)
        .map(|day| {
            let mut answers = vec![pain(unrest(day))];
            if day % 30 == 7 {
                answers.push(("travel", Answer::Flag(true)));
                answers.push(("lifting", choice("heavy")));
            } else {
                answers.push(("lifting", choice("none")));
            }
            check_in(day, &answers)
        })
        .collect();
    let page = whole_page(&diary, &Timing::default());
    let sections = page.sections();
    assert_eq!(
        words::folded(&sections[0]),
        "2 things have too little recorded so far. What would help one of them: \"no\" as an \
         answer, too, on 20 days or more without it."
    );
    assert_eq!(date(7), page.responses[0].dates[0]);
}
