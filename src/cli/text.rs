//! How things are told in plain lines.

use chrono::NaiveDate;

use crate::diary::{Answer, Catalogue, Day, Entry, Profile, Role, Summary};
use crate::repository::Repository;
use crate::words::acts::sentence;
use crate::words::dates;
use crate::words::day::day_text;
use crate::words::shell::looking::more_answers;

/// A date in words: "Tuesday 17 March 2026".
pub(super) fn long_date(date: NaiveDate) -> String {
    dates::weekday_day_month_year(date)
}

/// What an act did, in one line.
pub(super) fn told(summary: &Summary, diary: &Repository) -> String {
    sentence(summary, diary.catalogue(), diary.profile().temperature)
}

/// Words on one line, cut after so many letters.
pub(super) fn shortened(words: &str, letters: usize) -> String {
    let words = words.trim().replace('\n', " / ");
    match words.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

/// An answer as it is typed; an empty list as `none`.
pub(super) fn typed(answer: &Answer) -> String {
    match answer {
        Answer::Many(codes) if codes.is_empty() => "none".into(),
        answer => answer.word(),
    }
}

/// Settings for a help: the heading over each, its name, what it is for and what it can be.
pub(super) fn settings<'s>(
    rows: impl Iterator<Item = (&'s str, &'s str, &'s str, String)>,
) -> String {
    let (mut text, mut under) = (String::new(), None);
    for (heading, name, help, allowed) in rows {
        if under.replace(heading) != Some(heading) {
            let gap = if text.is_empty() { "" } else { "\n" };
            text += &format!("{gap}{heading}:\n");
        }
        text += &format!("  {name:<20}{help}\n");
        if allowed != help {
            text += &format!("{:22}{allowed}\n", "");
        }
    }
    text.trim_end().to_owned()
}

/// Everything of a day that this person keeps, a line each.
pub(super) fn day(date: NaiveDate, day: &Day, catalogue: &Catalogue, profile: &Profile) -> String {
    let told = day_text(day, catalogue, profile);
    let told = told.nothing().unwrap_or_else(|| told.to_string());
    format!("{}\n{}", long_date(date), told.trim_end())
}

/// An entry's kind and time: "Intimacy 22:10".
pub(super) fn heading(entry: &Entry, catalogue: &Catalogue) -> String {
    let kind = catalogue.entry_kind(&entry.kind);
    let kind = kind.map_or(entry.kind.as_str(), |kind| &kind.label);
    match entry.time {
        Some(time) => format!("{kind} {}", dates::time(time)),
        None => kind.to_owned(),
    }
}

/// A day on one line, as far as this person keeps it: its head and its note; of a day with nothing of
/// these, how much else there is.
pub(super) fn day_line(
    date: NaiveDate,
    day: &Day,
    catalogue: &Catalogue,
    profile: &Profile,
) -> String {
    let note = catalogue.role(Role::Note);
    let mut notes = day
        .answers(&note.id)
        .filter(|_| catalogue.kept(note, profile));
    let note = notes.next().map(|note| shortened(&note.word(), 60));
    match (day_head(date, day, catalogue, profile), note) {
        (head, Some(note)) => format!("{}  {note}", head.line),
        (head, None) if head.tells => head.line,
        (head, None) => {
            let told = day_text(day, catalogue, profile);
            let more = || more_answers(told.answers());
            format!("{}  {}", head.line, told.nothing().unwrap_or_else(more))
        }
    }
}

/// What a line of a day begins with.
pub(super) struct DayHead {
    pub line: String,
    /// Whether it tells more than the date.
    tells: bool,
}

/// The date of a day, its pain and bleeding, and what happened at a time, as far as this person keeps
/// it.
pub(super) fn day_head(
    date: NaiveDate,
    day: &Day,
    catalogue: &Catalogue,
    profile: &Profile,
) -> DayHead {
    let answer = |role| {
        let item = catalogue.role(role);
        let answer = day.answer(&item.id)?;
        let told = || format!("{} {}", item.id, typed(answer));
        catalogue.kept(item, profile).then(told)
    };
    let pain = answer(Role::Pain);
    let mut parts: Vec<String> = answer(Role::Bleeding).into_iter().collect();
    for kind in catalogue.entry_kinds() {
        match day.of_kind(&kind.id).count() {
            _ if kind.id.is_day() || !profile.keeps(kind.area) => {}
            0 => {}
            1 => parts.push(kind.id.to_string()),
            n => parts.push(format!("{n} {}", kind.id)),
        }
    }
    let tells = pain.is_some() || !parts.is_empty();
    let pain = pain.unwrap_or_else(|| "-".into());
    parts.insert(0, format!("{}  {pain:7}", dates::iso_weekday(date)));
    let line = parts.join("  ");
    DayHead { line, tells }
}
