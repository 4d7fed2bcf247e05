//! Files of a journal → pieces.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::{Map, Value};

use super::{CYCLE_DAY, DATE, ENTRIES, FENCE, GENERATOR, US};
use crate::diary::{Catalogue, EntryKindId};
use crate::exchange::json::pieces;
use crate::exchange::{Dropped, Format, Misfit, Piece, ReadError, Source, Standing, Taker};

/// More than the front matter of a day has bytes.
const MOST: u64 = 16 << 20;

/// Whether a file that begins so is of our making.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let mut lines = beginning.trim_start_matches('\u{feff}').lines();
    let opens = lines.next().is_some_and(|line| line.trim_end() == FENCE);
    // The order of its lines is for other programs to choose.
    let mut within = lines.take_while(|line| line.trim_end() != FENCE);
    opens && within.any(tells_of_us)
}

/// Whether a line says who made the file, and that it was us.
fn tells_of_us(line: &str) -> bool {
    line.split_once(':')
        .map(|(name, value)| (name, value.trim()))
        == Some((GENERATOR, US))
}

/// The front matter of a page of ours; `None` of any other file.
///
/// # Errors
/// When the bytes do not come.
pub(in crate::exchange) fn front(page: &Path) -> io::Result<Option<String>> {
    let mut page = BufReader::new(File::open(page)?);
    let mut bytes = Vec::new();
    { page.by_ref() }
        .take(Format::BEGINNING)
        .read_to_end(&mut bytes)?;
    if !recognises(&String::from_utf8_lossy(&bytes)) {
        return Ok(None);
    }
    page.take(MOST).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut fences = 0;
    let within = text
        .trim_start_matches('\u{feff}')
        .lines()
        .take_while(|line| {
            let is_open = fences < 2;
            fences += usize::from(is_open && line.trim_end() == FENCE);
            is_open
        });
    let front: String = within.flat_map(|line| [line, "\n"]).collect();
    Ok((fences == 2).then_some(front))
}

/// Hands what one file holds, or several one behind the other, to who takes it.
///
/// # Errors
/// [`ReadError::Io`] when the bytes do not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let catalogue = standing.catalogue();
    let mut reader = Reader {
        taker,
        catalogue: &catalogue,
        open: None,
        before: String::new(),
    };
    for (number, line) in (1..).zip(BufReader::new(input).split(b'\n')) {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_start_matches('\u{feff}').trim_end();
        if reader.line(number, line).is_break() {
            return Ok(());
        }
    }
    reader.end();
    Ok(())
}

/// The front matter that is open.
struct Front {
    line: u64,
    ours: bool,
    date: Value,
    answers: Map<String, Value>,
    /// What happened at a time, each with its line.
    entries: Vec<(u64, Value)>,
    /// The name whose list goes on.
    list: String,
}

struct Reader<'t> {
    taker: &'t mut dyn Taker,
    catalogue: &'t Catalogue,
    open: Option<Front>,
    /// The line before.
    before: String,
}

impl Reader<'_> {
    fn line(&mut self, number: u64, line: &str) -> ControlFlow<()> {
        let before = std::mem::replace(&mut self.before, line.to_owned());
        let Some(front) = &mut self.open else {
            // A rule within the words of a day has words before it, and opens nothing.
            if line == FENCE && (number == 1 || !before.starts_with('#')) {
                self.open = Some(Front {
                    line: number,
                    ours: false,
                    date: Value::Null,
                    answers: Map::new(),
                    entries: Vec::new(),
                    list: String::new(),
                });
            }
            return ControlFlow::Continue(());
        };
        if line == FENCE {
            return match self.open.take() {
                Some(front) if front.ours => self.day(front),
                _ => ControlFlow::Continue(()),
            };
        }
        if tells_of_us(line) {
            front.ours = true;
        } else if let Some(item) = line.trim_start().strip_prefix("- ") {
            let value = scalar(item);
            if front.list == ENTRIES {
                front.entries.push((number, value));
            } else if let Some(Value::Array(list)) = front.answers.get_mut(&front.list) {
                list.push(value);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            let (name, value) = (name.trim().trim_matches('"'), value.trim());
            name.clone_into(&mut front.list);
            match name {
                DATE => front.date = value.trim_matches(['"', '\'']).into(),
                CYCLE_DAY | ENTRIES => {}
                // Nothing behind the colon: a list follows, line by line.
                _ if value.is_empty() => {
                    front.answers.insert(name.into(), Value::Array(Vec::new()));
                }
                _ => {
                    front.answers.insert(name.into(), flow(value));
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Tells of a page that is cut off.
    fn end(&mut self) {
        if let Some(front) = self.open.take().filter(|front| front.ours) {
            let _ = self.taker.take(Piece::Dropped(Dropped {
                line: front.line,
                key: DATE.into(),
                what: front.date.as_str().unwrap_or_default().into(),
                why: Misfit::NoPage,
            }));
        }
    }

    /// Hands on what a day holds.
    fn day(&mut self, front: Front) -> ControlFlow<()> {
        let mut check_in = Map::new();
        check_in.insert("kind".into(), EntryKindId::DAY.as_str().into());
        check_in.insert("answers".into(), front.answers.into());
        let entries = [(front.line, check_in.into())].into_iter();
        for (line, mut entry) in entries.chain(front.entries) {
            let found = match entry.as_object_mut() {
                Some(fields) => {
                    fields.insert(DATE.into(), front.date.clone());
                    pieces(line, &entry.to_string(), self.catalogue)
                }
                None => vec![Piece::Dropped(Dropped {
                    line,
                    key: ENTRIES.into(),
                    what: entry.to_string(),
                    why: Misfit::NoKind,
                })],
            };
            found
                .into_iter()
                .try_for_each(|piece| self.taker.take(piece))?;
        }
        ControlFlow::Continue(())
    }
}

/// A value on one line: a list in brackets, or a scalar.
fn flow(text: &str) -> Value {
    if let Ok(value) = serde_json::from_str(text) {
        return value;
    }
    let within = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let Some(mut rest) = within.map(str::trim) else {
        return scalar(text);
    };
    let mut list = Vec::new();
    while !rest.is_empty() {
        let end = end_of_item(rest);
        let (item, after) = rest.split_at(end);
        list.push(scalar(item.trim()));
        rest = after.trim_start_matches(',').trim_start();
    }
    list.into()
}

/// Where the first item of a list ends: at a comma that is in no quotation marks.
fn end_of_item(list: &str) -> usize {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in list.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ',' if !quoted => return at,
            _ => {}
        }
    }
    list.len()
}

/// What YAML takes words for, as far as the diary has such: JSON is a part of it, all else is a word.
fn scalar(text: &str) -> Value {
    let unquoted = text
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''));
    match unquoted {
        Some(word) => word.replace("''", "'").into(),
        None => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_come_back() {
        for (text, value) in [
            ("5", json!(5)),
            ("36.72", json!(36.72)),
            ("true", json!(true)),
            ("low", json!("low")),
            ("\"no\"", json!("no")),
            ("'it''s'", json!("it's")),
            ("06:30", json!("06:30")),
            ("[]", json!([])),
            ("[a, \"b, c\", \"d\\\"\"]", json!(["a", "b, c", "d\""])),
        ] {
            assert_eq!(flow(text), value, "{text}");
        }
    }
}
