//! The diary's own format: everything in it, as JSON.
//!
//! Exporting loses nothing but the record of what was done: importing an export into an empty
//! diary gives the same diary, and the same export. A file is
//!
//! ```json
//! {
//! "format": "twinge",
//! "version": 1,
//! "profile": {"keep": ["pain", "cycle"], "week-start": "monday", "temperature": "celsius"},
//! "own-items": {
//! "my-coffee": {"label": "Coffee", "kind": "number", "unit": "count", "min": 0, "max": 20}
//! },
//! "overrides": {
//! "pain-average": {"label": "On the whole", "hidden": false}
//! },
//! "entries": [
//! {"date": "2026-03-17", "kind": "day", "answers": {"pain": 4, "pain-sites": ["si-left"]}},
//! {"date": "2026-03-17", "kind": "intimacy", "time": "22:10", "uid": "5f1c", "answers": {}}
//! ]
//! }
//! ```
//!
//! - `profile`: what the person told about themselves and what they keep; see
//!   [`Profile`]. A field that is missing has its default.
//! - `own-items`: the person's own items by id, which begins with `my-`; see [`ItemSpec`].
//! - `overrides`: how items are renamed, hidden or moved, by id; see [`ItemOverride`].
//! - `entries`: one a line, by date; within a date the check-in (`"kind": "day"`) first, then what
//!   happened at a time. `time` is `HH:MM` and missing when not known. `uid` is the lasting name of
//!   a timed entry, by which an import knows it again; a check-in is known by its date. `source`
//!   names the format an entry was once imported from. Of a check-in `imported` says it for the answers
//!   that are as they came: `[{"source": "clue", "on": "2026-05-03", "items": ["pain"]}]`.
//! - `answers`: by item id. A scale and a number are numbers (in the unit of the item), yes and no
//!   are booleans, a choice is the option's code, several options are an array of codes, a time is
//!   `HH:MM`, words are a string. An item that was not answered is not there: `0`, `false` and `[]`
//!   are answers.
//!
//! Ids, codes and fields never change their meaning within a version. A file of a later version
//! is refused.

mod file;
mod members;
mod read;
mod write;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::diary::{Answer, Day, Entry, ItemId, ItemOverride, ItemSpec, Profile};
use crate::repository::Repository;

pub(super) use read::{pieces, read};
pub use write::{Writer, export};

/// What the files call the format.
pub const FORMAT: &str = "twinge";

/// The version that is written, and the latest that is read.
const VERSION: u64 = 1;

/// The byte order mark that some editors put before a text.
const MARK: &str = "\u{feff}";

/// What stands in a diary beside its entries.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// What the person told about themselves and what they keep.
    pub profile: Profile,
    /// The person's own items.
    pub own_items: BTreeMap<ItemId, ItemSpec>,
    /// How items are renamed, hidden or moved.
    pub overrides: BTreeMap<ItemId, ItemOverride>,
}

impl Settings {
    /// What stands in a diary.
    pub fn of(repository: &Repository) -> Self {
        Self {
            profile: repository.profile().clone(),
            own_items: repository.own_items().clone(),
            overrides: repository.overrides().clone(),
        }
    }
}

/// Whether a file that begins so is likely one of this format.
pub fn recognises(beginning: &str) -> bool {
    let text = beginning.strip_prefix(MARK).unwrap_or(beginning);
    text.trim_start().starts_with('{')
        && beginning.contains("\"format\"")
        && beginning.contains("\"twinge\"")
}

/// An entry of a day as JSON.
fn entry_of(day: &Day, entry: &Entry) -> Value {
    let mut fields = self::fields(entry);
    if entry.id.is_check_in() && !day.imported.is_empty() {
        fields.insert("imported".into(), json!(day.imported));
    }
    fields.into()
}

/// An entry as JSON.
pub fn entry(entry: &Entry) -> Value {
    fields(entry).into()
}

fn fields(entry: &Entry) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("date".into(), json!(entry.date()));
    fields.insert("kind".into(), json!(entry.kind));
    if let Some(time) = entry.time {
        fields.insert("time".into(), Answer::Time(time).to_json());
    }
    if !entry.id.is_check_in() {
        fields.insert("uid".into(), json!(entry.uid));
    }
    if let Some(source) = &entry.source {
        fields.insert("source".into(), json!(source));
    }
    let answers = entry.answers.iter();
    let answers: Map<_, _> = answers
        .map(|(item, answer)| (item.to_string(), answer.to_json()))
        .collect();
    fields.insert("answers".into(), answers.into());
    fields
}

/// A day as JSON, its entries in order.
pub fn day(date: NaiveDate, day: &Day) -> Value {
    let entries = day.entries.iter().map(|entry| entry_of(day, entry));
    let entries: Vec<Value> = entries.collect();
    json!({ "date": date, "entries": entries })
}
