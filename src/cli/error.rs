//! The one error at the edge: what happened and why, what to do next, and the exit code.

use std::fmt;
use std::io;
use std::process::ExitCode;

use super::output::tell;
use crate::config::ConfigError;
use crate::diary::acts::Refusal;
use crate::diary::parse::Unknown;
use crate::diary::query::QueryError;
use crate::diary::{AnswerError, DateWordError};
use crate::exchange::WriteError;
use crate::failure::Failure;
use crate::insight::RulesError;
use crate::lines::{InboxError, LineError};
use crate::repository::{PassphraseError, RepositoryError};
use crate::safekeeping::Unkept;
use crate::sharing::SharingError;
use crate::tui::TuiError;
use crate::words::errors;
use crate::words::shell::{everywhere as say, files};

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
    /// What was asked is not so, as was told already. Quiet. Exit code 1.
    Told,
    /// The person had enough of it, with Ctrl-C: told, with the exit code of that signal.
    CalledOff,
    /// Ended by a signal: exit code 128 and its number.
    Signal(u8),
}

const SIGINT: u8 = 2;
const SIGPIPE: u8 = 13;

/// What went wrong, for the person at the shell.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    failure: Failure,
}

type Cause = Box<dyn std::error::Error + Send + Sync>;

impl Error {
    /// What happened, and to what.
    pub fn new(kind: ErrorKind, error: impl Into<Cause>) -> Self {
        let failure = Failure::new(error);
        Self { kind, failure }
    }

    /// Wrong words on the command line.
    pub fn usage(error: impl Into<Cause>) -> Self {
        Self::new(ErrorKind::Usage, error)
    }

    /// Something wrong with the diary's file or folder.
    pub fn diary(error: impl Into<Cause>) -> Self {
        Self::new(ErrorKind::Diary, error)
    }

    /// Something wrong in what was read.
    pub fn input(error: impl Into<Cause>) -> Self {
        Self::new(ErrorKind::Input, error)
    }

    /// What the system has against a file or folder, with its name.
    pub fn file(what: impl fmt::Display, error: io::Error) -> Self {
        let hint = errors::file_hint(&error);
        Self::input(error).during(what).hint(hint)
    }

    /// A fault of the program.
    pub fn internal(error: impl Into<Cause>) -> Self {
        Self::new(ErrorKind::Internal, error)
    }

    /// A no that was told.
    pub fn told() -> Self {
        Self::new(ErrorKind::Told, "no")
    }

    /// The end by a signal.
    pub fn signal(number: u8) -> Self {
        Self::new(ErrorKind::Signal(number), "stopped")
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        let failure = self.failure.hint(hint);
        Self { failure, ..self }
    }

    /// Says before it what was being done, or with which file.
    #[must_use]
    pub fn during(self, what: impl fmt::Display) -> Self {
        let failure = self.failure.during(what);
        Self { failure, ..self }
    }

    /// The same, found in a line of what was read.
    #[must_use]
    pub fn in_line(self, number: usize) -> Self {
        let kind = ErrorKind::Input;
        Self { kind, ..self }.during(say::in_line(number))
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
            ErrorKind::CalledOff => 128 + SIGINT,
            ErrorKind::Signal(number) => 128_u8.saturating_add(number),
            ErrorKind::Diary
            | ErrorKind::Input
            | ErrorKind::Locked
            | ErrorKind::Internal
            | ErrorKind::Told => 1,
        }
    }

    /// Tells the person on standard error and hands back the exit code.
    pub fn report(&self) -> ExitCode {
        let is_quiet = matches!(
            self.kind,
            ErrorKind::BrokenPipe | ErrorKind::Told | ErrorKind::Signal(_)
        );
        if !is_quiet {
            tell(self);
        }
        ExitCode::from(self.code())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "twinge: {}", unnumbered(&self.failure.to_string()))?;
        let mut hints = self.failure.hints().iter();
        hints.try_for_each(|hint| write!(f, "\n  {hint}"))
    }
}

/// What the system said, without the number it has for it, which tells nobody more.
fn unnumbered(words: &str) -> String {
    let mut parts = words.split(" (os ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| {
        let number = part
            .strip_prefix("error ")
            .and_then(|of| of.split_once(')'));
        match number {
            Some((number, after)) if number.bytes().all(|c| c.is_ascii_digit()) => told + after,
            _ => told + " (os " + part,
        }
    })
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.failure.source()
    }
}

/// Writing the output failed.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::new(ErrorKind::BrokenPipe, error)
        } else {
            Self::input(error)
                .during(say::not_written())
                .hint(say::not_written_hint())
        }
    }
}

/// JSON that cannot be written is a fault of the program.
impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Repository(error) => error.into(),
            WriteError::Io(error) => error.into(),
            WriteError::NotOurs(path) => {
                Self::input(files::not_ours(path.display())).hint(files::not_ours_hint())
            }
        }
    }
}

impl From<TuiError> for Error {
    fn from(error: TuiError) -> Self {
        match error {
            TuiError::Repository(error) => error.into(),
            TuiError::Signal(number) => Self::signal(u8::try_from(number).unwrap_or_default()),
            error @ TuiError::Keys(_) => Self::internal(error),
            error @ TuiError::Terminal(_) => Self::internal(error).hint(say::terminal_failed()),
        }
    }
}

/// Errors of one kind each.
macro_rules! kinds {
    ($($kind:ident: $($error:ty)*;)*) => {
        $($(impl From<$error> for Error {
            fn from(error: $error) -> Self {
                let (kind, failure) = (ErrorKind::$kind, error.into());
                Self { kind, failure }
            }
        })*)*
    };
}

kinds! {
    // Words on the command line that are not understood, or ask for what cannot be.
    Usage: AnswerError ConfigError DateWordError QueryError Refusal Unknown;
    Input: PassphraseError RulesError Unkept;
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
        let failure = error.into();
        Self { kind, failure }
    }
}

impl From<LineError> for Error {
    fn from(error: LineError) -> Self {
        let hint = match &error {
            LineError::Answer(error) => errors::answer_hint(error),
            LineError::Date(error) => errors::date_words_hint(error),
            LineError::Day(error) => errors::refusal_hint(error),
            _ => None,
        };
        hint.into_iter()
            .fold(Self::usage(error.words()), Self::hint)
    }
}

impl From<InboxError> for Error {
    fn from(error: InboxError) -> Self {
        match error {
            InboxError::Diary(error) => error.into(),
            error => {
                let (kind, failure) = (ErrorKind::Input, error.into());
                Self { kind, failure }
            }
        }
    }
}

impl From<SharingError> for Error {
    fn from(error: SharingError) -> Self {
        let kind = match error {
            SharingError::Diary(error) => return error.into(),
            SharingError::Name(_) | SharingError::NameTaken(_) => ErrorKind::Usage,
            SharingError::WrongPassphrase(_) => ErrorKind::Locked,
            SharingError::NotShared(_) => ErrorKind::Diary,
            _ => ErrorKind::Input,
        };
        let failure = error.into();
        Self { kind, failure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_that_cannot_be_written_is_a_fault_of_the_program() {
        let wrong = serde_json::from_str::<u8>("x").unwrap_err();
        let error = Error::from(wrong);
        assert_eq!((error.kind(), error.code()), (ErrorKind::Internal, 1));
    }

    #[test]
    fn the_number_of_an_error_is_not_told() {
        let error = io::Error::from_raw_os_error(2);
        let told = Error::input(error).during("a.json").to_string();
        assert!(!told.contains("os error") && told.starts_with("twinge: a.json: "));
        for kept in ["a (os error x) b", "a (os error "] {
            assert_eq!(unnumbered(kept), kept);
        }
    }

    #[test]
    fn an_error_tells_its_causes_and_hints() {
        let cause = io::Error::other("the disk is full");
        let error = Error::input(cause).during("a.json").hint("make room");
        let error = error.in_line(3);
        assert_eq!(
            error.to_string(),
            "twinge: line 3: a.json: the disk is full\n  make room"
        );
        let closed = Error::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!((closed.kind(), closed.code()), (ErrorKind::BrokenPipe, 141));
    }
}
