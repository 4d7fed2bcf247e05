//! A file that is looked at full screen before it is imported.

use std::fs;
use std::path::{Path, PathBuf};

use twinge::diary::{Act, Answer, Code, DateRange, Edit, Profile, Target};
use twinge::repository::Repository;

use crate::sitting::{Sitting, text};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/samples")
        .join(name)
}

/// A diary in which some days were answered otherwise than in Clue's sample.
fn otherwise(columns: u16, rows: u16) -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let sites = ["low-back-left", "si-left", "belly-left"].map(Code::new);
    let days = [
        ("2025-01-05", "bleeding", Answer::Choice("light".into())),
        ("2025-01-05", "fatigue", Answer::Scale(4)),
        ("2025-01-05", "pain-sites", Answer::Many(sites.into())),
        ("2025-01-10", "pain", Answer::Scale(2)),
        ("2025-02-03", "bleeding", Answer::Choice("light".into())),
    ];
    let mut edits = vec![Edit::Profile(Box::new(profile))];
    edits.extend(days.map(|(date, item, answer)| Edit::Answer {
        target: Target::Day(date.parse().unwrap()),
        item: item.into(),
        answer: Some(answer),
    }));
    let summary = "kept".into();
    diary.perform(&Act { summary, edits }).unwrap();
    Sitting::on(diary, folder, columns, rows).thinking()
}

fn diary(sitting: &Sitting) -> Repository {
    Repository::open_read_only(&sitting.folder.path().join("diary.db")).unwrap()
}

/// Everything that a diary holds and what was done to it.
fn held(sitting: &Sitting) -> (String, usize) {
    let diary = diary(sitting);
    let all = diary.read(DateRange::ALL).unwrap();
    (format!("{all:?}"), diary.history(99).unwrap().len())
}

fn answer(sitting: &Sitting, date: &str, item: &str) -> String {
    let day = diary(sitting).day(date.parse().unwrap()).unwrap();
    day.answer(&item.into()).unwrap().word()
}

#[test]
fn what_a_file_would_bring_is_shown_at_every_size() {
    for (columns, rows) in [(80, 24), (100, 30), (200, 60), (40, 12)] {
        let mut sitting = otherwise(columns, rows);
        sitting.look(&sample("clue_measurements_all.json"));
        insta::assert_snapshot!(format!("import-{columns}x{rows}"), sitting.screen());
    }
}

#[test]
fn what_the_file_says_is_taken_where_it_is_chosen_and_one_undo_takes_all_back() {
    let mut sitting = otherwise(80, 40);
    let before = held(&sitting);
    sitting.look(&sample("clue_measurements_all.json"));
    sitting.click("Worst today");
    sitting.click("5 Jan 2025   Bleeding");
    sitting.keys("a a");
    insta::assert_snapshot!("import-chosen-80x40", sitting.screen());
    // Nothing is done by looking and choosing.
    assert_eq!(held(&sitting), before);
    sitting.keys("Enter");
    let screen = sitting.screen();
    assert!(
        screen.contains("import from Clue") && screen.contains("u takes it back"),
        "{screen}"
    );
    assert_eq!(answer(&sitting, "2025-01-10", "pain"), "0");
    assert_eq!(answer(&sitting, "2025-01-05", "bleeding"), "light");
    assert_eq!(answer(&sitting, "2025-02-03", "bleeding"), "light");
    assert_eq!(answer(&sitting, "2025-01-05", "fatigue"), "4");
    sitting.keys("F2 u");
    assert_eq!(held(&sitting).0, before.0);
    // All of it, and then there is nothing more.
    sitting.keys("g + G A Enter");
    assert_eq!(answer(&sitting, "2025-01-05", "fatigue"), "8");
    sitting.keys("F2 g + Enter");
    let screen = sitting.screen();
    assert!(screen.contains("Nothing of it is new"), "{screen}");
}

#[test]
fn a_file_that_is_left_leaves_no_trace() {
    let mut sitting = otherwise(80, 24);
    let before = held(&sitting);
    sitting.look(&sample("clue_measurements_all.json"));
    sitting.keys("A Esc");
    assert!(!sitting.screen().contains("Import"), "{}", sitting.screen());
    assert_eq!(held(&sitting), before);
}

#[test]
fn why_a_file_is_not_read_is_said_with_what_to_do() {
    let mut sitting = otherwise(80, 24);
    let before = held(&sitting);
    let folder = sitting.folder.path().to_owned();
    fs::write(folder.join("rubbish"), "rubbish\n").unwrap();
    for (file, told, hint) in [
        (
            sample("flo_export.txt"),
            "the text that Flo sends",
            "machine-readable file",
        ),
        (
            folder.join("rubbish"),
            "no file that twinge knows",
            "import --help",
        ),
        (folder.join("nothing"), "No such file", ""),
        (folder.clone(), "is a page of a journal", "export --journal"),
    ] {
        sitting.look(&file);
        let words = sitting.words();
        assert!(words.contains(told) && words.contains(hint), "{words}");
        // There is nothing to do with it but to leave it.
        sitting.keys("Enter A Space Esc");
        assert!(!sitting.words().contains(told));
    }
    assert_eq!(held(&sitting), before);
}

#[test]
fn words_in_a_file_cannot_steer_the_screen_at_any_size() {
    let mut sitting = otherwise(100, 30);
    let evil = r"\u001b]0;owned\u0007\u001b[2J\u202eevil\u0000\n\tends";
    let days = (1..40).map(|day| {
        let date = twinge::diary::DateRange::ending(crate::sitting::today(), day).first;
        format!(r#"{{"date": "{date}", "kind": "day", "answers": {{"note": "{evil}", "pain": {}, "{evil}": 1}}}}"#, day % 11)
    });
    let days: Vec<String> = days.collect();
    let file = format!(
        r#"{{"format": "twinge", "version": 1, "entries": [{}]}}"#,
        days.join(",\n")
    );
    let path = sitting.folder.path().join("\u{1b}[31mevil\n.json");
    fs::write(&path, &file).unwrap();
    sitting.look(&path).keys("Enter");
    fs::write(&path, file.replace("evil", "EVIL")).unwrap();
    sitting.keys("g +");
    for (columns, rows) in [(100, 30), (80, 24), (40, 12), (24, 6), (1, 1), (300, 100)] {
        sitting.resize(columns, rows);
        for keys in ["g g", "PageDown", "Space", "PageDown", "A", "G"] {
            sitting.keys(keys);
            let (screen, _) = sitting.draw();
            for cell in screen.content() {
                let symbol = cell.symbol();
                assert!(
                    !symbol.contains(|c: char| c.is_control() || c == '\u{202e}'),
                    "{symbol:?}"
                );
            }
            assert!(
                columns < 80 || text(&screen).contains("EVIL"),
                "{}",
                text(&screen)
            );
        }
    }
}

/// A table of somebody's own, with what is in doubt: which of the numbers is the day, and some names.
const OWN: &str = "\
Date,Pain level,Sleep (h),Mood,Temp,Ached where,Steps,Notes
03/04/2025,4,\"7,5\",good,\"36,45\",low back,5400,long day at the desk
04/04/2025,2,\"8\",tired,\"36,50\",hip,8000,
05/04/2025,6,\"6,5\",sad,\"36,72\",low back,1200,\"rain, all day\"
";

fn table(sitting: &mut Sitting, text: &str) -> PathBuf {
    let path = sitting.folder.path().join("My diary.csv");
    fs::write(&path, text).unwrap();
    sitting.look(&path);
    path
}

fn rules(sitting: &Sitting) -> Vec<PathBuf> {
    let files = fs::read_dir(sitting.folder.path()).unwrap();
    let files = files.map(|file| file.unwrap().path());
    files
        .filter(|file| file.extension().is_some_and(|end| end == "toml"))
        .collect()
}

#[test]
fn a_table_that_no_rules_know_is_shown_with_what_is_in_doubt_at_every_size() {
    for (columns, rows) in [(80, 24), (100, 30), (200, 60), (40, 12)] {
        let mut sitting = otherwise(columns, rows);
        table(&mut sitting, OWN);
        insta::assert_snapshot!(format!("table-{columns}x{rows}"), sitting.screen());
        sitting.keys("Space j j");
        insta::assert_snapshot!(format!("table-told-{columns}x{rows}"), sitting.screen());
    }
}

#[test]
fn a_table_is_read_as_it_was_looked_over_and_known_the_next_time() {
    let mut sitting = otherwise(80, 24);
    let before = held(&sitting);
    let path = table(&mut sitting, OWN);
    // Which of the numbers is the day is never guessed.
    sitting.keys("Enter");
    assert!(
        sitting.screen().contains("First answer"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Space Space");
    assert!(
        sitting.screen().contains("4 March 2025"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Space");
    // What hurt is where it hurt, and steps are no exercise.
    sitting.keys("G k x k / \"where\" Enter");
    insta::assert_snapshot!("table-given-80x24", sitting.screen());
    assert_eq!((held(&sitting), rules(&sitting)), (before.clone(), vec![]));
    // Back from what it would bring, and on again.
    sitting.keys("Enter Esc Enter");
    assert!(
        sitting.screen().contains("facts read"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Enter");
    assert!(
        sitting.screen().contains("u takes it back"),
        "{}",
        sitting.screen()
    );
    assert_eq!(answer(&sitting, "2025-04-03", "pain"), "4");
    assert_eq!(answer(&sitting, "2025-04-05", "sleep-hours"), "6.5");
    let kept = rules(&sitting);
    assert_eq!(kept.len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&kept[0]).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // A later file of the same columns is known.
    fs::write(&path, OWN.replace("05/04", "25/04")).unwrap();
    sitting.keys("F2 g +");
    assert!(
        sitting.screen().contains("facts read"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Esc F2 u");
    assert_eq!(held(&sitting).0, before.0);
}

#[test]
fn a_list_of_what_happened_and_a_table_of_names_are_read_as_such() {
    let mut sitting = otherwise(80, 24);
    let file =
        "Day,Symptom,Score\n2025-03-01,Cramps,4\n2025-03-02,Fatigue,6\n2025-03-02,Cramps,1\n";
    table(&mut sitting, file);
    let screen = sitting.screen();
    assert!(screen.contains("one thing of a day"), "{screen}");
    sitting.keys("g g Space Enter Enter");
    assert_eq!(answer(&sitting, "2025-03-02", "fatigue"), "6");
}

#[test]
fn what_a_row_is_is_asked_where_it_may_be_an_attack() {
    let mut sitting = otherwise(80, 24);
    table(&mut sitting, "Date,Pain\n2025-03-01,7\n2025-03-19,5\n");
    let screen = sitting.screen();
    assert!(screen.contains("a day, or an attack?"), "{screen}");
    sitting.keys("Enter");
    assert!(
        sitting.screen().contains("First answer"),
        "{}",
        sitting.screen()
    );
    sitting.keys("Space Enter Enter");
    assert_eq!(answer(&sitting, "2025-03-19", "pain"), "5");
}

#[test]
fn words_in_a_table_cannot_steer_the_screen_at_any_size() {
    let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}evil";
    let mut sitting = otherwise(100, 30);
    let rows: String = (1..30)
        .map(|day| format!("2025-03-{day:02},{evil}{day},4\n"))
        .collect();
    table(&mut sitting, &format!("Date,{evil},Pain {evil}\n{rows}"));
    for (columns, rows) in [(100, 30), (80, 24), (40, 12), (24, 6), (1, 1), (300, 100)] {
        sitting.resize(columns, rows);
        for keys in ["g g", "j", "j", "Space", "Esc", "G", "/", "Esc"] {
            sitting.keys(keys);
            let (screen, _) = sitting.draw();
            for cell in screen.content() {
                let symbol = cell.symbol();
                let steers = |c: char| c.is_control() || c == '\u{202e}';
                assert!(!symbol.contains(steers), "{symbol:?}");
            }
            assert!(
                columns < 80 || text(&screen).contains("evil"),
                "{}",
                text(&screen)
            );
        }
    }
}

#[test]
fn without_a_file_it_is_said_how_one_is_imported() {
    let mut sitting = otherwise(80, 24);
    sitting.keys("g +");
    insta::assert_snapshot!("import-how-80x24", sitting.screen());
    sitting.keys("Esc");
}

#[cfg(target_os = "linux")]
mod in_a_terminal {
    use super::*;
    use crate::locked::{TODAY, home, note};
    use crate::pty::Terminal;

    fn look(home: &Path, file: &Path, environment: &[(&str, &str)]) -> Terminal {
        let diary = home.join("diary.db");
        let (diary, file) = (diary.to_str().unwrap(), file.to_str().unwrap());
        let arguments = ["--diary", diary, "import", "--look", file];
        Terminal::start_in(home, TODAY, &arguments, 80, 24, environment)
    }

    #[test]
    fn of_a_file_that_is_cut_off_what_is_whole_is_shown_and_added_where_it_is_asked_for() {
        let home = home(None);
        let text = fs::read_to_string(sample("apple_export.xml")).unwrap();
        let end = text.find("IntermenstrualBleeding").unwrap();
        let cut = home.path().join("cut.xml");
        fs::write(&cut, &text[..end]).unwrap();
        let mut terminal = look(home.path(), &cut, &[]);
        terminal.wait("--partial");
        terminal.keys("Esc q");
        assert_eq!(terminal.end(), 0);

        let diary = home.path().join("diary.db");
        let (diary, cut) = (diary.to_str().unwrap(), cut.to_str().unwrap());
        let arguments = ["--diary", diary, "import", "--look", "--partial", cut];
        let mut terminal = Terminal::start_in(home.path(), TODAY, &arguments, 80, 24, &[]);
        terminal.wait("the file is cut off after line");
        assert!(
            terminal.screen().contains("5 January 2025"),
            "{}",
            terminal.screen()
        );
        terminal.keys("Enter");
        terminal.wait("takes it back");
        terminal.keys("q");
        assert_eq!(terminal.end(), 0);
        let diary = Repository::open(Path::new(diary)).unwrap();
        let day = diary.day("2025-01-05".parse().unwrap()).unwrap();
        assert!(!day.entries.is_empty());
        // No rules were written, and no folder for them.
        assert!(!home.path().join(".config/twinge/imports").exists());
    }

    #[cfg(feature = "encryption")]
    #[test]
    fn another_diary_is_asked_for_its_passphrase_and_never_written_to() {
        let home = home(None);
        let other = crate::locked::home(Some("of the other"));
        let file = other.path().join("diary.db");
        let bytes = fs::read(&file).unwrap();
        let mut terminal = look(home.path(), &file, &[]);
        terminal.wait("Passphrase of the other diary:");
        terminal.keys(r#""wrong" Enter"#);
        terminal.wait("That is not the passphrase");
        terminal.keys(r#""of the other" Enter"#);
        terminal.wait("There already");
        terminal.keys("Esc q");
        assert_eq!(terminal.end(), 0);
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }

    #[test]
    fn a_zip_is_opened_looked_at_imported_and_taken_back() {
        let home = home(None);
        let zip = sample("clue_export_password_is_twinge.zip");
        let mut terminal = look(home.path(), &zip, &[("NO_COLOR", "1")]);
        terminal.wait("Password of the zip:");
        terminal.keys(r#""wrong" Enter"#);
        terminal.wait("not the password of the zip");
        assert!(!terminal.screen().contains("wrong"));
        terminal.keys(r#""twinge" Enter"#);
        terminal.wait("facts read");
        terminal.look_at(100, 30);
        terminal.resize(100, 30);
        terminal.wait("New");
        terminal.keys("Enter");
        terminal.wait("takes it back");
        terminal.keys("F2 u");
        terminal.wait("undone: import from Clue");
        // Without its password a zip is left.
        terminal.keys("g +");
        terminal.wait("Password of the zip:");
        terminal.keys("Esc");
        terminal.wait_gone("Password");
        terminal.keys("q");
        assert_eq!(terminal.end(), 0);
        assert_eq!(note(home.path(), None), crate::locked::NOTE);
    }

    #[test]
    fn a_lock_leaves_the_file_and_shows_nothing_of_it() {
        let home = home(Some("open sesame"));
        let file = sample("clue_measurements_all.json");
        let mut terminal = look(home.path(), &file, &[]);
        terminal.wait("Passphrase:");
        terminal.keys(r#""open sesame" Enter"#);
        terminal.wait("facts read");
        terminal.signal("USR1");
        terminal.wait("untitled");
        terminal.keys("Enter");
        terminal.wait("Passphrase:");
        terminal.keys(r#""open sesame" Enter"#);
        terminal.wait("March 2026");
        assert!(!terminal.screen().contains("facts read"));
        terminal.keys("F2 g +");
        terminal.wait("facts read");
        terminal.keys("Esc q");
        assert_eq!(terminal.end(), 0);
    }

    #[test]
    fn a_file_that_is_not_there_fills_no_screen() {
        let home = home(None);
        let terminal = look(home.path(), Path::new("/nowhere"), &[]);
        terminal.wait("there is no");
        assert!(!terminal.is_full_screen());
        assert_eq!(terminal.end(), 1);
    }
}
