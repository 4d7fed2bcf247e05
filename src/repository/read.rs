//! Reading stretches of the diary.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use smol_str::SmolStr;

use super::{Result, value};
use crate::diary::{
    Answers, Catalogue, DateRange, Day, Diary, Entry, EntryId, EntryKindId, ItemId, Uid,
};

/// Everything recorded in a range.
pub(super) fn range(db: &Connection, catalogue: &Catalogue, range: DateRange) -> Result<Diary> {
    Ok(entries(db, catalogue, range)?.into_iter().collect())
}

/// Everything recorded on a date.
pub(super) fn day(db: &Connection, catalogue: &Catalogue, date: chrono::NaiveDate) -> Result<Day> {
    let range = DateRange::new(date, date);
    let diary: Diary = self::range(db, catalogue, range)?;
    Ok(diary.day(date).cloned().unwrap_or_default())
}

fn entries(db: &Connection, catalogue: &Catalogue, range: DateRange) -> Result<Vec<Entry>> {
    let mut rows = db.prepare_cached(
        "SELECT id, time, kind, uid, source, item, value
         FROM entry LEFT JOIN answer ON answer.entry = entry.id
         WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let (first, last) = bounds(range);
    let mut rows = rows.query([first, last])?;
    let mut entries: Vec<Entry> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if entries.last().is_none_or(|entry| entry.id.raw() != id) {
            let Some(entry) = entry(id, row)? else {
                continue;
            };
            entries.push(entry);
        }
        if let Some(entry) = entries.last_mut() {
            add_answer(
                &mut entry.answers,
                catalogue,
                row.get_ref(5)?,
                row.get_ref(6)?,
            );
        }
    }
    Ok(entries)
}

/// The answers to some items in a range, and nothing else.
pub(super) fn items(
    db: &Connection,
    catalogue: &Catalogue,
    items: &[ItemId],
    range: DateRange,
) -> Result<Diary> {
    let wanted: Vec<&str> = items.iter().map(ItemId::as_str).collect();
    let wanted = serde_json::Value::from(wanted).to_string();
    let mut rows = db.prepare_cached(
        "SELECT id, time, kind, uid, source, item, value
         FROM answer CROSS JOIN entry ON entry.id = answer.entry
         WHERE item IN (SELECT value FROM json_each(?1)) AND entry BETWEEN ?2 AND ?3",
    )?;
    let (first, last) = bounds(range);
    let mut rows = rows.query(params![wanted, first, last])?;
    let mut entries: BTreeMap<i64, Entry> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if !entries.contains_key(&id)
            && let Some(entry) = entry(id, row)?
        {
            entries.insert(id, entry);
        }
        if let Some(entry) = entries.get_mut(&id) {
            add_answer(
                &mut entry.answers,
                catalogue,
                row.get_ref(5)?,
                row.get_ref(6)?,
            );
        }
    }
    Ok(entries.into_values().collect())
}

/// The first and last date with an entry.
pub(super) fn span(db: &Connection) -> Result<Option<DateRange>> {
    // Two questions: SQLite answers each from one end of the table.
    let (first, last): (Option<i64>, Option<i64>) = db
        .prepare_cached("SELECT (SELECT min(id) FROM entry), (SELECT max(id) FROM entry)")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let date = |id: Option<i64>| id.and_then(EntryId::from_raw).map(EntryId::date);
    Ok(date(first)
        .zip(date(last))
        .map(|(first, last)| DateRange { first, last }))
}

/// The numbers an entry of a range can have.
pub(super) fn bounds(range: DateRange) -> (i64, i64) {
    (
        EntryId::check_in(range.first).raw(),
        EntryId::last_of(range.last).raw(),
    )
}

/// An entry without its answers, from `id, time, kind, uid, source`; `None` when its number carries
/// no date.
fn entry(id: i64, row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let text = |at| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str_or_null()?);
    let Some(id) = EntryId::from_raw(id) else {
        return Ok(None);
    };
    Ok(Some(Entry {
        id,
        uid: text(3)?.map_or_else(|| check_in_uid(id), SmolStr::new),
        time: text(1)?.and_then(value::clock),
        kind: EntryKindId::new(row.get_ref(2)?.as_str()?),
        source: text(4)?.map(SmolStr::new),
        answers: Answers::new(),
    }))
}

/// A check-in needs no other name than its date.
fn check_in_uid(id: EntryId) -> Uid {
    id.date().to_string().into()
}

/// Adds an answer, if the catalogue knows the item and the item can have the value. Others stay in
/// the file, for the program that wrote them.
fn add_answer(
    answers: &mut Answers,
    catalogue: &Catalogue,
    item: ValueRef<'_>,
    value: ValueRef<'_>,
) {
    if let Some(item) = item.as_str().ok().and_then(|item| catalogue.item(item))
        && let Some(answer) = value::decode(item, value)
    {
        answers.insert(item.id.clone(), answer);
    }
}
