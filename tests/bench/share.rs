//! What sharing a long life costs.
//!
//! `cargo bench --bench share` makes a diary of 60 years (21,915 days, 20 answers a day), shares it,
//! lets a second computer join, and has both exchange a day's answers, each step in a process of its
//! own. Beside each stands what the same bytes cost as plain files, written and synced, or read. Times
//! are of one machine at one moment, by the clock and, in brackets, of the processor; bytes and memory
//! are what they are.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use twinge::diary::{Act, Edit, Target};
use twinge::repository::{Passphrase, Repository};
use twinge::sharing::{self, Invitation, Round};
use years::{TODAY, answer, items, write_diary};

#[path = "years.rs"]
mod years;

/// Tells a child what to do: the step, the diary, the folder.
const STEP: &str = "TWINGE_BENCH_STEP";
/// So many exchanges are measured.
const EXCHANGES: usize = 41;

fn main() {
    if std::env::var_os(STEP).is_some() {
        return step();
    }
    let place = tempfile::tempdir().unwrap();
    let [one, other, folder] = ["one.db", "other.db", "folder"].map(|name| place.path().join(name));
    std::fs::create_dir(&folder).unwrap();
    let begun = Instant::now();
    write_diary(&one);
    let megabytes = std::fs::metadata(&one).unwrap().len() as f64 / 1_048_576.0;
    let seconds = begun.elapsed().as_secs_f64();
    println!("60 years written in {seconds:.1} s, {megabytes:.0} MiB\n");

    run("first", &one, &folder);
    let files = tags(&folder).len();
    let bytes: u64 = sizes(&folder).values().sum();
    let (written, read) = plain(&folder, place.path());
    println!(
        "the folder: {files} files, {:.1} MiB",
        bytes as f64 / 1_048_576.0
    );
    println!("  as plain files: written and synced {written:.0?}, read {read:.0?}");
    run("join", &other, &folder);
    run("usual", &one, &folder);
    run("catch-up", &other, &folder);
    run("idle", &one, &folder);
}

/// Runs a step in a process of its own.
fn run(step: &str, diary: &Path, folder: &Path) {
    let ran = Command::new(std::env::current_exe().unwrap())
        .env(STEP, step)
        .args([diary, folder])
        .status()
        .unwrap();
    assert!(ran.success());
}

fn step() {
    let paths: Vec<PathBuf> = { std::env::args_os().skip(1) }.map(PathBuf::from).collect();
    let [diary, folder] = &paths[..2] else {
        unreachable!("it is called with two")
    };
    let mut diary = Repository::open(diary).unwrap();
    let opened = memory();
    match std::env::var(STEP).unwrap().as_str() {
        "first" => join("first share", "laptop", &mut diary, folder),
        "join" => join("join", "desktop", &mut diary, folder),
        "usual" => usual(&mut diary, folder),
        "catch-up" => repeated("nothing new", &mut diary, folder),
        _ => repeated("nothing new, of the one that wrote", &mut diary, folder),
    }
    println!(
        "  memory: {:.1} MiB at most, {opened:.1} once it is open",
        memory()
    );
}

fn join(what: &str, name: &str, diary: &mut Repository, folder: &Path) {
    let passphrase = Passphrase::new(b"open sesame".to_vec()).unwrap();
    let invitation = Invitation {
        folder,
        name,
        passphrase: &passphrase,
        read_me: "",
        together: false,
    };
    let begun = Begun::now();
    let Round {
        arrival, written, ..
    } = sharing::join(diary, &invitation).unwrap().round;
    let (spent, answers) = (begun.spent(), arrival.answers());
    println!("{what}: {spent}, {written} files, {answers} answers");
}

/// An evening's answers, exchanged.
fn usual(diary: &mut Repository, folder: &Path) {
    let today: NaiveDate = TODAY.parse().unwrap();
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    let catalogue = diary.catalogue().clone();
    let mut random = fastrand::Rng::with_seed(17);
    for number in 0..EXCHANGES {
        // The month has filled up.
        let target = Target::Day(today - Days::new(number as u64 % 17));
        let edits = items(&catalogue).into_iter().map(|item| Edit::Answer {
            target,
            item: item.id.clone(),
            answer: Some(answer(item, &mut random)),
        });
        let (summary, edits) = ("an evening".into(), edits.collect());
        diary.perform(&Act { summary, edits }).unwrap();
        let before = tags(folder);
        let begun = Begun::now();
        let round = sharing::now(diary, folder).unwrap();
        times.push(begun.spent());
        assert!(round.unwritten.is_none());
        let (after, sizes) = (tags(folder), sizes(folder));
        let changed = after
            .iter()
            .filter(|(file, tag)| before.get(*file) != Some(*tag));
        bytes.push(changed.map(|(file, _)| sizes[file]).sum::<u64>());
    }
    bytes.sort_unstable();
    let kilobytes = bytes[bytes.len() / 2] as f64 / 1000.0;
    println!("usual exchange: {}, {kilobytes:.0} KB", middle(times));
}

fn repeated(what: &str, diary: &mut Repository, folder: &Path) {
    let begun = Begun::now();
    sharing::now(diary, folder).unwrap();
    println!("what the other wrote since: {}", begun.spent());
    let mut times = Vec::new();
    for _ in 0..EXCHANGES {
        let begun = Begun::now();
        let round = sharing::now(diary, folder).unwrap();
        times.push(begun.spent());
        assert_eq!(round.written, 0);
    }
    println!("{what}: {}", middle(times));
}

/// When something was begun.
struct Begun {
    clock: Instant,
    processor: Duration,
}

impl Begun {
    fn now() -> Self {
        let processor = processor();
        let clock = Instant::now();
        Self { clock, processor }
    }

    fn spent(&self) -> Spent {
        Spent {
            clock: self.clock.elapsed(),
            processor: processor() - self.processor,
        }
    }
}

/// What something took.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spent {
    clock: Duration,
    processor: Duration,
}

impl fmt::Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1?} ({:.1?})", self.clock, self.processor)
    }
}

/// How long this thread had a processor; nothing where the system does not say.
fn processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next();
    Duration::from_nanos(nanoseconds.map_or(0, |of| of.parse().unwrap()))
}

/// The middle and the longest of some times.
fn middle(mut times: Vec<Spent>) -> String {
    times.sort_unstable();
    format!(
        "{}, at most {}",
        times[times.len() / 2],
        times[times.len() - 1]
    )
}

/// What the same bytes cost as plain files.
fn plain(folder: &Path, place: &Path) -> (Duration, Duration) {
    let to = place.join("plain");
    std::fs::create_dir(&to).unwrap();
    let sizes = sizes(folder);
    let begun = Instant::now();
    for (number, size) in sizes.values().enumerate() {
        let file = to.join(number.to_string());
        std::fs::write(&file, vec![7; *size as usize]).unwrap();
        std::fs::File::open(&file).unwrap().sync_all().unwrap();
    }
    let written = begun.elapsed();
    let begun = Instant::now();
    for number in 0..sizes.len() {
        std::hint::black_box(std::fs::read(to.join(number.to_string())).unwrap());
    }
    (written, begun.elapsed())
}

/// The files of a folder, as deep as they lie.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

fn sizes(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let files = files(folder).into_iter();
    { files }
        .map(|file| (file.clone(), std::fs::metadata(file).unwrap().len()))
        .collect()
}

/// What tells a writing of a file from all others.
fn tags(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = files(folder).into_iter();
    let sealed = files.filter(|file| file.extension().is_some_and(|of| of == "twinge"));
    sealed
        .map(|file| {
            let bytes = std::fs::read(&file).unwrap();
            (file, bytes[4016..4096].to_vec())
        })
        .collect()
}

/// The most memory this process had, in MiB; 0 where the system does not say.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = most.and_then(|most| most.split_whitespace().next());
    kib.map_or(0.0, |kib| kib.parse::<f64>().unwrap() / 1024.0)
}
