//! From day to day and pane to pane.

use chrono::{Days, Months, NaiveDate};

use crate::diary::DateRange;
use crate::tui::keymap::action::Action;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Pane, View};

/// Moves the cursor day.
pub fn go(model: &mut Model, action: Action) -> Vec<Effect> {
    let from = model.cursor;
    let to = match action {
        Action::NextDay => from.checked_add_days(Days::new(1)),
        Action::PreviousDay => from.checked_sub_days(Days::new(1)),
        Action::NextWeek => from.checked_add_days(Days::new(7)),
        Action::PreviousWeek => from.checked_sub_days(Days::new(7)),
        Action::NextMonth => from.checked_add_months(Months::new(1)),
        Action::PreviousMonth => from.checked_sub_months(Months::new(1)),
        Action::NextYear => from.checked_add_months(Months::new(12)),
        Action::PreviousYear => from.checked_sub_months(Months::new(12)),
        Action::FirstEntry => model.span.map(|span| span.first),
        Action::LastEntry => model.span.map(|span| span.last),
        _ => Some(model.today()),
    };
    match to {
        Some(to) => go_to(model, to),
        None => {
            model.say("nothing is recorded yet");
            vec![]
        }
    }
}

/// Moves the cursor to a day, of a lifetime or of what the diary has.
pub fn go_to(model: &mut Model, date: NaiveDate) -> Vec<Effect> {
    let DateRange { first, last } = model.reach();
    model.cursor = date.clamp(first, last);
    model.chart.back = 0;
    model.card_scroll.rewind();
    model.form.leave(model.cursor);
    vec![]
}

/// Changes what fills the screen.
pub fn show(model: &mut Model, action: Action) -> Vec<Effect> {
    let view = match action {
        Action::ViewYear => View::Year,
        Action::ViewChart => View::Chart,
        Action::ViewCycle => View::Cycle,
        _ => View::Day,
    };
    if view == View::Day && model.view == View::Day && model.focus == Pane::Chart {
        model.focus = Pane::Calendar;
    }
    model.view = view;
    vec![]
}

/// Gives the keys to another pane.
pub fn focus(model: &mut Model, action: Action) -> Vec<Effect> {
    let at = Pane::ALL
        .iter()
        .position(|pane| *pane == model.focus)
        .unwrap_or(0);
    let panes = Pane::ALL.len();
    let within_day = model.view == View::Day;
    model.view = View::Day;
    model.focus = match action {
        Action::FocusCalendar => Pane::Calendar,
        Action::FocusChart => Pane::Chart,
        Action::NextPane if within_day => Pane::ALL[(at + 1) % panes],
        Action::PreviousPane if within_day => Pane::ALL[(at + panes - 1) % panes],
        Action::NextPane | Action::PreviousPane => model.focus,
        _ => {
            // Who goes to write wants to see the form, not the day in words.
            model.card = false;
            Pane::Form
        }
    };
    vec![]
}
