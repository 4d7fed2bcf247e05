//! `log`: answers in a line.

#[cfg(test)]
mod tests;

use std::io::{BufRead, Write};

use clap::Args;

pub use crate::diary::acts::{Draft, Line};
use crate::lines::words_in;
pub use crate::lines::{LineError, Reader};

use super::red_flags::Watch;
use super::when::after_midnight;
use super::{Context, Error, Output, text};
use crate::diary::{Catalogue, Day, TemperatureUnit};
use crate::repository::Written;
use crate::words::shell::{everywhere, log as say};

/// Write answers into the diary
///
/// Each word is ITEM=VALUE: pain=4, pain-sites=low-back-left,si-left, bleeding=light,
/// temperature=36.52, orgasm=yes. An item that is yes or no may stand alone, and ITEM= takes an
/// answer back. Items of intimacy, relief, episodes and exertion make an entry of their own;
/// at=22:10 says when it was, and chooses the entry of that time when there is one. pain-after
/// alone completes the latest intimacy that lacks it. `twinge items` lists all items.
///
/// Several days can be answered at once, up to a year of them: 2026-03-12..2026-03-16, or "12 to
/// 16 march". A day that has another answer keeps it, unless --replace is given.
///
/// With - such lines are read from standard input, one an entry, and written all at once or not
/// at all.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  twinge log pain=4 where=low-back-left
  twinge log yesterday bleeding=light -m 'slept badly'
  twinge log orgasm at=22:10 pain-after=0
  twinge log 12 mar measure=heat relief-before=5 relief-after=3
  twinge log 12 to 16 march pain=0")]
pub struct Log {
    /// The day or days (today when none: 2026-03-12, "12 mar", yesterday, -10, 2026-03-12..today),
    /// then ITEM=VALUE
    #[arg(value_name = "WORDS", allow_negative_numbers = true)]
    words: Vec<String>,

    /// Words to add to the note
    #[arg(short = 'm', long, value_name = "WORDS", allow_hyphen_values = true)]
    note: Option<String>,

    /// Of several days, answer those anew that have another answer
    #[arg(long)]
    replace: bool,
}

impl Log {
    /// Writes, and tells in one line what was written.
    pub fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let repository = context.open_if_any()?;
        let today = context.today();
        let (catalogue, unit) = match &repository {
            Some(diary) => (diary.catalogue(), diary.profile().temperature),
            None => (Catalogue::built_in(), TemperatureUnit::default()),
        };
        let load = |date| match &repository {
            Some(diary) => diary.day(date).map_err(Error::from),
            None => Ok(Day::default()),
        };
        // Who gives no date may still be up.
        let mut still = None;
        let (act, kept) = {
            let reader = Reader {
                catalogue,
                today,
                unit,
                replaces: self.replace,
                lasting: false,
            };
            let mut draft = Draft::new(catalogue, today, load);
            if self.words == ["-"] {
                if self.note.is_some() {
                    return Err(
                        Error::usage(say::no_note_beside()).hint(say::no_note_beside_hint())
                    );
                }
                for (number, line) in read(&reader)? {
                    draft.apply(&line).map_err(|error: Error| {
                        error.in_line(number).hint(say::nothing_written())
                    })?;
                }
            } else {
                let line = reader.words(&self.words, self.note)?;
                draft.apply(&line)?;
                let ends = repository.as_ref().map(|diary| diary.profile().day_ends);
                let moment = context.moment().filter(|_| line.days.is_none());
                still = moment.and_then(|now| after_midnight(ends.unwrap_or_default(), now));
            }
            (draft.act(), draft.kept())
        };
        let Some(act) = act else {
            writeln!(out, "{}", say::nothing_to_change())?;
            tell_kept(kept, out)?;
            return repository.map_or(Ok(()), |diary| context.tidy(diary, out));
        };
        let mut repository = repository.map_or_else(|| context.open_or_begin(), Ok)?;
        let watch = Watch::begin(context, &repository, &act.dates())?;
        match repository.perform(&act)? {
            Some(Written { operation, .. }) => {
                writeln!(out, "{}", text::told(&operation.summary, &repository))?;
                tell_kept(kept, out)?;
                if let Some(still) = still {
                    writeln!(out, "{still}")?;
                }
                if let Some(watch) = watch {
                    watch.end(&repository, out)?;
                }
            }
            None => writeln!(out, "{}", say::nothing_to_change())?,
        }
        context.tidy(repository, out)
    }
}

/// Tells of days that kept what they had.
fn tell_kept(days: usize, out: &mut Output) -> Result<(), Error> {
    if days > 0 {
        writeln!(out, "{}", say::kept(days))?;
    }
    Ok(())
}

/// The lines of standard input with their numbers.
fn read(reader: &Reader) -> Result<Vec<(usize, Line)>, Error> {
    let mut lines = Vec::new();
    let mut wrong = Vec::new();
    for (at, text) in std::io::stdin().lock().split(b'\n').enumerate() {
        let number = at + 1;
        let text = text.map_err(|error| Error::file(everywhere::standard_input(), error))?;
        let words = words_in(&text);
        match words.and_then(|text| reader.text(text).map_err(|error| error.words())) {
            Ok(Some(line)) => lines.push((number, line)),
            Ok(None) => {}
            Err(why) => wrong.push(say::line(number, why)),
        }
    }
    if wrong.is_empty() {
        return Ok(lines);
    }
    let more = wrong.len().saturating_sub(SHOWN);
    wrong.truncate(SHOWN);
    if more > 0 {
        wrong.push(say::and_more(more));
    }
    Err(Error::input(wrong.join("\n        ")).hint(say::nothing_written()))
}

/// How many wrong lines are told.
const SHOWN: usize = 10;
