//! From what happened to how the model changes, and what it asks for.

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::diary::acts::asking;
use crate::diary::{DateRange, Day, ItemId, Series, Summary};

use super::act::act;
use super::arrangement::Arrangement;
use super::cache;
use super::keymap::action::Action;
use super::keymap::{Chord, Context, Need, Pressed};
use super::layer::Layer;
use super::layer::update as layers;
use super::message::{Ask, Changed, Do, Effect, How, Message, Opened};
use super::navigate;
use super::screens::day::form::update as answer;
use super::screens::editor::drafts;
use super::screens::guide::update as guide;
use super::screens::history::update as history;
use super::screens::import::update as import;
use super::screens::items::update as items;
use super::screens::joining::update as joining;
use super::screens::lost::update as lost;
use super::screens::patterns::update as patterns;
use super::screens::search::update as search;
use super::screens::shared::update as shared;
use super::screens::visit;
use crate::guide::QuestionnaireBook;
use crate::repository::Operation;
use crate::tui::model::{Model, Pane, View};
use crate::tui::pointer::Pointed;
use crate::tui::screens::day::form::state::Subject;
use crate::tui::screens::welcome::update as welcome;
use crate::tui::window::Window;
use crate::tui::worker::{Evaluation, Job, Outcome};
use crate::words::{acts, dates, figures, notices};

pub(super) use crate::tui::cache::{evict, prefetch};

/// Changes the model for a message and gives what has to be done in return.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    if message.marks_days() {
        model.marked.stale();
    }
    let mut effects = match message {
        Message::Key(event, now) => key(model, event, now),
        Message::Rest => drafts::keep(model),
        Message::Drafts {
            unfinished,
            finished,
        } => drafts::found(model, unfinished, finished),
        Message::DraftsKept(kept) => drafts::kept(model, kept),
        Message::Close => layers::act(model, Action::Close).unwrap_or_default(),
        Message::Paste(text) => layers::paste(model, &text),
        Message::Point(at, now) => point(model, at, now),
        Message::Resize(columns, rows) => {
            model.size = (columns, rows);
            vec![]
        }
        Message::Opened(opened) => open_anew(model, *opened),
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
        Message::Join(folder, plan) => joining::show(model, folder, plan),
        Message::Import(file) => import::look(model, file),
        Message::Outcome(outcome) => worked_out(model, outcome),
        Message::History(operations) => history::show_log(model, &operations),
        Message::Trash(removed) => history::show_trash(model, &removed),
        Message::Sharing(me) => shared::show(model, me),
        Message::Changed(changed) => change(model, *changed),
        Message::Lost(lost) => {
            let Some(effects) = lost::show(model, lost) else {
                return vec![];
            };
            effects
        }
        Message::Regained => {
            import::forget(model);
            model.say(notices::regained());
            vec![Do::Restart.into()]
        }
        Message::Unchanged(why) => {
            model.say(why);
            drafts::settle(model)
        }
    };
    request(model, &mut effects);
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
        Outcome::Warnings(range, flags) => {
            let now = model.now;
            model.guide.take_recent(range, flags, now);
        }
        Outcome::Earlier(range, flags) => model.guide.take_earlier(range, flags),
        Outcome::Helped(date, records) => model.guide.helped = Some((date, records)),
        Outcome::Relief(records) => model.guide.take_relief(records),
        Outcome::Scores(scores) => model.guide.take_scores(*scores),
        Outcome::Report(span, page) => visit::show(model, span, page.as_deref()),
        Outcome::Readings(readings) => guide::show_readings(model, &readings),
        Outcome::Progress(progress) => model.patterns.progress = Some(progress),
        Outcome::Patterns(options, page) => patterns::take(model, &options, page),
        Outcome::Compared(stretches, compared) => {
            patterns::take_compared(model, stretches, compared)
        }
        Outcome::Round(round) => return shared::went_round(model, &round),
        Outcome::Inbox(new, wrong) => return shared::read_inbox(model, new, wrong),
        Outcome::Shared(shared) => shared::take_in(model, shared),
        Outcome::Failed(why) => model.complain(why.in_one_line()),
        Outcome::Import(number, news) => return import::heard(model, number, news),
        Outcome::Join(news) => return joining::heard(model, news),
    }
    vec![]
}

/// Takes in a diary of which nothing that is at hand may hold any more.
fn open_anew(model: &mut Model, opened: Opened) -> Vec<Effect> {
    model.window = open(model, opened);
    if model.profile.welcomed {
        // Another computer was told already.
        let asks = |layer: &Layer| matches!(layer, Layer::Welcome(_));
        model.layers.retain(|layer| !asks(layer));
    }
    model.year.clear();
    model.chart.stale();
    model.overlay.loaded = None;
    model.patterns.forget();
    vec![Job::Evaluate(Evaluation::Everything(model.today())).into()]
}

/// Takes in what stands beside the days; gives the latest days.
fn open(model: &mut Model, opened: Opened) -> Window {
    model.catalogue = opened.catalogue;
    model.overrides = opened.overrides;
    model.profile = opened.profile;
    model.span = opened.span;
    model.encrypted = opened.encrypted;
    model.answered = opened.lately.diary.days().map(|(date, _)| date).collect();
    model.usage = asking::usage(&opened.lately.diary);
    let cycle = model.keeps_cycle();
    let fertility = cycle && model.profile.tells_fertility();
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
        stays,
        days,
        opened,
        span,
    } = changed;
    for (date, day) in &days {
        model.window.refresh(*date, day);
        model.year.refresh(*date, day);
        model.chart.refresh(*date, day);
        match day.entries.is_empty() {
            true => model.answered.remove(date),
            false => model.answered.insert(*date),
        };
    }
    model.overlay.loaded = None;
    model.guide.forget();
    model.patterns.forget();
    let today = model.today();
    stands(model, &days);
    // Before anything is worked out, after which the file is to hold all of it.
    let mut effects = drafts::settle(model);
    effects.push(
        Job::Evaluate(match &opened {
            Some(_) => Evaluation::Everything(today),
            None => Evaluation::Days(operation.dates.clone(), today),
        })
        .into(),
    );
    if let Some(opened) = opened {
        open(model, opened);
        model.chart.stale();
    }
    if how == How::Done
        && let Summary::ItemMade(item) = &operation.summary
    {
        items::show(model, item);
    }
    model.span = span;
    let told = { model.selection.as_mut() }.and_then(|selection| selection.told.take());
    match how {
        How::Done if std::mem::take(&mut model.overwrites) => model.say(notices::saved_over()),
        How::Done if matches!(operation.summary, Summary::WarningRead(_)) => {
            let told = guide::put_aside(model);
            model.say(told);
        }
        How::Done => {
            let told = told.unwrap_or_else(|| done(model, &operation));
            model.say(told);
        }
        How::Undone => {
            let undone = acts::told_undone(history::told(model, &operation), stays.as_ref());
            effects.extend(show(model, &operation, undone));
        }
        How::Redone => {
            let redone = acts::told_done_again(history::told(model, &operation), stays.as_ref());
            effects.extend(show(model, &operation, redone));
        }
    }
    effects
}

/// Says what was undone or done again, and goes where it can be seen: with a word, as the next answer
/// would be written there. A warning is told over every day.
fn show(model: &mut Model, operation: &Operation, told: String) -> Vec<Effect> {
    let shown = model.selected().unwrap_or(DateRange::day(model.cursor));
    let in_sight = matches!(operation.summary, Summary::WarningRead(_))
        || operation.dates.iter().any(|date| shown.contains(*date));
    let Some(date) = operation.dates.first().filter(|_| !in_sight) else {
        model.say(told);
        return vec![];
    };
    model.selection = None;
    let effects = navigate::go_to(model, *date);
    let day = dates::short_weekday_day_month(model.cursor);
    let contexts = model.contexts();
    let today = model.keymap.key_of(&contexts, Action::Today);
    model.say(match today.filter(|_| model.cursor != model.today()) {
        Some(today) => notices::now_at(told, day, today),
        None => notices::now_at_day(told, day),
    });
    effects
}

/// What an act did. An answer of the form is seen where it was given; any other act, of which one key
/// may do much, is told with the way back.
fn done(model: &Model, operation: &Operation) -> String {
    let answers = matches!(
        operation.summary,
        Summary::Answered(_) | Summary::CheckIn(_)
    );
    let in_sight = answers && model.view == View::Day && model.focus == Pane::Form;
    let undo = model.keymap.key_of(&[Context::Global], Action::Undo);
    if let Some(undo) = undo.filter(|_| !in_sight) {
        return notices::done(history::told(model, operation), undo);
    }
    let time = dates::time(model.now);
    match score(model, operation) {
        Some(score) => notices::saved_with_score(time, figures::points(score)),
        None => notices::saved_at(time),
    }
}

/// The PEG score that an answer made whole.
fn score(model: &Model, operation: &Operation) -> Option<f64> {
    let Summary::Answered(changes) = &operation.summary else {
        return None;
    };
    let changed = |item: &ItemId| {
        let mut answers = changes.iter().flat_map(|change| &change.answers);
        answers.any(|answer| answer.item == *item)
    };
    let book = QuestionnaireBook::built_in().all().iter();
    let mut scored = book.filter(|of| of.is_scored());
    let of = scored.find(|of| of.items.iter().any(changed))?;
    let day = model.window.diary.day(*operation.dates.first()?)?;
    of.score(day, &model.catalogue)
}

/// Stays at the entry that was written or moved, by the number it has now.
fn stands(model: &mut Model, days: &[(NaiveDate, Day)]) {
    let (Some(kind), Subject::Entry(was)) = (model.opening.take(), model.form.subject) else {
        return;
    };
    let days = days.iter().flat_map(|(_, day)| day.of_kind(&kind));
    if let Some(entry) = days.map(|entry| entry.id).max() {
        model.form.stands(entry);
        drafts::follow(model, was, entry);
    }
}

/// Asks for whatever the panes need and do not have, and lays out what they have.
fn request(model: &mut Model, effects: &mut Vec<Effect>) {
    let panes = Arrangement::of(model);
    cache::request(model, &panes, effects);
    patterns::request(model, effects);
    guide::request(model, &panes, effects);
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
    cache::mark(model, panes);
    model.lay_out_form();
}

fn key(model: &mut Model, event: KeyEvent, now: NaiveDateTime) -> Vec<Effect> {
    if event.kind == KeyEventKind::Release {
        return vec![];
    }
    let mut effects = begin(model, now);
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

/// What moves by words with Alt, or takes them out, where words are typed.
const ALT_IN_WORDS: &str = "bfd<>";
/// With these begins what a terminal sends for other keys, of which half may have been lost.
const HALF_A_KEY: &str = "[O]";

/// The key that came behind Escape in one packet, where with Alt it means nothing.
pub(super) fn behind_escape(model: &Model, event: KeyEvent) -> Option<KeyEvent> {
    let KeyCode::Char(letter) = event.code else {
        return None;
    };
    let alt = event.modifiers.difference(KeyModifiers::SHIFT) == KeyModifiers::ALT;
    let contexts = model.contexts();
    let in_words = matches!(contexts[0], Context::Text | Context::List);
    let chord = Chord(vec![event.into()]);
    let means_nothing = model.keymap.press(&contexts, &chord) == Pressed::Nothing
        && !(in_words && ALT_IN_WORDS.contains(letter))
        && !HALF_A_KEY.contains(letter);
    let behind = KeyEvent {
        modifiers: event.modifiers.difference(KeyModifiers::ALT),
        ..event
    };
    (alt && means_nothing).then_some(behind)
}

/// Before anything a person does: what was said before it was read.
fn begin(model: &mut Model, now: NaiveDateTime) -> Vec<Effect> {
    let effects = pass_midnight(model, now);
    model.guide.look(now);
    model.notice = None;
    model.overwrites = false;
    if let Some(selection) = &mut model.selection {
        selection.told = None;
    }
    effects
}

fn point(model: &mut Model, at: Pointed, now: NaiveDateTime) -> Vec<Effect> {
    let mut effects = begin(model, now);
    model.chord.0.clear();
    model.typed_one = false;
    effects.extend(match at {
        Pointed::Act(action) => act(model, action),
        Pointed::Line(line) => match layers::point(model, line) {
            Some(action) => act(model, action),
            None => vec![],
        },
        // What was drawn may lie under something else by now.
        _ if !model.layers.is_empty() => vec![],
        Pointed::Day(pane, date) => navigate::point_at(model, pane, date),
        Pointed::Page(topic) => guide::open(model, topic),
        Pointed::Block(open, at) => patterns::point(model, open, at),
        Pointed::Row(row) => {
            model.focus = Pane::Form;
            model.form.focus = row;
            vec![]
        }
        Pointed::Answer(at) => answer::point(model, at),
    });
    effects
}

/// When the person's day ends while the program runs, a cursor on it goes on to the next; at midnight
/// it stays where one writes.
fn pass_midnight(model: &mut Model, now: NaiveDateTime) -> Vec<Effect> {
    let day_of = |moment| model.profile.day_ends.day_of(moment);
    let (before, lived) = (day_of(model.now), day_of(now));
    let new_day = now.date() != model.today();
    model.now = now;
    let writing = matches!(model.form.subject, Subject::Entry(_))
        || !model.layers.is_empty()
        || model.selection.is_some();
    if lived != before && model.cursor == before && !writing {
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
        (Context::Welcome | Context::About, KeyCode::Char(c)) => welcome::letter(model, c),
        (Context::Form, KeyCode::Char(c)) if c.is_ascii_digit() => {
            answer::digit(model, c as u8 - b'0', typed_one)
        }
        (Context::Form, KeyCode::Char(c)) => answer::letter(model, c),
        _ => vec![],
    }
}
