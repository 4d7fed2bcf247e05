//! What the person told about themselves and changed in the catalogue: the table `setting`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use smol_str::SmolStr;

use super::RepositoryError;
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

/// A setting that cannot be read, as one written by other means, counts as not set.
fn read_all<T: DeserializeOwned>(
    db: &Connection,
    prefix: &str,
) -> rusqlite::Result<BTreeMap<ItemId, T>> {
    Ok(rows(db, prefix)?
        .into_iter()
        .filter_map(|(key, value)| Some((ItemId::new(key), serde_json::from_str(&value).ok()?)))
        .collect())
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
    pub fn read(db: &Connection) -> Result<Self, RepositoryError> {
        Ok(Self {
            catalogue: catalogue(&own_items(db)?, &overrides(db)?)?,
            profile: profile(db)?,
        })
    }
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
    let fields: Vec<(String, Value)> = rows(db, PROFILE)?
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_string(), serde_json::from_str(&value).ok()?)))
        .collect();
    let readable = |(key, value): &(String, Value)| {
        let alone = Map::from_iter([(key.clone(), value.clone())]);
        serde_json::from_value::<Profile>(Value::Object(alone)).is_ok()
    };
    let all: Map<String, Value> = fields.into_iter().filter(readable).collect();
    Ok(serde_json::from_value(Value::Object(all)).unwrap_or_default())
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
