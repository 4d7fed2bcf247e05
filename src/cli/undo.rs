//! `undo` and `redo`: the latest act taken back, and done again.

use std::io::Write;

use clap::Args;

use super::{Context, Error, text};

/// Take back the latest act
#[derive(Debug, Args)]
pub struct Undo {}

/// Do again what was undone last
#[derive(Debug, Args)]
pub struct Redo {}

impl Undo {
    /// Takes back, and tells what.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let mut diary = context.open()?;
        let undone = diary.undo()?;
        let operation = undone.ok_or_else(|| Error::diary("there is nothing to undo"))?;
        Ok(writeln!(
            out,
            "undone: {}",
            text::told(&operation.summary, &diary)
        )?)
    }
}

impl Redo {
    /// Does again, and tells what.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let mut diary = context.open()?;
        let redone = diary.redo()?;
        let operation = redone.ok_or_else(|| Error::diary("there is nothing to redo"))?;
        Ok(writeln!(
            out,
            "done again: {}",
            text::told(&operation.summary, &diary)
        )?)
    }
}
