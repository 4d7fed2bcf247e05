//! Whether a row means something: asked by the check of a file, and of what was saved from one.

use crate::diary::{Catalogue, EntryId, EntryKindId};
use crate::repository::Problem;
use crate::repository::raw::{Cell, EntryRow, clock, no_time};

/// What is wrong with an entry's row, if anything is.
pub(super) fn of_entry(
    catalogue: &Catalogue,
    id: i64,
    row: &EntryRow,
    answered: bool,
) -> Option<Problem> {
    let Some(entry) = EntryId::from_raw(id) else {
        return Some(Problem::NoDate(id));
    };
    let is_named = row.uid.as_ref().is_some_and(|uid| !uid.is_empty());
    let time = row.time.as_deref().filter(|time| clock(time).is_none());
    if catalogue
        .entry_kind(&EntryKindId::new(row.kind.as_str()))
        .is_none()
    {
        let kind = row.kind.to_string();
        Some(Problem::UnknownKind { entry, kind })
    } else if let Some(time) = time {
        Some(no_time(entry, time))
    } else if is_named == entry.is_check_in() {
        Some(Problem::Uid(entry))
    } else {
        (entry.is_check_in() && !answered).then_some(Problem::EmptyCheckIn(entry))
    }
}

/// What is wrong with an answer's row, if anything is. Without the kind of its entry nothing is said
/// of that.
pub(super) fn of_answer(
    catalogue: &Catalogue,
    kind: Option<&str>,
    entry: i64,
    item: &str,
    value: Option<Cell>,
) -> Option<Problem> {
    let entry = EntryId::from_raw(entry).map_or_else(|| entry.to_string(), |id| id.to_string());
    let Some(known) = catalogue.item(item) else {
        let item = item.to_owned();
        return Some(Problem::UnknownItem { entry, item });
    };
    let item = item.to_owned();
    let said = value.as_ref().map_or("?".into(), ToString::to_string);
    let answer = value.and_then(|value| known.kind.read_cell(value));
    match answer.map(|answer| answer.checked(known)) {
        None => Some(Problem::NoAnswer {
            entry,
            item,
            value: said,
        }),
        Some(Err(why)) => Some(Problem::Answer { entry, why }),
        Some(Ok(_)) => {
            let kind = kind.filter(|kind| !catalogue.kinds_of(known).contains(&(*kind).into()))?;
            let kind = kind.to_owned();
            Some(Problem::WrongKind { entry, item, kind })
        }
    }
}
