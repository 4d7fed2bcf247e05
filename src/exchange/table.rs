//! Lines of values with commas, semicolons or tabs between them, each with the line of the file it begins on.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use csv::ByteRecord;
use csv_core::ReadRecordResult;

/// The records of a file, read as they are asked for.
///
/// The csv crate's own positions count a line end that is still to be read, so that after blank
/// lines, or with `\r\n`, they name an earlier line; people look for what is wrong by these numbers.
#[derive(Debug)]
pub struct Table<R> {
    input: BufReader<R>,
    /// What tells cells apart, once the first line has told what stands between them.
    parser: Option<csv_core::Reader>,
    /// How many lines have been read.
    lines: u64,
    waiting: VecDeque<(u64, ByteRecord)>,
}

impl<R: Read> Table<R> {
    /// A table in some bytes.
    pub fn new(bytes: R) -> Self {
        Self {
            input: BufReader::new(bytes),
            parser: None,
            lines: 0,
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
            let mut quotes = 0;
            // A record goes on over the end of a line while a quotation mark is open.
            loop {
                let from = text.len();
                if self.input.read_until(b'\n', &mut text)? == 0 {
                    break;
                }
                self.lines += 1;
                let line = text.get(from..).unwrap_or_default();
                quotes += line.iter().filter(|byte| **byte == b'"').count();
                if quotes % 2 == 0 {
                    break;
                }
            }
            if text.is_empty() {
                return Ok(None);
            }
            self.parse(first, &text);
        }
    }

    /// Takes the records out of some whole lines: one as a rule, several where a lone quotation mark
    /// held lines together.
    fn parse(&mut self, first: u64, text: &[u8]) {
        let parser = self.parser.get_or_insert_with(|| {
            let mut parser = csv_core::ReaderBuilder::new();
            parser.delimiter(separator(text)).build()
        });
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
}
