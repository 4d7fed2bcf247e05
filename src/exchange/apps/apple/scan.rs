//! The elements of an export of Apple Health, found without parsing the rest: of a gigabyte of
//! heartbeats a diary wants a thousand lines.
//!
//! Exports are often not well-formed: declarations are not closed, control characters stand in values.
//! So nothing is parsed but single elements that are wanted.

use std::io::{self, ErrorKind, Read};

use memchr::{memchr, memchr_iter, memchr2, memchr3, memmem};

use super::blocks::Blocks;

/// Longer is no element.
const LONGEST: usize = 1 << 20;
/// So many bytes are gone through at once.
const BLOCK: usize = 256 << 10;

/// What stands in the file.
#[derive(Debug, PartialEq)]
pub(super) enum Found<'b> {
    /// A record that is wanted, whole, and its line.
    Record(&'b [u8], u64),
    /// So many records of a type that is not.
    Others(&'b [u8], u64),
    /// A workout.
    Workout,
}

/// How far the file goes.
pub(super) struct End {
    /// The last line.
    pub(super) line: u64,
    /// Whether the end of the data was there.
    pub(super) is_whole: bool,
    /// Whether a correlation is open: its records stand at the top, too.
    is_inside: bool,
}

impl End {
    /// Passes an element that is no record.
    fn pass(&mut self, of: &Element, bytes: &[u8], is_last: bool) -> Step {
        match of {
            // What is put aside in a comment that is not closed is put aside, too.
            Element::Comment if is_last => {
                return Step::Past(comment(bytes).unwrap_or(bytes.len()));
            }
            Element::Comment => return comment(bytes).map_or(Step::More, Step::Past),
            Element::Correlation => {
                let Some(head) = head(bytes) else {
                    return Step::More;
                };
                self.is_inside = bytes.get(head - 2) != Some(&b'/');
            }
            Element::CorrelationEnd => self.is_inside = false,
            Element::End => self.is_whole = true,
            Element::Record | Element::Workout | Element::Other => {}
        }
        Step::Past(1)
    }
}

/// An element, by its name.
enum Element {
    Record,
    Workout,
    /// What holds records together.
    Correlation,
    CorrelationEnd,
    /// The end of all.
    End,
    Comment,
    Other,
}

impl Element {
    /// What begins so behind a `<`; `None` where more has to come to tell.
    fn of(name: &[u8]) -> Option<Self> {
        const ENOUGH: usize = 16;
        let is = |of: &[u8]| {
            let behind = name.strip_prefix(of).and_then(<[u8]>::first);
            behind.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        };
        Some(match name {
            _ if is(b"Record") => Self::Record,
            _ if is(b"Workout") => Self::Workout,
            _ if is(b"Correlation") => Self::Correlation,
            _ if is(b"/Correlation") => Self::CorrelationEnd,
            _ if is(b"/HealthData") => Self::End,
            name if name.starts_with(b"!--") => Self::Comment,
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
    fn begin(&mut self, of: &[u8], show: &mut impl FnMut(Found<'_>)) {
        self.end(show);
        self.begins = [TYPE_IN_FRONT, of, b"\""].concat();
        self.lines = lines(&self.begins);
        self.count = 1;
    }

    fn end(&mut self, show: &mut impl FnMut(Found<'_>)) {
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
/// When the bytes do not come, or something is longer than any element.
pub(super) fn scan(
    input: &mut dyn Read,
    wanted: fn(of: &[u8]) -> bool,
    show: impl FnMut(Found<'_>),
) -> io::Result<End> {
    scan_by(BLOCK, input, wanted, show)
}

/// The same, by so many bytes at once.
fn scan_by(
    size: usize,
    input: &mut dyn Read,
    wanted: fn(of: &[u8]) -> bool,
    mut show: impl FnMut(Found<'_>),
) -> io::Result<End> {
    let mut blocks = Blocks::new(input, size);
    let mut end = End {
        line: 1,
        is_whole: false,
        is_inside: false,
    };
    let mut run = Run::default();
    // So much of what came is yet to be gone through.
    let mut held = 0;
    loop {
        let block = blocks.next(held)?;
        let is_last = block.len() == held;
        let mut at = 0;
        held = loop {
            let Some(next) = block.get(at..).and_then(|rest| memchr2(b'<', b'\n', rest)) else {
                break 0;
            };
            at += next;
            let mut rest = block.get(at..).unwrap_or_default();
            if let Some(line) = rest.strip_prefix(b"\n") {
                // As a rule the next element begins the line: then nothing has to be searched for.
                rest = behind_spaces(line);
                end.line += 1;
                at = block.len() - rest.len();
            }
            if !end.is_inside && run.goes_on(rest) {
                end.line += run.lines;
                at += run.begins.len();
                continue;
            }
            if !rest.starts_with(b"<") {
                continue;
            }
            let step = match rest.get(1..).and_then(Element::of) {
                Some(Element::Record) => {
                    record(rest, end.is_inside, wanted, &mut |found| match found {
                        Found::Record(bytes, _) => show(Found::Record(bytes, end.line)),
                        Found::Others(of, _) => run.begin(of, &mut show),
                        Found::Workout => {}
                    })
                }
                Some(of) => {
                    if matches!(of, Element::Workout) {
                        show(Found::Workout);
                    }
                    end.pass(&of, rest, is_last)
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

fn behind_spaces(line: &[u8]) -> &[u8] {
    let spaces = line.iter().take_while(|byte| **byte == b' ').count();
    line.get(spaces..).unwrap_or_default()
}

/// A record that begins some bytes.
fn record(
    bytes: &[u8],
    is_inside: bool,
    wanted: fn(of: &[u8]) -> bool,
    show: &mut dyn FnMut(Found<'_>),
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
    let of = attribute(opening, b"type");
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
        at += memchr3(b'"', b'\'', b'>', bytes.get(at..)?)? + 1;
        let mark = *bytes.get(at - 1)?;
        if mark == b'>' {
            return Some(at);
        }
        at += memchr(mark, bytes.get(at..)?)? + 1;
    }
}

/// How long a comment is.
fn comment(bytes: &[u8]) -> Option<usize> {
    const OPENS: usize = b"<!--".len();
    let closes = memmem::find(bytes.get(OPENS..)?, b"-->")?;
    Some(OPENS + closes + b"-->".len())
}

/// The value of an attribute, in quotation marks of either kind; empty where there is none.
fn attribute<'b>(opening: &'b [u8], name: &[u8]) -> &'b [u8] {
    let value = |at: usize| {
        let before = opening.get(at.checked_sub(1)?)?;
        let behind = opening.get(at + name.len()..)?.trim_ascii_start();
        let value = behind.strip_prefix(b"=")?.trim_ascii_start();
        let (mark, value) = value.split_first()?;
        let is_value = before.is_ascii_whitespace() && matches!(mark, b'"' | b'\'');
        value.get(..memchr(*mark, value)?).filter(|_| is_value)
    };
    memmem::find_iter(opening, name)
        .find_map(value)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What was found, whatever becomes of the bytes.
    #[derive(Debug, PartialEq)]
    enum Kept {
        Record(Vec<u8>, u64),
        Others(Vec<u8>, u64),
        Workout,
    }

    /// A file of so many bytes and more, of which one record in a thousand is wanted.
    fn export(length: usize) -> Vec<u8> {
        let mut file = b"<HealthData>\n".to_vec();
        for nth in 0.. {
            if file.len() > length {
                break;
            }
            let of = if nth % 1_000 == 7 { "Flow" } else { "Heart" };
            let record = format!(" <Record type=\"{of}\" value=\"{nth}\"/>\n");
            file.extend_from_slice(record.as_bytes());
        }
        file.extend_from_slice(b"</HealthData>\n");
        file
    }

    fn wanted(of: &[u8]) -> bool {
        of == b"Flow"
    }

    /// All that is found by blocks of so many bytes, the last line, and whether the end was there.
    fn found(size: usize, file: &[u8]) -> (Vec<Kept>, u64, bool) {
        let mut all = vec![];
        let end = scan_by(size, &mut &*file, wanted, |found| {
            all.push(match found {
                Found::Record(bytes, line) => Kept::Record(bytes.to_vec(), line),
                Found::Others(of, count) => Kept::Others(of.to_vec(), count),
                Found::Workout => Kept::Workout,
            });
        });
        let end = end.unwrap();
        (all, end.line, end.is_whole)
    }

    /// Gives some bytes, then fails.
    struct Failing<'b>(&'b [u8]);

    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(ErrorKind::ConnectionAborted.into()),
                read => Ok(read),
            }
        }
    }

    #[test]
    fn of_a_file_of_several_blocks_all_is_found_on_its_line() {
        for length in [0, 100, BLOCK, 3 * BLOCK + 7] {
            let file = export(length);
            let (all, last, is_whole) = found(BLOCK, &file);
            let text = str::from_utf8(&file).unwrap();
            assert_eq!((last, is_whole), (text.lines().count() as u64 + 1, true));
            let lines = text.lines().zip(1..);
            let flows: Vec<_> = lines.filter(|(line, _)| line.contains("Flow")).collect();
            let records: Vec<_> = { all.iter() }
                .filter_map(|found| match found {
                    Kept::Record(bytes, line) => Some((str::from_utf8(bytes).unwrap(), *line)),
                    _ => None,
                })
                .collect();
            let flows: Vec<_> = flows
                .iter()
                .map(|(line, nth)| (line.trim(), *nth))
                .collect();
            assert_eq!(records, flows);
            let others = all.iter().map(|found| match found {
                Kept::Others(of, count) if of == b"Heart" => *count,
                _ => 0,
            });
            assert_eq!(
                others.sum::<u64>() as usize,
                text.matches("Heart").count(),
                "{length}"
            );
        }
    }

    proptest! {
        #[test]
        fn wherever_it_is_cut_into_blocks_the_same_is_found(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "<Record type=\"Flow\" value=\"a > b\"/>",
                    "<Record\n type=\"Flow\">\n<MetadataEntry key=\"k\"/>\n</Record>",
                    "<Record value='a > \"b' type = 'Flow'/>",
                    "<Record type=\"Heart\"/>",
                    "<Record type=\"Heart\nbeat\"/>",
                    "<Record value=\"1\" type=\"Heart\">\n</Record>",
                    "<Correlation type=\"c\">",
                    "<Correlation a=\"b\"/>",
                    "<!-- <Record type=\"Flow\"/>\n",
                    "-->",
                    "</Correlation>",
                    "<Workout a=\"b\"/>",
                    "</HealthData>",
                    "<!ELEMENT Record",
                    "<",
                    "\n",
                    " ",
                ]),
                0..20,
            ),
            size in 1_usize..200,
        ) {
            let file = parts.concat();
            prop_assert_eq!(found(size, file.as_bytes()), found(BLOCK, file.as_bytes()));
        }
    }

    #[test]
    fn what_is_held_may_be_longer_than_a_block() {
        let long = "0".repeat(3 * BLOCK);
        let long = format!("<Record type=\"Flow\" value=\"{long}\"/>");
        for size in [1_000, BLOCK] {
            let (all, ..) = found(size, long.as_bytes());
            assert_eq!(all, [Kept::Record(long.clone().into_bytes(), 1)]);
        }
    }

    #[test]
    fn what_does_not_come_or_has_no_end_ends_it() {
        let file = export(3 * BLOCK + 7);
        let failed = scan(&mut Failing(&file), wanted, |_| {});
        let kind = failed.err().map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::ConnectionAborted));
        let endless = [b"<Record value=\"".to_vec(), vec![b'0'; 4 << 20]].concat();
        let refused = scan(&mut &*endless, wanted, |_| {});
        let kind = refused.err().map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::InvalidData));
    }
}
