//! Reading a catalogue from its data file.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use smol_str::SmolStr;

use super::{Catalogue, CatalogueError};
use crate::diary::parse;
use crate::diary::{Applies, Band, EntryKind, Item, ItemId, ItemKind, Role, Section, SectionId};
use crate::language::{data, spoken};

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
    #[serde(default)]
    words: Vec<String>,
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
    carries: Option<bool>,
    #[serde(default, rename = "implied-by")]
    implied_by: Vec<ItemId>,
    #[serde(default)]
    codes: BTreeMap<String, String>,
}

static BUILT_IN: LazyLock<Arc<Catalogue>> = LazyLock::new(|| {
    let built_in = Catalogue::read(spoken(data!("catalogue")));
    Arc::new(built_in.expect("the built-in catalogue is read by the tests of this module"))
});

impl Catalogue {
    /// The catalogue the program comes with.
    pub fn built_in() -> &'static Arc<Self> {
        &BUILT_IN
    }

    /// Reads `assets/catalogue.toml` as it was packed.
    pub(super) fn read(packed: &str) -> Result<Self, CatalogueError> {
        let file: File = serde_json::from_str(packed)?;
        let mut catalogue = Self {
            entry_kinds: file.entry,
            sections: file.section,
            bands: file.bands,
            items: Vec::with_capacity(file.item.len()),
            index: HashMap::new(),
            roles: BTreeMap::new(),
            implied: vec![],
        };
        for raw in file.item {
            let name = raw.name.unwrap_or_else(|| raw.label.clone());
            let item = Item {
                short: raw.short.unwrap_or_else(|| raw.label.clone()),
                phrase: raw.phrase.unwrap_or_else(|| parse::within(&name)),
                name,
                id: raw.id,
                label: raw.label,
                explain: raw.explain,
                words: raw.words,
                carries: raw.carries.unwrap_or(raw.kind.carries()),
                kind: raw.kind,
                section: raw.section,
                key: raw.key,
                role: raw.role,
                applies: raw.applies,
                mark: raw.mark,
                fertility: raw.fertility,
                common: raw.common,
                warning: raw.warning,
                implied_by: raw.implied_by,
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
}
