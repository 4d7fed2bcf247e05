//! What the patterns say, what they refuse to say, and that they always say the same.

mod simulation;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{Days, NaiveDate, TimeDelta};
use proptest::prelude::*;
use simulation::trial::{self, covered, mean, whole_page};
use simulation::{Course, Habit, Planted, World, catalogue, entry, event_id};
use twinge::diary::{
    Answer, Answers, Catalogue, Code, DateRange, Diary, Entry, EntryId, EntryKindId, ItemId,
    ItemOverride, Quantity,
};
use twinge::patterns::{
    Cancelled, Cycle, Finding, Lack, Measured, Options, Page, Phase, Question, Timing, Verdict,
    Window, compare,
};

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The first day of the diaries made here, a Monday.
fn start() -> NaiveDate {
    ymd(2025, 1, 6)
}

fn date(day: usize) -> NaiveDate {
    start() + Days::new(day as u64)
}

fn check_in(day: usize, answers: &[(&str, Answer)]) -> Entry {
    let answers = answers
        .iter()
        .map(|(item, answer)| ((*item).into(), answer.clone()));
    entry(
        EntryId::check_in(date(day)),
        EntryKindId::DAY,
        answers.collect(),
    )
}

fn timed(day: usize, n: i64, kind: &str, answers: &[(&str, Answer)]) -> Entry {
    let answers = answers
        .iter()
        .map(|(item, answer)| ((*item).into(), answer.clone()));
    entry(
        EntryId::new(date(day), n).unwrap(),
        kind.into(),
        answers.collect(),
    )
}

fn choice(code: &str) -> Answer {
    Answer::Choice(Code::new(code))
}

/// Cycles of 28 days: five of bleeding, ovulation known to be on the fifteenth.
fn regular(cycles: usize) -> Timing {
    let cycle = |n: usize| {
        let first = 28 * n;
        let window = |phase: Phase| {
            let days = match phase {
                Phase::Menses => 0..5,
                Phase::Follicular => 5..9,
                Phase::Ovulatory => 13..16,
                Phase::EarlyLuteal => 16..21,
                Phase::LateLuteal => 21..28,
            };
            Window {
                phase,
                estimated: false,
                days: days.map(|day| (date(first + day), 1.0)).collect(),
            }
        };
        Cycle {
            first: date(first),
            last: date(first + 27),
            complete: true,
            excluded: false,
            menses: 5,
            windows: Phase::ALL.map(window).into(),
        }
    };
    Timing {
        cycles: (0..cycles).map(cycle).collect(),
    }
}

/// A little unrest that is the same every time.
fn unrest(day: usize) -> u8 {
    [0, 1, 0, 2, 1, 0, 0, 1, 2, 0, 1][(day * 7 + day / 5) % 11]
}

fn pain(score: u8) -> (&'static str, Answer) {
    ("pain", Answer::Scale(score))
}

fn of_phase(page: &Page, phase: Phase) -> &Finding {
    page.findings
        .iter()
        .find(|finding| finding.question == Question::Phase(phase))
        .unwrap()
}

fn of_event<'a>(page: &'a Page, name: &str, after: u8) -> &'a Finding {
    let asked = |finding: &&Finding| {
        matches!(&finding.question,
            Question::Event { event, lag, .. } if event == name && *lag == after)
    };
    page.findings.iter().find(asked).unwrap()
}

// --- the method, in short: `cargo bench --bench patterns` has it at length --------------------------

#[test]
fn false_alarms_of_phases_are_rare() {
    for course in [Course::Plain, Course::Flares] {
        let trial = trial::phases(
            World {
                course,
                ..World::default()
            },
            200,
        );
        for phase in [Phase::Ovulatory, Phase::LateLuteal] {
            assert!(trial.alone[phase as usize].share() < 0.12);
            let held = covered(&trial.intervals[phase as usize], 0.0);
            assert!((0.89..0.99).contains(&held), "{held}");
        }
        assert!(trial.any.share() < 0.10);
        assert!(trial.naive_any.share() > 0.4, "the diaries are tame");
    }
}

#[test]
fn a_rise_around_ovulation_is_found() {
    let world = World {
        planted: Planted::MidCycle(2.0),
        ..World::default()
    };
    let (trial, mid) = (trial::phases(world, 150), Phase::Ovulatory as usize);
    assert!(trial.alone[mid].share() > 0.75);
    assert!(trial.told[mid].share() > 0.55);
    let missed = mean(trial.missed[mid].iter().copied());
    assert!(
        (missed - (1.0 - trial.told[mid].share())).abs() < 0.25,
        "{missed}"
    );
}

#[test]
fn unrelated_events_are_seldom_told() {
    for habit in [Habit::Random, Habit::Avoided, Habit::Clustered] {
        let trial = trial::events(
            World {
                habit,
                events: 12,
                ..World::default()
            },
            60,
        );
        assert!(trial.any.share() < 0.22);
        assert!(trial.naive_any.share() > 0.5, "the diaries are tame");
        let held = covered(&trial.intervals, 0.0);
        assert!((0.86..=1.0).contains(&held), "{held}");
    }
}

#[test]
fn a_rise_after_an_event_is_found() {
    let planted = Planted::NextDay(2.0);
    let trial = trial::events(
        World {
            events: 1,
            planted,
            ..World::default()
        },
        120,
    );
    assert!(trial.told.share() > 0.9);
}

// --- always the same --------------------------------------------------------------------------------

/// A world with a bit of everything.
fn rich() -> World {
    World {
        events: 3,
        scales: 2,
        planted: Planted::NextDay(1.5),
        ..World::default()
    }
}

fn page_of(diary: &Diary, timing: &Timing, catalogue: &Catalogue) -> Page {
    let go_on = |_| ControlFlow::Continue(());
    Page::compute(
        diary,
        catalogue,
        timing,
        &Options::as_of(NaiveDate::MAX),
        &go_on,
    )
    .unwrap()
}

fn entries(diary: &Diary) -> Vec<Entry> {
    diary
        .days()
        .flat_map(|(_, day)| day.entries.clone())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn another_date_changes_nothing(seed in 0_u64..1000, weeks in -3000_i64..3000) {
        let (sample, by) = (rich().sample(seed), TimeDelta::days(7 * weeks));
        let moved: Diary = entries(&sample.diary)
            .into_iter()
            .map(|mut entry| {
                entry.id = EntryId::new(entry.date() + by, entry.id.n()).unwrap();
                entry
            })
            .collect();
        let mut timing = sample.timing.clone();
        for cycle in &mut timing.cycles {
            (cycle.first, cycle.last) = (cycle.first + by, cycle.last + by);
            for (date, _) in cycle.windows.iter_mut().flat_map(|window| &mut window.days) {
                *date += by;
            }
        }
        let catalogue = catalogue(3, 2);
        let here = page_of(&sample.diary, &sample.timing, &catalogue);
        let mut there = page_of(&moved, &timing, &catalogue);
        let back = |range: &mut DateRange| {
            (range.first, range.last) = (range.first - by, range.last - by);
        };
        there.range.iter_mut().for_each(back);
        there.findings.iter_mut().flat_map(|f| &mut f.dots).for_each(|dot| back(&mut dot.days));
        there.responses.iter_mut().flat_map(|r| &mut r.dates).for_each(|date| *date -= by);
        there.trends.iter_mut().flat_map(|t| &mut t.stretches).for_each(|(date, _)| *date -= by);
        prop_assert_eq!(here, there);
    }

    #[test]
    fn another_name_changes_nothing(seed in 0_u64..1000) {
        let world = rich();
        let sample = world.sample(seed);
        let here = page_of(&sample.diary, &sample.timing, &catalogue(3, 2));
        // The items change their names, and with them their order in every entry.
        let names = BTreeMap::from([
            ("my-event-0", "my-event-9"),
            ("my-event-1", "my-event-5"),
            ("my-scale-0", "my-scale-7"),
        ]);
        let renamed = |name: &str| names.get(name).map_or(name.to_owned(), |&new| new.to_owned());
        let moved: Diary = entries(&sample.diary)
            .into_iter()
            .map(|mut entry| {
                let answers = std::mem::take(&mut entry.answers).into_iter();
                entry.answers =
                    answers.map(|(id, answer)| (ItemId::new(renamed(id.as_str())), answer)).collect();
                entry
            })
            .collect();
        let there = page_of(&moved, &sample.timing, &catalogue(10, 10));
        let numbers = |page: &Page, renamed: &dyn Fn(&str) -> String| {
            let mut rows: Vec<String> = page
                .findings
                .iter()
                .map(|finding| {
                    let question = match &finding.question {
                        Question::Phase(phase) => phase.name().to_owned(),
                        Question::Event { event, lag, .. } => format!("{} {lag}", renamed(event)),
                    };
                    let item = renamed(finding.item.as_str());
                    format!("{item} {question} {:?} {:?} {:?} {:?} {:?}", finding.verdict,
                        finding.estimate, finding.missing, finding.missed, finding.dots)
                })
                .collect();
            rows.sort();
            rows
        };
        prop_assert_eq!(numbers(&here, &renamed), numbers(&there, &str::to_owned));
    }

    #[test]
    fn another_label_changes_only_the_words(seed in 0_u64..1000) {
        let sample = rich().sample(seed);
        let label = ItemOverride { label: Some("Ouch".into()), ..ItemOverride::default() };
        let built_in = Catalogue::built_in();
        let other = built_in.with(&BTreeMap::new(), &BTreeMap::from([("pain".into(), label)]));
        let here = page_of(&sample.diary, &sample.timing, built_in);
        let mut there = page_of(&sample.diary, &sample.timing, &other.unwrap());
        for (here, there) in here.findings.iter().zip(&mut there.findings) {
            prop_assert_eq!(here.text.replace("worst pain", "ouch"), there.text.clone());
            there.text.clone_from(&here.text);
        }
        prop_assert_eq!(here.findings, there.findings);
    }

    #[test]
    fn another_order_changes_nothing(seed in 0_u64..1000) {
        let sample = rich().sample(seed);
        let mut all = entries(&sample.diary);
        let measures = ["heat", "rest", "bath"];
        for day in (0..150).step_by(5) {
            for n in 1..3 {
                let answers = Answers::from([
                    ("measure".into(), choice(measures[(day + n) % 3])),
                    ("relief-before".into(), Answer::Scale(6)),
                    ("relief-after".into(), Answer::Scale((n % 7) as u8)),
                ]);
                let id = EntryId::new(sample.start + Days::new(day as u64), n as i64).unwrap();
                all.push(entry(id, "relief".into(), answers));
            }
        }
        let catalogue = catalogue(3, 2);
        let forth: Diary = all.iter().cloned().collect();
        // Back to front, and the two of a day with their numbers changed over.
        let back: Diary = all
            .into_iter()
            .rev()
            .map(|mut entry| {
                if !entry.id.is_check_in() {
                    entry.id = EntryId::new(entry.date(), 3 - entry.id.n()).unwrap();
                }
                entry
            })
            .collect();
        let mut here = page_of(&forth, &sample.timing, &catalogue);
        let mut there = page_of(&back, &sample.timing, &catalogue);
        // Two uses of one day have no order.
        for relief in here.reliefs.iter_mut().chain(&mut there.reliefs) {
            relief.dots.sort_by(|a, b| {
                (a.days.first, a.inside).partial_cmp(&(b.days.first, b.inside)).unwrap()
            });
        }
        prop_assert_eq!(here, there);
    }

    #[test]
    fn nothing_after_today_is_looked_at(seed in 0_u64..1000, day in 1_u64..200) {
        let sample = rich().sample(seed);
        let today = sample.start + Days::new(day);
        let past: Diary =
            entries(&sample.diary).into_iter().filter(|entry| entry.date() <= today).collect();
        let (catalogue, go_on) = (catalogue(3, 2), |_| ControlFlow::Continue(()));
        let at = |diary: &Diary, options: &Options| {
            Page::compute(diary, &catalogue, &sample.timing, options, &go_on).unwrap()
        };
        let known = at(&past, &Options::as_of(NaiveDate::MAX));
        prop_assert_eq!(&at(&sample.diary, &Options::as_of(today)), &known);
        let until = Options { to: Some(today), ..Options::as_of(NaiveDate::MAX) };
        prop_assert_eq!(&at(&sample.diary, &until), &known);
    }
}

#[test]
fn the_same_diary_gives_the_same_page() {
    let (diary, timing) = simulation::large(1, true);
    let page = whole_page(&diary, &timing);
    assert!(page.comparisons > 60);
    for _ in 0..3 {
        assert_eq!(whole_page(&diary, &timing), page);
    }
}

// --- what is told -----------------------------------------------------------------------------------

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
    assert!((estimate.difference - 4.0).abs() < 0.3);
    assert!((finding.dots[0].difference() - 4.0).abs() < 1.0);
    assert_eq!((estimate.same_sign, estimate.of), (6, 6));
    assert!(estimate.cliffs_delta > 0.95);
    assert!(estimate.p_adjusted < 0.001 && estimate.p <= estimate.p_adjusted);
    assert!(
        finding
            .text
            .starts_with("In 6 of 6 cycles worst pain was higher during the period: "),
        "{}",
        finding.text
    );
    // The other phases are compared without the days of the period.
    assert_eq!(of_phase(&page, Phase::LateLuteal).verdict, Verdict::None);
    assert_eq!((page.cycles, page.comparisons), (6, 5));
}

#[test]
fn with_four_cycles_it_is_so_far() {
    let page = whole_page(&period_pain(4), &regular(4));
    let finding = of_phase(&page, Phase::Menses);
    assert_eq!(finding.verdict, Verdict::SoFar);
    assert!(
        finding
            .text
            .starts_with("So far, in 4 of 4 cycles worst pain was higher")
    );
    assert!(
        finding
            .text
            .ends_with("This may be chance, and is probably smaller than it looks.")
    );
    let none = of_phase(&page, Phase::Ovulatory);
    assert_eq!(none.verdict, Verdict::None);
    assert!(
        none.text
            .contains("With 4 cycles a real 2-point difference would be missed ")
    );
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
            finding.text.contains("2 of 3 complete cycles"),
            "{}",
            finding.text
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
        }
    }
    let page = whole_page(&period_pain(6), &timing);
    let finding = of_phase(&page, Phase::Ovulatory);
    assert_eq!(finding.basis.estimated, 4);
    assert!(
        finding
            .text
            .contains("estimated from the calendar in 4 of 6 cycles")
    );
    assert!(finding.text.contains("less than half as big"));
    assert!(!of_phase(&page, Phase::Menses).text.contains("estimated"));
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
    let text = &finding.text;
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
            .any(|missing| missing.what == Lack::Comparison)
    );
}

#[test]
fn pain_since_is_counted() {
    let mut diary: Diary = (0..90)
        .map(|day| check_in(day, &[pain(unrest(day))]))
        .collect();
    for (n, day) in (3..80).step_by(8).enumerate() {
        let hours = |milli| Answer::Number(Quantity::from_milli(milli));
        let mut answers = vec![
            ("orgasm", Answer::Flag(n != 0)),
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
    assert_eq!(asks, 2);
}

#[test]
fn measures_are_compared_from_six_uses_on() {
    let uses = [("heat", 7, 6, 3), ("rest", 6, 5, 5), ("bath", 2, 8, 1)];
    let mut diary = Diary::default();
    let mut day = 0;
    for (measure, times, before, after) in uses {
        for _ in 0..times {
            day += 1;
            diary.insert(timed(
                day,
                1,
                "relief",
                &[
                    ("measure", choice(measure)),
                    ("relief-before", Answer::Scale(before)),
                    ("relief-after", Answer::Scale(after)),
                ],
            ));
        }
    }
    // Without the pain after it is no use to compare.
    let half = [
        ("measure", choice("rest")),
        ("relief-before", Answer::Scale(4)),
    ];
    diary.insert(timed(day + 1, 1, "relief", &half));
    let page = whole_page(&diary, &Timing::default());
    let told: Vec<_> = page
        .reliefs
        .iter()
        .map(|r| (r.measure.as_str(), r.uses, r.change, r.helped, r.verdict))
        .collect();
    assert_eq!(
        told,
        [
            ("heat", 7, -3.0, 7, Verdict::SoFar),
            ("rest", 6, 0.0, 0, Verdict::None),
            ("bath", 2, -7.0, 2, Verdict::NotEnough),
        ]
    );
    assert!(page.reliefs[2].text.contains("2 of 6 uses"));
}

#[test]
fn two_stretches_are_compared() {
    let diary: Diary = (0..60)
        .map(|day| {
            let score = if day < 30 { 5 } else { 3 };
            check_in(
                day,
                &[
                    pain(score),
                    ("travel", Answer::Flag(day % 3 == 0 && day < 30)),
                ],
            )
        })
        .collect();
    let (first, second) = (
        DateRange::new(date(0), date(29)),
        DateRange::new(date(30), date(59)),
    );
    let items = ["pain".into(), "travel".into(), "note".into()];
    let compared = compare(&diary, Catalogue::built_in(), &items, first, second);
    assert_eq!(compared.len(), 2);
    assert_eq!(compared[0].difference, Some(-2.0));
    assert!(compared[0].meaningful);
    assert_eq!(
        compared[0].text,
        "Worst pain: 5.0 before and 3.0 after, 2.0 lower (-40 %). A change of 2 points or 30 % is one that people notice."
    );
    assert_eq!(compared[1].measured, Measured::Days);
    assert_eq!(compared[1].after.mean, Some(0.0));
    assert_eq!(
        compared[1].text,
        "A journey: on 33 of 100 answered days before and on 0 after."
    );
    let short = DateRange::new(date(0), date(3));
    let none = compare(&diary, Catalogue::built_in(), &items[..1], short, second);
    assert_eq!((none[0].difference, none[0].meaningful), (None, false));
    assert_eq!(
        none[0].text,
        "Worst pain: 4 and 30 answered days; it needs 7 in each stretch."
    );
}

#[test]
fn weekdays_and_the_course_are_described() {
    let diary: Diary = (0..140)
        .map(|day| check_in(day, &[pain((day / 28) as u8 + u8::from(day % 7 == 5))]))
        .collect();
    let page = whole_page(&diary, &Timing::default());
    assert_eq!(page.trends[0].stretches.len(), 5);
    assert!((page.trends[0].slope - 1.0).abs() < 1e-9);
    assert_eq!(
        page.trends[0].text,
        "Worst pain over 20 weeks: higher, by about 1.0 points in four weeks. A description, not a finding."
    );
    assert!(
        page.weekdays[0].text.contains("highest on Saturdays (3.0)"),
        "{}",
        page.weekdays[0].text
    );
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
    assert_eq!(page.findings.len(), 8);
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
    let json = whole_page(&diary, &regular(4)).to_json();
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
        "p_adjusted",
        "same_sign",
        "cliffs_delta",
    ];
    let end = ["verdict", "missing", "text"];
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

// --- bad input --------------------------------------------------------------------------------------

/// Every number is one, every text is whole, nothing says why.
fn is_sound(page: &Page) -> Result<(), TestCaseError> {
    let texts = (page.findings.iter().map(|finding| &finding.text))
        .chain(page.reliefs.iter().map(|relief| &relief.text))
        .chain(page.weekdays.iter().map(|weekdays| &weekdays.text))
        .chain(page.trends.iter().map(|trend| &trend.text))
        .chain(
            page.responses
                .iter()
                .filter_map(|r| Some(&r.since.as_ref()?.text)),
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
            Some(Lack::Comparison),
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
    ) -> Cycle {
        let day = |n: i64| start() + TimeDelta::days(n);
        Cycle {
            first: day(first),
            last: day(first + length),
            complete,
            excluded,
            menses,
            windows: windows
                .into_iter()
                .map(|(phase, from, days, probability)| Window {
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
        is_sound(&whole_page(&diary, &Timing { cycles }))?;
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
    let go_on = |_| ControlFlow::Continue(());
    let page = Page::compute(
        &lifting(100),
        Catalogue::built_in(),
        &regular(3),
        &options,
        &go_on,
    );
    assert_eq!(page.unwrap(), Page::default());
    let _ = event_id(0);
}
