//! A table without rules: where its header is, and how its rows stand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::guess;
use super::proposal::{Dates, Long, Proposal, SAMPLES, Thing};
use super::seen::{Seen, is_date};
use crate::diary::Catalogue;
use crate::exchange::Table;
use crate::exchange::apps::table::{TITLES, below, cells};
use crate::exchange::facts::{Order, RowKind};

/// So many rows tell whether a line is the header of a table.
const LOOKED_AT: usize = 20;

/// The bands of a scale that says how bad a pain is.
const PAIN: &str = "pain";
/// The kind of entry that an attack is.
const ATTACK: &str = "episode";

/// Whether a thing answers what is asked of attacks alone.
fn is_of_attack(thing: &Thing, catalogue: &Catalogue) -> bool {
    let item = thing.item.as_ref();
    let item = item.and_then(|id| catalogue.item(id.as_str()));
    item.is_some_and(|item| {
        let kinds = catalogue.kinds_of(item);
        kinds.iter().all(|kind| kind.as_str() == ATTACK) && !kinds.is_empty()
    })
}

/// The cells of a table below its header, all rows as long as it.
pub(super) struct Grid {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    /// The column of days.
    date: usize,
}

impl Grid {
    /// The table that a text has, under titles perhaps. `None` where it has none with days.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        (0..TITLES).find_map(|above| Self::under(below(text, above)))
    }

    /// The table of which a text begins with the header.
    fn under(text: &str) -> Option<Self> {
        let records = || Table::new(text.as_bytes()).map_while(Result::ok);
        let mut first = records().map(|(_, record)| record.len());
        let width = first.next().filter(|width| *width > 1)?;
        let (even, other): (Vec<usize>, Vec<usize>) =
            first.take(LOOKED_AT).partition(|cells| *cells == width);
        if even.len() <= other.len() {
            return None;
        }
        let mut rows = records().map(|(_, record)| cells(&record));
        let columns = rows.next()?;
        // A row of values is no header.
        let is_name = |cell: &&String| !is_date(cell) && cell.parse::<f64>().is_err();
        if columns.iter().filter(is_name).count() < columns.len() {
            return None;
        }
        let rows: Vec<Vec<String>> = rows.filter(|cells| cells.len() == width).collect();
        let date = (0..width).find(|at| {
            let cells = || {
                { rows.iter() }
                    .filter_map(|row| row.get(*at))
                    .filter(|c| !c.is_empty())
            };
            let dates = cells().filter(|cell| is_date(cell)).count();
            // A line of rubbish among them is told when the table is read.
            let others = cells().count() - dates;
            dates > others && others <= (dates / 10).max(1)
        })?;
        Some(Self {
            columns,
            rows,
            date,
        })
    }

    /// The cells of a column that say something.
    fn column(&self, at: usize) -> impl Iterator<Item = &str> + Clone {
        let cells = self.rows.iter().filter_map(move |row| row.get(at));
        cells.map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// How many rows are of a day that others are of, too: a day that stands there twice may be a slip.
    fn shared(&self) -> usize {
        let mut days = BTreeMap::<&str, usize>::new();
        for cell in self.column(self.date) {
            let day = cell.split([' ', 'T']).next().unwrap_or_default();
            *days.entry(day).or_default() += 1;
        }
        days.into_values().filter(|count| *count > 1).sum()
    }

    /// A reading of it.
    pub(super) fn proposal(&self, catalogue: &Catalogue) -> Proposal {
        let different: BTreeSet<&str> = self.column(self.date).collect();
        let is_often = self.shared() * 2 > self.column(self.date).count();
        let long = is_often.then(|| self.long(catalogue)).flatten();
        let kind = match (long, is_often) {
            (Some(_), _) => RowKind::Long,
            (None, true) => RowKind::Events,
            (None, false) => RowKind::Wide,
        };
        let things = |kind: RowKind| self.things(long, kind, catalogue);
        let (kind, is_kind_open, things) = match (kind, things(kind)) {
            (RowKind::Wide, of_day) if self.may_be_attacks(&of_day, catalogue) => {
                match of_day.iter().any(|thing| is_of_attack(thing, catalogue)) {
                    true => (RowKind::Events, false, things(RowKind::Events)),
                    false => (RowKind::Wide, true, of_day),
                }
            }
            (kind, things) => (kind, false, things),
        };
        let name = |at: usize| self.columns.get(at).cloned().unwrap_or_default();
        Proposal {
            kind,
            is_kind_open,
            date: Dates {
                name: name(self.date),
                samples: different
                    .iter()
                    .take(SAMPLES)
                    .map(|cell| (*cell).to_owned())
                    .collect(),
                order: Order::of(self.column(self.date)),
            },
            decimal: None,
            things,
            long: long.map(|(of, value)| Long {
                name: name(of),
                value: name(value),
            }),
            columns: self.columns.clone(),
        }
    }

    /// What it tells, in the order of its columns; of a long table by its columns of names and of values.
    fn things(
        &self,
        long: Option<(usize, usize)>,
        kind: RowKind,
        catalogue: &Catalogue,
    ) -> Vec<Thing> {
        let of_row = [
            Some(self.date),
            long.map(|(name, _)| name),
            long.map(|(_, value)| value),
        ];
        let mut things = BTreeMap::<String, BTreeMap<String, usize>>::new();
        let mut order = Vec::new();
        let mut say = |name: &str, cell: &str| {
            if !things.contains_key(name) {
                order.push(name.to_owned());
            }
            let cells = things.entry(name.to_owned()).or_default();
            if !cell.is_empty() {
                *cells.entry(cell.to_owned()).or_default() += 1;
            }
        };
        for row in &self.rows {
            let at = |at: usize| row.get(at).map_or("", String::as_str);
            if let Some((name, value)) = long.filter(|(name, _)| !at(*name).is_empty()) {
                say(at(name), at(value));
            }
            for (place, column) in self.columns.iter().enumerate() {
                if !of_row.contains(&Some(place)) {
                    say(column, at(place));
                }
            }
        }
        let thing = |name: String| {
            let cells = things.remove(&name).unwrap_or_default();
            let seen = Seen::of(&cells);
            let mut thing = Thing {
                name,
                seen,
                item: None,
                doubts: Vec::new(),
                cells,
            };
            guess::guess(&mut thing, kind, catalogue);
            thing
        };
        order.into_iter().map(thing).collect()
    }

    /// Whether each row may be an attack, though no two are of one day: each says how bad it was, none that
    /// there was nothing, and days between them are missing or the columns speak of attacks.
    fn may_be_attacks(&self, things: &[Thing], catalogue: &Catalogue) -> bool {
        let rows = self.column(self.date).count();
        let pains = || {
            things.iter().filter(|thing| {
                let item = thing.item.as_ref();
                let item = item.and_then(|id| catalogue.item(id.as_str()));
                let bands = item.and_then(|item| item.kind.bands());
                bands.is_some_and(|bands| bands == PAIN)
            })
        };
        let named = things.iter().any(|thing| is_of_attack(thing, catalogue));
        pains().any(|thing| thing.filled() == rows)
            && pains().all(|thing| !thing.cells.contains_key("0"))
            && (named || self.has_gaps())
    }

    /// Whether days between the first and the last have no row, in whichever order their dates stand.
    fn has_gaps(&self) -> bool {
        [Order::DayFirst, Order::MonthFirst].iter().all(|order| {
            let days = self.column(self.date).filter_map(|cell| order.date(cell));
            let days: BTreeSet<NaiveDate> = days.collect();
            let span = days.first().zip(days.last());
            // Of dates that do not stand in this order there are none.
            span.is_none_or(|(first, last)| (*last - *first).num_days() >= days.len() as i64)
        })
    }

    /// The columns of names and of values, where a row tells one thing of a day: most of the different
    /// names are such of items, and every row has a value.
    fn long(&self, catalogue: &Catalogue) -> Option<(usize, usize)> {
        let others = || (0..self.columns.len()).filter(|at| *at != self.date);
        let known = |at: usize| {
            let names: BTreeSet<&str> = self.column(at).collect();
            let known = { names.iter() }.filter(|name| guess::is_known(name, catalogue));
            let known = known.count();
            (known > 1 && 2 * known >= names.len()).then_some(known)
        };
        let seen = |at: usize| {
            let cells = self.column(at).map(|cell| (cell.to_owned(), 1));
            Seen::of(&cells.collect())
        };
        let is_value = |at: &usize| {
            use Seen::{Lengths, Numbers, Scores, YesNo};
            matches!(seen(*at), Scores | Numbers | YesNo | Lengths)
        };
        let filled = |at: usize| self.column(at).count();
        let value = others().filter(is_value).max_by_key(|at| filled(*at))?;
        // Of equals the first.
        let names = others().rev().filter_map(|at| Some((known(at)?, at)));
        let (_, name) = names
            .filter(|(_, at)| *at != value)
            .max_by_key(|(known, _)| *known)?;
        (2 * filled(value) >= filled(name)).then_some((name, value))
    }
}
