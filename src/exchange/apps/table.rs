//! Tables of programs, by rules: a row a day, a row a thing, or a row an event.

use std::collections::BTreeMap;

use super::text;
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
fn header(rules: &Rules, text: &str) -> Option<usize> {
    let form = rules.form.as_ref()?;
    let text = text.trim_start_matches('\u{feff}');
    text.lines().take(TITLES).position(|line| {
        let names = line.split(char::from(separator(line.as_bytes())));
        let names: Vec<&str> = names.map(|name| name.trim().trim_matches('"').trim()).collect();
        form.recognise.iter().all(|column| names.contains(&column.as_str()))
    })
}

fn read(
    format: &'static str,
    rules: &Rules,
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let text = text::whole(input)?;
    let refused = |reason| ReadError::Form { format, reason };
    let (Some(above), Some(form)) = (header(rules, &text), &rules.form) else {
        return Err(refused(Mismatch::NoDateColumn));
    };
    let from: usize = text.split_inclusive('\n').take(above).map(str::len).sum();
    let mut rows = Vec::new();
    let mut columns = Vec::new();
    for record in Table::new(text.get(from..).unwrap_or_default().as_bytes()) {
        let (line, record) = record?;
        let cells = record.iter().map(|cell| String::from_utf8_lossy(cell));
        let cells: Vec<String> = cells.map(|cell| unguarded(cell.trim()).to_owned()).collect();
        match columns.is_empty() {
            true => columns = cells,
            false => rows.push((line + above as u64, cells)),
        }
    }
    let catalogue = standing.catalogue();
    let mut book = Book::new(rules, &catalogue, standing.today);
    let at = columns.iter().position(|column| *column == form.date);
    let dates = rows.iter().filter_map(|(_, cells)| cells.get(at?));
    let dates = dates.map(String::as_str).filter(|cell| !cell.is_empty());
    let order = form.order.or_else(|| Order::of(dates));
    let order = order.ok_or_else(|| refused(Mismatch::DateOrder))?;
    let mut reader = Reader {
        form,
        rules,
        order,
        columns: &columns,
        times: BTreeMap::new(),
    };
    for (line, cells) in &rows {
        reader.row(*line, cells, &mut book);
    }
    book.finish(taker);
    Ok(())
}

struct Reader<'t> {
    form: &'t Form,
    rules: &'t Rules,
    order: Order,
    columns: &'t [String],
    /// How many events each date has had.
    times: BTreeMap<String, usize>,
}

impl Reader<'_> {
    fn row(&mut self, line: u64, cells: &[String], book: &mut Book<'_>) {
        if cells.len() != self.columns.len() {
            return book.leave(&self.form.date, Left::Cells, line);
        }
        let of = |name: &str| {
            let at = self.columns.iter().position(|column| column == name)?;
            cells.get(at).map(String::as_str)
        };
        let when = of(&self.form.date).unwrap_or_default();
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
            let keys = self.form.key.iter().filter_map(|name| of(name));
            let value = self.form.value.as_deref().and_then(of).unwrap_or_default();
            let key = keys.collect::<Vec<_>>().join("/");
            let whole = format!("{key}/{value}");
            return self.give(&key, fact(whole, value), line, book);
        }
        for (column, cell) in self.columns.iter().zip(cells) {
            let is_skipped = *column == self.form.date || self.form.skip.contains(column);
            if is_skipped || cell.is_empty() {
                continue;
            }
            let between = self.form.split.get(column);
            let things = match between {
                Some(between) => cell.split(between.as_str()).collect(),
                None => vec![cell.as_str()],
            };
            for thing in things.into_iter().map(str::trim).filter(|thing| !thing.is_empty()) {
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
