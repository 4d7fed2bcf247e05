//! `compare`: how two stretches of time differ.

use std::io::Write;

use clap::Args;

use super::items::find;
use super::{Context, Error, Output};
use crate::diary::{DateRange, ItemId};
use crate::insight;
use crate::patterns::{Comparison, LEAST_DAYS};
use crate::words::patterns as telling;
use crate::words::shell::patterns as say;

/// Say how two stretches of time differ
///
/// Before and after a change of treatment, say, or this quarter and the last. A stretch is a year, a month, a day, or two of them with ".." between. Scales that changed by 2
/// points, or by 30 % and a point, are told first: so much is what people notice. One stretch can
/// differ from another by chance.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// The first stretch, such as 2026-01..2026-03
    #[arg(value_name = "BEFORE", allow_hyphen_values = true)]
    before: String,

    /// The second stretch, such as "1 apr..yesterday"
    #[arg(value_name = "AFTER", allow_hyphen_values = true)]
    after: String,

    /// The item to compare, as often as you like; without it, all that are answered
    #[arg(long = "item", value_name = "ITEM")]
    items: Vec<String>,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Compare {
    /// Writes the comparisons.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let today = context.today();
        let stretch = |words: &str| {
            let range = DateRange::parse(words, today)?;
            let last = range.last.min(today);
            if last < range.first {
                return Err(Error::usage(say::not_come_yet(words)).hint(say::not_come_yet_hint()));
            }
            Ok(DateRange { last, ..range })
        };
        let (before, after) = (stretch(&self.before)?, stretch(&self.after)?);
        if before == after {
            return Err(Error::usage(say::same_stretch(before.first, before.last))
                .hint(say::same_stretch_hint()));
        }
        let repository = context.open_read_only()?;
        let catalogue = repository.catalogue();
        let named: Vec<ItemId> = self
            .items
            .iter()
            .map(|name| Ok(find(catalogue, name)?.id.clone()))
            .collect::<Result<_, Error>>()?;
        let items = (!named.is_empty()).then_some(named.as_slice());
        let temperature = repository.profile().temperature;
        let mut compared = insight::compare(&repository, items, before, after)?;
        if items.is_none() {
            compared.retain(|of| of.before.days + of.after.days > 0);
        }
        if self.json {
            return Ok(out.json(telling::comparisons_to_json(&compared, temperature))?);
        }
        compared.sort_by_key(|of| (!of.meaningful, of.difference.is_none()));
        // Of an item that was asked for, it is told in full why it cannot be compared.
        let told = |of: &Comparison| items.is_some() || of.difference.is_some();
        let (told, short): (Vec<_>, Vec<_>) = compared.iter().partition(|of| told(of));
        for of in &told {
            writeln!(out, "{}", telling::comparison(of, temperature))?;
        }
        match short.len() {
            0 if told.is_empty() => writeln!(out, "{}", say::nothing_to_compare())?,
            0 => {}
            n => writeln!(out, "{}", say::too_short(n, LEAST_DAYS))?,
        }
        Ok(())
    }
}
