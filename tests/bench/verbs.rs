//! The shell's verbs on a long diary, beside the cheapest of them or the key that each derives; and what
//! an import takes.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{ANSWERS, PASSPHRASE, Place, STARTS, TODAY, YEARS_60, medians, row};

/// How often the memory of a running program is looked at.
const LOOK: Duration = Duration::from_millis(1);

/// A file with one answer: what an import takes before it has anything to do.
const ONE_ANSWER: &str = r#"{"format": "twinge", "version": 1, "entries": [
{"date": "2026-03-17", "kind": "day", "answers": {"pain": 4}}
]}"#;

fn twinge(place: &Place, diary: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinge"));
    command.arg("--diary").arg(diary);
    if let Some(passphrase) = place.passphrase {
        command.arg("--passphrase-file").arg(passphrase);
    }
    command.args(words);
    command.env("HOME", place.home).env("TWINGE_TODAY", TODAY);
    command.stdout(Stdio::null());
    command
}

/// How long a verb takes, in milliseconds.
fn took(place: &Place, words: &[&str]) -> f64 {
    let begun = Instant::now();
    let status = twinge(place, place.diary, words).status().unwrap();
    let took = begun.elapsed();
    assert!(status.success(), "{words:?}");
    took.as_secs_f64() * 1e3
}

/// Writing a line from the shell, as it mostly takes: another answer each time.
fn log(place: &Place, nth: usize) -> f64 {
    took(place, &["log", &format!("pain={}", nth % 10)])
}

/// The verbs beside showing a day, which opens the diary and little else.
pub(crate) fn beside_show(place: &Place) {
    let show = |_: usize| took(place, &["show"]);
    let verb = |verb: &'static str| move |_: usize| took(place, &[verb]);
    in_turn("log, beside show", "3", |nth| log(place, nth), show);
    in_turn("flags, beside show", "50 ms", verb("flags"), show);
    in_turn("bin, beside show", "50 ms", verb("bin"), show);
}

/// Writing a line into a diary with a passphrase, beside deriving its key, which has to be done once.
pub(crate) fn beside_key(place: &Place) {
    let key = |_: usize| key_derived(place);
    in_turn("log, beside its key", "1.3", |nth| log(place, nth), key);
}

/// A row of two things that were done in turn.
fn in_turn(name: &str, goal: &str, one: impl Fn(usize) -> f64, other: impl Fn(usize) -> f64) {
    let mut times = [Vec::new(), Vec::new()];
    for nth in 0..STARTS {
        times[0].push(one(nth));
        times[1].push(other(nth));
    }
    medians(name, &mut times, goal);
}

/// How long it takes to open the diary's file with its passphrase and read a row, in milliseconds.
fn key_derived(place: &Place) -> f64 {
    let begun = Instant::now();
    let db = rusqlite::Connection::open(place.diary).unwrap();
    db.pragma_update(None, "key", PASSPHRASE).unwrap();
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .unwrap();
    begun.elapsed().as_secs_f64() * 1e3
}

/// What importing all of the diary takes, also as if and from a pipe: of memory, beside the same of one
/// answer; and of the processor, beside writing as many rows in a bare loop.
pub(crate) fn imported(place: &Place) {
    let [all, one] = ["all.json", "one.json"].map(|name| place.home.join(name));
    let export = twinge(place, place.diary, &["export", all.to_str().unwrap()]).status();
    assert!(export.unwrap().success());
    std::fs::write(&one, ONE_ANSWER).unwrap();
    let mut busy = 0.0;
    for (nth, (what, words, piped)) in [
        ("import", &["import"][..], false),
        ("import --dry-run", &["import", "--dry-run"], false),
        ("import -", &["import"], true),
        ("import - --dry-run", &["import", "--dry-run"], true),
    ]
    .into_iter()
    .enumerate()
    {
        let [all, one] = [&all, &one].map(|file| {
            let into = file.with_extension(format!("{nth}.db"));
            let source = if piped { "-" } else { file.to_str().unwrap() };
            let mut import = twinge(place, &into, &[words, &[source]].concat());
            import.stdin(std::fs::File::open(file).unwrap());
            let before = cpu_seconds(Whose::Children);
            let most = most_memory(&mut import);
            (most, cpu_seconds(Whose::Children) - before)
        });
        if nth == 0 {
            busy = all.1;
        }
        let most = [all.0, one.0];
        row(&format!("the most memory, {what}"), most, "MiB", "");
    }
    let count = YEARS_60 as usize * ANSWERS;
    let before = cpu_seconds(Whose::Own);
    bare_rows(&place.home.join("rows.db"), count);
    let bare = cpu_seconds(Whose::Own) - before;
    let a_second = |cpu: f64| count as f64 / cpu / 1e3;
    let speeds = [busy, bare].map(a_second);
    row("answers imported a CPU second", speeds, "k", "");
}

/// Writes rows like those of answers, and nothing else.
fn bare_rows(path: &Path, count: usize) {
    let mut db = rusqlite::Connection::open(path).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL;
         CREATE TABLE answer (entry INTEGER, item TEXT, value, PRIMARY KEY (entry, item))
           WITHOUT ROWID;
         CREATE INDEX answer_item ON answer (item, entry, value);",
    )
    .unwrap();
    let begun = db.transaction().unwrap();
    let mut insert = begun
        .prepare("INSERT INTO answer VALUES (?1, ?2, ?3)")
        .unwrap();
    for nth in 0..count {
        let (day, item) = (nth / ANSWERS, nth % ANSWERS);
        let row = (day as i64 * 4096, format!("item-{item}"), nth as i64 % 10);
        insert.execute(row).unwrap();
    }
    drop(insert);
    begun.commit().unwrap();
}

enum Whose {
    Own,
    /// Of all children that were waited for.
    Children,
}

/// How long the processor was busy, as Linux tells it in hundredths.
fn cpu_seconds(whose: Whose) -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let at = match whose {
        Whose::Own => 11,
        Whose::Children => 13,
    };
    let ticks = behind_name.split(' ').skip(at).take(2);
    ticks
        .map(|ticks| ticks.parse::<f64>().unwrap())
        .sum::<f64>()
        / 100.0
}

/// The most memory a program had when it was last seen, in MiB.
fn most_memory(command: &mut Command) -> f64 {
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0.0;
    let ended = loop {
        // One that has ended, and was not yet waited for, has no memory any more.
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(kib) = line.and_then(|line| line.split_whitespace().next()) {
            most = kib.parse::<f64>().unwrap() / 1024.0;
        }
        match child.try_wait().unwrap() {
            Some(ended) => break ended,
            None => std::thread::sleep(LOOK),
        }
    };
    assert!(ended.success());
    most
}
