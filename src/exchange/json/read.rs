//! Text in, plan out.

use std::collections::BTreeMap;
use std::io::Read;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use smol_str::SmolStr;

use super::{FORMAT, Settings, VERSION};
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
    import.own_items(&document.own_items);
    let catalogue = Catalogue::built_in()
        .with(&import.own, &BTreeMap::new())
        .map_err(said)?;
    import.overrides(&document.overrides, &standing.overrides, &catalogue);
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

    fn own_items(&mut self, offered: &BTreeMap<ItemId, &RawValue>) {
        for (id, raw) in offered {
            let spec: ItemSpec = match serde_json::from_str(raw.get()) {
                Ok(spec) => spec,
                Err(error) => {
                    self.refuse(raw, id, reason(&error));
                    continue;
                }
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
        offered: &BTreeMap<ItemId, &RawValue>,
        standing: &BTreeMap<ItemId, ItemOverride>,
        catalogue: &Catalogue,
    ) {
        for (id, raw) in offered {
            match (
                serde_json::from_str::<ItemOverride>(raw.get()),
                standing.get(id),
            ) {
                _ if catalogue.item(id.as_str()).is_none() => self.refuse(raw, id, Misfit::NoItem),
                (Ok(change), None) => self.planner.also(Edit::Override {
                    item: id.clone(),
                    change: Some(change),
                }),
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
    for (id, value) in answers {
        let read = match catalogue.item(&id) {
            None => Err(Misfit::NoItem),
            Some(item) if !catalogue.kinds_of(item).contains(&kind) => {
                Err(Misfit::WrongKind(kind.clone()))
            }
            Some(item) => Answer::from_json(item, &value).map_err(Misfit::from),
        };
        match read {
            Ok(answer) => drop(kept.insert(ItemId::new(&id), answer)),
            Err(why) => pieces.push(dropped(format!("{id}: {value} on {date}"), why)),
        }
    }
    pieces.push(Piece::Entry(Incoming {
        // That it passed through a file is nothing new.
        origin: Origin::Told(source),
        ..Incoming::exact(line, place, kept)
    }));
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
mod tests {
    use super::*;

    fn planned(text: &str) -> Result<ImportPlan, String> {
        plan(&Diary::default(), &Settings::default(), text.as_bytes())
            .map_err(|error| error.to_string())
    }

    fn imported(standing: &Settings, text: &str) -> ImportPlan {
        plan(&Diary::default(), standing, text.as_bytes()).unwrap()
    }

    fn file(entries: &str) -> String {
        format!("{{\"format\": \"twinge\", \"version\": 1, \"entries\": [\n{entries}\n]}}")
    }

    #[test]
    fn what_has_no_place_is_told_with_its_line_and_the_rest_is_taken() {
        let plan = planned(&file(
            "{\"date\": \"2026-03-01\", \"kind\": \"day\", \"answers\": {\"pain\": 4, \"foo\": 1}},
             {\"date\": \"2026-02-31\", \"kind\": \"day\", \"answers\": {}},
             {\"date\": \"2026-03-02\", \"kind\": \"day\", \"answers\": {\"pain\": 11}},
             {\"date\": \"2026-03-02\", \"kind\": \"day\", \"answers\": {\"orgasm\": true}},
             {\"date\": \"2026-03-02\", \"kind\": \"relief\", \"answers\": {}},
             {\"date\": \"2026-03-02\", \"kind\": \"nap\", \"uid\": \"n\", \"answers\": {}},
             {\"date\": \"2026-03-02\", \"kind\": \"relief\", \"uid\": \"r\", \"time\": \"25:00\",
              \"answers\": {}},
             {\"date\": \"0000-03-02\", \"kind\": \"day\", \"answers\": {\"pain\": 1}},
             {\"date\": \"2026-03-02\", \"kind\": \"relief\", \"uid\": \"x\", \"answers\": {}},
             {\"date\": \"2026-03-02\", \"kind\": \"exertion\", \"uid\": \"x\", \"answers\": {}}",
        ))
        .unwrap();
        assert_eq!(plan.total(), 1);
        let told: Vec<String> = plan
            .dropped
            .iter()
            .map(|dropped| format!("{} {}: {}", dropped.line, dropped.what, dropped.why))
            .collect();
        let expected = [
            "2 foo: 1 on 2026-03-01: there is no such item",
            "3 ",
            "4 pain: 11 on 2026-03-02: pain is a number from 0 to 10",
            "5 orgasm: true on 2026-03-02: it does not belong in a day entry",
            "6 relief of 2026-03-02: it has no uid",
            "7 nap of 2026-03-02: there is no such kind",
            "8 relief of 2026-03-02: its time is not",
            "10 0000-03-02: the diary has the years 1 to 9999",
            "12 exertion of 2026-03-02: there is a relief entry of the same uid, which stays",
        ];
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.starts_with(expected), "{told}");
        }
    }

    #[test]
    fn words_that_steer_a_terminal_come_without_what_steers() {
        let text = file(
            "{\"date\": \"2026-03-01\", \"kind\": \"day\",
             \"answers\": {\"note\": \"\\u001b[2Ja\\u0000\\r\\nb\", \"tags\": [\"x\\u0007\"]}}",
        );
        let words: Vec<String> = planned(&text).unwrap().act.edits.iter().map(said).collect();
        assert_eq!(words, ["[2Ja\nb", "x"]);
    }

    fn said(edit: &Edit) -> String {
        match edit {
            Edit::Answer { answer, .. } => answer.as_ref().unwrap().word(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn another_file_is_refused_as_a_whole() {
        for (text, words) in [
            ("{", "EOF"),
            ("[]", "line 1 column 2"),
            (
                "{\"format\": \"other\", \"version\": 1}",
                "its format is \"other\"",
            ),
            ("{\"format\": \"twinge\", \"version\": 2}", "update twinge"),
            (
                "{\"format\": \"twinge\", \"version\": 1}",
                "missing field `entries`",
            ),
            (
                "{\"format\": \"twinge\", \"version\": 1, \"entries\": [], \"x\": 1}",
                "`x`",
            ),
        ] {
            let refused = planned(text).unwrap_err();
            assert!(refused.contains(words), "{refused}");
        }
    }

    #[test]
    fn an_own_item_gains_options_and_is_never_replaced() {
        let item = |kind: &str| {
            format!(
                "{{\"format\": \"twinge\", \"version\": 1, \"own-items\": {{\"my-seat\": \
                 {{\"label\": \"Seat\", {kind}}}}}, \"entries\": []}}"
            )
        };
        let options = |codes: &[&str]| {
            let codes: Vec<String> = codes
                .iter()
                .map(|code| format!("{{\"code\": \"{code}\", \"label\": \"{code}\"}}"))
                .collect();
            item(&format!(
                "\"kind\": \"choice\", \"options\": [{}]",
                codes.join(", ")
            ))
        };
        let mut standing = Settings::default();
        let first = imported(&standing, &options(&["sofa", "floor"]));
        let [Edit::OwnItem { id, spec }] = first.act.edits.as_slice() else {
            panic!("{:?}", first.act)
        };
        standing.own_items.insert(id.clone(), spec.clone());

        let again = imported(&standing, &options(&["floor", "sofa"]));
        assert!(again.is_empty());
        let more = imported(&standing, &options(&["sofa", "ball"]));
        let [Edit::OwnItem { spec, .. }] = more.act.edits.as_slice() else {
            panic!("{:?}", more.act)
        };
        let codes: Vec<&str> = spec
            .kind
            .options()
            .iter()
            .map(|option| option.code.as_str())
            .collect();
        assert_eq!(codes, ["sofa", "floor", "ball"]);

        let other = imported(&standing, &item("\"kind\": \"flag\""));
        assert!(other.is_empty());
        assert_eq!(other.dropped.len(), 1);
    }
}
