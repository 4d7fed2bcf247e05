//! Where answers differ: taking what another computer says, as an act of the person's, or keeping what
//! stands.

use chrono::{NaiveDate, NaiveTime, Utc};

use super::error::SharingError;
use super::member::Member;
use super::rows::{self, Conflict};
use crate::diary::acts::{answering, entries};
use crate::diary::kind::Cell;
use crate::diary::{Act, Answer, EntryId, Item, Target};
use crate::repository::{Repository, RepositoryError};

/// An answer as the file keeps it; `None` for one that the item cannot have here.
pub fn answer(item: &Item, kept: &str) -> Option<Answer> {
    let integer = kept.parse().ok().map(Cell::Integer);
    let real = kept.parse().ok().map(Cell::Real);
    let cells = [integer, real, Some(Cell::Text(kept.into()))];
    { cells.into_iter().flatten() }.find_map(|cell| item.kind.read_cell(cell))
}

/// The act that takes what others say, by its place among them; `None` where this version cannot do that,
/// and where it stands already.
///
/// # Errors
/// When the diary cannot be read.
pub fn take(
    diary: &Repository,
    conflict: &Conflict,
    other: usize,
    today: NaiveDate,
) -> Result<Option<Act>, RepositoryError> {
    let Some((_, said, _)) = conflict.others.get(other) else {
        return Ok(None);
    };
    let owner = conflict.register.strip_suffix(&*conflict.item);
    let owner = owner.and_then(|owner| owner.strip_suffix('/'));
    let id = match owner.map(|owner| owner.strip_prefix('#').ok_or(owner)) {
        Some(Ok(uid)) => diary.entry_named(uid)?,
        Some(Err(date)) => date.parse().ok().map(EntryId::check_in),
        None => None,
    };
    let Some(id) = id else {
        return Ok(None);
    };
    let day = diary.day(id.date())?;
    let entry = day.entries.iter().find(|entry| entry.id == id);
    let act = match (diary.catalogue().item(&conflict.item), entry, said) {
        (Some(item), _, said) => {
            let target = match id.is_check_in() {
                true => Target::Day(id.date()),
                false => Target::Entry(id),
            };
            let says = said.as_ref().map(|said| answer(item, said));
            if says == Some(None) {
                return Ok(None);
            }
            answering::answer(target, entry, item, says.flatten(), today)
        }
        (None, Some(entry), Some(said)) if conflict.item.is_empty() => match moment(said) {
            Some((date, time)) => entries::move_to(entry, date, time, today),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    // What a person could not do, as to tell of a day to come, is not done for them.
    Ok(act.unwrap_or_default())
}

/// Settles a conflict by what stands.
///
/// # Errors
/// [`SharingError::NotShared`], and when the diary cannot be written; then it is left as it was.
pub fn keep(diary: &mut Repository, conflict: &Conflict) -> Result<(), SharingError> {
    let me = Member::of(diary)?.me;
    rows::keep(diary, &me, conflict, Utc::now().timestamp_millis())?;
    Ok(())
}

/// Where a timed entry stands: `2026-03-17 22:10`, or the day alone.
fn moment(said: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    match said.split_once(' ') {
        Some((date, time)) => {
            let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
            Some((date.parse().ok()?, Some(time)))
        }
        None => Some((said.parse().ok()?, None)),
    }
}
