//! The answers that differ between computers that had not seen each other's.

use rusqlite::Connection;

use super::merge::date;
use super::standing::how;
use super::store::{Stored, parts};
use super::values::Conflict;
use crate::repository::Repository;
use crate::repository::raw::{Beneath, Result};
use crate::sharing::register::{Register, Said};
use crate::sharing::settle::Notice;
use crate::sharing::{Computer, DeviceId, PartName};

/// The answers that differ between computers that had not seen each other's.
///
/// # Errors
/// When the file cannot be read.
pub fn conflicts(diary: &Repository) -> Result<Vec<Conflict>> {
    diary.ask(all)
}

pub(super) fn all(db: &Connection) -> Result<Vec<Conflict>> {
    let mut all = Vec::new();
    for name in doubtful(db)? {
        // Nothing is written, so that it does not matter by whom.
        let part = Stored::open(db, name, DeviceId::new(0))?;
        for register in part.said().keys() {
            all.extend(conflict(db, &part, register)?);
        }
    }
    Ok(all)
}

/// How many there are.
///
/// # Errors
/// When the file cannot be read.
pub fn doubts(diary: &Repository) -> Result<usize> {
    let count: i64 = diary.ask(|db| {
        db.query_row("SELECT ifnull(sum(doubts), 0) FROM share_part", [], |row| {
            row.get(0)
        })
    })?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Settles a conflict by what stands: it is said once more, by who has seen what others say.
///
/// # Errors
/// When the file cannot be written; then it is left as it was.
pub fn keep(diary: &mut Repository, me: &Computer, conflict: &Conflict, now: i64) -> Result<()> {
    let kept = diary.exchange(|rows, catalogue| {
        let mut part = Stored::open(rows.db, conflict.part, me.id)?;
        let is_it = |register: &&Register| register.to_string() == conflict.register;
        let Some(register) = part.said().keys().find(is_it).cloned() else {
            return Ok(Beneath::Nothing);
        };
        let Some(settled) = part.settled(&register) else {
            return Ok(Beneath::Nothing);
        };
        let said = Said {
            content: settled.content,
            at: now,
            how: how(&register, catalogue),
        };
        part.say(&register, said, |_| false);
        part.save(rows.db)?;
        Ok(Beneath::Kept)
    });
    kept.map(drop)
}

fn doubtful(db: &Connection) -> Result<Vec<PartName>> {
    let mut doubtful =
        db.prepare_cached("SELECT 1 FROM share_part WHERE name = ?1 AND doubts > 0")?;
    let mut names = Vec::new();
    for name in parts(db)? {
        if doubtful.exists([name.to_string()])? {
            names.push(name);
        }
    }
    Ok(names)
}

fn conflict(db: &Connection, part: &Stored, register: &Register) -> Result<Option<Conflict>> {
    let settled = part.settled(register);
    let Some(settled) = settled.filter(|of| of.notices.contains(&Notice::Differs)) else {
        return Ok(None);
    };
    let said = part.said().get(register).into_iter().flatten();
    let others = said.filter(|(by, said)| *by != settled.by && said.content != settled.content);
    let others = others.map(|(by, said)| {
        let content = said.content.as_ref().map(ToString::to_string);
        (by.device, content, said.at)
    });
    Ok(Some(Conflict {
        part: part.name,
        register: register.to_string(),
        date: date(db, part, register)?,
        item: register.item.to_string(),
        others: others.collect(),
        by: settled.by.device,
        stands: settled.content.map(|content| content.to_string()),
    }))
}
