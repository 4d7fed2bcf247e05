//! The wide table → pieces.

use std::collections::BTreeMap;

use super::ENTRIES;
use super::list::parted;
use crate::diary::{Answers, Catalogue, EntryKindId, Item, Uid};
use crate::exchange::csv::said_in_cell;
use crate::exchange::facts::Order;
use crate::exchange::formula::words;
use crate::exchange::json;
use crate::exchange::{
    Dropped, Incoming, Misfit, Origin, Piece, Place, ReadError, Source, Standing, Table, Taker,
};

const DATE: &str = "date";

/// Whether a file that begins so is such a table.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}');
    let header = Table::new(text.as_bytes()).next().and_then(Result::ok);
    let columns = header.map(|(_, header)| words(&header)).unwrap_or_default();
    let counts = { columns.iter() }.filter(|column| column.ends_with(ENTRIES));
    columns.first().is_some_and(|column| column.trim() == DATE) && counts.count() > 1
}

/// Hands what a table holds to who takes it, a day at a time.
///
/// # Errors
/// [`ReadError::Io`] when the bytes do not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let catalogue = standing.catalogue();
    let mut table = Table::new(input);
    let header = table.next().transpose()?.unwrap_or_default().1;
    let columns = words(&header);
    for record in table {
        let (line, record) = record?;
        let row = Row {
            line,
            catalogue: &catalogue,
            order: standing.told.order,
            columns: &columns,
            cells: &words(&record),
        };
        if row
            .pieces()
            .into_iter()
            .try_for_each(|piece| taker.take(piece))
            .is_break()
        {
            break;
        }
    }
    Ok(())
}

struct Row<'t> {
    line: u64,
    catalogue: &'t Catalogue,
    /// How its dates stand where the year is not the first.
    order: Option<Order>,
    columns: &'t [String],
    cells: &'t [String],
}

impl Row<'_> {
    /// What a day holds: its check-in, and of each kind the entry, where there is one.
    fn pieces(&self) -> Vec<Piece> {
        let whole = |why| vec![self.dropped(DATE, self.cells.join(","), why)];
        if self.cells.len() != self.columns.len() {
            let (cells, columns) = (self.cells.len(), self.columns.len());
            return whole(Misfit::Cells { cells, columns });
        }
        let date = self.cells.first().map_or("", String::as_str);
        let Some(date) = Order::turned(self.order, date) else {
            return whole(Misfit::Date(date.to_owned()));
        };
        let mut pieces = Vec::new();
        let mut entries = BTreeMap::<EntryKindId, Answers>::new();
        let counts = self.counts();
        for (kind, count) in &counts {
            match count {
                1 => drop(entries.insert(kind.clone(), Answers::new())),
                count => {
                    let what = format!("{kind}: {count} on {date}");
                    pieces.push(self.dropped(kind.as_str(), what, Misfit::Several(kind.clone())));
                }
            }
        }
        let filled = self.columns.iter().zip(self.cells).skip(1);
        for (column, cell) in
            filled.filter(|(column, cell)| !cell.is_empty() && !column.ends_with(ENTRIES))
        {
            let said = self.catalogue.item(column).ok_or(Misfit::NoItem);
            let said = said.and_then(|item| {
                let kind = self.kind_of(item, &counts)?;
                Ok((kind, item, said_in_cell(item, cell, parted)?))
            });
            match said {
                Ok((kind, item, answer)) => {
                    let answers = entries.entry(kind).or_default();
                    answers.insert(item.id.clone(), answer);
                }
                Err(why) => {
                    let what = format!("{column}: {cell} on {date}");
                    pieces.push(self.dropped(column, what, why));
                }
            }
        }
        pieces.extend(entries.into_iter().map(|(kind, answers)| {
            let place = match kind.is_day() {
                true => Place::Day(date),
                false => Place::Timed {
                    date,
                    time: None,
                    uid: Uid::from(format!("{}:{date}:{kind}", json::FORMAT)),
                    kind,
                },
            };
            Piece::Entry(Incoming {
                origin: Origin::diary(),
                ..Incoming::exact(self.line, place, answers)
            })
        }));
        pieces
    }

    /// How many entries of each kind the day has.
    fn counts(&self) -> BTreeMap<EntryKindId, usize> {
        let counts = self
            .columns
            .iter()
            .zip(self.cells)
            .filter_map(|(column, cell)| {
                let kind = EntryKindId::new(column.strip_suffix(ENTRIES)?);
                Some((kind, cell.parse().ok().filter(|count| *count > 0)?))
            });
        counts.collect()
    }

    /// The kind of the one entry that an answer can be of.
    fn kind_of(
        &self,
        item: &Item,
        counts: &BTreeMap<EntryKindId, usize>,
    ) -> Result<EntryKindId, Misfit> {
        let kinds = self.catalogue.kinds_of(item);
        let there = kinds.iter().filter(|kind| counts.contains_key(*kind));
        let there: Vec<&EntryKindId> = there.collect();
        let is_of_day = kinds.iter().any(EntryKindId::is_day);
        match (&*there, is_of_day) {
            ([], true) => Ok(EntryKindId::DAY),
            ([only], false) if counts.get(*only) == Some(&1) => Ok((*only).clone()),
            (of, _) => {
                let kind = of.first().copied().or(kinds.first());
                Err(Misfit::Several(kind.cloned().unwrap_or(EntryKindId::DAY)))
            }
        }
    }

    fn dropped(&self, key: &str, what: String, why: Misfit) -> Piece {
        Piece::Dropped(Dropped {
            line: self.line,
            key: key.into(),
            what,
            why,
        })
    }
}
