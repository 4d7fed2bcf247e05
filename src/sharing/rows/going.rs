//! Going round once, within a transaction: rows into documents, what others know into documents, and
//! documents into rows.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::computers::{computer, know_me};
use super::give;
use super::merge::Merging;
use super::store::{Stored, wait, waiting};
use super::take::{self, Taken};
use super::values::{Arrival, Incoming, Told};
use crate::diary::Catalogue;
use crate::repository::raw::{Recorder, Result};
use crate::sharing::watch::{Leg, UNWATCHED, Watch};
use crate::sharing::{Computer, PartName};

/// Who goes round, when, and who is told how far it is.
pub(in crate::sharing) struct Going<'a> {
    /// This computer.
    pub me: &'a Computer,
    /// Milliseconds since 1970.
    pub now: i64,
    /// Whoever waits for it.
    pub watch: Watch<'a>,
}

/// What going round did to the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// It changed some.
    Changed,
    /// It changed none.
    Unchanged,
    /// It was called off: nothing of it is to stay.
    Off,
}

impl<'a> Going<'a> {
    /// Nobody waits for it.
    pub(super) fn unwatched(me: &'a Computer, now: i64) -> Self {
        let watch = UNWATCHED;
        Self { me, now, watch }
    }

    /// Goes round.
    pub(super) fn round<I>(
        &self,
        rows: &mut Recorder<'_>,
        catalogue: &Arc<Catalogue>,
        incoming: I,
        arrival: &mut Arrival,
    ) -> Result<Gone>
    where
        I: IntoIterator<Item = Incoming>,
    {
        let db = rows.db;
        know_me(db, self.me)?;
        let given = give::give(db, self.me.id, catalogue)?;
        let mut merging = Merging::new(db, self.me.id, self.now);
        let incoming = incoming.into_iter();
        let most = incoming.size_hint().1.unwrap_or_default();
        for (done, incoming) in incoming.enumerate() {
            if self.is_off(Leg::Merging, done, most) {
                return Ok(Gone::Off);
            }
            merging.merge(incoming)?;
        }
        let waiting = waiting(db)?;
        let parts = &merging.touched | &waiting;
        let Some(taken) = self.take(rows, catalogue, &parts)? else {
            return Ok(Gone::Off);
        };
        let from = taken.from.iter().map(|id| computer(db, *id));
        arrival.from = from.collect::<Result<_>>()?;
        arrival.told = merging.told();
        arrival.told.extend(full(db, &taken, &waiting)?);
        arrival.refused = merging.refused;
        (arrival.items, arrival.settings) = (taken.items, taken.settings);
        arrival.days = taken.days;
        Ok(match given || !merging.touched.is_empty() {
            true => Gone::Changed,
            false => Gone::Unchanged,
        })
    }

    /// Makes the rows of parts what the documents say; `None` when it was called off.
    fn take(
        &self,
        rows: &mut Recorder<'_>,
        catalogue: &Arc<Catalogue>,
        parts: &BTreeSet<PartName>,
    ) -> Result<Option<Taken>> {
        let mut taken = Taken::default();
        if parts.is_empty() {
            // The switch alone would have each statement prepared anew.
            return Ok(Some(taken));
        }
        // All that was done here was given first: what is changed now came from others.
        let _unnoted = Unnoted::from_here(rows.db)?;
        for (done, name) in parts.iter().enumerate() {
            if self.is_off(Leg::Taking, done, parts.len()) {
                return Ok(None);
            }
            let mut part = Stored::open(rows.db, *name, self.me.id)?;
            take::take(rows, &mut part, catalogue, &mut taken)?;
            part.save(rows.db)?;
        }
        Ok(Some(taken))
    }

    fn is_off(&self, leg: Leg, done: usize, all: usize) -> bool {
        (self.watch)(leg.progress(done, all)).is_break()
    }
}

/// Notes which parts have an entry that waits for room on its day, and tells of days that were not
/// told of.
fn full(db: &Connection, taken: &Taken, waiting: &BTreeSet<PartName>) -> Result<Vec<Told>> {
    let full: BTreeSet<PartName> = taken.full.iter().map(|(part, _)| *part).collect();
    if full != *waiting {
        wait(db, &full)?;
    }
    let news = taken.full.iter().filter(|(of, _)| !waiting.contains(of));
    Ok(news.map(|(_, day)| Told::DayFull(*day)).collect())
}

/// While it is there, no change of a row is noted: of a whole diary that takes nearly as long as to make
/// the rows.
struct Unnoted<'d>(&'d Connection);

impl<'d> Unnoted<'d> {
    fn from_here(db: &'d Connection) -> Result<Self> {
        let unnoted = Self(db);
        unnoted.note(false)?;
        Ok(unnoted)
    }

    fn note(&self, note: bool) -> rusqlite::Result<bool> {
        let noting = DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER;
        self.0.set_db_config(noting, note)
    }
}

impl Drop for Unnoted<'_> {
    fn drop(&mut self) {
        // It is a switch in memory, which the library has no reason to refuse.
        let noted = self.note(true);
        debug_assert!(noted.is_ok(), "{noted:?}");
    }
}
