//! `report`: the page for the doctor.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write, stdin};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::output::tell;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::diary::parse::{self, plain};
use crate::diary::{Catalogue, DateRange, SectionId};
use crate::insight::CycleInsight;
use crate::report::{self, Options, Report};
use crate::repository::Repository;
use crate::words::report as say;

/// The most letters of a question: it is read before the doctor says good day.
const LETTERS: usize = 240;

/// What is left out under the name of notes: the words a person wrote.
const NOTES: [&str; 2] = ["notes", "note"];

/// Make a page for the doctor: the last 12 weeks, or 3 cycles, on one sheet
///
/// It is told here, or written as a file that any browser shows and prints; to have a PDF, print it
/// into one. It says what is recorded and how much of it, and compares it with as many days before.
#[derive(Debug, Args)]
pub(super) struct ReportVerb {
    /// The first day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,

    /// The last day [default: today]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    to: Option<String>,

    /// Also list every day, behind the page
    #[arg(long)]
    days: bool,

    /// What to leave out, such as intimacy,notes
    #[arg(long, value_name = "SECTIONS", value_delimiter = ',')]
    without: Vec<String>,

    /// Why you come or what you want to know, as often as you like
    #[arg(long = "question", value_name = "WORDS")]
    questions: Vec<String>,

    /// The HTML file to write; it must not exist yet
    #[arg(short, long, value_name = "FILE", conflicts_with = "json")]
    output: Option<PathBuf>,

    /// Write the file of an encrypted diary without asking
    #[arg(long)]
    yes: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl ReportVerb {
    /// The file it is asked to write.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Some(file) = &self.output {
            reach.write(file);
        }
    }

    /// Writes the page.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let questions = self.questions.iter().map(|words| question(words));
        let questions = questions.collect::<Result<Vec<_>, Error>>()?;
        let repository = context.open_read_only()?;
        let today = context.today();
        let cycles = CycleInsight::of(&repository, today)?;
        let options = Options {
            span: self.span(cycles.as_ref(), today)?,
            questions,
            days: self.days,
            without: sections(repository.catalogue(), &self.without)?,
        };
        let (rules, unread) = context.rules(&repository)?;
        let page = report::gather(&repository, rules, cycles.as_ref(), &options, today)?;
        let Some(page) = page else {
            let DateRange { first, last } = options.span;
            return Err(Error::input(say::nothing(first, last)).hint(say::nothing_hint()));
        };
        match &self.output {
            Some(path) => self.file(&repository, &page, path, out)?,
            None if self.json => out.json(serde_json::to_string(&page)?)?,
            None => write!(out, "{}", report::text(&page))?,
        }
        unread.end()
    }

    fn span(&self, cycles: Option<&CycleInsight>, today: NaiveDate) -> Result<DateRange, Error> {
        let day = |words: &Option<String>| {
            let words = words.as_ref();
            words
                .map(|given| parse::date_within(DateRange::CALENDAR, given, today))
                .transpose()
        };
        let (from, to) = (day(&self.from)?, day(&self.to)?.unwrap_or(today));
        Ok(match from {
            Some(from) => DateRange::new(from, to),
            None => report::usual_span(cycles.map(|of| &of.cycles), to),
        })
    }

    /// Writes the page to a file for its owner only, and says that it is not encrypted.
    fn file(
        &self,
        repository: &Repository,
        page: &Report,
        path: &Path,
        out: &mut Output,
    ) -> Result<(), Error> {
        if repository.is_encrypted() && !self.yes {
            if !stdin().is_terminal() {
                return Err(Error::usage(say::needs_yes()).hint(say::needs_yes_hint()));
            }
            if !agreed(out)? {
                return Ok(writeln!(out, "{}", say::not_written())?);
            }
        }
        // A file that could not be written to its end is none; tempfile makes it private.
        let failed = |error: io::Error| Error::input(error).during(path.display());
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
        let mut file = file.map_err(failed)?;
        file.write_all(report::html(page).as_bytes())
            .map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist_noclobber(path)
            .map_err(|error| failed(error.error))?;
        writeln!(out, "{}", say::written(path.display()))?;
        tell(say::not_encrypted(path.display()));
        Ok(())
    }
}

/// Asks; whatever is no yes, the end of the input among it, is a no.
fn agreed(out: &mut Output) -> Result<bool, Error> {
    write!(out, "{} ", say::ask_plain())?;
    out.flush()?;
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    Ok(parse::yes_no(line.trim()) == Some(true))
}

/// A question in one line, no longer than is read.
fn question(words: &str) -> Result<String, Error> {
    let words = plain(words.trim(), false);
    match words.chars().count() {
        letters if letters > LETTERS => Err(Error::usage(say::too_long(LETTERS, letters))),
        _ => Ok(words),
    }
}

/// The sections of some names; an area's name stands for its sections.
fn sections(catalogue: &Catalogue, names: &[String]) -> Result<BTreeSet<SectionId>, Error> {
    let mut left_out = BTreeSet::new();
    for name in names.iter().map(|name| name.trim()) {
        let is = |section: &&crate::diary::Section| {
            let area = section.area.map(|area| format!("{area:?}").to_lowercase());
            let wanted = if NOTES.contains(&name) {
                NOTES[1]
            } else {
                name
            };
            section.id.as_str() == wanted || area.as_deref() == Some(wanted)
        };
        let found: Vec<_> = catalogue.sections().iter().filter(is).collect();
        if found.is_empty() {
            let known = catalogue.sections().iter();
            let known: Vec<&str> = known.map(|section| section.id.as_str()).collect();
            let hint = say::known_sections(known.join(", "));
            return Err(Error::usage(say::no_section(name)).hint(hint));
        }
        left_out.extend(found.into_iter().map(|section| section.id.clone()));
    }
    Ok(left_out)
}
