//! Patterns: what is looked for, which sheet is open, and where its keys lead.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diary::DateRange;
use crate::patterns::{Comparison, Options, Page};

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Pane, View};
use crate::tui::navigate;
use crate::tui::screens::editor::state::{Editor, Side, Typing};
use crate::tui::screens::guide::update as guide;
use crate::tui::screens::patterns::report::{Leads, Sheet, Shows, event_rows};
use crate::tui::screens::patterns::state::{Lie, Stretches};
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::tui::screens::search::update as search;
use crate::tui::worker::{Analysis, Job};

/// The article on how patterns are found.
const ARTICLE: &str = "how-patterns-are-found";

/// How many passages a page has.
const PAGE: usize = 5;

/// Opens the page, or comes back to what was open on it.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.view != View::Patterns {
        model.patterns.from = model.view;
    }
    model.view = View::Patterns;
    vec![]
}

/// Asks for whatever is shown and was not looked for.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.view != View::Patterns {
        return;
    }
    let today = model.today();
    let wanted = model.patterns.wanted(today);
    if model.patterns.sought.page.as_ref() != Some(&wanted) {
        model.patterns.sought.page = Some(wanted.clone());
        effects.push(Job::Analyse(Analysis::Patterns(wanted, model.cycle.clone())).into());
    }
    let compares = |sheet: &Sheet| sheet.shows == Shows::Compare;
    let stretches = model.patterns.stretches.ranges(today);
    if model.patterns.top().is_some_and(compares)
        && model.patterns.sought.compared != Some(stretches)
    {
        model.patterns.sought.compared = Some(stretches);
        effects.push(Job::Analyse(Analysis::Compare(stretches)).into());
    }
    let empty = |sheet: &Sheet| sheet.passages.is_empty();
    if model.patterns.sheets.iter().any(empty) {
        fill(model);
    }
}

/// Takes in what the pain goes with, unless it is something else that is wanted by now.
pub fn take(model: &mut Model, options: &Options, page: Arc<Page>) {
    if model.patterns.sought.page.as_ref() == Some(options) {
        model.patterns.page = Some(page);
        model.patterns.progress = None;
        fill(model);
    }
}

/// Takes in how two stretches compare, unless others are wanted by now.
pub fn take_compared(model: &mut Model, stretches: [DateRange; 2], compared: Vec<Comparison>) {
    if model.patterns.sought.compared == Some(stretches) {
        model.patterns.compared = Some(compared);
        fill(model);
    }
}

/// Says anew what the open sheets say.
fn fill(model: &mut Model) {
    let mut sheets = std::mem::take(&mut model.patterns.sheets);
    for sheet in &mut sheets {
        sheet.fill(model);
    }
    model.patterns.sheets = sheets;
}

/// Does what a key of the sheets is bound to; `None` when it is not theirs to do.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::OpenField => return Some(follow(model)),
        Action::Close => close(model),
        Action::EventResponse => return Some(choose_event(model)),
        Action::Compare => push(model, Shows::Compare),
        Action::CompareHere => compare_here(model),
        Action::TypeBefore => ask(model, Side::Before),
        Action::TypeAfter => ask(model, Side::After),
        Action::PatternItem => choose_item(model),
        Action::Explain => return Some(guide::read(model, ARTICLE)),
        Action::ZoomIn => zoom(model, false),
        Action::ZoomOut => zoom(model, true),
        _ => {
            let sheet = model.patterns.sheets.last_mut()?;
            match action {
                Action::NextField => sheet.step(true),
                Action::PreviousField => sheet.step(false),
                Action::NextSection => (0..PAGE).for_each(|_| sheet.step(true)),
                Action::PreviousSection => (0..PAGE).for_each(|_| sheet.step(false)),
                Action::FirstField => {
                    sheet.focus = 0;
                    sheet.step(true);
                    sheet.step(false);
                }
                Action::LastField => {
                    sheet.focus = sheet.passages.len();
                    sheet.step(false);
                }
                _ => return None,
            }
        }
    }
    Some(vec![])
}

/// Goes where the passage that has the keys leads.
fn follow(model: &mut Model) -> Vec<Effect> {
    let chosen = model.patterns.top().and_then(Sheet::chosen);
    match chosen.map(|passage| passage.leads.clone()) {
        Some(Leads::Sheet(shows)) => push(model, shows),
        Some(Leads::Day(date)) => return go_to(model, date),
        Some(Leads::Nowhere) | None => {}
    }
    vec![]
}

/// Shows a day in words beside the calendar; the sheets stay open behind it.
fn go_to(model: &mut Model, date: NaiveDate) -> Vec<Effect> {
    model.view = View::Day;
    model.focus = Pane::Calendar;
    model.card = true;
    navigate::go_to(model, date)
}

fn push(model: &mut Model, shows: Shows) {
    let open = |sheet: &Sheet| sheet.shows == shows;
    if !model.patterns.top().is_some_and(open) {
        let mut sheet = Sheet::new(shows);
        sheet.fill(model);
        model.patterns.sheets.push(sheet);
    }
}

fn close(model: &mut Model) {
    if model.patterns.sheets.len() > 1 {
        model.patterns.sheets.pop();
    } else {
        model.view = model.patterns.from;
    }
}

/// Looks at a longer or shorter time.
fn zoom(model: &mut Model, longer: bool) {
    let comparing = model.patterns.top().map(|sheet| &sheet.shows) == Some(&Shows::Compare);
    if comparing {
        let Stretches { days, lie } = &mut model.patterns.stretches;
        let mut lengths = Stretches::LENGTHS.into_iter();
        let to = match longer {
            true => lengths.find(|length| *length > *days),
            false => lengths.rev().find(|length| *length < *days),
        };
        *days = to.unwrap_or(*days);
        if matches!(lie, Lie::Typed(..)) {
            *lie = Lie::Latest;
        }
        return refresh_compared(model);
    }
    let reach = model.patterns.reach;
    let to = if longer {
        reach.longer()
    } else {
        reach.shorter()
    };
    model.patterns.reach = to;
    model.say(format!("patterns over {}", to.label()));
}

/// What was compared is of other stretches now.
fn refresh_compared(model: &mut Model) {
    model.patterns.compared = None;
    fill(model);
}

/// Compares the days before the cursor day with those from it on, or the latest ones again.
fn compare_here(model: &mut Model) {
    let lie = match model.patterns.stretches.lie {
        Lie::Around(_) => Lie::Latest,
        _ => Lie::Around(model.cursor.min(model.today())),
    };
    model.patterns.stretches.lie = lie;
    refresh_compared(model);
}

/// Asks for the first or second stretch.
fn ask(model: &mut Model, side: Side) {
    let title = match side {
        Side::Before => "The first stretch",
        Side::After => "The second stretch",
    };
    let help = "2026-01..2026-03, 1 jan..yesterday, 2025";
    let editor = Editor::new(Typing::Stretch(side), title, help, "");
    model.layers.push(Layer::Editor(Box::new(editor)));
}

/// Takes a stretch that was typed.
///
/// # Errors
/// What is wrong with it, in words.
pub fn typed(model: &mut Model, side: Side, text: &str) -> Result<Vec<Effect>, String> {
    let today = model.today();
    let range = DateRange::parse(text, today).map_err(|why| why.to_string())?;
    let known = model.span.unwrap_or(DateRange::day(today));
    let range = DateRange {
        first: range.first.max(known.first),
        last: range.last.min(today),
    };
    if range.is_empty() {
        return Err("nothing is recorded in this stretch".into());
    }
    let [before, after] = model.patterns.stretches.ranges(today);
    model.patterns.stretches.lie = match side {
        Side::Before => Lie::Typed(range, after),
        Side::After => Lie::Typed(before, range),
    };
    refresh_compared(model);
    Ok(vec![])
}

/// Lists the events that happened.
fn choose_event(model: &mut Model) -> Vec<Effect> {
    let rows = event_rows(model);
    if rows.is_empty() {
        model.say("no event has happened often enough to look at");
        return vec![];
    }
    let picker = Picker::new(Purpose::Event, rows);
    model.layers.push(Layer::Picker(picker));
    vec![]
}

/// Opens the days around an event.
pub fn around(model: &mut Model, event: String) {
    push(model, Shows::Around(event));
}

/// Lists the scales that can be asked about.
fn choose_item(model: &mut Model) {
    let catalogue = &model.catalogue;
    let mut rows = vec![PickRow {
        label: "your pain, and other scales by the cycle".into(),
        detail: String::new(),
        marks: vec![],
        pick: Pick::NoItem,
    }];
    let scales = catalogue.items().iter().filter(|item| {
        Options::can_ask(catalogue, item) && catalogue.concerns(item, &model.profile)
    });
    rows.extend(scales.map(|item| search::item_row(model, item)));
    let picker = Picker::new(Purpose::PatternItem, rows);
    model.layers.push(Layer::Picker(picker));
}
