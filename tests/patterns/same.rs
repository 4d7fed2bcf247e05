//! The same diary gives the same page, always.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{Days, NaiveDate, TimeDelta};
use proptest::prelude::*;
use twinge::diary::{Answer, Answers, Catalogue, DateRange, Diary, EntryId, ItemId, ItemOverride};
use twinge::patterns::{Options, Page, Question};
use twinge::words::patterns as words;

use crate::simulation::trial::whole_page;
use crate::simulation::{self, Rise, World, catalogue, entry};
use crate::{choice, entries, page_of};

/// A world with a bit of everything.
fn rich() -> World {
    World {
        events: 3,
        scales: 2,
        planted: Rise::NEXT_DAY,
        ..World::default()
    }
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
                        Question::Phase(part) => part.name().to_owned(),
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
        let other = BTreeMap::from([("pain".into(), label)]);
        let other = built_in.with(&BTreeMap::new(), &other).unwrap();
        let here = page_of(&sample.diary, &sample.timing, built_in);
        let there = page_of(&sample.diary, &sample.timing, &other);
        for (here, there) in here.findings.iter().zip(&there.findings) {
            let (here, there) = (words::finding(here, built_in), words::finding(there, &other));
            prop_assert_eq!(here.replace("worst pain", "ouch"), there);
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
                let answers = Answers::from_iter([
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
            relief.cases.sort_by_key(|of| (of.date, of.after));
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
        // A later end does not open what is after today.
        let beyond = Options { to: Some(NaiveDate::MAX), ..Options::as_of(today) };
        prop_assert_eq!(&at(&sample.diary, &beyond), &known);
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
