//! What the terminal's face needs to know to begin.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::config::{Config, Files};
use crate::repository::Passphrase;

/// What the terminal's face needs to know to begin.
#[derive(Debug, Clone)]
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
    /// The person's own rules, whether the file exists or not.
    pub rules: PathBuf,
}
