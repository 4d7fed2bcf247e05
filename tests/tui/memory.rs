//! What a locked program still has in its memory: not the passphrase, however it came.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};

use tempfile::TempDir;

use crate::locked::{NOTE, home};
use crate::pty::Terminal;

const PASSPHRASE: &str = "korallenriff unter null";

/// How often some words stand in the memory of a process; `None` where the system does not let this
/// test look.
fn count(process: u32, words: &str) -> Option<usize> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let mut memory = File::open(format!("/proc/{process}/mem")).ok()?;
    let mut found = 0;
    for map in maps.lines() {
        let mut parts = map.split_whitespace();
        let (first, last) = parts.next()?.split_once('-')?;
        if !parts.next()?.starts_with("rw") {
            continue;
        }
        let address = |text| u64::from_str_radix(text, 16).ok();
        let (first, last) = (address(first)?, address(last)?);
        let mut bytes = Vec::new();
        memory.seek(SeekFrom::Start(first)).ok()?;
        // What is mapped and not there cannot be read.
        let _ = (&mut memory).take(last - first).read_to_end(&mut bytes);
        let windows = bytes.windows(words.len());
        found += windows.filter(|window| *window == words.as_bytes()).count();
    }
    Some(found)
}

/// Opens the diary with keys, or with words that the program is started with.
fn opened(home: &TempDir, keys: &str, words: &[&str]) -> Terminal {
    let diary = home.path().join("diary.db");
    let arguments = [&["--diary", diary.to_str().unwrap()], words].concat();
    let mut terminal = Terminal::start(home.path(), crate::locked::TODAY, &arguments, 120, 40);
    if !keys.is_empty() {
        terminal.wait("Passphrase:");
        terminal.keys(keys);
    }
    terminal.wait("March 2026");
    terminal
}

#[test]
fn a_locked_program_has_forgotten_the_passphrase() {
    let file = TempDir::new().unwrap();
    let file = file.path().join("passphrase");
    fs::write(&file, PASSPHRASE).unwrap();
    let file = file.to_str().unwrap();
    let command = format!("cat '{file}'");
    let typed: Vec<String> = PASSPHRASE.chars().map(|c| format!("\"{c}\"")).collect();
    let typed = format!("{} Enter", typed.join(" "));
    for (keys, words) in [
        (typed.as_str(), vec![]),
        (&format!("\"{PASSPHRASE}\" Enter"), vec![]),
        (&format!("\"\x1b[200~{PASSPHRASE}\x1b[201~\" Enter"), vec![]),
        ("", vec!["--passphrase-file", file]),
        ("", vec!["--passphrase-command", &command]),
    ] {
        let home = home(Some(PASSPHRASE));
        let mut terminal = opened(&home, keys, &words);
        terminal.keys("F3 n");
        terminal.wait(NOTE);
        let Some(open) = count(terminal.process(), PASSPHRASE) else {
            return;
        };
        assert!(open > 0, "{keys} {words:?}");
        terminal.signal("USR1");
        terminal.wait("untitled");
        terminal.settled();
        let shut = count(terminal.process(), PASSPHRASE);
        assert_eq!(shut, Some(0), "{keys} {words:?}");
        terminal.keys("Enter");
        terminal.wait("Passphrase:");
        terminal.kill();
    }
}
