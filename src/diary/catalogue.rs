//! The catalogue: everything that can be recorded, read from a data file, with the items a person
//! made or changed laid over it.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::item::{
    Applies, Band, EntryKind, EntryKindId, Item, ItemId, ItemKind, Keep, Role, Section, SectionId,
};
use super::profile::Profile;
use super::words;

/// The section in which a person's own items stand unless they choose another.
const OWN_SECTION: &str = "own";

/// Ids of own items begin with this, so that no later built-in item can take their name.
const OWN_PREFIX: &str = "my-";

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
}

/// What is wrong with a catalogue.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not TOML, or not of the expected form.
    #[error("the catalogue cannot be read: {0}")]
    Form(#[from] toml::de::Error),
    /// Two items of one name.
    #[error("the catalogue has the item \"{0}\" twice")]
    Twice(ItemId),
    /// A name that is not lower-case words with hyphens.
    #[error("\"{0}\" is not a name for an item: use lower-case words with hyphens")]
    Name(ItemId),
    /// A section, band or kind of entry that does not exist.
    #[error("the item \"{item}\" names \"{missing}\", which does not exist")]
    Missing { item: ItemId, missing: String },
    /// A built-in item that the program needs is not there.
    #[error("no item has the role {0:?}")]
    Role(Role),
    /// An own item with a name that a built-in item could have.
    #[error("\"{0}\" is no name for an own item: it has to begin with \"my-\"")]
    NotOwn(ItemId),
}

/// What a person's own item is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemSpec {
    /// Words for people.
    pub label: String,
    /// One line on what is meant.
    #[serde(default)]
    pub explain: String,
    /// How it is answered.
    #[serde(flatten)]
    pub kind: ItemKind,
    /// The section it stands in.
    #[serde(default = "own_section")]
    pub section: SectionId,
}

fn own_section() -> SectionId {
    SectionId::new(OWN_SECTION)
}

impl ItemSpec {
    /// An item of a kind in the section of own items.
    pub fn new(label: impl Into<String>, kind: ItemKind) -> Self {
        Self {
            label: label.into(),
            explain: String::new(),
            kind,
            section: own_section(),
        }
    }

    /// The id the item gets: its label as a name, behind `my-`.
    pub fn id(&self) -> ItemId {
        ItemId::new(format!("{OWN_PREFIX}{}", words::slug(&self.label)))
    }
}

/// How a person changed an item: nothing here touches its answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemOverride {
    /// Another name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Taken out of the form.
    pub hidden: bool,
    /// Its place within its section, lower first; built-in items stand at 0, 10, 20, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
}

#[derive(Deserialize)]
struct File {
    entry: Vec<EntryKind>,
    section: Vec<Section>,
    bands: BTreeMap<SmolStr, Vec<Band>>,
    item: Vec<FileItem>,
}

#[derive(Deserialize)]
struct FileItem {
    id: ItemId,
    label: String,
    name: Option<String>,
    short: Option<String>,
    phrase: Option<String>,
    #[serde(default)]
    explain: String,
    #[serde(flatten)]
    kind: ItemKind,
    section: SectionId,
    key: Option<char>,
    role: Option<Role>,
    #[serde(default)]
    applies: Applies,
    mark: Option<char>,
    #[serde(default)]
    fertility: bool,
    #[serde(default)]
    common: bool,
    #[serde(default)]
    warning: bool,
    #[serde(default)]
    codes: BTreeMap<String, String>,
}

static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::from_toml(include_str!("../../assets/catalogue.toml"))
        .expect("the built-in catalogue is read by the tests of this module")
});

impl Catalogue {
    /// The catalogue the program comes with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a catalogue.
    ///
    /// # Errors
    /// [`CatalogueError`] for a file that is not of the form of `assets/catalogue.toml`.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        let file: File = toml::from_str(text)?;
        let mut catalogue = Self {
            entry_kinds: file.entry,
            sections: file.section,
            bands: file.bands,
            items: Vec::with_capacity(file.item.len()),
            index: HashMap::new(),
            roles: BTreeMap::new(),
        };
        for raw in file.item {
            let item = Item {
                name: raw.name.unwrap_or_else(|| raw.label.clone()),
                short: raw.short.unwrap_or_else(|| raw.label.clone()),
                phrase: raw.phrase.unwrap_or_else(|| words::within(&raw.label)),
                id: raw.id,
                label: raw.label,
                explain: raw.explain,
                kind: raw.kind,
                section: raw.section,
                key: raw.key,
                role: raw.role,
                applies: raw.applies,
                mark: raw.mark,
                fertility: raw.fertility,
                common: raw.common,
                warning: raw.warning,
                codes: raw.codes,
                own: false,
                hidden: false,
                place: 0,
            };
            catalogue.add(item)?;
        }
        for role in Role::ALL {
            if !catalogue.roles.contains_key(&role) {
                return Err(CatalogueError::Role(role));
            }
        }
        Ok(catalogue)
    }

    fn add(&mut self, item: Item) -> Result<(), CatalogueError> {
        let missing = |missing: &str| CatalogueError::Missing {
            item: item.id.clone(),
            missing: missing.to_owned(),
        };
        if item.id.as_str() != words::slug(item.id.as_str()) {
            return Err(CatalogueError::Name(item.id));
        }
        if self.index.contains_key(&item.id) {
            return Err(CatalogueError::Twice(item.id));
        }
        if self.section(&item.section).is_none() {
            return Err(missing(item.section.as_str()));
        }
        if let ItemKind::Scale { bands } = &item.kind
            && !self.bands.contains_key(bands)
        {
            return Err(missing(bands));
        }
        if let Some(role) = item.role {
            self.roles.insert(role, item.id.clone());
        }
        let at = self.items.len();
        self.index.insert(item.id.clone(), at);
        self.items.push(Item {
            place: 10 * at as i64,
            ..item
        });
        Ok(())
    }

    /// This catalogue with a person's own items and changes laid over it, in their order.
    ///
    /// # Errors
    /// [`CatalogueError`] when an own item has a built-in's name or names a section or
    /// band that does not exist.
    pub fn with(
        &self,
        own: &BTreeMap<ItemId, ItemSpec>,
        overrides: &BTreeMap<ItemId, ItemOverride>,
    ) -> Result<Self, CatalogueError> {
        let mut all = self.clone();
        for (id, spec) in own {
            if !id.as_str().starts_with(OWN_PREFIX) {
                return Err(CatalogueError::NotOwn(id.clone()));
            }
            all.add(Item {
                id: id.clone(),
                label: spec.label.clone(),
                name: spec.label.clone(),
                short: spec.label.clone(),
                phrase: words::within(&spec.label),
                explain: spec.explain.clone(),
                kind: spec.kind.clone(),
                section: spec.section.clone(),
                key: None,
                role: None,
                applies: Applies::Everyone,
                mark: None,
                fertility: false,
                common: true,
                warning: false,
                codes: BTreeMap::new(),
                own: true,
                hidden: false,
                place: 0,
            })?;
        }
        for item in &mut all.items {
            let Some(change) = overrides.get(&item.id) else {
                continue;
            };
            if let Some(label) = &change.label {
                item.name.clone_from(label);
                item.short.clone_from(label);
                item.label.clone_from(label);
                item.phrase = words::within(label);
            }
            item.hidden = change.hidden;
            item.place = change.position.unwrap_or(item.place);
        }
        all.items.sort_by_key(|item| item.place);
        all.index = all
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| (item.id.clone(), at))
            .collect();
        Ok(all)
    }

    /// The changes that put an item right before another of its section, or at the section's end.
    ///
    /// The items in between each take the place of their neighbour.
    pub fn moved(
        &self,
        item: &ItemId,
        before: Option<&ItemId>,
        overrides: &BTreeMap<ItemId, ItemOverride>,
    ) -> Vec<(ItemId, ItemOverride)> {
        let Some(moving) = self.item(item.as_str()) else {
            return Vec::new();
        };
        let place = |id: &ItemId| self.item(id.as_str()).map_or(0, |item| item.place);
        let natural = |id: &ItemId| Self::built_in().item(id.as_str()).map(|item| item.place);
        let order: Vec<&ItemId> = self
            .items_of(&moving.section)
            .map(|item| &item.id)
            .collect();
        let mut wanted: Vec<&ItemId> = order.iter().copied().filter(|id| *id != item).collect();
        let at = wanted.iter().position(|id| Some(*id) == before);
        wanted.insert(at.unwrap_or(wanted.len()), &moving.id);

        let mut last = i64::MIN;
        let mut changes = Vec::new();
        for (id, stood_here) in wanted.into_iter().zip(order) {
            let to = place(stood_here).max(last.saturating_add(1));
            last = to;
            if to != place(id) {
                let change = ItemOverride {
                    position: Some(to).filter(|to| Some(*to) != natural(id)),
                    ..overrides.get(id).cloned().unwrap_or_default()
                };
                changes.push((id.clone(), change));
            }
        }
        changes
    }

    /// The item of a name.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.index.get(id).map(|at| &self.items[*at])
    }

    /// The item with a role.
    pub fn role(&self, role: Role) -> &Item {
        // `from_toml` refuses a catalogue in which a role is missing.
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
    pub fn keep_of(&self, item: &Item) -> Option<Keep> {
        self.section(&item.section).and_then(|section| section.keep)
    }

    /// The bands of a scale item, lowest first; empty for other kinds.
    pub fn bands(&self, item: &Item) -> &[Band] {
        match &item.kind {
            ItemKind::Scale { bands } => self.bands.get(bands).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// The place and name of the band a score falls into.
    pub fn band(&self, item: &Item, score: u8) -> Option<(usize, &Band)> {
        self.bands(item)
            .iter()
            .enumerate()
            .find(|(_, band)| score <= band.to)
    }

    /// Whether an item concerns this person: kept, possible for the body, not hidden.
    pub fn concerns(&self, item: &Item, profile: &Profile) -> bool {
        !item.hidden && self.kept(item, profile)
    }

    /// Whether an item is kept and possible for the body; it may be hidden from the form.
    pub fn kept(&self, item: &Item, profile: &Profile) -> bool {
        let section = self.section(&item.section);
        (profile.fertility || !item.fertility)
            && profile.may_apply(item.applies)
            && section.is_some_and(|s| profile.keeps(s.keep) && profile.may_apply(s.applies))
    }

    /// Finds an item by name, label or the beginning of one.
    ///
    /// # Errors
    /// The name of the nearest item, when none fits.
    pub fn find(&self, word: &str) -> Result<&Item, Option<&Item>> {
        let wanted = words::slug(word);
        if let Some(item) = self.item(&wanted) {
            return Ok(item);
        }
        if let Some(item) = self
            .items
            .iter()
            .find(|item| words::slug(&item.label) == wanted)
        {
            return Ok(item);
        }
        let names = self.items.iter().map(|item| item.id.as_str());
        Err(words::nearest(&wanted, names).and_then(|name| self.item(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn own_items_and_changes_are_laid_over() {
        let own = BTreeMap::from([(
            ItemId::new("my-wind"),
            ItemSpec::new(
                "Wind",
                ItemKind::Scale {
                    bands: "amount".into(),
                },
            ),
        )]);
        let overrides = BTreeMap::from([
            (
                ItemId::new("pain-average"),
                ItemOverride {
                    position: Some(-1),
                    ..ItemOverride::default()
                },
            ),
            (
                ItemId::new("pain"),
                ItemOverride {
                    label: Some("Ouch".into()),
                    hidden: true,
                    position: None,
                },
            ),
        ]);
        let catalogue = Catalogue::built_in().with(&own, &overrides).unwrap();
        assert!(catalogue.item("my-wind").unwrap().own);
        assert_eq!(catalogue.items()[0].id.as_str(), "pain-average");
        let pain = catalogue.role(Role::Pain);
        assert_eq!((pain.label.as_str(), pain.hidden), ("Ouch", true));
        assert_eq!(pain.phrase, "ouch");
    }

    #[test]
    fn items_move_within_their_section() {
        let own: BTreeMap<ItemId, ItemSpec> = ["A", "B", "C"]
            .map(|label| ItemSpec::new(label, ItemKind::Flag))
            .map(|spec| (spec.id(), spec))
            .into();
        let mut overrides = BTreeMap::new();
        let section = SectionId::new(OWN_SECTION);
        let all = |overrides: &_| Catalogue::built_in().with(&own, overrides).unwrap();
        for (item, before, expected) in [
            ("my-c", Some("my-a"), "my-c my-a my-b"),
            ("my-c", Some("my-b"), "my-a my-c my-b"),
            ("my-a", None, "my-c my-b my-a"),
            ("my-b", Some("my-b"), "my-c my-a my-b"),
            ("my-b", Some("my-c"), "my-b my-c my-a"),
            ("my-a", Some("my-b"), "my-a my-b my-c"),
        ] {
            let before = before.map(ItemId::new);
            let changes = all(&overrides).moved(&item.into(), before.as_ref(), &overrides);
            overrides.extend(changes);
            let catalogue = all(&overrides);
            let order: Vec<&str> = catalogue
                .items_of(&section)
                .map(|i| i.id.as_str())
                .collect();
            assert_eq!(order.join(" "), expected, "{item}");
        }

        let pain = SectionId::new("pain");
        let mut overrides = BTreeMap::new();
        for before in ["pain", "pain-interference"] {
            let before = ItemId::new(before);
            let changes = all(&overrides).moved(&"pain-quality".into(), Some(&before), &overrides);
            overrides.extend(changes);
        }
        let order = |catalogue: &Catalogue| -> Vec<ItemId> {
            catalogue
                .items_of(&pain)
                .map(|item| item.id.clone())
                .collect()
        };
        assert_ne!(order(&all(&overrides)), order(Catalogue::built_in()));
        let changes = all(&overrides).moved(
            &"pain-note".into(),
            Some(&"pain-interference".into()),
            &overrides,
        );
        overrides.extend(changes);
        assert_eq!(order(&all(&overrides)), order(Catalogue::built_in()));
        assert!(
            overrides
                .values()
                .all(|change| *change == ItemOverride::default())
        );
    }

    #[test]
    fn an_own_item_cannot_take_a_built_in_name() {
        let own = BTreeMap::from([(ItemId::new("pain"), ItemSpec::new("Pain", ItemKind::Flag))]);
        let refused = Catalogue::built_in().with(&own, &BTreeMap::new());
        assert!(matches!(refused, Err(CatalogueError::NotOwn(_))));
    }
}
