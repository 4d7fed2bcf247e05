//! Text in, plan out.

use std::collections::BTreeMap;
use std::io::Read;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use smol_str::SmolStr;

use super::members::Members;
use super::{FORMAT, MARK, Settings, VERSION};
use crate::diary::{
    Answer, Answers, Catalogue, Diary, Edit, EntryKindId, ItemId, ItemOverride, ItemSpec, Profile,
    parse,
};
use crate::exchange::{
    Dropped, ImportPlan, Incoming, Misfit, Mismatch, Origin, Piece, Place, Planner, ReadError,
};

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
    own_items: Members<ItemId, &'t RawValue>,
    #[serde(borrow, default)]
    overrides: Members<ItemId, &'t RawValue>,
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
    answers: Members<String, Value>,
}

/// Works out what importing a file would do to a diary and what stands beside its entries.
///
/// A profile that was told stays, as do own items and changes to items that are there already;
/// options that an own item has only in the file are added to it.
///
/// # Errors
/// [`ReadError::Form`] when the bytes are not JSON of this format and version; [`ReadError::Io`]
/// when they do not come.
pub fn plan(
    existing: &Diary,
    standing: &Settings,
    input: impl Read,
) -> Result<ImportPlan, ReadError> {
    let text = text(input)?;
    let document = document(&text)?;
    let mut import = Import {
        lines: Lines::of(&text),
        planner: Planner::new(existing, FORMAT),
        own: standing.own_items.clone(),
    };
    import.own_items(&document.own_items.0);
    let catalogue = Catalogue::built_in()
        .with(&import.own, &BTreeMap::new())
        .map_err(said)?;
    import.overrides(&document.overrides.0, &standing.overrides, &catalogue);
    if let Some(raw) = document.profile {
        import.profile(raw, &standing.profile);
    }
    import.entries(&document.entries, &catalogue);
    let planner = import.planner;
    // The plan is as large as the file.
    drop(document.entries);
    drop(text);
    Ok(planner.finish())
}

struct Import<'t, 'd> {
    lines: Lines<'t>,
    planner: Planner<'d>,
    /// The own items of the diary and, by and by, of the file.
    own: BTreeMap<ItemId, ItemSpec>,
}

impl Import<'_, '_> {
    fn refuse(&mut self, part: &RawValue, what: impl ToString, why: Misfit) {
        self.planner.take(Piece::Dropped(Dropped {
            line: self.lines.number(part),
            what: what.to_string(),
            why,
        }));
    }

    fn own_items(&mut self, offered: &[(ItemId, &RawValue)]) {
        for (id, raw) in offered {
            let spec: ItemSpec = match serde_json::from_str(raw.get()) {
                Ok(spec) => spec,
                Err(error) => {
                    self.refuse(raw, id, reason(&error));
                    continue;
                }
            };
            let Some(spec) = spec.cleaned() else {
                self.refuse(raw, id, Misfit::Code);
                continue;
            };
            let stands = self.own.get(id);
            let spec = match stands.map(|stands| extended(stands, &spec)) {
                None => spec,
                Some(Some(extended)) => extended,
                Some(None) => {
                    self.refuse(raw, id, Misfit::ItemTaken);
                    continue;
                }
            };
            if stands == Some(&spec) {
                continue;
            }
            match Catalogue::built_in().own_item(id, &spec) {
                Ok(_) => {
                    self.own.insert(id.clone(), spec.clone());
                    self.planner.also(Edit::OwnItem {
                        id: id.clone(),
                        spec,
                    });
                }
                Err(error) => self.refuse(raw, id, Misfit::Said(error.to_string())),
            }
        }
    }

    fn overrides(
        &mut self,
        offered: &[(ItemId, &RawValue)],
        standing: &BTreeMap<ItemId, ItemOverride>,
        catalogue: &Catalogue,
    ) {
        let mut standing = standing.clone();
        for (id, raw) in offered {
            let change = serde_json::from_str::<ItemOverride>(raw.get()).map(ItemOverride::cleaned);
            match (change, standing.get(id)) {
                _ if catalogue.item(id.as_str()).is_none() => self.refuse(raw, id, Misfit::NoItem),
                (Ok(change), None) => {
                    standing.insert(id.clone(), change.clone());
                    self.planner.also(Edit::Override {
                        item: id.clone(),
                        change: Some(change),
                    });
                }
                (Ok(change), Some(stands)) if *stands == change => {}
                (Ok(_), Some(_)) => {
                    self.refuse(raw, id, Misfit::ChangedHere);
                }
                (Err(error), _) => self.refuse(raw, id, reason(&error)),
            }
        }
    }

    fn profile(&mut self, raw: &RawValue, standing: &Profile) {
        match serde_json::from_str::<Profile>(raw.get()) {
            Ok(profile) if profile == *standing => {}
            Ok(profile) if *standing == Profile::default() => {
                self.planner.also(Edit::Profile(Box::new(profile)));
            }
            Ok(_) => self.refuse(raw, "profile", Misfit::OwnProfile),
            Err(error) => self.refuse(raw, "profile", reason(&error)),
        }
    }

    fn entries(&mut self, offered: &[&RawValue], catalogue: &Catalogue) {
        for raw in offered {
            let line = self.lines.number(raw);
            match serde_json::from_str::<RawEntry>(raw.get()) {
                Ok(entry) => {
                    let found = incoming(line, entry, catalogue);
                    found.into_iter().for_each(|piece| self.planner.take(piece));
                }
                Err(error) => self.refuse(raw, raw.get(), reason(&error)),
            }
        }
    }
}

fn text(mut input: impl Read) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    if bytes.starts_with(MARK.as_bytes()) {
        bytes.drain(..MARK.len());
    }
    String::from_utf8(bytes).map_err(|error| {
        let (before, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        wrong(Mismatch::NotText(line))
    })
}

fn document(text: &str) -> Result<Document<'_>, ReadError> {
    // A later version may have any form, so its number is read first.
    let head: Head = serde_json::from_str(text).map_err(said)?;
    if head.format != FORMAT {
        return Err(wrong(Mismatch::Format(head.format.to_string())));
    }
    if head.version > VERSION {
        return Err(wrong(Mismatch::Version {
            found: head.version,
            known: VERSION,
        }));
    }
    serde_json::from_str(text).map_err(said)
}

fn said(error: impl ToString) -> ReadError {
    wrong(Mismatch::Said(error.to_string()))
}

fn wrong(reason: Mismatch) -> ReadError {
    ReadError::Form {
        format: FORMAT,
        reason,
    }
}

/// What serde says, without its place, which is one within a line that is told anyway.
fn reason(error: &serde_json::Error) -> Misfit {
    let text = error.to_string();
    let told = match text.rsplit_once(" at ") {
        Some((told, _)) if error.line() > 0 => told,
        _ => &text,
    };
    Misfit::Said(told.to_owned())
}

/// An own item with the options it has only in the file; `None` when the two differ in kind.
fn extended(stands: &ItemSpec, offered: &ItemSpec) -> Option<ItemSpec> {
    Some(ItemSpec {
        kind: stands.kind.joined(&offered.kind)?,
        ..stands.clone()
    })
}

/// An entry of the file with the answers that have a place in the diary; the others are dropped
/// by name.
fn incoming(line: u64, raw: RawEntry, catalogue: &Catalogue) -> Vec<Piece> {
    let RawEntry {
        date,
        kind,
        time,
        uid,
        source,
        answers,
    } = raw;
    let dropped = |what: String, why: Misfit| Piece::Dropped(Dropped { line, what, why });
    let whole = |why| vec![dropped(format!("{kind} of {date}"), why)];

    let time = match time.as_deref().map(parse::time) {
        Some(None) => return whole(Misfit::Time),
        time => time.flatten(),
    };
    let place = match uid {
        _ if kind.is_day() => Place::Day(date),
        _ if catalogue.entry_kind(&kind).is_none() => {
            return whole(Misfit::NoKind);
        }
        Some(uid) if !uid.is_empty() => Place::Timed {
            date,
            time,
            kind: kind.clone(),
            uid,
        },
        _ => return whole(Misfit::NoUid),
    };
    let mut pieces = Vec::new();
    let mut kept = Answers::new();
    // What is answered twice is met as if it stood in two entries: the first answer counts, and another
    // one is told.
    let mut again = Vec::new();
    for (id, value) in answers.0 {
        let read = match catalogue.item(&id) {
            None => Err(Misfit::NoItem),
            Some(item) if !catalogue.kinds_of(item).contains(&kind) => {
                Err(Misfit::WrongKind(kind.clone()))
            }
            Some(item) => Answer::from_json(item, &value).map_err(Misfit::from),
        };
        match read {
            Ok(answer) if kept.contains_key(id.as_str()) => again.push((ItemId::new(&id), answer)),
            Ok(answer) => drop(kept.insert(ItemId::new(&id), answer)),
            Err(why) => pieces.push(dropped(format!("{id}: {value} on {date}"), why)),
        }
    }
    let again = again.into_iter().map(|one| Answers::from_iter([one]));
    for answers in std::iter::once(kept).chain(again) {
        pieces.push(Piece::Entry(Incoming {
            // That it passed through a file is nothing new.
            origin: Origin::Told(source.clone()),
            ..Incoming::exact(line, place.clone(), answers)
        }));
    }
    pieces
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
}

#[cfg(test)]
mod tests;
