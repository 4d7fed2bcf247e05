//! The guide: its warnings, its pages, the readings of a day, and questions asked now and then.

use crate::diary::{Code, ItemId, day_value};
use crate::guide::{Library, QuestionnaireBook, Readings};

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::{Model, View};
use crate::tui::screens::guide::report as pages;
use crate::tui::screens::guide::report::Page;
use crate::tui::screens::guide::state::Which;
use crate::tui::screens::guide::state::{Asked, Topic};
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::tui::view;
use crate::tui::view::Arrangement;
use crate::tui::worker::{Evaluation, Job};

/// Shows the readings of a day.
pub fn show_readings(model: &mut Model, readings: Readings) {
    let focus = 0;
    model.layers.push(Layer::Which(Which { readings, focus }));
}

/// Asks for whatever the panes show of the guide and is not at hand.
pub fn settle(model: &mut Model, panes: &Arrangement, effects: &mut Vec<Effect>) {
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
            model.say("there is no warning to put aside");
            vec![]
        }
    }
}

/// Asks for the readings of the cursor day.
pub fn which(model: &mut Model) -> Vec<Effect> {
    if model.cursor > model.today() {
        model.complain("this day has not come yet; t goes to today");
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
            model.say("the guide has nothing on this");
            vec![]
        }
    }
}

/// Does what a key of the guide is bound to; `None` when it is not the guide's to do.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let topics = Topic::all();
    let at = topics
        .iter()
        .position(|topic| *topic == model.guide.topic)
        .unwrap_or(0);
    let last = topics.len().saturating_sub(1);
    if model.guide.reading
        && let Some(scroll) = view::guide_scroll(model, action)
    {
        model.guide.scroll = scroll;
        return Some(vec![]);
    }
    let to = match action {
        Action::NextField => Some((at + 1).min(last)),
        Action::PreviousField => Some(at.saturating_sub(1)),
        Action::FirstField => Some(0),
        Action::LastField => Some(last),
        Action::NextSection | Action::PreviousSection => {
            model.guide.scroll = view::guide_scroll(model, action).unwrap_or_default();
            return Some(vec![]);
        }
        _ => None,
    };
    if let Some(topic) = to.and_then(|to| topics.get(to)) {
        turn(model, *topic);
        return Some(vec![]);
    }
    match action {
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

fn turn(model: &mut Model, topic: Topic) {
    model.guide.topic = topic;
    model.guide.scroll = 0;
    model.guide.asked.relief = false;
    model.guide.asked.scores = false;
}

/// A digit opens the article it stands before.
pub fn digit(model: &mut Model, digit: u8) -> Vec<Effect> {
    let page = Page::of(model, model.guide.topic);
    let link = usize::from(digit).checked_sub(1);
    match link.and_then(|at| page.links.get(at)) {
        Some(article) => read(model, article),
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
        .then(|| "no article has all of these words".to_owned());
}

/// The keys of the readings of a day; `None` for any other action.
pub fn which_act(model: &mut Model, mut layer: Which, action: Action) -> Option<Vec<Effect>> {
    let blocks = pages::blocks(&layer.readings);
    let last = blocks.len().saturating_sub(1);
    let focus = match action {
        Action::Close => return Some(vec![]),
        Action::NextField | Action::NextSection => (layer.focus + 1).min(last),
        Action::PreviousField | Action::PreviousSection => layer.focus.saturating_sub(1),
        Action::FirstField => 0,
        Action::LastField => last,
        Action::OpenField => layer.focus,
        _ => {
            model.layers.push(Layer::Which(layer));
            return None;
        }
    };
    layer.focus = focus;
    let learn = blocks.get(focus).and_then(|block| block.learn.clone());
    Some(match (action, learn) {
        (Action::OpenField, Some(article)) => {
            // It lies there still when the article is closed.
            model.guide.under = Some(layer);
            read(model, &article)
        }
        _ => {
            model.layers.push(Layer::Which(layer));
            vec![]
        }
    })
}

/// Skips questions until they are due the next time.
pub fn skip(model: &Model, questions: &Code) -> Vec<Effect> {
    let book = QuestionnaireBook::built_in();
    let of = book.all().iter().find(|of| of.id == *questions);
    let act = of.map(|of| book.skip(of, &model.window.diary, model.cursor));
    act.map(|of| Ask::Perform(of).into()).into_iter().collect()
}
