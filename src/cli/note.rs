//! `note`: the note of a day, shown, or written in the person's own editor.

use std::io::{IsTerminal, Write, stdin};

use chrono::NaiveDate;
use clap::Args;

use super::agreement::agreed;
use super::editor::{self, Edited};
use super::output::tell;
use super::when::after_midnight;
use super::{Context, Error, Output, When, text};
use crate::confinement::Reach;
use crate::diary::acts::answering;
use crate::diary::{Answer, Entry, Role, Target};
use crate::repository::Repository;
use crate::words::errors;
use crate::words::shell::{log, note as say};

/// Show the note of a day, or write it in your editor
///
/// The editor is what $VISUAL or $EDITOR names, or else vi. What it opens is a file that only you can
/// read; it is gone when the note is saved. twinge itself is confined as soon as the editor has ended.
#[derive(Debug, Args)]
pub(super) struct Note {
    #[command(flatten)]
    day: When,

    /// Write it in your editor
    #[arg(long)]
    edit: bool,

    /// Let the editor see the note of an encrypted diary without asking
    #[arg(long, requires = "edit")]
    yes: bool,

    #[arg(skip)]
    stage: Stage,
}

/// How far the writing has come.
#[derive(Debug, Default)]
enum Stage {
    #[default]
    Unasked,
    Refused,
    Edited {
        /// The day it was when the editor was opened, which may have passed since.
        date: NaiveDate,
        before: Option<String>,
        edited: Edited,
        /// What is told after midnight.
        still: Option<String>,
    },
}

impl Note {
    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        self.edit
    }

    /// Where the file of the editor is.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Stage::Edited { edited, .. } = &self.stage {
            // The folder is removed, too, which takes the one above it.
            reach.write(edited.folder());
        }
    }

    /// Has the note written in the editor: once the program has confined itself, it could start none.
    pub(super) fn prepare(&mut self, context: &Context, out: &mut Output) -> Result<(), Error> {
        if !self.edit {
            return Ok(());
        }
        let today = context.today();
        let named = self.day.day(today)?;
        let date = named.unwrap_or(today);
        let path = context.diary_path()?;
        if Repository::is_locked(&path) && !self.yes {
            if !stdin().is_terminal() {
                return Err(Error::usage(say::needs_yes()).hint(say::needs_yes_hint()));
            }
            writeln!(out, "{}", say::seen())?;
            if !agreed(say::go_on(), out)? {
                self.stage = Stage::Refused;
                return Ok(());
            }
        }
        for file in editor::left(&path) {
            tell(format!("twinge: {}", say::left(file.display())));
        }
        let diary = context.look_if_any()?;
        let ends = diary.as_ref().map(|diary| diary.profile().day_ends);
        let moment = context.moment().filter(|_| named.is_none());
        let still = moment.and_then(|now| after_midnight(ends.unwrap_or_default(), now));
        let before = diary.map(|diary| note(&diary, date)).transpose()?.flatten();
        let edited = editor::edit(before.as_deref().unwrap_or_default(), &path)?;
        self.stage = Stage::Edited {
            date,
            before,
            edited,
            still,
        };
        Ok(())
    }

    /// Shows the note, or saves what the editor left.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        match self.stage {
            Stage::Unasked => {
                let today = context.today();
                let date = self.day.day(today)?.unwrap_or(today);
                let note = note(&context.open_read_only()?, date)?;
                let said = note.unwrap_or_else(|| say::none(text::long_date(date)));
                Ok(writeln!(out, "{said}")?)
            }
            Stage::Refused => Ok(writeln!(out, "{}", say::as_it_was())?),
            Stage::Edited {
                date,
                before,
                edited,
                still,
            } => {
                match save(date, before, &edited.words, context, out) {
                    Err(error) => return Err(edited.keep(error)),
                    Ok(true) => still.map_or(Ok(()), |told| writeln!(out, "{told}"))?,
                    Ok(false) => {}
                }
                let signal = edited.signal;
                edited.remove()?;
                out.flush()?;
                signal.map_or(Ok(()), |signal| Err(Error::signal(signal)))
            }
        }
    }
}

/// The note of a day as it stands.
fn note(diary: &Repository, date: NaiveDate) -> Result<Option<String>, Error> {
    let note = &diary.catalogue().role(Role::Note).id;
    Ok(diary.day(date)?.answer(note).map(Answer::word))
}

/// Puts the words of the editor into the diary, one act; whether that changed anything.
fn save(
    date: NaiveDate,
    before: Option<String>,
    words: &str,
    context: &Context,
    out: &mut Output,
) -> Result<bool, Error> {
    if words == before.as_deref().unwrap_or_default().trim() {
        writeln!(out, "{}", log::nothing_to_change())?;
        return Ok(false);
    }
    let mut diary = context.open_or_begin()?;
    if note(&diary, date)? != before {
        return Err(Error::input(say::changed()));
    }
    let item = diary.catalogue().role(Role::Note).clone();
    let answer = match words {
        "" => None,
        words => {
            let unit = diary.profile().temperature;
            let answer = Answer::parse(&item, words, unit);
            Some(answer.map_err(|error| Error::usage(errors::answer(&error)))?)
        }
    };
    let day = diary.day(date)?;
    let entry = day
        .entries
        .iter()
        .find(|entry: &&Entry| entry.kind.is_day());
    let act = answering::answer(Target::Day(date), entry, &item, answer, context.today())?;
    let written = act.map(|act| diary.perform(&act)).transpose()?.flatten();
    let told = match &written {
        Some(written) => text::told(&written.operation.summary, &diary),
        None => log::nothing_to_change().to_owned(),
    };
    writeln!(out, "{told}")?;
    context.tidy(diary, out)?;
    Ok(written.is_some())
}
