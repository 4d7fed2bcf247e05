//! A file of the format, gone through without keeping its entries.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read, SeekFrom};
use std::ops::ControlFlow;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::{FORMAT, MARK, VERSION};
use crate::diary::ItemId;
use crate::exchange::{Mismatch, ReadError, Source};

const FIELDS: &[&str] = &[
    "format",
    "version",
    "profile",
    "own-items",
    "overrides",
    "entries",
];

/// A part of a file as it stands there, and its line, from 1.
pub(super) struct Part {
    pub line: u64,
    pub raw: Box<RawValue>,
}

/// What a file holds beside its entries.
#[derive(Default)]
pub(super) struct Document {
    pub profile: Option<Part>,
    pub own_items: Vec<(ItemId, Part)>,
    pub overrides: Vec<(ItemId, Part)>,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

/// Reads what a file holds beside its entries, and makes sure that it is one of the format, to its
/// end.
pub(super) fn document(input: &mut dyn Source) -> Result<Document, ReadError> {
    is_text(input)?;
    let read = pass(input, |lines, file| DocumentOf { lines }.deserialize(file));
    let (head, document) = match read {
        Ok(Ok(read)) => read,
        Err(error) => return Err(error),
        // A later version may have any form, so its number says more than what else there is.
        Ok(Err(error)) => {
            let head = pass(input, |_, file| Head::deserialize(file))?;
            check(&head.map_err(unread)?)?;
            return Err(unread(error));
        }
    };
    check(&head)?;
    Ok(document)
}

/// Hands on the entries of a file whose form is known, with their lines, one at a time, until there is
/// enough.
pub(super) fn entries(
    input: &mut dyn Source,
    mut take: impl FnMut(u64, &str) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    skip_mark(input)?;
    let mut input = BufReader::with_capacity(64 << 10, input);
    let mut cutter = Cutter::default();
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        for byte in bytes {
            let cut = cutter.goes_on(*byte);
            if cut == Cut::Within {
                continue;
            }
            let line = 1 + cutter.began;
            let entry = str::from_utf8(cutter.entry.trim_ascii_end());
            let entry = entry.map_err(|_| wrong(Mismatch::NotText(line as usize)))?;
            if !entry.is_empty() && take(line, entry).is_break() || cut == Cut::Last {
                return Ok(());
            }
            cutter.entry.clear();
        }
        let read = bytes.len();
        input.consume(read);
    }
}

/// Cuts out the entries, without understanding more than where they end.
#[derive(Default)]
struct Cutter {
    /// How many lines have ended.
    ended: u64,
    /// How many objects and arrays are open.
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// The latest string beside the entries.
    key: Vec<u8>,
    /// Whether the array of the entries is open.
    within: bool,
    entry: Vec<u8>,
    /// How many lines had ended when it began.
    began: u64,
}

/// What the next byte means for an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// That it goes on, or that there is none.
    Within,
    /// That it is whole.
    End,
    /// The same, and that none follows.
    Last,
}

impl Cutter {
    fn goes_on(&mut self, byte: u8) -> Cut {
        let cut = match byte {
            b'\n' => {
                self.ended += 1;
                Cut::Within
            }
            _ if self.escaped => {
                self.escaped = false;
                Cut::Within
            }
            b'\\' => {
                self.escaped = true;
                Cut::Within
            }
            b'"' => {
                self.in_string = !self.in_string;
                if self.in_string && self.depth == 1 {
                    self.key.clear();
                }
                Cut::Within
            }
            _ if self.in_string => Cut::Within,
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth == 2 && byte == b'[' && self.is_at_entries() {
                    self.within = true;
                    return Cut::Within;
                }
                Cut::Within
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                match self.depth {
                    1 if self.within => Cut::Last,
                    _ => Cut::Within,
                }
            }
            b',' if self.within && self.depth == 2 => Cut::End,
            _ => Cut::Within,
        };
        if self.depth == 1 && (self.in_string || byte == b'"') {
            self.key.push(byte);
        }
        if self.within && cut == Cut::Within {
            if self.entry.is_empty() {
                if byte.is_ascii_whitespace() {
                    return cut;
                }
                self.began = self.ended;
            }
            self.entry.push(byte);
        }
        cut
    }

    /// Whether the latest string was the name of the entries.
    fn is_at_entries(&self) -> bool {
        serde_json::from_slice::<String>(&self.key).is_ok_and(|key| key == "entries")
    }
}

/// Goes through a file from its beginning to its end.
fn pass<T>(
    input: &mut dyn Source,
    read: impl FnOnce(
        &Lines,
        &mut serde_json::Deserializer<serde_json::de::IoRead<Counted<'_>>>,
    ) -> serde_json::Result<T>,
) -> Result<serde_json::Result<T>, ReadError> {
    skip_mark(input)?;
    let lines = Lines::default();
    let counted = Counted {
        input: BufReader::with_capacity(64 << 10, input),
        lines: &lines,
    };
    let mut file = serde_json::Deserializer::from_reader(counted);
    let read = read(&lines, &mut file).and_then(|read| file.end().map(|()| read));
    match read {
        Err(error) if error.is_io() => Err(io::Error::from(error).into()),
        read => Ok(read),
    }
}

/// Goes to the beginning of a file, behind a byte order mark.
fn skip_mark(input: &mut dyn Source) -> io::Result<()> {
    input.seek(SeekFrom::Start(0))?;
    let mut beginning = Vec::new();
    let most = MARK.len() as u64;
    { &mut *input }.take(most).read_to_end(&mut beginning)?;
    if beginning != MARK.as_bytes() {
        input.seek(SeekFrom::Start(0))?;
    }
    Ok(())
}

fn check(head: &Head) -> Result<(), ReadError> {
    if head.format != FORMAT {
        return Err(wrong(Mismatch::Format(head.format.clone())));
    }
    if head.version > VERSION {
        return Err(wrong(Mismatch::Version {
            found: head.version,
            known: VERSION,
        }));
    }
    Ok(())
}

/// Makes sure that a file is UTF-8.
fn is_text(input: &mut dyn Source) -> Result<(), ReadError> {
    input.seek(SeekFrom::Start(0))?;
    let (mut bytes, mut kept, mut lines) = (vec![0; 64 << 10], 0, 1);
    loop {
        let read = input.read(bytes.get_mut(kept..).unwrap_or_default())?;
        let text = bytes.get(..kept + read).unwrap_or_default();
        let (whole, fails) = match str::from_utf8(text) {
            Ok(_) => (text.len(), false),
            // A character may go on in what comes next.
            Err(error) => (
                error.valid_up_to(),
                error.error_len().is_some() || read == 0,
            ),
        };
        let ended = text.get(..whole).unwrap_or_default();
        lines += ended.iter().filter(|byte| **byte == b'\n').count();
        if fails {
            return Err(wrong(Mismatch::NotText(lines)));
        }
        if read == 0 {
            return Ok(());
        }
        let end = text.len();
        bytes.copy_within(whole..end, 0);
        kept = end - whole;
    }
}

fn unread(error: serde_json::Error) -> ReadError {
    wrong(error.into())
}

pub(super) fn said(error: impl ToString) -> ReadError {
    wrong(Mismatch::Said(error.to_string()))
}

fn wrong(reason: Mismatch) -> ReadError {
    ReadError::Form {
        format: FORMAT.into(),
        reason,
    }
}

/// How many lines have ended: of all that was read, and of all but its last byte.
#[derive(Default)]
struct Lines {
    ended: Cell<u64>,
    before: Cell<u64>,
}

/// Bytes whose lines are counted as they are read.
struct Counted<'l> {
    input: BufReader<&'l mut dyn Source>,
    lines: &'l Lines,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        let mut ended = self.lines.ended.get();
        for byte in buffer.iter().take(read) {
            self.lines.before.set(ended);
            ended += u64::from(*byte == b'\n');
        }
        self.lines.ended.set(ended);
        Ok(read)
    }
}

/// Reads a part with its line. Parts are known to begin only when they end.
#[derive(Clone, Copy)]
struct PartOf<'l>(&'l Lines);

impl<'de> DeserializeSeed<'de> for PartOf<'_> {
    type Value = Part;

    fn deserialize<D: Deserializer<'de>>(self, file: D) -> Result<Part, D::Error> {
        let raw = Box::<RawValue>::deserialize(file)?;
        // That a number ends is known by the byte behind it.
        let ended = match raw.get().as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => &self.0.before,
            _ => &self.0.ended,
        };
        let within = raw.get().bytes().filter(|byte| *byte == b'\n').count();
        let line = 1 + ended.get() - within as u64;
        Ok(Part { line, raw })
    }
}

/// Reads parts by the ids of items.
struct Parts<'l>(&'l Lines);

impl<'de> DeserializeSeed<'de> for Parts<'_> {
    type Value = Vec<(ItemId, Part)>;

    fn deserialize<D: Deserializer<'de>>(self, file: D) -> Result<Self::Value, D::Error> {
        file.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Parts<'_> {
    type Value = Vec<(ItemId, Part)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut parts = Vec::new();
        // Two of a name are both told.
        while let Some(id) = map.next_key()? {
            parts.push((id, map.next_value_seed(PartOf(self.0))?));
        }
        Ok(parts)
    }
}

/// Reads what stands beside the entries.
struct DocumentOf<'l> {
    lines: &'l Lines,
}

impl<'de> DeserializeSeed<'de> for DocumentOf<'_> {
    type Value = (Head, Document);

    fn deserialize<D: Deserializer<'de>>(self, file: D) -> Result<Self::Value, D::Error> {
        file.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentOf<'_> {
    type Value = (Head, Document);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut seen: Vec<&str> = Vec::new();
        let (mut format, mut version) = (None, None);
        let mut document = Document::default();
        while let Some(key) = map.next_key::<String>()? {
            let field = FIELDS.iter().copied().find(|field| *field == key);
            let field = field.ok_or_else(|| A::Error::unknown_field(&key, FIELDS))?;
            if seen.contains(&field) {
                return Err(A::Error::duplicate_field(field));
            }
            seen.push(field);
            match field {
                "format" => format = Some(map.next_value()?),
                "version" => version = Some(map.next_value()?),
                "profile" => {
                    let part = map.next_value_seed(PartOf(self.lines))?;
                    document.profile = Some(part).filter(|part| part.raw.get() != "null");
                }
                "own-items" => document.own_items = map.next_value_seed(Parts(self.lines))?,
                "overrides" => document.overrides = map.next_value_seed(Parts(self.lines))?,
                _ => {
                    map.next_value::<Entries>()?;
                }
            }
        }
        let head = Head {
            format: format.ok_or_else(|| A::Error::missing_field("format"))?,
            version: version.ok_or_else(|| A::Error::missing_field("version"))?,
        };
        if !seen.contains(&"entries") {
            return Err(A::Error::missing_field("entries"));
        }
        Ok((head, document))
    }
}

/// Makes sure that entries are a list, whatever they are.
struct Entries;

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        file.deserialize_seq(Self)
    }
}

impl<'de> Visitor<'de> for Entries {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i32>().prop_map(Value::from),
            "[a-c\"\\\\{}\\[\\],:\n é]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let key = prop_oneof!["[a\"\\]]{0,2}", Just("entries".to_owned())];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::vec((key, inner), 0..3)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn entries_are_cut_where_they_end(
            beside in any_value(),
            entries in prop::collection::vec(any_value(), 0..5),
            pretty in any::<bool>(),
            escaped in any::<bool>(),
        ) {
            let file = json!({"a": beside, "b": "entries", "entries": entries, "c": beside});
            let text = if pretty {
                serde_json::to_string_pretty(&file).unwrap()
            } else {
                file.to_string()
            };
            let key = if escaped { r#""entri\u0065s":"# } else { r#""entries":"# };
            let own = text.find(r#""b":"#).unwrap();
            let (before, behind) = text.split_at(own);
            let text = format!("{before}{}", behind.replacen(r#""entries":"#, key, 1));
            let mut found = Vec::new();
            let take = |line: u64, entry: &str| {
                found.push((line, entry.to_owned()));
                ControlFlow::Continue(())
            };
            super::entries(&mut Cursor::new(&text), take).unwrap();
            let values: Vec<Value> = found
                .iter()
                .map(|(_, entry)| serde_json::from_str(entry).unwrap())
                .collect();
            prop_assert_eq!(values, entries);
            for (line, entry) in &found {
                let told = text.lines().nth(*line as usize - 1).unwrap();
                prop_assert!(told.contains(entry.lines().next().unwrap()), "{}: {}", line, entry);
            }
        }
    }
}
