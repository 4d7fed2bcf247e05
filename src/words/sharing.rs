//! Sharing a diary in words.

use chrono::{DateTime, Local};

use super::{acts, dates, kinds};
use crate::diary::{Catalogue, EntryId, TemperatureUnit};
use crate::sharing::{Arrival, Conflict, DeviceId, Plan, Skipped, Status, Told, Why, choice};

packed!("sharing");

/// What came from others, or would: `from laptop: 14 answers on 3 days`.
pub fn arrival(arrival: &Arrival, is_plan: bool) -> String {
    let came = acts::arrived(arrival.answers(), arrival.days.len(), arrival.settings);
    if came.is_empty() {
        return nothing_came().to_owned();
    }
    let computers = arrival.from.iter().map(|computer| computer.name.as_str());
    let computers = computers.collect::<Vec<_>>().join(", ");
    match is_plan {
        true => would_arrive(computers, came),
        false => arrived(computers, came),
    }
}

/// What of this computer no other has: `2 answers on 2 days`; `None` where they have all.
pub fn going(plan: &Plan) -> Option<String> {
    let days = plan.going.len();
    (days > 0).then(|| acts::arrived(plan.going.values().sum(), days, 0))
}

/// What a person should know of a round.
pub fn told(told: &Told) -> String {
    match told {
        Told::Differ(answers) => differ(*answers),
        Told::BothNotes(date) => both_notes(date),
        Told::ChangeStands(date) => change_stands(date),
        Told::DayFull(date) => day_full(date, EntryId::PER_DAY),
        Told::ClockAhead(computer) => clock_ahead(&computer.name),
    }
}

/// A file that is left as it is, and why.
pub fn left(file: &Skipped) -> String {
    skipped(file.file.display(), why(file.why))
}

/// Why a file is left as it is.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::Foreign => foreign(),
        Why::Undeciphered => undeciphered(),
        Why::Newer => newer(),
        Why::TooLarge => too_large(),
        Why::NoPart => no_part(),
        Why::Refused => refused(),
    }
}

/// An answer that differs, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is an answer to, and of which day.
    pub what: String,
    /// What stands.
    pub stands: String,
    /// What each of the others says, with who it is and when.
    pub others: Vec<String>,
}

/// An answer that differs, in words.
pub fn difference(
    conflict: &Conflict,
    status: &Status,
    catalogue: &Catalogue,
    unit: TemperatureUnit,
) -> Difference {
    let name = about(conflict, catalogue);
    let value = |kept| said(kept, conflict, catalogue, unit);
    let others = conflict.others.iter().map(|(device, kept, at)| {
        let (value, computer) = (value(kept), called(*device, status));
        match moment(*at) {
            Some(at) => other_at(value, computer, dates::iso_moment(at)),
            None => other(value, computer),
        }
    });
    Difference {
        what: match conflict.date {
            Some(date) => of_day(dates::short_weekday_day_month_year(date), name),
            None => name.to_owned(),
        },
        stands: value(&conflict.stands),
        others: others.collect(),
    }
}

/// What a conflict is about.
pub fn about<'a>(conflict: &'a Conflict, catalogue: &'a Catalogue) -> &'a str {
    let item = catalogue.item(&conflict.item);
    let name = item.map_or(conflict.item.as_str(), |item| &item.label);
    if name.is_empty() { moved() } else { name }
}

/// What this computer says, and what another does.
pub fn sides(
    conflict: &Conflict,
    me: DeviceId,
    catalogue: &Catalogue,
    unit: TemperatureUnit,
) -> [String; 2] {
    let others = || conflict.others.iter();
    let mine = others().find(|(device, ..)| *device == me);
    let sides = match mine {
        Some((_, mine, _)) => [mine, &conflict.stands],
        None => [
            &conflict.stands,
            others().next().map_or(&None, |(_, theirs, _)| theirs),
        ],
    };
    sides.map(|kept| said(kept, conflict, catalogue, unit))
}

/// A value of a conflict, as people read it.
fn said(
    kept: &Option<String>,
    conflict: &Conflict,
    catalogue: &Catalogue,
    unit: TemperatureUnit,
) -> String {
    match (kept, catalogue.item(&conflict.item)) {
        (None, _) => no_answer().to_owned(),
        (Some(kept), Some(item)) => choice::answer(item, kept)
            .map_or_else(|| kept.clone(), |answer| kinds::answer(&answer, item, unit)),
        (Some(kept), None) => kept.clone(),
    }
}

/// What a computer is called.
pub fn called(device: DeviceId, status: &Status) -> &str {
    let others = status.others.iter().map(|other| &other.computer);
    let mut all = others.chain([&status.me]);
    all.find(|computer| computer.id == device)
        .map_or(unknown_computer(), |computer| &computer.name)
}

/// A moment of a document, where it is known.
pub fn moment(at: i64) -> Option<DateTime<Local>> {
    let moment = DateTime::from_timestamp_millis(at).filter(|_| at != 0);
    moment.map(|moment| moment.with_timezone(&Local))
}
