//! What was tried against the pain.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::kept::Kept;
use super::middle::Middle;
use crate::diary::relief::{MeasureRecord, records};
use crate::diary::{Answer, DateRange, Entry, Role};

/// Measures that are medicines, named or not.
const MEDICINES: [&str; 3] = ["painkiller", "muscle-relaxant", "prescribed"];

/// A measure or a medicine.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Measure {
    /// What: the medicine with its dose, else the measure.
    pub label: String,
    /// On how many days.
    pub days: usize,
    /// What the diary shows of it.
    #[serde(flatten)]
    pub record: MeasureRecord,
    /// How many minutes.
    pub minutes: Option<Middle>,
}

/// What was tried in a span.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Tried {
    /// The measures, most often used first.
    pub measures: Vec<Measure>,
    /// Days with a medicine, by month: the first day of the month and how many.
    pub medicine_days: Vec<(NaiveDate, usize)>,
}

impl Tried {
    pub(super) fn of(kept: &Kept, span: DateRange) -> Self {
        let mut groups: BTreeMap<(String, String), Vec<&Entry>> = BTreeMap::new();
        let mut days: BTreeSet<NaiveDate> = BTreeSet::new();
        let measure = kept.role(Role::ReliefMeasure);
        for entry in kept.entries(span, "relief") {
            let Some(Answer::Choice(code)) = entry.answer(&measure.id) else {
                continue;
            };
            let name = medicine(kept, entry);
            if !name.is_empty() || MEDICINES.contains(&code.as_str()) {
                days.insert(entry.date());
            }
            let key = (code.as_str().to_owned(), name.to_lowercase());
            groups.entry(key).or_default().push(entry);
        }
        let groups = groups.into_values();
        let mut measures: Vec<Measure> = groups
            .filter_map(|entries| grouped(kept, &entries))
            .collect();
        measures.sort_by_key(|measure| std::cmp::Reverse(measure.record.uses));
        let mut months: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for day in days {
            *months.entry(day.with_day(1).unwrap_or(day)).or_default() += 1;
        }
        Self {
            measures,
            medicine_days: months.into_iter().collect(),
        }
    }
}

/// The medicine of an entry with its dose; empty when none is named.
fn medicine(kept: &Kept, entry: &Entry) -> String {
    let words = |id: &str| match entry.answer(&kept.item(id)?.id)? {
        Answer::Text(words) => Some(words.trim().to_owned()),
        _ => None,
    };
    let name = words("medicine").unwrap_or_default();
    match words("dose") {
        Some(dose) if !name.is_empty() => format!("{name} {dose}"),
        _ => name,
    }
}

fn grouped(kept: &Kept, entries: &[&Entry]) -> Option<Measure> {
    let record = records(entries.iter().copied(), kept.catalogue).pop()?;
    let name = medicine(kept, entries.first()?);
    let minutes = kept.item("relief-minutes").and_then(|item| {
        let answers = entries.iter().filter_map(|entry| entry.answer(&item.id));
        Middle::of(answers.filter_map(|answer| answer.number(item)))
    });
    let days: BTreeSet<NaiveDate> = entries.iter().map(|entry| entry.date()).collect();
    Some(Measure {
        label: match name.is_empty() {
            true => record.label.clone(),
            false => name,
        },
        days: days.len(),
        record,
        minutes,
    })
}
