//! Leaving no trace of what was removed for good, and whether documents and rows agree.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::computers::me;
use super::standing::{Standing, standing};
use super::store::{Stored, home, is_begun, parts};
use super::take::{is_removed, registers};
use crate::repository::raw::{Result, begin_to_write, catalogue_in};
use crate::sharing::DeviceId;
use crate::sharing::register::{Owner, Register};

/// Leaves no trace of removed entries and answers in the documents: what was changed here is given, and
/// what was said of entries that are removed is taken away, but that they are. Does nothing where no
/// documents are kept.
pub(crate) fn forget(db: &Connection) -> Result<()> {
    if !is_begun(db)? {
        return Ok(());
    }
    let begun = begin_to_write(db)?;
    // Where it is not known which this is, what nobody calls itself is as good as any.
    let me = me(&begun)?.unwrap_or(DeviceId::new(0));
    let catalogue = catalogue_in(&begun)?;
    super::give::give(&begun, me, &catalogue)?;
    for name in parts(&begun)? {
        let mut part = Stored::open(&begun, name, me)?;
        let removed = |of: &&Register| !of.is_row() && is_removed(&part, of);
        let removed: Vec<Register> = part.said().keys().filter(removed).cloned().collect();
        for register in removed {
            part.forget(&register);
        }
        part.save(&begun)?;
    }
    begun.commit()?;
    Ok(())
}

/// Of what the rows say something else than the documents, as `2026-03-17/pain`; what was changed and
/// is not given yet left out. None where no documents are kept.
pub(crate) fn disagreeing(db: &Connection) -> Result<Vec<String>> {
    if !is_begun(db)? {
        return Ok(Vec::new());
    }
    let mut waiting =
        db.prepare_cached("SELECT 1 FROM share_dirty WHERE owner = ?1 AND item = ?2")?;
    let mut all = Vec::new();
    for name in parts(db)? {
        let part = Stored::open(db, name, DeviceId::new(0))?;
        let mut all_of: BTreeSet<Register> = part.said().keys().cloned().collect();
        all_of.extend(registers(db, name)?);
        for register in all_of {
            if let Owner::Entry(uid) = &register.owner
                && home(db, uid)? != Some(name)
            {
                continue;
            }
            let Standing::Said(stands) = standing(db, &register)? else {
                continue;
            };
            let said = part.settled(&register).and_then(|settled| settled.content);
            let owner = register.owner.to_string();
            if said != stands && !waiting.exists([owner.as_str(), register.item.as_str()])? {
                all.push(register.to_string());
            }
        }
    }
    Ok(all)
}
