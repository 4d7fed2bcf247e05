//! What went wrong, as both faces say it: what happened, what it came from, and what to do next.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::config::ConfigError;
use crate::diary::acts::Refusal;
use crate::diary::parse::Unknown;
use crate::diary::query::QueryError;
use crate::diary::{AnswerError, DateWordError};
use crate::insight::RulesError;
use crate::lines::InboxError;
use crate::repository::{PassphraseError, RepositoryError};
use crate::safekeeping::Unkept;
use crate::sharing::SharingError;
use crate::words::errors;

/// Something that went wrong, with its cause kept.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What was being done, or where in the input it is.
    during: Option<String>,
    /// What happened, in words; the error's own where it has none.
    message: Option<String>,
    error: Arc<dyn Error + Send + Sync>,
    hints: Vec<String>,
}

impl Failure {
    /// What happened.
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            during: None,
            message: None,
            error: error.into().into(),
            hints: Vec::new(),
        }
    }

    /// Says before it what was being done, or where in the input it is.
    #[must_use]
    pub fn during(mut self, what: impl fmt::Display) -> Self {
        self.during = Some(match self.during {
            Some(inner) => format!("{what}: {inner}"),
            None => what.to_string(),
        });
        self
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// What to do next.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }

    /// What it came from, the nearest cause first; without those the message already says.
    pub fn causes(&self) -> Vec<String> {
        let mut said = self.error.to_string();
        said.extend(self.message.as_deref());
        let mut causes = Vec::new();
        let mut next = self.error.source();
        while let Some(cause) = next {
            let words = cause.to_string();
            if !said.contains(&words) {
                said += &words;
                causes.push(words);
            }
            next = cause.source();
        }
        causes
    }

    /// The error itself, for [`Error::source`].
    pub fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }

    /// All of it in one line: what happened, and what to do next.
    pub fn in_one_line(&self) -> String {
        let hints = self.hints.iter().map(|hint| format!("; {hint}"));
        format!("{self}{}", hints.collect::<String>())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(during) = &self.during {
            write!(f, "{during}: ")?;
        }
        match &self.message {
            Some(words) => f.write_str(words)?,
            None => write!(f, "{}", self.error)?,
        }
        self.causes()
            .iter()
            .try_for_each(|cause| write!(f, ": {cause}"))
    }
}

impl From<&str> for Failure {
    fn from(words: &str) -> Self {
        Self::new(words)
    }
}

impl From<InboxError> for Failure {
    fn from(error: InboxError) -> Self {
        match error {
            InboxError::Folder { folder, source } => {
                let hint = errors::file_hint(&source);
                Self::new(source).during(folder.display()).hint(hint)
            }
            InboxError::Diary(error) => error.into(),
        }
    }
}

/// The errors that have words, each with what says it and what says what to do next.
macro_rules! said {
    ($($error:ty => $says:expr, $hint:expr;)*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                let hint: Option<String> = $hint(&error);
                let failure = Self {
                    message: Some($says(&error)),
                    ..Self::new(error)
                };
                hint.into_iter().fold(failure, Self::hint)
            }
        })*
    };
}

said! {
    RepositoryError => errors::repository, errors::hint;
    AnswerError => errors::answer, errors::answer_hint;
    DateWordError => errors::date_words, errors::date_words_hint;
    Refusal => errors::refusal, errors::refusal_hint;
    ConfigError => errors::config, errors::config_hint;
    QueryError => errors::query, errors::query_hint;
    Unknown => errors::unknown, errors::unknown_hint;
    PassphraseError => errors::passphrase, errors::passphrase_hint;
    RulesError => errors::rules, |_| None;
    Unkept => errors::unkept, errors::unkept_hint;
    SharingError => errors::sharing, errors::sharing_hint;
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the copy was not made")]
    struct Copy {
        source: Disk,
    }

    #[derive(Debug, thiserror::Error)]
    #[error("the disk refused: {source}")]
    struct Disk {
        source: io::Error,
    }

    #[test]
    fn every_cause_is_said_once() {
        let source = io::Error::other("it is full");
        let failure = Failure::new(Copy {
            source: Disk { source },
        });
        let failure = failure.during("today").hint("make room");
        assert_eq!(failure.causes(), ["the disk refused: it is full"]);
        assert_eq!(
            failure.in_one_line(),
            "today: the copy was not made: the disk refused: it is full; make room"
        );
    }

    #[test]
    fn an_error_of_the_diary_brings_its_hint() {
        let missing = RepositoryError::Missing(PathBuf::from("/nowhere"));
        let hint = errors::hint(&missing).unwrap();
        assert_eq!(Failure::from(missing).hints(), [hint]);
    }
}
