//! `history`: what was done, newest first.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Error, Output, text};
use crate::repository::{Operation, OperationState, Repository};
use crate::words::dates;
use crate::words::shell::changing as say;

/// List what was done, newest first
#[derive(Debug, Args)]
pub(super) struct History {
    /// How many acts at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl History {
    /// Writes the acts.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let diary = context.open_read_only()?;
        let acts = diary.history(self.limit)?;
        let forgotten = acts.len() < self.limit && acts.last().is_some_and(|first| first.id > 1);
        if self.json {
            let acts = acts.iter().map(|act| for_programs(act, &diary));
            return Ok(out.json_array(acts)?);
        }
        for act in acts {
            let at = dates::iso_moment_if_known(act.at);
            let state = match act.state {
                OperationState::Done => String::new(),
                _ => format!(" {}", say::is_undone()),
            };
            let origin = act.origin.as_ref();
            let origin = origin.map(|name| format!(" {}", say::came_from(name)));
            let origin = origin.unwrap_or_default();
            let before = format!("{:>5}  {at}  ", act.id);
            let room = text::room(
                [&before, &state, &origin]
                    .map(|words| words.chars().count())
                    .iter()
                    .sum(),
            );
            let words = text::shortened(&text::told(&act.summary, &diary), room);
            writeln!(out, "{before}{words}{state}{origin}")?;
        }
        if forgotten {
            writeln!(out, "{}", crate::words::acts::earlier_forgotten())?;
        }
        Ok(())
    }
}

fn for_programs(act: &Operation, diary: &Repository) -> Value {
    let state = match act.state {
        OperationState::Done => "done",
        OperationState::Undone => "undone",
        OperationState::Abandoned => "abandoned",
    };
    json!({
        "id": act.id,
        "at": act.at.map(|at| at.to_rfc3339()),
        "description": text::told(&act.summary, diary),
        "state": state,
        "dates": act.dates,
        "origin": act.origin,
    })
}
