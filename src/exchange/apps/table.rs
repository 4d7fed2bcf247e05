//! Tables of programs, by rules: a row a day, a row a thing, or a row an event.

use std::collections::BTreeMap;

use super::{finish, text};
use crate::exchange::facts::{Book, Fact, Form, Left, Order, RowKind, Rules};
use crate::exchange::formula::unguarded;
use crate::exchange::table::separator;
use crate::exchange::{Mismatch, ReadError, Source, Standing, Table, Taker};

/// The header stands on one of so many lines; what is above it is a title.
const TITLES: usize = 10;

/// A program whose table is read by rules: its file of `assets/imports` is all there is to it.
macro_rules! tables {
    ($($name:ident: $file:literal,)*) => {$(
        pub(in crate::exchange) mod $name {
            use crate::exchange::apps::rules;
            use crate::exchange::{ReadError, Source, Standing, Taker};

            /// The name under which its entries are kept.
            pub(in crate::exchange) const FORMAT: &str = stringify!($name);

            /// Whether a file that begins so is one.
            pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
                super::header(rules!($file), beginning).is_some()
            }

            /// Reads a file.
            ///
            /// # Errors
            /// When its dates can be read in two ways, or the bytes do not come.
            pub(in crate::exchange) fn read(
                standing: &Standing,
                input: &mut dyn Source,
                taker: &mut dyn Taker,
            ) -> Result<(), ReadError> {
                super::read(FORMAT, rules!($file), standing, input, taker)
            }
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

/// The number of the line, from 0, that names all columns by which a table is known.
pub(super) fn header(rules: &Rules, text: &str) -> Option<usize> {
    let form = rules.form.as_ref()?;
    let text = text.trim_start_matches('\u{feff}');
    text.lines().take(TITLES).position(|line| {
        let names = line.split(char::from(separator(line.as_bytes())));
        let names: Vec<&str> = names
            .map(|name| name.trim().trim_matches('"').trim())
            .collect();
        form.recognise
            .iter()
            .all(|column| names.contains(&column.as_str()))
    })
}

/// The rows of a table, its columns by their names.
pub(super) struct Rows {
    pub(super) columns: Vec<String>,
    /// Each with its line.
    pub(super) all: Vec<(u64, Vec<String>)>,
}

impl Rows {
    /// The rows below the header by which a table is known.
    ///
    /// # Errors
    /// [`ReadError::Form`] when there is none.
    pub(super) fn of(format: &'static str, rules: &Rules, text: &str) -> Result<Self, ReadError> {
        let Some(above) = header(rules, text) else {
            let reason = Mismatch::NoDateColumn;
            return Err(ReadError::Form { format, reason });
        };
        let from: usize = text.split_inclusive('\n').take(above).map(str::len).sum();
        let mut rows = Self {
            columns: Vec::new(),
            all: Vec::new(),
        };
        for record in Table::new(text.get(from..).unwrap_or_default().as_bytes()) {
            let (line, record) = record?;
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell));
            let cells: Vec<String> = cells
                .map(|cell| unguarded(cell.trim()).to_owned())
                .collect();
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

fn read(
    format: &'static str,
    rules: &Rules,
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let rows = Rows::of(format, rules, &text::whole(input)?)?;
    let Some(form) = &rules.form else {
        return Ok(());
    };
    let dates = rows
        .all
        .iter()
        .map(|(_, cells)| rows.cell(cells, &form.date));
    let dates = dates.filter(|cell| !cell.is_empty());
    let order = form
        .order
        .or(standing.told.order)
        .or_else(|| Order::of(dates));
    let reason = Mismatch::DateOrder;
    let order = order.ok_or(ReadError::Form { format, reason })?;
    let mut reader = Reader {
        form,
        rules,
        order,
        rows: &rows,
        times: BTreeMap::new(),
    };
    finish(rules, standing, taker, |book| {
        for (line, cells) in &rows.all {
            reader.row(*line, cells, book);
        }
        Ok(())
    })
}

struct Reader<'t> {
    form: &'t Form,
    rules: &'t Rules,
    order: Order,
    rows: &'t Rows,
    /// How many events each date has had.
    times: BTreeMap<String, usize>,
}

impl Reader<'_> {
    fn row(&mut self, line: u64, cells: &[String], book: &mut Book<'_>) {
        if cells.len() != self.rows.columns.len() {
            return book.leave(&self.form.date, Left::Cells, line);
        }
        let of = |name: &str| self.rows.cell(cells, name);
        let when = of(&self.form.date);
        let date = self.order.date(when);
        let id = (self.form.kind == RowKind::Events).then(|| {
            let times = self.times.entry(when.to_owned()).or_default();
            *times += 1;
            times.to_string()
        });
        let fact = |key: String, value: &str| Fact {
            id: id.clone(),
            ..Fact::new(line, date, key).saying(value)
        };
        if self.form.kind == RowKind::Long {
            let keys = self.form.key.iter().map(|name| of(name));
            let value = self.form.value.as_deref().map_or("", of);
            let key = keys.collect::<Vec<_>>().join("/");
            let whole = format!("{key}/{value}");
            return self.give(&key, fact(whole, value), line, book);
        }
        for (column, cell) in self.rows.columns.iter().zip(cells) {
            let is_skipped = *column == self.form.date || self.form.skip.contains(column);
            if is_skipped || cell.is_empty() {
                continue;
            }
            let between = self.form.split.get(column);
            let things = match between {
                Some(between) => cell.split(between.as_str()).collect(),
                None => vec![cell.as_str()],
            };
            for thing in things
                .into_iter()
                .map(str::trim)
                .filter(|thing| !thing.is_empty())
            {
                let (name, value) = match thing.rsplit_once(':') {
                    Some((name, value)) if self.form.pairs.contains(column) => (name, value.trim()),
                    _ => (thing, thing),
                };
                self.give(column, fact(format!("{column}/{name}"), value), line, book);
            }
        }
    }

    /// What no rule knows is told by its column: the cell may be the person's own words.
    fn give(&self, column: &str, fact: Fact, line: u64, book: &mut Book<'_>) {
        match self.rules.knows(&fact.key) {
            true => book.take(&fact),
            false => book.leave(column, Left::Unknown, line),
        }
    }
}
