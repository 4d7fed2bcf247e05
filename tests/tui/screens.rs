//! The whole screen at the sizes people have.

use twinge::diary::{Act, Answer, Edit, Target};
use twinge::repository::Repository;

use crate::sitting::{Sitting, today};

/// A diary of some days, typed by keyboard.
pub(crate) fn lived(columns: u16, rows: u16) -> Sitting {
    let mut sitting = Sitting::new(columns, rows);
    for _ in 0..16 {
        sitting.keys("<");
    }
    for day in 0..17u8 {
        let pain = [5, 6, 4, 2, 0, 0, 1, 1, 0, 3, 2, 1, 0, 2, 3, 2, 4][usize::from(day)];
        sitting.keys(&format!("p {pain}"));
        match day {
            0 => drop(sitting.keys("b 5 w Enter Space Esc f Enter Space Esc i 4")),
            1 => drop(sitting.keys(r#"b 5 R 1 b 6 a 3 Esc n Enter "heat helped" Enter"#)),
            2 => drop(sitting.keys("b 4")),
            3 => drop(sitting.keys("b 3")),
            4 => drop(sitting.keys("b 2")),
            9 => drop(sitting.keys("X o Space d 0 Esc")),
            12 => drop(sitting.keys(r#"t Enter "36.45" Enter m 3"#)),
            16 => drop(sitting.keys("o 2 w Enter Space Right Space Esc f Enter Space Esc")),
            _ => {}
        }
        if day < 16 {
            sitting.keys(">");
        }
    }
    sitting.keys("p");
    sitting
}

#[test]
fn the_day_at_every_size() {
    for (columns, rows) in [(80, 24), (100, 30), (200, 60), (40, 12), (20, 5)] {
        let sitting = lived(columns, rows);
        insta::assert_snapshot!(format!("day-{columns}x{rows}"), sitting.screen());
    }
}

#[test]
fn what_lies_over_the_panes_at_every_size() {
    for (name, keys) in [
        ("help", "?"),
        ("palette", r#": "undo""#),
        ("search", r#"Ctrl-f "heat""#),
        ("map", "w Enter"),
        ("options", "f Enter"),
        ("note", r#"n Enter "a line""#),
        ("jump", r#"g d "12 feb""#),
        ("settings", "g s"),
        ("items", "g e"),
        ("not-shared", "g n"),
        ("log", "g l"),
        ("relief", "R 1 b 5"),
        ("year", "g y"),
        ("chart", "F2 3"),
        ("card", "g i"),
        ("blank", "`"),
    ] {
        for (columns, rows) in [(80, 24), (100, 30), (200, 60)] {
            let mut sitting = lived(columns, rows);
            sitting.keys(keys);
            let screen = timeless(&sitting.screen());
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), screen);
        }
    }
}

#[test]
fn the_welcome_asks_in_at_most_five_keys() {
    let folder = tempfile::tempdir().unwrap();
    let repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    let mut sitting = Sitting::on(repository, folder, 80, 24);
    insta::assert_snapshot!("welcome-80x24", sitting.screen());
    // Somebody who keeps one thing only, which takes the most keys there can be.
    sitting.keys("2 3 4 5 Enter");
    assert_eq!(sitting.pressed, 5);
    let kept = &sitting.session.model.profile.areas;
    assert_eq!(kept.len(), 1, "{}", sitting.screen());
    assert!(!sitting.screen().contains("CYCLE"));
    let sitting = sitting.reopen();
    assert!(
        !sitting.screen().contains("Welcome"),
        "{}",
        sitting.screen()
    );
}

/// Who answers takes at most three keys more, and what was told comes into the diary.
#[test]
fn the_welcome_asks_about_the_person_in_at_most_three_keys() {
    use twinge::diary::Tristate::{No, Unknown, Yes};
    use twinge::diary::profile::Contraception;
    for (keys, uterus, prostate, pregnancy, menopause, contraception) in [
        ("a 2", No, Yes, Unknown, Unknown, Contraception::Unknown),
        ("a 3", Yes, No, Yes, Unknown, Contraception::Unknown),
        ("a 1 4", Yes, No, Unknown, Yes, Contraception::Unknown),
        ("a 3 5", Yes, No, Yes, Unknown, Contraception::Combined),
        ("a 3 8", Yes, No, Yes, Unknown, Contraception::HormonalCoil),
        (
            "",
            Unknown,
            Unknown,
            Unknown,
            Unknown,
            Contraception::Unknown,
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("diary.db");
        let repository = Repository::open(&path).unwrap();
        let mut sitting = Sitting::on(repository, folder, 80, 24);
        sitting.keys(keys);
        if keys == "a 3 5" {
            insta::assert_snapshot!("welcome-about-80x24", sitting.screen());
        }
        sitting.keys("Enter");
        assert!(sitting.pressed <= 4, "{keys}");
        let told = sitting.reopen().session.model.profile.clone();
        let body = (told.uterus, told.prostate, told.pregnancy_possible);
        assert_eq!(body, (uterus, prostate, pregnancy), "{keys}");
        let hormones = (told.menopause, told.contraception);
        assert_eq!(hormones, (menopause, contraception), "{keys}");
    }
}

/// The screen without the moments at which the log says that things were done.
pub(crate) fn timeless(screen: &str) -> String {
    let form = "dddd-dd-dd dd:dd";
    let fits = |words: &[char]| {
        words.len() == form.len()
            && words.iter().zip(form.chars()).all(|(c, f)| match f {
                'd' => c.is_ascii_digit(),
                f => *c == f,
            })
    };
    let mut chars: Vec<char> = screen.chars().collect();
    for at in 0..chars.len().saturating_sub(form.len()) {
        if fits(&chars[at..at + form.len()]) {
            chars.splice(at..at + form.len(), form.chars());
        }
    }
    chars.into_iter().collect()
}

#[test]
fn the_median_of_the_chart_goes_and_comes_back() {
    let mut sitting = lived(100, 30);
    let with = sitting.keys("g h").screen();
    assert!(with.contains("median of 7 days"), "{with}");
    let without = sitting.keys("m").screen();
    assert!(!without.contains("median"), "{without}");
    assert_eq!(sitting.keys("m").screen(), with);
}

#[test]
fn the_log_tells_what_was_undone_from_what_can_be_done_again() {
    let mut sitting = lived(100, 30);
    sitting.keys("u u p 5 u g l");
    let screen = sitting.screen();
    let lines: Vec<&str> = screen.lines().filter(|of| of.contains("undone")).collect();
    assert!(
        lines[0].contains("undone, U does it again  Worst pain 5"),
        "{screen}"
    );
    assert!(lines[1].contains("undone  "), "{screen}");
}

#[test]
fn what_came_from_another_computer_is_not_undone_and_bears_its_name() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("p 5");
    let edit = |item: &str| Edit::Answer {
        target: Target::Day(today()),
        item: item.into(),
        answer: Some(Answer::Scale(7)),
    };
    let act = Act {
        summary: "2 answers on 1 day".into(),
        edits: ["pain", "stress"].map(edit).into(),
    };
    let mut other = Repository::open(&sitting.folder.path().join("diary.db")).unwrap();
    other.perform_from("laptop", &act).unwrap().unwrap();
    let screen = sitting.keys("u").screen();
    let told = "1 of 1 stays: changed on laptop";
    assert!(
        screen.contains("not undone: Worst pain 5") && screen.contains(told),
        "{screen}"
    );
    let screen = sitting.keys("g l").screen();
    assert!(screen.contains("  laptop  2 answers on 1 day"), "{screen}");
}

#[test]
fn what_just_happened_is_told_whole() {
    let words = "today's copy was not made in the second place: the disk of /media/stick/twinge is \
                 full; make room there; what you wrote is saved in the diary, and its copy is made \
                 with the next entry";
    for (columns, rows) in [(80, 24), (100, 30), (200, 60)] {
        for keys in ["", "?", "n Enter", "g n"] {
            let mut sitting = Sitting::new(columns, rows);
            sitting.keys(keys);
            sitting.session.model.complain(words);
            let shown = |sitting: &Sitting| sitting.words().contains(words);
            assert!(shown(&sitting), "{keys}: {}", sitting.screen());
            // The keys that matter now stay named below it.
            let screen = sitting.screen();
            let bar = screen.lines().last().unwrap();
            assert!(bar.split_whitespace().count() > 4, "{keys}: {bar}");
            sitting.keys("Esc");
            assert!(!shown(&sitting), "{keys}: {}", sitting.screen());
        }
    }
    // Where there is no room for all of it, it says that there is more.
    let mut sitting = Sitting::new(40, 12);
    sitting.session.model.complain(words);
    let screen = sitting.screen();
    assert!(
        screen.lines().any(|line| line.trim_end().ends_with('…')),
        "{screen}"
    );
}

#[test]
fn the_days_a_search_found_are_told_beside_their_list() {
    for (columns, rows) in [(80, 24), (160, 40), (40, 12)] {
        let mut sitting = lived(columns, rows);
        sitting.keys(r#"Ctrl-f "pain>=4" Down"#);
        insta::assert_snapshot!(format!("found-{columns}x{rows}"), sitting.screen());
    }
}

#[test]
fn a_field_of_an_entry_is_found_and_led_to() {
    let mut sitting = lived(80, 24);
    sitting.keys(r#"/ "ibuprofen""#);
    insta::assert_snapshot!("find-80x24", sitting.screen());
    sitting.keys(r#"Enter Enter "Ibuprofen" Enter"#);
    assert!(
        sitting.screen().contains("Ibuprofen"),
        "{}",
        sitting.screen()
    );
    // From the entry back to a field of the day.
    sitting.keys(r#"/ "mood" Enter 6"#);
    assert!(sitting.screen().contains("Mood"), "{}", sitting.screen());
    sitting.keys(r#"/ "xylophone""#);
    insta::assert_snapshot!("find-nothing-80x24", sitting.screen());
}
