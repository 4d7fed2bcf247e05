//! Apple Health: records of one long XML file, in a zip as a rule, whatever they are called in the
//! phone's language.

mod blocks;
mod scan;
mod sleep;
mod zones;

use std::collections::BTreeMap;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::rules;
use crate::diary::DateRange;
use crate::exchange::facts::{Book, Fact, Left, Remark, day};
use crate::exchange::{Mismatch, ReadError, Source, Standing, Taker};
use scan::{Found, scan};
use sleep::Nights;
use zones::Zones;

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "apple";

const CATEGORY: &str = "HKCategoryTypeIdentifier";
const QUANTITY: &str = "HKQuantityTypeIdentifier";
/// The quantities that are looked at.
const QUANTITIES: [&str; 3] = [
    "BasalBodyTemperature",
    "BodyTemperature",
    "AppleSleepingWristTemperature",
];
/// What can last for days besides symptoms.
const BLEEDINGS: [&str; 4] = [
    "MenstrualFlow",
    "IntermenstrualBleeding",
    "BleedingDuringPregnancy",
    "BleedingAfterMenopause",
];
/// From so many °C on a temperature is fever; below, it says nothing.
const FEVER: f64 = 37.5;
/// Longer is a state, not something of days.
const LONGEST: i64 = 31;

/// Whether a file that begins so is Apple's.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let is_declared = beginning.contains("<!DOCTYPE") && beginning.contains("HealthData");
    is_declared || beginning.contains("<HealthData")
}

/// Reads a file.
///
/// # Errors
/// [`ReadError::Form`] when it is cut off and not to be read in part; [`ReadError::Io`] when the bytes do not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let catalogue = standing.catalogue();
    let mut book = Book::new(rules!("apple.toml"), &catalogue, standing.told.today);
    let mut nights = Nights::default();
    let mut zones = Zones::default();
    let mut others = BTreeMap::<Vec<u8>, u64>::new();
    let end = scan(input, wanted, |found| match found {
        Found::Record(bytes, line) => {
            match Record::parse(&String::from_utf8_lossy(bytes), &mut zones) {
                Some(record) => record.take(line, &mut book, &mut nights),
                None => book.leave("Record", Left::Form, line),
            }
        }
        Found::Others(of, count) => *others.entry(of.to_vec()).or_default() += count,
        Found::Workout => *others.entry(b"Workout".to_vec()).or_default() += 1,
    })?;
    match (end.is_whole, standing.told.in_part) {
        (true, _) => {}
        (false, true) => book.remark(Remark::CutOff(end.line)),
        (false, false) => {
            return Err(ReadError::Form {
                format: FORMAT.into(),
                reason: Mismatch::CutOff(end.line),
            });
        }
    }
    for (date, line, hours) in nights.hours() {
        let minutes = format!("{hours}h");
        book.take(&Fact::new(line, Some(date), "SleepHours").saying(minutes));
    }
    for (of, count) in others {
        book.count_many(short(&String::from_utf8_lossy(&of)), count);
    }
    book.finish(taker);
    Ok(())
}

fn wanted(of: &[u8]) -> bool {
    of.starts_with(CATEGORY.as_bytes())
        || of
            .strip_prefix(QUANTITY.as_bytes())
            .is_some_and(|of| QUANTITIES.iter().any(|quantity| quantity.as_bytes() == of))
}

/// A name without what Apple puts before all of a kind.
fn short(name: &str) -> &str {
    let beginnings = [CATEGORY, QUANTITY, "HKDataType", "HKCategoryValue"];
    let rest = beginnings
        .iter()
        .find_map(|beginning| name.strip_prefix(beginning));
    rest.unwrap_or(name)
}

/// A record of interest.
#[derive(Debug, Default)]
struct Record {
    of: String,
    value: String,
    unit: String,
    source: String,
    /// The day on which it began.
    date: Option<NaiveDate>,
    /// When it began and ended, by clocks where it was made.
    start: Option<NaiveDateTime>,
    end: Option<NaiveDateTime>,
    /// What stands in it: names and values.
    details: Vec<(String, String)>,
}

impl Record {
    fn parse(text: &str, zones: &mut Zones) -> Option<Self> {
        let mut record = Self::default();
        let [mut start, mut end] = [const { String::new() }; 2];
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) | Event::Empty(tag) => {
                    let is_record = tag.name().as_ref() == "Record";
                    let mut detail = (String::new(), String::new());
                    for attribute in tag.attributes().with_checks(false).flatten() {
                        let value = attribute.value.to_string();
                        match (is_record, attribute.key.as_ref()) {
                            (true, "type") => record.of = short(&value).to_owned(),
                            (true, "value") => record.value = short(&value).to_owned(),
                            (true, "unit") => record.unit = value,
                            (true, "sourceName") => record.source = value,
                            (true, "startDate") => start = value,
                            (true, "endDate") => end = value,
                            (false, "key") => detail.0 = value,
                            (false, "value") => detail.1 = value,
                            _ => {}
                        }
                    }
                    if !is_record {
                        record.details.push(detail);
                    }
                }
                Event::Eof => {
                    let zone = record.detail("TimeZone").unwrap_or_default();
                    let [start, end] = [&start, &end].map(|text| (moment(text, zone, zones), text));
                    record.date = start.0.map(|at| at.date()).or_else(|| day(start.1));
                    (record.start, record.end) = (start.0, end.0);
                    return Some(record);
                }
                _ => {}
            }
        }
    }

    fn detail(&self, name: &str) -> Option<&str> {
        let named = |(key, _): &&(String, String)| key.ends_with(name);
        self.details
            .iter()
            .find(named)
            .map(|(_, value)| value.as_str())
    }

    /// The first day, and the last that it touches: an end at midnight touches no further one.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.date?;
        let end = self.end?;
        let last = match end.time() == NaiveTime::MIN && end.date() > first {
            true => end.date().pred_opt()?,
            false => end.date(),
        };
        Some((first, last.max(first)))
    }

    fn take(&self, line: u64, book: &mut Book<'_>, nights: &mut Nights) {
        let date = self.date;
        let time = self.start.map(|at| at.time());
        let fact = |key: String| Fact {
            time,
            ..Fact::new(line, date, key)
        };
        match self.of.as_str() {
            "SleepAnalysis" => {
                book.count(&self.of);
                if self.value.contains("Asleep")
                    && let (Some(start), Some(end)) = (self.start, self.end)
                {
                    nights.add(&self.source, line, start, end);
                }
            }
            "SexualActivity" => {
                let protection = self
                    .detail("SexualActivityProtectionUsed")
                    .unwrap_or("untold");
                book.take(&Fact {
                    id: time.map(|time| time.to_string()),
                    ..fact(format!("{}/{protection}", self.of))
                });
            }
            of if QUANTITIES.contains(&of) => {
                let unit = if self.unit == "degF" { "F" } else { "C" };
                let degrees = self.value.parse().unwrap_or(0.0);
                let celsius = if unit == "F" {
                    (degrees - 32.0) / 1.8
                } else {
                    degrees
                };
                let key = match of {
                    "BodyTemperature" if celsius >= FEVER => "BodyTemperature/fever",
                    of => of,
                };
                book.take(&fact(key.to_owned()).saying(format!("{}{unit}", self.value)));
            }
            of => {
                let level = ["Severity", "Presence"].iter().find_map(|kind| {
                    Some(match self.value.strip_prefix(kind)? {
                        "Unspecified" | "Present" => "present".to_owned(),
                        "NotPresent" => "absent".to_owned(),
                        severity => severity.to_lowercase(),
                    })
                });
                let key = format!("{of}/{}", self.value);
                let spans = level.is_some() || BLEEDINGS.contains(&of);
                let value = level.unwrap_or_else(|| self.value.clone());
                let (first, last) = match (self.days().filter(|_| spans), date) {
                    (Some(days), _) => days,
                    (None, Some(date)) => (date, date),
                    (None, None) => return book.take(&Fact::new(line, None, key)),
                };
                if (last - first).num_days() >= LONGEST {
                    return book.leave(of, Left::Span, line);
                }
                for date in first.iter_days().take_while(|date| *date <= last) {
                    book.take(&Fact::new(line, Some(date), key.clone()).saying(value.clone()));
                }
                if self.detail("MenstrualCycleStart") == Some("1") {
                    book.take(&fact("MenstrualCycleStart".into()));
                }
            }
        }
    }
}

/// A date and time by the clocks of the zone in which it was noted, where that is told; else as it stands
/// there, which is by those of the phone at the export.
fn moment(text: &str, zone: &str, zones: &mut Zones) -> Option<NaiveDateTime> {
    let time = NaiveTime::parse_from_str(text.get(11..19)?, "%H:%M:%S").ok()?;
    let told = day(text)?.and_time(time);
    let ahead: Option<FixedOffset> = text.get(19..).and_then(|rest| rest.trim().parse().ok());
    let then = ahead.and_then(|ahead| told.and_local_timezone(ahead).single());
    let there = then.and_then(|then| zones.local(zone, then));
    let there = there.filter(|at| DateRange::LIFETIME.contains(at.date()));
    Some(there.unwrap_or(told))
}
