//! Why the terminal's face ends before its time.

use std::io;

use crate::repository::RepositoryError;

/// Why the terminal's face ended before its time.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// The diary's file.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// The terminal.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
    /// The table of keys, which is part of the program.
    #[error("the table of keys cannot be used: {0}")]
    Keys(#[from] serde_json::Error),
    /// A signal ended it; the terminal is as it was.
    #[error("ended by signal {0}")]
    Signal(i32),
}
