//! From what is known of the days to what the calendar and the card draw.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::{DateRange, Day};
use crate::tui::appearance::Appearance;
use crate::tui::arrangement::Arrangement;
use crate::tui::model::{Model, Pane};
use crate::tui::screens::cycles::marks as cycle;
use crate::tui::screens::guide::view as guide;
use crate::words::screens::day as words;

use super::calendar::{CalendarLayout, CalendarView};
use super::card::{DayCardLayout, DayCardView};

/// The days on the calendar while the cursor is on one of them.
pub fn days_shown(model: &Model, panes: &Arrangement, cursor: NaiveDate) -> DateRange {
    let area = panes.calendar.unwrap_or_default();
    CalendarView::range(area, cursor, model.today())
}

/// Draws the calendar and says where its days are.
pub fn calendar(
    model: &Model,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> CalendarLayout {
    let view = CalendarView {
        cursor: model.cursor,
        today: model.today(),
        week_start: model.profile.week_start,
        days: &|date| model.marked.day(date),
        legend: &model.marked.legend,
        lines: &cycle::lines(model, area.width),
        aside: &cycle::aside(model),
        selected: model.selected(),
        focused: model.focus == Pane::Calendar && model.layers.is_empty(),
    };
    view.draw(area, buf, appearance)
}

/// Draws the cursor day in words and says how much of it can be seen.
pub fn card(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> DayCardLayout {
    let nothing = Day::default();
    let mut extra = guide::day(model);
    extra.extend(cycle::day(model));
    let view = DayCardView {
        date: model.cursor,
        day: model.day().unwrap_or(&nothing),
        catalogue: &model.catalogue,
        profile: &model.profile,
        extra: &extra,
        scroll: model.card_scroll.at,
        aside: "",
        foot: words::scroll_keys(),
        focused: false,
    };
    view.draw(area, buf, appearance)
}
