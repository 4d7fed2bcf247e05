//! `undo` and `redo`: the latest act taken back, and done again.

use std::io::Write;

use clap::Args;

use super::{Context, Error};
use crate::words::shell::changing as say;

/// Take back the latest act
#[derive(Debug, Args)]
pub struct Undo {}

/// Do again what was undone last
#[derive(Debug, Args)]
pub struct Redo {}

impl Undo {
    /// Takes back, and tells what.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let undone = context.open()?.undo()?;
        let undone = undone.ok_or_else(|| Error::diary(say::nothing_to_undo()))?;
        Ok(writeln!(
            out,
            "{}",
            say::undone(undone.operation.description)
        )?)
    }
}

impl Redo {
    /// Does again, and tells what.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let redone = context.open()?.redo()?;
        let redone = redone.ok_or_else(|| Error::diary(say::nothing_to_redo()))?;
        Ok(writeln!(
            out,
            "{}",
            say::done_again(redone.operation.description)
        )?)
    }
}
