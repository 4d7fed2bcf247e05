//! From cycle to cycle, and what the person says of one.

use chrono::NaiveDate;

use crate::diary::acts::cycles;
use crate::diary::{Answer, Code, Role, Target};

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Pane, View};
use crate::tui::navigate;
use crate::tui::screens::chart::update as chart;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::words::dates;
use crate::words::screens::cycles as words;

/// Does what a key of the cycles is bound to; `None` for any other action.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::OlderCycle => return Some(step(model, false)),
        Action::NewerCycle => return Some(step(model, true)),
        Action::OpenCycle => return Some(open(model)),
        Action::LeaveOutCycle => ask_why(model),
        Action::PeriodMark => return Some(mark(model)),
        Action::CycleOverlay => model.overlay.shown = !model.overlay.shown,
        Action::OverlayAlign => model.overlay.by_ovulation = !model.overlay.by_ovulation,
        Action::OverlayItem => chart::choose(model, Purpose::OverlayItem),
        _ => return None,
    }
    Some(vec![])
}

/// Goes to the first day of the next cycle, or the one before.
fn step(model: &mut Model, newer: bool) -> Vec<Effect> {
    let starts = model
        .cycles()
        .map_or(&[][..], |known| known.cycles())
        .iter();
    let starts: Vec<NaiveDate> = starts.map(|cycle| cycle.start()).collect();
    let after = starts.partition_point(|start| *start <= model.cursor);
    let to = match (newer, after) {
        (true, after) => starts.get(after),
        (false, after) => after.checked_sub(2).and_then(|at| starts.get(at)),
    };
    match to {
        Some(start) => navigate::go_to(model, *start),
        None => {
            model.say(match (starts.is_empty(), newer) {
                (true, _) => words::none_logged(),
                (_, true) => words::latest(),
                (_, false) => words::first(),
            });
            vec![]
        }
    }
}

/// Shows the first day of the chosen cycle among its days.
fn open(model: &mut Model) -> Vec<Effect> {
    let Some(start) = model.chosen_cycle().map(|cycle| cycle.start()) else {
        model.say(none_chosen(model));
        return vec![];
    };
    model.view = View::Day;
    model.focus = Pane::Calendar;
    navigate::go_to(model, start)
}

/// Why no cycle is chosen.
fn none_chosen(model: &Model) -> &'static str {
    match model.cycles() {
        Some(_) => words::not_begun_by_day(),
        None => words::still_working(),
    }
}

/// Asks why the chosen cycle is to be left out.
fn ask_why(model: &mut Model) {
    let Some(start) = model.chosen_cycle().map(|cycle| cycle.start()) else {
        model.say(none_chosen(model));
        return;
    };
    let item = model.catalogue.role(Role::CycleExcluded);
    let begun = words::cycle_of(dates::day_month_year(start));
    let rows = item.options().iter().map(|option| PickRow {
        label: if option.code.as_str() == "no" {
            words::counts().into()
        } else {
            words::leave_out(&option.label)
        },
        detail: begun.clone(),
        marks: vec![],
        pick: Pick::Option(option.code.clone()),
    });
    let picker = Picker::new(Purpose::LeaveOut, rows.collect());
    model.layers.push(Layer::Picker(picker));
}

/// Leaves the chosen cycle out, or in again.
pub fn leave_out(model: &mut Model, reason: Code) -> Vec<Effect> {
    let Some(start) = model.chosen_cycle().map(|cycle| cycle.start()) else {
        return vec![];
    };
    let item = model.catalogue.role(Role::CycleExcluded).clone();
    answer::set(model, Target::Day(start), &item, Answer::Choice(reason))
}

/// Says of the cursor day that it is the first of a period, or that it is none.
fn mark(model: &mut Model) -> Vec<Effect> {
    let date = model.cursor;
    let begins = model
        .chosen_cycle()
        .is_some_and(|cycle| cycle.start() == date);
    let check_in = model.entry(Target::Day(date).id());
    let act = cycles::mark_period(date, check_in, begins, &model.catalogue, model.today());
    answer::perform(model, act)
}
