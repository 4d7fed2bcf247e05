//! `bin`: what was removed in the last days, listed and brought back.

use std::io::Write;

use chrono::Local;
use clap::{Args, Subcommand};
use serde_json::json;

use super::{Context, Error, Output, text};
use crate::exchange::json::entry;
use crate::repository::Repository;
use crate::safekeeping::{self, Removed, TRASH_DAYS};
use crate::words::dates;
use crate::words::day::entry_line;
use crate::words::shell::changing as say;

/// About how many letters stand on a line beside the words of an entry: its number and its two days.
const BESIDE: usize = 48;

/// List what was removed, or bring it back
///
/// What is removed is kept for 30 days, the latest first. Then it goes for good, and with it the
/// record of what was done up to then; twinge purge does so at once. Backups are not touched. A clock
/// that may be wrong is not believed alone: the diary has to have been used in the meantime.
#[derive(Debug, Args)]
pub(super) struct Trash {
    #[command(subcommand)]
    verb: Option<Verb>,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Bring an entry back; one undo removes it again
    Restore {
        /// Its number in the list
        #[arg(value_name = "N")]
        number: usize,
    },
}

impl Trash {
    /// Lists, or brings back.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        match self.verb {
            None => self.list(&context.open_read_only()?, out),
            Some(Verb::Restore { number }) => restore(&mut context.open()?, number, out),
        }
    }

    fn list(&self, diary: &Repository, out: &mut Output) -> Result<(), Error> {
        let all = trash(diary)?;
        if self.json {
            let lines = all.iter().zip(1..).map(|(removed, number)| {
                json!({
                    "n": number,
                    "removed": removed.at.map(|at| at.to_rfc3339()),
                    "entry": entry(&removed.entry),
                })
            });
            return Ok(out.json_array(lines)?);
        }
        for (removed, number) in all.iter().zip(1..) {
            let unit = diary.profile().temperature;
            let words = entry_line(&removed.entry, diary.catalogue(), unit);
            let words = text::shortened(&words, text::room(BESIDE));
            let words = say::removed_at(words, dates::iso_moment_if_known(removed.at));
            writeln!(out, "{number:>3}  {}  {words}", removed.entry.date())?;
        }
        if all.is_empty() {
            writeln!(out, "{}", say::nothing_removed(TRASH_DAYS.num_days()))?;
        }
        Ok(())
    }
}

fn trash(diary: &Repository) -> Result<Vec<Removed>, Error> {
    Ok(safekeeping::trash(diary, Local::now() - TRASH_DAYS)?)
}

fn restore(diary: &mut Repository, number: usize, out: &mut Output) -> Result<(), Error> {
    let all = trash(diary)?;
    let removed = number.checked_sub(1).and_then(|at| all.get(at));
    let removed = removed
        .ok_or_else(|| Error::usage(say::not_in_trash(number)).hint(say::not_in_trash_hint()))?;
    match diary.perform(&removed.back())? {
        Some(written) => {
            let summary = &written.operation.summary;
            Ok(writeln!(out, "{}", text::told(summary, diary))?)
        }
        None => Ok(writeln!(out, "{}", say::nothing_to_change())?),
    }
}
