//! What an action does. Nobody here knows all of them: who has the keys is asked first, then one
//! screen after the other, and what none of them does is said.

use crate::tui::events::Shut;
use crate::tui::keymap::action::Action;
use crate::tui::layer::{Layer, update as layers};
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::{Model, Pane, View};
use crate::tui::navigate;
use crate::tui::screens::chart::update as chart;
use crate::tui::screens::cycles::update as cycle;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::day::marking;
use crate::tui::screens::day::update as day;
use crate::tui::screens::editor::update as editor;
use crate::tui::screens::guide::update as guide;
use crate::tui::screens::help::update as help;
use crate::tui::screens::import::update as import;
use crate::tui::screens::look::update as look;
use crate::tui::screens::patterns::update as patterns;
use crate::tui::screens::picker::update as picker;
use crate::tui::screens::search::update as search;
use crate::tui::screens::visit;
use crate::words::day::day_text;
use crate::words::{dates, notices};

/// Does what a key is bound to.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(effects) = always(model, action) {
        return effects;
    }
    if action == Action::OpenField
        && let Some(Layer::Picker(picker)) = model.layers.last()
        && let Some(command) = picker.command()
    {
        model.layers.pop();
        return act(model, command);
    }
    let done = if model.layers.is_empty() {
        in_panes(model, action)
    } else {
        layers::act(model, action)
    };
    done.unwrap_or_else(|| {
        model.say(notices::nothing_here());
        vec![]
    })
}

/// What is done wherever the keys are.
fn always(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Suspend => vec![Do::Shut(Shut::Suspended).into()],
        Action::Redraw => vec![Do::Redraw.into()],
        Action::Lock => vec![Do::Shut(Shut::Locked).into()],
        Action::Blank => push(model, Layer::Blank),
        _ => return None,
    })
}

fn in_panes(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let shown = match model.view {
        View::Guide => guide::act(model, action),
        View::Patterns => patterns::act(model, action),
        View::Day | View::Year | View::Chart | View::Cycle => None,
    };
    shown
        .or_else(|| program(model, action))
        .or_else(|| open(model, action))
        .or_else(|| panes(model, action))
        .or_else(|| navigate::act(model, action))
        .or_else(|| chart::act(model, action))
        .or_else(|| cycle::act(model, action))
        .or_else(|| answer::act(model, action))
}

/// What is asked of the program and of the diary's file.
fn program(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Quit => vec![Do::Quit.into()],
        Action::Passphrase => vec![Do::Passphrase.into()],
        Action::Undo => vec![Ask::Undo.into()],
        Action::Redo => vec![Ask::Redo.into()],
        Action::History => vec![Ask::History.into()],
        Action::Trash => vec![Ask::Trash.into()],
        Action::Sharing => vec![Ask::Sharing.into()],
        Action::CopyDay => copy_day(model),
        _ => return None,
    })
}

/// What opens a screen.
fn open(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Help => help::show(model),
        Action::Palette => picker::show_palette(model),
        Action::Settings => push(model, Layer::Settings { focus: 0 }),
        Action::Look => look::choose(model),
        Action::Items => push(model, Layer::Items { focus: 0 }),
        Action::Search => search::begin(model),
        Action::NextHit | Action::PreviousHit => search::step(model, action == Action::NextHit),
        Action::Jump => editor::ask_date(model),
        Action::Picture => editor::ask_picture(model),
        Action::Report => visit::ask(model),
        Action::ToAsk => visit::to_ask(model),
        Action::Import => import::again(model),
        Action::FindField => picker::find_field(model),
        Action::ViewPatterns => patterns::open(model),
        Action::ViewGuide => guide::open(model, model.guide.topic),
        Action::Warnings => guide::warnings(model),
        Action::Acknowledge => guide::acknowledge(model),
        Action::Which => guide::which(model),
        Action::Explain => guide::explain(model),
        _ => return None,
    })
}

/// What the panes of a day do themselves.
fn panes(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::ToggleCard => day::toggle_card(model),
        Action::CardDown | Action::CardUp => {
            day::scroll_card(model, action == Action::CardDown);
        }
        Action::MarkDays => marking::toggle(model),
        Action::Close if model.focus == Pane::Calendar => model.selection = None,
        Action::Close if model.focus == Pane::Form => {
            if !model.form.leave(model.cursor) {
                model.focus = Pane::Calendar;
            }
        }
        _ => return None,
    }
    Some(vec![])
}

/// Puts the cursor day in words on the clipboard.
fn copy_day(model: &mut Model) -> Vec<Effect> {
    let Some(day) = model.day() else {
        model.say(notices::nothing_on_day());
        return vec![];
    };
    let words = day_text(day, &model.catalogue, &model.profile);
    if let Some(nothing) = words.nothing() {
        model.say(nothing);
        return vec![];
    }
    let text = format!("{}\n{words}", dates::weekday_day_month_year(model.cursor));
    model.say(notices::copied());
    vec![Do::Copy(text).into()]
}

fn push(model: &mut Model, layer: Layer) -> Vec<Effect> {
    model.layers.push(layer);
    vec![]
}
