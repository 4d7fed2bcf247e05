//! Every recorded day, a row each.

use chrono::NaiveDate;
use serde::Serialize;

use super::kept::Kept;
use super::where_;
use crate::diary::{Answer, DateRange, Day, Role, day_value};

/// A recorded day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct DayRow {
    /// The day.
    pub date: NaiveDate,
    /// The day of the cycle, from 1.
    pub cycle_day: Option<i64>,
    /// The worst pain, 0–10.
    pub pain: Option<f64>,
    /// Where it hurt.
    pub sites: Vec<String>,
    /// The bleeding, in words.
    pub bleeding: Option<String>,
    /// What was tried.
    pub tried: Vec<String>,
    /// The notes, in the person's own words.
    pub notes: Vec<String>,
}

/// The recorded days of a span, earliest first.
pub(super) fn rows(kept: &Kept, span: DateRange) -> Vec<DayRow> {
    let bleeding = kept.role(Role::Bleeding);
    let owned = |day: &Day, items: &[&str]| {
        let labels = where_::on_day(kept, day, items).into_values();
        labels.map(str::to_owned).collect::<Vec<_>>()
    };
    let row = |(date, day): (NaiveDate, &Day)| {
        let notes = kept.notes().flat_map(|item| {
            let texts = day.answers(&item.id).filter_map(|answer| match answer {
                Answer::Text(words) => Some(words.clone()),
                _ => None,
            });
            texts.collect::<Vec<_>>()
        });
        DayRow {
            date,
            cycle_day: kept.cycle_day(date),
            pain: day_value(day, kept.role(Role::Pain)),
            sites: owned(day, &["pain-sites", "episode-sites"]),
            bleeding: owned(day, &[bleeding.id.as_str()]).pop(),
            tried: owned(day, &["measure"]),
            notes: notes.collect(),
        }
    };
    kept.days(span).map(row).collect()
}
