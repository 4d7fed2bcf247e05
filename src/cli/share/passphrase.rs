//! The passphrase of sharing: read from a file, or asked for.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::output::tell;
use crate::cli::{Context, Error, ErrorKind, Output, unlock};
use crate::confinement::Reach;
use crate::repository::{Passphrase, Repository};
use crate::sharing::SharingError;
use crate::words::shell::share as say;

/// How often a wrong one may be typed.
const TRIES: usize = 3;

/// Where the passphrase of sharing comes from, when not from the terminal.
#[derive(Debug, Args)]
pub(super) struct SharePassphrase {
    /// Read the passphrase of sharing from the first line of a file
    #[arg(long, value_name = "FILE")]
    share_passphrase_file: Option<PathBuf>,
}

impl SharePassphrase {
    /// The file it is asked to read.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Some(file) = &self.share_passphrase_file {
            reach.read(file);
        }
    }

    /// One that is given for the first time: typed, it is typed twice.
    pub(super) fn begun(
        &self,
        context: &Context,
        diary: &Repository,
        out: &mut Output,
    ) -> Result<Passphrase, Error> {
        if let Some(file) = &self.share_passphrase_file {
            return unlock::of_file(file);
        }
        let own = own(context, diary);
        let question = match own {
            Some(_) => say::new_passphrase_or_own(),
            None => say::new_passphrase(),
        };
        can_ask()?;
        writeln!(out, "{}", say::passphrase_lost())?;
        out.flush()?;
        loop {
            let Some(new) = ask(question, own.as_ref())? else {
                return own.ok_or_else(nothing);
            };
            if unlock::ask(say::again())?.ok_or_else(nothing)?.is(&new) {
                return Ok(new);
            }
            tell(say::differ());
        }
    }

    /// Opens with the one that the folder has; typed, it is asked for again where it is wrong.
    pub(super) fn known<T>(
        &self,
        context: &Context,
        diary: &mut Repository,
        mut open: impl FnMut(&mut Repository, &Passphrase) -> Result<T, SharingError>,
    ) -> Result<T, Error> {
        if let Some(file) = &self.share_passphrase_file {
            return Ok(open(diary, &unlock::of_file(file)?)?);
        }
        let own = own(context, diary);
        let question = match own {
            Some(_) => say::passphrase_or_own(),
            None => say::passphrase(),
        };
        can_ask()?;
        let mut tries = 1..TRIES;
        loop {
            let typed = ask(question, own.as_ref())?;
            let passphrase = typed.or_else(|| own.clone()).ok_or_else(nothing)?;
            match open(diary, &passphrase) {
                Err(SharingError::WrongPassphrase(_)) if tries.next().is_some() => {
                    tell(say::wrong())
                }
                opened => return Ok(opened?),
            }
        }
    }
}

/// What is typed; `None` for Enter alone where there is something else to take.
fn ask(question: &str, else_take: Option<&Passphrase>) -> Result<Option<Passphrase>, Error> {
    match else_take {
        Some(_) => unlock::ask_or_pass(question)?.ok_or_else(nothing),
        None => unlock::ask(question)?.map(Some).ok_or_else(nothing),
    }
}

/// The diary's own passphrase, where it has one that can be offered.
fn own(context: &Context, diary: &Repository) -> Option<Passphrase> {
    context.passphrase().filter(|own| diary.has_passphrase(own))
}

fn nothing() -> Error {
    Error::new(ErrorKind::Locked, say::none_given()).hint(say::none_given_hint())
}

fn can_ask() -> Result<(), Error> {
    match unlock::can_ask() {
        true => Ok(()),
        false => Err(nothing()),
    }
}
