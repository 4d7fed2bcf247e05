//! `export`: the diary, or a part of it, as a file.

use std::io::{IsTerminal, Write, stdin};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{
    NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser,
};

use super::agreement::agreed;
use super::output::tell;
use super::withheld::withheld;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::diary::{Catalogue, DateRange};
use crate::exchange::{FORMATS, Format, Leaving, LeftOut, Outgoing, Study};
use crate::repository::Repository;
use crate::safekeeping;
use crate::safekeeping::write_new;
use crate::words::leaving::PHRASES;
use crate::words::shell::{files as say, looking};
use crate::words::{errors, formats};

/// Write the diary to a file
///
/// Everything leaves unless --from, --to or --without say otherwise. The diary is checked first, as
/// twinge check does: what is written of a damaged one may be wrong or not all. twinge config set
/// check-before-export no leaves the check out.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The file to write; it must not exist yet [default: standard output]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// In which form
    #[arg(long, value_parser = forms(), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// A table with one day a row and one item a column, as --format wide
    #[arg(long, conflicts_with = "journal")]
    wide: bool,

    /// A folder of Markdown files, one a day. Files there that are not twinge's stay untouched
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["file", "format"])]
    journal: Option<PathBuf>,

    /// From this day, month or year on
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    from: Option<String>,

    /// Up to this day, month or year
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    to: Option<String>,

    /// Without these: notes (all free words), an area such as intimacy, a section or an item. What
    /// the profile tells stays behind, too
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    without: Vec<String>,

    /// For a study: a column with what it calls you; words and items of your own stay behind
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    person: Option<String>,

    /// For a study: every date moved by so many days, always the same for you
    #[arg(long, value_name = "N", requires = "person", allow_hyphen_values = true,
        value_parser = clap::value_parser!(i64).range(-FARTHEST..=FARTHEST))]
    shift_days: Option<i64>,

    /// Begin a table with the mark by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,

    /// Write the plain text of a diary with a passphrase into a journal without asking
    #[arg(long, requires = "journal")]
    yes: bool,

    /// Also when the diary is damaged: write what can be read, and say what is wrong
    #[arg(long)]
    damaged: bool,
}

/// A hundred years in days: farther no date of a study is moved.
const FARTHEST: i64 = 36_525;

/// The forms of file a diary can be written in, each with what it is for.
fn forms() -> impl TypedValueParser<Value = &'static Format> {
    let written = FORMATS.iter().filter_map(|format| {
        let writes = format
            .writes
            .as_ref()
            .filter(|writes| !writes.is_folder())?;
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
        if let Some(folder) = &self.journal {
            reach.begin(&folder.join("day.md"));
        }
    }

    /// Writes the diary, a year at a time.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let format = self.form()?;
        let repository = context.open_read_only()?;
        let leaving = self.leaving(context, repository.catalogue())?;
        if self.damaged || context.config()?.check_before_export {
            self.check(&repository)?;
        }
        let mut outgoing = Outgoing::new(&repository, leaving, context.now(), &PHRASES);
        if let Some(folder) = &self.journal {
            if repository.is_encrypted() && !self.agreed(folder, out)? {
                return Ok(writeln!(out, "{}", say::not_written_plain())?);
            }
            let left_out = format.write_into(&mut outgoing, folder)?;
            told(format, &left_out, &outgoing);
            return Ok(writeln!(out, "{}", say::journal_written(folder.display()))?);
        }
        let Some(path) = &self.file else {
            return self.write(format, &mut outgoing, out.raw());
        };
        write_new(path, |file| self.write(format, &mut outgoing, file))?;
        Ok(writeln!(out, "{}", say::written(path.display()))?)
    }

    /// The form that is asked for, if it has what is asked of it.
    fn form(&self) -> Result<&'static Format, Error> {
        let name = match (&self.journal, self.wide) {
            (Some(_), _) => Format::JOURNAL,
            (None, true) => Format::WIDE,
            (None, false) => self.format.name,
        };
        let format = Format::named(name).unwrap_or(self.format);
        let is_table = format
            .writes
            .as_ref()
            .is_some_and(|writes| writes.is_table());
        let asked = [("--person", self.person.is_some()), ("--bom", self.bom)];
        match asked.iter().find(|(_, asked)| *asked && !is_table) {
            Some((option, _)) => {
                Err(Error::usage(say::tables_only(option)).hint(say::tables_only_hint(option)))
            }
            None => Ok(format),
        }
    }

    /// What is asked to leave.
    fn leaving(&self, context: &Context, catalogue: &Catalogue) -> Result<Leaving, Error> {
        let range = |words: &Option<String>| {
            let words = words.as_deref();
            let range = words.map(|words| DateRange::parse(words, context.today()));
            Ok::<_, Error>(range.transpose()?.unwrap_or(DateRange::ALL))
        };
        Ok(Leaving {
            days: DateRange {
                first: range(&self.from)?.first,
                last: range(&self.to)?.last,
            },
            without: withheld(&self.without, catalogue)?,
            study: self.person.as_ref().map(|person| Study {
                person: person.clone(),
                shift: self.shift_days.unwrap_or_default(),
            }),
        })
    }

    /// Whether a diary with a passphrase is to be written as plain text.
    fn agreed(&self, folder: &Path, out: &mut Output) -> Result<bool, Error> {
        tell(say::plain_text(folder.display()));
        if self.yes {
            return Ok(true);
        }
        if !stdin().is_terminal() {
            return Err(Error::usage(say::plain_needs_yes()).hint(say::plain_needs_yes_hint()));
        }
        agreed(say::write_plain(), out)
    }

    fn write(
        &self,
        format: &Format,
        outgoing: &mut Outgoing,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        if self.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let left_out = format.write(outgoing, out)?;
        told(format, &left_out, outgoing);
        Ok(())
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

/// Says what did not leave. Standard output may be the file itself.
fn told(format: &Format, left_out: &LeftOut, outgoing: &Outgoing) {
    let counted = |of: &LeftOut| {
        let counts: Vec<_> = of.iter().map(|(id, n)| format!("{id} {n}")).collect();
        counts.join(", ")
    };
    if !left_out.is_empty() {
        tell(say::no_place(format.name, counted(left_out)));
    }
    if !outgoing.withheld().is_empty() {
        tell(say::kept_from_study(counted(outgoing.withheld())));
    }
}
