//! What a person leaves out of what leaves the diary: a file for another program, a page for a doctor.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as NoArea;

use super::parse::Unknown;
use super::{Area, Catalogue, EntryKindId, Item, ItemId, SectionId};

/// Something that stays behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withheld {
    /// All free words.
    Words,
    /// What a person may choose to keep, with its entries.
    Area(Area),
    /// A section, with the entries that have it to themselves.
    Section(SectionId),
    /// An item.
    Item(ItemId),
}

impl Withheld {
    /// The word for all free words.
    pub const NOTES: &str = "notes";

    /// What a word names: `notes`, an area, a section or an item.
    ///
    /// # Errors
    /// When it names nothing: with the name most like it.
    pub fn named(word: &str, catalogue: &Catalogue) -> Result<Self, Unknown> {
        if word == Self::NOTES {
            return Ok(Self::Words);
        }
        let area: Result<Area, NoArea> = Area::deserialize(word.into_deserializer());
        if let Ok(area) = area {
            return Ok(Self::Area(area));
        }
        let mut sections = catalogue.sections().iter();
        if let Some(section) = sections.find(|section| section.id.as_str() == word) {
            return Ok(Self::Section(section.id.clone()));
        }
        let item = catalogue.find(word).map_err(|_| {
            let items = catalogue.items().iter().map(|item| item.id.as_str());
            Unknown::new("section", word, Self::broad(catalogue).chain(items))
        })?;
        Ok(Self::Item(item.id.clone()))
    }

    /// The words for more than one item: `notes` and the sections, some of which are areas.
    pub fn broad(catalogue: &Catalogue) -> impl Iterator<Item = &str> {
        let sections = catalogue.sections().iter();
        let sections = sections.map(|section| section.id.as_str());
        [Self::NOTES].into_iter().chain(sections)
    }

    /// Whether an item stays behind.
    pub fn holds(&self, item: &Item, catalogue: &Catalogue) -> bool {
        match self {
            Self::Words => item.kind.is_words(),
            Self::Area(area) => catalogue.area_of(item) == Some(*area),
            Self::Section(section) => item.section == *section,
            Self::Item(id) => item.id == *id,
        }
    }

    /// Whether not even that there was such an entry leaves.
    pub fn holds_kind(&self, kind: &EntryKindId, catalogue: &Catalogue) -> bool {
        match self {
            Self::Area(area) => {
                let kind = catalogue.entry_kind(kind);
                kind.is_some_and(|kind| kind.area == Some(*area))
            }
            Self::Section(section) => section.as_str() == kind.as_str(),
            Self::Words | Self::Item(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word that is offered names something, and a slip of the keys finds it again.
    #[test]
    fn what_is_offered_is_known_and_found_when_it_is_mistyped() {
        let catalogue = Catalogue::built_in();
        for word in Withheld::broad(catalogue) {
            let named = Withheld::named(word, catalogue).unwrap();
            let mut items = catalogue.items().iter();
            // What somebody adds to the catalogue stands in a section of its own.
            let holds = items.any(|item| named.holds(item, catalogue));
            assert_eq!(holds, word != "own", "{word}");
        }
        for (typed, meant) in [("nots", "notes"), ("intimcy", "intimacy")] {
            let unknown = Withheld::named(typed, catalogue).unwrap_err();
            assert_eq!(unknown.nearest.as_deref(), Some(meant), "{typed}");
        }
    }
}
