//! `passphrase`: whether the diary has one.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Context, Error, ErrorKind, Output, unlock};
use crate::confinement::Reach;
use crate::repository::{Passphrase, Repository, RepositoryError};
use crate::safekeeping;
use crate::words::shell::passphrase as say;

/// Give the diary a passphrase, another one, or none
///
/// With one the file is encrypted, and can be read only with it. The file is written anew and
/// compared before it takes the place of the old one.
#[derive(Debug, Args)]
pub(super) struct PassphraseVerb {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Give a diary without a passphrase one
    Set(New),
    /// Give the diary another passphrase
    Change(New),
    /// Take the passphrase off: anybody who has the file can read it then
    Remove,
}

#[derive(Debug, Args)]
struct New {
    /// Read the new passphrase from the first line of a file
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,

    /// Read the new passphrase from a file descriptor that is open already
    #[arg(long, value_name = "N", conflicts_with = "new_passphrase_file")]
    new_passphrase_fd: Option<i32>,
}

impl PassphraseVerb {
    /// The files it is asked to read.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Verb::Set(New {
            new_passphrase_file: Some(file),
            ..
        })
        | Verb::Change(New {
            new_passphrase_file: Some(file),
            ..
        }) = &self.verb
        {
            reach.read(file);
        }
    }

    /// Rewrites the diary.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let path = context.diary_path()?;
        if !cfg!(feature = "encryption") {
            return Err(RepositoryError::Unencrypted(path).into());
        }
        if !path.exists() {
            return Err(RepositoryError::Missing(path).into());
        }
        let locked = Repository::is_locked(&path);
        let from = match (&self.verb, locked) {
            (Verb::Set(_), true) => {
                let said = say::has_one(path.display());
                return Err(Error::usage(said).hint(say::has_one_hint()));
            }
            (Verb::Change(_) | Verb::Remove, false) => {
                return Err(RepositoryError::NoPassphrase(path).into());
            }
            (Verb::Set(_), false) => None,
            (Verb::Change(_) | Verb::Remove, true) => {
                // Opened, and so known to be right, before anything new is asked.
                drop(context.open_read_only()?);
                context.passphrase()
            }
        };
        let (to, done) = match self.verb {
            // Without an old one, what is given is the new one.
            Verb::Set(new) => (
                Some(new.read(context.passphrase(), out)?),
                say::set(path.display()),
            ),
            Verb::Change(new) => (Some(new.read(None, out)?), say::changed(path.display())),
            Verb::Remove => (None, say::removed(path.display())),
        };
        let mut left = safekeeping::convert(&path, from.as_ref(), to.as_ref())?;
        if let Some(place) = context.second_place()? {
            let diary = Repository::open_read_only_with(&path, to)?;
            left.extend(place.convert(&diary, from.as_ref()));
        }
        for copy in left {
            writeln!(out, "{}", say::keeps(copy.display()))?;
        }
        Ok(writeln!(out, "{done}")?)
    }
}

impl New {
    fn read(&self, given: Option<Passphrase>, out: &mut Output) -> Result<Passphrase, Error> {
        if let Some(given) = given {
            return Ok(given);
        }
        if let Some(path) = &self.new_passphrase_file {
            return unlock::of_file(path);
        }
        if let Some(number) = self.new_passphrase_fd {
            return unlock::of_descriptor(number);
        }
        let nothing = || Error::new(ErrorKind::Locked, say::none_given());
        if !unlock::can_ask() {
            return Err(nothing().hint(say::none_given_hint()));
        }
        writeln!(out, "{}", say::warning())?;
        out.flush()?;
        loop {
            let new = unlock::ask(say::new())?.ok_or_else(nothing)?;
            let again = unlock::ask(say::again())?.ok_or_else(nothing)?;
            if new.is(&again) {
                return Ok(new);
            }
            writeln!(out, "{}", say::differ())?;
            out.flush()?;
        }
    }
}
