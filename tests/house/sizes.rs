//! How large a file or a function may grow: what one can take in at a sitting.

use std::fs;

use crate::source::files;

/// The most lines of a file, tests included.
const FILE: usize = 500;
/// The most lines of a function, from `fn` to its closing brace.
const FUNCTION: usize = 80;

/// Functions that are still longer: their file, their name, and why.
const LONGER: &[(&str, &str, &str)] = &[
    (
        "src/diary/words/date.rs",
        "any_date",
        "one way of saying a date after the other",
    ),
    (
        "src/guide/vocabulary.rs",
        "table",
        "a table that is written as code",
    ),
    ("src/patterns/event.rs", "look", "one line over"),
    (
        "src/tui/mod.rs",
        "run",
        "what happens between two frames, not taken apart yet",
    ),
    (
        "src/tui/screens/items/update.rs",
        "ask_kind",
        "a list of questions that is written as code",
    ),
    (
        "src/tui/screens/picker/view.rs",
        "pick",
        "parts of a drawing that share what they measured",
    ),
    (
        "src/tui/update.rs",
        "act",
        "what every action does, in one match",
    ),
];

#[test]
fn no_file_is_longer_than_can_be_taken_in() {
    for file in files() {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= FILE, "{} has {lines} lines", file.display());
    }
}

#[test]
fn no_function_is_longer_than_can_be_taken_in() {
    let mut longer = Vec::new();
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        let file = file.to_str().unwrap();
        for (name, lines) in functions(&text) {
            if lines > FUNCTION {
                longer.push((file.to_owned(), name, lines));
            }
        }
    }
    for (file, name, why) in LONGER {
        assert!(!why.is_empty(), "{file}: {name}");
        let listed = longer
            .iter()
            .position(|(of, called, _)| of == file && called == name);
        let at = listed.unwrap_or_else(|| panic!("{file}: {name} is short now; take it out here"));
        longer.remove(at);
    }
    assert!(longer.is_empty(), "too long: {longer:?}");
}

/// The functions of a text as rustfmt lays it out: a function ends at the first brace that stands as
/// far in as its `fn`.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let begins = line.trim_start();
        let indent = &line[..line.len() - begins.len()];
        let Some((before, after)) = begins.split_once("fn ") else {
            continue;
        };
        let words = ["pub", "const", "async", "unsafe", "extern"];
        let is_function = before.split_whitespace().all(|word| {
            let word = word.split('(').next().unwrap_or_default();
            words.contains(&word) || word.starts_with('"') || word.ends_with(')')
        });
        if !is_function {
            continue;
        }
        let end = lines[at..]
            .iter()
            .position(|line| line.strip_prefix(indent) == Some("}"));
        let name = after.split(['(', '<']).next().unwrap_or_default();
        // A function without a body has no end of its own.
        let body = lines[at..]
            .iter()
            .find_map(|line| line.ends_with(['{', ';', '}']).then(|| line.ends_with('{')));
        if let (Some(end), Some(true)) = (end, body) {
            functions.push((name.to_owned(), end + 1));
        }
    }
    functions
}

#[test]
fn functions_are_measured_from_head_to_closing_brace() {
    let text = "pub(super) fn one(\n    a: u8,\n) {\n    fn two() {\n    }\n}\nfn three();\n";
    let lengths = functions(text);
    assert_eq!(lengths, [("one".to_owned(), 6), ("two".to_owned(), 2)]);
}
