//! `status`: one line for a prompt or a bar.

use std::io::Write;

use chrono::{DateTime, Local};
use clap::Args;
use serde_json::{Map, json};

use super::{Context, Error, Output};
use crate::diary::{Day, Item};
use crate::repository::Repository;
use crate::safekeeping;
use crate::sharing;
use crate::words::kinds;
use crate::words::shell::looking as say;

/// After so many days a copy is told to be old.
const OLD: i64 = 7;

/// Say in one line whether today is checked in
///
/// Nothing of what was answered is told unless it is asked for with --with.
#[derive(Debug, Args)]
pub(super) struct Status {
    /// Items whose answers of today are told, too: pain,bleeding
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    with: Vec<String>,

    /// For a reminder: exit with 0 when today is not checked in yet, with 1 when it is. Of a diary whose
    /// passphrase is not given, only when it was last written to is known: today stands for checked in
    #[arg(long, conflicts_with_all = ["with", "json"])]
    due: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Status {
    /// Writes the line.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        if self.due {
            return due(context, out);
        }
        let repository = context.look_if_any()?;
        let day = match &repository {
            Some(diary) => diary.day(context.today())?,
            None => Day::default(),
        };
        let mut answers = Vec::new();
        if let Some(repository) = &repository {
            for word in &self.with {
                let item = find(repository, word)?;
                if let Some(answer) = day.answers(&item.id).next() {
                    answers.push((item, answer, repository.profile().temperature));
                }
            }
        }
        let checked_in = day.check_in().is_some();
        if self.json {
            let me = repository.as_ref().map(sharing::me).transpose()?;
            let shared = me.flatten().is_some();
            let answers: Map<_, _> = answers
                .iter()
                .map(|(item, answer, _)| (item.id.to_string(), answer.to_json()))
                .collect();
            let status = json!({
                "diary": repository.is_some(),
                "checked-in": checked_in,
                "answers": answers,
                "shared": shared,
            });
            return Ok(out.json(status)?);
        }
        let mut line = match (repository.is_some(), checked_in) {
            (false, _) => say::no_diary(),
            (_, true) => say::checked_in(),
            (_, false) => say::not_checked_in(),
        }
        .to_owned();
        for (item, answer, unit) in answers {
            line += &format!(" · {} {}", item.id, kinds::answer(answer, item, unit));
        }
        if let Some(old) = old_backup(context)? {
            line += &format!(" · {old}");
        }
        Ok(writeln!(out, "{line}")?)
    }
}

/// Says whether today is to be checked in yet; that it is done is an error, for who asks by exit code.
fn due(context: &Context, out: &mut Output) -> Result<(), Error> {
    let path = context.diary_path()?;
    // A timer can be asked for no passphrase.
    let done = if Repository::is_locked(&path) && context.passphrase().is_none() {
        let written = std::fs::metadata(&path).and_then(|file| file.modified());
        let written = written.map_err(|error| Error::diary(error).during(path.display()))?;
        DateTime::<Local>::from(written).date_naive() == context.today()
    } else {
        let day = context.look_if_any()?;
        let day = day.map(|diary| diary.day(context.today())).transpose()?;
        day.is_some_and(|day| day.check_in().is_some())
    };
    if !done {
        return Ok(writeln!(out, "{}", say::not_checked_in())?);
    }
    writeln!(out, "{}", say::checked_in())?;
    out.flush()?;
    Err(Error::told())
}

/// A word on copies that are long past.
fn old_backup(context: &Context) -> Result<Option<String>, Error> {
    let copies = safekeeping::backups(&context.diary_path()?)?;
    let been = copies.into_iter().map(|(date, _)| date);
    // One that a clock that was ahead dated says nothing of today.
    let Some(date) = been.filter(|date| *date <= context.today()).max() else {
        return Ok(None);
    };
    if !context.config()?.retention().any() {
        return Ok(None);
    }
    let days = (context.today() - date).num_days();
    Ok((days > OLD).then(|| say::old_backup(days)))
}

fn find<'r>(repository: &'r Repository, word: &str) -> Result<&'r Item, Error> {
    super::items::find(repository.catalogue(), word)
}
