//! The guide: its warnings, its pages, the readings of a day, and questions asked now and then.

use crate::diary::{Code, ItemId, day_value};
use crate::guide::{Library, QuestionnaireBook, Readings};

use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::{Model, View};
use crate::tui::screens::guide::report::{blocks, compose};
use crate::tui::screens::guide::state::{Asked, Topic, Which};
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::tui::scroll::Scroll;
use crate::tui::view;
use crate::tui::view::Arrangement;
use crate::tui::worker::{Evaluation, Job};
use crate::words::screens::guide as words;

/// Shows the readings of a day.
pub fn show_readings(model: &mut Model, readings: &Readings) {
    model.layers.push(Layer::Which(Which {
        date: readings.date,
        blocks: blocks(readings),
        focus: 0,
    }));
}

/// Asks for what the panes show of the guide and is not at hand, and composes the open page.
pub fn request(model: &mut Model, panes: &Arrangement, effects: &mut Vec<Effect>) {
    let shown = view::days_shown(model, panes, model.cursor);
    if model.view == View::Day
        && let Some(range) = model.guide.missing(shown)
    {
        model.guide.asked.earlier = Some(range);
        effects.push(Job::Evaluate(Evaluation::Warnings(range)).into());
    }
    if panes.card.is_some() && hurts(model) && model.guide.asked.helped != Some(model.cursor) {
        model.guide.asked.helped = Some(model.cursor);
        effects.push(Job::Evaluate(Evaluation::Helped(model.cursor)).into());
    }
    if model.view != View::Guide {
        return;
    }
    let today = model.today();
    let Asked { relief, scores, .. } = &mut model.guide.asked;
    match model.guide.topic {
        Topic::Relief if !*relief => {
            *relief = true;
            effects.push(Job::Evaluate(Evaluation::Relief(today)).into());
        }
        Topic::Scores if !*scores => {
            *scores = true;
            effects.push(Job::Evaluate(Evaluation::Scores(today)).into());
        }
        _ => {}
    }
    if model.guide.page.is_none() {
        model.guide.page = Some(compose(model, model.guide.topic));
    }
}

/// Whether pain is recorded on the cursor day.
fn hurts(model: &Model) -> bool {
    let pain = model.catalogue.role(crate::diary::Role::Pain);
    let score = model.day().and_then(|day| day_value(day, pain));
    score.is_some_and(|score| score > 0.0)
}

/// Puts the most urgent warning aside.
pub fn acknowledge(model: &mut Model) -> Vec<Effect> {
    let foremost = model.guide.spoken().next().cloned();
    match foremost {
        Some(flag) => vec![Ask::Acknowledge(Box::new(flag)).into()],
        None => {
            model.say(words::no_warning());
            vec![]
        }
    }
}

/// What is said when a warning was put aside: when it comes back by itself, and how at once.
pub fn put_aside(model: &Model) -> String {
    let key = model.keymap.key_of(&[Context::Global], Action::Undo);
    words::put_aside(key.map(ToString::to_string).unwrap_or_default())
}

/// Asks for the readings of the cursor day.
pub fn which(model: &mut Model) -> Vec<Effect> {
    if model.cursor > model.today() {
        model.complain(words::not_yet());
        return vec![];
    }
    vec![Job::Evaluate(Evaluation::Readings(model.cursor)).into()]
}

/// Opens the guide, at its warnings.
pub fn open(model: &mut Model, topic: Topic) -> Vec<Effect> {
    if model.view != View::Guide {
        model.guide.from = model.view;
        model.guide.trail.clear();
        model.guide.reading = false;
    }
    model.view = View::Guide;
    turn(model, topic);
    vec![]
}

/// Opens the warnings themselves, also where there is room for them or for the list of pages.
pub fn warnings(model: &mut Model) -> Vec<Effect> {
    let effects = open(model, Topic::Warnings);
    let place = Arrangement::of(model).guide;
    model.guide.reading |= place.is_some_and(|area| super::view::hides_page(model, area));
    effects
}

/// Opens an article to read.
pub fn read(model: &mut Model, article: &str) -> Vec<Effect> {
    let Some(topic) = Topic::of(article) else {
        return vec![];
    };
    let inside = model.view == View::Guide;
    if inside {
        model.guide.trail.push(model.guide.topic);
    }
    open(model, topic);
    model.guide.reading = true;
    vec![]
}

/// Opens what the field that has the keys means.
pub fn explain(model: &mut Model) -> Vec<Effect> {
    let field = model.form.field().map(|(_, item)| item.clone());
    let section = || {
        let section = model.form.section()?;
        model
            .catalogue
            .items_of(section)
            .next()
            .map(|of| of.id.clone())
    };
    let item: Option<ItemId> = field.or_else(section);
    let item = item.and_then(|id| model.catalogue.item(id.as_str()));
    match item.and_then(|item| Library::built_in().on(item)) {
        Some(article) => read(model, &article.id),
        None => {
            model.say(words::nothing_on_this());
            vec![]
        }
    }
}

/// Does what a key of the guide is bound to; `None` when it is not the guide's to do.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let reading = model.guide.reading;
    match action {
        Action::NextField if reading => model.guide.scroll.by(1, true),
        Action::PreviousField if reading => model.guide.scroll.by(1, false),
        Action::FirstField if reading => model.guide.scroll.rewind(),
        Action::LastField if reading => model.guide.scroll.skip_to_end(),
        Action::CardDown => model.guide.scroll.by(1, true),
        Action::CardUp => model.guide.scroll.by(1, false),
        Action::NextSection => scroll_half(model, true),
        Action::PreviousSection => scroll_half(model, false),
        Action::NextField => turn_to(model, |at, _| at + 1),
        Action::PreviousField => turn_to(model, |at, _| at.saturating_sub(1)),
        Action::FirstField => turn_to(model, |_, _| 0),
        Action::LastField => turn_to(model, |_, last| last),
        Action::OpenField | Action::StepUp => model.guide.reading = true,
        Action::StepDown => model.guide.reading = false,
        Action::FindField => find(model),
        Action::Clear => match model.guide.trail.pop() {
            Some(topic) => turn(model, topic),
            None => model.guide.reading = false,
        },
        Action::Close => match model.guide.trail.pop() {
            Some(topic) => turn(model, topic),
            None => {
                model.view = model.guide.from;
                model
                    .layers
                    .extend(model.guide.under.take().map(Layer::Which));
            }
        },
        _ => return None,
    }
    Some(vec![])
}

/// Scrolls the page by half its height.
fn scroll_half(model: &mut Model, down: bool) {
    let area = Arrangement::of(model).guide.unwrap_or_default();
    let inside = area.height.saturating_sub(2);
    let half = usize::from(inside / 2).max(1);
    model.guide.scroll.by(half, down);
}

/// Turns to another page, by its place in the list and the last place there is.
fn turn_to(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    let topics = Topic::all();
    let last = topics.len().saturating_sub(1);
    let at = topics.iter().position(|of| *of == model.guide.topic);
    if let Some(topic) = topics.get(to(at.unwrap_or(0), last).min(last)) {
        turn(model, *topic);
    }
}

fn turn(model: &mut Model, topic: Topic) {
    model.guide.topic = topic;
    model.guide.page = None;
    model.guide.scroll = Scroll::default();
    model.guide.asked.relief = false;
    model.guide.asked.scores = false;
}

/// A digit opens the article it stands before.
pub fn digit(model: &mut Model, digit: u8) -> Vec<Effect> {
    let links = model.guide.page.as_ref().map(|page| &page.links);
    let link = usize::from(digit).checked_sub(1);
    match link.and_then(|at| links?.get(at).cloned()) {
        Some(article) => read(model, &article),
        None => vec![],
    }
}

/// Searches the articles.
fn find(model: &mut Model) {
    let picker = Picker::new(Purpose::Article, vec![]);
    model.layers.push(Layer::Picker(picker));
    search(model);
}

/// Finds the articles for what is typed now.
pub fn search(model: &mut Model) {
    let Some(Layer::Picker(picker)) = model.layers.last_mut() else {
        return;
    };
    let hits = Library::built_in().search(&picker.query());
    picker.all = hits
        .into_iter()
        .map(|hit| PickRow {
            label: hit.excerpt.to_owned(),
            detail: hit.title.to_owned(),
            marks: hit.marks,
            pick: Pick::Article(hit.id.to_owned()),
        })
        .collect();
    picker.shown = (0..picker.all.len()).collect();
    picker.focus = 0;
    picker.problem = picker
        .all
        .is_empty()
        .then(|| words::no_article().to_owned());
}

/// The keys of the readings of a day; `None` for any other action.
pub fn which_act(model: &mut Model, mut layer: Which, action: Action) -> Option<Vec<Effect>> {
    let last = layer.last();
    let mut handled = true;
    match action {
        Action::Close => return Some(vec![]),
        Action::NextField | Action::NextSection => layer.focus = (layer.focus + 1).min(last),
        Action::PreviousField | Action::PreviousSection => {
            layer.focus = layer.focus.saturating_sub(1);
        }
        Action::FirstField => layer.focus = 0,
        Action::LastField => layer.focus = last,
        Action::OpenField => {
            if let Some(article) = layer.article().map(str::to_owned) {
                // It lies there still when the article is closed.
                model.guide.under = Some(layer);
                return Some(read(model, &article));
            }
        }
        _ => handled = false,
    }
    model.layers.push(Layer::Which(layer));
    handled.then(Vec::new)
}

/// Skips questions until they are due the next time.
pub fn skip(model: &Model, questions: &Code) -> Vec<Effect> {
    let book = QuestionnaireBook::built_in();
    let of = book.all().iter().find(|of| of.id == *questions);
    let act = of.map(|of| book.skip(of, &model.window.diary, model.cursor));
    act.map(|of| Ask::Perform(of).into()).into_iter().collect()
}
