//! How many years fit into an area, and in which shape.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::diary::WeekStart;

/// How the days of a year are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grid {
    /// A column a week.
    Weeks {
        /// The weeks left out before the first one, where not all fit.
        hidden: u16,
    },
    /// A row a month.
    Months,
}

/// A year and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct YearPlace {
    pub year: i32,
    /// Its days, with their names to the left and above.
    pub area: Rect,
    /// Where its days are counted, if there is room.
    pub counts: Option<Rect>,
}

/// Which years are shown where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub grid: Grid,
    /// Columns of a day.
    pub cell: u16,
    /// In the order of time.
    pub years: Vec<YearPlace>,
}

/// Columns for the names of days or months.
pub(super) const LABELS: u16 = 5;
/// A year touches at most this many weeks.
const WEEKS: u16 = 54;
/// Columns for the counts, with the space before them.
const COUNTS: u16 = 24;

impl Plan {
    /// The years that fit, of those from the first one with an entry; the week has to be seen.
    pub(super) fn new(area: Rect, [since, cursor, today]: [i32; 3], week: u16) -> Self {
        let width = area.width.saturating_sub(LABELS);
        let (grid, cell, rows) = if width >= WEEKS {
            (Grid::Weeks { hidden: 0 }, (width / WEEKS).min(3), 8)
        } else if width >= 31 && area.height >= 13 {
            (Grid::Months, 1, 13)
        } else {
            let hidden = (week + 1).saturating_sub(width);
            (Grid::Weeks { hidden }, 1, 8)
        };
        let days = LABELS
            + cell
                * match grid {
                    Grid::Weeks { .. } => WEEKS,
                    Grid::Months => 31,
                };
        let counts = area.width >= days + COUNTS;
        let fit = ((area.height + 1) / (rows + 1)).clamp(1, 20);
        let worth = (today - since).saturating_add(1).clamp(1, fit.into());
        let years = (0..fit).zip(page(cursor, today, worth));
        let years = years.map(|(n, year)| {
            let top = area.y + n * (rows + 1);
            let height = rows.min(area.bottom().saturating_sub(top));
            let area = Rect::new(area.x, top, area.width, height);
            YearPlace {
                year,
                area: Rect {
                    width: days.min(area.width),
                    ..area
                },
                counts: counts.then(|| Rect {
                    x: area.x + days + 3,
                    width: area.width.saturating_sub(days + 3).min(COUNTS),
                    ..area
                }),
            }
        });
        Self {
            grid,
            cell,
            years: years.collect(),
        }
    }

    /// The cells of a day, if it can be seen.
    pub(super) fn cell_of(
        &self,
        place: &YearPlace,
        date: NaiveDate,
        week_start: WeekStart,
    ) -> Option<Rect> {
        let (column, row) = match self.grid {
            Grid::Weeks { hidden } => {
                let (week, row) = week_and_row(date, week_start);
                (week.checked_sub(hidden)?, row)
            }
            Grid::Months => (date.day0() as u16, date.month0() as u16),
        };
        let (x, y) = (
            place.area.x + LABELS + column * self.cell,
            place.area.y + 1 + row,
        );
        let width = place.area.right().checked_sub(x)?.min(self.cell);
        (width > 0 && y < place.area.bottom()).then(|| Rect::new(x, y, width, 1))
    }
}

/// The years of the page that has a year, in order. Pages end with today's.
fn page(cursor: i32, today: i32, count: i32) -> impl Iterator<Item = i32> {
    let pages = (cursor - today - 1).div_euclid(count) + 1;
    let last = today + pages * count;
    last - (count - 1)..=last
}

/// The days of a year.
pub(super) fn days(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1);
    let days = first.into_iter().flat_map(|first| first.iter_days());
    days.take_while(move |date| date.year() == year)
}

/// The week of a day, from 0 on 1 January, and its place in the week.
pub(super) fn week_and_row(date: NaiveDate, week_start: WeekStart) -> (u16, u16) {
    let row = date.weekday().days_since(week_start.weekday());
    // The row of 1 January, from the row of this day.
    let first = (row + 7 - date.ordinal0() % 7) % 7;
    (((date.ordinal0() + first) / 7) as u16, row as u16)
}
