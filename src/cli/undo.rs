//! `undo` and `redo`: the latest act taken back, and done again.

use std::io::Write;

use clap::Args;

use super::{Context, Error, Output, text};
use crate::diary::Summary;
use crate::words::acts;
use crate::words::shell::changing as say;

/// Take back the latest act
#[derive(Debug, Args)]
pub(super) struct Undo {
    /// Take back what came from another computer, by its number in the history
    #[arg(long, value_name = "N")]
    arrival: Option<i64>,
}

/// Do again what was undone last
#[derive(Debug, Args)]
pub(super) struct Redo {}

impl Undo {
    /// Takes back, and tells what.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let mut diary = context.open()?;
        let undone = match self.arrival {
            Some(number) => diary.undo_arrival(number)?.ok_or_else(|| {
                Error::diary(say::no_arrival(number)).hint(say::no_arrival_hint())
            })?,
            None => { diary.undo()? }.ok_or_else(|| {
                Error::diary(say::nothing_to_undo()).hint(say::nothing_to_undo_hint())
            })?,
        };
        let what = match &undone.operation.summary {
            Summary::TakenBack(what) if self.arrival.is_some() => what,
            summary => summary,
        };
        let told = acts::told_undone(text::told(what, &diary), undone.stays.as_ref());
        Ok(writeln!(out, "{told}")?)
    }
}

impl Redo {
    /// Does again, and tells what.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let mut diary = context.open()?;
        let redone = diary.redo()?;
        let redone = redone.ok_or_else(|| {
            Error::diary(say::nothing_to_redo()).hint(say::nothing_to_redo_hint())
        })?;
        let words = text::told(&redone.operation.summary, &diary);
        let told = acts::told_done_again(words, redone.stays.as_ref());
        Ok(writeln!(out, "{told}")?)
    }
}
