//! A page of the inbox: a text file somebody writes into elsewhere, understood line by line.
//!
//! Around the lines for the diary there may be anything, as in a daily note. A line is one for the
//! diary when it is understood as `log` understands it, or is a property, as `pain: 4`; it may be one,
//! which is then told, when it has ITEM=VALUE in it. The day is that of the line, of the heading above it, or of the name of the file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::NaiveDate;

use super::reader::{LineError, Reader, words_in};
use crate::diary::acts::Line;
use crate::diary::parse::{self, DateWordError};
use crate::diary::{DateRange, EntryKindId, Role};
use crate::words::shell::{inbox as say, log};

/// A longer file is no page: some 100,000 lines.
const LONGEST: u64 = 4 << 20;

/// A longer line is no answer: a page of words in one.
const LONGEST_LINE: usize = 8 << 10;
/// No name is longer.
const LONGEST_NAME: usize = 60;

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The lines for the diary, in order.
    pub lines: Vec<Said>,
    /// Lines that may be meant for it and are not understood, by their numbers, and why. Of a file that
    /// is no page at all, under no number.
    pub wrong: Vec<(Option<usize>, String)>,
    /// The numbers of lines that say nothing to the diary.
    pub left_alone: Vec<usize>,
}

/// A line for the diary.
#[derive(Debug)]
pub(super) struct Said {
    /// Its number, from 1.
    pub number: usize,
    /// The day it is about, of several the first.
    pub date: NaiveDate,
    /// What it says.
    pub line: Line,
    /// By what it is known again, in this file or another.
    pub mark: String,
}

impl Page {
    /// Reads a file.
    ///
    /// # Errors
    /// What the system has against it.
    pub(super) fn open(path: &Path, reader: &Reader) -> io::Result<Self> {
        let mut bytes = Vec::new();
        { File::open(path)?.take(LONGEST + 1) }.read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST {
            return Ok(Self::none(say::too_long(LONGEST >> 20)));
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok(Self::read(&name, &bytes, reader))
    }

    /// No page, and why.
    pub(super) fn none(why: impl Into<String>) -> Self {
        Self {
            wrong: vec![(None, why.into())],
            ..Self::default()
        }
    }

    /// Understands the bytes of a file of that name.
    fn read(name: &str, bytes: &[u8], reader: &Reader) -> Self {
        let mut page = Self::default();
        let mut day = Day::named(name);
        let mut seen = BTreeMap::new();
        let front = front_matter(bytes);
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let number = at + 1;
            let line = match words_in(line) {
                Ok(line) if !line.contains('\0') => line,
                _ => {
                    page.wrong.push((Some(number), log::not_text().into()));
                    continue;
                }
            };
            let words = unmarked(line);
            let in_front = number <= front;
            if !in_front && day.turned(words, reader) {
                continue;
            }
            if (in_front && !is_property(line, reader)) || !is_tried(words, reader) {
                if !words.is_empty() {
                    page.left_alone.push(number);
                }
                continue;
            }
            if words.len() > LONGEST_LINE {
                page.wrong.push((Some(number), say::long_line().into()));
                continue;
            }
            match understood(words, reader) {
                Ok(Some(line)) => match line.days.or(day.date.map(DateRange::day)) {
                    Some(days) => page.say(number, days, line, &mut seen),
                    None => page.wrong.push((Some(number), say::no_day().into())),
                },
                Ok(None) => {}
                Err(why) if may_be_meant(words) => {
                    page.wrong.push((Some(number), why.words()));
                }
                Err(_) => page.left_alone.push(number),
            }
        }
        page
    }

    /// Adds a line for the diary, known by its days, what it says, and how often that was said before
    /// on the page.
    fn say(
        &mut self,
        number: usize,
        days: DateRange,
        line: Line,
        seen: &mut BTreeMap<String, usize>,
    ) {
        let said = told(days, &line);
        let times = seen.entry(said.clone()).or_default();
        let mark = format!("{:016x}", fnv(&format!("{said}\n{times}")));
        *times += 1;
        let line = Line {
            days: Some(days),
            keeps: true,
            known_as: Some(format!("inbox-{mark}").into()),
            ..line
        };
        self.lines.push(Said {
            number,
            date: days.first,
            line,
            mark,
        });
    }
}

/// The day that lines without one are about.
struct Day {
    date: Option<NaiveDate>,
    /// That of the name of the file.
    of_file: Option<NaiveDate>,
    /// How deep the heading is that gave it: one as high ends it. Nothing ends what no heading gave.
    depth: usize,
}

impl Day {
    /// The day a name begins with: `2026-03-17`, `2026_03_17 evening`, `20260317`.
    fn named(name: &str) -> Self {
        let figures = name.replace('_', "-");
        let date = [10, 8].iter().find_map(|length| {
            let (date, rest) = figures.split_at_checked(*length)?;
            let ends = !rest.starts_with(|c: char| c.is_ascii_digit());
            let form = if *length == 10 { "%Y-%m-%d" } else { "%Y%m%d" };
            NaiveDate::parse_from_str(date, form).ok().filter(|_| ends)
        });
        Self {
            date,
            of_file: date,
            depth: 0,
        }
    }

    /// Whether a line is a heading or a day alone, and no more than that. A day that is another one
    /// later is none: it is not known when it was written.
    fn turned(&mut self, words: &str, reader: &Reader) -> bool {
        let text = words.trim_start_matches('#');
        let depth = words.len() - text.len();
        let is_heading = depth > 0 && text.starts_with([' ', '\t']);
        match parse::date(text, reader.today) {
            Err(DateWordError::NotADate { .. }) if !is_heading => return false,
            Err(DateWordError::NotADate { .. }) => {
                if depth <= self.depth {
                    (self.date, self.depth) = (self.of_file, 0);
                }
            }
            _ => {
                let days = reader.days(text.trim());
                self.date = days.ok().map(|days| days.first);
                self.depth = depth;
            }
        }
        true
    }
}

/// How many lines are what stands in front of a daily note, with the two of `---` around it.
fn front_matter(bytes: &[u8]) -> usize {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let lines = bytes
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end);
    let mut marks = lines.enumerate().filter(|(_, line)| *line == b"---");
    match (marks.next(), marks.next()) {
        (Some((0, _)), Some((end, _))) => end + 1,
        _ => 0,
    }
}

/// Whether a line in front of a note is an answer. Tags there are those of the program that keeps the
/// notes, and a list is of the name above it.
fn is_property(line: &str, reader: &Reader) -> bool {
    let name = line.split_once(':').map_or("", |(name, _)| name);
    let item = reader.catalogue.find(name).ok().filter(|_| is_name(name));
    item.is_some_and(|item| item.id != reader.catalogue.role(Role::Tags).id)
}

/// A line without what makes it one of a list: `- `, `* `, `- [ ] `.
fn unmarked(line: &str) -> &str {
    let line = line.trim();
    let bullets = ["- ", "* ", "+ "];
    let item = bullets.iter().find_map(|bullet| line.strip_prefix(bullet));
    let Some(item) = item.map(str::trim_start) else {
        return line;
    };
    let boxes = ["[ ] ", "[x] ", "[X] "];
    let task = boxes.iter().find_map(|task| item.strip_prefix(task));
    task.unwrap_or(item).trim_start()
}

/// What a line says; `None` when that is nothing, as with a template that was not filled in.
fn understood(words: &str, reader: &Reader) -> Result<Option<Line>, LineError> {
    let note = &reader.catalogue.role(Role::Note).id;
    let read = match property(words, reader) {
        Some((day, name, value)) => {
            let mut said: Vec<String> = day.split_whitespace().map(str::to_owned).collect();
            let is_note = name == note.as_str();
            if !is_note {
                said.push(format!("{name}={value}"));
            }
            let words = is_note.then(|| value.to_owned());
            reader.words(&said, words).map(Some)
        }
        None => reader.text(words),
    };
    let Some(mut line) = read? else {
        return Ok(None);
    };
    // An item without a value was not filled in; nothing is taken back from afar.
    line.answers.retain(|(_, answer)| answer.is_some());
    // Words stand beside those of the diary, however they are given.
    if let Some(at) = line.answers.iter().position(|(item, _)| item == note)
        && line.note.is_none()
    {
        let (_, words) = line.answers.remove(at);
        line.note = words.map(|words| words.word());
    }
    let says = !line.answers.is_empty() || !line.kinds.is_empty() || line.note.is_some();
    Ok(says.then_some(line))
}

/// The day before a property, if one stands there, its name, and its words, which need no quotation marks.
fn property<'w>(words: &'w str, reader: &Reader) -> Option<(&'w str, &'w str, &'w str)> {
    let (before, value) = words.split_once(": ")?;
    let (day, name) = before
        .rsplit_once(char::is_whitespace)
        .unwrap_or(("", before));
    is_item(name, reader).then_some((day, name, value.trim()))
}

/// Whether a line can be one for the diary at all. To find out what words may mean takes long, and most
/// lines of a daily note mean nothing to it.
fn is_tried(words: &str, reader: &Reader) -> bool {
    let mut ends = { words.split_whitespace() }
        .take(1)
        .chain(words.split_whitespace().last());
    let stands_alone = |word: &str| {
        let name = parse::slug(word);
        let kind = EntryKindId::new(&*name);
        reader.catalogue.item(&name).is_some() || reader.catalogue.entry_kind(&kind).is_some()
    };
    let mut colons = { words.split_whitespace() }.filter_map(|word| word.split_once(':'));
    words.starts_with("-m ")
        || words.contains(" -m ")
        || may_be_meant(words)
        || colons.any(|(name, _)| is_item(name, reader))
        || ends.any(|word| word.len() <= LONGEST_NAME && stands_alone(word))
}

/// Whether a line that is not understood may have been meant for the diary: something in it looks like
/// ITEM=VALUE. What stands before a colon is too often a word like any other.
fn may_be_meant(words: &str) -> bool {
    let names = words
        .split_whitespace()
        .filter_map(|word| word.split_once('='));
    { names }.any(|(name, _)| is_name(name))
}

fn is_name(word: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (1..=LONGEST_NAME).contains(&word.len()) && word.chars().all(fits)
}

fn is_item(word: &str, reader: &Reader) -> bool {
    is_name(word) && reader.catalogue.find(word).is_ok()
}

/// What a line says, in one form however it is written.
fn told(days: DateRange, line: &Line) -> String {
    let mut told = vec![format!("{}..{}", days.first, days.last)];
    told.extend(line.time.map(|time| time.format("%H:%M").to_string()));
    told.extend(line.kinds.iter().map(ToString::to_string));
    let answers = line.answers.iter();
    let given = answers.filter_map(|(item, answer)| Some((item, answer.as_ref()?)));
    told.extend(given.map(|(item, answer)| format!("{item}={}", answer.word())));
    told.extend(line.note.as_ref().map(|note| format!("-m {note}")));
    told.join("\n")
}

/// FNV-1a of 64 bits (Fowler, Noll and Vo): the same in every version of the program.
fn fnv(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Catalogue, TemperatureUnit};

    fn read(name: &str, text: impl AsRef<[u8]>) -> Page {
        let reader = Reader {
            catalogue: Catalogue::built_in(),
            today: NaiveDate::from_ymd_opt(2026, 3, 17).unwrap(),
            unit: TemperatureUnit::Celsius,
            replaces: false,
            lasting: true,
        };
        Page::read(name, text.as_ref(), &reader)
    }

    /// The lines for the diary, as one form.
    fn said(page: &Page) -> Vec<String> {
        let said = page.lines.iter();
        said.map(|said| told(said.line.days.unwrap(), &said.line).replace('\n', " "))
            .collect()
    }

    #[test]
    fn a_day_is_that_of_the_line_the_heading_or_the_file() {
        for (name, text, days) in [
            ("2026-03-12", "pain=4", &["12"][..]),
            ("2026_03_12 evening", "pain=4", &["12"]),
            ("20260312.sync-conflict-1", "pain=4", &["12"]),
            ("2026-03-12", "# 2026-03-10\npain=4", &["10"]),
            (
                "phone",
                "# 2026-03-10\npain=4\n2026-03-11\npain=5",
                &["10", "11"],
            ),
            (
                "phone",
                "2026-03-09 pain=4\n10 mar 2026 pain=4",
                &["09", "10"],
            ),
            ("phone", "# 2026-03-10\n## At night\npain=4", &["10"]),
            ("2026-03-12", "## 2026-03-10\n## Others\npain=4", &["12"]),
        ] {
            let page = read(name, text);
            let found: Vec<_> = { page.lines.iter() }
                .map(|said| said.date.format("%d").to_string())
                .collect();
            assert_eq!(found, days, "{name}: {text}");
            assert!(page.wrong.is_empty(), "{name}: {text}: {:?}", page.wrong);
        }
    }

    #[test]
    fn a_day_that_is_another_one_later_is_none() {
        for (name, text) in [
            ("phone", "pain=4"),
            ("202603123", "pain=4"),
            ("phone", "yesterday pain=4"),
            ("phone", "12 mar pain=4"),
            ("2026-03-12", "-2 pain=4"),
            ("2026-03-12", "tuesday pain=4"),
            ("2026-03-12", "# yesterday\npain=4"),
            ("phone", "# 2026-03-10\n# Tuesday 11 March\npain=4"),
        ] {
            let page = read(name, text);
            assert_eq!(said(&page), Vec::<String>::new(), "{name}: {text}");
            assert_eq!(page.wrong.len(), 1, "{name}: {text}");
        }
    }

    #[test]
    fn what_is_not_for_the_diary_is_left_alone() {
        let prose =
            "---\naliases: home\n---\nMilk, bread\nhttps://a.b/?c=d\ndon't\n- call them\n\n# Work";
        let page = read("2026-03-12", prose);
        assert_eq!(said(&page), Vec::<String>::new());
        assert!(page.wrong.is_empty(), "{:?}", page.wrong);
        assert_eq!(page.left_alone, [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn in_front_of_a_note_only_answers_count_and_its_tags_are_none() {
        for (text, lines) in [
            (
                "---\npain: 4\ntags: [daily]\n---\ntags: sitting",
                &["pain=4", "tags=sitting"][..],
            ),
            (
                "---\ntags:\n  - orgasm\n- intimacy\npain: 4\n---",
                &["pain=4"],
            ),
            ("---\r\ntags: daily\r\n---\r\n", &[]),
            ("pain: 4\n---\ntags: rule\n---", &["pain=4", "tags=rule"]),
            ("---\ntags: no end", &["tags=no end"]),
        ] {
            let page = read("2026-03-12", text);
            let said: Vec<_> = { said(&page).into_iter() }
                .map(|said| said.replace("2026-03-12..2026-03-12 ", ""))
                .collect();
            assert_eq!(said, lines, "{text}");
            assert!(page.wrong.is_empty(), "{text}: {:?}", page.wrong);
        }
    }

    #[test]
    fn lists_templates_and_notes_are_understood() {
        for (text, one_form) in [
            ("- pain=4", "pain=4"),
            ("* [ ] pain=4", "pain=4"),
            ("- [x] pain: 4", "pain=4"),
            ("pain=4 sleep-quality= bleeding=", "pain=4"),
            ("pain=", ""),
            ("pain=4   # 0 to 10", "pain=4"),
            ("note: don't sit = hurt", "note"),
            ("2026-03-12 note: don't sit = hurt", "note"),
            ("2026-03-12 pain: 4", "pain=4"),
            ("\u{feff}pain=4\r", "pain=4"),
            ("orgasm at=22:10", "22:10 orgasm=yes"),
        ] {
            let page = read("2026-03-12", text);
            let form = said(&page).join("; ");
            let form = form
                .strip_prefix("2026-03-12..2026-03-12 ")
                .unwrap_or(&form);
            match one_form {
                "note" => assert_eq!(form, "-m don't sit = hurt", "{text}"),
                one_form => assert_eq!(form, one_form, "{text}"),
            }
        }
    }

    #[test]
    fn a_line_is_known_again_however_it_is_written() {
        let marks = |name, text| {
            let lines = read(name, text).lines.into_iter();
            lines.map(|said| said.mark).collect::<Vec<_>>()
        };
        let one = marks("2026-03-12", "pain=4");
        assert_eq!(one, marks("phone", "# 2026-03-12\n- pain:4 sleep-quality="));
        assert_ne!(one, marks("2026-03-13", "pain=4"));
        assert_ne!(one, marks("2026-03-12", "pain=5"));
        let twice = marks("2026-03-12", "intimacy\nintimacy");
        assert_ne!(twice[0], twice[1]);
        assert_eq!(
            twice,
            marks("2026-03-12", "intimacy\npain=4\nintimacy")
                .into_iter()
                .enumerate()
                .filter(|(at, _)| *at != 1)
                .map(|(_, mark)| mark)
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_line_without_end_is_not_gone_through() {
        let long = "a".repeat(LONGEST as usize);
        assert_eq!(read("2026-03-12", &long).left_alone, [1]);
        let page = read("2026-03-12", format!("pain=4 {long}"));
        assert_eq!((page.lines.len(), page.wrong.len()), (0, 1));
    }

    #[test]
    fn bytes_that_are_no_text_are_told_by_their_line() {
        for bytes in [&b"pain=4\nnote=\xff"[..], b"pain=4\npain\0=4"] {
            let page = read("2026-03-12", bytes);
            assert_eq!(page.wrong.len(), 1);
            assert_eq!(page.wrong[0].0, Some(2));
        }
    }
}
