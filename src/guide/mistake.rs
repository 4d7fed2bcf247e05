//! What can be wrong with a file of the guide.

use std::ops::Range;

use super::tier::Tier;
use crate::diary::parse::{Unknown, suggestion};
use crate::diary::query::QueryError;

/// What is wrong with a file of the guide, and where.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("line {line}: {mistake}")]
pub struct DataError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub mistake: Mistake,
}

/// What is wrong with a line, and what could stand there instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Mistake {
    /// It is not TOML, or a field is missing, unknown or of another kind; what the reader says.
    #[error("{0}")]
    Toml(String),
    /// Something else than words or a table.
    #[error("a condition is words in quotation marks, or a table such as {{ any = [ … ] }}")]
    NoCondition,
    /// Fields that do not belong together; none, perhaps.
    #[error(
        "{} do not make a condition; it is one of: all; any; not; of, within; \
         of, days, within (and each); of, months, within; of, cycles, within; \
         new (and within, clear); since, until, within; told; may; denied; during; late (and to)",
        if .0.is_empty() { "no fields".to_owned() } else { .0.join(", ") }
    )]
    Fields(Vec<&'static str>),
    /// A list of no conditions.
    #[error("the list is empty: write at least one condition into it")]
    EmptyList,
    /// A number of days, months or cycles that is too small or too large.
    #[error("a number from 1 to {most} is needed here, not {given}")]
    Number {
        /// The largest there can be.
        most: u32,
        /// What stands there.
        given: u32,
    },
    /// Words that cannot name a sign.
    #[error("\"{0}\" is no name for a sign: use lower-case words with hyphens")]
    SignName(String),
    /// The name of another sign.
    #[error("there is already a sign \"{0}\": give it another name")]
    SignTaken(String),
    /// A sign that is not there, or further down.
    #[error("there is no sign \"{name}\" above this line{}", suggestion(.nearest.as_deref()))]
    NoSign {
        /// What was written.
        name: String,
        /// The sign most like it, if any is.
        nearest: Option<String>,
    },
    /// Words that cannot name a rule.
    #[error("\"{0}\" is no name for a rule: use letters, digits and hyphens")]
    RuleName(String),
    /// The name of another rule.
    #[error("there is already a rule \"{0}\": give it another name")]
    RuleTaken(String),
    /// A rule that would become less urgent, or stay as it is.
    #[error("a rule is raised to a more urgent tier than {}", .0.name())]
    Raise(Tier),
    /// A pattern that only says what must not be there.
    #[error(
        "\"{0}\" names nothing that has to be there; for something that must not be, write {{ not = \"…\" }}"
    )]
    NothingWanted(String),
    /// Options with a comma between.
    #[error("\"{0}\": put | between options, not a comma")]
    Comma(String),
    /// Dates, where it has to hold for all of them.
    #[error("\"{0}\" names dates; a condition holds for every date")]
    Dates(String),
    /// A word with nothing in it.
    #[error("\"{0}\" names nothing")]
    Nothing(String),
    /// A word that is no item.
    #[error(transparent)]
    Item(Unknown),
    /// A word that is no option of its item, though a search would know which is meant.
    #[error("\"{word}\": {unknown}")]
    Option {
        /// The item with the word.
        word: String,
        /// The word, and the option it begins.
        unknown: Unknown,
    },
    /// A word the search language does not understand.
    #[error(transparent)]
    Query(Box<QueryError>),
    /// A flaw of the files the program comes with.
    #[error(transparent)]
    BuiltIn(Flaw),
}

/// What can be wrong with the files the program comes with only: no person meets it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Flaw {
    /// An item that is not in the catalogue.
    #[error("there is no item \"{0}\"")]
    Item(String),
    /// A measure that is no option of its item.
    #[error("{item} has no option \"{code}\"")]
    Measure {
        /// The item of measures.
        item: String,
        /// What was written.
        code: String,
    },
    /// An article that does not begin as one.
    #[error("an article begins with its title and sources between +++ and +++")]
    Front,
    /// The name of another reading.
    #[error("there is already a reading \"{0}\"")]
    ReadingTaken(String),
    /// A reading that is not there, or further down.
    #[error("there is no reading \"{0}\" above this one")]
    NoReading(String),
    /// A reading for which there may be no timing to tell.
    #[error("its last timing line has to hold always: take its when, fact and tell out")]
    LastTiming,
    /// Bounds of nothing.
    #[error("from and to need a fact")]
    Bounds,
    /// A line with nothing to say, or with two things.
    #[error("a line has either say or tell")]
    Words,
}

/// A mistake at a place of a text.
#[derive(Debug)]
pub(super) struct Wrong {
    pub span: Range<usize>,
    pub mistake: Mistake,
}

impl Wrong {
    pub(super) fn new(span: Range<usize>, mistake: impl Into<Mistake>) -> Self {
        Self {
            span,
            mistake: mistake.into(),
        }
    }

    /// The mistake with its line in the text.
    pub(super) fn in_text(self, text: &str) -> DataError {
        let before = text.as_bytes().iter().take(self.span.start);
        DataError {
            line: 1 + before.filter(|byte| **byte == b'\n').count(),
            mistake: self.mistake,
        }
    }
}

impl From<toml::de::Error> for Wrong {
    fn from(error: toml::de::Error) -> Self {
        let said = error.message().to_owned();
        Self::new(error.span().unwrap_or(0..0), Mistake::Toml(said))
    }
}

impl From<Flaw> for Mistake {
    fn from(flaw: Flaw) -> Self {
        Self::BuiltIn(flaw)
    }
}
