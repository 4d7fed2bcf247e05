//! Nothing acknowledged is lost: a program is killed at any moment of a storm of edits, or runs into
//! a full disk.
//!
//! The storm is this test program run again as a child, which tells of each act on its standard
//! output once it is done.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::{Days, NaiveDate};
use tempfile::TempDir;
use twinge::diary::{Act, Answer, Answers, DateRange, Edit, ItemId, NewEntry, Summary, Target};
use twinge::repository::{OperationState, Passphrase, Repository, RepositoryError};
use twinge::safekeeping::{self, Retention};

/// Names the diary to the child.
const DIARY: &str = "TWINGE_TEST_STORM_DIARY";
/// Tells the child the number of its first act.
const FIRST: &str = "TWINGE_TEST_STORM_FIRST";

/// The storm comes round to a day again after so many acts.
const ROUND: u64 = 50;

fn date(number: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    first + Days::new(number % ROUND)
}

fn scale(number: u64) -> Answer {
    Answer::Scale(u8::try_from(number % 11).unwrap())
}

/// An act of several rows that belong together.
fn act(number: u64) -> Act {
    let note = Answer::Text(format!("act {number}"));
    let answer = |item: &str, answer| Edit::Answer {
        target: Target::Day(date(number)),
        item: ItemId::new(item),
        answer: Some(answer),
    };
    let relief = NewEntry {
        date: date(number),
        time: None,
        kind: "relief".into(),
        uid: Some(format!("act-{number}").into()),
        source: None,
        answers: Answers::from_iter([("relief-before".into(), scale(number))]),
    };
    Act {
        summary: format!("act {number}").into(),
        edits: vec![
            answer("pain", scale(number)),
            Edit::Add(relief),
            answer("note", note),
        ],
    }
}

/// A key that needs not be derived, which is quick.
fn key() -> Passphrase {
    Passphrase::of_key([0x5a; 32])
}

/// Opens a diary, whether it has the passphrase now or none.
fn open_either(diary: &Path) -> Result<Repository, RepositoryError> {
    let key = Repository::is_locked(diary).then(key);
    Repository::open_with(diary, key)
}

/// What the child does in the storm of conversions and copies; nothing when the test is run as a test.
#[test]
fn storm_of_conversions() {
    let (Some(diary), Ok(first)) = (std::env::var_os(DIARY), std::env::var(FIRST)) else {
        return;
    };
    let diary = Path::new(&diary);
    let kept = Retention {
        daily: 3,
        weekly: 0,
        monthly: 0,
    };
    let storm = || -> Result<(), RepositoryError> {
        for number in first.parse().unwrap().. {
            let mut repository = open_either(diary)?;
            repository.perform(&act(number))?;
            println!("\ndone {number}");
            if number % 8 == 0 {
                safekeeping::keep_backup(&repository, date(number), kept)?;
            }
            let locked = repository.is_encrypted();
            drop(repository);
            let (from, to) = if locked {
                (Some(key()), None)
            } else {
                (None, Some(key()))
            };
            safekeeping::convert(diary, from.as_ref(), to.as_ref())?;
        }
        Ok(())
    };
    if let Err(error) = storm() {
        println!(
            "\nrefused {error}; {}",
            twinge::words::errors::hint(&error).unwrap_or_default()
        );
    }
}

/// What the child does; nothing when the test is run as a test.
#[test]
fn storm() {
    let (Some(diary), Ok(first)) = (std::env::var_os(DIARY), std::env::var(FIRST)) else {
        return;
    };
    let storm = || -> Result<(), RepositoryError> {
        let mut repository = Repository::open(Path::new(&diary))?;
        for number in first.parse().unwrap().. {
            repository.perform(&act(number))?;
            println!("\nstands {number}");
            if number % 5 == 0 {
                repository.undo()?;
                println!("\nundone {number}");
                repository.redo()?;
            }
            println!("\ndone {number}");
        }
        Ok(())
    };
    if let Err(error) = storm() {
        println!(
            "\nrefused {error}; {}",
            twinge::words::errors::hint(&error).unwrap_or_default()
        );
    }
}

fn child(command: &mut Command, diary: &Path, first: u64) -> Child {
    child_of("storm", command, diary, first)
}

fn child_of(storm: &str, command: &mut Command, diary: &Path, first: u64) -> Child {
    command
        .args(["--exact", storm, "--nocapture"])
        .env(DIARY, diary)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads what a child says until it ends, and hands back the numbers of the acts it told of. Calls
/// `first` once it has told of one.
fn told(child: &mut Child, first: impl FnOnce(&mut Child)) -> (Vec<u64>, String) {
    let mut pipe = BufReader::new(child.stdout.take().unwrap());
    let (mut out, mut first) = (String::new(), Some(first));
    while pipe.read_line(&mut out).unwrap() > 0 {
        if out.ends_with('\n')
            && out.contains("\ndone ")
            && let Some(first) = first.take()
        {
            first(child);
        }
    }
    child.wait().unwrap();
    // A line that was cut off by the end is not an acknowledgement.
    let whole = out.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let done = whole.lines().filter_map(|line| line.strip_prefix("done "));
    (done.map(|n| n.parse().unwrap()).collect(), out)
}

/// A diary and what of it has been acknowledged.
struct Tried {
    _folder: TempDir,
    file: PathBuf,
    /// The first act that was not acknowledged.
    next: u64,
}

impl Tried {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("diary.db");
        Self {
            _folder: folder,
            file,
            next: 0,
        }
    }

    /// Opens the diary and looks for every act before `next`. Hands back how many more there are:
    /// the last may have been done but not told of.
    fn look(&mut self) -> u64 {
        let repository = open_either(&self.file).unwrap();
        assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
        let diary = repository.read(DateRange::ALL).unwrap();
        // The last act may have been undone and not yet redone; then it was not told of.
        let history = repository.history(usize::MAX).unwrap();
        let standing = history.iter().find(|o| o.state == OperationState::Done);
        let done = standing.map_or(0, |operation| {
            let Summary::Text(words) = &operation.summary else {
                panic!("{operation:?}");
            };
            words["act ".len()..].parse::<u64>().unwrap() + 1
        });
        assert!((self.next..=self.next + 1).contains(&done), "{done}");

        let mut expected: BTreeMap<NaiveDate, Vec<u64>> = BTreeMap::new();
        for number in 0..done {
            expected.entry(date(number)).or_default().push(number);
        }
        assert_eq!(diary.len(), expected.len());
        for (date, acts) in expected {
            let day = diary.day(date).unwrap();
            let last = *acts.last().unwrap();
            assert_eq!(day.answer(&"pain".into()), Some(&scale(last)));
            let note = Answer::Text(format!("act {last}"));
            assert_eq!(day.answer(&"note".into()), Some(&note));
            let mut names: Vec<String> = day.timed().map(|e| e.uid.to_string()).collect();
            let mut given: Vec<String> = acts.iter().map(|n| format!("act-{n}")).collect();
            names.sort();
            given.sort();
            assert_eq!(names, given);
        }
        let more = done - self.next;
        self.next = done;
        more
    }
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    const KILLS: u64 = 200;
    const DIARIES: u64 = 10;
    let random = RandomState::new();
    let this = std::env::current_exe().unwrap();
    let (mut acknowledged, mut more, mut early) = (0, 0, 0);
    for diary in 0..DIARIES {
        let mut tried = Tried::new();
        for kill in 0..KILLS / DIARIES {
            let mut storm = child(&mut Command::new(&this), &tried.file, tried.next);
            let kill_soon = |child: &mut Child| {
                let moment = random.hash_one((diary, kill)) % 20_000;
                std::thread::sleep(Duration::from_micros(moment));
                child.kill().unwrap();
            };
            // Half of them while the diary is made or opened, half in the midst of acts.
            let (done, out) = if kill % 2 == 0 {
                kill_soon(&mut storm);
                told(&mut storm, |_| {})
            } else {
                told(&mut storm, kill_soon)
            };
            assert!(!out.contains("refused"), "{out}");
            early += u64::from(done.is_empty());
            acknowledged += done.len();
            tried.next = done.last().map_or(tried.next, |last| last + 1);
            more += tried.look();
        }
    }
    println!(
        "killed {KILLS} times, {early} of them before the first act: \
         {acknowledged} acts acknowledged and none lost, {more} more found whole"
    );
    assert!(acknowledged > 0);
}

#[cfg(feature = "encryption")]
#[test]
fn killed_while_the_passphrase_changes_the_diary_is_whole_and_nothing_plain_is_left() {
    const KILLS: u64 = 100;
    const DIARIES: u64 = 4;
    let random = RandomState::new();
    let this = std::env::current_exe().unwrap();
    let (mut acknowledged, mut more, mut unfinished, mut locked) = (0, 0, 0, 0);
    for diary in 0..DIARIES {
        let mut tried = Tried::new();
        for kill in 0..KILLS / DIARIES {
            let mut command = Command::new(&this);
            let mut storm = child_of(
                "storm_of_conversions",
                &mut command,
                &tried.file,
                tried.next,
            );
            let (done, out) = told(&mut storm, |child| {
                let moment = random.hash_one((diary, kill)) % 100_000;
                std::thread::sleep(Duration::from_micros(moment));
                child.kill().unwrap();
            });
            assert!(!out.contains("refused"), "{out}");
            acknowledged += done.len();
            tried.next = done.last().map_or(tried.next, |last| last + 1);
            let half = tried.file.with_extension("db.converting");
            unfinished += u64::from(half.exists());
            more += tried.look();
            assert!(!half.exists(), "left behind");
            locked += u64::from(Repository::is_locked(&tried.file));
            for (_, copy) in safekeeping::backups(&tried.file).unwrap() {
                let copy = open_either(&copy).unwrap();
                assert_eq!(safekeeping::check(&copy).unwrap().problems, []);
            }
        }
    }
    println!(
        "killed {KILLS} times, {unfinished} of them in the midst of a conversion, {locked} times \
         left encrypted: {acknowledged} acts acknowledged and none lost, {more} more found whole"
    );
    assert!(acknowledged > 0 && unfinished > 0);
}

/// Runs the storm with a limit on the size of files, in blocks of 512 or 1024 bytes.
fn storm_within(blocks: u32, diary: &Path) -> (Vec<u64>, String) {
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &limited])
        .arg(std::env::current_exe().unwrap());
    told(&mut child(&mut shell, diary, 0), |_| {})
}

#[test]
fn a_full_disk_is_told_of_and_loses_nothing() {
    let mut tried = Tried::new();
    let (done, out) = storm_within(1500, &tried.file);
    assert!(out.contains("the disk of"), "{out}");
    assert!(
        out.contains("is full; the last change was not saved; make room"),
        "{out}"
    );
    println!("{} acts acknowledged before the disk was full", done.len());
    tried.next = done.len() as u64;
    assert!(tried.next > 0);
    // What found no room was the act, its undoing or its redoing: the last thing told still holds.
    let is_step = |line: &&str| {
        ["stands ", "undone ", "done "]
            .iter()
            .any(|of| line.starts_with(of))
    };
    let last = out.lines().rfind(is_step);
    let stands = last.is_some_and(|line| line.starts_with("stands "));
    assert_eq!(tried.look(), u64::from(stands), "{last:?}");
}

#[test]
fn a_disk_too_full_for_a_new_diary_is_told_of() {
    let mut tried = Tried::new();
    let (done, out) = storm_within(8, &tried.file);
    assert_eq!(done, [0; 0]);
    assert!(out.contains("the disk of"), "{out}");
    // Nothing half made stands in the way once there is room.
    assert_eq!(tried.look(), 0);
}
