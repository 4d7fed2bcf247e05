//! From line to line, day to day and pane to pane.

use chrono::{Days, Months, NaiveDate};

use crate::diary::DateRange;
use crate::tui::keymap::action::Action;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Pane, View};
use crate::words::notices;

/// How many lines a page of a list or text has.
const PAGE: usize = 10;

/// Where the keys of a list go from one of its lines; `None` when they stay.
pub(super) fn moved(focus: usize, len: usize, action: Action) -> Option<usize> {
    let last = len.saturating_sub(1);
    match action {
        Action::NextField => Some((focus + 1).min(last)),
        Action::PreviousField => Some(focus.saturating_sub(1)),
        Action::NextSection => Some((focus + PAGE).min(last)),
        Action::PreviousSection => Some(focus.saturating_sub(PAGE)),
        Action::FirstField => Some(0),
        Action::LastField => Some(last),
        _ => None,
    }
}

/// Moves the cursor day, changes what fills the screen, or gives the keys to another pane; `None` for
/// any other action.
pub(super) fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    if action == Action::NextGap {
        return Some(next_gap(model));
    }
    go(model, action)
        .or_else(|| show(model, action))
        .or_else(|| focus(model, action))
}

/// Moves the cursor day.
fn go(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
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
        Action::Today => Some(model.today()),
        _ => return None,
    };
    Some(match to {
        Some(to) => go_to(model, to),
        None => {
            model.say(notices::nothing_yet());
            vec![]
        }
    })
}

/// Moves the cursor to the day before it of the last week that has no answer, after the earliest to
/// the latest again: what is nearest is known best.
fn next_gap(model: &mut Model) -> Vec<Effect> {
    let gaps = model.gaps();
    let before = gaps.iter().rev().find(|gap| **gap < model.cursor);
    match before.or(gaps.last()) {
        Some(gap) => go_to(model, *gap),
        None => {
            model.say(notices::no_gaps());
            vec![]
        }
    }
}

/// Moves the cursor to a day, of a lifetime or of what the diary has.
pub(super) fn go_to(model: &mut Model, date: NaiveDate) -> Vec<Effect> {
    let DateRange { first, last } = model.reach();
    model.cursor = date.clamp(first, last);
    model.chart.back = 0;
    model.card_scroll.rewind();
    model.form.leave(model.cursor);
    vec![]
}

/// Changes what fills the screen.
fn show(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let view = match action {
        Action::ViewYear => View::Year,
        Action::ViewChart => View::Chart,
        Action::ViewCycle => View::Cycle,
        Action::ViewDay => View::Day,
        _ => return None,
    };
    if view == View::Day && model.view == View::Day && model.focus == Pane::Chart {
        model.focus = Pane::Calendar;
    }
    model.view = view;
    Some(vec![])
}

/// Gives the keys to another pane.
fn focus(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let at = Pane::ALL
        .iter()
        .position(|pane| *pane == model.focus)
        .unwrap_or(0);
    let panes = Pane::ALL.len();
    let within_day = model.view == View::Day;
    let focus = match action {
        Action::FocusCalendar => Pane::Calendar,
        Action::FocusChart => Pane::Chart,
        Action::NextPane if within_day => Pane::ALL[(at + 1) % panes],
        Action::PreviousPane if within_day => Pane::ALL[(at + panes - 1) % panes],
        Action::NextPane | Action::PreviousPane => model.focus,
        Action::FocusForm => {
            // Who goes to write wants to see the form, not the day in words.
            model.card = false;
            Pane::Form
        }
        _ => return None,
    };
    model.view = View::Day;
    model.focus = focus;
    Some(vec![])
}
