//! What the page is made of, and what is asked of it.

use crate::cycle::Cycles;
use crate::diary::{Catalogue, DateRange, Diary, Profile, Withheld};
use crate::guide::Flag;
use crate::patterns::Page;

/// What the page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The days of the span and of the one before.
    pub diary: &'a Diary,
    /// What can be recorded.
    pub catalogue: &'a Catalogue,
    /// What this person keeps.
    pub profile: &'a Profile,
    /// The cycles, where they are kept.
    pub cycles: Option<&'a Cycles>,
    /// The warnings of the guide that touch the span.
    pub flags: &'a [Flag],
    /// What the pain goes with, over the whole diary.
    pub patterns: Option<&'a Page>,
}

/// What is asked of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The days it is of.
    pub span: DateRange,
    /// Why the person comes, in their own words.
    pub questions: Vec<String>,
    /// Whether every day is listed behind it.
    pub days: bool,
    /// What is left out.
    pub without: Vec<Withheld>,
}

impl Options {
    /// The page of some days, with nothing left out and nothing behind it.
    pub fn of(span: DateRange) -> Self {
        Self {
            span,
            questions: Vec::new(),
            days: false,
            without: Vec::new(),
        }
    }
}
