//! When what stands was changed last, as far as the log of acts has it.

use rusqlite::{Connection, OptionalExtension};

use crate::diary::{EntryId, Uid};
use crate::repository::raw::{Change, Result, Way, each_change, moment};
use crate::sharing::register::{Owner, Register};

/// Goes through all that was changed and when, in milliseconds since 1970, the earliest first. An act
/// that cannot be read is left out.
pub(super) fn date(
    db: &Connection,
    mut take: impl FnMut(&Register, i64) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut acts = db.prepare("SELECT id, at FROM operation WHERE state = 'done' ORDER BY id")?;
    let mut acts = acts.query([])?;
    while let Some(act) = acts.next()? {
        let Some(at) = moment(act.get_ref(1)?.as_str().unwrap_or_default()) else {
            continue;
        };
        let at = at.timestamp_millis();
        let read = each_change(db, act.get(0)?, Way::On, |change| {
            match register(db, change)? {
                Some(register) => take(&register, at),
                None => Ok(()),
            }
        });
        match read {
            Err(rusqlite::Error::FromSqlConversionFailure(..)) => {}
            read => read?,
        }
    }
    Ok(())
}

/// What a change is of, by the numbers that entries have now.
fn register(db: &Connection, change: Change) -> rusqlite::Result<Option<Register>> {
    Ok(match change {
        Change::Stays(_) => None,
        Change::Setting(key, ..) => Some(Register::new(Owner::Settings, &key)),
        Change::Entry(_, _, row) => row.and_then(|row| row.uid).map(|uid| Register::row(&uid)),
        Change::Answer(entry, item, ..) => {
            let Some(id) = EntryId::from_raw(entry) else {
                return Ok(None);
            };
            let owner = if id.is_check_in() {
                Some(Owner::Day(id.date()))
            } else {
                uid(db, entry)?.map(Owner::Entry)
            };
            owner.map(|owner| Register::new(owner, item.as_str()))
        }
    })
}

fn uid(db: &Connection, entry: i64) -> rusqlite::Result<Option<Uid>> {
    let uid: Option<String> = db
        .prepare_cached("SELECT uid FROM entry WHERE id = ?1")?
        .query_row([entry], |row| row.get(0))
        .optional()?;
    Ok(uid.map(Uid::from))
}
