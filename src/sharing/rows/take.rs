//! Documents into rows: what others changed.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::Connection;

use super::standing::{Standing, entry, how, standing};
use super::store::{Stored, home};
use crate::diary::{Catalogue, DateRange, EntryId, ItemId, Uid};
use crate::repository::RepositoryError;
use crate::repository::raw::{
    Cell, Change, EntryRow, Recorder, Result, free_place, is_of_this_file,
};
use crate::sharing::register::{Content, Owner, Register, Said};
use crate::sharing::{DeviceId, PartName};

/// What became of the rows.
#[derive(Default)]
pub(super) struct Taken {
    /// Who said what was changed.
    pub from: BTreeSet<DeviceId>,
    /// How many answers of each item were changed, taken back ones too.
    pub items: BTreeMap<ItemId, usize>,
    /// The days of what was changed.
    pub days: BTreeSet<NaiveDate>,
    /// How many settings were changed.
    pub settings: usize,
    /// The days that had no number left for an entry, which waits in its part.
    pub full: BTreeSet<(PartName, NaiveDate)>,
}

/// Brings rows and documents of a part together: the rows become what the documents say, and what no
/// document says of the rows is said. So nothing that stands is ever lost to a document that knows
/// less.
pub(super) fn take(
    rows: &mut Recorder<'_>,
    part: &mut Stored,
    catalogue: &Catalogue,
    taken: &mut Taken,
) -> Result<()> {
    say_unsaid(rows.db, part, catalogue)?;
    let mut owners: Vec<Owner> = part.said().keys().map(|of| of.owner.clone()).collect();
    owners.dedup();
    for owner in owners {
        match owner {
            Owner::Settings => settings(rows, part, taken)?,
            Owner::Day(date) => check_in(rows, part, date, taken)?,
            Owner::Entry(uid) => {
                if home(rows.db, &uid)? == Some(part.name) {
                    timed(rows, part, &uid, taken)?;
                }
            }
        }
    }
    Ok(())
}

/// Says what stands in the rows of a part and no document says.
fn say_unsaid(db: &Connection, part: &mut Stored, catalogue: &Catalogue) -> Result<()> {
    for register in registers(db, part.name)? {
        if part.said().contains_key(&register) || is_removed(part, &register) {
            continue;
        }
        if let Standing::Said(Some(content)) = standing(db, &register)? {
            let (content, how) = (Some(content), how(&register, catalogue));
            part.say(
                &register,
                Said {
                    content,
                    at: 0,
                    how,
                },
                |_| true,
            );
        }
    }
    Ok(())
}

/// Whether it is of a timed entry that is removed.
pub(super) fn is_removed(part: &Stored, register: &Register) -> bool {
    let row = Register::new(register.owner.clone(), "");
    let settled = part.settled(&row).filter(|_| row.is_row());
    settled.is_some_and(|row| row.content.is_none())
}

/// The registers that stand in the rows of a part.
pub(super) fn registers(db: &Connection, part: PartName) -> Result<Vec<Register>> {
    let mut found = Vec::new();
    let PartName::Month { year, month } = part else {
        let mut keys = db.prepare_cached("SELECT key FROM setting")?;
        let mut keys = keys.query([])?;
        while let Some(row) = keys.next()? {
            let key = row.get_ref(0)?.as_str()?;
            if !is_of_this_file(key) {
                found.push(Register::new(Owner::Settings, key));
            }
        }
        return Ok(found);
    };
    if let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) {
        let last = (first + Days::new(31)).with_day(1).unwrap_or(first);
        let mut days = db.prepare_cached(
            "SELECT entry, item FROM answer WHERE entry >= ?1 AND entry < ?2 AND entry & 4095 = 0",
        )?;
        let bounds = [first, last].map(|date| EntryId::check_in(date).raw());
        let mut days = days.query(bounds)?;
        while let Some(row) = days.next()? {
            let date = EntryId::from_raw(row.get(0)?).map(EntryId::date);
            let date = date.filter(|date| DateRange::CALENDAR.contains(*date));
            let item = row.get_ref(1)?.as_str()?;
            found.extend(date.map(|date| Register::new(Owner::Day(date), item)));
        }
    }
    let mut entries = db.prepare_cached(
        "SELECT entry.uid, answer.item FROM share_entry JOIN entry USING (uid)
         LEFT JOIN answer ON answer.entry = entry.id WHERE part = ?1 ORDER BY entry.uid",
    )?;
    let mut entries = entries.query([part.to_string()])?;
    while let Some(row) = entries.next()? {
        let uid: Uid = row.get_ref(0)?.as_str()?.into();
        let register = Register::row(&uid);
        if found.last().is_none_or(|last| last.owner != register.owner) {
            found.push(register);
        }
        if let Some(item) = row.get_ref(1)?.as_str_or_null()? {
            found.push(Register::new(Owner::Entry(uid), item));
        }
    }
    Ok(found)
}

/// Of an owner all that can be read, with who said so: of several who did, another rather than this
/// computer, to which it is news.
fn said_of(part: &Stored, owner: &Owner) -> Vec<(Register, Option<Content>, DeviceId)> {
    let first = Register::new(owner.clone(), "");
    let registers = part.said().range(first..).map(|(register, _)| register);
    let of_owner = registers.take_while(|register| register.owner == *owner);
    let settled = of_owner.filter_map(|register| {
        let settled = part.settled(register)?;
        let sayers = part.said().get(register).into_iter().flatten();
        let by = iter::once(settled.by).chain(sayers.map(|(by, _)| *by));
        let other = { by }.find(|by| by.device != part.me());
        let by = other.unwrap_or(settled.by).device;
        Some((register.clone(), settled.content, by))
    });
    settled.collect()
}

fn settings(rows: &mut Recorder<'_>, part: &Stored, taken: &mut Taken) -> Result<()> {
    for (register, content, by) in said_of(part, &Owner::Settings) {
        // These each computer says for itself.
        if is_of_this_file(&register.item) {
            continue;
        }
        let Standing::Said(stands) = standing(rows.db, &register)? else {
            continue;
        };
        let [before, after] = [stands, content].map(|content| match content {
            Some(Content::Setting(json)) => Some(json),
            _ => None,
        });
        if before != after {
            rows.make(Change::Setting(register.item, before, after))?;
            taken.settings += 1;
            taken.from.insert(by);
        }
    }
    Ok(())
}

fn check_in(
    rows: &mut Recorder<'_>,
    part: &Stored,
    date: NaiveDate,
    taken: &mut Taken,
) -> Result<()> {
    let id = EntryId::check_in(date).raw();
    let row = rows.entry(id)?;
    let said = said_of(part, &Owner::Day(date));
    let is_answered = |(_, content, _): &(Register, Option<Content>, DeviceId)| content.is_some();
    if row.is_none() && said.iter().any(is_answered) {
        rows.make(Change::Entry(id, None, Some(EntryRow::check_in())))?;
    }
    answer(rows, id, date, said, taken)?;
    // A check-in without answers is none.
    if row.is_some() && rows.answers(id)?.is_empty() {
        rows.make(Change::Entry(id, row, None))?;
    }
    Ok(())
}

/// Makes the answers of an entry what is said of them.
fn answer(
    rows: &mut Recorder<'_>,
    id: i64,
    date: NaiveDate,
    said: Vec<(Register, Option<Content>, DeviceId)>,
    taken: &mut Taken,
) -> Result<()> {
    for (register, content, by) in said {
        if register.is_row() {
            continue;
        }
        let after = cell(content);
        let before = rows.answer(id, &register.item)?;
        if before != after {
            let item = ItemId::new(&register.item);
            *taken.items.entry(item.clone()).or_default() += 1;
            if EntryId::from_raw(id).is_some_and(EntryId::is_check_in) {
                rows.forget_imported(date, &item)?;
            }
            rows.make(Change::Answer(id, item, before, after))?;
            taken.days.insert(date);
            taken.from.insert(by);
        }
    }
    Ok(())
}

fn cell(content: Option<Content>) -> Option<Cell> {
    match content {
        Some(Content::Cell(cell)) => Some(cell),
        _ => None,
    }
}

fn timed(rows: &mut Recorder<'_>, part: &Stored, uid: &Uid, taken: &mut Taken) -> Result<()> {
    let said = said_of(part, &Owner::Entry(uid.clone()));
    let row = said.iter().find(|(register, ..)| register.is_row());
    // Answers alone are of an entry that is not told of yet.
    let Some((_, row, by)) = row.cloned() else {
        return Ok(());
    };
    let stands = entry(rows.db, uid)?;
    let Some(Content::Row(head)) = row else {
        if let Some((id, stands)) = stands {
            for (item, _) in rows.answers(id)? {
                *taken.items.entry(item).or_default() += 1;
            }
            taken.days.insert(stands.date);
            taken.from.insert(by);
            rows.remove_entry(id, stands.of(uid))?;
        }
        return Ok(());
    };
    let date = head.date;
    // Another date means another number, which is each computer's own.
    let id = match &stands {
        Some((id, stands)) if stands.date == date => *id,
        _ => match free_place(rows.db, date) {
            Ok(id) => id.raw(),
            Err(RepositoryError::DayFull(date)) => {
                taken.full.insert((part.name, date));
                return Ok(());
            }
            Err(error) => return Err(error),
        },
    };
    if stands.as_ref().map(|(_, stands)| stands) != Some(&head) {
        taken.days.insert(date);
        taken.from.insert(by);
        let row = head.of(uid);
        match stands {
            Some((from, stands)) => {
                taken.days.insert(stands.date);
                rows.move_entry(from, stands.of(uid), id, row)?;
            }
            None => rows.make(Change::Entry(id, None, Some(row)))?,
        }
    }
    answer(rows, id, date, said, taken)
}
