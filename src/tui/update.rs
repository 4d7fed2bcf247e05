//! From what happened to how the model changes, and what it asks for.

use chrono::NaiveDateTime;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use crate::diary::Series;
use crate::diary::acts::asking;

use super::cache as at_hand;
use super::keymap::action::Action;
use super::keymap::{Context, Need, Pressed};
use super::layer::update as layers;
use super::message::{Ask, Changed, Do, Effect, How, Message, Opened};
use super::model::{Model, Pane, View, Window};
use super::navigate;
use super::screens::chart::update as chart;
use super::screens::cycles::update as cycle;
use super::screens::day::form::update as answer;
use super::screens::day::update as day;
use super::screens::guide::update as guide;
use super::screens::history::update as record;
use super::screens::patterns::update as patterns;
use super::screens::search::update as search;
use super::view::Arrangement;
use crate::tui::layer::Layer;
use crate::tui::screens::day::form::state::Subject;
use crate::tui::screens::guide::state::Topic;
use crate::tui::worker::{Evaluation, Job, Outcome};

pub use crate::tui::cache::{look_ahead, stay_near};

/// Changes the model for a message and gives what has to be done in return.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    if message.marks_days() {
        model.marked.stale();
    }
    let mut effects = match message {
        Message::Key(event, now) => key(model, event, now),
        Message::Paste(text) => layers::paste(model, &text),
        Message::Click(date) if model.layers.is_empty() => {
            model.focus = Pane::Calendar;
            navigate::go_to(model, date)
        }
        Message::ClickRow(row) if model.layers.is_empty() => {
            model.focus = Pane::Form;
            model.form.focus = row;
            vec![]
        }
        Message::Click(_) | Message::ClickRow(_) => vec![],
        Message::Resize(columns, rows) => {
            model.size = (columns, rows);
            vec![]
        }
        Message::Opened(opened) => {
            model.window = open(model, *opened);
            model.year.clear();
            model.chart.stale();
            model.overlay.loaded = None;
            model.patterns.forget();
            vec![Job::Evaluate(Evaluation::Everything(model.today())).into()]
        }
        Message::Read(range, diary) => {
            model.window.take(range, diary);
            vec![]
        }
        Message::ReadYear(range, diary) => {
            model.year.take(range, diary);
            vec![]
        }
        Message::ReadChart(range, items, diary) => {
            model.chart.take(range, items, diary);
            vec![]
        }
        Message::ReadOverlay(range, item, diary) => {
            if let Some(known) = model.catalogue.item(item.as_str()) {
                model.overlay.series = Series::of(&diary, known, range);
            }
            model.overlay.loaded = Some((range, item));
            vec![]
        }
        Message::Hits(hits) => search::found(model, hits),
        Message::Failed(why) | Message::Outcome(Outcome::Failed(why)) => {
            model.opening = None;
            model.complain(why.in_one_line());
            // What cannot be read is not asked for again before the next message.
            lay_out(model, &Arrangement::of(model));
            return vec![];
        }
        Message::Outcome(outcome) => worked_out(model, outcome),
        Message::History(operations) => record::show_log(model, &operations),
        Message::Trash(removed) => record::show_bin(model, &removed),
        Message::Changed(changed) => change(model, *changed),
        Message::Unchanged(why) => {
            model.say(why);
            vec![]
        }
    };
    settle(model, &mut effects);
    effects
}

/// Takes in what was worked out beside the keys.
fn worked_out(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Cycles(insight) => {
            // Patterns that were looked for by other cycles are looked for again.
            if model.cycles() != insight.as_deref().map(|of| &of.cycles) {
                model.patterns.sought.page = None;
            }
            model.cycle = insight;
        }
        Outcome::Warnings(range, flags) => model.guide.take_recent(range, flags),
        Outcome::Earlier(range, flags) => model.guide.take_earlier(range, flags),
        Outcome::Helped(date, records) => model.guide.helped = Some((date, records)),
        Outcome::Relief(records) => model.guide.take_relief(records),
        Outcome::Scores(scores) => model.guide.take_scores(*scores),
        Outcome::Readings(readings) => guide::show_readings(model, *readings),
        Outcome::Progress(progress) => model.patterns.progress = Some(progress),
        Outcome::Patterns(options, page) => patterns::take(model, &options, page),
        Outcome::Compared(stretches, compared) => {
            patterns::take_compared(model, stretches, compared)
        }
        Outcome::Failed(why) => model.complain(why.in_one_line()),
    }
    vec![]
}

/// Takes in what stands beside the days; gives the latest days.
fn open(model: &mut Model, opened: Opened) -> Window {
    model.catalogue = opened.catalogue;
    model.overrides = opened.overrides;
    model.profile = opened.profile;
    model.span = opened.span;
    model.usage = asking::usage(&opened.lately.diary);
    let cycle = model.keeps_cycle();
    let fertility = cycle && model.profile.fertility;
    model.keymap.meet(Need::Cycle, cycle);
    model.keymap.meet(Need::Fertility, fertility);
    model.overlay.by_ovulation &= fertility;
    if model.view == View::Cycle && !cycle {
        model.view = View::Day;
    }
    opened.lately
}

fn change(model: &mut Model, changed: Changed) -> Vec<Effect> {
    let Changed {
        operation,
        how,
        days,
        opened,
        span,
    } = changed;
    for (date, day) in &days {
        model.window.refresh(*date, day);
        model.year.refresh(*date, day);
        model.chart.refresh(*date, day);
    }
    model.overlay.loaded = None;
    model.guide.forget();
    model.patterns.forget();
    let today = model.today();
    let mut effects = vec![
        Job::Evaluate(match &opened {
            Some(_) => Evaluation::Everything(today),
            None => Evaluation::Days(operation.dates.clone(), today),
        })
        .into(),
    ];
    if let Some(opened) = opened {
        open(model, opened);
        model.chart.stale();
    }
    model.span = span;
    match how {
        How::Done => model.say(format!("saved {}", model.now.format("%H:%M"))),
        How::Undone => model.say(format!("undone: {}", record::told(model, &operation))),
        How::Redone => model.say(format!("done again: {}", record::told(model, &operation))),
    }
    if let Some(kind) = model.opening.take() {
        let added = days
            .iter()
            .flat_map(|(_, day)| day.of_kind(&kind))
            .map(|entry| entry.id)
            .max();
        if let Some(entry) = added {
            model.form.enter(entry);
        }
    }
    // What is undone should be seen.
    if how != How::Done
        && let Some(date) = operation.dates.first()
        && !operation.dates.contains(&model.cursor)
    {
        effects.extend(navigate::go_to(model, *date));
    }
    effects
}

/// Asks for whatever the panes need and do not have, and lays out what they have.
fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    let panes = Arrangement::of(model);
    at_hand::ask(model, &panes, effects);
    patterns::settle(model, effects);
    guide::settle(model, &panes, effects);
    // What is read for them lays them out when it comes.
    if !effects
        .iter()
        .any(|effect| matches!(effect, Effect::Ask(Ask::Read(_))))
    {
        lay_out(model, &panes);
    }
}

/// Lays out the panes over the days that are at hand.
fn lay_out(model: &mut Model, panes: &Arrangement) {
    at_hand::mark(model, panes);
    model.lay_out_form();
}

fn key(model: &mut Model, event: KeyEvent, now: NaiveDateTime) -> Vec<Effect> {
    if event.kind == KeyEventKind::Release {
        return vec![];
    }
    let mut effects = pass_midnight(model, now);
    model.notice = None;
    model.chord.0.push(event.into());
    let contexts = model.contexts();
    let pressed = model.keymap.press(&contexts, &model.chord);
    let typed_one = std::mem::take(&mut model.typed_one);
    effects.extend(match pressed {
        Pressed::Pending => vec![],
        Pressed::Action(action) => {
            model.chord.0.clear();
            act(model, action)
        }
        Pressed::Nothing => {
            let alone = model.chord.0.len() == 1;
            model.chord.0.clear();
            if alone {
                typed(model, event, contexts[0], typed_one)
            } else {
                vec![]
            }
        }
    });
    effects
}

/// When the day ends while the program runs, a cursor on today stays on today.
fn pass_midnight(model: &mut Model, now: NaiveDateTime) -> Vec<Effect> {
    let was_today = model.cursor == model.today();
    let new_day = now.date() != model.today();
    model.now = now;
    let writing = matches!(model.form.subject, Subject::Entry(_)) || !model.layers.is_empty();
    if was_today && new_day && !writing {
        model.cursor = now.date();
    }
    if new_day {
        vec![Job::Evaluate(Evaluation::Everything(now.date())).into()]
    } else {
        vec![]
    }
}

/// A key that the table of keys leaves to the place it was pressed in.
fn typed(model: &mut Model, event: KeyEvent, context: Context, typed_one: bool) -> Vec<Effect> {
    match (context, event.code) {
        (Context::Text | Context::List, _) => layers::type_key(model, event),
        (Context::Guide, KeyCode::Char(c)) if c.is_ascii_digit() => {
            guide::digit(model, c as u8 - b'0')
        }
        (Context::Welcome, KeyCode::Char(c)) => layers::welcome_key(model, c),
        (Context::Form, KeyCode::Char(c)) if c.is_ascii_digit() => {
            answer::digit(model, c as u8 - b'0', typed_one)
        }
        (Context::Form, KeyCode::Char(c)) => answer::letter(model, c),
        _ => vec![],
    }
}

/// Does what a key is bound to.
fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Suspend => return vec![Do::Suspend.into()],
        Action::Redraw => return vec![Do::Redraw.into()],
        Action::Lock => return vec![Do::Lock.into()],
        Action::Blank => return push(model, Layer::Blank),
        _ => {}
    }
    if !model.layers.is_empty() {
        return layers::act(model, action);
    }
    if model.view == View::Guide
        && let Some(effects) = guide::act(model, action)
    {
        return effects;
    }
    if model.view == View::Patterns
        && let Some(effects) = patterns::act(model, action)
    {
        return effects;
    }
    match action {
        Action::Quit => vec![Do::Quit.into()],
        Action::Passphrase => vec![Do::Passphrase.into()],
        Action::Undo => vec![Ask::Undo.into()],
        Action::Redo => vec![Ask::Redo.into()],
        Action::History => vec![Ask::History.into()],
        Action::Bin => vec![Ask::Trash.into()],
        Action::CopyDay => layers::copy_day(model),
        Action::Help => layers::show_help(model),
        Action::Palette => layers::show_palette(model),
        Action::Settings => push(model, Layer::Settings { focus: 0 }),
        Action::Items => push(model, Layer::Items { focus: 0 }),
        Action::Search => search::begin(model),
        Action::Jump => layers::ask_date(model),
        Action::FindField => layers::find_field(model),
        Action::ToggleCard => {
            day::toggle_card(model);
            vec![]
        }
        Action::CardDown | Action::CardUp => {
            day::scroll_card(model, action == Action::CardDown);
            vec![]
        }
        Action::ViewDay | Action::ViewYear | Action::ViewChart | Action::ViewCycle => {
            navigate::show(model, action)
        }
        Action::ViewPatterns => patterns::open(model),
        Action::ViewGuide => guide::open(model, model.guide.topic),
        Action::Warnings => guide::open(model, Topic::Warnings),
        Action::Acknowledge => guide::acknowledge(model),
        Action::Which => guide::which(model),
        Action::Explain => guide::explain(model),
        Action::FocusCalendar
        | Action::FocusForm
        | Action::FocusChart
        | Action::NextPane
        | Action::PreviousPane => navigate::focus(model, action),
        Action::NextHit | Action::PreviousHit => search::step(model, action == Action::NextHit),
        Action::ZoomIn
        | Action::ZoomOut
        | Action::PanBack
        | Action::PanForward
        | Action::ChartItem
        | Action::ChartSecond
        | Action::ChartStrips
        | Action::ChartMedian => chart::act(model, action),
        Action::OlderCycle
        | Action::NewerCycle
        | Action::OpenCycle
        | Action::LeaveOutCycle
        | Action::PeriodMark
        | Action::CycleOverlay
        | Action::OverlayAlign
        | Action::OverlayItem => cycle::act(model, action),
        Action::Close if model.focus == Pane::Form => {
            if !model.form.leave(model.cursor) {
                model.focus = Pane::Calendar;
            }
            vec![]
        }
        Action::Today
        | Action::NextDay
        | Action::PreviousDay
        | Action::NextWeek
        | Action::PreviousWeek
        | Action::NextMonth
        | Action::PreviousMonth
        | Action::NextYear
        | Action::PreviousYear
        | Action::FirstEntry
        | Action::LastEntry => navigate::go(model, action),
        Action::NextField
        | Action::PreviousField
        | Action::NextSection
        | Action::PreviousSection
        | Action::FirstField
        | Action::LastField
        | Action::Fold
        | Action::StepUp
        | Action::StepDown
        | Action::Toggle
        | Action::OpenField
        | Action::Clear
        | Action::CopyYesterday
        | Action::CopyAllYesterday => answer::act(model, action),
        // These belong to a layer, or to the report of patterns.
        Action::Close
        | Action::Up
        | Action::Down
        | Action::Left
        | Action::Right
        | Action::NoneOfThem
        | Action::NewLine
        | Action::ItemAdd
        | Action::ItemRename
        | Action::ItemHide
        | Action::ItemUp
        | Action::ItemDown
        | Action::WelcomeWeek
        | Action::WelcomeTemperature
        | Action::WelcomePassphrase
        | Action::PatternItem
        | Action::EventResponse
        | Action::Compare
        | Action::CompareHere
        | Action::TypeBefore
        | Action::TypeAfter
        // These are done before, wherever the keys are.
        | Action::Suspend
        | Action::Redraw
        | Action::Lock
        | Action::Blank => vec![],
    }
}

fn push(model: &mut Model, layer: Layer) -> Vec<Effect> {
    model.layers.push(layer);
    vec![]
}
