//! `patterns`: what the pain goes with.

use std::io::Write;
use std::ops::ControlFlow;

use clap::Args;

use super::cycles::AsOf;
use super::items::find;
use super::{Context, Error, Output};
use crate::diary::parse::{self, Unknown};
use crate::diary::{Catalogue, DateRange, ItemId};
use crate::insight;
use crate::patterns::{Options, Page, PartsAsked, Response, Section, Summary};
use crate::words::shell::patterns as say;
use crate::words::{errors, figures, patterns as telling};

/// Say what the pain goes with, as far as the diary can tell it from chance
///
/// Every phase of the cycle and every event is asked about; what is found is corrected for how many
/// questions were asked. It says what goes with what, never why.
#[derive(Debug, Args)]
pub(super) struct Patterns {
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

    /// Tell the days around an event instead: an item (orgasm), an option (lifting:heavy), a kind
    /// of entry (relief) or a tag (tags:travel)
    #[arg(long, value_name = "EVENT")]
    around: Option<String>,

    /// Show everything that was looked at, also what was not found or has too little yet
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    as_of: AsOf,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Patterns {
    /// Writes the page.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let today = context.today();
        let as_of = self.as_of.day(today)?;
        let day = |words: &Option<String>| {
            words
                .as_ref()
                .map(|given| parse::date_within(DateRange::CALENDAR, given, today))
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
        // Nobody can call it off here, and it is done before progress could be read.
        let page = insight::patterns(&repository, &options, None, &|_| ControlFlow::Continue(()))?;
        let page = page.map_err(Error::internal)?;
        if let Some(event) = &self.around {
            let response = response(&page, event)?;
            if self.json {
                return Ok(out.json(telling::response_to_json(response))?);
            }
            return tell_around(response, out);
        }
        if self.json {
            return Ok(out.json(telling::page_to_json(&page, catalogue))?);
        }
        let asked = PartsAsked::from(repository.profile().steering());
        tell(&page, asked, self.all, catalogue, out)
    }
}

/// The scale of a name.
fn scale(catalogue: &Catalogue, name: &str) -> Result<ItemId, Error> {
    let item = find(catalogue, name)?;
    if !Options::can_ask(catalogue, item) {
        return Err(Error::usage(say::not_a_scale(&item.id)).hint(say::not_a_scale_hint()));
    }
    Ok(item.id.clone())
}

fn tell(
    page: &Page,
    asked: PartsAsked,
    all: bool,
    catalogue: &Catalogue,
    out: &mut Output,
) -> Result<(), Error> {
    let Some(range) = page.range else {
        return Ok(writeln!(out, "{}", say::nothing_yet())?);
    };
    let cycles = telling::complete_cycles(page, asked);
    let head = say::head(range.first, range.last, cycles, page.comparisons);
    writeln!(out, "{head}")?;
    if page.comparisons > 0 {
        writeln!(out, "{}", telling::how_judged())?;
    }
    let sections = page.sections();
    if sections.is_empty() {
        writeln!(out, "\n{}", telling::nothing_asked(asked))?;
    }
    for section in &sections {
        let (title, note) = telling::heading(section.heading);
        if section.is_folded() && !all {
            writeln!(out, "\n{title}\n  {}", telling::folded(section))?;
            continue;
        }
        writeln!(out, "\n{title}\n{note}")?;
        for row in &section.rows {
            writeln!(out, "  {}", telling::row(row, catalogue))?;
        }
    }
    if !all && sections.iter().any(Section::is_folded) {
        writeln!(out, "\n{}", say::folded())?;
    }
    Ok(())
}

/// The days around an event of a name, or an error that names the nearest.
fn response<'p>(page: &'p Page, event: &str) -> Result<&'p Response, Error> {
    let happened = page.responses.iter().filter(|of| !of.dates.is_empty());
    let names: Vec<&str> = happened.map(|of| of.event.as_str()).collect();
    page.response(event).ok_or_else(|| {
        let unknown = Unknown::new("event", event, names.iter().copied());
        let nearest = errors::nearest(unknown.nearest.as_deref());
        Error::usage(say::no_event(event, nearest)).hint(match names.as_slice() {
            [] => say::no_events_yet().to_owned(),
            names => say::known_events(names.join(", ")),
        })
    })
}

fn tell_around(response: &Response, out: &mut Output) -> Result<(), Error> {
    let (event, times) = (&response.phrase, response.dates.len());
    writeln!(out, "{}", say::around(&response.item, event, times))?;
    writeln!(out, "{}", say::around_head())?;
    let told = |summary: Option<Summary>| match summary {
        // One day strays from nothing.
        Some(of) if of.days == 1 => format!("{:<12} {:>5}", figures::points(of.mean), 1),
        Some(of) => format!("{:<12} {:>5}", figures::spread(of.mean, of.spread), of.days),
        None => format!("{:<12} {:>5}", "-", 0),
    };
    for day in &response.days {
        let (with, like) = (told(day.event), told(day.matched));
        let offset = figures::signed(day.offset.into(), 0);
        writeln!(out, "{offset:>3}   {with}   {like}")?;
    }
    writeln!(out, "{}", say::around_explained())?;
    if let Some(since) = &response.since {
        writeln!(out, "{}", telling::since(since))?;
    }
    Ok(())
}
