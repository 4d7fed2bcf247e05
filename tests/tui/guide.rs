//! The guide on the screen: warnings while writing, readings of a day, articles, questions.

use chrono::TimeDelta;
use twinge::diary::{Act, Answer, Catalogue, Edit, EntryKindId, ItemKind, Target};
use twinge::guide::{Library, RuleBook, Tier};
use twinge::repository::Repository;

use crate::sitting::{Sitting, today};

const NUMB: &str = "Numbness between the legs";

/// Pain in the low back, then numbness of the saddle.
pub(crate) const SADDLE: &str = r#"6 w Enter Space Esc / "saddle" Enter Space"#;

fn thinking(columns: u16, rows: u16) -> Sitting {
    Sitting::new(columns, rows).thinking()
}

#[track_caller]
fn shows(sitting: &Sitting, words: &str) {
    let screen = sitting.screen();
    assert!(screen.contains(words), "no \"{words}\" in\n{screen}");
}

#[track_caller]
fn shows_not(sitting: &Sitting, words: &str) {
    let screen = sitting.screen();
    assert!(!screen.contains(words), "\"{words}\" in\n{screen}");
}

#[test]
fn a_warning_speaks_at_once_and_the_check_in_goes_on() {
    let mut sitting = thinking(100, 30);
    sitting.keys("6 w Enter Space Esc");
    shows_not(&sitting, "Emergency");
    sitting.keys(r#"/ "saddle" Enter Space"#);
    shows(&sitting, &format!("Emergency now: {NUMB}"));
    assert!(sitting.screen().lines().next().unwrap().contains(NUMB));
    // The next field is asked for as ever.
    sitting.keys("p 7");
    shows(&sitting, "[7]");
}

#[test]
fn a_corrected_answer_withdraws_the_warning() {
    // Without pain numbness is still for today.
    for (correct, withdrawn) in [
        ("Space", NUMB),
        ("Backspace", NUMB),
        ("u", NUMB),
        ("w Enter 0 Esc", "Emergency now"),
        ("p 0", "Emergency now"),
    ] {
        let mut sitting = thinking(100, 30);
        sitting.keys(SADDLE);
        shows(&sitting, NUMB);
        shows(&sitting, "Emergency now");
        sitting.keys(correct);
        shows_not(&sitting, withdrawn);
    }
}

#[test]
fn a_warning_put_aside_stays_quiet_and_stays_on_the_day() {
    let mut sitting = thinking(100, 30);
    sitting.keys(SADDLE).keys("!");
    assert!(!sitting.screen().contains(NUMB), "{}", sitting.screen());
    sitting.keys("p 8");
    let mut sitting = sitting.reopen();
    shows_not(&sitting, NUMB);
    // In the list and on the day it is kept.
    sitting.keys("g w");
    shows(&sitting, NUMB);
    shows(&sitting, "(read)");
    // And so is what it asks to do.
    shows(&sitting, ACT);
    // What was put aside is not nothing.
    shows_not(&sitting, "calls for attention");
    sitting.keys("Esc g i");
    shows(&sitting, NUMB);
    sitting.keys("! u");
    shows(&sitting, "undone");
}

#[test]
fn putting_aside_can_be_undone() {
    let mut sitting = thinking(100, 30);
    sitting.keys(SADDLE).keys("! u");
    shows(&sitting, &format!("Emergency now: {NUMB}"));
}

#[test]
fn what_putting_aside_does_is_said() {
    let mut sitting = thinking(100, 30);
    sitting.keys(SADDLE).keys("!");
    shows(&sitting, "put aside until it gets worse; u undoes it");
    sitting.keys("u");
    shows(&sitting, NUMB);
    sitting.keys("!");
    // Another sign is another warning, and what was put aside does not silence it.
    sitting.keys(r#"/ "chest pain" Enter Space"#);
    shows(&sitting, "Emergency now: ");
}

/// What the program notes of a warning that was read is nothing to fill in.
#[test]
fn what_the_guide_was_told_is_no_question_of_the_form() {
    let mut sitting = thinking(200, 60);
    sitting.keys(SADDLE).keys("! Home");
    let screen = sitting.screen();
    assert!(!screen.contains("Warnings read"), "{screen}");
    sitting.keys(r#"/ "warnings read""#);
    shows(&sitting, "no field is called so");
}

/// Whatever was ticked, one warning says what to do, and the others are a count and a key away.
#[test]
fn a_day_with_every_warning_says_one_thing_to_do() {
    let catalogue = Catalogue::built_in();
    let warns = catalogue.items().iter().filter(|item| {
        let of_day = catalogue.kinds_of(item).contains(&EntryKindId::DAY);
        item.warning && of_day && matches!(item.kind, ItemKind::Flag(_))
    });
    let edits: Vec<Edit> = warns
        .map(|item| Edit::Answer {
            target: Target::Day(today()),
            item: item.id.clone(),
            answer: Some(Answer::Flag(true)),
        })
        .collect();
    assert!(edits.len() > 15, "{}", edits.len());
    for (columns, rows) in [(40, 12), (80, 24), (100, 30), (200, 60)] {
        let Sitting {
            session, folder, ..
        } = Sitting::new(columns, rows);
        drop(session);
        let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
        let act = Act {
            summary: "all".into(),
            edits: edits.clone(),
        };
        repository.perform(&act).unwrap();
        let screen = Sitting::on(repository, folder, columns, rows)
            .thinking()
            .screen();
        let bar = screen.lines().take_while(|row| !row.starts_with('┌'));
        let bar = bar.collect::<Vec<_>>().join("\n");
        let tiers = [
            Tier::Emergency,
            Tier::SameDay,
            Tier::WithinDays,
            Tier::NextVisit,
        ];
        let label = |tier: &Tier| format!("{}: ", RuleBook::built_in().tier_label(*tier));
        let told = tiers.iter().map(|tier| bar.matches(&label(tier)).count());
        assert_eq!(told.collect::<Vec<_>>(), [1, 0, 0, 0], "{screen}");
    }
}

/// What to do about numbness of the saddle, of which a folded warning says nothing.
const ACT: &str = "Go to an emergency department";

#[test]
fn a_warning_that_was_seen_is_one_line() {
    for (columns, rows) in [(80, 24), (100, 30), (200, 60)] {
        let mut sitting = thinking(columns, rows);
        sitting.keys(SADDLE);
        shows(&sitting, ACT);
        // Keys that were under way fold nothing.
        sitting.keys("j k");
        shows(&sitting, ACT);
        sitting.now += TimeDelta::seconds(9);
        sitting.keys("j");
        shows_not(&sitting, ACT);
        let screen = sitting.screen();
        assert!(screen.starts_with(" Emergency now: Numbness"), "{screen}");
        assert!(screen.lines().nth(1).unwrap().starts_with('┌'), "{screen}");
        // One that is new is told in full, below what was seen.
        sitting.keys(r#"/ "chest pain" Enter Space"#);
        let screen = sitting.screen();
        assert!(screen.starts_with(" Emergency now: "), "{screen}");
        assert!(screen.contains("Chest pain"), "{screen}");
        shows_not(&sitting, ACT);
        assert!(!screen.lines().nth(1).unwrap().starts_with('┌'), "{screen}");
        sitting.now += TimeDelta::seconds(9);
        sitting.keys("j");
        let screen = sitting.screen();
        assert!(screen.lines().nth(1).unwrap().starts_with('┌'), "{screen}");
        // All of it is one key away.
        sitting.keys("g w");
        shows(&sitting, ACT);
        // What goes and comes again is new.
        sitting.keys("Esc").keys(r#"/ "saddle" Enter Space"#);
        shows_not(&sitting, NUMB);
        sitting.keys("Space");
        shows(&sitting, ACT);
        // And it is told in full once the diary is opened anew.
        let screen = sitting.reopen().screen();
        assert!(!screen.lines().nth(1).unwrap().starts_with('┌'), "{screen}");
    }
}

#[test]
fn a_warning_that_was_seen_leaves_the_help_and_the_legend_whole() {
    for (columns, rows) in [(40, 12), (80, 24), (100, 30), (200, 60)] {
        let mut with = thinking(columns, rows);
        with.keys(SADDLE);
        with.now += TimeDelta::seconds(9);
        with.keys("j k");
        let mut without = thinking(columns, rows);
        without.keys(SADDLE).keys("! j k");
        without.session.model.notice = None;
        let (with, without) = (with.screen(), without.screen());
        let bar = with.lines().next().unwrap();
        assert!(bar.starts_with(" Emergency now: Numbness"), "{with}");
        assert!(with.lines().nth(1).unwrap().starts_with('┌'), "{with}");
        // The help, and what the marks stand for, are the same words in the same places.
        let rule = without.lines().position(|line| line.contains("│───"));
        let below = |screen: &str, from: usize| {
            let lines = screen.lines().skip(from);
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let from = rule.unwrap_or_else(|| panic!("no help in\n{without}"));
        assert_eq!(
            help(&below(&with, from)),
            help(&below(&without, from)),
            "{with}\n{without}"
        );
        assert!(!help(&below(&with, from)).contains('…'), "{with}");
        for words in ["no pain", "1-3 mild", "4-6 moderate", "7-10 severe"] {
            assert_eq!(with.contains(words), without.contains(words), "{with}");
        }
    }
}

/// What stands in the last pane of some lines, below its rule.
fn help(lines: &[String]) -> String {
    let ends = lines.iter().take_while(|line| !line.contains('└'));
    let last = ends.filter_map(|line| line.rsplit('│').nth(1));
    let words = last.filter(|of| !of.contains("──")).collect::<String>();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_calendar_marks_warnings_and_not_answers() {
    // Looking pale without any pain is no warning of its own.
    let mut sitting = thinking(100, 30);
    sitting.keys(r#"p 0 / "pale" Enter Space"#);
    let calendar = |sitting: &Sitting| {
        let screen = sitting.screen();
        let left = screen.lines().map(|line| line.chars().take(42).collect());
        left.collect::<Vec<String>>().join("\n")
    };
    let quiet = calendar(&sitting);
    sitting.keys("p 6 w Enter Space Esc");
    let marked = calendar(&sitting);
    let marks = |text: &str| text.matches('!').count();
    assert_eq!((marks(&quiet), marks(&marked) > 0), (0, true), "{marked}");
}

#[test]
fn the_readings_of_a_painful_day_lead_to_articles_and_back() {
    let mut sitting = thinking(100, 30);
    sitting.keys("5 w Enter Space Esc f Enter Space Esc F2 w");
    shows(&sitting, "17 March: which is it?");
    shows(&sitting, "diagnosis");
    shows(&sitting, "Strain or posture");
    sitting.keys("G Enter");
    shows(&sitting, "┌ Guide");
    shows(&sitting, "┌ Bladder and kidney");
    sitting.keys("Esc");
    shows(&sitting, "17 March: which is it?");
    sitting.keys("Esc");
    shows_not(&sitting, "17 March: which is it?");
    sitting.keys("l w");
    shows(&sitting, "this day has not come yet");
}

#[test]
fn a_field_opens_what_it_means() {
    for (keys, title) in [
        ("p K", "Rating pain"),
        ("t K", "basal temperature"),
        ("o K", "LH"),
    ] {
        let mut sitting = thinking(100, 30);
        sitting.keys(keys);
        shows(&sitting, title);
        shows(&sitting, "┌ Guide");
        sitting.keys("Esc");
        shows(&sitting, "Worst today");
    }
}

#[test]
fn articles_are_found_by_their_words_and_lead_to_each_other() {
    let mut sitting = thinking(100, 30);
    sitting.keys(r#"g a / "mittelschmerz""#);
    shows(&sitting, "Ovulation pain");
    sitting.keys("Enter");
    shows(&sitting, "34 of 96");
    sitting.keys("G 1");
    shows_not(&sitting, "34 of 96");
    sitting.keys("Backspace");
    shows(&sitting, "34 of 96");
    sitting.keys(r#"/ "no such words anywhere""#);
    shows(&sitting, "no article has all of these words");
}

#[test]
fn what_helped_before_stands_on_the_card_of_a_painful_day() {
    let mut sitting = thinking(100, 30);
    let pain = "p 5 w Enter Space Esc";
    let heat = "R 1 b 6 a 3 Esc";
    sitting.keys(&format!("< < {pain} {heat} > > {pain} g i"));
    shows(
        &sitting,
        "Helped before on days like this: heat: 1 of 1 time",
    );
    sitting.keys("g a j");
    shows(&sitting, "helped 1 of 1");
}

#[test]
fn questions_are_asked_when_they_are_due_and_skipped_with_one_key() {
    let mut sitting = thinking(100, 40);
    shows_not(&sitting, "questions due");
    sitting.keys("< < < < < < < < 3 F2 t Enter 4");
    shows(&sitting, "questions due: the past week");
    sitting.keys(r#"/ "enjoyment" Enter"#);
    shows(&sitting, "not this time");
    // The line above the first question skips them all.
    sitting.keys("k k Enter");
    shows_not(&sitting, "questions due");
    sitting.keys("u");
    shows(&sitting, "questions due: the past week");
    sitting.keys(r#"/ "enjoyment" Enter k 3 j 4 j 5"#);
    shows_not(&sitting, "questions due");
    sitting.keys("g a j j");
    shows(&sitting, "4.0");
}

#[test]
fn an_imported_history_is_quiet() {
    let mut sitting = thinking(100, 30);
    for _ in 0..20 {
        sitting.keys("<");
    }
    sitting.keys(SADDLE);
    shows_not(&sitting, "Emergency now");
    sitting.keys("g i");
    shows(&sitting, NUMB);
}

#[test]
fn the_guide_at_every_size() {
    for (name, keys) in [
        ("banner", SADDLE.to_owned()),
        ("warnings", format!("{SADDLE} g w")),
        ("which", format!("{SADDLE} ! F2 w")),
        ("relief", "R 1 b 6 a 3 Esc g a j".to_owned()),
        ("scores", "g a j j".to_owned()),
        ("article", "t K".to_owned()),
        ("find", r#"g a / "heat""#.to_owned()),
    ] {
        for (columns, rows) in [(80, 24), (100, 30), (200, 60), (40, 12)] {
            let mut sitting = thinking(columns, rows);
            sitting.keys(&keys);
            // When something was saved is told by the real clock.
            sitting.session.model.notice = None;
            insta::assert_snapshot!(format!("guide-{name}-{columns}x{rows}"), sitting.screen());
        }
    }
}

#[test]
fn a_page_at_its_end_goes_back_with_the_next_key() {
    let mut sitting = thinking(60, 14);
    sitting.keys("g a j j j Enter");
    let top = sitting.screen();
    sitting.keys("G");
    let end = sitting.screen();
    assert_ne!(end, top);
    sitting.keys("j j Space");
    assert_eq!(sitting.screen(), end);
    sitting.keys("k");
    assert_ne!(sitting.screen(), end);
    sitting.keys("g g");
    assert_eq!(sitting.screen(), top);
}

/// Every line of a list or dialog, as a person sees it who goes down through it.
fn gone_through(mut sitting: Sitting, steps: usize) -> String {
    let mut seen = sitting.screen();
    for _ in 0..steps {
        seen.push('\n');
        seen.push_str(&sitting.keys("j").screen());
    }
    seen
}

/// Whether words are seen in the pane on the left, on one line or wrapped.
fn reads(seen: &str, words: &str) -> bool {
    let left = seen.lines().filter_map(|line| line.split("││").next());
    let seen = left.flat_map(|line| line.split(['│', ' ']));
    let seen: Vec<&str> = seen.filter(|word| !word.is_empty()).collect();
    seen.join(" ").contains(words)
}

#[test]
fn the_list_of_the_guide_cuts_no_title() {
    for (columns, rows) in [(40, 12), (72, 20), (80, 24), (200, 60)] {
        let mut sitting = Sitting::new(columns, rows);
        sitting.keys("g a");
        let seen = gone_through(sitting, Library::built_in().articles().len() + 2);
        let listed = |line: &str| line.chars().skip(1).take(30).collect::<String>();
        assert!(
            !seen.lines().any(|line| listed(line).contains('…')),
            "{seen}"
        );
        for (subject, articles) in Library::built_in().subjects() {
            let heading = twinge::words::guide::subject(subject);
            assert!(
                reads(&seen, heading),
                "no \"{heading}\" at {columns}x{rows}: {seen}"
            );
            for word in articles.iter().flat_map(|of| of.title.split_whitespace()) {
                assert!(seen.contains(word), "no \"{word}\" at {columns}x{rows}");
            }
        }
    }
}

#[test]
fn the_first_questions_are_whole_on_every_screen() {
    for (columns, rows) in [(40, 12), (60, 16), (80, 24), (200, 60)] {
        for keys in ["", "a"] {
            let mut sitting = Sitting::first(columns, rows);
            sitting.keys(keys);
            let seen = gone_through(sitting, 30);
            assert!(!seen.contains('…'), "{columns}x{rows}:\n{seen}");
            assert!(reads(&seen, "can change"), "{columns}x{rows}:\n{seen}");
            assert!(seen.contains("Enter begin"), "{columns}x{rows}:\n{seen}");
        }
    }
}

/// Their key shows the warnings on the smallest screen, too, and not a list that leads to them.
#[test]
fn all_warnings_are_one_key_away_at_every_size() {
    for (columns, rows) in [(40, 12), (80, 24), (200, 60)] {
        let mut sitting = thinking(columns, rows);
        sitting.keys(SADDLE).keys("Esc g w");
        shows(&sitting, "puts the first one");
    }
}

/// A warning that can wait takes no room from the drawing of the body, and is whole again behind it.
#[test]
fn a_new_warning_leaves_the_drawing_its_room() {
    let mut sitting = Sitting::first(80, 24).thinking();
    sitting.keys("a 4 Enter b 3");
    let whole = sitting.screen();
    sitting.keys("w Enter");
    shows(&sitting, "See someone within days");
    shows(&sitting, "Front");
    sitting.keys("Esc b");
    assert_eq!(whole.lines().next(), sitting.screen().lines().next());
    assert_eq!(whole.lines().nth(1), sitting.screen().lines().nth(1));
}

#[test]
fn what_a_new_warning_is_about_is_whole() {
    for (columns, rows) in [(60, 20), (80, 24), (100, 30)] {
        // Past the menopause, as told in the first run, then bleeding.
        let mut sitting = Sitting::first(columns, rows).thinking();
        sitting.keys("a 4 Enter b 3");
        shows(&sitting, "See someone within days");
        let screen = sitting.screen();
        let bar: Vec<&str> = screen
            .lines()
            .take_while(|row| !row.starts_with('┌'))
            .collect();
        assert!(bar.join(" ").contains("menopause"), "{screen}");
        assert!(!bar.join(" ").contains('…'), "{screen}");
    }
}
