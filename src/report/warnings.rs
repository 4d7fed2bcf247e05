//! Warning signs: those noted, with their dates, and those answered with no.

use chrono::NaiveDate;
use serde::Serialize;

use super::kept::Kept;
use crate::diary::{Answer, DateRange};
use crate::guide::Flag;

/// Warning signs of the span. A sign nobody was asked about is on neither list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Warnings {
    /// What the guide warned of, most urgent first.
    pub warned: Vec<Noted>,
    /// The signs that were noted, the latest first.
    pub noted: Vec<Noted>,
    /// The signs that were asked about and always answered with no.
    pub answered_no: Vec<String>,
}

/// What was noted, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Noted {
    /// What it is.
    pub label: String,
    /// On how many days.
    pub days: usize,
    /// The first of them.
    pub first: NaiveDate,
    /// The last of them.
    pub last: NaiveDate,
}

impl Noted {
    fn on(label: &str, dates: &[NaiveDate]) -> Option<Self> {
        Some(Self {
            label: label.to_owned(),
            days: dates.len(),
            first: *dates.first()?,
            last: *dates.last()?,
        })
    }
}

impl Warnings {
    pub(super) fn of(kept: &Kept, flags: &[Flag], span: DateRange) -> Self {
        let warned = flags.iter().filter(|flag| kept.allows_flag(flag));
        let warned = warned.filter_map(|flag| {
            let days = flag.days.iter().copied();
            let days: Vec<_> = days.filter(|day| span.contains(*day)).collect();
            Noted::on(&flag.title, &days)
        });
        let mut noted = Vec::new();
        let mut answered_no = Vec::new();
        let items = kept.catalogue.items().iter();
        for item in items.filter(|item| item.warning && kept.allows(&item.id)) {
            let (dates, _) = kept.dates(span, item);
            let no = |answer: &Answer| matches!(answer, Answer::Flag(false));
            let said_no = || {
                kept.days(span)
                    .any(|(_, day)| day.answers(&item.id).any(no))
            };
            match Noted::on(&item.phrase, &dates) {
                Some(sign) => noted.push(sign),
                None if said_no() => answered_no.push(item.phrase.clone()),
                None => {}
            }
        }
        noted.sort_by_key(|sign| std::cmp::Reverse(sign.last));
        Self {
            warned: warned.collect(),
            noted,
            answered_no,
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.warned.is_empty() && self.noted.is_empty() && self.answered_no.is_empty()
    }
}
