//! Health Connect: the database that Android backs up in a zip. Its columns are known by their names:
//! they stand in another order from one phone to the next.

mod database;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{finish, rules};
use crate::diary::DateRange;
use crate::exchange::facts::{Book, Fact, Left};
use crate::exchange::{Mismatch, ReadError, Source, Standing, Taker};
use crate::repository::MAGIC;
use database::{Database, Found};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "health_connect";

/// What the name of every table of records ends in.
const RECORDS: &str = "_record_table";
/// Tables of what was at a moment: what a record is called, and the columns that say it.
const MOMENTS: [(&str, &[&str]); 6] = [
    ("menstruation_flow", &["flow"]),
    ("intermenstrual_bleeding", &[]),
    ("cervical_mucus", &["appearance", "sensation"]),
    ("ovulation_test", &["result"]),
    ("sexual_activity", &["protection_used"]),
    ("basal_body_temperature", &["temperature"]),
];
const FLOW: &str = "menstruation_flow";
const SEX: &str = "sexual_activity";
const TEMPERATURE: &str = "basal_body_temperature";
/// The table of periods, each with its first and its last day.
const PERIOD: &str = "menstruation_period";
/// Longer is no period, in days.
const LONGEST: i64 = 31;

/// Whether a file that begins so may be one: which tables a database has stands anywhere in it.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    beginning.as_bytes().starts_with(MAGIC)
}

/// Reads a file.
///
/// # Errors
/// [`ReadError::Form`] when it is a database of something else, damaged, or too long to be held;
/// [`ReadError::Io`] when the bytes do not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let database = Database::held(FORMAT, input)?;
    finish(rules!("health_connect.toml"), standing, taker, |book| {
        facts(&database, book)
    })
}

fn facts(database: &Database, book: &mut Book<'_>) -> Result<(), ReadError> {
    let tables = database.tables()?;
    let records = || {
        let records = tables.iter().map(|table| table.strip_suffix(RECORDS));
        records.flatten()
    };
    if records().next().is_none() {
        return Err(ReadError::Form {
            format: FORMAT.into(),
            reason: Mismatch::NoTable,
        });
    }
    let mut flows = BTreeSet::new();
    for (name, said) in MOMENTS {
        if !records().any(|record| record == name) {
            continue;
        }
        let mut columns = vec!["uuid", "time", "zone_offset", "local_date"];
        columns.extend(said);
        database.each(&format!("{name}{RECORDS}"), &columns, |row| {
            let moment = Moment::of(row, "time", "zone_offset");
            // Of a flow that cannot be read, the period still says that there was one.
            if name == FLOW && row.whole("flow").is_some() {
                flows.extend(moment.date);
            }
            moment.take(name, said, row, book);
        })?;
    }
    for record in records() {
        let table = format!("{record}{RECORDS}");
        if record == PERIOD {
            periods(database, &table, &flows, book)?;
        } else if !MOMENTS.iter().any(|(name, _)| *name == record) {
            book.count_many(record, database.count(&table)?);
        }
    }
    Ok(())
}

/// When something was, where the phone was.
struct Moment {
    date: Option<NaiveDate>,
    at: Option<NaiveDateTime>,
}

impl Moment {
    /// By milliseconds since 1970 in world time, and seconds that its zone is ahead of it.
    fn of(row: &Found<'_>, time: &str, offset: &str) -> Self {
        let at = row.whole(time).and_then(DateTime::from_timestamp_millis);
        let offset = row.whole(offset).and_then(TimeDelta::try_seconds);
        let at = at.zip(offset);
        let at = at.and_then(|(at, offset)| at.naive_utc().checked_add_signed(offset));
        // What the phone itself calls the day holds.
        let local = row
            .whole("local_date")
            .and_then(|days| NaiveDate::from_epoch_days(i32::try_from(days).ok()?));
        let date = local.or(at.map(|at| at.date()));
        Self {
            date: date.filter(|date| DateRange::LIFETIME.contains(*date)),
            at,
        }
    }

    fn take(&self, name: &str, said: &[&str], row: &Found<'_>, book: &mut Book<'_>) {
        let fact = |key: String| Fact {
            time: self.at.map(|at| at.time()),
            ..Fact::new(row.number, self.date, key)
        };
        match name {
            TEMPERATURE => {
                let degrees = row.number("temperature").unwrap_or_default();
                book.take(&fact(name.to_owned()).saying(format!("{degrees}C")));
            }
            SEX => {
                // It was, whether or not it is told how.
                let protection = row.whole("protection_used").unwrap_or_default();
                book.take(&Fact {
                    id: row.name("uuid"),
                    ..fact(format!("{name}/{protection}"))
                });
            }
            _ if said.is_empty() => book.take(&fact(name.to_owned())),
            _ => {
                for column in said {
                    match row.whole(column) {
                        Some(level) => book.take(&fact(format!("{column}/{level}"))),
                        None => book.leave(column, Left::Value, row.number),
                    }
                }
            }
        }
    }
}

/// Takes the days of periods, but those with a flow of their own, which says more.
fn periods(
    database: &Database,
    table: &str,
    flows: &BTreeSet<NaiveDate>,
    book: &mut Book<'_>,
) -> Result<(), ReadError> {
    let columns = [
        "start_time",
        "start_zone_offset",
        "end_time",
        "end_zone_offset",
        "local_date",
    ];
    database.each(table, &columns, |row| {
        let first = Moment::of(row, "start_time", "start_zone_offset").date;
        let end = Moment::of(row, "end_time", "end_zone_offset").at;
        let (Some(first), Some(end)) = (first, end) else {
            return book.leave(PERIOD, Left::Date, row.number);
        };
        // An end at midnight touches no further day.
        let last = match end.time() == NaiveTime::MIN && end.date() > first {
            true => end.date().pred_opt().unwrap_or(first),
            false => end.date(),
        };
        if !(0..LONGEST).contains(&(last - first).num_days()) {
            return book.leave(PERIOD, Left::Span, row.number);
        }
        book.take(&Fact::new(row.number, Some(first), "period/first"));
        for date in first.iter_days().take_while(|date| *date <= last) {
            if !flows.contains(&date) {
                book.take(&Fact::new(row.number, Some(date), "period/day"));
            }
        }
    })
}
