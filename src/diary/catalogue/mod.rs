//! The catalogue: everything that can be recorded, read from a data file, with the items a person
//! made or changed laid over it.

mod file;
mod own;

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use smol_str::SmolStr;

use super::area::Area;
use super::band::{Band, WorseEnd};
use super::entry::Entry;
use super::id::{EntryKindId, ItemId, SectionId};
use super::item::Item;
use super::kind::Answer;
use super::parse::{self, Unknown};
use super::profile::Profile;
use super::role::Role;
use super::section::{EntryKind, Section};

pub use own::{ItemOverride, ItemSpec};

/// Everything that can be recorded.
#[derive(Debug, Clone)]
pub struct Catalogue {
    entry_kinds: Vec<EntryKind>,
    sections: Vec<Section>,
    bands: BTreeMap<SmolStr, Vec<Band>>,
    /// In the order of the form.
    items: Vec<Item>,
    index: HashMap<ItemId, usize>,
    roles: BTreeMap<Role, ItemId>,
    /// The places of items that others imply.
    implied: Vec<usize>,
}

/// What is wrong with a catalogue.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not of the form of `assets/catalogue.toml`.
    #[error("the catalogue cannot be read: {0}")]
    Form(#[from] serde_json::Error),
    /// Two items of one name.
    #[error("the catalogue has the item \"{0}\" twice")]
    Twice(ItemId),
    /// A name that is not lower-case words with hyphens.
    #[error("\"{0}\" is not a name for an item: use lower-case words with hyphens")]
    Name(ItemId),
    /// A section, band or kind of entry that does not exist.
    #[error("the item \"{item}\" names \"{missing}\", which does not exist")]
    Missing {
        /// The item that names it.
        item: ItemId,
        /// What it names.
        missing: String,
    },
    /// A built-in item that the program needs is not there.
    #[error("no item has the role {0:?}")]
    Role(Role),
    /// An own item with a name that a built-in item could have.
    #[error("\"{0}\" is no name for an own item: it has to begin with \"my-\"")]
    NotOwn(ItemId),
}

impl Catalogue {
    /// Whether an item has a place here.
    fn admit(&self, item: &Item) -> Result<(), CatalogueError> {
        let missing = |missing: &str| CatalogueError::Missing {
            item: item.id.clone(),
            missing: missing.to_owned(),
        };
        if item.id.as_str() != parse::slug(item.id.as_str()) {
            return Err(CatalogueError::Name(item.id.clone()));
        }
        if self.index.contains_key(&item.id) {
            return Err(CatalogueError::Twice(item.id.clone()));
        }
        if self.section(&item.section).is_none() {
            return Err(missing(item.section.as_str()));
        }
        if let Some(bands) = item.kind.bands().filter(|of| !self.bands.contains_key(*of)) {
            return Err(missing(bands));
        }
        Ok(())
    }

    fn add(&mut self, item: Item) -> Result<(), CatalogueError> {
        self.admit(&item)?;
        if let Some(role) = item.role {
            self.roles.insert(role, item.id.clone());
        }
        let at = self.items.len();
        self.index.insert(item.id.clone(), at);
        if !item.implied_by.is_empty() {
            self.implied.push(at);
        }
        self.items.push(Item {
            place: 10 * at as i64,
            ..item
        });
        Ok(())
    }

    /// What an entry says: its answers, and what they imply, each with the place of the item it is of in
    /// [`Catalogue::items`].
    pub fn said_in<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = (usize, &'a Answer)> {
        let own = entry.answers.iter();
        let own = own.filter_map(|(id, answer)| Some((self.position(id.as_str())?, answer)));
        let implied = self.implied.iter().map(|at| (*at, &self.items[*at]));
        let implied = implied.filter(|(_, item)| entry.answer(&item.id).is_none());
        own.chain(implied.filter_map(|(at, item)| Some((at, item.said_in(entry)?))))
    }

    /// The item of a name.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.index.get(id).map(|at| &self.items[*at])
    }

    /// The item with a role.
    pub fn role(&self, role: Role) -> &Item {
        // Reading refuses a catalogue in which a role is missing.
        &self.items[self.index[&self.roles[&role]]]
    }

    /// All items, in the order of the form.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The place of an item in [`Catalogue::items`].
    pub fn position(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The items of a section, in order, the hidden ones too.
    pub fn items_of<'a>(&'a self, section: &'a SectionId) -> impl Iterator<Item = &'a Item> + 'a {
        self.items
            .iter()
            .filter(move |item| item.section == *section)
    }

    /// All sections, in the order of the form.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The sections of a kind of entry, in the order of its form.
    pub fn sections_of<'a>(
        &'a self,
        kind: &'a EntryKindId,
    ) -> impl Iterator<Item = &'a Section> + 'a {
        self.sections
            .iter()
            .filter(move |section| section.entries.contains(kind))
    }

    /// The section of a name.
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    /// The kinds an entry can be of, the check-in first.
    pub fn entry_kinds(&self) -> &[EntryKind] {
        &self.entry_kinds
    }

    /// The kind of entry of a name.
    pub fn entry_kind(&self, id: &EntryKindId) -> Option<&EntryKind> {
        self.entry_kinds.iter().find(|kind| kind.id == *id)
    }

    /// The kinds of entry an item can stand in.
    pub fn kinds_of(&self, item: &Item) -> &[EntryKindId] {
        self.section(&item.section)
            .map_or(&[], |section| section.entries.as_slice())
    }

    /// The area an item belongs to.
    pub fn area_of(&self, item: &Item) -> Option<Area> {
        self.section(&item.section).and_then(|section| section.area)
    }

    /// The bands of a scale item, lowest first; empty for other kinds.
    pub fn bands(&self, item: &Item) -> &[Band] {
        let bands = item.kind.bands().and_then(|of| self.bands.get(of));
        bands.map_or(&[], Vec::as_slice)
    }

    /// Which end of the scale of an item is the worse one; none where neither is, as of desire.
    pub fn worse_end(&self, item: &Item) -> Option<WorseEnd> {
        let (low, high) = (self.bands(item).first()?, self.bands(item).last()?);
        match low.severity.cmp(&high.severity) {
            Ordering::Less => Some(WorseEnd::High),
            Ordering::Equal => None,
            Ordering::Greater => Some(WorseEnd::Low),
        }
    }

    /// The place and name of the band a score falls into.
    pub fn band(&self, item: &Item, score: u8) -> Option<(usize, &Band)> {
        self.bands(item)
            .iter()
            .enumerate()
            .find(|(_, band)| score <= band.to)
    }

    /// Whether an item concerns this person: asked for, kept, possible for the body, not hidden.
    pub fn concerns(&self, item: &Item, profile: &Profile) -> bool {
        !item.hidden && !self.is_unasked(item) && self.kept(item, profile)
    }

    /// Whether nobody is asked for an item: the program notes what it was told in it.
    pub fn is_unasked(&self, item: &Item) -> bool {
        self.section(&item.section)
            .is_some_and(|section| section.unasked)
    }

    /// Whether an item is kept and possible for the body; it may be hidden from the form.
    pub fn kept(&self, item: &Item, profile: &Profile) -> bool {
        let section = self.section(&item.section);
        (profile.fertility || !item.fertility)
            && profile.may_apply(item.applies)
            && section.is_some_and(|s| profile.keeps(s.area) && profile.may_apply(s.applies))
    }

    /// Finds an item by name, label or the beginning of one.
    ///
    /// # Errors
    /// [`Unknown`] with the name of the nearest item, when none fits.
    pub fn find(&self, word: &str) -> Result<&Item, Unknown> {
        let wanted = parse::slug(word);
        if let Some(item) = self.item(&wanted) {
            return Ok(item);
        }
        if let Some(item) = self
            .items
            .iter()
            .find(|item| parse::slug(&item.label) == wanted)
        {
            return Ok(item);
        }
        let names = self.items.iter().map(|item| item.id.as_str());
        Err(Unknown {
            word: word.to_owned(),
            ..Unknown::new("item", &wanted, names)
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::own::OWN_PREFIX;
    use super::*;
    use crate::diary::{EntryId, ItemKind};

    #[test]
    fn the_built_in_catalogue_is_read_in_every_language() {
        for text in crate::language::data!("catalogue") {
            let read = Catalogue::read(text).unwrap();
            assert_eq!(read.items().len(), Catalogue::built_in().items().len());
        }
    }

    #[test]
    fn the_built_in_catalogue_is_whole() {
        let catalogue = Catalogue::built_in();
        assert!(catalogue.entry_kinds[0].id.is_day());
        for item in catalogue.items() {
            assert!(
                !item.explain.is_empty(),
                "{} needs a line of explanation",
                item.id
            );
            assert!(
                item.short.len() <= 18,
                "{}: needs a shorter label for the form",
                item.id
            );
            assert!(
                !item.phrase.is_empty(),
                "{} needs words for a sentence",
                item.id
            );
            assert!(
                !item.id.as_str().starts_with(OWN_PREFIX),
                "{} is kept for own items",
                item.id
            );
        }
    }

    #[test]
    fn what_implies_an_item_is_a_yes_of_the_same_kind_of_entry() {
        let catalogue = Catalogue::built_in();
        let flag = |item: &Item| matches!(item.kind, ItemKind::Flag(_));
        for item in catalogue.items() {
            for by in &item.implied_by {
                let by = catalogue.item(by.as_str()).unwrap();
                assert!(flag(item) && flag(by), "{} and {}", item.id, by.id);
                assert_eq!(catalogue.kinds_of(item), catalogue.kinds_of(by));
                assert!(by.implied_by.is_empty(), "{} is implied itself", by.id);
            }
        }
    }

    #[test]
    fn a_yes_says_what_it_implies_unless_that_was_answered() {
        let (yes, no) = (Answer::Flag(true), Answer::Flag(false));
        let catalogue = Catalogue::built_in();
        let orgasm = catalogue.role(Role::Orgasm);
        for (answers, said) in [
            (vec![], None),
            (vec![("ejaculation-pain", &yes)], Some(&yes)),
            (vec![("ejaculation-pain", &no)], None),
            (vec![("ejaculation-pain", &yes), ("orgasm", &no)], Some(&no)),
            (
                vec![("ejaculation-pain", &no), ("orgasm", &yes)],
                Some(&yes),
            ),
        ] {
            let answers = answers
                .into_iter()
                .map(|(id, answer)| (id.into(), answer.clone()));
            let entry = Entry {
                id: EntryId::new(NaiveDate::default(), 1).unwrap(),
                uid: "x".into(),
                time: None,
                kind: "intimacy".into(),
                source: None,
                answers: answers.collect(),
            };
            assert_eq!(orgasm.said_in(&entry), said, "{entry:?}");
            let mut all = catalogue.said_in(&entry);
            let told = all.find(|(at, _)| catalogue.items()[*at].id == orgasm.id);
            assert_eq!(told.map(|(_, answer)| answer), said, "{entry:?}");
        }
    }

    #[test]
    fn names_tell_items_apart_without_their_section() {
        let catalogue = Catalogue::built_in();
        assert_eq!(catalogue.role(Role::Pain).name, "Worst pain");
        let mut seen = BTreeMap::new();
        for item in catalogue.items() {
            // Notes of all kinds of entry are one item; no other name may stand for two.
            if let Some(other) = seen.insert(&item.name, &item.id) {
                panic!("{other} and {} are both called {}", item.id, item.name);
            }
        }
    }

    #[test]
    fn words_measurements_and_tests_do_not_carry_over_to_the_next_day() {
        let catalogue = Catalogue::built_in();
        let carries = |role| catalogue.role(role).carries;
        assert!(carries(Role::Pain) && carries(Role::Tags) && carries(Role::Bleeding));
        for role in [
            Role::Temperature,
            Role::TemperatureTime,
            Role::LhTest,
            Role::PregnancyTest,
            Role::Note,
        ] {
            assert!(!carries(role), "{role:?}");
        }
    }

    #[test]
    fn letters_of_a_form_are_not_given_twice() {
        let catalogue = Catalogue::built_in();
        for kind in catalogue.entry_kinds() {
            let mut seen = BTreeMap::new();
            let items = catalogue
                .sections_of(&kind.id)
                .flat_map(|s| catalogue.items_of(&s.id));
            for item in items {
                if let Some(key) = item.key
                    && let Some(other) = seen.insert(key, item.id.clone())
                {
                    panic!("{key} jumps to both {other} and {} in {}", item.id, kind.id);
                }
            }
        }
    }
}
