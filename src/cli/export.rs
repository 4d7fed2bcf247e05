//! `export`: the whole diary as a file.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::new_file::write_new;
use super::output::tell;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::exchange::{FORMATS, Format};
use crate::repository::Repository;
use crate::safekeeping;
use crate::words::shell::{files as say, looking};
use crate::words::{errors, formats};

/// Write the whole diary to a file
///
/// The diary is checked first, as twinge check does: what is written of a damaged one may be wrong or
/// not all. twinge config set check-before-export no leaves the check out.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The file to write; it must not exist yet [default: standard output]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// In which form
    #[arg(long, value_parser = forms(), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// Also when the diary is damaged: write what can be read, and say what is wrong
    #[arg(long)]
    damaged: bool,
}

/// The forms a diary can be written in, each with what it is for.
fn forms() -> impl TypedValueParser<Value = &'static Format> {
    let written = FORMATS.iter().filter_map(|format| {
        let writes = format.writes.as_ref()?;
        Some(PossibleValue::new(format.name).help(formats::named(writes.label)?))
    });
    // Only the names above come through to it.
    PossibleValuesParser::new(written).try_map(|name| Format::named(&name).ok_or(name))
}

impl Export {
    /// The file it is asked to write.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Some(file) = &self.file {
            reach.write(file);
        }
    }

    /// Writes the diary, a year at a time.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let repository = context.open_read_only()?;
        if self.damaged || context.config()?.check_before_export {
            self.check(&repository)?;
        }
        let Some(path) = self.file else {
            return write(&repository, self.format, out.raw());
        };
        write_new(&path, |file| write(&repository, self.format, file))?;
        Ok(writeln!(out, "{}", say::written(path.display()))?)
    }

    /// Refuses a damaged diary, or tells what is wrong with it.
    fn check(&self, repository: &Repository) -> Result<(), Error> {
        let problems = safekeeping::check(repository)?.problems;
        if problems.is_empty() {
            return Ok(());
        }
        let problems: Vec<String> = problems.iter().map(errors::problem).collect();
        let said = looking::damaged(repository.path().display(), problems.join("\n  "));
        if self.damaged {
            // Standard output may be the file itself.
            tell(said);
            return Ok(());
        }
        let error = Error::diary(said).hint(looking::damaged_hint());
        Err(error.hint(say::written_damaged_hint()))
    }
}

fn write(repository: &Repository, format: &Format, out: &mut dyn Write) -> Result<(), Error> {
    let left_out = format.write(repository, out)?;
    if !left_out.is_empty() {
        let counts: Vec<_> = left_out.iter().map(|(id, n)| format!("{id} {n}")).collect();
        // Standard output may be the file itself.
        tell(say::no_place(counts.join(", ")));
    }
    Ok(())
}
