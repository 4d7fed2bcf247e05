//! `export`: the whole diary as a file.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use clap::{Args, ValueEnum};

use super::{Context, Error};
use crate::confinement::Reach;
use crate::diary::{DateRange, Diary};
use crate::exchange::{csv, drip, json};
use crate::repository::Repository;
use crate::words::shell::files as say;

/// Write the whole diary to a file
#[derive(Debug, Args)]
pub struct Export {
    /// The file to write; it must not exist yet [default: standard output]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// In which form
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Everything, to be imported again
    Json,
    /// A table with one answer a row, for spreadsheets and statistics
    Csv,
    /// The file of drip, with what it has a place for
    Drip,
}

impl Export {
    /// The file it is asked to write.
    pub fn reach(&self, reach: &mut Reach) {
        if let Some(file) = &self.file {
            reach.write(file);
        }
    }

    /// Writes the diary, a year at a time.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let repository = context.open_read_only()?;
        let Some(path) = self.file else {
            return write(&repository, self.format, out);
        };
        // A file that could not be written to its end is none; tempfile makes it private.
        let failed = |error| Error::input(format!("{}: {error}", path.display()));
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
        let mut file = file.map_err(failed)?;
        write(&repository, self.format, &mut BufWriter::new(&mut file))?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist_noclobber(&path)
            .map_err(|error| failed(error.error))?;
        Ok(writeln!(out, "{}", say::written(path.display()))?)
    }
}

fn write(repository: &Repository, format: Format, out: &mut dyn Write) -> Result<(), Error> {
    match format {
        Format::Json => {
            let mut writer = json::Writer::new(out, &settings(repository))?;
            each_year(repository, |year| Ok(writer.write(&year)?))?;
            Ok(writer.finish()?)
        }
        Format::Csv => {
            let mut writer = csv::Writer::new(out, repository.catalogue())?;
            each_year(repository, |year| Ok(writer.write(&year)?))?;
            Ok(writer.finish()?)
        }
        Format::Drip => {
            let diary = repository.read(DateRange::ALL)?;
            let left_out = drip::write(&diary, repository.catalogue(), &mut *out)?;
            if !left_out.is_empty() {
                let counts: Vec<_> = left_out.iter().map(|(id, n)| format!("{id} {n}")).collect();
                // Standard output may be the file itself.
                let _ = writeln!(io::stderr(), "{}", say::no_place(counts.join(", ")));
            }
            Ok(out.flush()?)
        }
    }
}

/// What stands in a diary beside its entries.
pub fn settings(repository: &Repository) -> json::Settings {
    json::Settings {
        profile: repository.profile().clone(),
        own_items: repository.own_items().clone(),
        overrides: repository.overrides().clone(),
    }
}

/// Reads year after year, so that a long diary takes no more memory than a short one.
fn each_year(
    repository: &Repository,
    mut write: impl FnMut(Diary) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(span) = repository.span()? else {
        return Ok(());
    };
    for year in span.first.year()..=span.last.year() {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        if let (Some(first), Some(last)) = (day(1, 1), day(12, 31)) {
            write(repository.read(DateRange { first, last })?)?;
        }
    }
    Ok(())
}
