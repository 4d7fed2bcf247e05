//! A computer that is killed in the midst of an exchange, or whose disk is full: nothing that was told
//! of is lost, and the next round goes on.
//!
//! The storm is this test program run again as a child, which tells of each round on its standard
//! output once it is done.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::Days;
use tempfile::TempDir;
use twinge::diary::{Act, Answer, DateRange, Diary, Edit, ItemId, Target};
use twinge::repository::{Repository, RepositoryError};
use twinge::safekeeping;
use twinge::sharing::{self, SharingError};
use twinge::words::errors;

use crate::support::{Computer, Shared, date, words};

/// Names the diary to the child.
const DIARY: &str = "TWINGE_TEST_SHARING_DIARY";
/// Names the folder to the child.
const FOLDER: &str = "TWINGE_TEST_SHARING_FOLDER";
/// Tells the child the number of its first act.
const FIRST: &str = "TWINGE_TEST_SHARING_FIRST";
/// Tells the child to write nothing of its own.
const ONCE: &str = "TWINGE_TEST_SHARING_ONCE";

/// How often the child is killed: `TWINGE_TEST_KILLS=500` for more.
fn kills() -> u64 {
    let asked = std::env::var("TWINGE_TEST_KILLS").ok();
    asked.map_or(60, |asked| asked.parse().unwrap())
}

/// The answers of so many days, over several months.
fn act(number: u64, score: u8) -> Act {
    let answer = |item: &str, answer| Edit::Answer {
        target: Target::Day(date(1) + Days::new(number % 150)),
        item: ItemId::new(item),
        answer: Some(answer),
    };
    Act {
        summary: format!("act {number}").into(),
        edits: vec![
            answer("pain", Answer::Scale(score)),
            answer("note", Answer::Text(format!("act {number}"))),
        ],
    }
}

#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    Diary(#[from] RepositoryError),
    #[error(transparent)]
    Sharing(#[from] SharingError),
}

/// What the child does; nothing when the test is run as a test.
#[test]
fn storm() {
    let (Some(diary), Some(folder)) = (std::env::var_os(DIARY), std::env::var_os(FOLDER)) else {
        return;
    };
    let first: u64 = std::env::var(FIRST).unwrap().parse().unwrap();
    let storm = || -> Result<(), Refused> {
        let mut diary = Repository::open(Path::new(&diary))?;
        for number in first.. {
            if std::env::var_os(ONCE).is_none() {
                diary.perform(&act(number, (number % 11) as u8))?;
            }
            let round = sharing::now(&mut diary, Path::new(&folder))?;
            if let Some(why) = round.unwritten {
                return Err(why.into());
            }
            println!("\ndone {number}");
        }
        Ok(())
    };
    match storm() {
        Err(Refused::Sharing(error)) => println!(
            "\nrefused {}; {}",
            errors::sharing(&error),
            errors::sharing_hint(&error).unwrap_or_default()
        ),
        Err(Refused::Diary(error)) => println!("\nrefused {}", errors::repository(&error)),
        Ok(()) => {}
    }
}

fn child(command: &mut Command, diary: &Path, shared: &Shared, first: u64) -> Child {
    command
        .args(["--exact", "killed::storm", "--nocapture"])
        .env(DIARY, diary)
        .env(FOLDER, shared.path())
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Reads what a child says until it ends. Calls `first` once it has told of a round.
fn told(child: &mut Child, first: impl FnOnce(&mut Child)) -> (Vec<u64>, String) {
    let mut pipe = BufReader::new(child.stdout.take().unwrap());
    let (mut out, mut first) = (String::new(), Some(first));
    while pipe.read_line(&mut out).unwrap() > 0 {
        if out.contains("\ndone ")
            && out.ends_with('\n')
            && let Some(first) = first.take()
        {
            first(child);
        }
    }
    child.wait().unwrap();
    let whole = out.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let done = whole.lines().filter_map(|line| line.strip_prefix("done "));
    (done.map(|n| n.parse().unwrap()).collect(), out)
}

/// A computer whose program is killed, and one that looks on.
struct Tried {
    shared: Shared,
    _place: TempDir,
    file: PathBuf,
    other: Computer,
    /// The first act that was not told of.
    next: u64,
}

impl Tried {
    fn new() -> Self {
        let shared = Shared::new();
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("diary.db");
        let mut killed = Computer::new("killed");
        killed.diary = Repository::open(&file).unwrap();
        killed
            .join_with(&shared, &words("open sesame"), false)
            .unwrap();
        let other = Computer::in_folder("other", &shared);
        Self {
            shared,
            _place: place,
            file,
            other,
            next: 0,
        }
    }

    /// Looks for every act that was told of, here and at the other computer. Hands back how many more
    /// there are: the last may have been done and not told of.
    fn look(&mut self) -> u64 {
        // What was told of has been given to the other, whatever became of the program since.
        let round = self.other.now(&self.shared);
        assert_eq!(round.skipped, []);
        has_all(&self.other.read(), self.next, self.next + 1);

        let mut diary = Repository::open(&self.file).unwrap();
        assert_eq!(safekeeping::check(&diary).unwrap().problems, []);
        let before = diary.read(DateRange::ALL).unwrap();
        let done = has_all(&before, self.next, self.next + 1);
        // It goes on as if nothing had been.
        let round = sharing::now(&mut diary, self.shared.path()).unwrap();
        assert_eq!((round.skipped, round.arrival.answers()), (vec![], 0));
        assert!(round.unwritten.is_none());
        let left = self
            .shared
            .files()
            .into_iter()
            .filter(|file| file.ends_with(".part"));
        assert_eq!(
            left.collect::<Vec<_>>(),
            [""; 0],
            "half made files are gone"
        );
        self.other.now(&self.shared);
        let all = diary.read(DateRange::ALL).unwrap();
        assert_eq!(all, before);
        assert_eq!(all, self.other.read());
        std::mem::replace(&mut self.next, done).abs_diff(done)
    }
}

/// Asserts that a diary has the acts before `least`, and none from `most` on; hands back how many.
fn has_all(diary: &Diary, least: u64, most: u64) -> u64 {
    let has = |acts: u64| {
        let mut expected: BTreeMap<_, u64> = BTreeMap::new();
        expected.extend((0..acts).map(|number| (date(1) + Days::new(number % 150), number)));
        diary.len() == expected.len()
            && expected.iter().all(|(date, number)| {
                let note = Answer::Text(format!("act {number}"));
                diary.day(*date).unwrap().answer(&"note".into()) == Some(&note)
            })
    };
    (least..=most)
        .find(|acts| has(*acts))
        .unwrap_or_else(|| panic!("it has not {least} to {most} acts"))
}

#[test]
fn killed_at_any_moment_of_an_exchange_nothing_is_lost() {
    let random = RandomState::new();
    let this = std::env::current_exe().unwrap();
    let mut tried = Tried::new();
    let (mut rounds, mut more, mut half) = (0, 0, 0);
    for kill in 0..kills() {
        let mut storm = child(
            &mut Command::new(&this),
            &tried.file,
            &tried.shared,
            tried.next,
        );
        let (done, out) = told(&mut storm, |child| {
            std::thread::sleep(Duration::from_micros(random.hash_one(kill) % 40_000));
            child.kill().unwrap();
        });
        assert!(!out.contains("refused"), "{out}");
        let mut said = String::new();
        std::io::Read::read_to_string(storm.stderr.as_mut().unwrap(), &mut said).unwrap();
        assert_eq!(said, "", "nothing reaches the screen");
        rounds += done.len();
        let files = tried.shared.files();
        half += files.iter().filter(|file| file.ends_with(".part")).count();
        tried.next = done.last().map_or(tried.next, |last| last + 1);
        more += tried.look();
    }
    println!(
        "killed {} times, {half} of them in the midst of a file: {rounds} rounds told of and none \
         lost, {more} acts more found whole",
        kills()
    );
    // Where in a round it falls is up to chance: `each_write` sees to each place.
    assert!(rounds > 0);
}

#[test]
fn a_disk_that_is_full_is_told_of_and_the_old_file_stays() {
    let mut tried = Tried::new();
    let mut diary = Repository::open(&tried.file).unwrap();
    diary.perform(&act(0, 0)).unwrap();
    sharing::now(&mut diary, tried.shared.path()).unwrap();
    let files = tried.shared.files().into_iter();
    let file = { files }.find(|file| file.contains("/g1/")).unwrap();
    let file = tried.shared.path().join(file);
    let old = fs::read(&file).unwrap();
    // A part that is larger than what is left on the disk.
    let long = Answer::Text("all the long day ".repeat(20_000));
    let edit = Edit::Answer {
        target: Target::Day(date(2)),
        item: ItemId::new("note"),
        answer: Some(long),
    };
    let (summary, edits) = ("a long note".into(), vec![edit]);
    diary.perform(&Act { summary, edits }).unwrap();
    sharing::now(&mut diary, tried.shared.path()).unwrap();
    drop(diary);
    fs::write(&file, &old).unwrap();
    let limited = "trap '' XFSZ; ulimit -f 128; exec \"$0\" \"$@\"";
    let mut shell = Command::new("sh");
    shell
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap());
    shell.env(ONCE, "yes");
    let (done, out) = told(
        &mut child(&mut shell, &tried.file, &tried.shared, 0),
        |_| {},
    );
    assert_eq!(done, [0; 0]);
    assert!(out.contains("refused the disk of"), "{out}");
    assert!(out.contains("make room there"), "{out}");
    assert_eq!(fs::read(&file).unwrap(), old);
    // Once there is room, it goes on.
    let mut diary = Repository::open(&tried.file).unwrap();
    let round = sharing::now(&mut diary, tried.shared.path()).unwrap();
    assert_eq!((round.written, round.unwritten.is_none()), (1, true));
    tried.other.now(&tried.shared);
    assert_eq!(diary.read(DateRange::ALL).unwrap(), tried.other.read());
}
