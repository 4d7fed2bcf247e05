//! From what is known of the days to what the calendar and the card draw.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::{DateRange, Day};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::arrangement::Arrangement;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::model::{Model, Pane};
use crate::tui::screens::cycles::marks as cycle;
use crate::tui::screens::guide::view as guide;
use crate::tui::widgets::text;
use crate::words::dates;
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
    // Where the form is drawn, it says so.
    let alone = Arrangement::of(model).form.is_none();
    let still = still(model, Context::Calendar, area.width.saturating_sub(2));
    let lines: Vec<(String, Meaning)> = still
        .filter(|_| alone)
        .map(|line| (line, Meaning::Hint))
        .into_iter()
        .chain(cycle::lines(model, area.width))
        .collect();
    let view = CalendarView {
        cursor: model.cursor,
        today: model.today(),
        week_start: model.profile.week_start,
        days: &|date| model.marked.day(date),
        legend: &model.marked.legend,
        lines: &lines,
        aside: &cycle::aside(model),
        selected: model.selected(),
        focused: model.focus == Pane::Calendar && model.layers.is_empty(),
    };
    view.draw(area, buf, appearance)
}

/// After midnight, how the day before is reached from a pane: in so many columns as far as they will do.
pub fn still(model: &Model, pane: Context, width: u16) -> Option<String> {
    let day = dates::weekday(model.still()?);
    let contexts = [pane, Context::Global];
    let key = model.keymap.key_of(&contexts, Action::PreviousDay)?;
    let line = words::still_writing(&day, key);
    Some(match text::width(&line) <= width.into() {
        true => line,
        false => words::still(&day, key),
    })
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
