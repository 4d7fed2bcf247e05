//! What is being written and is no answer yet: the table `draft`. To type is no act, so drafts are
//! neither in the log nor undone.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::Repository;
use super::error::Result;
use crate::diary::{EntryId, ItemId};

/// Words that are being typed and are no answer yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Draft {
    /// The entry they are typed into; a check-in need not be there yet.
    pub entry: EntryId,
    /// The item they are to answer.
    pub item: ItemId,
    /// The words, as they were typed.
    pub text: String,
}

/// Drafts; several of one field are of several programs.
pub type Drafts = BTreeSet<Draft>;

impl Repository {
    /// The drafts of all programs, but for those of timed entries that are removed.
    ///
    /// # Errors
    /// [`RepositoryError`](super::RepositoryError) when the file cannot be read.
    pub fn drafts(&self) -> Result<Drafts> {
        self.ask(read)
    }

    /// Keeps drafts in place of those that were kept before, in one transaction that is durable when
    /// this returns. All others stay as they are.
    ///
    /// # Errors
    /// [`RepositoryError`](super::RepositoryError) when the file cannot be written; then those before
    /// stay.
    pub fn keep_drafts(&mut self, before: &Drafts, now: &Drafts) -> Result<()> {
        let kept = self.write(|db, _| Ok(Some(write(db, before, now)?)), |()| false);
        kept.map(drop)
    }
}

pub(crate) fn read(db: &Connection) -> rusqlite::Result<Drafts> {
    let mut rows = db.prepare_cached(
        "SELECT iif(draft.uid IS NULL, draft.entry, entry.id), item, text
         FROM draft LEFT JOIN entry ON entry.uid = draft.uid",
    )?;
    let mut rows = rows.query([])?;
    let mut drafts = Drafts::new();
    while let Some(row) = rows.next()? {
        let number: Option<i64> = row.get(0)?;
        if let Some(entry) = number.and_then(EntryId::from_raw) {
            let item = ItemId::new(row.get_ref(1)?.as_str()?);
            let text = row.get(2)?;
            drafts.insert(Draft { entry, item, text });
        }
    }
    Ok(drafts)
}

fn write(db: &Connection, before: &Drafts, now: &Drafts) -> rusqlite::Result<()> {
    // One row only: another program may be writing the same.
    let mut remove = db.prepare_cached(
        "DELETE FROM draft WHERE rowid = (
           SELECT min(rowid) FROM draft WHERE item = ?2 AND text = ?3 AND iif(
             uid IS NULL, entry = ?1, uid = (SELECT uid FROM entry WHERE id = ?1)))",
    )?;
    let mut add = db.prepare_cached(
        "INSERT INTO draft (entry, uid, item, text)
         VALUES (?1, (SELECT uid FROM entry WHERE id = ?1), ?2, ?3)",
    )?;
    for draft in before.difference(now) {
        remove.execute(row(draft))?;
    }
    for draft in now.difference(before) {
        add.execute(row(draft))?;
    }
    Ok(())
}

fn row(draft: &Draft) -> (i64, &str, &str) {
    (draft.entry.raw(), draft.item.as_str(), &draft.text)
}

/// Forgets the drafts of entries that are removed and cannot be brought back.
pub(super) fn forget_removed(db: &Connection) -> rusqlite::Result<()> {
    db.execute(
        "DELETE FROM draft WHERE uid IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.uid = draft.uid)
         AND NOT EXISTS (SELECT 1 FROM change WHERE instr(changes, draft.uid))",
        [],
    )
    .map(drop)
}
