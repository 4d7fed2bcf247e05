//! Patterns: what is looked for, which report is open, and where its keys lead.

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
use crate::tui::screens::patterns::report::block::{Report, Target};
use crate::tui::screens::patterns::report::{compose, event_rows};
use crate::tui::screens::patterns::route::Route;
use crate::tui::screens::patterns::state::{Lie, Place, Reach, Stretches};
use crate::tui::screens::patterns::view::has_two;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::tui::screens::search::update as search;
use crate::tui::worker::{Analysis, Job};
use crate::words::errors;
use crate::words::screens::patterns as words;

/// The article on how patterns are found.
const ARTICLE: &str = "how-patterns-are-found";

/// How many blocks a page has.
const PAGE: usize = 5;

/// Opens the page, or comes back to what was open on it.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.view != View::Patterns {
        model.patterns.from = model.view;
    }
    model.view = View::Patterns;
    vec![]
}

/// Asks for what is shown and was not looked for, and composes what was.
pub fn request(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.view != View::Patterns {
        return;
    }
    let today = model.today();
    let wanted = model.patterns.wanted(today);
    if model.patterns.sought.page.as_ref() != Some(&wanted) {
        model.patterns.sought.page = Some(wanted.clone());
        effects.push(Job::Analyse(Analysis::Patterns(wanted, model.cycle.clone())).into());
    }
    let stretches = model.patterns.stretches.ranges(today);
    if model.patterns.is_comparing() && model.patterns.sought.compared != Some(stretches) {
        model.patterns.sought.compared = Some(stretches);
        effects.push(Job::Analyse(Analysis::Compare(stretches)).into());
    }
    compose_shown(model);
}

/// Composes the reports that are on the screen, unless they are: the topmost, and with room for two
/// the page and what would open from it.
fn compose_shown(model: &mut Model) {
    let two = has_two(model.size.0);
    let alone = model.patterns.open.len() == 1;
    let mut places = vec![model.patterns.open.len().saturating_sub(1)];
    places.extend((two && !alone).then_some(0));
    let mut shown = Vec::new();
    let mut ahead = None;
    for at in places {
        let Some(Place { route, focus }) = model.patterns.open.get(at).cloned() else {
            continue;
        };
        compose_once(model, &route);
        if let Some(report) = model.patterns.composed.get(&route) {
            let focus = report.nearest(focus);
            ahead = report.target(focus).cloned();
            model.patterns.open[at].focus = focus;
        }
        shown.push(route);
    }
    if two
        && alone
        && let Some(Target::Report(route)) = ahead
    {
        compose_once(model, &route);
        shown.push(route);
    }
    model.patterns.composed.keep(&shown);
}

fn compose_once(model: &mut Model, route: &Route) {
    if model.patterns.composed.get(route).is_none() {
        let report = compose(model, route);
        model.patterns.composed.add(route, report);
    }
}

/// Takes in what the pain goes with, unless it is something else that is wanted by now.
pub fn take(model: &mut Model, options: &Options, page: Arc<Page>) {
    if model.patterns.sought.page.as_ref() == Some(options) {
        model.patterns.page = Some(page);
        model.patterns.progress = None;
        model.patterns.composed.stale();
    }
}

/// Takes in how two stretches compare, unless others are wanted by now.
pub fn take_compared(model: &mut Model, stretches: [DateRange; 2], compared: Vec<Comparison>) {
    if model.patterns.sought.compared == Some(stretches) {
        model.patterns.compared = Some(compared);
        model.patterns.composed.stale();
    }
}

/// Does what a key of the reports is bound to; `None` when it is not theirs to do.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::OpenField => return Some(follow(model)),
        Action::EventResponse => return Some(choose_event(model)),
        Action::Explain => return Some(guide::read(model, ARTICLE)),
        Action::Close => close(model),
        Action::Compare => push(model, Route::Compare),
        Action::CompareHere => compare_here(model),
        Action::TypeBefore => ask(model, Side::Before),
        Action::TypeAfter => ask(model, Side::After),
        Action::PatternItem => choose_item(model),
        Action::ZoomIn => zoom(model, false),
        Action::ZoomOut => zoom(model, true),
        Action::NextField => go(model, |report, at| report.step(at, true)),
        Action::PreviousField => go(model, |report, at| report.step(at, false)),
        Action::NextSection => go(model, |report, at| page(report, at, true)),
        Action::PreviousSection => go(model, |report, at| page(report, at, false)),
        Action::FirstField => go(model, |report, _| report.first()),
        Action::LastField => go(model, |report, _| report.last()),
        _ => return None,
    }
    Some(vec![])
}

/// The block a page further on, or back.
fn page(report: &Report, at: usize, on: bool) -> usize {
    (0..PAGE).fold(at, |at, _| report.step(at, on))
}

/// Gives the keys to another block of the topmost report.
fn go(model: &mut Model, to: impl Fn(&Report, usize) -> usize) {
    let patterns = &mut model.patterns;
    if let Some(place) = patterns.open.last_mut()
        && let Some(report) = patterns.composed.get(&place.route)
    {
        place.focus = to(report, place.focus);
    }
}

/// A block was pointed at, in the last of so many reports that are open: it has the keys. A second time goes
/// where it leads.
pub fn point(model: &mut Model, open: usize, at: usize) -> Vec<Effect> {
    let patterns = &mut model.patterns;
    let stays = patterns.open.len() == open;
    patterns.open.truncate(open);
    let Some(place) = patterns.open.last_mut() else {
        return vec![];
    };
    let report = patterns.composed.get(&place.route);
    let again = report.is_some_and(|report| report.nearest(place.focus) == at);
    place.focus = at;
    match stays && again {
        true => follow(model),
        false => vec![],
    }
}

/// Goes where the block that has the keys leads.
fn follow(model: &mut Model) -> Vec<Effect> {
    let patterns = &model.patterns;
    let target = patterns.top().and_then(|place| {
        let report = patterns.composed.get(&place.route)?;
        report.target(place.focus)
    });
    match target.cloned() {
        Some(Target::Report(route)) => push(model, route),
        Some(Target::Day(date)) => return go_to(model, date),
        Some(Target::Nowhere) | None => {}
    }
    vec![]
}

/// Shows a day in words beside the calendar; the reports stay open behind it.
fn go_to(model: &mut Model, date: NaiveDate) -> Vec<Effect> {
    model.view = View::Day;
    model.focus = Pane::Calendar;
    model.card = true;
    navigate::go_to(model, date)
}

fn push(model: &mut Model, route: Route) {
    let open = &mut model.patterns.open;
    if open.last().is_none_or(|place| place.route != route) {
        open.push(Place::new(route));
    }
}

fn close(model: &mut Model) {
    if model.patterns.open.len() > 1 {
        model.patterns.open.pop();
    } else {
        model.view = model.patterns.from;
    }
}

/// Looks at a longer or shorter time.
fn zoom(model: &mut Model, longer: bool) {
    if model.patterns.is_comparing() {
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
    model.say(match to {
        Reach::HalfYear => words::over_half_year(),
        Reach::Year => words::over_year(),
        Reach::TwoYears => words::over_two_years(),
        Reach::All => words::over_everything(),
    });
}

/// What was compared is of other stretches now.
fn refresh_compared(model: &mut Model) {
    model.patterns.compared = None;
    model.patterns.composed.stale();
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
        Side::Before => words::first_stretch(),
        Side::After => words::second_stretch(),
    };
    let help = words::stretch_examples();
    let editor = Editor::new(Typing::Stretch(side), title, help, "");
    model.layers.push(Layer::Editor(Box::new(editor)));
}

/// Takes a stretch that was typed.
///
/// # Errors
/// What is wrong with it, in words.
pub fn typed(model: &mut Model, side: Side, text: &str) -> Result<Vec<Effect>, String> {
    let today = model.today();
    let range = DateRange::parse(text, today).map_err(|why| errors::date_words(&why))?;
    let known = model.span.unwrap_or(DateRange::day(today));
    let range = DateRange {
        first: range.first.max(known.first),
        last: range.last.min(today),
    };
    if range.is_empty() {
        return Err(words::nothing_in_stretch().into());
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
        model.say(match model.patterns.page {
            Some(_) => words::no_event(),
            None => words::still_looking(),
        });
        return vec![];
    }
    let picker = Picker::new(Purpose::Event, rows);
    model.layers.push(Layer::Picker(picker));
    vec![]
}

/// Opens the days around an event.
pub fn around(model: &mut Model, event: String) {
    push(model, Route::Around(event));
}

/// Lists the scales that can be asked about.
fn choose_item(model: &mut Model) {
    let catalogue = &model.catalogue;
    let mut rows = vec![PickRow {
        label: words::any_scale().into(),
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
