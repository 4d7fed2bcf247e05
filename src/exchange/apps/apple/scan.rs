//! The elements of an export of Apple Health, found without parsing the rest: of a gigabyte of
//! heartbeats a diary wants a thousand lines.
//!
//! Exports are often not well-formed: declarations are not closed, control characters stand in values.
//! So nothing is parsed but single elements that are wanted.

use std::io::{self, ErrorKind};

use memchr::{memchr, memchr_iter, memchr2, memmem};

use super::pieces::Pieces;

/// Longer is no element.
const LONGEST: usize = 1 << 20;

/// What stands in the file.
#[derive(Debug, PartialEq)]
pub(super) enum Found<B> {
    /// A record that is wanted, whole, and its line.
    Record(B, u64),
    /// So many records of a type that is not.
    Others(B, u64),
    /// A workout.
    Workout,
}

impl Found<&[u8]> {
    /// The same, whatever becomes of the bytes.
    pub(super) fn into_owned(self) -> Found<Vec<u8>> {
        match self {
            Self::Record(bytes, line) => Found::Record(bytes.to_vec(), line),
            Self::Others(of, count) => Found::Others(of.to_vec(), count),
            Self::Workout => Found::Workout,
        }
    }
}

/// How the file ended.
pub(super) struct End {
    /// The last line.
    pub(super) line: u64,
    /// Whether the end of the data was there.
    pub(super) is_whole: bool,
}

/// An element, by its name.
enum Element {
    Record,
    Workout,
    /// What holds records together, or its end.
    Correlation {
        ends: bool,
    },
    /// The end of all.
    End,
    Other,
}

impl Element {
    /// What begins so behind a `<`; `None` where more has to come to tell.
    fn of(name: &[u8]) -> Option<Self> {
        const ENOUGH: usize = 16;
        Some(match name {
            name if name.starts_with(b"Record ") => Self::Record,
            name if name.starts_with(b"Workout ") => Self::Workout,
            name if name.starts_with(b"Correlation ") => Self::Correlation { ends: false },
            name if name.starts_with(b"/Correlation>") => Self::Correlation { ends: true },
            name if name.starts_with(b"/HealthData>") => Self::End,
            name if name.len() > ENOUGH => Self::Other,
            _ => return None,
        })
    }
}

/// Records of one type that is not wanted. They lie together as a rule: so most of them are told by one
/// comparison.
#[derive(Default)]
struct Run {
    /// How each of them begins, to the end of its type.
    begins: Vec<u8>,
    /// So many lines end there.
    lines: u64,
    count: u64,
}

impl Run {
    /// Whether one more of them stands there.
    fn goes_on(&mut self, bytes: &[u8]) -> bool {
        let goes_on = self.count > 0 && bytes.starts_with(&self.begins);
        self.count += u64::from(goes_on);
        goes_on
    }

    /// Shows those that were, and begins with one of another type.
    fn begin(&mut self, of: &[u8], show: &mut impl FnMut(Found<&[u8]>)) {
        self.end(show);
        self.begins = [TYPE_IN_FRONT, of, b"\""].concat();
        self.lines = lines(&self.begins);
        self.count = 1;
    }

    fn end(&mut self, show: &mut impl FnMut(Found<&[u8]>)) {
        let of = self.begins.strip_prefix(TYPE_IN_FRONT);
        if let Some(of) = of.and_then(|of| of.strip_suffix(b"\"")) {
            show(Found::Others(of, self.count));
        }
    }
}

/// What a place in the file comes to.
enum Step {
    /// Go on behind so many bytes.
    Past(usize),
    /// More of the file has to come first.
    More,
}

/// Goes through a file, and shows what is found.
///
/// # Errors
/// When something is longer than any element.
pub(super) fn scan(
    pieces: &mut Pieces,
    wanted: fn(of: &[u8]) -> bool,
    mut show: impl FnMut(Found<&[u8]>),
) -> io::Result<End> {
    let mut end = End {
        line: 1,
        is_whole: false,
    };
    // Records in a correlation stand at the top, too.
    let mut is_inside = false;
    let mut run = Run::default();
    // So much of what came is yet to be gone through.
    let mut held = 0;
    loop {
        let block = pieces.next(held);
        let is_last = block.len() == held;
        let mut at = 0;
        held = loop {
            let Some(next) = block.get(at..).and_then(|rest| memchr2(b'<', b'\n', rest)) else {
                break 0;
            };
            at += next;
            let rest = block.get(at..).unwrap_or_default();
            if rest.starts_with(b"\n") {
                end.line += 1;
                at += 1;
                continue;
            }
            if !is_inside && run.goes_on(rest) {
                end.line += run.lines;
                at += run.begins.len();
                continue;
            }
            let step = match rest.get(1..).and_then(Element::of) {
                Some(Element::Record) => {
                    record(rest, is_inside, wanted, &mut |found| match found {
                        Found::Record(bytes, _) => show(Found::Record(bytes, end.line)),
                        Found::Others(of, _) => run.begin(of, &mut show),
                        Found::Workout => {}
                    })
                }
                Some(of) => {
                    match of {
                        Element::Workout => show(Found::Workout),
                        Element::Correlation { ends } => is_inside = !ends,
                        Element::End => end.is_whole = true,
                        Element::Record | Element::Other => {}
                    }
                    Step::Past(1)
                }
                None => Step::More,
            };
            at += match step {
                Step::Past(bytes) => {
                    end.line += lines(rest.get(..bytes).unwrap_or_default());
                    bytes
                }
                Step::More if is_last => 1,
                Step::More if rest.len() > LONGEST => return Err(ErrorKind::InvalidData.into()),
                Step::More => break rest.len(),
            };
        };
        if is_last {
            run.end(&mut show);
            return Ok(end);
        }
    }
}

fn lines(bytes: &[u8]) -> u64 {
    memchr_iter(b'\n', bytes).count() as u64
}

/// A record that begins some bytes.
fn record(
    bytes: &[u8],
    is_inside: bool,
    wanted: fn(of: &[u8]) -> bool,
    show: &mut dyn FnMut(Found<&[u8]>),
) -> Step {
    // As a rule the type comes first, and of what is not wanted nothing else is looked at.
    if let Some(of) = type_in_front(bytes)
        && !wanted(of)
    {
        if !is_inside {
            show(Found::Others(of, 1));
        }
        return Step::Past(TYPE_IN_FRONT.len() + of.len());
    }
    let Some(head) = head(bytes) else {
        return Step::More;
    };
    let opening = bytes.get(..head).unwrap_or_default();
    if is_inside {
        return Step::Past(head);
    }
    let of = attribute(opening, b"type=\"");
    if !wanted(of) {
        show(Found::Others(of, 1));
        return Step::Past(head);
    }
    let length = match opening.ends_with(b"/>") {
        true => Some(head),
        false => memmem::find(bytes, b"</Record>").map(|at| at + b"</Record>".len()),
    };
    let Some(length) = length else {
        return Step::More;
    };
    show(Found::Record(bytes.get(..length).unwrap_or_default(), 0));
    Step::Past(length)
}

const TYPE_IN_FRONT: &[u8] = b"<Record type=\"";

/// The type of a record, where it stands before all else.
fn type_in_front(bytes: &[u8]) -> Option<&[u8]> {
    let of = bytes.strip_prefix(TYPE_IN_FRONT)?;
    of.get(..memchr(b'"', of)?)
}

/// How long the opening of an element is: to the first `>` that no value holds.
fn head(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let next = memchr::memchr2(b'"', b'>', bytes.get(at..)?)?;
        at += next + 1;
        if bytes.get(at - 1) == Some(&b'>') {
            return Some(at);
        }
        at += memchr(b'"', bytes.get(at..)?)? + 1;
    }
}

/// The value of an attribute; empty where there is none.
fn attribute<'b>(opening: &'b [u8], name: &[u8]) -> &'b [u8] {
    let value = memmem::find(opening, name).and_then(|at| opening.get(at + name.len()..));
    let value = value.unwrap_or_default();
    let end = memchr(b'"', value).unwrap_or(value.len());
    value.get(..end).unwrap_or_default()
}
