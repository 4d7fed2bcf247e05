//! Tables that were changed on the way: the same answers, fewer that are told, or a clear refusal.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use twinge::diary::{Catalogue, Diary};
use twinge::exchange::propose::propose;
use twinge::exchange::{Format, Left, Standing, Told};

use crate::support::{opened, sample, today, told};

/// Every sample that is a table; the last is known by rules that are guessed of it.
const TABLES: [&str; 10] = [
    "attacks_only.csv",
    "bearable.csv",
    "bearable_traps.csv",
    "daylio.csv",
    "daylio_tab.csv",
    "drip.csv",
    "femometer_de.csv",
    "fertility_friend_us.csv",
    "visible_long.csv",
    "semicolon_latin1_de.csv",
];

/// A sample in cells, with what reads it.
struct Sample {
    name: &'static str,
    /// Rules of one's own, where no others know it.
    own: Vec<Format>,
    separator: u8,
    rows: Vec<Vec<String>>,
    /// What it comes to.
    whole: Outcome,
}

/// What a table comes to: the answers, and how much is told as left out.
struct Outcome {
    answers: BTreeSet<String>,
    left_out: BTreeMap<(String, Left), u64>,
}

impl Outcome {
    /// How much is left out.
    fn all_left_out(&self) -> u64 {
        self.left_out.values().sum()
    }
}

fn all() -> Vec<Sample> {
    TABLES.into_iter().map(Sample::of).collect()
}

impl Sample {
    fn of(name: &'static str) -> Self {
        let (format, mut door) = opened(sample(name), None).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut door, &mut text).unwrap();
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let own = match format {
            Some(_) => Vec::new(),
            None => {
                let catalogue = Catalogue::built_in();
                let proposal = propose(&mut Cursor::new(&text), catalogue)
                    .unwrap()
                    .unwrap();
                let rules = proposal.to_toml("own", catalogue, &|_| String::new());
                vec![Format::by_rules(&rules).unwrap()]
            }
        };
        let header = text.lines().next().unwrap();
        let separator = [b',', b';', b'\t'];
        let count = |of: &u8| header.bytes().filter(|byte| byte == of).count();
        let separator = separator.into_iter().max_by_key(count).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let row =
            |row: Result<csv::StringRecord, _>| row.unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(row).collect();
        let whole = outcome(&own, text).unwrap_or_else(|| panic!("{name}"));
        assert!(!whole.answers.is_empty(), "{name}");
        Self {
            name,
            own,
            separator,
            rows,
            whole,
        }
    }

    /// What it comes to with other rows, or between others; `None` where it is refused.
    fn with(&self, separator: u8, rows: &[Vec<String>]) -> Option<Outcome> {
        outcome(&self.own, text(separator, rows))
    }

    /// With each row changed, the header among them.
    fn each_row(&self, change: impl Fn(usize, &[String]) -> Vec<String>) -> Vec<Vec<String>> {
        let rows = self.rows.iter().enumerate();
        rows.map(|(at, row)| change(at, row)).collect()
    }

    /// Nothing is told that the table does not say, and what is missing is told as left out.
    #[track_caller]
    fn is_honest(&self, how: &str, changed: Option<&Outcome>) {
        let Some(changed) = changed else { return };
        // One and the same may be left out for another reason now.
        let mut told = changed.left_out.iter();
        let is_told = told.any(|(of, count)| self.whole.left_out.get(of).unwrap_or(&0) < count);
        let less = self.whole.answers.difference(&changed.answers).count();
        assert!(
            less == 0 || is_told,
            "{}, {how}: fewer in silence: {:?}",
            self.name,
            self.whole
                .answers
                .difference(&changed.answers)
                .collect::<Vec<_>>()
        );
    }

    /// It comes to the same.
    #[track_caller]
    fn is_same(&self, how: &str, changed: Option<Outcome>) {
        let changed = changed.unwrap_or_else(|| panic!("{}, {how}: refused", self.name));
        assert_eq!(changed.answers, self.whole.answers, "{}, {how}", self.name);
    }
}

fn text(separator: u8, rows: &[Vec<String>]) -> String {
    let mut out = csv::WriterBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_writer(Vec::new());
    rows.iter().for_each(|row| out.write_record(row).unwrap());
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

fn outcome(own: &[Format], text: String) -> Option<Outcome> {
    let (known, mut door) = opened(text.into_bytes(), None).unwrap();
    let format = Format::among(own, door.beginning()).or(known)?;
    let standing = Standing::of(None, Told::on(today()));
    let plan = format
        .plan(&Diary::default(), &standing, &mut door, usize::MAX)
        .ok()?;
    let census = plan.census.as_ref().unwrap_or(&plan.answers);
    // Lists have no order, and notes of several lines neither.
    let sorted = |line: String| {
        let mut letters: Vec<char> = line.chars().collect();
        letters.sort_unstable();
        letters.into_iter().collect()
    };
    let answers = told(&plan.act).into_iter().map(sorted).collect();
    let left_out = census.left_out.iter();
    let left_out = left_out
        .map(|(of, over)| (of.clone(), over.count))
        .collect();
    Some(Outcome { answers, left_out })
}

#[test]
fn a_letter_of_a_header_changed_is_refused_or_told() {
    for sample in all() {
        for at in 0..sample.rows[0].len() {
            let changes: [fn(&str) -> String; 3] = [
                |name| format!("{name}x"),
                |name| name.chars().skip(1).collect(),
                |name| name.to_uppercase() + "s",
            ];
            for change in changes {
                let rows = sample.each_row(|row, cells| {
                    let mut cells = cells.to_vec();
                    if row == 0 {
                        cells[at] = change(&cells[at]);
                    }
                    cells
                });
                let how = format!("{} for {}", rows[0][at], sample.rows[0][at]);
                let changed = sample.with(sample.separator, &rows);
                // drip has what nobody knows in the day's note.
                if sample.name != "drip.csv" {
                    sample.is_honest(&how, changed.as_ref());
                }
            }
        }
    }
}

#[test]
fn columns_may_stand_in_any_order() {
    for sample in all() {
        for at in 0..sample.rows[0].len() {
            let to_front = sample.each_row(|_, cells| {
                let mut cells = cells.to_vec();
                cells[..=at].rotate_right(1);
                cells
            });
            let to_end = sample.each_row(|_, cells| {
                let mut cells = cells.to_vec();
                cells[at..].rotate_left(1);
                cells
            });
            for (rows, how) in [(to_front, "to the front"), (to_end, "to the end")] {
                let how = format!("{} {how}", sample.rows[0][at]);
                sample.is_same(&how, sample.with(sample.separator, &rows));
            }
        }
    }
}

#[test]
fn columns_more_are_told_and_change_nothing() {
    for sample in all() {
        for at in 0..=sample.rows[0].len() {
            let rows = sample.each_row(|row, cells| {
                let mut cells = cells.to_vec();
                let cell = if row == 0 { "another" } else { "something" };
                cells.insert(at, cell.to_owned());
                cells
            });
            let changed = sample.with(sample.separator, &rows);
            let how = format!("another at {at}");
            // drip has what nobody knows in the day's note.
            if sample.name != "drip.csv" {
                let of = |outcome: &Outcome| outcome.all_left_out();
                let is_told = changed
                    .as_ref()
                    .is_none_or(|changed| of(changed) > of(&sample.whole));
                assert!(is_told, "{}, {how}", sample.name);
                sample.is_same(&how, changed);
            }
        }
    }
}

/// What is not there cannot be told; nothing else comes of what is.
#[test]
fn columns_less_bring_no_other_answers() {
    for sample in all() {
        for at in 0..sample.rows[0].len() {
            let rows = sample.each_row(|_, cells| {
                let mut cells = cells.to_vec();
                cells.remove(at);
                cells
            });
            let Some(changed) = sample.with(sample.separator, &rows) else {
                continue;
            };
            let days = |answers: &BTreeSet<String>| answers.len();
            assert!(
                days(&changed.answers) <= days(&sample.whole.answers),
                "{} without {}",
                sample.name,
                sample.rows[0][at]
            );
        }
    }
}

#[test]
fn anything_may_stand_between_the_cells() {
    for sample in all() {
        for separator in *b",;\t" {
            let how = format!("{:?}", char::from(separator));
            sample.is_same(&how, sample.with(separator, &sample.rows));
        }
    }
}

/// A spreadsheet in another language saves numbers with its own sign.
#[test]
fn decimals_may_have_either_sign() {
    for sample in all() {
        for (from, to) in [('.', ","), (',', ".")] {
            let rows = sample.each_row(|_, cells| {
                let number = |cell: &String| {
                    let bare = cell.trim_end_matches(|c: char| !c.is_ascii_digit());
                    let mut parts = bare.split(from);
                    let digits = |part: Option<&str>| {
                        part.is_some_and(|part| {
                            !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
                        })
                    };
                    match digits(parts.next()) && digits(parts.next()) && parts.next().is_none() {
                        true => cell.replace(from, to),
                        false => cell.clone(),
                    }
                };
                cells.iter().map(number).collect()
            });
            sample.is_same(&format!("{to} for {from}"), sample.with(b';', &rows));
        }
    }
}

#[test]
fn lines_of_rubbish_above_change_nothing_or_are_refused() {
    for sample in all() {
        for above in [
            "My export\n\nof today, all\n",
            "a,b,c\n1;2;3\n\t\t\n",
            "\"Titel\"\n---\n2025-01-01\n",
        ] {
            let text = above.to_owned() + &text(sample.separator, &sample.rows);
            if let Some(changed) = outcome(&sample.own, text) {
                sample.is_same(above, Some(changed));
            }
        }
    }
}

#[test]
fn a_row_cut_short_is_told() {
    for sample in all() {
        let last = sample.rows.len() - 1;
        let rows = sample.each_row(|row, cells| match row == last {
            true => cells[..cells.len() - 1].to_vec(),
            false => cells.to_vec(),
        });
        let changed = sample.with(sample.separator, &rows);
        let is_told = changed.is_none_or(|changed| {
            let mut told = changed.left_out.iter();
            told.any(|((_, why), count)| *why == Left::Cells && *count == 1)
        });
        assert!(is_told, "{}", sample.name);
    }
}
