//! `history`: what was done, newest first.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::{Context, Error, Output, text};
use crate::repository::OperationState;
use crate::words::dates;
use crate::words::shell::changing as say;

/// List what was done, newest first
#[derive(Debug, Args)]
pub(super) struct History {
    /// How many acts at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Write JSON, an act a line
    #[arg(long)]
    json: bool,
}

impl History {
    /// Writes the acts.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let diary = context.open_read_only()?;
        let acts = diary.history(self.limit)?;
        let forgotten = acts.len() < self.limit && acts.last().is_some_and(|first| first.id > 1);
        for act in acts {
            let state = match act.state {
                OperationState::Done => "done",
                OperationState::Undone => "undone",
                OperationState::Abandoned => "abandoned",
            };
            if self.json {
                let act = json!({
                    "id": act.id,
                    "at": act.at.map(|at| at.to_rfc3339()),
                    "description": text::told(&act.summary, &diary),
                    "state": state,
                    "dates": act.dates,
                });
                out.json(act)?;
                continue;
            }
            let at = dates::iso_moment_if_known(act.at);
            let words = text::shortened(&text::told(&act.summary, &diary), 100);
            let state = match act.state {
                OperationState::Done => String::new(),
                _ => format!(" {}", say::is_undone()),
            };
            writeln!(out, "{:>5}  {at}  {words}{state}", act.id)?;
        }
        if forgotten && !self.json {
            writeln!(out, "{}", crate::words::acts::earlier_forgotten())?;
        }
        Ok(())
    }
}
