//! What stands in the cells of a column.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diary::parse;
use crate::exchange::facts::{Decimal, Order};

/// Longer words are sentences.
const WORD: usize = 30;
/// More different words are no choice between some.
const CHOICE: usize = 12;

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// Nothing.
    Nothing,
    /// Days.
    Dates,
    /// Times of day.
    Times,
    /// Whole numbers from 0 to 10.
    Scores,
    /// Yes and no.
    YesNo,
    /// Lengths of time: `90 min`.
    Lengths,
    /// Other numbers.
    Numbers,
    /// Several words, with this between them.
    Lists(char),
    /// One of some words.
    Words,
    /// Sentences.
    Text,
}

/// Cells of a kind, and what tells one.
type Kind<'k> = (Seen, &'k dyn Fn(&str) -> bool);

impl Seen {
    /// What stands in some cells.
    pub(super) fn of(cells: &BTreeMap<String, usize>) -> Self {
        let all = |is: &dyn Fn(&str) -> bool| cells.keys().all(|cell| is(cell));
        let number = |cell: &str| parse::amount(&Decimal::Point.plain(cell));
        if cells.is_empty() {
            return Self::Nothing;
        }
        let kinds: [Kind<'_>; 6] = [
            (Self::Dates, &is_date),
            (Self::Scores, &|cell| {
                cell.parse::<u8>().is_ok_and(|score| score <= 10)
            }),
            (Self::YesNo, &|cell| parse::yes_no(cell).is_some()),
            (Self::Times, &|cell| {
                cell.contains(':') && parse::time(cell).is_some()
            }),
            (Self::Lengths, &|cell| {
                use parse::UnitWord::{Hours, Minutes};
                matches!(number(cell), Some((_, Some(Hours | Minutes))))
            }),
            (Self::Numbers, &|cell| number(cell).is_some()),
        ];
        let kind = kinds.into_iter().find(|(_, is)| all(is));
        kind.map_or_else(|| Self::words(cells), |(kind, _)| kind)
    }

    /// Whether all that stands there are numbers.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Scores | Self::Lengths | Self::Numbers)
    }

    fn words(cells: &BTreeMap<String, usize>) -> Self {
        let is_short = |words: &str| words.chars().count() <= WORD;
        let between = ['|', ';', ','].into_iter().find(|between| {
            let parts = || cells.keys().flat_map(|cell| cell.split(*between));
            parts().count() > cells.len() && parts().all(|part| is_short(part.trim()))
        });
        match between {
            Some(between) => Self::Lists(between),
            None if cells.len() <= CHOICE && cells.keys().all(|cell| is_short(cell)) => Self::Words,
            None => Self::Text,
        }
    }
}

/// Whether a cell says a day, in one order or the other.
pub(super) fn is_date(cell: &str) -> bool {
    Order::DayFirst.date(cell).is_some() || Order::MonthFirst.date(cell).is_some()
}
