//! Checking in by keyboard: what keys write into the diary.

use crate::sitting::{Sitting, today};
use twinge::diary::{Answer, Day};

fn day(sitting: &Sitting) -> Day {
    sitting
        .session
        .model
        .window
        .diary
        .day(today())
        .cloned()
        .unwrap_or_default()
}

fn word(day: &Day, item: &str) -> Option<String> {
    day.answers(&item.into()).next().map(Answer::word)
}

/// Pain 4, low back left, dull; light bleeding; heat 5 to 3; a note of five words.
pub(crate) const TYPICAL: &str = r#"4 w Enter Space Esc f Enter Space Esc b 3 R 1 b 5 a 3 Esc n Enter "long drive, then heat helped" Enter"#;

#[test]
fn a_typical_check_in_takes_at_most_25_keys_beside_the_note() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(TYPICAL);
    let day = day(&sitting);
    assert_eq!(
        word(&day, "pain").as_deref(),
        Some("4"),
        "{}",
        sitting.screen()
    );
    assert_eq!(word(&day, "pain-sites").as_deref(), Some("low-back-left"));
    assert_eq!(word(&day, "pain-quality").as_deref(), Some("dull"));
    assert_eq!(word(&day, "bleeding").as_deref(), Some("light"));
    assert_eq!(word(&day, "measure").as_deref(), Some("heat"));
    assert_eq!(word(&day, "relief-before").as_deref(), Some("5"));
    assert_eq!(word(&day, "relief-after").as_deref(), Some("3"));
    assert_eq!(
        word(&day, "note").as_deref(),
        Some("long drive, then heat helped")
    );
    let keys = sitting.pressed - sitting.typed;
    println!("a typical check-in takes {keys} keys beside the letters of the note");
    assert!(keys <= 25, "{keys} keys");
}

#[test]
fn keys_answer() {
    // Keys from the first field of an empty day, an item, and how it is answered then.
    for (keys, item, answer) in [
        ("4", "pain", Some("4")),
        ("1 0", "pain", Some("10")),
        ("1 j k 0", "pain", Some("0")),
        ("Right", "pain", Some("0")),
        ("5 Right Right Left", "pain", Some("6")),
        ("4 Backspace", "pain", None),
        ("4 u", "pain", None),
        ("4 u U", "pain", Some("4")),
        ("4 7 u", "pain", Some("4")),
        ("b Right", "bleeding", Some("none")),
        (
            "b Right Right Right Right Right Right Right",
            "bleeding",
            Some("very-heavy"),
        ),
        ("b Left", "bleeding", Some("very-heavy")),
        ("b 2", "bleeding", Some("spotting")),
        ("b 9", "bleeding", None),
        (r#"t Enter "36,52" Enter"#, "temperature", Some("36.52")),
        (r#"t 3 "6.5" Enter"#, "temperature", Some("36.5")),
        (r#"t Enter "97.7F" Enter"#, "temperature", Some("36.5")),
        (r#"t Enter "366" Enter"#, "temperature", None),
        ("t Right Right", "temperature", Some("36.55")),
        ("w Enter Space Space", "pain-sites", Some("")),
        ("w Enter 0", "pain-sites", Some("")),
        ("w Enter Space Backspace", "pain-sites", None),
        (
            "f Enter Right Space Down Space Esc",
            "pain-quality",
            Some("burning,sharp"),
        ),
        (
            r#"n Enter "žluť 🙂" Alt-Enter "two" Enter"#,
            "note",
            Some("žluť 🙂\ntwo"),
        ),
        (r#"n Enter "kept on Esc" Esc"#, "note", Some("kept on Esc")),
        (r#"n Enter "x" Ctrl-c"#, "note", Some("x")),
        ("/ \"haematuria\" Esc", "blood-in-urine", None),
        ("/ \"blood in\" Enter Space", "blood-in-urine", Some("yes")),
        (
            "/ \"blood in\" Enter Space Space",
            "blood-in-urine",
            Some("no"),
        ),
        (
            r#"/ "tags" Enter Enter "Garden, #Work" Enter"#,
            "tags",
            Some("garden,work"),
        ),
        (r#"R Enter "12" Enter"#, "measure", Some("painkiller")),
        (r#"R Enter "1" Enter"#, "measure", Some("heat")),
        (r#"R Enter "bath" Enter"#, "measure", Some("bath")),
        ("b Enter Down Enter", "bleeding", Some("spotting")),
        ("X o Space", "orgasm", Some("yes")),
        ("X Esc 4", "pain", Some("4")),
        ("E 7", "episode-pain", Some("7")),
    ] {
        let mut sitting = Sitting::new(100, 30);
        sitting.keys(keys);
        let given = word(&day(&sitting), item);
        assert_eq!(given.as_deref(), answer, "{keys}\n{}", sitting.screen());
    }
}

#[test]
fn what_is_typed_but_not_understood_is_not_lost() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(r#"t Enter "36.5x2" Esc"#);
    assert!(
        sitting.screen().contains("not kept"),
        "{}",
        sitting.screen()
    );
    sitting.keys("t Enter Backspace Backspace Enter");
    assert_eq!(word(&day(&sitting), "temperature").as_deref(), Some("36.5"));
}

#[test]
fn pain_after_intimacy_is_asked_for_the_next_day_and_kept_with_it() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("< X o Space Esc >");
    assert!(
        sitting.screen().contains("Pain since Mon?"),
        "{}",
        sitting.screen()
    );
    sitting.keys("p k 0");
    assert!(
        !sitting.screen().contains("Pain since Mon?"),
        "{}",
        sitting.screen()
    );
    let yesterday = today().pred_opt().unwrap();
    let day = sitting
        .session
        .model
        .window
        .diary
        .day(yesterday)
        .cloned()
        .unwrap();
    assert_eq!(word(&day, "pain-after").as_deref(), Some("0"));
}

#[test]
fn yesterday_can_be_copied_without_overwriting() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(r#"< 4 b 3 t Enter "36.5" Enter n Enter "once" Enter > p 2 C"#);
    let day = day(&sitting);
    assert_eq!(word(&day, "pain").as_deref(), Some("2"));
    assert_eq!(word(&day, "bleeding").as_deref(), Some("light"));
    assert_eq!(
        word(&day, "temperature"),
        None,
        "a measurement does not hold for a second day"
    );
    assert_eq!(word(&day, "note"), None);
}

#[test]
fn undo_goes_back_over_a_restart() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("4 b 3 R 1 Esc");
    let mut sitting = sitting.reopen();
    sitting.keys("u u u");
    assert_eq!(day(&sitting), Day::default(), "{}", sitting.screen());
    let mut sitting = sitting.reopen();
    sitting.keys("U U U");
    let day = day(&sitting);
    assert_eq!(word(&day, "pain").as_deref(), Some("4"));
    assert_eq!(word(&day, "measure").as_deref(), Some("heat"));
}

#[test]
fn days_to_come_are_not_answered() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("> 4");
    assert!(
        sitting.screen().contains("has not come yet"),
        "{}",
        sitting.screen()
    );
}

#[test]
fn items_can_be_made_renamed_hidden_and_moved() {
    let mut sitting = Sitting::new(100, 30);
    sitting
        .keys(r#"g e a "Weather: dry, wet, stormy" Enter Enter Esc / "weather" Enter Right Right"#);
    assert_eq!(
        word(&day(&sitting), "my-weather").as_deref(),
        Some("wet"),
        "{}",
        sitting.screen()
    );
    let first = |sitting: &Sitting| sitting.session.model.catalogue.items()[0].id.to_string();
    sitting.keys("g e J");
    assert_eq!(first(&sitting), "pain-sites");
    sitting.keys("K");
    assert_eq!(first(&sitting), "pain");
    sitting.keys("Space Esc");
    assert!(
        !sitting.screen().contains("Worst today"),
        "{}",
        sitting.screen()
    );
    sitting.keys("g e Space r Ctrl-u");
    for _ in 0..12 {
        sitting.keys("Backspace");
    }
    sitting.keys(r#""Ache" Enter Esc"#);
    assert_eq!(sitting.session.model.catalogue.items()[0].label, "Ache");
}

#[test]
fn what_is_pasted_arrives_in_one_piece_and_harmless() {
    let mut sitting = Sitting::new(100, 30);
    sitting
        .keys("n")
        .paste("one\r\ntwo\x1b[2Jthree\x07 \u{202E}four")
        .keys("Enter");
    let note = word(&day(&sitting), "note").unwrap();
    assert_eq!(note.lines().next(), Some("one"));
    assert!(!note.contains('\x1b') && !note.contains('\x07'), "{note:?}");
    let long = "long ".repeat(400_000);
    sitting
        .keys("> <")
        .keys("n Enter")
        .paste(&long)
        .keys("Enter");
    assert!(word(&day(&sitting), "note").unwrap().len() > 1_900_000);
    assert!(!sitting.screen().is_empty());
}

#[test]
fn words_pasted_on_a_day_to_come_are_refused() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("> n Esc");
    sitting.paste("kept for later");
    assert!(sitting.screen().contains("has not come yet"));
}

#[test]
fn an_entry_exists_once_something_in_it_is_answered() {
    for keys in [
        "R Esc",
        "X Esc",
        "R PageDown k h Esc",
        "E R L Esc",
        "R Enter Esc Esc",
    ] {
        let mut sitting = Sitting::new(100, 30);
        sitting.keys(keys);
        assert_eq!(day(&sitting), Day::default(), "{keys}");
    }
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("R 1 b 5 u u");
    assert_eq!(day(&sitting), Day::default(), "{}", sitting.screen());
    sitting.keys("U U");
    assert_eq!(day(&sitting).timed().count(), 1);
}

#[test]
fn the_time_of_an_entry_is_typed_as_people_say_it() {
    let at = |h, m| chrono::NaiveTime::from_hms_opt(h, m, 0);
    for (typed, time) in [
        ("14", at(14, 0)),
        ("6:05", at(6, 5)),
        ("now", at(6, 40)),
        ("today 3", at(3, 0)),
        ("today", None),
    ] {
        // Of an entry that stands, and of one that is only begun.
        for (before, behind) in [("R 1 PageDown k", ""), ("R PageDown k", "m 1")] {
            let mut sitting = Sitting::new(100, 30);
            sitting.keys(&format!(
                r#"{before} Enter Ctrl-u "{typed}" Enter {behind}"#
            ));
            let day = day(&sitting);
            let entry = day.timed().next().unwrap();
            assert_eq!(entry.time, time, "{typed}\n{}", sitting.screen());
        }
    }
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(r#"R 1 PageDown k Enter Ctrl-u "soon" Enter"#);
    assert!(sitting.screen().contains("14:00"), "{}", sitting.screen());
}

#[test]
fn an_entry_moved_to_another_day_leaves_the_cursor_where_it_is() {
    for (before, behind) in [("R 1 PageDown k", ""), ("R PageDown k", "m 1")] {
        let mut sitting = Sitting::new(100, 30);
        let moved = r#"Enter Ctrl-u "yesterday 23:30" Enter"#;
        sitting.keys(&format!("{before} {moved} {behind} Esc p 4"));
        assert_eq!(word(&day(&sitting), "pain").as_deref(), Some("4"));
        let model = &sitting.session.model;
        let yesterday = model.window.diary.day(today().pred_opt().unwrap());
        assert_eq!(word(yesterday.unwrap(), "measure").as_deref(), Some("heat"));
    }
}

/// A medicine with its dose, and the pain before and after it.
pub(crate) const MEDICINE: &str =
    r#"R Enter "painkiller" Enter i Enter "ibuprofen" Enter d "400 mg" Enter b 5 a 3"#;

#[test]
fn a_dose_takes_at_most_12_keys_beside_its_words() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(MEDICINE);
    let day = day(&sitting);
    for (item, answer) in [
        ("measure", "painkiller"),
        ("medicine", "ibuprofen"),
        ("dose", "400 mg"),
        ("relief-before", "5"),
        ("relief-after", "3"),
    ] {
        assert_eq!(word(&day, item).as_deref(), Some(answer), "{item}");
    }
    let keys = sitting.pressed - sitting.typed;
    println!("a dose takes {keys} keys beside {} letters", sitting.typed);
    assert!(keys <= 12, "{keys} keys");
}

#[test]
fn a_dose_is_repeated_with_at_most_4_keys() {
    // As the last time; and from the offers below what was tried.
    for keys in ["R C", "R j Enter"] {
        let mut sitting = Sitting::new(100, 30);
        sitting.keys(MEDICINE).keys("Esc");
        let before = sitting.pressed;
        sitting.keys(keys);
        let pressed = sitting.pressed - before;
        println!("a dose is repeated with {pressed} keys: {keys}");
        assert!(pressed <= 4, "{pressed} keys");
        sitting.keys("Esc");
        let day = day(&sitting);
        let entry = day.timed().last().unwrap();
        let told = |item: &str| entry.answer(&item.into()).map(Answer::word);
        assert_eq!(day.timed().count(), 2, "{keys}");
        assert_eq!(told("medicine").as_deref(), Some("ibuprofen"));
        assert_eq!(told("dose").as_deref(), Some("400 mg"));
        assert_eq!(told("relief-before"), None, "what was felt is asked anew");
    }
}
