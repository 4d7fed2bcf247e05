//! The diary as a tidy table for spreadsheets and statistics: one answer a row.
//!
//! The columns are `date,time,kind,item,value,unit,note`. `value` is a number, a code or several
//! codes with commas between, `yes` or `no`, or a time; `unit` is the number's unit. What the
//! person wrote in words of their own stands in `note` instead. A timed entry without any answer
//! is a row without an item. A cell that a spreadsheet would take for a formula begins with an
//! apostrophe.
//!
//! For a study, `person` stands before the other columns.
//!
//! The table is read back, too: answers, times and entries come back as they were; lasting names, items
//! of one's own and the profile only with the JSON export, which loses nothing. So that entries of one
//! kind and time on one day can be told apart, each but the first begins with a row without an item.

mod read;

use std::collections::BTreeSet;
use std::io::Write;

use super::LeftOut;
use super::formula::guarded;
use super::outgoing::{Outgoing, WriteError};
use crate::diary::{Answer, Catalogue, Code, Diary, Entry, ItemId, Unit};

pub(super) use read::{read, said_in_cell};

/// The column before the others where a study asks whose the rows are.
pub(super) const PERSON: &str = "person";

/// The first line.
const COLUMNS: [&str; 7] = ["date", "time", "kind", "item", "value", "unit", "note"];

/// Whether a file that begins so is such a table.
pub(super) fn recognises(beginning: &str) -> bool {
    columns(beginning).eq(COLUMNS)
}

/// Whether a file that begins so is such a table for a study: its dates are not a person's own.
pub(super) fn is_of_study(beginning: &str) -> bool {
    let mut columns = columns(beginning);
    columns.next() == Some(PERSON) && columns.eq(COLUMNS)
}

/// The names on the first line.
fn columns(beginning: &str) -> impl Iterator<Item = &str> {
    let header = beginning.trim_start_matches('\u{feff}').lines().next();
    let columns = header.unwrap_or_default().split([',', ';', '\t']);
    columns.map(|column| column.trim_matches(['"', ' ', '\r']))
}

/// Writes what leaves of a diary; nothing of it is left out.
///
/// # Errors
/// When the diary cannot be read or `out` cannot be written to.
pub fn export(outgoing: &mut Outgoing, out: &mut dyn Write) -> Result<LeftOut, WriteError> {
    let person = outgoing.study().map(|study| study.person.clone());
    let mut writer = Writer::of(out, outgoing.catalogue(), person)?;
    outgoing.each_year(|year| Ok(writer.write(year)?))?;
    writer.finish()?;
    Ok(LeftOut::new())
}

/// Writes a diary stretch by stretch.
pub struct Writer<'c, W: Write> {
    out: csv::Writer<W>,
    catalogue: &'c Catalogue,
    person: Option<String>,
}

impl<'c, W: Write> Writer<'c, W> {
    /// Begins a table.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn new(out: W, catalogue: &'c Catalogue) -> csv::Result<Self> {
        Self::of(out, catalogue, None)
    }

    fn of(out: W, catalogue: &'c Catalogue, person: Option<String>) -> csv::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(person.iter().map(|_| PERSON).chain(COLUMNS))?;
        Ok(Self {
            out,
            catalogue,
            person,
        })
    }

    /// Writes the answers of a stretch that follows those before.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&mut self, stretch: &Diary) -> csv::Result<()> {
        for (_, day) in stretch.days() {
            let mut begun = BTreeSet::new();
            for entry in &day.entries {
                let is_first = begun.insert((entry.time, &entry.kind));
                if !entry.id.is_check_in() && (!is_first || entry.answers.is_empty()) {
                    self.row(entry, None)?;
                }
                for (item, answer) in &entry.answers {
                    self.row(entry, Some((item, answer)))?;
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, entry: &Entry, said: Option<(&ItemId, &Answer)>) -> csv::Result<()> {
        let date = entry.date().to_string();
        let time = entry
            .time
            .map_or_else(String::new, |time| Answer::Time(time).word());
        let (mut id, mut value, mut unit, mut note) = ("", String::new(), "", String::new());
        if let Some((item, answer)) = said {
            id = item.as_str();
            match answer {
                Answer::Text(words) => note = guarded(words).into_owned(),
                Answer::Many(codes) => {
                    let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
                    value = guarded(&codes.join(",")).into_owned();
                }
                Answer::Choice(code) => value = guarded(code.as_str()).into_owned(),
                answer => value = answer.word(),
            }
            let of = self.catalogue.item(id).and_then(|item| item.kind.unit());
            unit = of.map_or("", Unit::symbol);
        }
        let kind = entry.kind.as_str();
        let [kind, id] = [kind, id].map(guarded);
        let person = self.person.as_deref().map(guarded);
        let cells = [&date, &time, &*kind, &*id, &value, unit, &note];
        self.out
            .write_record(person.as_deref().into_iter().chain(cells))
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
