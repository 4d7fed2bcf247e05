//! Lines of values with commas, semicolons or tabs between them, each with the line of the file it begins on.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use csv::ByteRecord;
use csv_core::ReadRecordResult;
use memchr::memchr;

/// The records of a file, read as they are asked for.
///
/// The csv crate's own positions count a line end that is still to be read, so that after blank
/// lines, or with `\r\n`, they name an earlier line; people look for what is wrong by these numbers.
///
/// A cell whose quotation mark is not closed would swallow the lines behind it: the line on which it
/// begins is a record of that one cell, which is in no table, and what follows is read by itself.
#[derive(Debug)]
pub struct Table<R> {
    input: BufReader<R>,
    /// What tells cells apart, once the first line has told what stands between them.
    parser: Option<(u8, csv_core::Reader)>,
    /// How many lines have been read.
    lines: u64,
    /// Lines that a quotation mark held, to be read by themselves.
    again: VecDeque<u8>,
    waiting: VecDeque<(u64, ByteRecord)>,
}

impl<R: Read> Table<R> {
    /// A table in some bytes.
    pub fn new(bytes: R) -> Self {
        Self {
            input: BufReader::new(bytes),
            parser: None,
            lines: 0,
            again: VecDeque::new(),
            waiting: VecDeque::new(),
        }
    }

    /// The next record that is not blank, and its line, from 1.
    fn record(&mut self) -> io::Result<Option<(u64, ByteRecord)>> {
        loop {
            if let Some(record) = self.waiting.pop_front() {
                return Ok(Some(record));
            }
            let first = self.lines + 1;
            let mut text = Vec::new();
            let mut marks = Marks::default();
            let mut end = 0;
            // A record goes on over the end of a line while a quotation mark is open.
            while !marks.are_wrong && (marks.at == At::Within || text.is_empty()) {
                if self.line(&mut text)? == 0 {
                    marks.are_wrong = marks.at == At::Within;
                    break;
                }
                self.lines += 1;
                let between = self.between(&text);
                marks.pass(text.get(end..).unwrap_or_default(), between);
                end = text.len();
            }
            if text.is_empty() {
                return Ok(None);
            }
            if marks.are_wrong {
                self.tear(first, marks.line, &text);
            } else {
                self.parse(first, &text);
            }
        }
    }

    /// Adds the next line, and says how long it is.
    fn line(&mut self, text: &mut Vec<u8>) -> io::Result<usize> {
        match self.again.read_until(b'\n', text)? {
            0 => self.input.read_until(b'\n', text),
            length => Ok(length),
        }
    }

    /// What stands between the cells.
    fn between(&mut self, text: &[u8]) -> u8 {
        let (between, _) = self.parser.get_or_insert_with(|| {
            let between = separator(text);
            let mut parser = csv_core::ReaderBuilder::new();
            (between, parser.delimiter(between).build())
        });
        *between
    }

    /// Makes one cell of what stands there to the end of a line, so many below the first, and goes on behind it.
    fn tear(&mut self, first: u64, below: usize, text: &[u8]) {
        let lines = text.split_inclusive(|byte| *byte == b'\n');
        let (torn, behind) = text.split_at(lines.take(below + 1).map(<[u8]>::len).sum());
        self.lines = first + below as u64;
        let cell = ByteRecord::from(vec![torn.trim_ascii_end()]);
        self.waiting.push_back((self.lines, cell));
        { behind.iter().rev() }.for_each(|byte| self.again.push_front(*byte));
    }

    /// Takes the records out of some whole lines: one as a rule, several where lines end in another way.
    fn parse(&mut self, first: u64, text: &[u8]) {
        let Some((_, parser)) = &mut self.parser else {
            return;
        };
        parser.reset();
        let (mut input, mut cells, mut ends) = (text, vec![0; text.len()], vec![0; text.len() + 1]);
        let (mut written, mut ended) = (0, 0);
        let mut line = parser.line();
        loop {
            let (Some(room), Some(places)) = (cells.get_mut(written..), ends.get_mut(ended..))
            else {
                return;
            };
            let (result, read, wrote, end) = parser.read_record(input, room, places);
            input = input.get(read..).unwrap_or_default();
            (written, ended) = (written + wrote, ended + end);
            match result {
                // Once more, without input, so that it knows that the text is over.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => {
                    let mut record = ByteRecord::new();
                    let mut from = 0;
                    for to in ends.iter().take(ended) {
                        record.push_field(cells.get(from..*to).unwrap_or_default());
                        from = *to;
                    }
                    self.waiting.push_back((first + line - 1, record));
                    (written, ended, line) = (0, 0, parser.line());
                }
                // The cells of a text are never longer than the text.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return,
                ReadRecordResult::End => return,
            }
        }
    }
}

/// How the quotation marks of a record stand, as its lines come.
#[derive(Default)]
struct Marks {
    at: At,
    /// On which of the lines, from 0, the last cell within marks begins.
    line: usize,
    /// How many lines came.
    lines: usize,
    /// Whether what closes a cell of several lines is not its end: it opens another cell.
    are_wrong: bool,
}

/// Where in a cell a text ends.
#[derive(Default, Clone, Copy, PartialEq)]
enum At {
    /// Before it.
    #[default]
    Start,
    /// In one without quotation marks.
    Bare,
    /// Within quotation marks.
    Within,
    /// Behind the one that closes it, or is the first of two that stand for one.
    Behind,
}

impl Marks {
    fn pass(&mut self, line: &[u8], between: u8) {
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
        let marked = memchr(b'"', line).map_or(&[][..], |_| line);
        for byte in marked {
            self.at = match (self.at, *byte) {
                (At::Start, b'"') => {
                    self.line = self.lines;
                    At::Within
                }
                (At::Within, b'"') => At::Behind,
                (At::Within, _) | (At::Behind, b'"') => At::Within,
                (_, b'\r' | b'\n') => At::Start,
                (_, byte) if byte == between => At::Start,
                (At::Behind, _) if self.line < self.lines => {
                    self.are_wrong = true;
                    return;
                }
                _ => At::Bare,
            };
        }
        self.lines += 1;
    }
}

/// What stands between the cells of a table, as its first line tells: spreadsheets write semicolons
/// where a comma is part of numbers, and tabs when asked for text.
pub(super) fn separator(text: &[u8]) -> u8 {
    let header = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: &u8| header.iter().filter(|byte| *byte == separator).count();
    // Of equals the last is taken: commas.
    let known = [b'\t', b';', b','].into_iter();
    known.max_by_key(count).unwrap_or(b',')
}

impl<R: Read> Iterator for Table<R> {
    type Item = io::Result<(u64, ByteRecord)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.record().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, Vec<String>)> {
        Table::new(text.as_bytes())
            .map(|record| {
                let (line, record) = record.unwrap();
                let cells = record
                    .iter()
                    .map(|cell| String::from_utf8_lossy(cell).into_owned());
                (line, cells.collect())
            })
            .collect()
    }

    #[test]
    fn records_know_the_line_they_begin_on() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "1,2", "", "3,\"x", "y\"", "", "5,6"].join(end);
            let lines: Vec<u64> = read(&text).iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [1, 2, 4, 7], "{end:?}");
        }
        assert_eq!(
            read("\u{feff}a,\"b \"\"c\"\"\"\n"),
            [(1, vec!["a".into(), "b \"c\"".into()])]
        );
        for between in [";", "\t"] {
            let text = format!("\u{feff}a{between}b\n1{between}\"2,5{between}x\"\n");
            let cell = format!("2,5{between}x");
            assert_eq!(read(&text)[1].1, ["1".to_owned(), cell]);
        }
        assert!(read("").is_empty() && read("\n\n").is_empty());
    }

    #[test]
    fn a_lone_quotation_mark_loses_no_line() {
        let found = read("a,b\n1,5\" tall\n2,x\n3,6\" tall\n4,y\n");
        let firsts: Vec<_> = found.iter().map(|(_, cells)| cells[0].as_str()).collect();
        assert_eq!(firsts, ["a", "1", "2", "3", "4"]);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_swallows_no_other_line() {
        for (text, lines) in [
            ("a,b\n1,\"x\n2,y\n3,z\n", [1, 2, 3, 4].as_slice()),
            ("a,b\n1,\"x\n2,\"y\"\n3,z\n", &[1, 2, 3, 4]),
            ("a,b\n1,\"x\"\"\n2,\"y\n3,\"z\n4,w", &[1, 2, 3, 4, 5]),
            ("a,b\n\"1\n\",\"x\n2,y\n", &[1, 3, 4]),
        ] {
            let found = read(text);
            let firsts: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
            assert_eq!(firsts, lines, "{text}");
            let torn = found.iter().filter(|(_, cells)| cells.len() == 1);
            let even = { found.iter() }.filter(|(_, cells)| cells.len() == 2);
            assert!(torn.count() > 0 && even.count() > 1, "{text}");
        }
        assert_eq!(read("a,b\n1,\"x\n\"\"y\"\n2,z")[1].1[1], "x\n\"y");
    }
}
