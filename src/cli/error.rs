//! The one error at the edge: what happened, what to do next, and the exit code.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::diary::acts::Refusal;
use crate::repository::RepositoryError;
use crate::tui::TuiError;
use crate::words::errors;

/// Where an error comes from, which decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Wrong words on the command line. Exit code 2.
    Usage,
    /// The diary's file, or a folder it needs. Exit code 1.
    Diary,
    /// What is read or written beside the diary: files, standard input and output. Exit code 1.
    Input,
    /// The diary is locked. Exit code 1.
    Locked,
    /// A fault of the program. Exit code 1.
    Internal,
    /// Whoever reads the output went away, as `head` does. Quiet; the exit code is that of the
    /// signal other programs die from then.
    BrokenPipe,
    /// Ended by a signal: exit code 128 and its number.
    Signal(u8),
}

const SIGPIPE: u8 = 13;

/// What went wrong, for the person at the shell.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    hints: Vec<String>,
}

impl Error {
    /// What happened, and to what.
    pub fn new(kind: ErrorKind, message: impl fmt::Display) -> Self {
        Self {
            kind,
            message: message.to_string(),
            hints: Vec::new(),
        }
    }

    /// Wrong words on the command line.
    pub fn usage(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// Something wrong with the diary's file or folder.
    pub fn diary(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Diary, message)
    }

    /// Something wrong in what was read.
    pub fn input(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Input, message)
    }

    /// The end by a signal.
    pub fn signal(number: u8) -> Self {
        Self::new(ErrorKind::Signal(number), "stopped")
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same, found in a line of what was read.
    #[must_use]
    pub fn in_line(self, number: usize) -> Self {
        Self {
            kind: ErrorKind::Input,
            message: format!("line {number}: {}", self.message),
            ..self
        }
    }

    /// Where it comes from.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self.kind {
            ErrorKind::Usage => 2,
            ErrorKind::BrokenPipe => 128 + SIGPIPE,
            ErrorKind::Signal(number) => 128_u8.saturating_add(number),
            ErrorKind::Diary | ErrorKind::Input | ErrorKind::Locked | ErrorKind::Internal => 1,
        }
    }

    /// Tells the person on standard error and hands back the exit code.
    pub fn report(&self) -> ExitCode {
        if !matches!(self.kind, ErrorKind::BrokenPipe | ErrorKind::Signal(_)) {
            // With standard error closed there is nobody left to tell.
            let _ = writeln!(io::stderr(), "{self}");
        }
        ExitCode::from(self.code())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "twinge: {}", self.message)?;
        self.hints
            .iter()
            .try_for_each(|hint| write!(f, "\n  {hint}"))
    }
}

impl std::error::Error for Error {}

/// Writing the output failed.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::new(ErrorKind::BrokenPipe, error)
        } else {
            Self::input(format!("the output could not be written: {error}"))
        }
    }
}

/// Writing a table failed.
impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            kind => Self::new(ErrorKind::Internal, format!("the table: {kind:?}")),
        }
    }
}

impl From<TuiError> for Error {
    fn from(error: TuiError) -> Self {
        match error {
            TuiError::Repository(error) => error.into(),
            TuiError::Signal(number) => Self::signal(u8::try_from(number).unwrap_or_default()),
            error @ TuiError::Config(_) => Self::usage(error).hint("see twinge config"),
            error @ TuiError::Terminal(_) => Self::new(ErrorKind::Internal, error)
                .hint("the diary is as it was; twinge --help has verbs that need no terminal"),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let hint = match &refusal {
            Refusal::NoneToComplete { kind, .. } => {
                format!("name its day first, or write {kind} for a new one")
            }
            Refusal::TooFewOptions => "name them: --options yes,no,perhaps".into(),
            _ => return Self::usage(refusal),
        };
        Self::usage(refusal).hint(hint)
    }
}

impl From<RepositoryError> for Error {
    fn from(error: RepositoryError) -> Self {
        let kind = if error.is_about_the_passphrase() {
            ErrorKind::Locked
        } else if error.is_about_the_request() {
            ErrorKind::Input
        } else {
            ErrorKind::Diary
        };
        let hint = errors::hint(&error);
        let error = Self::new(kind, errors::repository(&error));
        hint.into_iter().fold(error, Self::hint)
    }
}
