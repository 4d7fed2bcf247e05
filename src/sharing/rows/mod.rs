//! Rows into documents and documents into rows, in one transaction.
//!
//! - `values`: what goes out, what comes in, and what became of it.
//! - `computers`: what they are called.
//! - `store`: a document as the file keeps it.
//! - `standing`: what the rows say.
//! - `give`: rows into documents; `dates` says when they were changed, of what was not seen.
//! - `merge`: what others know, into documents.
//! - `take`: documents into rows.
//! - `conflicts`: what differs between computers that had not seen each other's.
//! - `going`: going round once; `news`: what of this computer no other has.
//! - `forget`: leaving no trace of what was removed for good.

mod computers;
mod conflicts;
mod dates;
mod forget;
mod give;
mod going;
mod merge;
mod news;
mod standing;
mod store;
mod take;
mod values;

use rusqlite::Connection;

use super::{Computer, PartName};
use crate::diary::{Catalogue, Summary};
use crate::repository::raw::{Beneath, Result};
use crate::repository::{Repository, RepositoryError};
use computers::know_me;
use going::Gone;
use news::news;
use store::is_begun;

pub use conflicts::{conflicts, doubts, keep};
pub(crate) use forget::{disagreeing, forget};
pub(super) use going::Going;
pub use values::{Arrival, Conflict, Foreseen, Incoming, Outgoing, Told};

/// The tables, and what notes changes.
const TABLES: &str = include_str!("../../../assets/schema/share.sql");

/// What there is of a diary that is shared: tables and what notes changes.
const NAMES: &str = "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'trigger')
                     AND (name = 'share' OR name GLOB 'share_*')";

/// Begins to keep documents of a diary: makes the tables and what notes changes, and gives all that
/// stands. What is already in `share_part` stays. The table `share` says as `device` and `name` which
/// computer this is.
///
/// # Errors
/// When the file cannot be written; then nothing has begun.
pub fn begin(diary: &mut Repository, me: &Computer) -> Result<()> {
    let begun = diary.exchange(|rows, catalogue| {
        begin_in(rows.db, me, catalogue)?;
        Ok(Beneath::Kept)
    });
    begun.map(drop)
}

fn begin_in(db: &Connection, me: &Computer, catalogue: &Catalogue) -> Result<()> {
    if !is_begun(db)? {
        db.execute_batch(TABLES)?;
    }
    know_me(db, me)?;
    give::note_all(db)?;
    give::give(db, me.id, catalogue)?;
    Ok(())
}

/// Whether documents of a diary are kept.
///
/// # Errors
/// When the file cannot be read.
pub fn is_kept(diary: &Repository) -> Result<bool> {
    diary.ask(is_begun)
}

/// Ends it: drops the tables and what notes changes; the rows stay.
///
/// # Errors
/// When the file cannot be written; then it has not ended.
pub fn end(diary: &mut Repository) -> Result<()> {
    let ended = diary.exchange(|rows, _| {
        let names: Vec<(String, String)> = rows
            .db
            .prepare(NAMES)?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (kind, name) in names {
            rows.db.execute_batch(&format!("DROP {kind} {name}"))?;
        }
        Ok(Beneath::Kept)
    });
    ended.map(drop)
}

/// Gives what was changed here since, then takes what others wrote, in one transaction; the states
/// may come in any order and twice. `now`: milliseconds since 1970.
///
/// # Errors
/// When the file cannot be written; then nothing is given or taken.
pub fn round<I>(diary: &mut Repository, me: &Computer, incoming: I, now: i64) -> Result<Arrival>
where
    I: IntoIterator<Item = Incoming>,
{
    let mut arrival = Arrival::default();
    let going = Going::unwatched(me, now);
    arrival.written = diary.exchange(|rows, catalogue| {
        let gone = going.round(rows, catalogue, incoming, &mut arrival)?;
        Ok(match (summary(&arrival), gone) {
            (Some((origin, summary)), _) => Beneath::Arrived(origin, summary),
            (None, Gone::Changed) => Beneath::Kept,
            (None, Gone::Unchanged | Gone::Off) => Beneath::Nothing,
        })
    })?;
    Ok(arrival)
}

/// Begins where no documents are kept, has `enter` write who this computer is, and goes round, all in
/// one transaction; `None` when it was called off: then nothing is written.
///
/// # Errors
/// As [`round`].
pub(super) fn enter<I>(
    diary: &mut Repository,
    going: &Going<'_>,
    enter: impl FnOnce(&Connection) -> rusqlite::Result<()>,
    incoming: I,
) -> Result<Option<Arrival>>
where
    I: IntoIterator<Item = Incoming>,
{
    let (mut arrival, mut is_off) = (Arrival::default(), false);
    arrival.written = diary.exchange(|rows, catalogue| {
        if !is_begun(rows.db)? {
            begin_in(rows.db, going.me, catalogue)?;
        }
        enter(rows.db)?;
        let gone = going.round(rows, catalogue, incoming, &mut arrival)?;
        is_off = gone == Gone::Off;
        Ok(match summary(&arrival) {
            _ if is_off => Beneath::Nothing,
            Some((origin, summary)) => Beneath::Arrived(origin, summary),
            None => Beneath::Kept,
        })
    })?;
    Ok((!is_off).then_some(arrival))
}

/// What a round would do, without doing it; of a diary that is not shared yet, what the first one
/// would.
///
/// # Errors
/// As [`round`].
pub fn plan<I>(diary: &mut Repository, me: &Computer, incoming: I, now: i64) -> Result<Foreseen>
where
    I: IntoIterator<Item = Incoming>,
{
    let mut foreseen = Foreseen::default();
    let going = Going::unwatched(me, now);
    diary.exchange(|rows, catalogue| {
        if !is_begun(rows.db)? {
            begin_in(rows.db, me, catalogue)?;
        }
        going.round(rows, catalogue, incoming, &mut foreseen.arrival)?;
        foreseen.going = news(rows.db, me.id)?;
        foreseen.differ = conflicts::all(rows.db)?;
        Ok(Beneath::Nothing)
    })?;
    let is_mine = |of: &Conflict| {
        let mut others = of.others.iter().map(|(device, ..)| *device);
        of.by == me.id || others.any(|device| device == me.id)
    };
    foreseen.differ.retain(is_mine);
    Ok(foreseen)
}

/// What is kept of an arrival as an act; `None` where nothing was changed.
fn summary(arrival: &Arrival) -> Option<(String, Summary)> {
    if arrival.days.is_empty() && arrival.settings == 0 {
        return None;
    }
    let from: Vec<&str> = arrival.from.iter().map(|of| of.name.as_str()).collect();
    let summary = Summary::Arrived {
        answers: arrival.answers(),
        days: arrival.days.len(),
        settings: arrival.settings,
    };
    Some((from.join(", "), summary))
}

/// Hands over the parts whose file is behind, one after another: `behind` is asked of each with its
/// counter.
///
/// # Errors
/// When the file cannot be read, and those of `write`.
pub fn outgoing(
    diary: &Repository,
    mut behind: impl FnMut(PartName, i64) -> bool,
    mut write: impl FnMut(Outgoing) -> Result<()>,
) -> Result<()> {
    let behind: Vec<Outgoing> = diary.ask(|db| {
        let mut parts = db.prepare("SELECT name, file, counter FROM share_part ORDER BY name")?;
        let mut parts = parts.query([])?;
        let mut all = Vec::new();
        while let Some(row) = parts.next()? {
            // A part of a later form goes out by who knows it.
            let Ok(part) = row.get_ref(0)?.as_str().unwrap_or_default().parse() else {
                continue;
            };
            let (file, counter) = (row.get(1)?, row.get(2)?);
            if behind(part, counter) {
                let state = Vec::new();
                all.push(Outgoing {
                    part,
                    file,
                    counter,
                    state,
                });
            }
        }
        Ok::<_, RepositoryError>(all)
    })?;
    for outgoing in behind {
        // Years of documents are not all held at once.
        let (counter, state) = diary.ask(|db| {
            db.prepare_cached("SELECT counter, state FROM share_part WHERE name = ?1")?
                .query_row([outgoing.part.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
        })?;
        write(Outgoing {
            counter,
            state,
            ..outgoing
        })?;
    }
    Ok(())
}
