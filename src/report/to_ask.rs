//! What the person noted over the weeks to ask at the visit.

use chrono::NaiveDate;
use serde::Serialize;

use super::kept::Kept;
use crate::diary::{Answer, DateRange};

/// At most so many stand on the page, with what was asked when it was made: it is one sheet.
const SHOWN: usize = 3;

/// The item it is noted in.
pub const TO_ASK: &str = "to-ask";

/// Questions out of the diary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ToAsk {
    /// The latest of them, earliest first.
    pub latest: Vec<Question>,
    /// How many more there are.
    pub more: usize,
}

/// A question, in the person's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Question {
    /// When it was noted.
    pub date: NaiveDate,
    /// What it says.
    pub words: String,
}

impl ToAsk {
    /// The questions of a span, beside so many others.
    pub(super) fn of(kept: &Kept, span: DateRange, others: usize) -> Self {
        let Some(item) = kept.item(TO_ASK) else {
            return Self {
                latest: Vec::new(),
                more: 0,
            };
        };
        let mut latest: Vec<Question> = kept
            .days(span)
            .flat_map(|(date, day)| day.answers(&item.id).map(move |answer| (date, answer)))
            .filter_map(|(date, answer)| match answer {
                Answer::Text(words) => Some(Question {
                    date,
                    words: words.clone(),
                }),
                _ => None,
            })
            .collect();
        let more = latest.len().saturating_sub(SHOWN.saturating_sub(others));
        latest.drain(..more);
        Self { latest, more }
    }
}
