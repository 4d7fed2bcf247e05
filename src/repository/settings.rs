//! What the person said about themselves and changed in the catalogue: the table `setting`.
//!
//! What cannot be read, being written by other means or for another version, counts as not set: it
//! must not keep the diary shut, and stays in the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::Connection;
use serde_json::{Map, Value};
use smol_str::SmolStr;

use super::imported::{self, IMPORTED};
use super::stand::{STAND, Stand};
use super::taken::{self, TAKEN};
use crate::diary::{Catalogue, CatalogueError, ItemId, ItemOverride, ItemSpec, Profile};

/// The key of an own item is this and its id.
pub(crate) const OWN: &str = "own.";

const PROFILE: &str = "profile.";
const OVERRIDE: &str = "override.";

/// The key under which the file says which built-in catalogue was copied into it.
pub(crate) const STAMP: &str = "catalogue";

/// What stands in the table.
#[derive(Debug)]
pub(super) struct Settings {
    /// What the person said about themselves.
    pub profile: Profile,
    /// The person's own items.
    pub own: BTreeMap<ItemId, ItemSpec>,
    /// How the person changed items.
    pub overrides: BTreeMap<ItemId, ItemOverride>,
    /// The catalogue with these laid over it.
    pub catalogue: Arc<Catalogue>,
    /// Which built-in catalogue was copied into the file.
    pub stamp: Option<String>,
}

impl Settings {
    /// Reads the table.
    pub(super) fn read(db: &Connection) -> rusqlite::Result<Self> {
        let (mut own, mut overrides) = (BTreeMap::new(), BTreeMap::new());
        let (mut fields, mut stamp) = (Map::new(), None);
        // Of these there can be one for each day of a life, and none of them is a setting.
        let mut rows = db.prepare_cached(
            "SELECT key, value FROM setting
             WHERE key NOT BETWEEN ?1 AND ?1 || '9999' AND key NOT BETWEEN ?2 AND ?2 || '9999'",
        )?;
        let mut rows = rows.query([TAKEN, IMPORTED])?;
        while let Some(row) = rows.next()? {
            match Setting::parse(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?) {
                Some(Setting::Field(name, value)) => {
                    fields.insert(name, value);
                }
                Some(Setting::Own(id, spec)) => {
                    own.insert(id, spec);
                }
                Some(Setting::Override(id, change)) => {
                    overrides.insert(id, change);
                }
                Some(Setting::Stamp(value)) => stamp = Some(value),
                Some(Setting::Stand | Setting::OfDay) | None => {}
            }
        }
        let catalogue = catalogue(&own, &overrides).or_else(|_| {
            own.retain(|id, spec| fits(id, spec));
            catalogue(&own, &overrides)
        });
        Ok(Self {
            profile: serde_json::from_value(Value::Object(fields)).unwrap_or_default(),
            catalogue: catalogue.unwrap_or_else(|_| Arc::clone(Catalogue::built_in())),
            own,
            overrides,
            stamp,
        })
    }
}

/// The catalogue as a file has it.
pub(crate) fn catalogue_in(db: &Connection) -> rusqlite::Result<Arc<Catalogue>> {
    Ok(Settings::read(db)?.catalogue)
}

/// The built-in catalogue with a person's items and changes laid over it.
pub(super) fn catalogue(
    own: &BTreeMap<ItemId, ItemSpec>,
    overrides: &BTreeMap<ItemId, ItemOverride>,
) -> Result<Arc<Catalogue>, CatalogueError> {
    if own.is_empty() && overrides.is_empty() {
        return Ok(Arc::clone(Catalogue::built_in()));
    }
    Catalogue::built_in().with(own, overrides).map(Arc::new)
}

/// Whether an own item has a place in the built-in catalogue.
fn fits(id: &ItemId, spec: &ItemSpec) -> bool {
    Catalogue::built_in().own_item(id, spec).is_ok()
}

/// Whether a row is a setting of the person's, and none that is kept of a day.
pub(crate) fn is_setting(key: &str) -> bool {
    !key.starts_with(TAKEN) && !key.starts_with(IMPORTED)
}

/// Whether a row is of its file alone, so that each computer has its own.
pub(crate) fn is_of_this_file(key: &str) -> bool {
    [STAMP, STAND].contains(&key) || key.starts_with(IMPORTED)
}

/// Whether a row can be read.
pub(crate) fn is_readable(key: &str, value: &str) -> bool {
    match Setting::parse(key, value) {
        Some(Setting::Own(id, spec)) => fits(&id, &spec),
        read => read.is_some(),
    }
}

/// The row of an own item.
pub(super) fn own_row(id: &ItemId, spec: &ItemSpec) -> (SmolStr, Option<String>) {
    (format!("{OWN}{id}").into(), json(spec))
}

/// The row of a changed item; no value when it is as it was made.
pub(super) fn override_row(
    item: &ItemId,
    change: Option<&ItemOverride>,
) -> (SmolStr, Option<String>) {
    (format!("{OVERRIDE}{item}").into(), change.and_then(json))
}

/// The rows of a profile, a field each.
pub(super) fn profile_rows(profile: &Profile) -> Vec<(SmolStr, Option<String>)> {
    let Ok(Value::Object(fields)) = serde_json::to_value(profile) else {
        return Vec::new(); // a structure with named fields is always an object
    };
    fields
        .into_iter()
        .map(|(name, value)| (format!("{PROFILE}{name}").into(), Some(value.to_string())))
        .collect()
}

fn json<T: serde::Serialize>(value: &T) -> Option<String> {
    // Neither own items nor changes hold anything that JSON cannot.
    serde_json::to_string(value).ok()
}

/// A row of the table.
enum Setting {
    Field(String, Value),
    Own(ItemId, ItemSpec),
    Override(ItemId, ItemOverride),
    Stamp(String),
    Stand,
    OfDay,
}

impl Setting {
    fn parse(key: &str, value: &str) -> Option<Self> {
        if let Some(name) = key.strip_prefix(PROFILE) {
            let value: Value = serde_json::from_str(value).ok()?;
            let alone = Map::from_iter([(name.to_owned(), value.clone())]);
            serde_json::from_value::<Profile>(Value::Object(alone)).ok()?;
            Some(Self::Field(name.to_owned(), value))
        } else if let Some(id) = key.strip_prefix(OWN) {
            let spec = serde_json::from_str(value).ok()?;
            Some(Self::Own(ItemId::new(id), spec))
        } else if let Some(item) = key.strip_prefix(OVERRIDE) {
            let change = serde_json::from_str(value).ok()?;
            Some(Self::Override(ItemId::new(item), change))
        } else if let Some(date) = key.strip_prefix(TAKEN) {
            let _: NaiveDate = date.parse().ok()?;
            taken::marks(value)?;
            Some(Self::OfDay)
        } else if let Some(date) = key.strip_prefix(IMPORTED) {
            let _: NaiveDate = date.parse().ok()?;
            imported::parse(value)?;
            Some(Self::OfDay)
        } else if key == STAND {
            serde_json::from_str::<Stand>(value).ok()?;
            Some(Self::Stand)
        } else {
            (key == STAMP).then(|| Self::Stamp(value.to_owned()))
        }
    }
}
