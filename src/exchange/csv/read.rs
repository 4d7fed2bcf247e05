//! The tidy table → pieces.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{NaiveDate, NaiveTime};

use super::COLUMNS;
use crate::diary::parse;
use crate::diary::{
    Answer, Answers, Catalogue, EntryKindId, Item, ItemId, ItemKind, TemperatureUnit, Uid,
};
use crate::exchange::facts::Order;
use crate::exchange::formula::words;
use crate::exchange::json;
use crate::exchange::{
    Dropped, Incoming, Misfit, Origin, Piece, Place, ReadError, Source, Standing, Table, Taker,
};

/// Hands what a table holds to who takes it, an entry at a time.
///
/// # Errors
/// [`ReadError::Io`] when the bytes do not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let catalogue = standing.catalogue();
    let mut reader = Reader {
        taker,
        catalogue: &catalogue,
        order: standing.told.order,
        open: None,
        begun: BTreeMap::new(),
    };
    for record in Table::new(input).skip(1) {
        let (line, record) = record?;
        if reader.row(line, &words(&record)).is_break() {
            return Ok(());
        }
    }
    let _ = reader.close();
    Ok(())
}

/// What tells the entries of a table apart.
type Head = (NaiveDate, Option<NaiveTime>, EntryKindId);

struct Reader<'t> {
    taker: &'t mut dyn Taker,
    catalogue: &'t Catalogue,
    /// How its dates stand where the year is not the first.
    order: Option<Order>,
    /// The entry whose rows come.
    open: Option<(u64, Head, Answers)>,
    /// How many entries of the same head have begun.
    begun: BTreeMap<Head, usize>,
}

impl Reader<'_> {
    fn row(&mut self, line: u64, cells: &[String]) -> ControlFlow<()> {
        let [date, time, kind, item, value, unit, note] = cells else {
            let why = Misfit::Cells {
                cells: cells.len(),
                columns: COLUMNS.len(),
            };
            return self.leave(line, "date", cells.join(","), why);
        };
        let head = match self.head(date, time, kind) {
            Ok(head) => head,
            Err(why) => return self.leave(line, "date", cells.join(","), why),
        };
        let is_on = |(_, on, answers): &(u64, Head, Answers)| {
            *on == head && !item.is_empty() && !answers.contains_key(item.as_str())
        };
        if !self.open.as_ref().is_some_and(is_on) {
            self.close()?;
            // What a row without an item, or a second answer, begins is another entry.
            let again = self.begun.entry(head.clone()).or_default();
            let is_next = item.is_empty() || *again == 0;
            *again += usize::from(is_next);
            self.open = Some((line, head.clone(), Answers::new()));
        }
        if item.is_empty() {
            return ControlFlow::Continue(());
        }
        match answer(self.catalogue, &head.2, item, (value, unit), note) {
            Ok(answer) => {
                if let Some((_, _, answers)) = &mut self.open {
                    answers.insert(ItemId::new(item), answer);
                }
                ControlFlow::Continue(())
            }
            Err(why) => {
                let what = format!("{item}: {value}{note} on {date}");
                self.leave(line, item, what, why)
            }
        }
    }

    fn head(&self, date: &str, time: &str, kind: &str) -> Result<Head, Misfit> {
        let date = Order::turned(self.order, date).ok_or_else(|| Misfit::Date(date.to_owned()))?;
        let time = match time {
            "" => None,
            time => Some(parse::time(time).ok_or(Misfit::Time)?),
        };
        let kind = EntryKindId::new(kind);
        match self.catalogue.entry_kind(&kind) {
            Some(_) => Ok((date, time, kind)),
            None => Err(Misfit::NoKind),
        }
    }

    fn leave(&mut self, line: u64, key: &str, what: String, why: Misfit) -> ControlFlow<()> {
        let key = key.into();
        self.taker.take(Piece::Dropped(Dropped {
            line,
            key,
            what,
            why,
        }))
    }

    /// Hands on the entry whose rows came.
    fn close(&mut self) -> ControlFlow<()> {
        let Some((line, head, answers)) = self.open.take() else {
            return ControlFlow::Continue(());
        };
        let nth = self.begun.get(&head).copied().unwrap_or_default();
        let (date, time, kind) = head;
        let place = match kind.is_day() {
            true => Place::Day(date),
            false => Place::Timed {
                date,
                time,
                uid: named(date, time, &kind, nth),
                kind,
            },
        };
        self.taker.take(Piece::Entry(Incoming {
            // That it passed through a table is nothing new.
            origin: Origin::diary(),
            ..Incoming::exact(line, place, answers)
        }))
    }
}

/// The lasting name of an entry that the table has none for.
fn named(date: NaiveDate, time: Option<NaiveTime>, kind: &EntryKindId, nth: usize) -> Uid {
    let time = time.map_or_else(String::new, |time| Answer::Time(time).word());
    format!("{}:{date}:{time}:{kind}:{nth}", json::FORMAT).into()
}

/// The answer of a row.
fn answer(
    catalogue: &Catalogue,
    kind: &EntryKindId,
    item: &str,
    (value, unit): (&str, &str),
    note: &str,
) -> Result<Answer, Misfit> {
    let item = catalogue.item(item).ok_or(Misfit::NoItem)?;
    if !catalogue.kinds_of(item).contains(kind) {
        return Err(Misfit::WrongKind(kind.clone()));
    }
    let said = match &item.kind {
        kind if kind.is_words() => note.to_owned(),
        ItemKind::Number { .. } => format!("{value}{unit}"),
        _ => value.to_owned(),
    };
    said_in_cell(item, &said, |list| {
        list.split(',').map(str::to_owned).collect()
    })
}

/// The answer that a cell of our own tables says, in which a list is parted so into its codes.
pub(in crate::exchange) fn said_in_cell(
    item: &Item,
    cell: &str,
    parted: fn(list: &str) -> Vec<String>,
) -> Result<Answer, Misfit> {
    Ok(match &item.kind {
        ItemKind::Many { .. } => {
            let mut codes = parted(cell);
            codes.retain(|code| !code.is_empty());
            Answer::from_json(item, &serde_json::json!(codes))?
        }
        ItemKind::Text { .. } => Answer::from_json(item, &serde_json::json!(cell))?,
        _ => Answer::parse(item, cell, TemperatureUnit::Celsius)?,
    })
}
