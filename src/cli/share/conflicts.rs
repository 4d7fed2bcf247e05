//! The answers that differ, and choosing between them.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use super::place::folder;
use crate::cli::{Context, Error, Output, text};
use crate::repository::{Repository, Written};
use crate::sharing::{self, Conflict, Status, choice};
use crate::words::sharing as words;
use crate::words::shell::share as say;

/// Which of them, and what becomes of it.
#[derive(Debug, Args)]
pub(super) struct Conflicts {
    /// Take what the other computer says of the one with this number; of several, --from says which
    #[arg(long, value_name = "N", conflicts_with_all = ["keep", "json"])]
    take: Option<usize>,

    /// Whose answer to take, by the name of the computer
    #[arg(long, value_name = "NAME", requires = "take")]
    from: Option<String>,

    /// Keep what stands of the one with this number
    #[arg(long, value_name = "N", conflicts_with = "json")]
    keep: Option<usize>,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Conflicts {
    /// Lists them, or settles one.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let settles = self.take.or(self.keep);
        let mut diary = match settles {
            Some(_) => context.open()?,
            None => context.open_read_only()?,
        };
        let conflicts = match sharing::me(&diary)? {
            Some(_) => sharing::conflicts(&diary)?,
            None => return Err(Error::diary(say::not_shared()).hint(say::no_folder_hint())),
        };
        let Some(number) = settles else {
            let status = sharing::status(&diary, &folder(context)?)?;
            return self.tell(&conflicts, &status, &diary, out);
        };
        let conflict = number.checked_sub(1).and_then(|at| conflicts.get(at));
        let conflict =
            conflict.ok_or_else(|| Error::usage(say::no_such(number)).hint(say::no_such_hint()))?;
        if self.keep.is_some() {
            choice::keep(&mut diary, conflict)?;
            writeln!(out, "{}", say::kept())?;
        } else {
            let other = self.other(conflict, &diary, context)?;
            let act = choice::take(&diary, conflict, other, context.today())?;
            let act = act.ok_or_else(|| Error::input(say::cannot_take()))?;
            if let Some(Written { operation, .. }) = diary.perform(&act)? {
                writeln!(out, "{}", text::told(&operation.summary, &diary))?;
            }
        }
        context.tidy(diary, out)
    }

    /// Which of the others is meant.
    fn other(
        &self,
        conflict: &Conflict,
        diary: &Repository,
        context: &Context,
    ) -> Result<usize, Error> {
        let Some(name) = &self.from else {
            return match conflict.others.len() {
                1 => Ok(0),
                _ => Err(Error::usage(say::which_other()).hint(say::which_other_hint())),
            };
        };
        let status = sharing::status(diary, &folder(context)?)?;
        let mut others = conflict.others.iter();
        let is_named =
            |(device, ..): &(sharing::DeviceId, _, _)| words::called(*device, &status) == name;
        let at = others.position(is_named);
        at.ok_or_else(|| {
            Error::usage(say::no_such_computer(name)).hint(say::no_such_computer_hint())
        })
    }

    fn tell(
        &self,
        conflicts: &[Conflict],
        status: &Status,
        diary: &Repository,
        out: &mut Output,
    ) -> Result<(), Error> {
        if self.json {
            let conflicts = (1..).zip(conflicts);
            let told = conflicts.map(|(number, of)| for_programs(number, of, status));
            return Ok(out.json_array(told)?);
        }
        let unit = diary.profile().temperature;
        for (number, conflict) in (1..).zip(conflicts) {
            let told = words::difference(conflict, status, diary.catalogue(), unit);
            let (what, stands) = (
                text::shortened(&told.what, 60),
                text::shortened(&told.stands, 60),
            );
            writeln!(out, "{}", say::conflict(number, what, stands))?;
            for other in &told.others {
                writeln!(out, "     {}", text::shortened(other, 90))?;
            }
        }
        match conflicts {
            [] => Ok(writeln!(out, "{}", say::no_conflicts())?),
            _ => Ok(writeln!(out, "{}", say::take_hint())?),
        }
    }
}

fn for_programs(number: usize, conflict: &Conflict, status: &Status) -> Value {
    let others = conflict.others.iter().map(|(device, said, at)| {
        json!({
            "computer": words::called(*device, status),
            "says": said,
            "at": words::moment(*at).map(|at| at.to_rfc3339()),
        })
    });
    json!({
        "number": number,
        "date": conflict.date,
        "item": conflict.item,
        "stands": conflict.stands,
        "others": others.collect::<Vec<_>>(),
    })
}
