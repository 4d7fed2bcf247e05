//! The terminal: panes over a model.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::cli::{Error, ErrorKind};
use crate::config::Config;

/// What the full screen is opened with.
#[derive(Debug, Clone)]
pub struct Options {
    /// The diary's file; begun behind the welcome when there is none.
    pub diary: PathBuf,
    /// The settings, with what the command line says laid over them.
    pub config: Config,
    /// The day to take for today; the clock's when none.
    pub today: Option<NaiveDate>,
}

/// Opens the diary full screen and returns when the person leaves it.
///
/// # Errors
/// When the diary cannot be opened, or the terminal goes away.
pub fn run(options: Options) -> Result<(), Error> {
    let diary = options.diary.display();
    Err(Error::new(
        ErrorKind::Internal,
        format!("this build has no full screen to show {diary} on"),
    ))
}
