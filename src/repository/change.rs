//! Rows before and after: what an act comes down to, and what undoing it turns round.

use rusqlite::Row;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::value::Cell;
use crate::diary::{EntryId, EntryKindId, ItemId};

/// A row of the table `entry`, without its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct EntryRow {
    pub kind: SmolStr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<SmolStr>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<SmolStr>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SmolStr>,
}

impl EntryRow {
    /// From the columns `kind, time, uid, source`, of which this is the first.
    pub(crate) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let text = |at| {
            let text = row.get_ref(at)?.as_str_or_null()?;
            Ok::<_, rusqlite::Error>(text.map(SmolStr::new))
        };
        Ok(Self {
            kind: SmolStr::new(row.get_ref(first)?.as_str()?),
            time: text(first + 1)?,
            uid: text(first + 2)?,
            source: text(first + 3)?,
        })
    }

    /// The check-in of a day, which is all in its number.
    pub(crate) fn check_in() -> Self {
        Self {
            kind: SmolStr::new(EntryKindId::DAY.as_str()),
            time: None,
            uid: None,
            source: None,
        }
    }
}

/// One row as it was and as it is; `None` where there is no row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Change {
    Entry(i64, Option<EntryRow>, Option<EntryRow>),
    Answer(i64, ItemId, Option<Cell>, Option<Cell>),
    Setting(SmolStr, Option<String>, Option<String>),
    /// One that an act made and that does not belong to it any more: when the act was undone or
    /// redone, the row was not as the act had left it.
    Stays(Box<Change>),
}

impl Change {
    /// The change that takes this one back.
    pub(crate) fn inverse(self) -> Self {
        match self {
            Self::Entry(id, before, after) => Self::Entry(id, after, before),
            Self::Answer(entry, item, before, after) => Self::Answer(entry, item, after, before),
            Self::Setting(key, before, after) => Self::Setting(key, after, before),
            Self::Stays(change) => Self::Stays(Box::new(change.inverse())),
        }
    }

    /// The same, of which the act knows that it stays.
    pub(super) fn that_stays(self) -> Self {
        match self {
            stays @ Self::Stays(_) => stays,
            change => Self::Stays(Box::new(change)),
        }
    }

    /// The entry it touches.
    pub(crate) fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Entry(id, ..) | Self::Answer(id, ..) => EntryId::from_raw(*id),
            Self::Setting(..) => None,
            Self::Stays(change) => change.entry(),
        }
    }

    /// Whether it changes nothing: an entry as it stood says whose answers follow.
    pub(super) fn is_idle(&self) -> bool {
        match self {
            Self::Entry(_, before, after) => before == after,
            Self::Answer(_, _, before, after) => before == after,
            Self::Setting(_, before, after) => before == after,
            Self::Stays(_) => true,
        }
    }
}
