//! Diary → a folder of files.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::Value;

use super::{CYCLE_DAY, DATE, ENTRIES, FENCE, GENERATOR, US};
use crate::cycle::Cycles;
use crate::diary::{Catalogue, Day};
use crate::exchange::outgoing::{Outgoing, WriteError};
use crate::exchange::{LeftOut, json};

/// Writes what leaves of a diary, a file a day, readable by their owner alone; nothing of it is left
/// out. A file that is up to date is not written again.
///
/// # Errors
/// [`WriteError::NotOurs`] when a file of another's making stands where one is to be written:
/// then none was. Also when the diary cannot be read, or a file cannot be written.
pub(in crate::exchange) fn export(
    outgoing: &mut Outgoing,
    folder: &Path,
) -> Result<LeftOut, WriteError> {
    outgoing.each_year(|year| {
        for (date, _) in year.days() {
            let path = path(folder, date);
            if fs::symlink_metadata(&path).is_ok() && !is_ours(&path)? {
                return Err(WriteError::NotOurs(path));
            }
        }
        Ok(())
    })?;
    let cycles = outgoing.cycles()?;
    let (catalogue, profile) = (outgoing.catalogue(), outgoing.profile());
    let phrases = outgoing.phrases();
    outgoing.each_year(|year| {
        for (date, day) in year.days() {
            let mut text = front_matter(date, day, cycles.as_ref(), catalogue);
            text.push_str(&(phrases.day)(date, day, catalogue, profile));
            put(&path(folder, date), &text)?;
        }
        Ok(())
    })?;
    Ok(LeftOut::new())
}

fn path(folder: &Path, date: NaiveDate) -> PathBuf {
    folder.join(format!("{date}.md"))
}

/// Whether a file, as far as can be told, is of our making.
fn is_ours(path: &Path) -> io::Result<bool> {
    let bytes = fs::read(path)?;
    Ok(super::recognises(&String::from_utf8_lossy(&bytes)))
}

/// Puts a text in the place of what a file holds, whole or not at all.
fn put(path: &Path, text: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    // tempfile makes it private.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Everything of a day as YAML.
fn front_matter(
    date: NaiveDate,
    day: &Day,
    cycles: Option<&Cycles>,
    catalogue: &Catalogue,
) -> String {
    let mut text = format!("{FENCE}\n{GENERATOR}: {US}\n{DATE}: {date}\n");
    let mut line = |name: &str, value: &str| {
        // Writing to a String does not fail.
        let _ = writeln!(text, "{name}: {value}");
    };
    let cycle = cycles.and_then(|cycles| cycles.at(date));
    if let Some(day) = cycle.and_then(|cycle| cycle.counted_day(date)) {
        line(CYCLE_DAY, &day.to_string());
    }
    let check_in = day.check_in();
    let mut answers: Vec<_> = check_in.iter().flat_map(|entry| &entry.answers).collect();
    answers.sort_by_key(|(id, _)| catalogue.position(id.as_str()).unwrap_or(usize::MAX));
    for (id, answer) in answers {
        line(&scalar(&id.as_str().into()), &value(&answer.to_json()));
    }
    let mut entries = day.timed().peekable();
    if entries.peek().is_some() {
        let _ = writeln!(text, "{ENTRIES}:");
    }
    for entry in entries {
        let mut entry = json::entry(entry);
        if let Some(fields) = entry.as_object_mut() {
            fields.remove(DATE);
        }
        let _ = writeln!(text, "  - {entry}");
    }
    text + FENCE + "\n"
}

/// JSON as YAML, of which it is a part, with as few quotation marks as it may have.
fn value(of: &Value) -> String {
    match of {
        Value::Array(list) => {
            let list: Vec<String> = list.iter().map(scalar).collect();
            format!("[{}]", list.join(", "))
        }
        of => scalar(of),
    }
}

/// What YAML, of one version or the other, takes for something else than a word.
const NO_WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

fn scalar(of: &Value) -> String {
    match of {
        Value::String(word) if is_plain(word) => word.clone(),
        of => of.to_string(),
    }
}

/// Whether every YAML takes a word for itself: not `no`, `1e3` or `12:30`.
fn is_plain(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !NO_WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_takes_for_others_is_quoted() {
        for (word, told) in [
            ("low-back-middle", "low-back-middle"),
            ("no", "\"no\""),
            ("1e3", "\"1e3\""),
            ("12:30", "\"12:30\""),
            ("2025-01-18", "\"2025-01-18\""),
            ("~", "\"~\""),
            ("a: b", "\"a: b\""),
            ("two\nlines \"said\"", "\"two\\nlines \\\"said\\\"\""),
            ("-", "\"-\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(&word.into()), told);
        }
        assert_eq!(value(&serde_json::json!(["a", "yes"])), "[a, \"yes\"]");
        assert_eq!(value(&serde_json::json!([])), "[]");
        assert_eq!(value(&serde_json::json!(true)), "true");
    }
}
