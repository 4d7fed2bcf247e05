//! The diary as a wide table for statistics: one day a row, one item a column.
//!
//! The columns are `date`, for each kind of entry how many there were (`relief-entries`), and all
//! items of the catalogue by their ids, in its order, so that the tables of many people fit
//! together; items of a person's own have one where they leave. An answer is written as in the tidy
//! table, [`super::csv`]; what has several, of one list or of several entries of a day, has a semicolon
//! between them, and a backslash before one that is part of a word. An empty cell was not answered. Times
//! of entries have no column. For a study, `person` stands before the date. A cell that a spreadsheet
//! would take for a formula begins with an apostrophe.
//!
//! The table is read back, too, but for what a day has in several entries of one kind: which of them
//! an answer is of, it does not tell.

mod list;
mod read;

use std::io::Write;

use super::LeftOut;
use super::csv::PERSON;
use super::formula::guarded;
use super::outgoing::{Outgoing, WriteError};
use crate::diary::{Answer, Code, Day, EntryKind, Item};

pub(super) use read::{read, recognises};

/// Behind the name of a kind of entry, the column of how many there were.
const ENTRIES: &str = "-entries";

/// Writes what leaves of a diary; answers to items that the catalogue does not know are left out.
///
/// # Errors
/// When the diary cannot be read or `out` cannot be written to.
pub(super) fn export(outgoing: &mut Outgoing, out: &mut dyn Write) -> Result<LeftOut, WriteError> {
    let mut left_out = LeftOut::new();
    let catalogue = outgoing.catalogue();
    let items = catalogue.items().iter();
    let items: Vec<&Item> = items
        .filter(|item| !item.own || outgoing.lets(item))
        .collect();
    let kinds = catalogue.entry_kinds().iter();
    let kinds: Vec<&EntryKind> = kinds.filter(|kind| !kind.id.is_day()).collect();
    let person = outgoing.study().map(|study| study.person.clone());

    let mut table = ::csv::Writer::from_writer(out);
    let before = person
        .iter()
        .map(|_| PERSON.to_owned())
        .chain(["date".into()]);
    let counts = kinds.iter().map(|kind| format!("{}{ENTRIES}", kind.id));
    let ids = items
        .iter()
        .map(|item| guarded(item.id.as_str()).into_owned());
    table.write_record(before.chain(counts).chain(ids))?;
    outgoing.each_year(|year| {
        for (date, day) in year.days() {
            let person = person.as_deref().map(|person| guarded(person).into_owned());
            let before = person.into_iter().chain([date.to_string()]);
            let counts = kinds
                .iter()
                .map(|kind| match day.of_kind(&kind.id).count() {
                    0 => String::new(),
                    n => n.to_string(),
                });
            let answers = items.iter().map(|item| cell(day, item));
            table.write_record(before.chain(counts).chain(answers))?;
            let answered = day.entries.iter().flat_map(|entry| entry.answers.keys());
            for id in answered.filter(|id| catalogue.item(id.as_str()).is_none()) {
                *left_out.entry(id.clone()).or_default() += 1;
            }
        }
        Ok(())
    })?;
    table.flush()?;
    Ok(left_out)
}

/// All answers of a day to an item. Numbers are no formulas, below zero neither.
fn cell(day: &Day, item: &Item) -> String {
    let words = day.answers(&item.id).map(|answer| match answer {
        Answer::Many(codes) => list::joined(codes.iter().map(Code::as_str)),
        answer => answer.word(),
    });
    let words = words.collect::<Vec<_>>().join(";");
    match item.kind.unit() {
        Some(_) => words,
        None => guarded(&words).into_owned(),
    }
}
