//! `search`: days by words and conditions.

use std::io::Write;
use std::ops::Range;

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Error, Output, text};
use crate::diary::query::Query;
use crate::exchange::json;
use crate::repository::Hit;
use crate::words::shell::looking as say;

/// Find days by words in notes and by conditions
///
/// Where nothing is found it says so, and its exit code is 1.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  twinge search 'heat pad'
  twinge search 'pain>=6 bleeding:heavy after:2026-01'
  twinge search 'medicine:ibuprofen until:2026-03-10'
  twinge search intimacy -- -travel

A term is a word or \"several words\" of a note, an item (orgasm), item>=6, item:option, item:word of
a text (medicine:ibuprofen), a kind of entry (relief), in: after: until: before: with a date, month
or year, or any of these behind a minus. Only before: leaves out the day itself.")]
pub(super) struct Search {
    /// What every day found has to have
    #[arg(value_name = "TERMS", required = true)]
    terms: Vec<String>,

    /// How many days at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 1000)]
    limit: usize,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Search {
    /// Writes the days found, newest first.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let repository = context.open_read_only()?;
        let (catalogue, profile) = (repository.catalogue(), repository.profile());
        let (words, unit) = (self.terms.join(" "), profile.temperature);
        let query = Query::parse(&words, catalogue, context.today(), unit)?;
        let theme = text::theme(context)?;
        let theme = theme.as_ref();
        let hits = repository.search(&query, self.limit)?;
        if hits.is_empty() {
            return Err(Error::input(say::nothing_found()));
        }
        if self.json {
            return Ok(out.json_array(hits.iter().map(for_programs))?);
        }
        for hit in hits {
            if hit.text.is_empty() {
                let person = (&**catalogue, profile);
                text::day_line(hit.date, &hit.day, person, theme, out)?;
            } else {
                let head = text::day_head(hit.date, &hit.day, catalogue, profile);
                head.write(theme, out)?;
                write!(out, "  ")?;
                marked(&hit, theme.is_some(), out)?;
            }
        }
        Ok(())
    }
}

/// The day of a hit with its answers, and where in which of its texts the words stand.
fn for_programs(hit: &Hit) -> Value {
    let mut found = json::day(hit.date, &hit.day);
    let marks: Vec<_> = hit.marks.iter().map(|m| [m.start, m.end]).collect();
    found["text"] = hit.text.as_str().into();
    found["marks"] = json!(marks);
    found
}

/// Writes the text of a hit on one line, what was looked for in bold.
fn marked(hit: &Hit, bold: bool, out: &mut Output) -> Result<(), Error> {
    let on_one_line = |range: Range<usize>| {
        let words = hit.text.get(range).unwrap_or_default();
        words.replace('\n', " / ")
    };
    let mut end = 0;
    for mark in &hit.marks {
        write!(out, "{}", on_one_line(end..mark.start))?;
        let found = on_one_line(mark.clone());
        if bold {
            out.bold(&found)?;
        } else {
            write!(out, "{found}")?;
        }
        end = mark.end;
    }
    Ok(writeln!(out, "{}", on_one_line(end..hit.text.len()))?)
}
