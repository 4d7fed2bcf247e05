//! Flo: cycles, events and notes, in any of the containers its export has had.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::Value;

use super::text::{Lines, Parts, parsed};
use super::{read_by, rules};
use crate::exchange::facts::{Book, Fact, Left, Remark, day};
use crate::exchange::{ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "flo";

/// What holds how much it was on the days of a period: from spotting to heavy.
const INTENSITY: &str = "period_intensity";
const LEVELS: RangeInclusive<i64> = 0..=3;
/// Longer is no period.
const LONGEST: i64 = 30;

/// What holds the parts, at whatever place.
const CONTAINERS: [&str; 2] = ["operationalData", "pointEventsManualData"];
const CYCLES: &str = "cycles";
const EVENTS: &str = "point_events_manual_v2";
const CHILDREN: &str = "repeatable_child_point_events";
const NOTES: &str = "notes";

/// Whether a file that begins so is Flo's.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    let names = CONTAINERS
        .iter()
        .chain([&EVENTS, &CHILDREN, &"period_start_date"]);
    text.starts_with('{') && { names }.any(|name| text.contains(&format!("\"{name}\"")))
        || text.starts_with('{') && text.contains("\"personalData\"")
}

/// Whether a file that begins so is the text that Flo sends beside it, which no program is to read.
pub(in crate::exchange) fn is_text(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    let second = text.lines().nth(1).unwrap_or_default();
    text.starts_with("cycle ") && second.starts_with("Period")
}

/// Reads a file.
///
/// # Errors
/// [`ReadError::Form`] when it is not JSON of this form; [`ReadError::Io`] when the bytes do not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    read_by(rules!("flo.toml"), facts, standing, input, taker)
}

fn facts(text: &str, book: &mut Book<'_>) -> Result<(), ReadError> {
    let mut lines = Lines::new(text);
    let top: Parts<'_> = parsed(FORMAT, text)?;
    let mut parts: Vec<Parts<'_>> = Vec::new();
    for container in CONTAINERS {
        if let Some(raw) = top.get(container) {
            let within = lines.record::<Option<Parts<'_>>>(container, raw, book);
            parts.extend(within.and_then(|(_, parts)| parts));
        }
    }
    parts.push(top);
    let cycles: Vec<(u64, Cycle)> = all(CYCLES, &parts, &mut lines, book);
    let first = first_day(&cycles, book);
    for (line, cycle) in &cycles {
        cycle.take(*line, first, book);
    }
    for name in [EVENTS, CHILDREN] {
        for (line, event) in all::<Event>(name, &parts, &mut lines, book) {
            event.take(line, book);
        }
    }
    for (line, note) in all::<Note>(NOTES, &parts, &mut lines, book) {
        let text = note.text.unwrap_or_default();
        if text.trim().is_empty() {
            book.count("note");
        } else {
            book.take(&Fact::new(line, on(&note.date), "note").saying(text));
        }
    }
    Ok(())
}

/// All records of a name, in whichever of the parts they stand.
fn all<'t, T: Deserialize<'t>>(
    name: &str,
    parts: &[Parts<'t>],
    lines: &mut Lines<'t>,
    book: &mut Book<'_>,
) -> Vec<(u64, T)> {
    let mut all = Vec::new();
    for parts in parts {
        let list = lines.list(name, parts.get(name).copied(), book);
        all.extend({ list.into_iter() }.filter_map(|raw| lines.record(name, raw, book)));
    }
    all
}

#[derive(Deserialize)]
struct Cycle {
    period_start_date: Option<String>,
    period_end_date: Option<String>,
    /// JSON in a string: the levels of days by their numbers.
    period_intensity: Option<Value>,
    pregnant: Option<bool>,
}

#[derive(Deserialize)]
struct Event {
    date: Option<String>,
    local_date: Option<String>,
    category: Option<String>,
    subcategory: Option<String>,
    properties: Option<Value>,
    deleted: Option<bool>,
}

#[derive(Deserialize)]
struct Note {
    date: Option<String>,
    text: Option<String>,
}

fn on(date: &Option<String>) -> Option<NaiveDate> {
    date.as_deref().and_then(day)
}

/// What is JSON, or JSON in a string.
fn unwrapped(value: Option<&Value>) -> Value {
    match value {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        Some(value) => value.clone(),
        None => Value::Null,
    }
}

/// How much it was on the days of a period.
struct Levels {
    /// By their numbers; `None` where it is none that is known.
    of_days: BTreeMap<i64, Option<i64>>,
    /// How many cannot be read.
    odd: usize,
}

impl Cycle {
    fn levels(&self) -> Levels {
        let levels = unwrapped(self.period_intensity.as_ref());
        let is_said = match &self.period_intensity {
            None | Some(Value::Null) => false,
            Some(Value::String(text)) => !text.trim().is_empty(),
            Some(_) => true,
        };
        let mut read = Levels {
            of_days: BTreeMap::new(),
            odd: usize::from(is_said && !levels.is_object()),
        };
        for (day, level) in levels.as_object().into_iter().flatten() {
            let level = level.as_i64().or_else(|| level.as_str()?.parse().ok());
            match day.parse() {
                Ok(day) => {
                    let level = level.filter(|level| LEVELS.contains(level));
                    read.odd += usize::from(level.is_none());
                    read.of_days.insert(day, level);
                }
                Err(_) => read.odd += 1,
            }
        }
        read
    }

    /// How many days it has, if it says so.
    fn length(&self) -> Option<i64> {
        let days = on(&self.period_end_date)? - on(&self.period_start_date)?;
        Some(days.num_days() + 1)
    }

    fn take(&self, line: u64, first: i64, book: &mut Book<'_>) {
        let start = on(&self.period_start_date);
        let fact = |date, key: String| Fact::new(line, date, key);
        let Some(begins) = start else {
            return book.leave(CYCLES, Left::Date, line);
        };
        if self.pregnant == Some(true) {
            return book.take(&fact(start, "cycle/pregnant".into()));
        }
        if self
            .length()
            .is_some_and(|length| !(1..=LONGEST).contains(&length))
        {
            return book.leave(CYCLES, Left::Span, line);
        }
        let Levels {
            of_days: levels,
            odd,
        } = self.levels();
        for _ in 0..odd {
            book.leave(INTENSITY, Left::Value, line);
        }
        book.take(&fact(start, "period/first".into()));
        for day in 0..self.length().unwrap_or(LONGEST) {
            let date = begins.checked_add_days(Days::new(day.unsigned_abs()));
            match levels.get(&(day + first)) {
                Some(Some(level)) => book.take(&fact(date, format!("period/{level}"))),
                // How much it was cannot be read, but that it was.
                Some(None) => book.take(&fact(date, "period/untold".into())),
                // Of a period without an end only what is told of its days is known, and that it began.
                None if self.length().is_some() || day == 0 && levels.is_empty() => {
                    book.take(&fact(date, "period/untold".into()));
                }
                None => {}
            }
        }
        let days = first..first + self.length().unwrap_or(LONGEST);
        for _ in levels.keys().filter(|day| !days.contains(day)) {
            book.leave(INTENSITY, Left::Span, line);
        }
    }
}

/// The number of a period's first day. Exports count from 0 or from 1, and do not say which: a 0, or the
/// number of the last day counted from 1, tells.
fn first_day(cycles: &[(u64, Cycle)], book: &mut Book<'_>) -> i64 {
    let mut has_last = false;
    let mut has_any = false;
    for (_, cycle) in cycles {
        let levels = cycle.levels().of_days;
        has_any |= !levels.is_empty();
        if levels.contains_key(&0) {
            book.remark(Remark::DaysFromZero);
            return 0;
        }
        has_last |= cycle
            .length()
            .is_some_and(|length| levels.contains_key(&length));
    }
    match (has_last, has_any) {
        (true, _) => book.remark(Remark::DaysFromOne),
        (false, true) => book.remark(Remark::DaysTakenFromOne),
        (false, false) => {}
    }
    1
}

impl Event {
    fn take(self, line: u64, book: &mut Book<'_>) {
        let category = self.category.unwrap_or_default();
        if self.deleted == Some(true) {
            return book.count("deleted");
        }
        let key = match self.subcategory {
            Some(sub) if !sub.is_empty() => format!("{category}/{sub}"),
            _ => category,
        };
        // The local date is right where the other, in world time, can be a day off.
        let date = on(&self.local_date).or_else(|| on(&self.date));
        let properties = unwrapped(self.properties.as_ref());
        let key = match properties.get("missed_pill").and_then(Value::as_bool) {
            Some(true) => format!("{key}/missed"),
            Some(false) => format!("{key}/taken"),
            None => key,
        };
        let fact = Fact::new(line, date, key);
        book.take(&match properties.get("value") {
            Some(Value::String(text)) => fact.saying(text),
            Some(value) => fact.saying(value.to_string()),
            None => fact,
        });
    }
}
