//! What can still be read of a damaged diary, written to a new one.
//!
//! What cannot be read of the entries and answers is looked for in the index of answers and in the
//! log of acts, which hold much of it once more. What is missing in the end is named.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::meaning;
use super::rows::{self, Place, Rows, Sweep};
use super::wreck::{Span, Wreck};
use crate::diary::{Catalogue, DateRange, EntryId, ItemId, Summary};
use crate::repository::raw::{
    Change, EntryRow, Result, beside, catalogue_in, is_readable, sync_folder,
};
use crate::repository::{Drafts, Passphrase, Problem, Repository, RepositoryError};

/// What was read of a damaged diary, and written to a new one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// How many entries.
    pub entries: usize,
    /// How many answers.
    pub answers: usize,
    /// How many of the answers were found in the index or the log of acts only.
    pub found_elsewhere: usize,
    /// What could not be read.
    pub lost: Vec<Lost>,
}

/// Something that could not be read of a damaged diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// The settings and own items, and what SQLite says: those of the log were taken.
    Settings(String),
    /// Something of an entry, or a setting, that could not be written again, and what SQLite says.
    Change(Option<EntryId>, String),
    /// Something that was read, but means nothing.
    Meaning(Problem),
    /// So many answers, whose entries are lost.
    Answers(usize),
    /// Part of some days.
    Days(DateRange),
    /// What was being written.
    Drafts,
    /// Whether there was more before a day.
    Until(NaiveDate),
    /// Whether there was more from a day on.
    From(NaiveDate),
}

/// Writes what can be read of a damaged diary to a new one, with the same passphrase. The new one has
/// its name when it is whole, and nothing is left of one that could not be written.
///
/// # Errors
/// [`RepositoryError::Exists`] when there is something at the new path, and
/// [`RepositoryError::Damaged`] when nothing can be read.
pub fn salvage(path: &Path, passphrase: Option<Passphrase>, to: &Path) -> Result<Salvaged> {
    if to.symlink_metadata().is_ok() {
        return Err(RepositoryError::Exists(to.to_owned()));
    }
    let key = passphrase.clone();
    let found =
        Found::read(path, key.as_ref()).map_err(|error| error.at_opening(path, key.as_ref()))?;
    if found.rows.entries.is_empty() && !found.lost.is_empty() {
        return Err(RepositoryError::Damaged {
            path: path.to_owned(),
            detail: Problem::Unreadable.into(),
            source: None,
        });
    }
    let partial = beside(to, ".partial");
    let remove = || {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = std::fs::remove_file(beside(&partial, ending));
        }
    };
    // Left over from one that was interrupted.
    remove();
    let from = path.display().to_string();
    let written = write(found, from, passphrase, &partial).and_then(|salvaged| {
        std::fs::rename(&partial, to)
            .and_then(|()| sync_folder(to))
            .map_err(|error| RepositoryError::io(to, error))?;
        Ok(salvaged)
    });
    if written.is_err() {
        remove();
    }
    written
}

fn write(
    mut found: Found,
    from: String,
    passphrase: Option<Passphrase>,
    to: &Path,
) -> Result<Salvaged> {
    let mut new = Repository::open_with(to, passphrase)?;
    let mut salvaged = Salvaged::default();
    new.record(&Summary::Salvaged { from }, |rows, _| {
        let settings = Rows {
            settings: std::mem::take(&mut found.rows.settings),
            ..Rows::default()
        };
        for change in Rows::default().changes_to(&settings, Sweep::Comes) {
            if let Err(error) = rows.make(change) {
                found.lost.push(Lost::Change(None, error.to_string()));
            }
        }
        // What the answers mean, the person's own items say, too.
        let catalogue = catalogue_in(rows.db)?;
        found.keep_what_has_meaning(&catalogue);
        for change in Rows::default().changes_to(&found.rows, Sweep::Comes) {
            let (what, place) = (change.entry(), place(&change));
            match rows.make(change) {
                Ok(()) => match place {
                    Some(place) => {
                        salvaged.answers += 1;
                        salvaged.found_elsewhere += usize::from(found.elsewhere.contains(&place));
                    }
                    None => salvaged.entries += 1,
                },
                Err(error) => found.lost.push(Lost::Change(what, error.to_string())),
            }
        }
        Ok(())
    })?;
    // One that has no entry to stand in now is lost with it.
    if new.keep_drafts(&Drafts::new(), &found.drafts).is_err() || new.drafts()? != found.drafts {
        found.lost.push(Lost::Drafts);
    }
    salvaged.lost = found.lost;
    // One file that needs no other: what could not be brought into it is told now.
    new.ask(|db| db.execute_batch("PRAGMA journal_mode = DELETE"))?;
    Ok(salvaged)
}

/// The place of a changed answer.
fn place(change: &Change) -> Option<Place> {
    match change {
        Change::Answer(entry, item, ..) => Some((*entry, item.clone())),
        Change::Entry(..) | Change::Setting(..) | Change::Stays(_) => None,
    }
}

/// What was found in a damaged file.
#[derive(Default)]
struct Found {
    rows: Rows,
    /// Answers that only the index or the log had.
    elsewhere: BTreeSet<Place>,
    /// The items that the file knew.
    items: BTreeSet<SmolStr>,
    /// What was being written.
    drafts: Drafts,
    /// What was not.
    lost: Vec<Lost>,
}

impl Found {
    fn read(path: &Path, key: Option<&Passphrase>) -> Result<Self> {
        let mut wreck = Wreck::open(path, key)?;
        let mut found = Self::default();
        match wreck.ask(rows::settings)? {
            Ok(settings) => found.take_settings(settings),
            Err(error) => found.lost.push(Lost::Settings(error.to_string())),
        }
        for (key, value) in wreck.log(|_| false)?.settings {
            if let Some(value) = value {
                found.rows.settings.entry(key).or_insert(value);
            }
        }
        match wreck.drafts()? {
            Some(drafts) => found.drafts = drafts,
            None => found.lost.push(Lost::Drafts),
        }
        let items = wreck.items(found.rows.settings.keys())?;
        let Span { days, unknown } = wreck.span(&items)?;
        let (entries, mut lost) = wreck.read(days, rows::entries)?;
        let (answers, lost_answers) = wreck.read(days, rows::answers)?;
        found.rows.entries.extend(entries);
        found.rows.answers.extend(answers);
        lost.extend(lost_answers);
        let lost = merged(lost);

        let missing: Vec<DateRange> = lost.iter().chain(&unknown).copied().collect();
        if let Some(all) = missing.iter().copied().reduce(DateRange::hull) {
            let indexed = wreck.index(all, &items)?;
            let log = wreck.log(|id| missing.iter().any(|days| days.contains(id.date())))?;
            for (id, row) in log.entries {
                if let Some(row) = row {
                    found.rows.entries.entry(id).or_insert(row);
                }
            }
            let logged = log.answers.into_iter();
            let logged = logged.filter_map(|(place, cell)| Some((place, cell?)));
            for (place, cell) in indexed.into_iter().chain(logged) {
                if !found.rows.answers.contains_key(&place) {
                    found.elsewhere.insert(place.clone());
                    found.rows.answers.insert(place, cell);
                }
            }
        }
        found.items = items;
        found.complete();
        found.lost.extend(lost.into_iter().map(Lost::Days));
        found.lost.extend(unknown.into_iter().map(beyond));
        Ok(found)
    }

    /// Takes the settings that can be understood.
    fn take_settings(&mut self, settings: BTreeMap<SmolStr, String>) {
        for (key, value) in settings {
            if is_readable(&key, &value) {
                self.rows.settings.insert(key, value);
            } else {
                let unread = Problem::Setting(key.to_string());
                self.lost.push(Lost::Meaning(unread));
            }
        }
    }

    /// Takes out what means nothing, and puts right what of it can be. Answers to items that only the
    /// file knows are another version's, and stay.
    fn keep_what_has_meaning(&mut self, catalogue: &Catalogue) {
        let Rows {
            entries, answers, ..
        } = &mut self.rows;
        let lost = &mut self.lost;
        for (id, row) in entries.iter_mut() {
            let problem = meaning::of_entry(catalogue, *id, row, true);
            if let Some(problem @ Problem::UnknownKind { .. }) = problem {
                let of = answers.range((*id, ItemId::new(""))..);
                let of = of.take_while(|((entry, _), _)| entry == id);
                if let Some(kind) = kind_of(catalogue, of.map(|((_, item), _)| item)) {
                    row.kind = kind;
                    lost.push(Lost::Meaning(problem));
                }
            }
            let problem = meaning::of_entry(catalogue, *id, row, true);
            if let Some(problem @ Problem::NoTime { .. }) = problem {
                row.time = None;
                lost.push(Lost::Meaning(problem));
            }
        }
        answers.retain(|(entry, item), value| {
            let kind = entries.get(entry).map(|row| row.kind.as_str());
            let value = Some(value.clone());
            match meaning::of_answer(catalogue, kind, *entry, item.as_str(), value) {
                None => true,
                Some(Problem::UnknownItem { .. }) if self.items.contains(item.as_str()) => true,
                Some(problem) => {
                    lost.push(Lost::Meaning(problem));
                    false
                }
            }
        });
        let answered: BTreeSet<i64> = answers.keys().map(|(entry, _)| *entry).collect();
        entries.retain(|id, row| {
            match meaning::of_entry(catalogue, *id, row, answered.contains(id)) {
                None => true,
                // What it held is named already.
                Some(Problem::EmptyCheckIn(_)) => false,
                Some(problem) => {
                    lost.push(Lost::Meaning(problem));
                    false
                }
            }
        });
        // An answer without its entry cannot be written.
        answers.retain(|(entry, _), _| entries.contains_key(entry));
    }

    /// Adds the check-ins that answers belong to, and takes out answers whose entry is lost.
    fn complete(&mut self) {
        let Rows {
            entries, answers, ..
        } = &mut self.rows;
        for (entry, _) in answers.keys() {
            if EntryId::from_raw(*entry).is_some_and(EntryId::is_check_in) {
                entries.entry(*entry).or_insert_with(EntryRow::check_in);
            }
        }
        let found = answers.len();
        answers.retain(|(entry, _), _| entries.contains_key(entry));
        match found - answers.len() {
            0 => {}
            n => self.lost.push(Lost::Answers(n)),
        }
    }
}

/// The kind of timed entry that has some items, if only one has.
fn kind_of<'i>(catalogue: &Catalogue, items: impl Iterator<Item = &'i ItemId>) -> Option<SmolStr> {
    let known = items.filter_map(|item| catalogue.item(item.as_str()));
    let mut kinds = known.map(|item| catalogue.kinds_of(item));
    let only = kinds.find(|kinds| kinds.len() == 1 && !kinds[0].is_day())?;
    Some(SmolStr::new(only[0].as_str()))
}

/// Days one after the other become one stretch.
fn merged(mut days: Vec<DateRange>) -> Vec<DateRange> {
    days.sort_by_key(|days| days.first);
    let mut merged: Vec<DateRange> = Vec::new();
    for days in days {
        match merged.last_mut() {
            Some(before) if before.last.succ_opt().is_none_or(|next| days.first <= next) => {
                *before = before.hull(days);
            }
            _ => merged.push(days),
        }
    }
    merged
}

/// Days at an end that the file does not say to be its end.
fn beyond(DateRange { first, last }: DateRange) -> Lost {
    if first == DateRange::CALENDAR.first {
        Lost::Until(last)
    } else {
        Lost::From(first)
    }
}
