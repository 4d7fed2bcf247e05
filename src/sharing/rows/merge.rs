//! What others know, into the documents.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::computers::{computer, know};
use super::standing::entry;
use super::store::{Sayings, Stored, home, house};
use super::values::{Incoming, Told};
use crate::diary::Uid;
use crate::repository::raw::Result;
use crate::sharing::register::{Content, Owner, Register, Said, Writer};
use crate::sharing::settle::{Notice, settle};
use crate::sharing::{DeviceId, PartName};

/// What is done after so many milliseconds from now has a clock that is ahead.
const TOMORROW: i64 = 24 * 60 * 60 * 1000;

/// The merging of what others know.
pub(super) struct Merging<'d> {
    db: &'d Connection,
    me: DeviceId,
    now: i64,
    /// The parts that changed.
    pub touched: BTreeSet<PartName>,
    /// The states that could not be merged.
    pub refused: Vec<PartName>,
    differ: usize,
    told: Vec<Told>,
}

impl<'d> Merging<'d> {
    pub(super) fn new(db: &'d Connection, me: DeviceId, now: i64) -> Self {
        Self {
            db,
            me,
            now,
            touched: BTreeSet::new(),
            refused: Vec::new(),
            differ: 0,
            told: Vec::new(),
        }
    }

    /// Merges a part as another computer knows it.
    pub(super) fn merge(&mut self, incoming: Incoming) -> Result<()> {
        know(self.db, &incoming.from)?;
        let mut part = Stored::open(self.db, incoming.part, self.me)?;
        let before = match part.merge(&incoming.state) {
            Ok(Some(before)) => before,
            Ok(None) => return Ok(()),
            Err(_) => {
                self.refused.push(incoming.part);
                return Ok(());
            }
        };
        part.save(self.db)?;
        self.touched.insert(part.name);
        self.tell(&part, &before)?;
        self.house(&part, &before)
    }

    /// What is told of all that was merged.
    pub(super) fn told(&mut self) -> Vec<Told> {
        let mut told = std::mem::take(&mut self.told);
        if self.differ > 0 {
            told.insert(0, Told::Differ(self.differ));
        }
        told
    }

    fn tell(&mut self, part: &Stored, before: &Sayings) -> Result<()> {
        let mut ahead = BTreeSet::new();
        for (register, said) in changed(part, before) {
            let known = before.get(register).map_or(&[][..], Vec::as_slice);
            let unknown = said.iter().filter(|said| !known.contains(said));
            let is_ahead = |(_, said): &&(_, Said)| said.at > self.now.saturating_add(TOMORROW);
            ahead.extend(unknown.filter(is_ahead).map(|(by, _)| by.device));
            let notices = |said| settle(register, said).map(|settled| settled.notices);
            let told = notices(known).unwrap_or_default();
            let notices = notices(said).unwrap_or_default();
            for notice in notices.difference(&told) {
                let told = match notice {
                    Notice::Differs => {
                        self.differ += 1;
                        continue;
                    }
                    Notice::Both => date(self.db, part, register)?.map(Told::BothNotes),
                    Notice::ChangeStands => date(self.db, part, register)?.map(Told::ChangeStands),
                };
                self.told
                    .extend(told.filter(|told| !self.told.contains(told)));
            }
        }
        for device in ahead {
            let told = Told::ClockAhead(computer(self.db, device)?);
            if !self.told.contains(&told) {
                self.told.push(told);
            }
        }
        Ok(())
    }

    /// Sees to it that a timed entry is in one part. Two computers that shared one before they knew
    /// of each other may have it in two: it stays in the earlier, with what both say of it.
    fn house(&mut self, part: &Stored, before: &Sayings) -> Result<()> {
        let mut uids: BTreeMap<&Uid, Vec<&Register>> = BTreeMap::new();
        for (register, _) in changed(part, before) {
            if let Owner::Entry(uid) = &register.owner {
                uids.entry(uid).or_default().push(register);
            }
        }
        for (uid, changed) in uids {
            match home(self.db, uid)? {
                Some(known) if known == part.name => {}
                None => house(self.db, uid, part.name)?,
                Some(known) if known < part.name => {
                    let mut home = Stored::open(self.db, known, self.me)?;
                    carry(part, &mut home, changed.into_iter());
                    home.save(self.db)?;
                    self.touched.insert(known);
                }
                Some(known) => {
                    house(self.db, uid, part.name)?;
                    let left = Stored::open(self.db, known, self.me)?;
                    let mut home = Stored::open(self.db, part.name, self.me)?;
                    let all = left.said().keys();
                    carry(
                        &left,
                        &mut home,
                        all.filter(|of| of.owner == Owner::Entry(uid.clone())),
                    );
                    home.save(self.db)?;
                }
            }
        }
        Ok(())
    }
}

/// The registers of which something else is said now, with what is.
fn changed<'p>(
    part: &'p Stored,
    before: &'p Sayings,
) -> impl Iterator<Item = (&'p Register, &'p Vec<(Writer, Said)>)> {
    part.said()
        .iter()
        .filter(|(register, said)| before.get(*register) != Some(*said))
}

/// Says in one part what stands of some registers in another, beside what is said there.
fn carry<'r>(from: &Stored, to: &mut Stored, registers: impl Iterator<Item = &'r Register>) {
    for register in registers {
        let Some(settled) = from.settled(register) else {
            continue;
        };
        let mut said = from.said().get(register).into_iter().flatten();
        let Some((_, said)) = said.find(|(by, _)| *by == settled.by) else {
            continue;
        };
        let how = said.how;
        let (content, at) = (settled.content, settled.at);
        let said = Said { content, at, how };
        let known = to.said().get(register);
        if !known.is_some_and(|known| known.iter().any(|(_, known)| *known == said)) {
            to.say(register, said, |_| true);
        }
    }
}

/// The day a register is of; none for a setting.
pub(super) fn date(
    db: &Connection,
    part: &Stored,
    register: &Register,
) -> Result<Option<NaiveDate>> {
    Ok(match &register.owner {
        Owner::Settings => None,
        Owner::Day(date) => Some(*date),
        Owner::Entry(uid) => match part
            .settled(&Register::row(uid))
            .and_then(|row| row.content)
        {
            Some(Content::Row(head)) => Some(head.date),
            _ => entry(db, uid)?.map(|(_, head)| head.date),
        },
    })
}
