//! Tables of programs, by rules: a row a day, a row a thing, or a row an event.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use csv::ByteRecord;

use super::{finish, rules, text};
use crate::exchange::facts::{Decimal, Fact, Form, Left, Order, RowKind, Rules};
use crate::exchange::formula::unguarded;
use crate::exchange::{Mismatch, ReadError, Source, Standing, Table, Taker};

/// The header stands on one of so many lines; what is above it is a title.
pub(in crate::exchange) const TITLES: usize = 10;

/// Programs whose tables are read by rules: a file of `assets/imports` is all there is to each.
macro_rules! tables {
    ($($name:ident: $file:literal,)*) => {$(
        /// The rules of the program.
        pub(in crate::exchange) fn $name() -> &'static Rules {
            rules!($file)
        }
    )*};
}

tables! {
    attacks: "attacks.toml",
    daylio: "daylio.toml",
    femometer: "femometer.toml",
    fertility_friend: "fertility_friend.toml",
    visible: "visible.toml",
}

/// Whether a file that begins so is a table that rules know.
pub(in crate::exchange) fn recognises(rules: &Rules, beginning: &str) -> bool {
    header(rules, beginning).is_some()
}

/// The number of the line, from 0, that names all columns by which a table is known.
fn header(rules: &Rules, text: &str) -> Option<usize> {
    let form = rules.form.as_ref()?;
    let text = text.trim_start_matches('\u{feff}');
    (0..TITLES).find(|above| {
        let record = Table::new(below(text, *above).as_bytes()).next();
        let names = record
            .and_then(Result::ok)
            .map(|(_, record)| cells(&record));
        let names = names.unwrap_or_default();
        form.recognise.iter().all(|column| names.contains(column))
    })
}

/// The cells of a record, as words.
pub(in crate::exchange) fn cells(record: &ByteRecord) -> Vec<String> {
    let cells = record.iter().map(String::from_utf8_lossy);
    cells
        .map(|cell| unguarded(cell.trim()).to_owned())
        .collect()
}

/// The rows of a table, its columns by their names.
pub(super) struct Rows {
    pub(super) columns: Vec<String>,
    /// Each with its line.
    pub(super) all: Vec<Row>,
}

impl Rows {
    /// The rows below the header by which a table is known.
    ///
    /// # Errors
    /// [`ReadError::Form`] when there is none.
    pub(super) fn of(rules: &Rules, text: &str) -> Result<Self, ReadError> {
        let Some(above) = header(rules, text) else {
            let recognise = rules.form.as_ref().map(|form| form.recognise.join(", "));
            let reason = Mismatch::NoHeader(recognise.unwrap_or_default());
            return Err(rules.refuse(reason));
        };
        let mut rows = Self {
            columns: Vec::new(),
            all: Vec::new(),
        };
        for record in Table::new(below(text, above).as_bytes()) {
            let (line, record) = record?;
            let cells = cells(&record);
            match rows.columns.is_empty() {
                true => rows.columns = cells,
                false => rows.all.push((line + above as u64, cells)),
            }
        }
        Ok(rows)
    }

    /// What a row has in a column; nothing where there is no such column.
    pub(super) fn cell<'c>(&self, cells: &'c [String], column: &str) -> &'c str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| cells.get(at)).map_or("", String::as_str)
    }
}

/// A text without so many of its first lines.
pub(in crate::exchange) fn below(text: &str, lines: usize) -> &str {
    let from = text.split_inclusive('\n').take(lines).map(str::len).sum();
    text.get(from..).unwrap_or_default()
}

/// Reads a table by rules.
///
/// # Errors
/// When its dates or numbers can be read in two ways, it has no header that the rules know, or the bytes
/// do not come.
pub(in crate::exchange) fn read(
    rules: &Rules,
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let rows = Rows::of(rules, &text::whole(input)?)?;
    let Some(form) = &rules.form else {
        return Ok(());
    };
    let dates = rows
        .all
        .iter()
        .map(|(_, cells)| rows.cell(cells, &form.date));
    let dates = dates.filter(|cell| !cell.is_empty());
    // A spreadsheet may have turned the dates of a program: what all of them say counts for more.
    let order = standing.told.order;
    let order = order.or_else(|| Order::of(dates)).or(form.order);
    let reader = Reader {
        form,
        rules,
        order: order.ok_or_else(|| rules.refuse(Mismatch::DateOrder))?,
        rows: &rows,
    };
    let signs = reader.signs(standing)?;
    finish(rules, standing, taker, |book| {
        reader.each(&mut |of, fact| {
            // What no rule knows is told by its column: the cell may be the person's own words.
            match rules.knows(&fact.key) {
                true => book.take(&Fact {
                    sign: signs.get(of).copied(),
                    ..fact
                }),
                false => book.leave(of, Left::Unknown, fact.line),
            }
        });
        for (line, _) in reader.uneven() {
            book.leave(&form.date, Left::Cells, *line);
        }
        Ok(())
    })
}

/// A row, and its line.
type Row = (u64, Vec<String>);

struct Reader<'t> {
    form: &'t Form,
    rules: &'t Rules,
    order: Order,
    rows: &'t Rows,
}

impl Reader<'_> {
    /// Rows with more or fewer cells than there are columns.
    fn uneven(&self) -> impl Iterator<Item = &Row> {
        let columns = self.rows.columns.len();
        let rows = self.rows.all.iter();
        rows.filter(move |(_, cells)| cells.len() != columns)
    }

    /// Hands on all that the rows say: the column or, of a long table, the name of a thing, and the fact.
    fn each(&self, take: &mut dyn FnMut(&str, Fact)) {
        // How many events each date has had.
        let mut times = BTreeMap::<Option<NaiveDate>, usize>::new();
        for (line, cells) in &self.rows.all {
            if cells.len() != self.rows.columns.len() {
                continue;
            }
            let when = self.rows.cell(cells, &self.form.date);
            let date = self.order.date(when);
            let id = (self.form.kind == RowKind::Events).then(|| {
                let times = times.entry(date).or_default();
                *times += 1;
                times.to_string()
            });
            let fact = Fact {
                id,
                time: Order::time(when),
                ..Fact::new(*line, date, "")
            };
            self.row(cells, &fact, take);
        }
    }

    fn row(&self, cells: &[String], row: &Fact, take: &mut dyn FnMut(&str, Fact)) {
        let form = self.form;
        let mut said = |of: &str, name: &str, value: &str| {
            let key = format!("{of}/{name}");
            let value = value.to_owned();
            take(
                of,
                Fact {
                    key,
                    value,
                    ..row.clone()
                },
            );
        };
        if form.kind == RowKind::Long {
            let keys = form.key.iter().map(|name| self.rows.cell(cells, name));
            let value = form.value.as_deref();
            let value = value.map_or("", |name| self.rows.cell(cells, name));
            let name = keys.collect::<Vec<_>>().join("/");
            said(&name, value, value);
        }
        for (column, cell) in self.rows.columns.iter().zip(cells) {
            let is_of_row = *column == form.date
                || form.skip.contains(column)
                || form.key.contains(column)
                || form.value.as_ref() == Some(column);
            if is_of_row || cell.is_empty() {
                continue;
            }
            let things = match form.split.get(column) {
                Some(between) => cell.split(between.as_str()).collect(),
                None => vec![cell.as_str()],
            };
            let things = things.into_iter().map(str::trim);
            for thing in things.filter(|thing| !thing.is_empty()) {
                match thing.rsplit_once(':') {
                    Some((name, value)) if form.pairs.contains(column) => {
                        said(column, name, value.trim());
                    }
                    _ => said(column, thing, thing),
                }
            }
        }
    }

    /// What stands before the decimals, by column or thing: what the rules or the person say, or else its
    /// numbers; of those that fit both signs the one with which they are answers.
    ///
    /// # Errors
    /// That both would do.
    fn signs(&self, standing: &Standing) -> Result<BTreeMap<String, Decimal>, ReadError> {
        let catalogue = standing.catalogue();
        let mut numbers = BTreeMap::<String, Vec<Fact>>::new();
        self.each(&mut |of, fact| numbers.entry(of.to_owned()).or_default().push(fact));
        let told = self.form.decimal.or(standing.told.decimal);
        let sign = |(of, facts): (String, Vec<Fact>)| {
            let values = facts.iter().map(|fact| fact.value.as_str());
            if let Some(sign) = told.or_else(|| Decimal::of(values)) {
                return Ok((of, sign));
            }
            let open = facts.iter().filter(|fact| Decimal::is_open(&fact.value));
            let takes = |sign| {
                let mut all = { open.clone() }
                    .filter_map(|fact| self.rules.takes(fact, sign, &catalogue))
                    .peekable();
                all.peek().is_some() && all.all(|taken| taken)
            };
            match (takes(Decimal::Comma), takes(Decimal::Point)) {
                (true, true) => Err(self.rules.refuse(Mismatch::DecimalSign(of))),
                (true, false) => Ok((of, Decimal::Comma)),
                (false, _) => Ok((of, Decimal::Point)),
            }
        };
        numbers.into_iter().map(sign).collect()
    }
}
