//! How things are told in plain lines.

use std::io::{self, IsTerminal, Write};

use chrono::NaiveDate;
use crossterm::terminal;

use super::{Context, Error, Output};
use crate::diary::{Answer, Catalogue, Day, Entry, Profile, Role, Summary};
use crate::repository::Repository;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::{Meaning, Theme};
use crate::tui::marks::band_meaning;
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

/// How many letters a line has room for behind so many: as wide as a terminal is, and in a pipe, where a
/// program or a file gets them, as many as there are.
pub(super) fn room(taken: usize) -> usize {
    /// Less of a text than this tells nothing.
    const LEAST: usize = 20;
    /// What a terminal has that does not say.
    const USUAL: u16 = 80;
    if !io::stdout().is_terminal() {
        return usize::MAX;
    }
    let columns = terminal::size().map_or(USUAL, |(columns, _)| columns);
    usize::from(columns).saturating_sub(taken + 1).max(LEAST)
}

/// The theme to write in, where the person wants colours.
///
/// # Errors
/// When the settings are not to be found.
pub(super) fn theme(context: &Context) -> Result<Option<Theme>, Error> {
    let config = context.config()?;
    if !config.color.shown(io::stdout().is_terminal()) {
        return Ok(None);
    }
    // What lies behind the words is not asked for: nothing may come back into what is typed next.
    let (appearance, _) = Appearance::or_usual(config, &context.themes_path()?, None);
    Ok(Some(appearance.theme))
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

/// Writes a day on one line, as far as this person keeps it: its head and its note; of a day with nothing
/// of these, how much else there is.
pub(super) fn day_line(
    date: NaiveDate,
    day: &Day,
    (catalogue, profile): (&Catalogue, &Profile),
    theme: Option<&Theme>,
    out: &mut Output,
) -> io::Result<()> {
    let note = catalogue.role(Role::Note);
    let mut notes = day
        .answers(&note.id)
        .filter(|_| catalogue.kept(note, profile));
    let head = day_head(date, day, catalogue, profile);
    head.write(theme, out)?;
    let room = room(head.letters());
    match notes.next() {
        Some(note) => writeln!(out, "  {}", shortened(&note.word(), room)),
        None if head.tells => writeln!(out),
        None => {
            let told = day_text(day, catalogue, profile);
            let more = || more_answers(told.answers());
            writeln!(out, "  {}", told.nothing().unwrap_or_else(more))
        }
    }
}

/// What a line of a day begins with: its date, its pain and what else.
pub(super) struct DayHead {
    date: String,
    pain: String,
    severity: Meaning,
    others: String,
    /// Whether it tells more than the date.
    tells: bool,
}

impl DayHead {
    /// Writes it, the pain as the theme shows its severity.
    pub(super) fn write(&self, theme: Option<&Theme>, out: &mut Output) -> io::Result<()> {
        write!(out, "{}  ", self.date)?;
        match theme {
            Some(theme) => out.painted(&self.pain, theme.style(self.severity))?,
            None => write!(out, "{}", self.pain)?,
        }
        write!(out, "{}", self.others)
    }

    /// How many letters it has, with a gap behind it.
    fn letters(&self) -> usize {
        let parts = [&self.date, &self.pain, &self.others];
        parts.map(|part| part.chars().count()).iter().sum::<usize>() + 4
    }
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
        let told = || (format!("{} {}", item.id, typed(answer)), answer);
        catalogue.kept(item, profile).then(told)
    };
    let pain = answer(Role::Pain);
    let severity = match &pain {
        Some((_, Answer::Scale(score))) => {
            band_meaning(catalogue, catalogue.role(Role::Pain), *score)
        }
        _ => Meaning::Text,
    };
    let bleeding = answer(Role::Bleeding).map(|(told, _)| told);
    let mut others: Vec<String> = bleeding.into_iter().collect();
    for kind in catalogue.entry_kinds() {
        match day.of_kind(&kind.id).count() {
            _ if kind.id.is_day() || !profile.keeps(kind.area) => {}
            0 => {}
            1 => others.push(kind.id.to_string()),
            n => others.push(format!("{n} {}", kind.id)),
        }
    }
    let tells = pain.is_some() || !others.is_empty();
    let pain = pain.map_or_else(|| "-".into(), |(told, _)| told);
    DayHead {
        date: dates::iso_weekday(date),
        pain: format!("{pain:7}"),
        severity,
        others: others.iter().map(|words| format!("  {words}")).collect(),
        tells,
    }
}
