//! Where items stand: the sections of the form, and the shapes an entry can take.

use serde::Deserialize;

use super::area::{Applies, Area};
use super::id::{EntryKindId, SectionId};

/// A heading under which items stand together in the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Section {
    /// Stable name.
    pub id: SectionId,
    /// Words for people.
    pub label: String,
    /// The kinds of entry whose form has this section.
    pub entries: Vec<EntryKindId>,
    /// The area it belongs to; always shown when none.
    #[serde(default)]
    pub area: Option<Area>,
    /// Whose body it applies to.
    #[serde(default)]
    pub applies: Applies,
    /// Whether the form starts with the section folded away.
    #[serde(default)]
    pub folded: bool,
    /// Whether it holds what the program notes of what it was told: nobody is asked for that.
    #[serde(default)]
    pub unasked: bool,
}

/// A shape an entry can take: the daily check-in, or something that happened at a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EntryKind {
    /// Stable name.
    pub id: EntryKindId,
    /// Words for people.
    pub label: String,
    /// One line on what belongs here.
    pub explain: String,
    /// The area it belongs to; always shown when none.
    #[serde(default)]
    pub area: Option<Area>,
    /// The letter that adds one in the form.
    #[serde(default)]
    pub key: Option<char>,
    /// Its one-cell mark in the calendar.
    #[serde(default)]
    pub mark: Option<char>,
}
