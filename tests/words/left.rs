//! English that still stands in the code, counted room by room. The table may only shrink, and a
//! room that is done is not in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const TABLE: &str = "tests/words/left.toml";
const HEAD: &str = "\
# String literals of two words or more in src, outside src/words, by room.
# The numbers only shrink: UPDATE_LEFT=1 cargo test --test words left
";

/// The room whose work it is.
const WORDS: &str = "words";

#[test]
fn no_room_has_more_english_than_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in rust_files(&root.join("src")) {
        let file = path.strip_prefix(root.join("src")).unwrap();
        let room = room(file);
        if room == WORDS {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let literals = sentences(&text).into_iter();
        let literals =
            literals.map(|(line, text)| format!("src/{}:{line}: {text}", file.display()));
        found.entry(room).or_default().extend(literals);
    }
    let now: BTreeMap<String, usize> = found
        .iter()
        .map(|(room, all)| (room.clone(), all.len()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let table: BTreeMap<String, usize> =
        toml::from_str(&std::fs::read_to_string(root.join(TABLE)).unwrap()).unwrap();
    if std::env::var_os("UPDATE_LEFT").is_some() {
        // A room may be renamed, but in all there is never more.
        let (sum, most): (usize, usize) = (now.values().sum(), table.values().sum());
        assert!(
            sum <= most,
            "{sum} things are said in the code, {most} before"
        );
        let lines = now
            .iter()
            .map(|(room, count)| format!("\"{room}\" = {count}\n"));
        let written = HEAD.to_owned() + &lines.collect::<String>();
        std::fs::write(root.join(TABLE), written).unwrap();
        return;
    }
    for (room, all) in &found {
        let most = table.get(room).copied().unwrap_or(0);
        assert!(
            all.len() <= most,
            "src/{room} says {} things itself, {most} before; they belong into assets/words:\n{}",
            all.len(),
            all.join("\n")
        );
    }
    for room in table.keys() {
        assert!(
            now.contains_key(room),
            "{room} is done: take it out of {TABLE}"
        );
    }
}

/// The first folder or file under `src`, in the large rooms the second, too.
fn room(file: &Path) -> String {
    let file = file.with_extension("");
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    match parts.as_slice() {
        [face, second, ..] if face == "tui" || face == "cli" => format!("{face}/{second}"),
        [first, ..] => first.to_string(),
        [] => String::new(),
    }
}

pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// All the code there is.
pub(crate) fn source() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = rust_files(&root.join("src")).into_iter();
    files
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect()
}

/// The string literals of two words or more with the line they begin in. Comments, tests,
/// attributes, SQL and the reasons of panics are none.
fn sentences(source: &str) -> Vec<(usize, String)> {
    let source = source
        .split("#[cfg(test)]\nmod ")
        .next()
        .unwrap_or_default();
    let letters: Vec<char> = source.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    let next = |at: usize, what: &str| {
        what.chars()
            .enumerate()
            .all(|(n, c)| letters.get(at + n) == Some(&c))
    };
    while at < letters.len() {
        let (from, begins) = (at, line);
        match letters[at] {
            '/' if next(at, "//") => {
                while letters.get(at).is_some_and(|c| *c != '\n') {
                    at += 1;
                }
            }
            '#' if next(at, "#[") || next(at, "#![") => at = past_attribute(&letters, at),
            '\'' if letters.get(at + 1) == Some(&'\\') => at += 4,
            '\'' if letters.get(at + 2) == Some(&'\'') => at += 3,
            'r' if next(at, "r\"") || next(at, "r#\"") => {
                at = past_raw(&letters, at);
            }
            '"' => {
                at = past_string(&letters, at);
                let text: String = letters[from + 1..at - 1].iter().collect();
                if is_sentence(&text) && !is_for_programmers(&letters[..from]) {
                    found.push((begins, text));
                }
            }
            _ => at += 1,
        }
        line += letters[from..at].iter().filter(|c| **c == '\n').count();
    }
    found
}

/// Whether a literal after this code is the reason of a panic, which only programmers read.
fn is_for_programmers(before: &[char]) -> bool {
    let from = before.len().saturating_sub(100);
    let before: String = before[from..].iter().collect();
    let before = before.trim_end();
    ["expect(", "expect_err(", "panic!(", "unreachable!("]
        .iter()
        .any(|call| before.ends_with(call))
}

fn past_string(letters: &[char], mut at: usize) -> usize {
    at += 1;
    while at < letters.len() && letters[at] != '"' {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn past_raw(letters: &[char], at: usize) -> usize {
    let end: &[char] = if letters[at + 1] == '#' {
        &['"', '#']
    } else {
        &['"']
    };
    let begin = at + 1 + end.len();
    let past = letters[begin..]
        .windows(end.len())
        .position(|part| part == end);
    past.map_or(letters.len(), |past| begin + past + end.len())
}

fn past_attribute(letters: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < letters.len() {
        match letters[at] {
            '"' => {
                at = past_string(letters, at);
                continue;
            }
            '[' => depth += 1,
            ']' if depth == 1 => return at + 1,
            ']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

/// A text without the tags of HTML and SVG, which are no language of people; one that ends within a
/// tag is a tag to its end.
fn without_tags(text: &str) -> String {
    let Some((before, rest)) = text.split_once('<') else {
        return text.to_owned();
    };
    let is_tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
    match rest.split_once('>') {
        Some((_, after)) if is_tag => format!("{before} {}", without_tags(after)),
        None if is_tag => before.to_owned(),
        _ => format!("{before}<{}", without_tags(rest)),
    }
}

/// Two words beside each other, and neither SQL nor markup.
fn is_sentence(text: &str) -> bool {
    const SQL: [&str; 12] = [
        "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA ", "CREATE ", "DROP ", "ATTACH ",
        "DETACH ", "WITH ", "BEGIN", "WHERE ",
    ];
    if SQL.iter().any(|sql| text.trim_start().starts_with(sql)) || is_attribute(text) {
        return false;
    }
    // What stands in a hole is code.
    let mut depth = 0;
    let mut spoken = String::new();
    for c in without_tags(text).chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => spoken.push(c),
            _ => {}
        }
    }
    let word = |part: &&str| part.chars().filter(|c| c.is_alphabetic()).count() > 1;
    spoken
        .replace("\\n", " ")
        .split_whitespace()
        .filter(word)
        .count()
        > 1
}

/// Whether a literal begins with an attribute of a tag.
fn is_attribute(text: &str) -> bool {
    let text = text.trim_start();
    let named = text.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-');
    named.len() < text.len() && named.starts_with("=\\\"")
}

#[test]
fn only_sentences_are_counted() {
    let source = r##"
        //! "no comment counts"
        #[error("the disk is full")]
        let a = "two words"; // "nor this one"
        let sql = "SELECT date FROM entry";
        let tag = "<text y=\"{y}\">"; let attribute = " font-family=\"Some Mono, monospace\"";
        let code = "{one}{two}"; let markup = "<!doctype html>"; let d = "<b>two words</b>";
        let c = '"'; let id = "kebab-case";
        let raw = r#"a raw "string" is data"#;
        file.expect("it is there"); panic!(
            "it is not there"
        );
        say("{n} \"entries\" left")
        say("in <b>fat</b> letters"); say("=\"two words\"");
        #[cfg(test)]
mod tests { "not in tests" }
    "##;
    let found: Vec<String> = sentences(source)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let counted = [
        "two words",
        "<b>two words</b>",
        r#"{n} \"entries\" left"#,
        "in <b>fat</b> letters",
        r#"=\"two words\""#,
    ];
    assert_eq!(found, counted);
}
