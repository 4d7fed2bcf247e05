//! The elements of an export of Apple Health, found without parsing the rest: of a gigabyte of
//! heartbeats a diary wants a thousand lines.
//!
//! Exports are often not well-formed: declarations are not closed, control characters stand in values.
//! So nothing is parsed but single elements that are wanted.

use std::io::{self, ErrorKind, Read};

use memchr::{memchr, memchr_iter, memmem};

/// So much is searched at once.
const BLOCK: usize = 256 << 10;
/// Longer is no element.
const LONGEST: usize = 1 << 20;

/// What stands in the file.
pub(super) enum Found<'b> {
    /// A record that is wanted, whole, and its line.
    Record(&'b [u8], u64),
    /// A record that is not, by its type.
    Other(&'b [u8]),
    /// A workout.
    Workout,
}

/// How the file ended.
pub(super) struct End {
    /// The last line.
    pub(super) line: u64,
    /// Whether the end of the data was there.
    pub(super) is_whole: bool,
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
/// When the bytes do not come.
pub(super) fn scan(
    input: &mut dyn Read,
    wanted: fn(of: &[u8]) -> bool,
    mut show: impl FnMut(Found<'_>),
) -> io::Result<End> {
    let mut buffer: Vec<u8> = Vec::with_capacity(2 * BLOCK);
    let mut end = End {
        line: 1,
        is_whole: false,
    };
    // Records in a correlation stand at the top, too.
    let mut is_inside = false;
    loop {
        let held = buffer.len();
        buffer.resize(held + BLOCK, 0);
        let read = fill(input, buffer.get_mut(held..).unwrap_or_default())?;
        buffer.truncate(held + read);
        let mut at = 0;
        // Where the lines are counted up to.
        let mut counted = 0;
        while let Some(next) = buffer.get(at..).and_then(|rest| memchr(b'<', rest)) {
            let from = at + next;
            let rest = buffer.get(from..).unwrap_or_default();
            let step = match rest.get(1..) {
                Some(name) if name.starts_with(b"Record ") => {
                    record(rest, is_inside, wanted, &mut |found| {
                        if let Found::Record(..) = found {
                            end.line += lines(buffer.get(counted..from));
                            counted = from;
                        }
                        show(match found {
                            Found::Record(bytes, _) => Found::Record(bytes, end.line),
                            found => found,
                        });
                    })
                }
                Some(name) if name.starts_with(b"Workout ") => {
                    show(Found::Workout);
                    Step::Past(1)
                }
                Some(name) if name.starts_with(b"Correlation ") => {
                    is_inside = true;
                    Step::Past(1)
                }
                Some(name) if name.starts_with(b"/Correlation>") => {
                    is_inside = false;
                    Step::Past(1)
                }
                Some(name) if name.starts_with(b"/HealthData>") => {
                    end.is_whole = true;
                    Step::Past(1)
                }
                Some(name) if name.len() > 16 => Step::Past(1),
                _ => Step::More,
            };
            match step {
                Step::Past(bytes) => at = from + bytes,
                Step::More if read == 0 => at = from + 1,
                Step::More if rest.len() > LONGEST => return Err(ErrorKind::InvalidData.into()),
                Step::More => {
                    at = from;
                    break;
                }
            }
        }
        if buffer
            .get(at..)
            .and_then(|rest| memchr(b'<', rest))
            .is_none()
        {
            at = buffer.len();
        }
        if read == 0 {
            end.line += lines(buffer.get(counted..));
            return Ok(end);
        }
        end.line += lines(buffer.get(counted..at));
        buffer.drain(..at);
    }
}

fn lines(bytes: Option<&[u8]>) -> u64 {
    memchr_iter(b'\n', bytes.unwrap_or_default()).count() as u64
}

fn fill(input: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// A record that begins some bytes.
fn record(
    bytes: &[u8],
    is_inside: bool,
    wanted: fn(of: &[u8]) -> bool,
    show: &mut dyn FnMut(Found<'_>),
) -> Step {
    let Some(head) = head(bytes) else {
        return Step::More;
    };
    let opening = bytes.get(..head).unwrap_or_default();
    if is_inside {
        return Step::Past(head);
    }
    let of = attribute(opening, b"type=\"");
    if !wanted(of) {
        show(Found::Other(of));
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
