//! What the rows say of a register.

use std::str::FromStr;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use crate::diary::{Catalogue, EntryId, ItemKind, Uid};
use crate::repository::raw::{EntryRow, Result};
use crate::sharing::register::{Content, Head, How, Owner, Register};

/// What the rows say of a register.
pub(super) enum Standing {
    /// What stands there; `None`: nothing does.
    Said(Option<Content>),
    /// Nothing can be said of an answer whose entry is gone.
    Silent,
}

/// What the rows say of a register.
pub(super) fn standing(db: &Connection, register: &Register) -> Result<Standing> {
    let content = match &register.owner {
        Owner::Settings => db
            .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
            .query_row([register.item.as_str()], |row| row.get(0))
            .optional()?
            .map(Content::Setting),
        Owner::Day(date) => db
            .prepare_cached("SELECT value FROM answer WHERE entry = ?1 AND item = ?2")?
            .query_row(
                params![EntryId::check_in(*date).raw(), register.item.as_str()],
                |row| row.get(0),
            )
            .optional()?
            .map(Content::Cell),
        Owner::Entry(uid) => match entry(db, uid)? {
            Some((_, head)) if register.is_row() => Some(Content::Row(head)),
            None if register.is_row() => None,
            None => return Ok(Standing::Silent),
            Some((id, _)) => db
                .prepare_cached("SELECT value FROM answer WHERE entry = ?1 AND item = ?2")?
                .query_row(params![id, register.item.as_str()], |row| row.get(0))
                .optional()?
                .map(Content::Cell),
        },
    };
    Ok(Standing::Said(content))
}

/// The number and the row of a timed entry.
pub(super) fn entry(db: &Connection, uid: &Uid) -> Result<Option<(i64, Head)>> {
    let found: Option<(i64, String, EntryRow)> = db
        .prepare_cached("SELECT id, date, kind, time, uid, source FROM entry WHERE uid = ?1")?
        .query_row([uid.as_str()], |row| {
            Ok((row.get(0)?, row.get(1)?, EntryRow::read(row, 2)?))
        })
        .optional()?;
    Ok(found.and_then(|(id, date, row)| {
        let date = NaiveDate::from_str(&date).ok()?;
        Some((id, Head::new(date, row)))
    }))
}

/// How what stands in a register is said: words of a person's own can stand under each other.
pub(super) fn how(register: &Register, catalogue: &Catalogue) -> How {
    let item = catalogue.item(&register.item);
    match item.map(|item| &item.kind) {
        Some(ItemKind::Text(_)) if register.owner != Owner::Settings => How::InWords,
        _ => How::Plainly,
    }
}
