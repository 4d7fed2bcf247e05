//! What the terminal's face needs to know to begin.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::config::{Config, Files};
use crate::repository::{Passphrase, Repository};
use crate::sharing::{self, Begun, Invitation, Plan, SharingError, Watch};
use crate::words;

use super::worker::ImportFile;

/// What the terminal's face needs to know to begin.
#[derive(Debug)]
pub struct Options {
    /// The diary's file.
    pub diary: PathBuf,
    /// The settings of this computer.
    pub config: Config,
    /// The files they stand in: the look that is chosen is written there.
    pub config_files: Files,
    /// What of the settings cannot be used, a line each.
    pub faults: Vec<String>,
    /// The folder of the person's own themes, whether it exists or not.
    pub themes: PathBuf,
    /// The date to take for today, in place of the clock's.
    pub today: Option<NaiveDate>,
    /// What opens the diary, where it is known already.
    pub passphrase: Option<Passphrase>,
    /// What is looked at first.
    pub first: Option<First>,
    /// The person's own rules, whether the file exists or not.
    pub rules: PathBuf,
}

/// What the person named, to be looked at first.
#[derive(Debug)]
pub enum First {
    /// A file, to import it.
    Import(ImportFile),
    /// A folder, to join it, and what joining would do.
    Join(Join, Box<Plan>),
}

/// A folder to share the diary through.
#[derive(Debug)]
pub struct Join {
    /// Where it is.
    pub folder: PathBuf,
    /// What this computer is to be called.
    pub name: String,
    /// The passphrase of sharing.
    pub passphrase: Passphrase,
}

impl Join {
    /// Joins, and goes round once: the person has seen what would come.
    ///
    /// # Errors
    /// As [`sharing::join_watched`].
    pub(super) fn carry_out(
        &self,
        diary: &mut Repository,
        watch: Watch<'_>,
    ) -> Result<Begun, SharingError> {
        let invitation = Invitation {
            folder: &self.folder,
            name: &self.name,
            passphrase: &self.passphrase,
            read_me: words::sharing::read_me(),
            together: true,
        };
        sharing::join_watched(diary, &invitation, watch)
    }
}
