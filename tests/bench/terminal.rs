//! How fast the terminal's face is, beside a bare program that does only the same input and output.
//!
//! `cargo bench --bench terminal` makes a diary of 60 years (21,915 days, 20 answers a day), then
//! runs twinge and the bare program in turn on it, in a pseudo-terminal, and prints the ratios.
//! Times are of one machine at one moment: the ratios are what counts.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rusqlite::Connection;
use twinge::diary::{
    Act, Answer, Catalogue, Code, Edit, Item, ItemKind, Profile, Quantity, Target,
};
use twinge::repository::Repository;

#[path = "floor.rs"]
mod floor;

const TODAY: &str = "2026-03-17";
const YEARS_60: u64 = 21_915;
const ANSWERS: usize = 20;
const STARTS: usize = 25;
const KEYS: usize = 600;
const SAVES: usize = 300;

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
        "{:<34}{:>12}{:>12}{:>8}{:>8}",
        "", "twinge", "bare", "ratio", "goal"
    );
    for (columns, rows) in [(80, 24), (100, 30), (200, 60)] {
        screens(folder.path(), &diary, columns, rows);
    }
    saves(&diary, folder.path());
    idle(folder.path(), &diary);
    ExitCode::SUCCESS
}

fn row(name: &str, ours: f64, bare: f64, unit: &str, goal: &str) {
    let figure = |value: f64| format!("{value:.2} {unit}");
    let ratio = ours / bare;
    println!(
        "{name:<34}{:>12}{:>12}{ratio:>8.2}{goal:>8}",
        figure(ours),
        figure(bare)
    );
}

/// A diary in which every day answers the same twenty items.
fn write_diary(path: &Path) {
    let mut repository = Repository::open(path).unwrap();
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let begin = Act::one("begun", Edit::Profile(Box::new(profile)));
    repository.perform(&begin).unwrap();
    let catalogue = Catalogue::built_in();
    let items: Vec<&Item> = catalogue
        .items()
        .iter()
        .filter(|item| catalogue.kinds_of(item).iter().any(|kind| kind.is_day()))
        .filter(|item| item.common)
        .take(ANSWERS)
        .collect();
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut random = fastrand::Rng::with_seed(60);
    for year in (0..YEARS_60).rev().collect::<Vec<_>>().chunks(366) {
        let mut edits = Vec::new();
        for back in year {
            let target = Target::Day(today - Days::new(*back));
            edits.extend(items.iter().map(|item| Edit::Answer {
                target,
                item: item.id.clone(),
                answer: Some(answer(item, &mut random)),
            }));
        }
        repository
            .perform(&Act {
                description: "a year".into(),
                edits,
            })
            .unwrap();
    }
}

fn answer(item: &Item, random: &mut fastrand::Rng) -> Answer {
    let option = |random: &mut fastrand::Rng| -> Code {
        item.options()[random.usize(..item.options().len())]
            .code
            .clone()
    };
    match &item.kind {
        ItemKind::Scale { .. } => Answer::Scale(random.u8(0..=10)),
        ItemKind::Choice { .. } => Answer::Choice(option(random)),
        ItemKind::Many { .. } if item.options().is_empty() => Answer::Many(BTreeSet::new()),
        ItemKind::Many { .. } => Answer::Many((0..2).map(|_| option(random)).collect()),
        ItemKind::Flag => Answer::Flag(random.bool()),
        ItemKind::Number { min, max, .. } => {
            Answer::Number(Quantity::from_milli(random.i64(min.milli()..=max.milli())))
        }
        ItemKind::Time => Answer::Time(chrono::NaiveTime::MIN),
        ItemKind::Text { .. } => Answer::Text("a few words about the day".into()),
    }
}

struct Program {
    child: Box<dyn Child + Send + Sync>,
    reader: Box<dyn Read + Send>,
    writer: Box<dyn Write + Send>,
    _master: Box<dyn MasterPty + Send>,
}

impl Program {
    fn start(home: &Path, diary: &Path, bare: bool, columns: u16, rows: u16) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = if bare {
            let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
            command.env("TWINGE_FLOOR", diary);
            command
        } else {
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_twinge"));
            command.args(["--diary", diary.to_str().unwrap()]);
            command
        };
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("TWINGE_TODAY", TODAY);
        let child = pair.slave.spawn_command(command).unwrap();
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        Self {
            child,
            reader,
            writer,
            _master: pair.master,
        }
    }

    /// Reads until the screen has shown some words.
    fn wait(&mut self, words: &[u8]) {
        let mut seen = Vec::new();
        let mut bytes = [0; 65536];
        while !seen.windows(words.len()).any(|part| part == words) {
            let read = self.reader.read(&mut bytes).unwrap();
            assert!(read > 0, "ended early: {}", String::from_utf8_lossy(&seen));
            seen.extend_from_slice(&bytes[..read]);
        }
    }

    /// Types a key and gives the time until the screen changes.
    fn key(&mut self, key: &str) -> Duration {
        let mut bytes = [0; 65536];
        let begun = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        let read = self.reader.read(&mut bytes).unwrap();
        let time = begun.elapsed();
        assert!(read > 0);
        // A frame may come in parts; the next key waits for the whole of it.
        std::thread::sleep(Duration::from_millis(2));
        if read == bytes.len() {
            let _ = self.reader.read(&mut bytes).unwrap();
        }
        time
    }

    fn status(&self, field: &str) -> u64 {
        status(self.child.process_id().unwrap(), field)
    }

    fn end(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn status(process: u32, field: &str) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = text.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn screens(home: &Path, diary: &Path, columns: u16, rows: u16) {
    let mut starts = [Vec::new(), Vec::new()];
    let mut memory = [Vec::new(), Vec::new()];
    for _ in 0..STARTS {
        for bare in [false, true] {
            let begun = Instant::now();
            let mut program = Program::start(home, diary, bare, columns, rows);
            program.wait(b"March");
            starts[usize::from(bare)].push(begun.elapsed().as_secs_f64() * 1e3);
            std::thread::sleep(Duration::from_millis(5));
            memory[usize::from(bare)].push(program.status("VmRSS") as f64 / 1024.0);
            program.end();
        }
    }
    let mut keys = [Vec::new(), Vec::new()];
    let mut programs = [false, true].map(|bare| {
        let mut program = Program::start(home, diary, bare, columns, rows);
        program.wait(b"March");
        std::thread::sleep(Duration::from_millis(50));
        program
    });
    // To the calendar, then from day to day, back over the years.
    programs[0].key("\x1bOQ");
    for nth in 0..KEYS {
        let key = if nth % 20 == 19 { "\x1b[5~" } else { "\x1b[D" };
        for (program, times) in programs.iter_mut().zip(&mut keys) {
            times.push(program.key(key).as_secs_f64() * 1e3);
        }
    }
    for (at, program) in programs.into_iter().enumerate() {
        memory[at].push(program.status("VmHWM") as f64 / 1024.0);
        program.end();
    }
    let size = format!("{columns}x{rows}");
    let at = |values: &mut [Vec<f64>; 2], share: f64| {
        [0, 1].map(|side| quantile(&mut values[side], share))
    };
    let [ours, bare] = at(&mut starts, 0.5);
    row(&format!("first frame, {size}"), ours, bare, "ms", "1.5");
    for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
        let [ours, bare] = at(&mut keys, share);
        row(
            &format!("key to changed screen {name}, {size}"),
            ours,
            bare,
            "ms",
            "1.5",
        );
    }
    let [ours, bare] = at(&mut memory, 0.5);
    row(&format!("resident memory, {size}"), ours, bare, "MiB", "2");
}

fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * share).round() as usize]
}

/// One answer saved, beside one row committed with the same pragmas.
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
    let [ours, bare] = times.each_mut().map(|times| quantile(times, 0.5));
    row("saving one answer", ours, bare, "ms", "1.5");
}

/// An idle program wakes up for nothing: its threads are never put to sleep again.
fn idle(home: &Path, diary: &Path) {
    let mut program = Program::start(home, diary, false, 100, 30);
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
    program.end();
}
