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
    /// The person's own keys or theme.
    #[error("the configuration cannot be used: {0}")]
    Config(String),
    /// A signal ended it; the terminal is as it was.
    #[error("ended by signal {0}")]
    Signal(i32),
}
