//! What is to come as an iCalendar file (RFC 5545): when the next periods may begin, and when the
//! diary has questions to ask. A calendar is seen by others, so its words tell nobody anything.
//!
//! An event has the same name in every file of a diary, and none that another diary gives, whose file may
//! go into the same calendar. A later file has a later `SEQUENCE`, the days since 2020: importing it again
//! moves the event. A period that has begun, or is no longer forecast, cancels its event.

use std::io::{self, Write};

use chrono::{DateTime, Days, Local, NaiveDate, NaiveTime, Utc};

use super::LeftOut;
use super::outgoing::{Outgoing, Phrases, WriteError};
use crate::cycle::{CycleFacts, Cycles};
use crate::diary::DateRange;
use crate::guide::{QuestionnaireBook, Situation};

/// How many octets a line may have before it goes on in the next (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// How many forecasts a file may have cancelled or moved.
const AHEAD: usize = 3;

/// The latest days of diary that tell when questions wait, and the days ahead that are looked at.
const QUESTIONS: u64 = 366;
const SOON: u64 = 35;

/// An event of whole days.
struct Event {
    name: String,
    days: DateRange,
    description: String,
    stands: bool,
}

/// Writes what is to come; what is recorded has no place in it, and is not counted.
///
/// # Errors
/// When the diary cannot be read or `out` cannot be written to.
pub(super) fn export(outgoing: &mut Outgoing, out: &mut dyn Write) -> Result<LeftOut, WriteError> {
    let today = outgoing.now().date_naive();
    let mut events = match outgoing.cycles()? {
        Some(cycles) => forecasts(&cycles, today, outgoing.phrases()),
        None => Vec::new(),
    };
    events.extend(questions(outgoing, today)?);
    let stamp = stamp(outgoing.now());
    // Two diaries may go into one calendar.
    let diary = outgoing.diary()?;
    let diary = diary.map_or_else(String::new, |number| format!("-{number:016x}"));
    let sequence = NaiveDate::from_ymd_opt(2020, 1, 1).map_or(0, |zero| (today - zero).num_days());
    let mut lines = Vec::new();
    for event in events {
        let status = if event.stands {
            "TENTATIVE"
        } else {
            "CANCELLED"
        };
        let end = event.days.last.checked_add_days(Days::new(1));
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}{diary}@twinge.invalid", event.name),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART;VALUE=DATE:{}", event.days.first.format("%Y%m%d")),
            format!(
                "DTEND;VALUE=DATE:{}",
                end.unwrap_or(event.days.last).format("%Y%m%d")
            ),
            format!("SUMMARY:{}", escaped((outgoing.phrases().reminder)())),
            format!("DESCRIPTION:{}", escaped(&event.description)),
            "TRANSP:TRANSPARENT".into(),
            "CLASS:PRIVATE".into(),
            format!("STATUS:{status}"),
            format!("SEQUENCE:{}", sequence.max(0)),
            "END:VEVENT".into(),
        ]);
    }
    calendar(&lines, out)?;
    Ok(LeftOut::new())
}

/// Writes an event of every day that rings at a time of the wall clock, wherever that is.
///
/// # Errors
/// When `out` cannot be written to.
pub fn reminder(
    at: NaiveTime,
    words: &str,
    now: DateTime<Local>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = escaped(words);
    let start = now.date_naive().and_time(at);
    let lines = [
        "BEGIN:VEVENT".to_owned(),
        "UID:reminder@twinge.invalid".into(),
        format!("DTSTAMP:{}", stamp(now)),
        // Without a zone it is the clock of the place (RFC 5545, 3.3.5, form 1).
        format!("DTSTART:{}", start.format("%Y%m%dT%H%M%S")),
        "DURATION:PT5M".into(),
        "RRULE:FREQ=DAILY".into(),
        format!("SUMMARY:{words}"),
        "TRANSP:TRANSPARENT".into(),
        "CLASS:PRIVATE".into(),
        "BEGIN:VALARM".into(),
        "ACTION:DISPLAY".into(),
        format!("DESCRIPTION:{words}"),
        "TRIGGER:PT0S".into(),
        "END:VALARM".into(),
        "END:VEVENT".into(),
    ];
    calendar(&lines, out)
}

/// Writes a calendar of these lines.
fn calendar(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    let product = concat!("PRODID:-//twinge//", env!("CARGO_PKG_VERSION"), "//EN");
    let head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        product,
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ];
    let lines = lines.iter().map(String::as_str);
    let mut all = head.into_iter().chain(lines).chain(["END:VCALENDAR"]);
    all.try_for_each(|line| write!(out, "{}\r\n", folded(line)))
}

/// A moment as it is written (RFC 5545, 3.3.5, form 2).
fn stamp(moment: DateTime<Local>) -> String {
    let moment = moment.with_timezone(&Utc);
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

/// An event for each period to come, by the number of its cycle, and the end of those that were told
/// of and are not to come.
fn forecasts(cycles: &Cycles, today: NaiveDate, phrases: &Phrases) -> Vec<Event> {
    let begun = cycles.cycles().len();
    let name = |cycle: usize| format!("forecast-{cycle}");
    let ended = |cycle, day| Event {
        name: name(cycle),
        days: DateRange::day(day),
        description: (phrases.no_longer)().into(),
        stands: false,
    };
    let mut events = Vec::new();
    if let Some(running) = cycles.cycles().last() {
        events.push(ended(begun, running.start()));
    }
    let next = cycles.forecast().map_or(&[][..], |forecast| &forecast.next);
    for (at, expected) in next.iter().take(AHEAD).enumerate() {
        let days = DateRange::new(expected.low, expected.high);
        events.push(Event {
            name: name(begun + 1 + at),
            days,
            description: (phrases.may_be)(days, today),
            stands: true,
        });
    }
    if begun > 0 {
        let gone = next.len().min(AHEAD)..AHEAD;
        events.extend(gone.map(|at| ended(begun + 1 + at, today)));
    }
    events
}

/// An event on the next day each questionnaire waits on.
fn questions(outgoing: &mut Outgoing, today: NaiveDate) -> Result<Vec<Event>, WriteError> {
    let diary = outgoing.read(DateRange::ending(today, QUESTIONS))?;
    let book = QuestionnaireBook::built_in();
    let mut events: Vec<Event> = Vec::new();
    for date in today.iter_days().take(SOON as usize) {
        let due = book.due(&Situation {
            diary: &diary,
            catalogue: outgoing.catalogue(),
            profile: outgoing.profile(),
            cycles: &CycleFacts::default(),
            date,
        });
        for of in due {
            let name = format!("questions-{}", of.id);
            if events.iter().all(|event| event.name != name) {
                events.push(Event {
                    name,
                    days: DateRange::day(date),
                    description: (outgoing.phrases().questions)().into(),
                    stands: true,
                });
            }
        }
    }
    Ok(events)
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\n', "\\n");
    text.replace(',', "\\,").replace(';', "\\;")
}

/// A line in pieces of [`WIDTH`] octets, no letter cut in two.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    let mut room = WIDTH;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            folded.push_str("\r\n ");
            room = WIDTH - 1;
        }
        room -= letter.len_utf8();
        folded.push(letter);
    }
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_are_folded_and_come_back(line in "[a-zé\u{1F600}, ]{0,300}") {
            let folded = folded(&line);
            prop_assert!(folded.split("\r\n").all(|piece| piece.len() <= WIDTH));
            prop_assert_eq!(folded.replace("\r\n ", ""), line);
        }
    }

    #[test]
    fn a_text_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
