//! Reading stretches of the diary.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use smol_str::SmolStr;

use super::error::{RepositoryError, Result};
use super::imported;
use super::problem::Problem;
use super::value;
use crate::diary::{
    Answer, Answers, Catalogue, DateRange, Day, Diary, Entry, EntryId, EntryKindId, Item, ItemId,
};

/// Everything recorded in a range.
///
/// # Errors
/// Also when a row stands where it cannot: what was read beside it could be wrong, or not all.
pub(super) fn range(db: &Connection, catalogue: &Catalogue, range: DateRange) -> Result<Diary> {
    let _state = one_state(db)?;
    // Side by side, which is quicker than a join.
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
    let (mut before, mut answered) = (None, None);
    while let Some(head) = heads.get() {
        let id = rising(&mut before, head.get(0)?, (first, last))?;
        let id = EntryId::from_raw(id).ok_or_else(out_of_order)?;
        while let Some(row) = answers.get() {
            let of: i64 = row.get(0)?;
            if of > id.raw() {
                break;
            }
            if of < id.raw() {
                return Err(out_of_order());
            }
            answered = Some(of);
            of_entry.extend(answer(catalogue, row.get_ref(1)?, row.get_ref(2)?)?);
            answers.advance()?;
        }
        // Who takes back the last answer of a check-in leaves none.
        if id.is_check_in() && answered != Some(id.raw()) {
            return Err(RepositoryError::Unsound(Problem::EmptyCheckIn(id).into()));
        }
        diary.insert(Entry {
            answers: of_entry.drain(..).collect(),
            ..entry(id, head)?
        });
        heads.advance()?;
    }
    // A row beyond the last bound ends the reading as if there were no more: so ask from behind, too.
    let ends = db
        .prepare_cached(
            "SELECT (SELECT max(id) FROM entry WHERE id BETWEEN ?1 AND ?2),
                 (SELECT max(entry) FROM answer WHERE entry BETWEEN ?1 AND ?2)",
        )?
        .query_row([first, last], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if answers.get().is_some() || ends != (before, answered) {
        return Err(out_of_order());
    }
    imported::read_into(&mut diary, db, range)?;
    Ok(diary)
}

/// Holds one state of the file for all that is asked while it is kept. A transaction of the caller's
/// serves too.
pub(crate) fn one_state(db: &Connection) -> rusqlite::Result<Option<Transaction<'_>>> {
    let begun = db.is_autocommit().then(|| db.unchecked_transaction());
    begun.transpose()
}

/// A number, if it is larger than the one before and not beyond the bounds.
fn rising(before: &mut Option<i64>, number: i64, (first, last): (i64, i64)) -> Result<i64> {
    if before.is_some_and(|before| number <= before) || !(first..=last).contains(&number) {
        return Err(out_of_order());
    }
    Ok(*before.insert(number))
}

fn out_of_order() -> RepositoryError {
    RepositoryError::Unsound(Problem::Order.into())
}

/// The number of the entry that has a lasting name.
pub(super) fn named(db: &Connection, uid: &str) -> rusqlite::Result<Option<EntryId>> {
    let number: Option<i64> = db
        .prepare_cached("SELECT id FROM entry WHERE uid = ?1")?
        .query_row([uid], |row| row.get(0))
        .optional()?;
    Ok(number.and_then(EntryId::from_raw))
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
    let _state = one_state(db)?;
    let mut answers = db.prepare_cached(
        "SELECT entry, value FROM answer WHERE item = ?1 AND entry BETWEEN ?2 AND ?3
         ORDER BY entry",
    )?;
    let mut found: Vec<(EntryId, &Item, Answer)> = Vec::new();
    let (first, last) = bounds(range);
    for item in items
        .iter()
        .filter_map(|item| catalogue.item(item.as_str()))
    {
        let mut rows = answers.query(params![item.id.as_str(), first, last])?;
        let mut before = None;
        while let Some(row) = rows.next()? {
            let id = rising(&mut before, row.get(0)?, (first, last))?;
            let id = EntryId::from_raw(id).ok_or_else(out_of_order)?;
            if let Some(answer) = value::decode(item, row.get_ref(1)?)? {
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
                let mut timed = timed.query([id.raw()])?;
                entry(id, timed.next()?.ok_or_else(out_of_order)?)?
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

/// The name of a diary for life; none before it has one.
pub(crate) fn lasting_name(db: &Connection) -> rusqlite::Result<Option<String>> {
    db.query_row("SELECT id FROM diary", [], |row| row.get(0))
        .optional()
}

/// The numbers an entry of a range can have.
pub(super) fn bounds(range: DateRange) -> (i64, i64) {
    (
        EntryId::check_in(range.first).raw(),
        EntryId::last_of(range.last).raw(),
    )
}

/// An entry without its answers, from `id, time, kind, uid, source`.
fn entry(id: EntryId, row: &Row<'_>) -> Result<Entry> {
    if id.is_check_in() {
        return Ok(check_in(id));
    }
    let text = |at| Ok::<_, RepositoryError>(row.get_ref(at)?.as_str_or_null()?);
    let time = text(1)?.map(|time| {
        let clock = value::clock(time);
        clock.ok_or_else(|| RepositoryError::Unsound(no_time(id, time).into()))
    });
    Ok(Entry {
        id,
        uid: text(3)?.unwrap_or_default().into(),
        time: time.transpose()?,
        kind: EntryKindId::new(row.get_ref(2)?.as_str()?),
        source: text(4)?.map(SmolStr::new),
        answers: Answers::new(),
    })
}

/// What is wrong with an entry that has another time than times are written.
pub(crate) fn no_time(entry: EntryId, time: &str) -> Problem {
    let time = time.to_owned();
    Problem::NoTime { entry, time }
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
) -> Result<Option<(ItemId, Answer)>> {
    let Some(item) = item.as_str().ok().and_then(|item| catalogue.item(item)) else {
        return Ok(None);
    };
    let answer = value::decode(item, value)?;
    Ok(answer.map(|answer| (item.id.clone(), answer)))
}
