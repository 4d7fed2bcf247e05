//! The heat map: whole years, a day a cell.

mod plan;

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::diary::{DateRange, WeekStart};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::{DayMark, LegendEntry, Sign};
use crate::tui::widgets::panel::{Panel, words_below};
use crate::tui::widgets::text;
use crate::words::dates;
use crate::words::screens::year as words;
use plan::{Grid, Plan, YearPlace};

/// What the heat map shows.
pub struct HeatView<'a> {
    /// What the scores are of.
    pub title: &'a str,
    /// The day all panes are about.
    pub cursor: NaiveDate,
    /// The day it is.
    pub today: NaiveDate,
    /// The first day with an entry: no year before it is shown for its own sake.
    pub since: NaiveDate,
    /// The first day of the week.
    pub week_start: WeekStart,
    /// What is known of a day; `None` when nothing is.
    pub days: &'a dyn Fn(NaiveDate) -> Option<&'a DayMark>,
    /// The bands of the scores are told and counted; marks are not.
    pub legend: &'a [LegendEntry],
    /// What there is on the cursor day, in words.
    pub words: &'a str,
    /// What the keys do, or nothing.
    pub foot: &'a str,
    /// Whether the keys go here.
    pub focused: bool,
}

/// Where the days of a drawn heat map are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeatLayout {
    /// Each visible day with its cells.
    pub cells: Vec<(Rect, NaiveDate)>,
}

/// Columns for what is counted beside a year.
const COUNTED: u16 = 12;

impl HeatView<'_> {
    /// The days that would be seen in an area, so that they can be read before.
    pub fn range(area: Rect, cursor: NaiveDate, today: NaiveDate, since: NaiveDate) -> DateRange {
        let years = [since, cursor, today].map(|date| date.year());
        let plan = Plan::new(inside(area), years, 0);
        let year = |place: Option<&YearPlace>| place.map_or(cursor.year(), |place| place.year);
        let first = NaiveDate::from_ymd_opt(year(plan.years.first()), 1, 1);
        let last = NaiveDate::from_ymd_opt(year(plan.years.last()), 12, 31);
        DateRange {
            first: first.unwrap_or(cursor),
            last: last.unwrap_or(cursor),
        }
    }

    /// Draws the heat map and says where its days are.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> HeatLayout {
        let area = area.intersection(buf.area);
        let mut layout = HeatLayout::default();
        let years = [self.since, self.cursor, self.today].map(|date| date.year());
        let (week, _) = plan::week_and_row(self.cursor, self.week_start);
        let plan = Plan::new(inside(area), years, week);
        if framed(area) {
            let years = match plan.years.as_slice() {
                [first, .., last] => words::years(first.year, last.year),
                _ => self.cursor.year().to_string(),
            };
            Panel {
                title: &words::title(self.title, years),
                aside: "",
                foot: self.foot,
                focused: self.focused,
            }
            .draw(area, buf, appearance);
            words_below(area, self.foot, self.words, buf, appearance);
        }
        for place in &plan.years {
            self.labels(place, &plan, buf, appearance);
            for date in plan::days(place.year) {
                if let Some(rect) = plan.cell_of(place, date, self.week_start) {
                    self.day(date, rect, buf, appearance);
                    layout.cells.push((rect, date));
                }
            }
            self.counts(place, buf, appearance);
        }
        layout
    }

    /// The year, and the names of rows and columns.
    fn labels(&self, place: &YearPlace, plan: &Plan, buf: &mut Buffer, appearance: &Appearance) {
        let area = place.area;
        if area.is_empty() {
            return;
        }
        let (muted, faint) = (
            appearance.style(Meaning::Muted),
            appearance.style(Meaning::Axis),
        );
        let ellipsis = appearance.glyphs().ellipsis;
        let year = place.year.to_string();
        text::put(
            buf,
            area.x,
            area.y,
            area.width,
            &year,
            appearance.style(Meaning::Title),
        );
        for date in plan::days(place.year) {
            let Some(cell) = plan.cell_of(place, date, self.week_start) else {
                continue;
            };
            match plan.grid {
                Grid::Weeks { .. } if date.day() == 1 => {
                    let name = dates::short_month(date);
                    let next = date.checked_add_months(Months::new(1));
                    let next = next.and_then(|next| plan.cell_of(place, next, self.week_start));
                    let next = next.map(|next| next.x).filter(|x| *x > cell.x);
                    let end = next.map_or(area.right(), |x| x - 1);
                    text::fit(buf, cell.x, area.y, end - cell.x, &name, muted, ellipsis);
                }
                Grid::Months if date.day() == 1 => {
                    let name = dates::short_month(date);
                    let room = plan::LABELS - 1;
                    text::fit(buf, area.x, cell.y, room, &name, muted, ellipsis);
                }
                Grid::Months if date.month() == 1 && date.day() % 5 == 0 => {
                    let name = date.day().to_string();
                    text::put_before(buf, cell.right(), area.y, area.width, &name, faint);
                }
                _ => {}
            }
        }
        if let Grid::Weeks { .. } = plan.grid {
            let mut day = self.week_start.weekday();
            for y in (area.y + 1..area.bottom()).take(7) {
                // Every other day is enough to tell the rows apart.
                if (y - area.y) % 2 == 1 {
                    let name = dates::narrow_weekday(day);
                    text::fit(buf, area.x, y, plan::LABELS - 1, &name, faint, ellipsis);
                }
                day = day.succ();
            }
        }
    }

    fn day(&self, date: NaiveDate, rect: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let (glyph, style) = fill((self.days)(date), appearance);
        let (glyph, style) = match (glyph, date) {
            (glyph, date) if date == self.cursor => (glyph, appearance.style(Meaning::Cursor)),
            (" ", date) if date == self.today => {
                (appearance.glyphs().empty, appearance.style(Meaning::Today))
            }
            (glyph, _) => (glyph, style),
        };
        // Three columns keep the days apart, two and one do not.
        let filled = if rect.width > 2 {
            rect.width - 1
        } else {
            rect.width
        };
        for x in rect.x..rect.x + filled {
            text::glyph(buf, x, rect.y, glyph, style);
        }
    }

    /// How many days of a year fell into each band, beside it.
    fn counts(&self, place: &YearPlace, buf: &mut Buffer, appearance: &Appearance) {
        let Some(area) = place.counts else { return };
        let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
        let mut answered = 0;
        let days = plan::days(place.year).filter_map(|date| (self.days)(date));
        for score in days.filter_map(|day| day.score) {
            *counts.entry(score.value).or_default() += 1;
            answered += 1;
        }
        if answered == 0 {
            return;
        }
        let mut y = area.y + 1;
        let mut line = |glyph: &str, style: Style, words: &str, count: usize| {
            if y >= area.bottom() {
                return;
            }
            text::put(buf, area.x, y, area.width, &glyph.repeat(2), style);
            let (style, ellipsis) = (
                appearance.style(Meaning::Muted),
                appearance.glyphs().ellipsis,
            );
            text::fit(buf, area.x + 3, y, COUNTED, words, style, ellipsis);
            let count = format!("{count:>4}");
            let room = area.width.saturating_sub(3 + COUNTED);
            text::put(buf, area.x + 3 + COUNTED, y, room, &count, style);
            y += 1;
        };
        for entry in self.legend {
            let Sign::Scores { from, to, meaning } = entry.sign else {
                continue;
            };
            let count = counts.range(from..=to).map(|(_, count)| count).sum();
            let (glyph, style) = shade(from, meaning, appearance);
            line(glyph, style, &entry.label, count);
        }
        line(" ", Style::new(), words::days_in_all(), answered);
    }
}

/// What a day looks like: nothing without an entry, a dash without a score.
fn fill(day: Option<&DayMark>, appearance: &Appearance) -> (&'static str, Style) {
    match day {
        None => (" ", Style::new()),
        Some(DayMark {
            score: Some(score), ..
        }) => shade(score.value, score.meaning, appearance),
        Some(day) if day.answered => (appearance.glyphs().dash, appearance.style(Meaning::Axis)),
        Some(_) => (" ", Style::new()),
    }
}

/// A cell of a score: full of its colour or, where that is the terminal's own or none and may look like
/// another, as dense as it is bad.
fn shade(value: u8, meaning: Meaning, appearance: &Appearance) -> (&'static str, Style) {
    let [none, mild, moderate, severe] = appearance.glyphs().bands;
    let style = appearance.style(meaning.filled());
    let glyph = match meaning {
        _ if value == 0 => none,
        _ if matches!(style.fg, Some(Color::Indexed(_) | Color::Rgb(..))) => severe,
        Meaning::PainSevere => severe,
        Meaning::PainModerate => moderate,
        _ => mild,
    };
    (glyph, style)
}

fn framed(area: Rect) -> bool {
    area.width >= 24 && area.height >= 10
}

fn inside(area: Rect) -> Rect {
    if !framed(area) {
        return area;
    }
    Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
}

#[cfg(test)]
mod tests;
