//! `patterns`: what the pain goes with.

use std::io::Write;
use std::ops::ControlFlow;

use clap::Args;

use super::cycles::AsOf;
use super::{Context, Error};
use crate::diary::words::date;
use crate::diary::{Catalogue, DateRange, ItemId};
use crate::insight::CycleInsight;
use crate::patterns::{Heading, Options, Page, Timing};

/// Say what the pain goes with, as far as the diary can tell it from chance
///
/// Every phase of the cycle and every event is asked about; what is found is corrected for how many
/// questions were asked. It says what goes with what, never why.
#[derive(Debug, Args)]
pub struct Patterns {
    /// The scale to ask about; without it every scale is asked about phases, and the worst pain
    /// about events
    #[arg(long, value_name = "ITEM")]
    item: Option<String>,

    /// The first day looked at
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,

    /// The last day looked at
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    to: Option<String>,

    #[command(flatten)]
    as_of: AsOf,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Patterns {
    /// Writes the page.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let today = context.today();
        let as_of = self.as_of.day(today)?;
        let day = |words: &Option<String>| {
            words
                .as_ref()
                .map(|words| date(words, today).map_err(Error::usage))
                .transpose()
        };
        let (from, to) = (day(&self.from)?, day(&self.to)?);
        let repository = context.open_read_only()?;
        let catalogue = repository.catalogue();
        let item = self.item.map(|name| scale(catalogue, &name)).transpose()?;
        let options = Options {
            from,
            to,
            item,
            as_of,
        };
        let insight = CycleInsight::of(&repository, as_of)?;
        let timing = insight
            .map(|of| Timing::from_cycles(&of.cycles))
            .unwrap_or_default();
        let diary = repository.read(DateRange {
            last: as_of,
            ..DateRange::ALL
        })?;
        // Nobody can call it off here, and it is done before progress could be read.
        let page = Page::compute(&diary, catalogue, &timing, &options, &|_| {
            ControlFlow::Continue(())
        });
        let page = page.map_err(Error::usage)?;
        if self.json {
            return Ok(writeln!(out, "{}", page.to_json())?);
        }
        tell(&page, catalogue, out)
    }
}

/// The scale of a name.
fn scale(catalogue: &Catalogue, name: &str) -> Result<ItemId, Error> {
    let item = catalogue.find(name).map_err(|nearest| {
        let error = Error::usage(format!("there is no item \"{name}\""));
        match nearest {
            Some(item) => error.hint(format!("did you mean {}?", item.id)),
            None => error.hint("twinge items lists all of them"),
        }
    })?;
    if !Options::can_ask(catalogue, item) {
        return Err(
            Error::usage(format!("{} is no scale of the check-in", item.id))
                .hint("patterns are looked for in scales from 0 to 10, such as pain or fatigue"),
        );
    }
    Ok(item.id.clone())
}

fn tell(page: &Page, catalogue: &Catalogue, out: &mut dyn Write) -> Result<(), Error> {
    let Some(range) = page.range else {
        return Ok(writeln!(out, "nothing is recorded yet")?);
    };
    writeln!(
        out,
        "{} to {}, {} complete cycles, {} comparisons made",
        range.first, range.last, page.cycles, page.comparisons
    )?;
    for lines in page.told(catalogue).chunk_by(|a, b| a.verdict == b.verdict) {
        let texts = lines.iter().map(|line| &line.text);
        part(lines[0].verdict.into(), texts, out)?;
    }
    let reliefs = page.reliefs.iter().map(|relief| &relief.text);
    part(Heading::Relief, reliefs, out)?;
    let weekdays = page.weekdays.iter().map(|of| &of.text);
    let trends = page.trends.iter().map(|of| &of.text);
    part(Heading::Course, weekdays.chain(trends), out)
}

/// A part of the page under its heading; nothing when it is empty.
fn part<'a>(
    heading: Heading,
    texts: impl Iterator<Item = &'a String>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut texts = texts.peekable();
    if texts.peek().is_some() {
        let (title, note) = heading.words();
        writeln!(out, "\n{title}\n{note}")?;
    }
    for text in texts {
        writeln!(out, "  {text}")?;
    }
    Ok(())
}
