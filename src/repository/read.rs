//! Reading stretches of the diary.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use smol_str::SmolStr;

use super::error::Result;
use super::value;
use crate::diary::{
    Answer, Answers, Catalogue, DateRange, Day, Diary, Entry, EntryId, EntryKindId, Item, ItemId,
};

/// Everything recorded in a range.
pub(super) fn range(db: &Connection, catalogue: &Catalogue, range: DateRange) -> Result<Diary> {
    // Side by side, which is quicker than a join. Both are of one state of the file, which is held
    // as long as either question is open.
    let mut heads = db.prepare_cached(
        "SELECT id, time, kind, uid, source FROM entry WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut answers = db.prepare_cached(
        "SELECT entry, item, value FROM answer WHERE entry BETWEEN ?1 AND ?2 ORDER BY entry",
    )?;
    let (first, last) = bounds(range);
    let mut heads = heads.query([first, last])?;
    let mut answers = answers.query([first, last])?;
    heads.advance()?;
    answers.advance()?;
    let mut diary = Diary::default();
    let mut of_entry: Vec<(ItemId, Answer)> = Vec::new();
    while let Some(head) = heads.get() {
        if let Some(id) = EntryId::from_raw(head.get(0)?) {
            while let Some(row) = answers.get() {
                let of: i64 = row.get(0)?;
                if of > id.raw() {
                    break;
                }
                if of == id.raw() {
                    of_entry.extend(answer(catalogue, row.get_ref(1)?, row.get_ref(2)?));
                }
                answers.advance()?;
            }
            diary.insert(Entry {
                answers: of_entry.drain(..).collect(),
                ..entry(id, head)?
            });
        }
        heads.advance()?;
    }
    Ok(diary)
}

/// Everything recorded on a date.
pub(crate) fn day(db: &Connection, catalogue: &Catalogue, date: chrono::NaiveDate) -> Result<Day> {
    let range = DateRange::day(date);
    let diary: Diary = self::range(db, catalogue, range)?;
    Ok(diary.day(date).cloned().unwrap_or_default())
}

/// The answers to some items in a range, and nothing else.
pub(super) fn items(
    db: &Connection,
    catalogue: &Catalogue,
    items: &[ItemId],
    range: DateRange,
) -> Result<Diary> {
    // One state of the file for all items.
    let db = db.unchecked_transaction()?;
    let mut answers = db.prepare_cached(
        "SELECT entry, value FROM answer WHERE item = ?1 AND entry BETWEEN ?2 AND ?3",
    )?;
    let mut found: Vec<(EntryId, &Item, Answer)> = Vec::new();
    let (first, last) = bounds(range);
    for item in items
        .iter()
        .filter_map(|item| catalogue.item(item.as_str()))
    {
        let mut rows = answers.query(params![item.id.as_str(), first, last])?;
        while let Some(row) = rows.next()? {
            if let Some(id) = EntryId::from_raw(row.get(0)?)
                && let Some(answer) = value::decode(item, row.get_ref(1)?)
            {
                found.push((id, item, answer));
            }
        }
    }
    found.sort_by_key(|(id, ..)| *id);
    let timed = "SELECT id, time, kind, uid, source FROM entry WHERE id = ?1";
    let mut entries: Vec<Entry> = Vec::new();
    for (id, item, answer) in found {
        if entries.last().is_none_or(|entry| entry.id != id) {
            entries.push(if id.is_check_in() {
                check_in(id)
            } else {
                let mut timed = db.prepare_cached(timed)?;
                timed.query_row([id.raw()], |row| entry(id, row))?
            });
        }
        if let Some(entry) = entries.last_mut() {
            entry.answers.insert(item.id.clone(), answer);
        }
    }
    Ok(entries.into_iter().collect())
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

/// An entry without its answers, from `id, time, kind, uid, source`.
fn entry(id: EntryId, row: &Row<'_>) -> rusqlite::Result<Entry> {
    if id.is_check_in() {
        return Ok(check_in(id));
    }
    let text = |at| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str_or_null()?);
    Ok(Entry {
        id,
        uid: text(3)?.unwrap_or_default().into(),
        time: text(1)?.and_then(value::clock),
        kind: EntryKindId::new(row.get_ref(2)?.as_str()?),
        source: text(4)?.map(SmolStr::new),
        answers: Answers::new(),
    })
}

/// A check-in is all in its number: it needs no other name than its date.
fn check_in(id: EntryId) -> Entry {
    Entry {
        id,
        uid: id.date().to_string().into(),
        time: None,
        kind: EntryKindId::DAY,
        source: None,
        answers: Answers::new(),
    }
}

/// An answer, if the catalogue knows the item and the item can have the value. Others stay in the
/// file, for the program that wrote them.
fn answer(
    catalogue: &Catalogue,
    item: ValueRef<'_>,
    value: ValueRef<'_>,
) -> Option<(ItemId, Answer)> {
    let item = catalogue.item(item.as_str().ok()?)?;
    Some((item.id.clone(), value::decode(item, value)?))
}
