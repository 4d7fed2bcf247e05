//! The shell's verbs on a long diary, beside the cheapest of them; and what an import takes of memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Place, STARTS, TODAY, quantile, row};

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

/// The verbs beside showing a day, which opens the diary and little else. Says how long `log` takes.
pub(crate) fn beside_show(place: &Place) -> f64 {
    let [mut shows, mut logs, mut flags, mut bins] = [const { Vec::new() }; 4];
    for nth in 0..STARTS {
        shows.push(took(place, &["show"]));
        logs.push(log(place, nth));
        flags.push(took(place, &["flags"]));
        bins.push(took(place, &["bin"]));
    }
    let show = quantile(&mut shows, 0.5);
    let log = quantile(&mut logs, 0.5);
    row("log, beside show", log, show, "ms", "3");
    row(
        "flags, beside show",
        quantile(&mut flags, 0.5),
        show,
        "ms",
        "",
    );
    row("bin, beside show", quantile(&mut bins, 0.5), show, "ms", "");
    log
}

/// Writing a line into a diary with a passphrase, beside what it took when it had none.
pub(crate) fn encrypted_log(place: &Place, plain: f64) {
    let mut logs: Vec<f64> = (0..STARTS).map(|nth| log(place, nth)).collect();
    let encrypted = quantile(&mut logs, 0.5);
    row("log encrypted, beside plain", encrypted, plain, "ms", "");
}

/// The most memory that importing all of the diary takes, beside importing one answer.
pub(crate) fn import_memory(place: &Place) {
    let [all, one] = ["all.json", "one.json"].map(|name| place.home.join(name));
    let export = twinge(place, place.diary, &["export", all.to_str().unwrap()]).status();
    assert!(export.unwrap().success());
    std::fs::write(&one, ONE_ANSWER).unwrap();
    let [all, one] = [all, one].map(|file| {
        let into = file.with_extension("db");
        let mut import = twinge(place, &into, &["import", file.to_str().unwrap()]);
        most_memory(&mut import)
    });
    row("the most memory, import", all, one, "MiB", "");
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
