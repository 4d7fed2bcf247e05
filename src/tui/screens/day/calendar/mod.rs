//! The calendar: months of days, each with its score and marks.

mod cell;
mod legend;
mod plan;

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::diary::{DateRange, WeekStart};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::{DayMark, LegendEntry};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;
use crate::words::dates;
use crate::words::screens::day as words;
use plan::{Month, Plan};

/// What the calendar shows.
pub struct CalendarView<'a> {
    /// The day all panes are about.
    pub cursor: NaiveDate,
    /// The day it is.
    pub today: NaiveDate,
    /// The first day of the week.
    pub week_start: WeekStart,
    /// What is known of a day; `None` when nothing is.
    pub days: &'a dyn Fn(NaiveDate) -> Option<&'a DayMark>,
    /// What the marks stand for. Only those that can be seen are told.
    pub legend: &'a [LegendEntry],
    /// Lines below the months: what is expected, such as the next period.
    pub lines: &'a [(String, Meaning)],
    /// A word on the frame, such as the day of the cycle.
    pub aside: &'a str,
    /// The days that are marked, to be answered together.
    pub selected: Option<DateRange>,
    /// Whether the keys go here.
    pub focused: bool,
}

/// Where the days of a drawn calendar are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarLayout {
    /// Each visible day with its cells.
    pub cells: Vec<(Rect, NaiveDate)>,
}

impl CalendarLayout {
    /// The row after the last day; `None` when no day is drawn.
    fn bottom(&self) -> Option<u16> {
        self.cells.iter().map(|(rect, _)| rect.bottom()).max()
    }

    /// The day at a place on the screen.
    pub fn date_at(&self, at: Position) -> Option<NaiveDate> {
        let mut cells = self.cells.iter();
        cells
            .find(|(rect, _)| rect.contains(at))
            .map(|(_, date)| *date)
    }
}

impl CalendarView<'_> {
    /// The days that would be seen in an area, so that they can be read before.
    pub fn range(area: Rect, cursor: NaiveDate, today: NaiveDate) -> DateRange {
        let months = Plan::new(inside(area), cursor, today).months;
        DateRange {
            first: months.first().map_or(cursor, |month| month.first),
            last: months
                .last()
                .map_or(cursor, |month| DateRange::month(month.first).last),
        }
    }

    /// Draws the calendar and says where its days are.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> CalendarLayout {
        let area = area.intersection(buf.area);
        let plan = Plan::new(inside(area), self.cursor, self.today);
        if framed(area) {
            Panel {
                title: &self.title(&plan),
                aside: self.aside,
                foot: self.selected.map_or("", |_| words::marked_keys()),
                focused: self.focused,
            }
            .draw(area, buf, appearance);
        }
        let mut layout = CalendarLayout::default();
        for month in &plan.months {
            self.month(month, &plan, buf, appearance, &mut layout);
        }
        let below = plan.below(layout.bottom());
        legend::draw(self, &layout, below, buf, appearance);
        layout
    }

    fn title(&self, plan: &Plan) -> String {
        if let Some(days) = self.selected {
            return marked(days, self.today, plan.width());
        }
        match plan.months.as_slice() {
            [first, .., last] if first.first.year() == last.first.year() => {
                words::months(dates::month(first.first), dates::month_year(last.first))
            }
            [first, .., last] => words::months(
                dates::month_year(first.first),
                dates::month_year(last.first),
            ),
            _ => dates::month_year(self.cursor),
        }
    }

    fn month(
        &self,
        month: &Month,
        plan: &Plan,
        buf: &mut Buffer,
        appearance: &Appearance,
        layout: &mut CalendarLayout,
    ) {
        let area = month.area;
        let shape = plan.shape;
        let mut y = area.y;
        if shape.heading && y < area.bottom() {
            let heading = dates::month_year(month.first);
            let indent = shape.gutter + shape.pad;
            let room = area.width.saturating_sub(indent);
            let (style, ellipsis) = (
                appearance.style(Meaning::Title),
                appearance.glyphs().ellipsis,
            );
            text::fit(buf, area.x + indent, y, room, &heading, style, ellipsis);
            y += 1;
        }
        if shape.weekdays && y < area.bottom() {
            self.weekdays(area.x, y, area.right(), plan, buf, appearance);
            y += 1;
        }
        let rows = area.bottom().saturating_sub(y) / shape.height;
        let weeks = plan::weeks(month.first, self.week_start);
        let hidden = weeks.hidden_above(rows, self.cursor);
        for (row, week) in weeks
            .starts()
            .skip(hidden)
            .take(usize::from(rows))
            .enumerate()
        {
            let y = y + row as u16 * shape.height;
            if shape.gutter > 0 {
                // A week is numbered by its Thursday (ISO 8601), whichever day it begins on.
                let number = week_number(week, self.week_start);
                let number = format!("{number:>2}");
                text::put(buf, area.x, y, 2, &number, appearance.style(Meaning::Axis));
            }
            for (column, date) in week.iter_days().take(7).enumerate() {
                let x = area.x + shape.gutter + column as u16 * shape.width;
                if date.month() != month.first.month() || x >= area.right() {
                    continue;
                }
                let width = shape.width.min(area.right() - x);
                let rect = Rect::new(x, y, width, shape.height);
                cell::draw(self, date, rect, &shape, buf, appearance);
                layout.cells.push((rect, date));
            }
        }
    }

    fn weekdays(
        &self,
        x: u16,
        y: u16,
        right: u16,
        plan: &Plan,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) {
        let mut day = self.week_start.weekday();
        for column in 0..7 {
            let at = x + plan.shape.gutter + column * plan.shape.width + plan.shape.pad;
            // A free column between two names, as far as there is one.
            let room = right.saturating_sub(at).min((plan.shape.width - 1).max(2));
            let name = dates::narrow_weekday(day);
            let (style, ellipsis) = (
                appearance.style(Meaning::Muted),
                appearance.glyphs().ellipsis,
            );
            text::fit(buf, at, y, room, &name, style, ellipsis);
            day = day.succ();
        }
    }
}

/// How many days are marked, and which, in few words where there is little room.
pub fn marked(days: DateRange, today: NaiveDate, room: u16) -> String {
    let years = [days.first, days.last].map(|date| date.year());
    let [first, last] = match years == [today.year(); 2] {
        true => dates::ends(days.first, days.last),
        false => [days.first, days.last].map(dates::short_day_month_year),
    };
    let told = match days.len() {
        1 => words::day_marked(last),
        len => words::days_marked(len, &first, &last),
    };
    match text::width(&told) <= usize::from(room) {
        true => told,
        false => words::marked(days.len()),
    }
}

/// A frame costs two rows and columns; where they are needed for days there is none.
fn framed(area: Rect) -> bool {
    area.width >= 24 && area.height >= 9
}

fn inside(area: Rect) -> Rect {
    if !framed(area) {
        return area;
    }
    // One more column to the left, so that numbers do not touch the frame.
    Rect::new(area.x + 2, area.y + 1, area.width - 3, area.height - 2)
}

fn week_number(start: NaiveDate, week_start: WeekStart) -> u32 {
    let to_thursday = match week_start {
        WeekStart::Monday => 3,
        WeekStart::Sunday => 4,
        WeekStart::Saturday => 5,
    };
    start
        .iter_days()
        .nth(to_thursday)
        .unwrap_or(start)
        .iso_week()
        .week()
}

#[cfg(test)]
mod tests;
