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
//!   names the format an entry was once imported from.
//! - `answers`: by item id. A scale and a number are numbers (in the unit of the item), yes and no
//!   are booleans, a choice is the option's code, several options are an array of codes, a time is
//!   `HH:MM`, words are a string. An item that was not answered is not there: `0`, `false` and `[]`
//!   are answers.
//!
//! Ids, codes and fields never change their meaning within a version. A file of a later version
//! is refused.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use smol_str::SmolStr;

use super::{Dropped, ImportPlan, Incoming, Piece, Place, Planner, ReadError};
use crate::diary::{
    Answer, Answers, Catalogue, Day, Diary, Edit, Entry, EntryKindId, ItemId, ItemKind,
    ItemOverride, ItemSpec, Profile, words,
};

/// What the files call the format.
pub const FORMAT: &str = "twinge";

/// The version that is written, and the latest that is read.
const VERSION: u64 = 1;

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

/// Writes a diary stretch by stretch.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    empty: bool,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn new(mut out: W, settings: &Settings) -> io::Result<Self> {
        writeln!(
            out,
            "{{\n\"format\": \"{FORMAT}\",\n\"version\": {VERSION},"
        )?;
        let profile = serde_json::to_string(&settings.profile)?;
        writeln!(out, "\"profile\": {profile},")?;
        table(&mut out, "own-items", &settings.own_items)?;
        table(&mut out, "overrides", &settings.overrides)?;
        write!(out, "\"entries\": [")?;
        Ok(Self { out, empty: true })
    }

    /// Writes the entries of a stretch that follows those before.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&mut self, stretch: &Diary) -> io::Result<()> {
        for (_, day) in stretch.days() {
            let mut entries: Vec<&Entry> = day.entries.iter().collect();
            // Entries of the same minute get their places anew in another diary; their names stay.
            entries.sort_by_key(|entry| (!entry.id.is_check_in(), entry.time, &entry.uid));
            for each in entries {
                let comma = if self.empty { "" } else { "," };
                write!(self.out, "{comma}\n{}", entry(each))?;
                self.empty = false;
            }
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        writeln!(self.out, "\n]\n}}")?;
        self.out.flush()
    }
}

fn table<T: Serialize>(
    out: &mut impl Write,
    name: &str,
    rows: &BTreeMap<ItemId, T>,
) -> io::Result<()> {
    write!(out, "\"{name}\": {{")?;
    for (at, (id, row)) in rows.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let (id, row) = (serde_json::to_string(id)?, serde_json::to_string(row)?);
        write!(out, "{comma}\n{id}: {row}")?;
    }
    writeln!(out, "\n}},")
}

/// An entry as JSON.
pub fn entry(entry: &Entry) -> Value {
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
    fields.into()
}

/// A day as JSON, its entries in order.
pub fn day(date: NaiveDate, day: &Day) -> Value {
    let entries: Vec<Value> = day.entries.iter().map(entry).collect();
    json!({ "date": date, "entries": entries })
}

/// Whether a file that begins so is likely one of this format.
pub fn recognises(beginning: &str) -> bool {
    beginning.trim_start().starts_with('{')
        && beginning.contains("\"format\"")
        && beginning.contains("\"twinge\"")
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Document<'t> {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    #[serde(borrow)]
    profile: Option<&'t RawValue>,
    #[serde(borrow, default)]
    own_items: BTreeMap<ItemId, &'t RawValue>,
    #[serde(borrow, default)]
    overrides: BTreeMap<ItemId, &'t RawValue>,
    #[serde(borrow)]
    entries: Vec<&'t RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    date: NaiveDate,
    kind: EntryKindId,
    time: Option<String>,
    uid: Option<SmolStr>,
    source: Option<SmolStr>,
    answers: Map<String, Value>,
}

/// Works out what importing a file would do to a diary and what stands beside its entries.
///
/// A profile that was told stays, as do own items and changes to items that are there already;
/// options that an own item has only in the file are added to it.
///
/// # Errors
/// [`ReadError::Form`] when the text is not JSON of this format and version.
pub fn plan(existing: &Diary, standing: &Settings, text: &str) -> Result<ImportPlan, ReadError> {
    let document = document(text)?;
    let lines = Lines::of(text);
    let mut planner = Planner::new(existing, FORMAT);
    let mut dropped = Vec::new();
    let mut own = standing.own_items.clone();

    for (id, raw) in &document.own_items {
        let mut refuse = |why: String| dropped.push(lines.dropped(raw, id.to_string(), why));
        let spec: ItemSpec = match serde_json::from_str(raw.get()) {
            Ok(spec) => spec,
            Err(error) => {
                refuse(reason(&error));
                continue;
            }
        };
        let spec = match own.get(id) {
            Some(stands) if *stands == spec => continue,
            Some(stands) => match extended(stands, &spec) {
                Some(spec) => spec,
                None => {
                    refuse("the diary has another item of that name, which stays".into());
                    continue;
                }
            },
            None => spec,
        };
        if own.get(id) == Some(&spec) {
            continue;
        }
        let before = own.insert(id.clone(), spec.clone());
        match Catalogue::built_in().with(&own, &BTreeMap::new()) {
            Ok(_) => planner.also(Edit::OwnItem {
                id: id.clone(),
                spec,
            }),
            Err(error) => {
                match before {
                    Some(before) => drop(own.insert(id.clone(), before)),
                    None => drop(own.remove(id)),
                }
                refuse(error.to_string());
            }
        }
    }
    let catalogue = Catalogue::built_in()
        .with(&own, &BTreeMap::new())
        .map_err(|error| wrong(error.to_string()))?;

    for (id, raw) in &document.overrides {
        let mut refuse = |why: String| dropped.push(lines.dropped(raw, id.to_string(), why));
        match serde_json::from_str::<ItemOverride>(raw.get()) {
            _ if catalogue.item(id.as_str()).is_none() => refuse(NO_ITEM.into()),
            Ok(change) => match standing.overrides.get(id) {
                None => planner.also(Edit::Override {
                    item: id.clone(),
                    change: Some(change),
                }),
                Some(stands) if *stands == change => {}
                Some(_) => refuse("the item is changed otherwise here, which stays".into()),
            },
            Err(error) => refuse(reason(&error)),
        }
    }

    if let Some(raw) = document.profile {
        let mut refuse = |why: String| dropped.push(lines.dropped(raw, "profile".into(), why));
        match serde_json::from_str::<Profile>(raw.get()) {
            Ok(profile) if profile == standing.profile => {}
            Ok(profile) if standing.profile == Profile::default() => {
                planner.also(Edit::Profile(Box::new(profile)));
            }
            Ok(_) => refuse("this diary has its own profile, which stays".into()),
            Err(error) => refuse(reason(&error)),
        }
    }

    let mut sources = HashMap::new();
    for raw in &document.entries {
        match serde_json::from_str::<RawEntry>(raw.get()) {
            Ok(read) => {
                let line = lines.number(raw);
                let source = read.uid.clone().zip(read.source.clone());
                sources.extend(source);
                if let Some(incoming) = incoming(line, read, &catalogue, &mut dropped) {
                    planner.take(Piece::Entry(incoming));
                }
            }
            Err(error) => dropped.push(lines.dropped(raw, raw.get().into(), reason(&error))),
        }
    }
    dropped
        .into_iter()
        .for_each(|dropped| planner.take(Piece::Dropped(dropped)));

    let mut plan = planner.finish();
    // The file itself says where an entry came from; that it passed through a file is nothing new.
    for edit in &mut plan.act.edits {
        if let Edit::Add(new) = edit {
            new.source = new.uid.as_ref().and_then(|uid| sources.remove(uid));
        }
    }
    Ok(plan)
}

const NO_ITEM: &str = "there is no such item";

fn document(text: &str) -> Result<Document<'_>, ReadError> {
    // A later version may have any form, so its number is read first.
    let head: Head = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
    if head.format != FORMAT {
        return Err(wrong(format!("its format is \"{}\"", head.format)));
    }
    if head.version > VERSION {
        return Err(wrong(format!(
            "it has version {} and this program reads up to {VERSION}; update twinge",
            head.version
        )));
    }
    serde_json::from_str(text).map_err(|error| wrong(error.to_string()))
}

fn wrong(reason: String) -> ReadError {
    ReadError::Form {
        format: FORMAT,
        reason,
    }
}

/// What serde says, without its place, which is one within a line that is told anyway.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// An own item with the options it has only in the file; `None` when the two differ otherwise.
fn extended(stands: &ItemSpec, offered: &ItemSpec) -> Option<ItemSpec> {
    let mut spec = stands.clone();
    let offered_options = match (&mut spec.kind, &offered.kind) {
        (
            ItemKind::Choice { options, ordered },
            ItemKind::Choice {
                options: offered,
                ordered: also,
            },
        ) if ordered == also => (options, offered),
        (
            ItemKind::Many { options, .. },
            ItemKind::Many {
                options: offered, ..
            },
        ) => (options, offered),
        _ => return None,
    };
    let (options, offered) = offered_options;
    for option in offered {
        if !options.iter().any(|known| known.code == option.code) {
            options.push(option.clone());
        }
    }
    Some(spec)
}

/// An entry of the file with the answers that have a place in the diary; the others are dropped
/// by name.
fn incoming(
    line: u64,
    raw: RawEntry,
    catalogue: &Catalogue,
    dropped: &mut Vec<Dropped>,
) -> Option<Incoming> {
    let RawEntry {
        date,
        kind,
        time,
        uid,
        answers,
        ..
    } = raw;
    let mut refuse = |what: String, why: String| dropped.push(Dropped { line, what, why });
    let whole = || format!("{kind} of {date}");
    let time = match time.as_deref().map(words::time) {
        Some(None) => {
            refuse(whole(), "its time is not of the form 22:10".into());
            return None;
        }
        Some(time) => time,
        None => None,
    };
    let place = if kind.is_day() {
        Place::Day(date)
    } else if catalogue.entry_kind(&kind).is_none() {
        refuse(whole(), "there is no such kind of entry".into());
        return None;
    } else if let Some(uid) = uid.filter(|uid| !uid.is_empty()) {
        Place::Timed {
            date,
            time,
            kind: kind.clone(),
            uid,
        }
    } else {
        refuse(whole(), "it has no uid to know it again by".into());
        return None;
    };
    let mut kept = Answers::new();
    for (id, value) in answers {
        let read = match catalogue.item(&id) {
            None => Err(NO_ITEM.to_owned()),
            Some(item) if !catalogue.kinds_of(item).contains(&kind) => {
                Err(format!("it does not belong in a {kind} entry"))
            }
            Some(item) => Answer::from_json(item, &value).map_err(|error| error.to_string()),
        };
        match read {
            Ok(answer) => drop(kept.insert(ItemId::new(&id), answer)),
            Err(why) => refuse(format!("{id}: {value} on {date}"), why),
        }
    }
    Some(Incoming::exact(line, place, kept))
}

/// Where in a text its parts stand.
struct Lines<'t> {
    text: &'t str,
    /// Where each line but the first begins.
    begins: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let begins = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { text, begins }
    }

    /// The line of a part, from 1. The part borrows from the text.
    fn number(&self, part: &RawValue) -> u64 {
        let at = part.get().as_ptr() as usize - self.text.as_ptr() as usize;
        self.begins.partition_point(|begin| *begin <= at) as u64 + 1
    }

    fn dropped(&self, part: &RawValue, what: String, why: String) -> Dropped {
        Dropped {
            line: self.number(part),
            what,
            why,
        }
    }
}
