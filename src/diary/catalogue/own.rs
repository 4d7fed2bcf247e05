//! The items a person made or changed, laid over a catalogue.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Catalogue, CatalogueError};
use crate::diary::parse;
use crate::diary::{Applies, ChoiceOption, Item, ItemId, ItemKind, SectionId};

/// The section in which a person's own items stand unless they choose another.
const OWN_SECTION: &str = "own";

/// Ids of own items begin with this, so that no later built-in item can take their name.
pub(super) const OWN_PREFIX: &str = "my-";

impl ItemId {
    /// Whether it names an item of a person's own.
    pub fn is_own(&self) -> bool {
        self.as_str().starts_with(OWN_PREFIX)
    }
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
    pub fn new(label: impl Into<String>, kind: impl Into<ItemKind>) -> Self {
        Self {
            label: parse::label(&label.into()),
            explain: String::new(),
            kind: kind.into(),
            section: own_section(),
        }
    }

    /// The same with names that steer nothing; `None` where the code of an option would: answers name
    /// it, so it cannot be another.
    pub fn cleaned(mut self) -> Option<Self> {
        let stands = |c: char| c != '\n' && parse::harmless(c);
        let sound = |option: &ChoiceOption| option.code.as_str().chars().all(stands);
        if !self.kind.options().iter().all(sound) {
            return None;
        }
        self.label = parse::label(&self.label);
        self.explain = parse::label(&self.explain);
        for option in self.kind.options_mut() {
            option.label = parse::label(&option.label);
            option.mark = option.mark.filter(|mark| stands(*mark));
        }
        Some(self)
    }

    /// The id the item gets: its label as a name, behind `my-`.
    pub fn id(&self) -> ItemId {
        ItemId::new(format!("{OWN_PREFIX}{}", parse::slug(&self.label)))
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

impl ItemOverride {
    /// The same with a name that steers nothing.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        self.label = self.label.map(|label| parse::label(&label));
        self
    }
}

impl Catalogue {
    /// A person's own item as it would stand in this catalogue, whatever other own items there are.
    ///
    /// # Errors
    /// As [`Catalogue::with`].
    pub fn own_item(&self, id: &ItemId, spec: &ItemSpec) -> Result<Item, CatalogueError> {
        let item = item(id, spec)?;
        self.admit(&item)?;
        Ok(item)
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
            all.add(item(id, spec)?)?;
        }
        for item in &mut all.items {
            let Some(change) = overrides.get(&item.id) else {
                continue;
            };
            if let Some(label) = &change.label {
                item.name.clone_from(label);
                item.short.clone_from(label);
                item.label.clone_from(label);
                item.phrase = parse::within(label);
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
}

fn item(id: &ItemId, spec: &ItemSpec) -> Result<Item, CatalogueError> {
    if !id.is_own() {
        return Err(CatalogueError::NotOwn(id.clone()));
    }
    Ok(Item {
        id: id.clone(),
        label: spec.label.clone(),
        name: spec.label.clone(),
        short: spec.label.clone(),
        phrase: parse::within(&spec.label),
        explain: spec.explain.clone(),
        words: vec![],
        kind: spec.kind.clone(),
        section: spec.section.clone(),
        key: None,
        role: None,
        applies: Applies::Everyone,
        mark: None,
        fertility: false,
        common: true,
        warning: false,
        carries: spec.kind.carries(),
        implied_by: vec![],
        codes: BTreeMap::new(),
        own: true,
        hidden: false,
        place: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::Role;
    use crate::diary::kind::{Flag, Scale};

    #[test]
    fn own_items_and_changes_are_laid_over() {
        let own = BTreeMap::from([(
            ItemId::new("my-wind"),
            ItemSpec::new(
                "Wind",
                Scale {
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
            .map(|label| ItemSpec::new(label, Flag {}))
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
        let own = BTreeMap::from([(ItemId::new("pain"), ItemSpec::new("Pain", Flag {}))]);
        let refused = Catalogue::built_in().with(&own, &BTreeMap::new());
        assert!(matches!(refused, Err(CatalogueError::NotOwn(_))));
    }
}
