//! Rows into documents: what was changed here since.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::standing::{Standing, how, standing};
use super::store::{Stored, home};
use crate::diary::{Catalogue, Uid};
use crate::repository::raw::{Result, is_of_this_file};
use crate::sharing::register::{Content, How, Owner, Register, Said};
use crate::sharing::{DeviceId, PartName};

/// Something that was changed here, and when, in milliseconds since 1970.
type Dirty = (Register, i64);

/// Puts what was changed here since into the documents. Says whether that changed any.
pub(super) fn give(db: &Connection, me: DeviceId, catalogue: &Catalogue) -> Result<bool> {
    // The part of an entry is the month it is first given in.
    db.execute(
        "INSERT OR IGNORE INTO share_entry (uid, part)
         SELECT uid, substr(date, 1, 7) FROM entry
         WHERE uid IN (SELECT substr(owner, 2) FROM share_dirty WHERE owner BETWEEN '#' AND '$')",
        [],
    )?;
    let mut parts: BTreeMap<PartName, Vec<Dirty>> = BTreeMap::new();
    for (register, at) in dirty(db, "", "0")? {
        let part = match &register.owner {
            Owner::Settings => Some(PartName::Settings),
            // One that came and went in between has none.
            Owner::Entry(uid) => home(db, uid)?,
            Owner::Day(date) => Some(PartName::of(*date)),
        };
        if let Some(part) = part {
            parts.entry(part).or_default().push((register, at));
        }
    }
    let mut months: BTreeSet<PartName> = parts.keys().copied().collect();
    months.extend(months_of_days(db)?);
    let mut given = false;
    for name in months {
        let mut all = parts.remove(&name).unwrap_or_default();
        if name != PartName::Settings {
            let month = name.to_string();
            all.extend(dirty(db, &month, &format!("{month}~"))?);
        }
        let mut part = Stored::open(db, name, me)?;
        give_part(db, &mut part, all, catalogue)?;
        given |= part.save(db)?;
    }
    db.execute("DELETE FROM share_dirty", [])?;
    Ok(given)
}

/// What was changed, of owners from one to another, as the table has them. What has no place in a
/// document is left out.
fn dirty(db: &Connection, first: &str, end: &str) -> Result<Vec<Dirty>> {
    let mut rows = db.prepare_cached(
        "SELECT owner, item, at FROM share_dirty WHERE owner >= ?1 AND owner < ?2",
    )?;
    let mut rows = rows.query([first, end])?;
    let mut dirty = Vec::new();
    while let Some(row) = rows.next()? {
        let owner = Owner::parse(row.get_ref(0)?.as_str()?);
        let item = row.get_ref(1)?.as_str()?;
        let at = row.get(2)?;
        let owner = owner.filter(|owner| *owner != Owner::Settings || !is_of_this_file(item));
        dirty.extend(owner.map(|owner| (Register::new(owner, item), at)));
    }
    Ok(dirty)
}

/// The months of the check-ins that were changed.
fn months_of_days(db: &Connection) -> Result<Vec<PartName>> {
    let mut months = Vec::new();
    let mut from = String::from("0");
    loop {
        let day: Option<String> = db
            .prepare_cached(
                "SELECT owner FROM share_dirty WHERE owner >= ?1 ORDER BY owner LIMIT 1",
            )?
            .query_row([&from], |row| row.get(0))
            .optional()?;
        let Some(day) = day else { return Ok(months) };
        if let Some(Owner::Day(date)) = Owner::parse(&day) {
            let month = PartName::of(date);
            months.push(month);
            from = format!("{month}~");
        } else {
            from = format!("{day}\0");
        }
    }
}

/// Says what is new of a part. What it says already is not said again: an act that was undone before
/// it was given is as if it had not been done.
fn give_part(
    db: &Connection,
    part: &mut Stored,
    dirty: Vec<Dirty>,
    catalogue: &Catalogue,
) -> Result<()> {
    let (mut rows, mut answered) = (BTreeSet::new(), BTreeMap::new());
    for (register, at) in dirty {
        let Standing::Said(content) = standing(db, &register)? else {
            continue;
        };
        let settled = part.settled(&register);
        let was_removed = settled.as_ref().is_some_and(|of| of.content.is_none());
        if settled.and_then(|settled| settled.content) == content {
            continue;
        }
        if let Owner::Entry(uid) = &register.owner {
            if register.is_row() {
                if was_removed {
                    bring_back(db, part, &register.owner, at)?;
                }
                rows.insert(uid.clone());
            } else {
                answered.insert(uid.clone(), at);
            }
        }
        let how = how(&register, catalogue);
        part.say(&register, Said { content, at, how }, |_| false);
    }
    for (uid, at) in answered {
        if !rows.contains(&uid) {
            keep(db, part, &uid, at)?;
        }
    }
    Ok(())
}

/// Takes back what was answered before a timed entry was removed, and does not stand since it was
/// brought back.
fn bring_back(db: &Connection, part: &mut Stored, owner: &Owner, at: i64) -> Result<()> {
    let of_owner = |register: &&Register| register.owner == *owner && !register.is_row();
    let answers: Vec<Register> = part.said().keys().filter(of_owner).cloned().collect();
    for register in answers {
        if let Standing::Said(None) = standing(db, &register)? {
            let how = How::Plainly;
            part.say(
                &register,
                Said {
                    content: None,
                    at,
                    how,
                },
                |_| false,
            );
        }
    }
    Ok(())
}

/// Keeps a timed entry that was answered from being removed by who has not seen that.
fn keep(db: &Connection, part: &mut Stored, uid: &Uid, at: i64) -> Result<()> {
    let register = Register::row(uid);
    let Standing::Said(Some(row)) = standing(db, &register)? else {
        return Ok(());
    };
    let stands = part.settled(&register);
    let (at, how) = match stands {
        Some(stands) if stands.content.as_ref() == Some(&row) => (stands.at, How::Kept),
        _ => (at, How::Plainly),
    };
    let content: Option<Content> = Some(row);
    // Where it stands was said by others, and is not said anew.
    let stays = |said: &Said| said.content.is_some() && said.how != How::Kept;
    part.say(&register, Said { content, at, how }, stays);
    Ok(())
}

/// Notes all that stands as changed, and when that was, as far as the log of acts has it.
pub(super) fn note_all(db: &Connection) -> Result<()> {
    db.execute_batch(
        "INSERT OR IGNORE INTO share_dirty
         SELECT ifnull('#' || uid, date), item, 0 FROM answer JOIN entry ON id = entry;
         INSERT OR IGNORE INTO share_dirty
         SELECT '#' || uid, '', 0 FROM entry WHERE uid IS NOT NULL;
         INSERT OR IGNORE INTO share_dirty
         SELECT '', key, 0 FROM setting WHERE key NOT IN ('catalogue', 'log');",
    )?;
    super::dates::date(db, |register: &Register, at| {
        db.prepare_cached("UPDATE share_dirty SET at = ?3 WHERE owner = ?1 AND item = ?2")?
            .execute(params![
                register.owner.to_string(),
                register.item.as_str(),
                at
            ])
            .map(drop)
    })
}
