//! How fast the terminal's face is, beside a bare program that does only the same input and output.
//!
//! `cargo bench --bench terminal` makes a diary of 60 years (21,915 days, 20 answers a day), then
//! runs twinge and the bare program in turn on it, in a pseudo-terminal, and prints the ratios; then
//! the same on the diary with a passphrase, which both are given. What has no goal is printed beside
//! the bare program's nearest. Times are medians, of one machine at one moment: the ratios are what
//! counts. Beside that of the medians stands that of the least, as on a machine that does nothing else.
//!
//! The library that both are linked with begins its cipher with SQLite, for a plain diary too, and
//! cannot be told not to: it draws the numbers it begins with from OpenSSL. A bare program without a
//! cipher is this bench as it is built with `--no-default-features`. Where `TWINGE_BARE` names that
//! file, it is the one beside a plain diary. The cipher alone is then more than the goal of a first frame
//! leaves room for: in one run (31 starts each in turn, 100x30, medians) a bare program took 4.6 ms, one
//! with the cipher 7.7, twinge built without it 11.2, and with it 13.2; and of memory 5.4, 8.3, 15.9 and
//! 17.8 MiB, of which 13.3 and 14.4 of twinge's are pages of its own file.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rusqlite::Connection;
use twinge::diary::{Act, Answer, Edit, Target};
use twinge::guide::RuleBook;
use twinge::repository::{Passphrase, Repository};
use twinge::safekeeping;
use twinge::tui::worker::{Evaluation, Evaluator};
use years::{ANSWERS, TODAY, YEARS_60, write_diary};

#[path = "floor.rs"]
mod floor;
#[path = "verbs.rs"]
mod verbs;
#[path = "years.rs"]
mod years;

const STARTS: usize = 41;
const KEYS: usize = 1500;
/// To the calendar, where letters are keys: F2.
const CALENDAR: &str = "\x1bOQ";
/// Leaves from wherever one is: to the calendar, then q.
const LEAVE: &str = "\x1bOQq";
/// Opens the cycle view: Alt-4.
const CYCLE_VIEW: &str = "\x1b4";
const SAVES: usize = 300;
const PASSPHRASE: &str = "the words that open it";
/// A terminal is asked what it is.
const ASKED: &[u8] = b"\x1b[c";
/// A frame that comes in parts is whole when nothing has come for so long …
const QUIET: Duration = Duration::from_millis(2);
/// … and what was thought about it is shown, too. No person types faster.
const BETWEEN_KEYS: Duration = Duration::from_millis(10);

fn main() -> ExitCode {
    if let Some(path) = std::env::var_os("TWINGE_FLOOR") {
        return floor::run(Path::new(&path));
    }
    let folder = tempfile::tempdir().unwrap();
    let diary = folder.path().join("diary.db");
    let begun = Instant::now();
    write_diary(&diary);
    let megabytes = std::fs::metadata(&diary).unwrap().len() >> 20;
    println!(
        "60 years written in {:.1} s, {megabytes} MiB\n",
        begun.elapsed().as_secs_f64()
    );

    println!(
        "{:<34}{:>12}{:>12}{:>8}{:>8}{:>8}",
        "", "twinge", "bare", "ratio", "least", "goal"
    );
    let this = std::env::current_exe().unwrap();
    let floor = std::env::var_os("TWINGE_BARE").map(PathBuf::from);
    let place = Place {
        home: folder.path(),
        diary: &diary,
        floor: floor.as_deref().unwrap_or(&this),
        passphrase: None,
    };
    rest(&place);
    for (columns, rows) in [(80, 24), (100, 30), (200, 60)] {
        let size = format!("{columns}x{rows}");
        screens(&place, columns, rows, &size);
    }
    cycles(&place);
    saves(&diary, folder.path());
    verbs::beside_show(&place);
    verbs::imported(&place);
    idle(&place);
    if !cfg!(feature = "encryption") {
        return ExitCode::SUCCESS;
    }

    let passphrase = Passphrase::new(PASSPHRASE.as_bytes().to_vec()).unwrap();
    safekeeping::convert(&diary, None, Some(&passphrase)).unwrap();
    let words = folder.path().join("passphrase");
    std::fs::write(&words, PASSPHRASE).unwrap();
    let place = Place {
        floor: &this,
        passphrase: Some(&words),
        ..place
    };
    rest(&place);
    screens(&place, 100, 30, "encrypted");
    let mut starts = first_frames(&place, 100, 30, Program::kill);
    medians("first frame, after a kill", &mut starts, "");
    verbs::beside_key(&place);
    ExitCode::SUCCESS
}

/// What both programs are started on.
#[derive(Clone, Copy)]
struct Place<'a> {
    home: &'a Path,
    diary: &'a Path,
    /// The bare program.
    floor: &'a Path,
    /// The file with the passphrase of a diary that has one.
    passphrase: Option<&'a Path>,
}

fn row(name: &str, figures: [f64; 2], unit: &str, goal: &str) {
    line(name, figures, unit, "", goal);
}

/// A row of the medians of times in milliseconds.
fn medians(name: &str, times: &mut [Vec<f64>; 2], goal: &str) {
    let [ours, bare] = quantiles(times, 0.0);
    line(
        name,
        quantiles(times, 0.5),
        "ms",
        &format!("{:.2}", ours / bare),
        goal,
    );
}

fn line(name: &str, [ours, bare]: [f64; 2], unit: &str, least: &str, goal: &str) {
    let figure = |value: f64| format!("{value:.2} {unit}");
    let (ratio, ours, bare) = (ours / bare, figure(ours), figure(bare));
    println!("{name:<34}{ours:>12}{bare:>12}{ratio:>8.2}{least:>8}{goal:>8}");
}

/// What so large a share of each was shorter than.
fn quantiles(times: &mut [Vec<f64>; 2], share: f64) -> [f64; 2] {
    times.each_mut().map(|times| {
        times.sort_by(f64::total_cmp);
        times[((times.len() - 1) as f64 * share).round() as usize]
    })
}

struct Program {
    child: Box<dyn Child + Send + Sync>,
    /// What it writes, and when each part came.
    written: Receiver<(Instant, Vec<u8>)>,
    writer: Box<dyn Write + Send>,
    _master: Box<dyn MasterPty + Send>,
}

impl Program {
    fn start(place: &Place, bare: bool, columns: u16, rows: u16) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = if bare {
            let mut command = CommandBuilder::new(place.floor);
            command.env("TWINGE_FLOOR", place.diary);
            if place.passphrase.is_some() {
                command.env("TWINGE_FLOOR_KEY", PASSPHRASE);
            }
            command
        } else {
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_twinge"));
            command.args(["--diary", place.diary.to_str().unwrap()]);
            if let Some(words) = place.passphrase {
                command.args(["--passphrase-file", words.to_str().unwrap()]);
            }
            command
        };
        command.env("HOME", place.home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("TWINGE_TODAY", TODAY);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (to, written) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if to.send((Instant::now(), bytes[..read].to_vec())).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            written,
            writer,
            _master: pair.master,
        }
    }

    /// Reads until the screen has shown some words, and says when it did. Asked what it is, the terminal
    /// answers at once, as all do.
    fn wait(&mut self, words: &[u8]) -> Instant {
        let mut seen = Vec::new();
        loop {
            let Ok((at, part)) = self.written.recv() else {
                panic!("ended early: {}", String::from_utf8_lossy(&seen));
            };
            seen.extend_from_slice(&part);
            if part.windows(ASKED.len()).any(|part| part == ASKED) {
                self.writer.write_all(b"\x1b[?62c").unwrap();
            }
            if seen.windows(words.len()).any(|part| part == words) {
                return at;
            }
        }
    }

    /// Reads the rest of what is written until it is quiet for a time; when the last of it came.
    fn drain(&self, quiet: Duration) -> Option<Instant> {
        let parts = std::iter::from_fn(|| self.written.recv_timeout(quiet).ok());
        parts.last().map(|(at, _)| at)
    }

    /// Types a key and gives the time until the screen changes.
    fn key(&mut self, key: &str) -> Duration {
        self.drain(BETWEEN_KEYS);
        let begun = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        let (at, _) = self.written.recv().unwrap();
        at - begun
    }

    fn status(&self, field: &str) -> u64 {
        status(self.child.process_id().unwrap(), field)
    }

    /// Leaves as a person does.
    fn leave(mut self) {
        self.writer.write_all(LEAVE.as_bytes()).unwrap();
        let ended = self.child.wait().unwrap();
        assert!(ended.success(), "left with {ended:?}");
    }

    /// Ends it as a machine that loses its power does: its log is left behind.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn status(process: u32, field: &str) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = text.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Starts both programs once and lets them come to rest: the first start of a day copies the diary,
/// and no other start is to be measured beside that.
fn rest(place: &Place) {
    for bare in [false, true] {
        let mut program = Program::start(place, bare, 100, 30);
        program.wait(b"March");
        program.drain(Duration::from_secs(1));
        program.leave();
    }
}

/// How long first frames take, each after the start before it has ended in a way.
fn first_frames(place: &Place, columns: u16, rows: u16, end: fn(Program)) -> [Vec<f64>; 2] {
    let mut starts = [Vec::new(), Vec::new()];
    for _ in 0..STARTS {
        for bare in [false, true] {
            let begun = Instant::now();
            let mut program = Program::start(place, bare, columns, rows);
            let words = program.wait(b"March");
            let shown = program.drain(QUIET).unwrap_or(words) - begun;
            starts[usize::from(bare)].push(shown.as_secs_f64() * 1e3);
            end(program);
        }
    }
    starts
}

/// First frames, keys and memory on a screen of a size.
fn screens(place: &Place, columns: u16, rows: u16, name: &str) {
    let mut starts = first_frames(place, columns, rows, Program::leave);
    let mut keys = [Vec::new(), Vec::new()];
    let mut programs = [false, true].map(|bare| {
        let mut program = Program::start(place, bare, columns, rows);
        program.wait(b"March");
        std::thread::sleep(Duration::from_millis(50));
        program
    });
    // To the calendar, then from day to day, back over the years.
    programs[0].key(CALENDAR);
    for nth in 0..KEYS {
        let key = if nth % 20 == 19 { "\x1b[5~" } else { "\x1b[D" };
        for (program, times) in programs.iter_mut().zip(&mut keys) {
            times.push(program.key(key).as_secs_f64() * 1e3);
        }
    }
    std::thread::sleep(Duration::from_millis(500));
    let [now, most] = ["VmRSS", "VmHWM"].map(|field| {
        let kib = programs.each_ref().map(|program| program.status(field));
        kib.map(|kib| kib as f64 / 1024.0)
    });
    programs.into_iter().for_each(Program::leave);
    medians(&format!("first frame, {name}"), &mut starts, "1.5");
    medians(&format!("key to changed screen p50, {name}"), &mut keys, "");
    let slow = quantiles(&mut keys, 0.99);
    row(
        &format!("key to changed screen p99, {name}"),
        slow,
        "ms",
        "1.5",
    );
    // After all these keys: what was read along the way counts.
    row(&format!("resident memory, {name}"), now, "MiB", "2");
    row(&format!("the most of it, {name}"), most, "MiB", "");
}

/// From cycle to cycle, beside the bare program's days.
fn cycles(place: &Place) {
    let mut programs = [false, true].map(|bare| {
        let mut program = Program::start(place, bare, 100, 30);
        program.wait(b"March");
        std::thread::sleep(Duration::from_millis(500));
        program
    });
    programs[0].key(CYCLE_VIEW);
    let mut keys = [Vec::new(), Vec::new()];
    for nth in 0..KEYS / 4 {
        // There and back, so that the list does not end.
        let cycle = if nth / 10 % 2 == 0 { "j" } else { "k" };
        for ((program, times), key) in programs.iter_mut().zip(&mut keys).zip([cycle, "\x1b[D"]) {
            times.push(program.key(key).as_secs_f64() * 1e3);
        }
    }
    programs.into_iter().for_each(Program::leave);
    medians("key in the cycle view p50", &mut keys, "");
    let slow = quantiles(&mut keys, 0.99);
    row("key in the cycle view p99", slow, "ms", "");
}

/// One answer saved, beside one row committed with the same pragmas; and what is thought about it
/// away from the keys: the cycles, and the guide's rules over the days of late.
fn saves(diary: &Path, folder: &Path) {
    let mut repository = Repository::open(diary).unwrap();
    let bare = Connection::open(folder.join("bare.db")).unwrap();
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         CREATE TABLE answer (entry INTEGER, item TEXT, value ANY, PRIMARY KEY (entry, item))
         STRICT, WITHOUT ROWID;",
    )
    .unwrap();
    let target = Target::Day(TODAY.parse().unwrap());
    let mut times = [Vec::new(), Vec::new()];
    for nth in 0..SAVES {
        let edit = Edit::Answer {
            target,
            item: "pain".into(),
            answer: Some(Answer::Scale((nth % 11) as u8)),
        };
        let act = Act::one("pain", edit);
        let begun = Instant::now();
        repository.perform(&act).unwrap();
        times[0].push(begun.elapsed().as_secs_f64() * 1e3);
        let begun = Instant::now();
        bare.prepare_cached("INSERT INTO answer VALUES (?1, 'pain', 4)")
            .unwrap()
            .execute([nth as i64])
            .unwrap();
        times[1].push(begun.elapsed().as_secs_f64() * 1e3);
    }
    medians("saving one answer", &mut times, "1.5");

    let today = TODAY.parse().unwrap();
    let mut evaluator = Evaluator::new(repository.reader().unwrap(), RuleBook::built_in().clone());
    evaluator.evaluate(Evaluation::Everything(today));
    let mut thoughts = Vec::new();
    for _ in 0..SAVES / 10 {
        let begun = Instant::now();
        evaluator.evaluate(Evaluation::Days(vec![today], today));
        thoughts.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    medians(
        "thinking about it, beside",
        &mut [thoughts, times[1].clone()],
        "",
    );
}

/// An idle program wakes up for nothing: its threads are never put to sleep again.
fn idle(place: &Place) {
    let mut program = Program::start(place, false, 100, 30);
    program.wait(b"March");
    std::thread::sleep(Duration::from_millis(500));
    let sleeps = || -> u64 {
        let process = program.child.process_id().unwrap();
        std::fs::read_dir(format!("/proc/{process}/task"))
            .unwrap()
            .map(|task| task.unwrap().file_name().to_str().unwrap().parse().unwrap())
            .map(|task: u32| {
                status(task, "voluntary_ctxt_switches") + status(task, "nonvoluntary_ctxt_switches")
            })
            .sum()
    };
    let before = sleeps();
    std::thread::sleep(Duration::from_secs(5));
    println!(
        "{:<34}{:>12}",
        "wake-ups in 5 idle seconds",
        sleeps() - before
    );
    program.leave();
}
