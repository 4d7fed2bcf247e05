//! `report`: the page for the doctor.

use std::io::{IsTerminal, Write, stdin};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::agreement::agreed;
use super::output::tell;
use super::withheld::withheld;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::diary::DateRange;
use crate::diary::parse::{self, plain};
use crate::insight::CycleInsight;
use crate::report::{self, Options, Report};
use crate::repository::Repository;
use crate::safekeeping::write_words;
use crate::words::report as say;

/// The most letters of a question: it is read before the doctor says good day.
const LETTERS: usize = 240;

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

    /// Without these: notes (all free words, and so the names of medicines), an area such as
    /// intimacy, a section or an item
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
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
            span: self.span(&repository, cycles.as_ref(), today)?,
            questions,
            days: self.days,
            without: withheld(&self.without, repository.catalogue())?,
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

    fn span(
        &self,
        repository: &Repository,
        cycles: Option<&CycleInsight>,
        today: NaiveDate,
    ) -> Result<DateRange, Error> {
        let day = |words: &Option<String>| {
            let words = words.as_ref();
            words
                .map(|given| parse::date_within(DateRange::CALENDAR, given, today))
                .transpose()
        };
        let (from, to) = (day(&self.from)?, day(&self.to)?.unwrap_or(today));
        let recorded = repository.span()?;
        Ok(match from {
            Some(from) => DateRange::new(from, to),
            None => report::usual_span(cycles.map(|of| &of.cycles), recorded, to),
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
            if !agreed(say::ask_plain(), out)? {
                return Ok(writeln!(out, "{}", say::not_written())?);
            }
        }
        write_words(path, &report::html(page))?;
        writeln!(out, "{}", say::written(path.display()))?;
        tell(say::not_encrypted(path.display()));
        Ok(())
    }
}

/// A question in one line, no longer than is read.
fn question(words: &str) -> Result<String, Error> {
    let words = plain(words.trim(), false);
    match words.chars().count() {
        letters if letters > LETTERS => {
            Err(Error::usage(say::too_long(LETTERS, letters)).hint(say::too_long_hint()))
        }
        _ => Ok(words),
    }
}
