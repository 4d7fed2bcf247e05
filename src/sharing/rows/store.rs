//! A part as this computer knows it: the table `share_part`.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use crate::repository::raw::Result;
use crate::repository::{Problem, RepositoryError};
use crate::sharing::document::{Document, NoDocument};
use crate::sharing::register::{Register, Said, Writer};
use crate::sharing::settle::{Notice, Settled, settle};
use crate::sharing::{DeviceId, PartName};

/// What was said of each register, and by whom.
pub(super) type Sayings = BTreeMap<Register, Vec<(Writer, Said)>>;

/// Whether documents of a diary are kept.
pub(super) fn is_begun(db: &Connection) -> Result<bool> {
    let mut table = db.prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = 'share_dirty'")?;
    Ok(table.exists([])?)
}

/// A part, open for writing.
pub(super) struct Stored {
    pub name: PartName,
    document: Document,
    writer: Writer,
    said: Sayings,
    changed: bool,
}

impl Stored {
    /// A part as it stands; one in which nothing stands where there is none.
    ///
    /// # Errors
    /// Also when what is kept of it is no document.
    pub(super) fn open(db: &Connection, name: PartName, me: DeviceId) -> Result<Self> {
        let state: Option<Vec<u8>> = db
            .prepare_cached("SELECT state FROM share_part WHERE name = ?1")?
            .query_row([name.to_string()], |row| row.get(0))
            .optional()?;
        let document = match state {
            Some(state) => Document::open(&state).map_err(|error| unsound(name, error))?,
            None => Document::new(),
        };
        Ok(Self {
            name,
            writer: Writer::new(me),
            said: sayings(&document),
            document,
            changed: false,
        })
    }

    /// The computer that writes here.
    pub(super) fn me(&self) -> DeviceId {
        self.writer.device
    }

    /// What was said of each register.
    pub(super) fn said(&self) -> &Sayings {
        &self.said
    }

    /// What stands in a register; `None` where nobody said anything of it.
    pub(super) fn settled(&self, register: &Register) -> Option<Settled> {
        settle(register, self.said.get(register)?)
    }

    /// Says what stands in a register, in place of what was said of it and is not to stay.
    pub(super) fn say(&mut self, register: &Register, said: Said, stays: impl Fn(&Said) -> bool) {
        self.retain(register, stays);
        let known = self.said.entry(register.clone()).or_default();
        known.retain(|(writer, _)| *writer != self.writer);
        self.document
            .put(&register.key(self.writer), &said.written());
        known.push((self.writer, said));
        self.changed = true;
    }

    /// Takes away what was said of a register, without a word in its place.
    pub(super) fn forget(&mut self, register: &Register) {
        self.retain(register, |_| false);
        self.said.remove(register);
    }

    fn retain(&mut self, register: &Register, stays: impl Fn(&Said) -> bool) {
        let Some(known) = self.said.get_mut(register) else {
            return;
        };
        let (document, changed) = (&mut self.document, &mut self.changed);
        known.retain(|(writer, said)| {
            let stays = stays(said);
            if !stays {
                document.clear(&register.key(*writer));
                *changed = true;
            }
            stays
        });
    }

    /// Takes in what another computer knows of the part. Hands back what was said here before, where
    /// that changed anything.
    ///
    /// # Errors
    /// When it is no document; then this is to be opened anew.
    pub(super) fn merge(
        &mut self,
        state: &[u8],
    ) -> std::result::Result<Option<Sayings>, NoDocument> {
        if !self.document.merge(state)? {
            return Ok(None);
        }
        self.changed = true;
        let said = sayings(&self.document);
        Ok(Some(std::mem::replace(&mut self.said, said)))
    }

    /// Keeps it as it is now, if it changed.
    pub(super) fn save(&mut self, db: &Connection) -> Result<bool> {
        if !std::mem::take(&mut self.changed) {
            return Ok(false);
        }
        let differ = self.said.keys().filter(|register| {
            let settled = self.settled(register);
            settled.is_some_and(|settled| settled.notices.contains(&Notice::Differs))
        });
        db.prepare_cached(
            "INSERT INTO share_part (name, file, counter, doubts, state)
             VALUES (?1, lower(hex(randomblob(16))), 1, ?2, ?3)
             ON CONFLICT DO UPDATE
             SET counter = counter + 1, doubts = excluded.doubts, state = excluded.state",
        )?
        .execute(params![
            self.name.to_string(),
            differ.count() as i64,
            self.document.state()
        ])?;
        Ok(true)
    }
}

fn sayings(document: &Document) -> Sayings {
    let mut sayings = Sayings::new();
    for (key, value) in document.values() {
        let read = Register::parse(&key)
            .and_then(|(register, by)| Some((Said::parse(&register, &value)?, register, by)));
        // What is of a later form stays where it is, for who can read it.
        if let Some((said, register, by)) = read {
            sayings.entry(register).or_default().push((by, said));
        }
    }
    sayings
}

fn unsound(part: PartName, error: NoDocument) -> RepositoryError {
    RepositoryError::Unsound(Problem::Rows(format!("{part}: {error}")).into())
}

/// The parts that are kept.
pub(super) fn parts(db: &Connection) -> Result<Vec<PartName>> {
    let mut names = db.prepare_cached("SELECT name FROM share_part ORDER BY name")?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?;
    let mut parts = Vec::new();
    for name in names {
        parts.extend(name?.parse::<PartName>().ok());
    }
    Ok(parts)
}

/// The part of a timed entry; `None` before it has one.
pub(super) fn home(db: &Connection, uid: &str) -> Result<Option<PartName>> {
    let part: Option<String> = db
        .prepare_cached("SELECT part FROM share_entry WHERE uid = ?1")?
        .query_row([uid], |row| row.get(0))
        .optional()?;
    Ok(part.and_then(|part| part.parse().ok()))
}

/// Says in which part a timed entry is.
pub(super) fn house(db: &Connection, uid: &str, part: PartName) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO share_entry (uid, part) VALUES (?1, ?2)")?
        .execute([uid, &part.to_string()])?;
    Ok(())
}

/// How the keys of parts begin that wait for room.
const WAITS: &str = "waits ";

/// The parts with an entry that found no number left on its day: they are taken again in each round.
pub(super) fn waiting(db: &Connection) -> Result<BTreeSet<PartName>> {
    let mut keys = db.prepare_cached("SELECT key FROM share WHERE key GLOB ?1 || '*'")?;
    let keys = keys.query_map([WAITS], |row| row.get::<_, String>(0))?;
    let mut parts = BTreeSet::new();
    for key in keys {
        let key = key?;
        let part = key.strip_prefix(WAITS);
        parts.extend(part.and_then(|part| part.parse::<PartName>().ok()));
    }
    Ok(parts)
}

/// Notes which parts do.
pub(super) fn wait(db: &Connection, parts: &BTreeSet<PartName>) -> Result<()> {
    db.execute("DELETE FROM share WHERE key GLOB ?1 || '*'", [WAITS])?;
    let mut noted = db.prepare_cached("INSERT INTO share (key, value) VALUES (?1, '')")?;
    for part in parts {
        noted.execute([format!("{WAITS}{part}")])?;
    }
    Ok(())
}
