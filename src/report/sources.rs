//! What the page is made of, and what is asked of it.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as NoArea;

use crate::cycle::Cycles;
use crate::diary::parse::Unknown;
use crate::diary::{Area, Catalogue, DateRange, Diary, Item, ItemKind, Profile, SectionId};
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
    pub without: Without,
}

/// What is left out of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Without {
    sections: BTreeSet<SectionId>,
    notes: bool,
}

/// Words of one's own that are a name, not a note.
const NAMES: [&str; 2] = ["medicine", "dose"];

impl Without {
    /// What leaves out every note, wherever it stands.
    pub const NOTES: &str = "notes";

    /// Leaves out notes, a section, or all sections of an area.
    ///
    /// # Errors
    /// [`Unknown`] for any other word.
    pub fn add(&mut self, catalogue: &Catalogue, word: &str) -> Result<(), Unknown> {
        if word == Self::NOTES {
            self.notes = true;
            return Ok(());
        }
        let area: Result<Area, NoArea> = Area::deserialize(word.into_deserializer());
        let area = area.ok();
        let sections = catalogue.sections().iter();
        let named = sections.filter(|section| {
            section.id.as_str() == word || (area.is_some() && section.area == area)
        });
        let named: BTreeSet<SectionId> = named.map(|section| section.id.clone()).collect();
        if named.is_empty() {
            return Err(Unknown::new("section", word, Self::words(catalogue)));
        }
        self.sections.extend(named);
        Ok(())
    }

    /// Everything that can be left out.
    pub fn words(catalogue: &Catalogue) -> impl Iterator<Item = &str> {
        let sections = catalogue.sections().iter();
        let sections = sections.map(|section| section.id.as_str());
        sections.chain([Self::NOTES])
    }

    /// Whether an item is left out.
    pub(super) fn item(&self, item: &Item) -> bool {
        self.sections.contains(&item.section) || (self.notes && is_note(item))
    }
}

/// Whether an item takes what a person wrote in their own words.
pub(super) fn is_note(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Text(_)) && !NAMES.contains(&item.id.as_str())
}
