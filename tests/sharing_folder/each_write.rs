//! A computer that is killed at each call that writes, of every kind of exchange: nothing is lost, and
//! what it had begun is done when it is done again.
//!
//! The exchange is this test program run again as a child under `strace`, which counts its calls and
//! then ends it at one after another.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use twinge::diary::{Act, Answer, DateRange, Diary, Edit, ItemId, Target};
use twinge::repository::Repository;
use twinge::safekeeping;
use twinge::sharing::{self, Invitation, Round};

use crate::support::{date, words};

/// Tells the child where all lies, and that it is one.
const PLACE: &str = "TWINGE_TEST_EACH_WRITE";
/// Tells the child what is exchanged.
const EXCHANGE: &str = "TWINGE_TEST_EXCHANGE";

/// Whatever changes a file or a folder; `?`: where the system has it. What was opened and not written
/// to is as what was not opened.
const CALLS: &str = "write,pwrite64,writev,fsync,fdatasync,ftruncate,?rename,?renameat,renameat2,\
                     ?unlink,unlinkat,?mkdir,mkdirat,?rmdir";

/// What is exchanged, and what there was before.
#[derive(Debug, Clone, Copy)]
enum Exchange {
    /// Nobody shares yet.
    First,
    /// Another computer does.
    Join,
    /// Both do; either has something new.
    Usual,
    /// The same answers and notes were changed by both, and one of its own files came back old.
    Conflicts,
    /// The folder gets another key, after what the other has written.
    Renew,
}

impl Exchange {
    const ALL: [Self; 5] = [
        Self::First,
        Self::Join,
        Self::Usual,
        Self::Conflicts,
        Self::Renew,
    ];
}

/// The passphrase of sharing, and the one after it.
const FIRST: &str = "open sesame";
const ANOTHER: &str = "open barley";

/// The folder and two diaries.
struct Place(PathBuf);

impl Place {
    fn folder(&self) -> PathBuf {
        self.0.join("folder")
    }

    fn open(&self, name: &str) -> Repository {
        Repository::open(&self.0.join(name).with_extension("db")).unwrap()
    }

    /// Begins or joins, or does it again where it was not done to the end.
    fn join(&self, name: &str, passphrase: &str) -> Round {
        let invitation = Invitation {
            folder: &self.folder(),
            name,
            passphrase: &words(passphrase),
            read_me: "Do not delete the folders of other computers.\n",
            together: true,
        };
        let mut diary = self.open(name);
        sharing::join(&mut diary, &invitation).unwrap().round
    }

    fn renew(&self, name: &str) -> Round {
        sharing::renew(&mut self.open(name), &self.folder(), &words(ANOTHER)).unwrap()
    }

    fn now(&self, name: &str) -> Round {
        sharing::now(&mut self.open(name), &self.folder()).unwrap()
    }

    /// Rates the pain of some days over several months, with a note.
    fn write(&self, name: &str, days: impl IntoIterator<Item = u64>, score: u8) {
        let mut diary = self.open(name);
        for day in days {
            let target = Target::Day(date(1) + chrono::Days::new(day));
            let words = format!("{name} {day} {score}");
            let answers = [
                ("pain", Answer::Scale(score)),
                ("note", Answer::Text(words)),
            ];
            let edits = answers.map(|(item, answer)| Edit::Answer {
                target,
                item: ItemId::new(item),
                answer: Some(answer),
            });
            let (summary, edits) = ("a test".into(), edits.into());
            diary.perform(&Act { summary, edits }).unwrap().unwrap();
        }
    }

    fn read(&self, name: &str) -> Diary {
        let diary = self.open(name);
        assert_eq!(safekeeping::check(&diary).unwrap().problems, []);
        diary.read(DateRange::ALL).unwrap()
    }

    /// Every file in it, by its name.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        fn look(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    look(&path, files);
                } else {
                    let bytes = fs::read(&path).unwrap();
                    files.insert(path, bytes);
                }
            }
        }
        let mut files = BTreeMap::new();
        look(&self.0, &mut files);
        files
    }

    /// Puts it back as it was.
    fn put_back(&self, files: &BTreeMap<PathBuf, Vec<u8>>) {
        fs::remove_dir_all(&self.0).unwrap();
        fs::create_dir_all(self.folder()).unwrap();
        for (path, bytes) in files {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}

impl Exchange {
    fn prepare(self, place: &Place) {
        fs::create_dir_all(place.folder()).unwrap();
        place.write("one", [0, 1, 40], 3);
        if matches!(self, Self::First) {
            return;
        }
        place.write("other", [1, 2, 70], 5);
        place.join("other", FIRST);
        if matches!(self, Self::Join) {
            return;
        }
        place.join("one", FIRST);
        place.now("other");
        if matches!(self, Self::Usual | Self::Renew) {
            place.write("other", [3, 100], 6);
            place.now("other");
            place.write("one", [4, 70, 100, 130, 160], 7);
            return;
        }
        let old: Vec<(PathBuf, Vec<u8>)> = (place.files().into_iter())
            .filter(|(path, _)| path.starts_with(place.folder().join("twinge").join("g1")))
            .collect();
        place.write("other", [0, 1, 2, 40, 70, 100], 8);
        place.now("other");
        place.write("one", [0, 1, 2, 40, 70, 100], 9);
        for (path, bytes) in old {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let copy = format!("{name}.sync-conflict-20260317-120000-ABCDEFG.twinge");
            fs::write(path.with_file_name(copy), bytes).unwrap();
        }
    }

    fn carry_out(self, place: &Place) -> Round {
        match self {
            Self::First | Self::Join => place.join("one", FIRST),
            Self::Usual | Self::Conflicts => place.now("one"),
            Self::Renew => place.renew("one"),
        }
    }

    /// What both have once all is done.
    fn outcome(self, place: &Place) -> Diary {
        let round = self.carry_out(place);
        assert!(round.unwritten.is_none() && round.skipped.is_empty());
        let one = place.read("one");
        if !matches!(self, Self::First) {
            let round = match self {
                Self::Renew => place.join("other", ANOTHER),
                _ => place.now("other"),
            };
            assert!(round.unwritten.is_none() && round.skipped.is_empty());
            assert_eq!(place.read("other"), one);
            assert_eq!(place.now("one").arrival.answers(), 0);
        }
        let left = place.files().into_keys();
        let is_left = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.ends_with(".part") || path.starts_with(own(place)) && name.contains("conflict")
        };
        assert_eq!(
            left.filter(is_left).collect::<Vec<_>>(),
            [""; 0].map(PathBuf::from)
        );
        one
    }
}

/// Where the computer writes that is killed.
fn own(place: &Place) -> PathBuf {
    let me = sharing::me(&place.open("one")).unwrap().unwrap();
    place
        .folder()
        .join("twinge")
        .join("g1")
        .join(me.id.to_string())
}

/// What the child does; nothing when the test is run as a test.
#[test]
fn exchange() {
    let Some(place) = std::env::var_os(PLACE) else {
        return;
    };
    let name = std::env::var(EXCHANGE).unwrap();
    let mut all = Exchange::ALL.into_iter();
    let exchange = all.find(|of| format!("{of:?}") == name).unwrap();
    assert!(exchange.carry_out(&Place(place.into())).unwritten.is_none());
}

/// The child under `strace`, which writes what it is asked for into a log.
fn traced(exchange: Exchange, place: &Place, log: &Path, asked: &str) -> Command {
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-e", "signal=none", "-e", asked, "-o"])
        .arg(log)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "each_write::exchange", "--test-threads=1"])
        .env(PLACE, &place.0)
        .env(EXCHANGE, format!("{exchange:?}"));
    command
}

/// Each call of a log by its name and, as `strace` counts them, which of its thread it is.
fn points(log: &str) -> Vec<(String, usize)> {
    let mut most: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_thread: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else {
            continue;
        };
        // That of a call another came between is written twice.
        let Some((call, _)) = call.trim_start().split_once('(') else {
            continue;
        };
        if call.contains(' ') {
            continue;
        }
        let count = of_thread.entry((thread, call)).or_default();
        *count += 1;
        let most = most.entry(call.to_owned()).or_default();
        *most = (*most).max(*count);
    }
    let each = |(call, most): (String, usize)| (1..=most).map(move |at| (call.clone(), at));
    most.into_iter().flat_map(each).collect()
}

/// How often the child is killed in all: `TWINGE_TEST_KILLS=500` for more.
fn kills() -> usize {
    let asked = std::env::var("TWINGE_TEST_KILLS").ok();
    asked.map_or(40, |asked| asked.parse().unwrap())
}

#[test]
fn killed_at_each_write_of_an_exchange_nothing_is_lost() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("strace is not there: only chance kills");
        return;
    }
    for exchange in Exchange::ALL {
        let folder = TempDir::new().unwrap();
        let (place, log) = (Place(folder.path().join("all")), folder.path().join("log"));
        exchange.prepare(&place);
        let before = place.files();
        let expected = exchange.outcome(&place);

        place.put_back(&before);
        let counted = traced(exchange, &place, &log, &format!("trace={CALLS}"))
            .output()
            .unwrap();
        assert!(counted.status.success(), "{counted:?}");
        let points = points(&fs::read_to_string(&log).unwrap());
        let most = kills().div_ceil(Exchange::ALL.len());
        let (mut killed, mut half) = (0, 0);
        for (call, at) in spread(&points, most) {
            place.put_back(&before);
            let asked = format!("inject={call}:signal=KILL:when={at}");
            let ended = traced(exchange, &place, &log, &asked).output().unwrap();
            killed += usize::from(!ended.status.success());
            let files = place.files().into_keys();
            let is_half = |path: &PathBuf| path.extension().is_some_and(|of| of == "part");
            half += usize::from({ files }.any(|path| is_half(&path)));
            assert_eq!(exchange.outcome(&place), expected, "killed at {call} {at}");
        }
        println!(
            "{exchange:?}: {} places, killed at {killed}, {half} of them in the midst of a file",
            points.len()
        );
        assert!(killed > 0);
    }
}

/// So many of all, as far from each other as they can be.
fn spread<T>(all: &[T], most: usize) -> impl Iterator<Item = &T> {
    let count = most.min(all.len());
    (0..count).map(move |at| &all[at * all.len() / count])
}
