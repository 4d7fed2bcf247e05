//! `undo` and `redo`: the latest act taken back, and done again.

use std::io::Write;

use clap::Args;

use super::{Context, Error, Output, text};
use crate::words::shell::changing as say;

/// Take back the latest act
#[derive(Debug, Args)]
pub(super) struct Undo {}

/// Do again what was undone last
#[derive(Debug, Args)]
pub(super) struct Redo {}

impl Undo {
    /// Takes back, and tells what.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let mut diary = context.open()?;
        let undone = diary.undo()?;
        let undone = undone.ok_or_else(|| Error::diary(say::nothing_to_undo()))?;
        let words = text::told(&undone.operation.summary, &diary);
        Ok(writeln!(out, "{}", say::undone(words))?)
    }
}

impl Redo {
    /// Does again, and tells what.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let mut diary = context.open()?;
        let redone = diary.redo()?;
        let redone = redone.ok_or_else(|| Error::diary(say::nothing_to_redo()))?;
        let words = text::told(&redone.operation.summary, &diary);
        Ok(writeln!(out, "{}", say::done_again(words))?)
    }
}
