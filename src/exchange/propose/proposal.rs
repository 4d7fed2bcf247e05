//! The values of a proposal, and how they are changed.

use std::collections::BTreeMap;

use super::cell::{self, Written};
use super::seen::Seen;
use crate::diary::{Catalogue, Item, ItemId, ItemKind};
use crate::exchange::facts::{Decimal, Order, RowKind};

/// So many cells tell where a scale ends, and half of one is far below its end.
const MANY: usize = 5;
const HALF: u8 = 5;

/// So many cells are shown of a column.
pub const SAMPLES: usize = 3;

/// How a table could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What a row is.
    pub kind: RowKind,
    /// Whether a row can as well be something that happened as a day, which is to be asked.
    pub is_kind_open: bool,
    /// The column of days.
    pub date: Dates,
    /// What stands before the decimals, where the numbers of a column do not tell; `None` is to be
    /// asked where something is in doubt of it.
    pub decimal: Option<Decimal>,
    /// What can be answered: a column each, of a long table also a name each that its rows have.
    pub things: Vec<Thing>,
    /// Columns that name a thing and say its value, of a long table.
    pub long: Option<Long>,
    /// All columns.
    pub(super) columns: Vec<String>,
}

/// The column of days.
#[derive(Debug, Clone, PartialEq)]
pub struct Dates {
    /// Its name.
    pub name: String,
    /// Different cells of it.
    pub samples: Vec<String>,
    /// How its dates stand; `None` where none of them tells, and it is to be asked.
    pub order: Option<Order>,
}

/// How the rows of a long table stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Long {
    /// The column of names.
    pub name: String,
    /// The column of values.
    pub value: String,
}

/// Something that a table tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// The column's name, or the one that rows of a long table have for it.
    pub name: String,
    /// What kind of cells it has.
    pub seen: Seen,
    /// The item it answers; `None` where it is left alone.
    pub item: Option<ItemId>,
    /// Why the guess may be wrong.
    pub doubts: Vec<Doubt>,
    /// All that stands in its cells, and how often.
    pub(super) cells: BTreeMap<String, usize>,
}

/// Why a guess may be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Other items are called so, too.
    Others(Vec<ItemId>),
    /// Only a small part of its name speaks for it.
    Part,
    /// So many cells say what the item cannot have, such as this.
    Unfit {
        /// How many.
        count: usize,
        /// One of them.
        cell: String,
    },
    /// Its numbers fit both signs before the decimals.
    Sign,
    /// Its many numbers end at this one, far below where those of the item do.
    Scale(u8),
}

impl Proposal {
    /// Lets a thing answer an item, or leaves it alone.
    pub fn give(&mut self, at: usize, item: Option<&Item>) {
        let decimal = self.decimal;
        if let Some(thing) = self.things.get_mut(at) {
            thing.give(item, decimal);
        }
    }

    /// Says what a row is, of those that are not one of several of a day.
    pub fn say_kind(&mut self, kind: RowKind) {
        (self.kind, self.is_kind_open) = (kind, false);
    }

    /// Says what stands before the decimals, where the numbers do not tell.
    pub fn say_decimal(&mut self, decimal: Decimal, catalogue: &Catalogue) {
        self.decimal = Some(decimal);
        for thing in &mut self.things {
            let item = thing.item.clone();
            let item = item.and_then(|id| catalogue.item(id.as_str()));
            let of_name = |doubt: &&Doubt| matches!(doubt, Doubt::Others(_) | Doubt::Part);
            let others: Vec<Doubt> = { thing.doubts.iter() }.filter(of_name).cloned().collect();
            thing.give(item, Some(decimal));
            thing.doubts.extend(others);
        }
    }

    /// Whether something is to be asked before the table can be read.
    pub fn asks(&self) -> bool {
        let open = |thing: &Thing| thing.doubts.contains(&Doubt::Sign);
        self.is_kind_open || self.date.order.is_none() || self.things.iter().any(open)
    }
}

impl Dates {
    /// Whether its dates stand with the year first, so that no order is to be known.
    pub fn is_plain(&self) -> bool {
        let begins = |cell: &String| cell.bytes().take_while(u8::is_ascii_digit).count() == 4;
        self.samples.iter().all(begins)
    }
}

impl Thing {
    /// Different cells of it, [`SAMPLES`] at most.
    pub fn samples(&self) -> impl Iterator<Item = &str> {
        self.cells.keys().take(SAMPLES).map(String::as_str)
    }

    /// How many cells say something.
    pub fn filled(&self) -> usize {
        self.cells.values().sum()
    }

    pub(super) fn give(&mut self, item: Option<&Item>, decimal: Option<Decimal>) {
        self.item = item.map(|item| item.id.clone());
        self.doubts.clear();
        let Some(item) = item else { return };
        if self.sign(decimal).is_none() && cell::fits_both(item, self.parts(item)) {
            self.doubts.push(Doubt::Sign);
        }
        let most = { self.cells.keys() }
            .filter_map(|cell| cell.parse().ok())
            .max();
        if let (Some(most @ ..=HALF), ItemKind::Scale { .. }) = (most, &item.kind)
            && self.seen == Seen::Scores
            && self.filled() >= MANY
        {
            self.doubts.push(Doubt::Scale(most));
        }
        let sign = self.sign(decimal);
        let unfit = { self.parts(item) }.filter(|(cell, _)| {
            let of = |sign| cell::written(item, cell, sign).is_some();
            !sign.map_or_else(|| of(Decimal::Comma) || of(Decimal::Point), of)
        });
        let unfit: Vec<(&str, usize)> = unfit.collect();
        if let Some((cell, _)) = unfit.first() {
            self.doubts.push(Doubt::Unfit {
                count: unfit.iter().map(|(_, count)| count).sum(),
                cell: (*cell).to_owned(),
            });
        }
    }

    /// What stands before its decimals.
    pub(super) fn sign(&self, told: Option<Decimal>) -> Option<Decimal> {
        told.or_else(|| Decimal::of(self.cells.keys().map(String::as_str)))
    }

    /// What its cells say, each thing of a list by itself where the item can have several.
    pub(super) fn parts(&self, item: &Item) -> impl Iterator<Item = (&str, usize)> {
        let between = self.between(item);
        self.cells.iter().flat_map(move |(cell, count)| {
            let parts: Vec<&str> = match between {
                Some(between) => cell.split(between).collect(),
                None => vec![cell],
            };
            let parts = parts.into_iter().map(str::trim);
            parts
                .filter(|part| !part.is_empty())
                .map(|part| (part, *count))
        })
    }

    /// What stands between the things of a list, where the item can have several.
    pub(super) fn between(&self, item: &Item) -> Option<char> {
        match self.seen {
            Seen::Lists(between) if cell::has_several(item) => Some(between),
            _ => None,
        }
    }

    /// How each of the things its cells say is written as an answer; `None` for what the item cannot
    /// have.
    pub(super) fn written(
        &self,
        item: &Item,
        told: Option<Decimal>,
    ) -> BTreeMap<&str, Option<Written>> {
        let sign = self.sign(told).unwrap_or(Decimal::Point);
        { self.parts(item) }
            .map(|(part, _)| (part, cell::written(item, part, sign)))
            .collect()
    }
}
