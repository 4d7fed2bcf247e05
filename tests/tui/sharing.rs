//! A diary that two computers share, typed at in turn, through one folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crossterm::event::KeyCode;
use tempfile::TempDir;
use twinge::diary::{Act, Answer, Edit, Profile, Target};
use twinge::repository::{Passphrase, Repository};
use twinge::sharing::{self, Invitation, Progress};
use twinge::tui::message::{Do, Message};
use twinge::tui::worker::{JoinNews, Outcome, Shared};

use crate::every_key::{diary, reached};
use crate::locked::{TODAY, words};
use crate::pty::Terminal;
use crate::sitting::Sitting;
use twinge::keymap::Context;

/// Joins, or begins, under a name.
pub(crate) fn join(diary: &mut Repository, folder: &Path, name: &str) {
    let passphrase = Passphrase::new(b"sesame".to_vec()).unwrap();
    let invitation = Invitation {
        folder,
        name,
        passphrase: &passphrase,
        read_me: "",
        together: true,
    };
    sharing::join(diary, &invitation).unwrap();
}

/// Answers how bad it was on a day of March.
fn pain(diary: &mut Repository, day: u32, pain: u8) {
    let edit = Edit::Answer {
        target: Target::Day(format!("2026-03-{day:02}").parse().unwrap()),
        item: "pain".into(),
        answer: Some(Answer::Scale(pain)),
    };
    diary.perform(&Act::one("pain", edit)).unwrap();
}

/// Shares a diary with another computer that says something else of two days.
pub(crate) fn in_doubt(diary: &mut Repository, folder: &Path) {
    let there = tempfile::tempdir().unwrap();
    let mut other = Repository::open(&there.path().join("diary.db")).unwrap();
    join(diary, folder, "laptop");
    join(&mut other, folder, "desktop");
    for day in [12, 17] {
        pain(&mut other, day, 9);
        // In one moment both, the number of the computer would decide.
        std::thread::sleep(Duration::from_millis(5));
        pain(diary, day, 8);
    }
    sharing::now(&mut other, folder).unwrap();
    sharing::now(diary, folder).unwrap();
}

/// The folder between the computers, beside the diaries.
pub(crate) fn between(diaries: &Path) -> PathBuf {
    let folder = diaries.join("between");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Has the settings name the folder.
pub(crate) fn through(sitting: &mut Sitting, folder: &Path) {
    let config = &mut sitting.session.model.config;
    config.share_folder = folder.to_owned().try_into().unwrap();
}

/// Takes in how it stands, as the thread beside the keys tells it.
pub(crate) fn look(sitting: &mut Sitting, folder: &Path) {
    let diary = sitting.session.repository().unwrap();
    let status = sharing::status(diary, folder).unwrap();
    let conflicts = sharing::conflicts(diary).unwrap();
    let shared = Box::new(Shared { status, conflicts });
    let told = Message::Outcome(Outcome::Shared(shared));
    sitting.session.handle(told);
}

#[test]
fn who_shares_and_what_differs_is_seen_at_every_size() {
    let folder = tempfile::tempdir().unwrap();
    diary(folder.path());
    for (columns, rows) in [(80, 24), (100, 30)] {
        let size = Some((columns, rows));
        let sitting = reached(Context::Sharing, "g n", folder.path(), size);
        let screen = crate::screens::timeless(&sitting.screen());
        insta::assert_snapshot!(format!("shared-{columns}x{rows}"), screen);
    }
}

#[test]
fn a_conflict_is_settled_by_a_key_and_taken_back_by_another() {
    let folder = tempfile::tempdir().unwrap();
    diary(folder.path());
    let mut sitting = reached(Context::Sharing, "g n", folder.path(), None);
    let pain = |sitting: &Sitting, day: u32| {
        let date = format!("2026-03-{day:02}").parse().unwrap();
        let diary = sitting.session.repository().unwrap();
        diary.day(date).unwrap().answer(&"pain".into()).cloned()
    };
    // The later of two stands: here it was said last.
    assert_eq!(pain(&sitting, 12), Some(Answer::Scale(8)));
    sitting.keys("Enter");
    assert_eq!(pain(&sitting, 12), Some(Answer::Scale(9)));
    sitting.keys("u");
    assert_eq!(pain(&sitting, 12), Some(Answer::Scale(8)));
    sitting.keys("j Space");
    assert_eq!(pain(&sitting, 17), Some(Answer::Scale(8)));
    let diary = sitting.session.repository().unwrap();
    let left = sharing::conflicts(diary).unwrap();
    let left: Vec<_> = left.iter().filter_map(|of| of.date).collect();
    assert!(!left.contains(&"2026-03-17".parse().unwrap()), "{left:?}");
}

/// A home whose diary is shared through a folder.
fn home(name: &str, folder: &Path) -> TempDir {
    let home = crate::locked::home(None);
    let mut diary = Repository::open(&home.path().join("diary.db")).unwrap();
    join(&mut diary, folder, name);
    std::fs::create_dir_all(home.path().join(".config/twinge")).unwrap();
    let setting = format!("share-folder = {:?}\n", folder.to_str().unwrap());
    std::fs::write(home.path().join(".config/twinge/config.toml"), setting).unwrap();
    home
}

fn start(home: &TempDir) -> Terminal {
    let diary = home.path().join("diary.db");
    let arguments = ["--diary", diary.to_str().unwrap()];
    Terminal::start(home.path(), TODAY, &arguments, 80, 24)
}

#[test]
fn what_one_computer_writes_comes_to_the_other_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (laptop, desktop) = (
        home("laptop", folder.path()),
        home("desktop", folder.path()),
    );
    let mut there = start(&desktop);
    there.wait("March 2026");
    let mut here = start(&laptop);
    here.wait("March 2026");
    here.keys("p 7");
    here.wait("saved");
    // On leaving it goes round; what came wakes the other, without a key.
    here.keys("F2 q");
    assert_eq!(here.end(), 0);
    there.wait("from laptop: 1 answer on 1 day");
    there.wait("[7]");

    // Both answer before they hear of each other.
    let mut here = start(&laptop);
    here.wait("[7]");
    there.keys("p 2");
    there.wait("saved");
    here.keys("p 5");
    here.wait("saved");
    here.keys("g n");
    here.wait("desktop");
    here.keys("r");
    there.keys("g n");
    there.wait("laptop");
    there.keys("r");
    there.wait("2 on desktop");
    here.wait("2 on desktop");
    here.keys("Enter");
    here.wait("No answers differ.");
    there.wait("No answers differ.");
    there.keys("Esc");
    there.wait("[2]");
    for mut terminal in [here, there] {
        terminal.keys("Esc F2 q");
        assert_eq!(terminal.end(), 0);
    }
}

/// How often the threads of a process gave the processor back, as they do to wait.
fn waits(process: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let waits = tasks.map(|task| {
        let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
        let mut lines = status.lines();
        let line = lines.find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.unwrap().trim().parse::<u64>().unwrap()
    });
    waits.sum()
}

#[test]
fn a_program_that_shares_sleeps_while_nothing_comes() {
    let folder = tempfile::tempdir().unwrap();
    let (laptop, desktop) = (
        home("laptop", folder.path()),
        home("desktop", folder.path()),
    );
    let mut terminal = start(&desktop);
    terminal.wait("March 2026");
    terminal.keys("g n");
    terminal.wait("laptop");
    terminal.settled();
    let asleep = || {
        let before = waits(terminal.process());
        std::thread::sleep(std::time::Duration::from_secs(3));
        waits(terminal.process()) == before
    };
    // What was begun when the screen was drawn may still be at work.
    assert!((0..5).any(|_| asleep()), "it wakes though nothing came");
    let mut other = Repository::open(&laptop.path().join("diary.db")).unwrap();
    pain(&mut other, 17, 6);
    sharing::now(&mut other, folder.path()).unwrap();
    terminal.wait("from laptop: 1 answer on 1 day");
    terminal.keys("Esc F2 q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_locked_diary_goes_round_once_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let home = home("laptop", folder.path());
    twinge::safekeeping::convert(
        &home.path().join("diary.db"),
        None,
        Some(&words("open sesame")),
    )
    .unwrap();
    let there = tempfile::tempdir().unwrap();
    let mut other = Repository::open(&there.path().join("diary.db")).unwrap();
    join(&mut other, folder.path(), "desktop");
    let mut terminal = start(&home);
    terminal.keys(r#""open sesame" Enter"#);
    terminal.wait("March 2026");
    terminal.keys("p 4");
    terminal.wait("saved");
    terminal.signal("USR1");
    terminal.wait("untitled");
    // It went out when the diary was locked.
    terminal.wait_until("it comes to the other", |_| {
        let round = sharing::now(&mut Repository::open(other.path()).unwrap(), folder.path());
        round.is_ok_and(|round| round.arrival.answers() > 0)
    });
    pain(&mut other, 16, 5);
    sharing::now(&mut other, folder.path()).unwrap();
    terminal.keys("Enter");
    terminal.wait("Passphrase:");
    terminal.keys(r#""open sesame" Enter"#);
    terminal.wait("from desktop: 1 answer on 1 day");
    terminal.keys("Esc F2 q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn what_was_changed_goes_out_before_a_signal_ends_it() {
    for (signal, keys, sees) in [
        ("TERM", "", "saved"),
        ("HUP", "", "saved"),
        // Also while a passphrase is asked for.
        ("TERM", "g k", "If you forget it, nobody"),
        ("HUP", "g k", "If you forget it, nobody"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let home = home("laptop", folder.path());
        let there = tempfile::tempdir().unwrap();
        let mut other = Repository::open(&there.path().join("diary.db")).unwrap();
        join(&mut other, folder.path(), "desktop");
        let mut terminal = start(&home);
        terminal.wait("March 2026");
        terminal.settled();
        terminal.keys("p 4");
        terminal.wait("saved");
        terminal.keys(keys);
        terminal.wait(sees);
        terminal.signal(signal);
        assert_ne!(terminal.end(), 0, "{signal}");
        let round = sharing::now(&mut other, folder.path()).unwrap();
        assert_eq!(round.arrival.answers(), 1, "{signal} {keys}");
    }
}

/// Looks at a folder that others share through, as if the program had been started with it.
pub(crate) fn look_at(sitting: &mut Sitting, folder: &Path) {
    let mut diary = Repository::open(&sitting.folder.path().join("diary.db")).unwrap();
    let passphrase = words("sesame");
    let invitation = Invitation {
        folder,
        name: "tablet",
        passphrase: &passphrase,
        read_me: "",
        together: false,
    };
    let plan = sharing::plan(&mut diary, &invitation).unwrap();
    let looked = Message::Join("/home/ada/Sync".into(), Box::new(plan));
    sitting.session.handle(looked);
}

#[test]
fn what_joining_would_do_is_shown_at_every_size() {
    let (folder, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    diary(folder.path());
    let between = between(folder.path());
    let mut other = Repository::open(&there.path().join("diary.db")).unwrap();
    join(&mut other, &between, "laptop");
    for (day, score) in [(1, 5), (12, 9), (18, 2)] {
        pain(&mut other, day, score);
    }
    sharing::now(&mut other, &between).unwrap();
    for (columns, rows) in [(80, 24), (100, 30), (200, 60), (40, 12)] {
        let here = tempfile::tempdir().unwrap();
        let path = here.path().join("diary.db");
        std::fs::copy(folder.path().join("lived.db"), &path).unwrap();
        let mut sitting = Sitting::on(Repository::open(&path).unwrap(), here, columns, rows);
        look_at(&mut sitting, &between);
        insta::assert_snapshot!(format!("joining-{columns}x{rows}"), sitting.screen());
    }
}

#[test]
fn how_far_joining_is_is_seen_and_that_it_can_be_called_off() {
    let (folder, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut other = Repository::open(&there.path().join("diary.db")).unwrap();
    join(&mut other, folder.path(), "laptop");
    let mut sitting = Sitting::new(80, 24);
    look_at(&mut sitting, folder.path());
    sitting.keys("Enter");
    for (percent, stands, name) in [(41, false, "joining-now"), (70, true, "joining-late")] {
        let far = JoinNews::Progress(Progress { percent, stands });
        let told = Message::Outcome(Outcome::Join(far));
        sitting.session.handle(told);
        insta::assert_snapshot!(name, sitting.screen());
    }
    let effects = sitting.session.key(KeyCode::Esc.into(), sitting.now);
    assert_eq!(effects, [Do::PassOver]);
    assert!(sitting.session.model.layers.is_empty());
}

#[test]
fn a_diary_joins_once_the_person_has_seen_what_would_come_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let laptop = home("laptop", folder.path());
    let mut there = Repository::open(&laptop.path().join("diary.db")).unwrap();
    pain(&mut there, 12, 9);
    sharing::now(&mut there, folder.path()).unwrap();
    let computers = || {
        std::fs::read_dir(folder.path().join("twinge/g1"))
            .unwrap()
            .count()
    };

    let desktop = crate::locked::home(None);
    let path = desktop.path().join("diary.db");
    let diary = || Repository::open(&path).unwrap();
    pain(&mut diary(), 14, 2);
    let (file, shared) = (path.to_str().unwrap(), folder.path().to_str().unwrap());
    let arguments = [
        "--diary", file, "share", shared, "--name", "desktop", "--look",
    ];
    let start = || {
        let mut terminal = Terminal::start(desktop.path(), TODAY, &arguments, 80, 24);
        terminal.wait("Passphrase of sharing");
        terminal.keys(r#""sesame" Enter"#);
        terminal.wait("Would come");
        terminal
    };
    let mut terminal = start();
    terminal.keys("Esc");
    terminal.wait("March 2026");
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
    assert_eq!((sharing::me(&diary()).unwrap(), computers()), (None, 1));

    // Called off while it waits for another program that is writing.
    let mut terminal = start();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    terminal.keys("Enter");
    terminal.wait("Esc calls it off");
    terminal.keys("Esc");
    terminal.wait("March 2026");
    drop(other);
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
    assert_eq!((sharing::me(&diary()).unwrap(), computers()), (None, 1));

    let mut terminal = start();
    terminal.keys("Enter");
    terminal.wait("joined; from laptop: 1 answer on 1 day");
    // It goes round by itself from then on.
    terminal.keys("p 4");
    terminal.wait("saved");
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
    let round = sharing::now(&mut there, folder.path()).unwrap();
    let days: Vec<String> = round.arrival.days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2026-03-14", "2026-03-17"]);
}

#[test]
fn a_person_who_is_known_on_another_computer_is_not_asked_the_first_questions() {
    let mut sitting = Sitting::first(80, 24);
    assert_eq!(sitting.session.model.contexts()[0], Context::Welcome);
    let file = sitting.folder.path().join("diary.db");
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let act = Act::one("told there", Edit::Profile(Box::new(profile)));
    Repository::open(&file).unwrap().perform(&act).unwrap();
    sitting.keys("F2");
    assert!(sitting.session.model.layers.is_empty());
}

#[test]
fn a_shared_diary_says_that_the_settings_name_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    let home = home("laptop", folder.path());
    std::fs::remove_file(home.path().join(".config/twinge/config.toml")).unwrap();
    let mut terminal = start(&home);
    terminal.wait("March 2026");
    terminal.settled();
    terminal.keys("g n");
    terminal.wait("here as laptop, but the settings");
    terminal.wait("twinge share FOLDER");
}

#[test]
fn a_folder_that_is_away_is_told_once_and_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let home = home("laptop", folder.path());
    let away = folder.path().with_extension("away");
    std::fs::rename(folder.path(), &away).unwrap();
    let mut terminal = start(&home);
    terminal.wait("March 2026");
    terminal.wait("is not there");
    terminal.keys("p 4");
    terminal.wait("saved");
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
    std::fs::rename(&away, folder.path()).unwrap();
    let mut diary = Repository::open(&home.path().join("diary.db")).unwrap();
    assert_eq!(sharing::now(&mut diary, folder.path()).unwrap().written, 1);
}

#[test]
fn lines_in_the_inbox_of_the_folder_are_read_when_they_come() {
    let folder = tempfile::tempdir().unwrap();
    let home = home("laptop", folder.path());
    let inbox = folder.path().join("twinge/inbox");
    std::fs::create_dir(&inbox).unwrap();
    let mut terminal = start(&home);
    terminal.wait("March 2026");
    terminal.keys("g n");
    terminal.wait("laptop");
    terminal.keys("Esc");
    std::fs::write(inbox.join("2026-03-17.md"), "pain=6\nMilk\n").unwrap();
    terminal.wait("1 new line in the inbox");
    terminal.wait("[6]");
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
}
