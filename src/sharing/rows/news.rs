//! What of this computer no other has.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::merge::date;
use super::store::{Stored, parts};
use crate::repository::raw::Result;
use crate::sharing::DeviceId;
use crate::sharing::register::{Owner, Said, Writer};

/// How many answers of each day this computer says and no other does.
pub(super) fn news(db: &Connection, me: DeviceId) -> Result<BTreeMap<NaiveDate, usize>> {
    let mut news = BTreeMap::new();
    for name in parts(db)? {
        let part = Stored::open(db, name, me)?;
        for (register, said) in part.said() {
            if register.is_row() || register.owner == Owner::Settings || !is_news(said, me) {
                continue;
            }
            if let Some(day) = date(db, &part, register)? {
                *news.entry(day).or_default() += 1;
            }
        }
    }
    Ok(news)
}

/// Whether this computer says something that no other says.
fn is_news(said: &[(Writer, Said)], me: DeviceId) -> bool {
    let (mine, others): (Vec<_>, Vec<_>) = said.iter().partition(|(by, _)| by.device == me);
    let is_known = |of: &Said| others.iter().any(|(_, other)| other.content == of.content);
    mine.iter()
        .any(|(_, of)| of.content.is_some() && !is_known(of))
}
