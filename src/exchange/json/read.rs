//! Text in, plan out.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use smol_str::SmolStr;

use super::Settings;
use super::file::{self, Document, Part, said};
use super::members::Members;
use crate::diary::{
    Answer, Answers, Catalogue, Edit, EntryKindId, Imported, ItemId, ItemOverride, ItemSpec,
    Profile, parse,
};
use crate::exchange::{Dropped, Incoming, Misfit, Origin, Piece, Place, ReadError, Source, Taker};

/// What an entry that cannot be read is called.
const ENTRIES: &str = "entries";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    date: NaiveDate,
    kind: EntryKindId,
    time: Option<String>,
    uid: Option<SmolStr>,
    source: Option<SmolStr>,
    #[serde(default)]
    imported: Vec<Imported>,
    answers: Members<String, Value>,
}

/// Hands what a file holds to who takes it: what stands beside its entries first. The file is gone
/// through twice, the first time without keeping its entries.
///
/// A profile that was told stays, as do own items and changes to items that are there already;
/// options that an own item has only in the file are added to it.
///
/// # Errors
/// [`ReadError::Form`] when the bytes are not JSON of this format and version; [`ReadError::Io`]
/// when they do not come. Then nothing was handed on.
pub(in crate::exchange) fn read(
    standing: &Settings,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let document = file::document(input)?;
    let mut import = Import {
        taker,
        own: standing.own_items.clone(),
    };
    if import.beside(&document, standing)?.is_break() {
        return Ok(());
    }
    let catalogue = Catalogue::built_in()
        .with(&import.own, &BTreeMap::new())
        .map_err(said)?;
    file::entries(input, |line, raw| import.entry(line, raw, &catalogue))
}

struct Import<'t> {
    taker: &'t mut dyn Taker,
    /// The own items of the diary and, by and by, of the file.
    own: BTreeMap<ItemId, ItemSpec>,
}

impl Import<'_> {
    /// What stands beside the entries.
    fn beside(
        &mut self,
        document: &Document,
        standing: &Settings,
    ) -> Result<ControlFlow<()>, ReadError> {
        if self.own_items(&document.own_items).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        let catalogue = Catalogue::built_in()
            .with(&self.own, &BTreeMap::new())
            .map_err(said)?;
        let overrides = self.overrides(&document.overrides, &standing.overrides, &catalogue);
        Ok(match (&document.profile, overrides) {
            (Some(part), ControlFlow::Continue(())) => self.profile(part, &standing.profile),
            (_, flow) => flow,
        })
    }

    fn refuse(&mut self, line: u64, what: impl ToString, why: Misfit) -> ControlFlow<()> {
        let what = what.to_string();
        self.taker.take(Piece::Dropped(Dropped {
            line,
            key: what.as_str().into(),
            what,
            why,
        }))
    }

    fn own_items(&mut self, offered: &[(ItemId, Part)]) -> ControlFlow<()> {
        for (id, part) in offered {
            let spec: ItemSpec = match serde_json::from_str(part.raw.get()) {
                Ok(spec) => spec,
                Err(error) => {
                    self.refuse(part.line, id, reason(&error))?;
                    continue;
                }
            };
            let Some(spec) = spec.cleaned() else {
                self.refuse(part.line, id, Misfit::Code)?;
                continue;
            };
            let stands = self.own.get(id);
            let spec = match stands.map(|stands| extended(stands, &spec)) {
                None => spec,
                Some(Some(extended)) => extended,
                Some(None) => {
                    self.refuse(part.line, id, Misfit::ItemTaken)?;
                    continue;
                }
            };
            if stands == Some(&spec) {
                continue;
            }
            match Catalogue::built_in().own_item(id, &spec) {
                Ok(_) => {
                    self.own.insert(id.clone(), spec.clone());
                    self.taker.also(Edit::OwnItem {
                        id: id.clone(),
                        spec,
                    })
                }
                Err(error) => self.refuse(part.line, id, Misfit::Said(error.to_string())),
            }?;
        }
        ControlFlow::Continue(())
    }

    fn overrides(
        &mut self,
        offered: &[(ItemId, Part)],
        standing: &BTreeMap<ItemId, ItemOverride>,
        catalogue: &Catalogue,
    ) -> ControlFlow<()> {
        let mut standing = standing.clone();
        for (id, part) in offered {
            let change = serde_json::from_str(part.raw.get()).map(ItemOverride::cleaned);
            match (change, standing.get(id)) {
                _ if catalogue.item(id.as_str()).is_none() => {
                    self.refuse(part.line, id, Misfit::NoItem)
                }
                (Ok(change), None) => {
                    standing.insert(id.clone(), change.clone());
                    self.taker.also(Edit::Override {
                        item: id.clone(),
                        change: Some(change),
                    })
                }
                (Ok(change), Some(stands)) if *stands == change => ControlFlow::Continue(()),
                (Ok(_), Some(_)) => self.refuse(part.line, id, Misfit::ChangedHere),
                (Err(error), _) => self.refuse(part.line, id, reason(&error)),
            }?;
        }
        ControlFlow::Continue(())
    }

    fn profile(&mut self, part: &Part, standing: &Profile) -> ControlFlow<()> {
        match serde_json::from_str::<Profile>(part.raw.get()) {
            Ok(profile) if profile == *standing => ControlFlow::Continue(()),
            Ok(profile) if *standing == Profile::default() => {
                self.taker.also(Edit::Profile(Box::new(profile)))
            }
            Ok(_) => self.refuse(part.line, "profile", Misfit::OwnProfile),
            Err(error) => self.refuse(part.line, "profile", reason(&error)),
        }
    }

    fn entry(&mut self, line: u64, raw: &str, catalogue: &Catalogue) -> ControlFlow<()> {
        let mut found = pieces(line, raw, catalogue).into_iter();
        found.try_for_each(|piece| self.taker.take(piece))
    }
}

/// What an entry in the form of this format holds, and the line it is told by.
pub(in crate::exchange) fn pieces(line: u64, raw: &str, catalogue: &Catalogue) -> Vec<Piece> {
    match serde_json::from_str::<RawEntry>(raw) {
        Ok(entry) => incoming(line, entry, catalogue),
        Err(error) => vec![Piece::Dropped(Dropped {
            line,
            key: ENTRIES.into(),
            what: raw.to_owned(),
            why: reason(&error),
        })],
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
        imported,
        answers,
    } = raw;
    let dropped = |key: &str, what: String, why: Misfit| {
        let key = key.into();
        Piece::Dropped(Dropped {
            line,
            key,
            what,
            why,
        })
    };
    let whole = |why| vec![dropped(kind.as_str(), format!("{kind} of {date}"), why)];

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
            Err(why) => pieces.push(dropped(&id, format!("{id}: {value} on {date}"), why)),
        }
    }
    let again = again.into_iter().map(|one| Answers::from_iter([one]));
    for answers in std::iter::once(kept).chain(again) {
        pieces.push(Piece::Entry(Incoming {
            // That it passed through a file is nothing new.
            origin: Origin::Told {
                source: source.clone(),
                imported: imported.clone(),
            },
            ..Incoming::exact(line, place.clone(), answers)
        }));
    }
    pieces
}

#[cfg(test)]
mod tests;
