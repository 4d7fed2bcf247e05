//! What the person told about themselves and changed in the catalogue: the table `setting`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use smol_str::SmolStr;

use crate::diary::{Catalogue, CatalogueError, ItemId, ItemOverride, ItemSpec, Profile};

pub(super) const PROFILE: &str = "profile.";
pub(super) const OWN: &str = "own.";
pub(super) const OVERRIDE: &str = "override.";

/// The rows whose key begins so, without that beginning.
fn rows(db: &Connection, prefix: &str) -> rusqlite::Result<Vec<(SmolStr, String)>> {
    db.prepare_cached(
        "SELECT key, value FROM setting WHERE key >= ?1 AND key < ?1 || char(0x10FFFF)",
    )?
    .query_map([prefix], |row| {
        let key = row.get_ref(0)?.as_str()?;
        Ok((SmolStr::new(&key[prefix.len()..]), row.get(1)?))
    })?
    .collect()
}

/// What cannot be read, being written by other means or for another version, counts as not set.
fn read_all<T: DeserializeOwned>(
    db: &Connection,
    prefix: &str,
) -> rusqlite::Result<BTreeMap<ItemId, T>> {
    Ok(rows(db, prefix)?
        .into_iter()
        .filter_map(|(key, value)| Some((ItemId::new(key), serde_json::from_str(&value).ok()?)))
        .collect())
}

/// Whether a row can be read.
pub(super) fn is_readable(key: &str, value: &str) -> bool {
    if let Some(name) = key.strip_prefix(PROFILE) {
        field(name, value).is_some()
    } else if let Some(id) = key.strip_prefix(OWN) {
        serde_json::from_str(value).is_ok_and(|spec| fits(&ItemId::new(id), &spec))
    } else if key.starts_with(OVERRIDE) {
        serde_json::from_str::<ItemOverride>(value).is_ok()
    } else {
        true
    }
}

/// The person's own items.
pub(super) fn own_items(db: &Connection) -> rusqlite::Result<BTreeMap<ItemId, ItemSpec>> {
    read_all(db, OWN)
}

/// How the person changed items.
pub(super) fn overrides(db: &Connection) -> rusqlite::Result<BTreeMap<ItemId, ItemOverride>> {
    read_all(db, OVERRIDE)
}

/// What is read from the table when a diary is opened.
#[derive(Debug)]
pub(super) struct Settings {
    /// The catalogue with the person's items and changes laid over it.
    pub catalogue: Cow<'static, Catalogue>,
    /// What the person told.
    pub profile: Profile,
}

impl Settings {
    pub fn read(db: &Connection) -> rusqlite::Result<Self> {
        let (mut own, overrides) = (own_items(db)?, overrides(db)?);
        let catalogue = catalogue(&own, &overrides).or_else(|_| {
            // One item that another version made must not keep the diary shut.
            own.retain(|id, spec| fits(id, spec));
            catalogue(&own, &overrides)
        });
        Ok(Self {
            catalogue: catalogue.unwrap_or(Cow::Borrowed(Catalogue::built_in())),
            profile: profile(db)?,
        })
    }
}

/// Whether an own item has a place in the built-in catalogue.
fn fits(id: &ItemId, spec: &ItemSpec) -> bool {
    let alone = BTreeMap::from([(id.clone(), spec.clone())]);
    catalogue(&alone, &BTreeMap::new()).is_ok()
}

/// The built-in catalogue with the person's items and changes laid over it.
pub(super) fn catalogue(
    own: &BTreeMap<ItemId, ItemSpec>,
    overrides: &BTreeMap<ItemId, ItemOverride>,
) -> Result<Cow<'static, Catalogue>, CatalogueError> {
    let built_in = Catalogue::built_in();
    if own.is_empty() && overrides.is_empty() {
        return Ok(Cow::Borrowed(built_in));
    }
    built_in.with(own, overrides).map(Cow::Owned)
}

/// The profile. What is not set, or cannot be read, is as in a new diary.
pub(super) fn profile(db: &Connection) -> rusqlite::Result<Profile> {
    let fields = rows(db, PROFILE)?;
    let fields = fields.iter().filter_map(|(name, value)| field(name, value));
    Ok(serde_json::from_value(fields.flatten().collect()).unwrap_or_default())
}

/// A field of the profile, if it can be read.
fn field(name: &str, value: &str) -> Option<Map<String, Value>> {
    let value = serde_json::from_str(value).ok()?;
    let alone = Map::from_iter([(name.to_owned(), value)]);
    serde_json::from_value::<Profile>(Value::Object(alone.clone())).ok()?;
    Some(alone)
}

/// The rows a profile is written as.
pub(super) fn profile_rows(profile: &Profile) -> Vec<(SmolStr, String)> {
    let Ok(Value::Object(fields)) = serde_json::to_value(profile) else {
        return Vec::new(); // a structure with named fields is always written as an object
    };
    fields
        .into_iter()
        .map(|(name, value)| (format!("{PROFILE}{name}").into(), value.to_string()))
        .collect()
}
