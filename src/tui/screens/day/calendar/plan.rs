//! How many months fit into an area, and how large their days can be.

use chrono::{Datelike, Days, Months, NaiveDate};
use ratatui::layout::Rect;

use crate::diary::{DateRange, WeekStart};

/// The cells of a day and what stands around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Columns of a day.
    pub width: u16,
    /// Rows of a day: 1, or 2 with the score below the number.
    pub height: u16,
    /// Columns left free before the number.
    pub pad: u16,
    /// Columns for the numbers of the weeks; 0 where there is no room for them.
    pub gutter: u16,
    /// Whether each month has its name above it.
    pub heading: bool,
    /// Whether the days of the week are named.
    pub weekdays: bool,
}

/// A month and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// Its cells.
    pub area: Rect,
}

/// Which months are shown where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub shape: Shape,
    /// In the order of time, side by side first.
    pub months: Vec<Month>,
    area: Rect,
}

const GUTTER: u16 = 3;
/// Columns and rows between months.
const BETWEEN: (u16, u16) = (3, 1);
/// A full month: seven days of five columns beside the week's number; a name, the weekdays and
/// six weeks of two rows.
const FULL: (u16, u16) = (GUTTER + 7 * 5, 14);
/// More months than a year and a half are better seen as a heat map.
const MOST_COLUMNS: u16 = 6;
const MOST_ROWS: u16 = 3;

impl Plan {
    pub(super) fn new(area: Rect, cursor: NaiveDate, today: NaiveDate) -> Self {
        // The legend has the last two rows when there is room for several rows of months.
        let fit = |room: u16, one: u16, between: u16| (room + between) / (one + between);
        let columns = fit(area.width, FULL.0, BETWEEN.0).clamp(1, MOST_COLUMNS);
        let rows = match fit(area.height.saturating_sub(2), FULL.1, BETWEEN.1) {
            rows if area.width >= FULL.0 => rows.clamp(1, MOST_ROWS),
            _ => 1,
        };
        let count = columns * rows;
        let first = first_month(cursor, today, count.into());
        let shape = if count == 1 {
            single(area, first)
        } else {
            let room = area.width.saturating_sub(BETWEEN.0 * (columns - 1));
            Shape {
                width: ((room / columns).saturating_sub(GUTTER) / 7).clamp(5, 7),
                height: if area.height >= FULL.1 { 2 } else { 1 },
                pad: 1,
                gutter: GUTTER,
                heading: true,
                weekdays: true,
            }
        };
        let width = if count == 1 {
            area.width
        } else {
            shape.gutter + 7 * shape.width
        };
        // What is left over goes between the months, up to a point.
        let spare = area.width.saturating_sub(columns * width);
        let between = spare
            .checked_div(columns - 1)
            .unwrap_or(0)
            .min(BETWEEN.0 + 3);
        let height = if rows == 1 { area.height } else { FULL.1 };
        let months = (0..count).filter_map(|n| {
            let area = Rect::new(
                area.x + (n % columns) * (width + between),
                area.y + (n / columns) * (height + BETWEEN.1),
                width,
                height,
            );
            let first = first.checked_add_months(Months::new(n.into()))?;
            Some(Month { first, area })
        });
        Self {
            shape,
            months: months.collect(),
            area,
        }
    }

    /// The columns there are.
    pub(super) fn width(&self) -> u16 {
        self.area.width
    }

    /// The rows that no day needs, the last of which ends before `bottom`.
    pub(super) fn below(&self, bottom: Option<u16>) -> Rect {
        let top = bottom.unwrap_or(self.area.bottom()).min(self.area.bottom());
        Rect {
            y: top,
            height: self.area.bottom() - top,
            ..self.area
        }
    }
}

/// The earliest month of a page of `count`. Pages end with the month that is today's, or with the
/// next one when there is room for what is expected, so that moving about within a page moves
/// nothing but the cursor.
fn first_month(cursor: NaiveDate, today: NaiveDate, count: i32) -> NaiveDate {
    let number = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
    let last = number(today) + i32::from(count >= 3);
    let pages = (number(cursor) - last - 1).div_euclid(count) + 1;
    let first = last + pages * count - (count - 1);
    NaiveDate::from_ymd_opt(first.div_euclid(12), first.rem_euclid(12) as u32 + 1, 1)
        .unwrap_or(DateRange::month(cursor).first)
}

/// The shape of a month that has the area to itself: as large as fits.
fn single(area: Rect, first: NaiveDate) -> Shape {
    let gutter = if area.width >= GUTTER + 7 * 4 {
        GUTTER
    } else {
        0
    };
    let room = area.width.saturating_sub(gutter);
    // A day of three columns needs no space behind the last one.
    let width = ((room + 1) / 7).clamp(3, 7);
    let width = if width > 3 {
        (room / 7).clamp(3, 7)
    } else {
        width
    };
    // The longest months touch six weeks, most five.
    let weeks = weeks(first, WeekStart::Monday).count.max(5);
    let weekdays = area.height > 3;
    let heading = area.height > 7 && area.width < 21 && area.width > 9;
    let head = u16::from(weekdays) + u16::from(heading);
    Shape {
        width,
        height: if width >= 4 && area.height >= head + 2 * weeks {
            2
        } else {
            1
        },
        pad: u16::from(width >= 5),
        gutter,
        heading,
        weekdays,
    }
}

/// The weeks a month touches.
pub(super) struct Weeks {
    first: NaiveDate,
    pub count: u16,
}

pub(super) fn weeks(month: NaiveDate, week_start: WeekStart) -> Weeks {
    let before = month.weekday().days_since(week_start.weekday());
    let first = month
        .checked_sub_days(Days::new(before.into()))
        .unwrap_or(month);
    let days = before as usize + DateRange::month(month).len();
    Weeks {
        first,
        count: days.div_ceil(7) as u16,
    }
}

impl Weeks {
    /// The first days of the weeks.
    pub(super) fn starts(&self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().step_by(7).take(self.count.into())
    }

    /// How many weeks are left out above when only `rows` fit, so that a day can be seen.
    pub(super) fn hidden_above(&self, rows: u16, cursor: NaiveDate) -> usize {
        let week = (cursor - self.first).num_days().div_euclid(7);
        let most = i64::from(self.count.saturating_sub(rows));
        (week + 1 - i64::from(rows)).clamp(0, most) as usize
    }
}
