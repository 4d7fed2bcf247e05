//! What the pain goes with: the page, what it rests on, the days around events, two stretches.

use chrono::{Days, NaiveDate};
use twinge::diary::{
    Act, Answer, Answers, Code, Edit, EntryKindId, ItemId, NewEntry, Profile, Target,
};
use twinge::patterns::Progress;
use twinge::repository::Repository;
use twinge::tui::message::Message;
use twinge::tui::model::View;
use twinge::tui::screens::patterns::route::Route;
use twinge::tui::worker::Outcome;

use crate::sitting::{Sitting, today};

/// Cycles of 28 days, the last of them running.
const CYCLES: u64 = 9;

/// Something that goes on without a rule one could see.
fn unrest(day: u64) -> u8 {
    let mixed = day.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    (mixed % 4 + (mixed >> 8) % 2) as u8 / 2
}

fn date(day: u64) -> NaiveDate {
    today() - Days::new(28 * CYCLES - 10 - day)
}

/// Pain in the period and the day after heavy lifting; orgasms and heat that go with nothing.
fn edits() -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut lifted = false;
    for day in 0..=28 * CYCLES - 10 {
        let of_cycle = day % 28;
        let mut tell = |item: &str, answer: Answer| {
            edits.push(Edit::Answer {
                target: Target::Day(date(day)),
                item: ItemId::from(item),
                answer: Some(answer),
            });
        };
        let choice = |code: &str| Answer::Choice(Code::new(code));
        let period = if of_cycle < 4 { 4 } else { 0 };
        let after = if lifted { 3 } else { 0 };
        tell("pain", Answer::Scale(unrest(day) + period + after));
        tell("stress", Answer::Scale(4 + unrest(day + 7)));
        if let Some(amount) = ["medium", "heavy", "medium", "light"].get(of_cycle as usize) {
            tell("bleeding", choice(amount));
        }
        lifted = day % 11 == 6;
        tell("lifting", choice(if lifted { "heavy" } else { "none" }));
        let timed = |kind: &str, answers: &[(&str, Answer)]| {
            Edit::Add(NewEntry {
                date: date(day),
                time: chrono::NaiveTime::from_hms_opt(21, 0, 0),
                kind: EntryKindId::new(kind),
                uid: None,
                source: None,
                answers: answers
                    .iter()
                    .map(|(id, answer)| (ItemId::from(*id), answer.clone()))
                    .collect::<Answers>(),
            })
        };
        if day % 9 == 4 {
            let orgasm = ("orgasm", Answer::Flag(true));
            let after = ("pain-after", Answer::Scale(unrest(day + 3)));
            edits.push(timed("intimacy", &[orgasm, after]));
        }
        if day % 13 == 2 {
            let heat = [
                ("measure", choice("heat")),
                ("relief-before", Answer::Scale(5)),
                ("relief-after", Answer::Scale(3)),
            ];
            edits.push(timed("relief", &heat));
        }
    }
    edits
}

/// A sitting with that diary.
fn lived(columns: u16, rows: u16) -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let begun = Edit::Profile(Box::new(profile));
    let act = Act {
        summary: "lived".into(),
        edits: std::iter::once(begun).chain(edits()).collect(),
    };
    repository.perform(&act).unwrap();
    Sitting::on(repository, folder, columns, rows).thinking()
}

fn shows(sitting: &Sitting) -> &Route {
    &sitting.session.model.patterns.top().unwrap().route
}

#[test]
fn the_reports_at_every_size() {
    for (columns, rows) in [(80, 24), (100, 30), (200, 60), (40, 12)] {
        let mut sitting = lived(columns, rows);
        let size = format!("{columns}x{rows}");
        sitting.keys("g p");
        insta::assert_snapshot!(format!("patterns-{size}"), sitting.screen());
        sitting.keys("Enter");
        insta::assert_snapshot!(format!("pattern-{size}"), sitting.screen());
        sitting.keys(r#"Esc e "orgasm" Enter"#);
        insta::assert_snapshot!(format!("around-{size}"), sitting.screen());
        sitting.keys("Esc c [");
        insta::assert_snapshot!(format!("compare-{size}"), sitting.screen());
    }
}

#[test]
fn what_goes_with_the_pain_is_found_and_what_does_not_is_listed() {
    let mut sitting = lived(149, 90);
    sitting.keys("Alt-5");
    let screen = sitting.screen();
    let part = |title: &str| {
        let after = screen
            .split(title)
            .nth(1)
            .unwrap_or_else(|| panic!("{title}:\n{screen}"));
        after.to_owned()
    };
    let steady = part("Steady");
    let found = steady.split("Looked for, not found").next().unwrap();
    assert!(
        found.contains("worst pain was higher during the period"),
        "{screen}"
    );
    assert!(found.contains("the day after lifting (heavy)"), "{screen}");
    assert!(!found.contains("orgasm"), "{screen}");
    assert!(
        part("Looked for, not found").contains("things were looked at"),
        "{screen}"
    );
    assert!(part("Relief").contains("Heat, 19 times"), "{screen}");
}

#[test]
fn what_is_folded_is_one_key_away() {
    let mut sitting = lived(100, 30);
    sitting.keys("g p");
    let unfolds = |sitting: &Sitting| sitting.screen().contains("Enter show each of them");
    for _ in 0..9 {
        if unfolds(&sitting) {
            break;
        }
        sitting.keys("j");
    }
    assert!(unfolds(&sitting), "{}", sitting.screen());
    let before = sitting.screen();
    sitting.keys("Enter");
    insta::assert_snapshot!("patterns-unfolded", sitting.screen());
    assert!(
        sitting.screen().contains("days after intimacy and orgasm"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Esc");
    assert_eq!(sitting.screen(), before);
}

#[test]
fn enter_leads_to_every_cycle_and_from_there_to_its_days_and_back() {
    let mut sitting = lived(100, 30);
    sitting.keys("5");
    assert_eq!(
        sitting.session.model.view,
        View::Day,
        "5 answers the pain in the form"
    );
    sitting.keys("Alt-5 Enter");
    assert!(matches!(shows(&sitting), Route::Questions(_, of) if of.len() == 1));
    sitting.keys("G");
    assert!(
        sitting.screen().contains("Enter go to the day"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Enter");
    assert_eq!(sitting.session.model.view, View::Day);
    assert_eq!(sitting.session.model.cursor, date(0));
    sitting.keys("g p");
    assert!(
        matches!(shows(&sitting), Route::Questions(..)),
        "it is open still"
    );
    sitting.keys("Esc");
    assert_eq!(*shows(&sitting), Route::Page);
    sitting.keys("Esc");
    assert_eq!(sitting.session.model.view, View::Day);
}

#[test]
fn an_answer_changes_the_page() {
    let mut sitting = lived(100, 30);
    sitting.keys("g p");
    let of = |sitting: &Sitting| sitting.session.model.patterns.page.clone().unwrap();
    let before = of(&sitting);
    sitting.keys("u");
    let after = of(&sitting);
    assert_eq!(
        after.range, None,
        "everything was undone: {:?}",
        after.range
    );
    assert!(
        sitting.screen().contains("Nothing is recorded"),
        "{}",
        sitting.screen()
    );
    sitting.keys("U");
    assert_eq!(*of(&sitting), *before);
}

#[test]
fn another_scale_or_less_time_is_asked_about() {
    let mut sitting = lived(149, 90);
    sitting.keys(r#"g p a "stress" Enter"#);
    assert!(
        sitting.screen().contains("What stress goes with"),
        "{}",
        sitting.screen()
    );
    let page = sitting.session.model.patterns.page.clone().unwrap();
    assert!(page.findings.iter().all(|of| of.item.as_str() == "stress"));
    sitting.keys("a Enter [ [ [");
    assert!(
        sitting.screen().contains("patterns over half a year"),
        "{}",
        sitting.screen()
    );
    let page = sitting.session.model.patterns.page.clone().unwrap();
    let from = page.range.unwrap().first;
    assert_eq!(from, today() - Days::new(182));
}

#[test]
fn stretches_are_typed_or_lie_around_the_cursor_day() {
    let mut sitting = lived(100, 30);
    sitting.keys(r#"g d "2026-01-10" Enter g p c s"#);
    assert!(
        sitting.screen().contains("before 10 Jan 2026"),
        "{}",
        sitting.screen()
    );
    sitting.keys(r#"b "2025-09..2025-10" Enter a "2025-11" Enter"#);
    let screen = sitting.screen();
    assert!(
        screen.contains("1 Sep 2025 to 31 Oct 2025, 61 days"),
        "{screen}"
    );
    assert!(
        screen.contains("1 Nov 2025 to 30 Nov 2025, 30 days"),
        "{screen}"
    );
    assert!(screen.contains("Worst pain"), "{screen}");
    sitting.keys(r#"a "31 feb" Enter"#);
    assert!(
        sitting.screen().contains("there is no day"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Esc");
    assert!(sitting.screen().contains("30 Nov 2025"), "nothing changed");
}

#[test]
fn how_far_the_looking_has_come_is_told_until_it_is_done() {
    let mut sitting = lived(100, 30);
    sitting.keys("g p");
    let progress = Progress { done: 3, of: 28 };
    let told = |sitting: &Sitting| sitting.screen().contains("looking, 3 of 28");
    let found = Message::Outcome(Outcome::Progress(progress));
    sitting.session.handle(found);
    assert!(told(&sitting), "{}", sitting.screen());
    sitting.keys("[");
    assert!(!told(&sitting), "{}", sitting.screen());
}

#[test]
fn nothing_is_said_of_events_before_they_are_looked_for() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("g p e");
    let screen = sitting.screen();
    assert!(screen.contains("still looking"), "{screen}");
    assert!(!screen.contains("often enough"), "{screen}");
}

#[test]
fn an_empty_diary_says_what_it_needs() {
    let mut sitting = Sitting::new(100, 30).thinking();
    sitting.keys("g p");
    assert!(
        sitting.screen().contains("Nothing is recorded"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Enter j k G e c [ ] s Esc Esc");
    assert_eq!(sitting.session.model.view, View::Day);
}
