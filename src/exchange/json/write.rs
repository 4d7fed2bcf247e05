//! Diary in, bytes out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{FORMAT, Settings, VERSION, entry_of};
use crate::diary::{Diary, Entry, ItemId};
use crate::exchange::LeftOut;
use crate::exchange::outgoing::{Outgoing, WriteError};

/// Writes what leaves of a diary; nothing of it is left out.
///
/// # Errors
/// When the diary cannot be read or `out` cannot be written to.
pub fn export(outgoing: &mut Outgoing, out: &mut dyn Write) -> Result<LeftOut, WriteError> {
    let mut writer = Writer::new(out, &outgoing.settings())?;
    outgoing.each_year(|year| Ok(writer.write(year)?))?;
    writer.finish()?;
    Ok(LeftOut::new())
}

/// Writes a diary stretch by stretch.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    empty: bool,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn new(mut out: W, settings: &Settings) -> io::Result<Self> {
        writeln!(
            out,
            "{{\n\"format\": \"{FORMAT}\",\n\"version\": {VERSION},"
        )?;
        let profile = serde_json::to_string(&settings.profile)?;
        writeln!(out, "\"profile\": {profile},")?;
        table(&mut out, "own-items", &settings.own_items)?;
        table(&mut out, "overrides", &settings.overrides)?;
        write!(out, "\"entries\": [")?;
        Ok(Self { out, empty: true })
    }

    /// Writes the entries of a stretch that follows those before.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&mut self, stretch: &Diary) -> io::Result<()> {
        for (_, day) in stretch.days() {
            let mut entries: Vec<&Entry> = day.entries.iter().collect();
            // Entries of the same minute get their places anew in another diary; their names stay.
            entries.sort_by_key(|entry| (!entry.id.is_check_in(), entry.time, &entry.uid));
            for each in entries {
                let comma = if self.empty { "" } else { "," };
                write!(self.out, "{comma}\n{}", entry_of(day, each))?;
                self.empty = false;
            }
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        writeln!(self.out, "\n]\n}}")?;
        self.out.flush()
    }
}

fn table<T: Serialize>(
    out: &mut impl Write,
    name: &str,
    rows: &BTreeMap<ItemId, T>,
) -> io::Result<()> {
    write!(out, "\"{name}\": {{")?;
    for (at, (id, row)) in rows.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let (id, row) = (serde_json::to_string(id)?, serde_json::to_string(row)?);
        write!(out, "{comma}\n{id}: {row}")?;
    }
    writeln!(out, "\n}},")
}
