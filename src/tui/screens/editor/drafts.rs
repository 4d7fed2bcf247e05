//! What is being written and is no answer yet: kept in the diary's file as it is typed, so that no
//! end of the program loses it, and offered when the diary is opened next.

use crate::diary::acts::entries;
use crate::diary::{EntryId, Target};
use crate::repository::{Draft, Drafts};
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::{Model, Pane, View};
use crate::tui::navigate;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::editor::state::{Editor, Typing, Unfinished, is_finished};
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::tui::worker::{Evaluation, Job};
use crate::words::dates;
use crate::words::screens::picker as words;

/// Whether anything is being written that the file does not have so.
pub fn is_unkept(model: &Model) -> bool {
    written(model) != model.kept
}

/// Asks to keep what is being written, where the file does not have it so.
pub fn keep(model: &Model) -> Vec<Effect> {
    let (before, now) = (model.kept.clone(), written(model));
    match before == now {
        true => vec![],
        false => vec![Ask::KeepDrafts { before, now }.into()],
    }
}

/// Takes in what the file has of it. It is to rest in the file itself, as all that is written.
pub fn kept(model: &mut Model, kept: Drafts) -> Vec<Effect> {
    model.kept = kept;
    vec![Job::Evaluate(Evaluation::Nothing).into()]
}

/// What is being written now.
fn written(model: &Model) -> Drafts {
    let mut written = model.drafts.clone();
    for layer in &model.layers {
        if let Layer::Editor(editor) = layer
            && let Typing::Answer(target, item) = &editor.typing
            && let Some(text) = begun(model, editor)
        {
            written.insert((target.id(), item.clone()), text);
        }
    }
    let draft = |((entry, item), text)| Draft { entry, item, text };
    written.into_iter().map(draft).collect()
}

/// What is typed into an editor, if it is other words than stood there.
fn begun(model: &Model, editor: &Editor) -> Option<String> {
    let typed = Some(editor.content()).filter(|typed| !typed.trim().is_empty())?;
    let Typing::Answer(_, item) = &editor.typing else {
        return None;
    };
    // An item that another program unmade meanwhile has no answers.
    let stood = model
        .catalogue
        .item(item.as_str())
        .zip(editor.stood.as_ref());
    let stood = stood.map(|(item, stood)| item.kind.editable(stood, model.profile.temperature));
    (stood.as_ref() != Some(&typed)).then_some(typed)
}

/// Forgets the words that stand in the diary by now, and what the file has of them.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    let mut drafts = std::mem::take(&mut model.drafts);
    drafts.retain(|(entry, item), text| {
        let target = match entry.is_check_in() {
            true => Target::Day(entry.date()),
            false => Target::Entry(*entry),
        };
        let stands = model.answer(target, item);
        let item = model.catalogue.item(item.as_str());
        !item.is_some_and(|item| is_finished(text, item, stands, model.profile.temperature))
    });
    model.drafts = drafts;
    keep(model)
}

/// Words that were typed into an entry stay with it when it is given another number.
pub fn follow(model: &mut Model, was: EntryId, is: EntryId) {
    let drafts = std::mem::take(&mut model.drafts);
    let drafts = drafts.into_iter().map(|((entry, item), text)| {
        let entry = if entry == was { is } else { entry };
        ((entry, item), text)
    });
    model.drafts = drafts.collect();
}

/// Offers what is not finished, to go on with it or to drop it; what is finished leaves the file.
pub fn found(model: &mut Model, unfinished: Vec<Unfinished>, finished: Drafts) -> Vec<Effect> {
    let rows = unfinished
        .into_iter()
        .flat_map(|unfinished| offered(model, unfinished))
        .collect();
    offer(model, rows);
    model.kept.extend(finished);
    keep(model)
}

fn offer(model: &mut Model, rows: Vec<PickRow>) {
    if !rows.is_empty() {
        let picker = Picker::new(Purpose::Unfinished, rows);
        model.layers.push(Layer::Picker(picker));
    }
}

/// What can be done with something that is not finished.
fn offered(model: &Model, unfinished: Unfinished) -> [PickRow; 2] {
    let Draft { entry, item, .. } = &unfinished.draft;
    let known = model.catalogue.item(item.as_str());
    let name = known.map_or(item.as_str(), |item| &item.label);
    let date = dates::weekday_day_month(entry.date());
    let row = |label, pick| PickRow {
        label,
        detail: String::new(),
        marks: vec![],
        pick,
    };
    let drop = Pick::Drop(unfinished.draft.clone());
    [
        row(
            words::go_on(name, &date),
            Pick::GoOn(Box::new(unfinished.clone())),
        ),
        row(words::drop_draft(name, &date), drop),
    ]
}

/// Opens what is not finished where it was being written.
pub fn go_on(model: &mut Model, unfinished: Unfinished) -> Vec<Effect> {
    let Unfinished { draft, stands } = unfinished;
    let Some(item) = model.catalogue.item(draft.item.as_str()).cloned() else {
        return vec![];
    };
    let (entry, date) = (draft.entry, draft.entry.date());
    let effects = navigate::go_to(model, date);
    (model.view, model.focus) = (View::Day, Pane::Form);
    let target = match entry.is_check_in() {
        true => {
            answer::go_to_field(model, &item.id);
            Target::Day(date)
        }
        false => {
            // What was only begun is begun anew; its time is not known any more.
            let kind = model.catalogue.kinds_of(&item).first().cloned();
            let begun = kind.filter(|_| entry.is_begun());
            match begun.map(|kind| entries::begin(kind, date, None, model.today())) {
                Some(Ok(begun)) => model.form.begin(begun),
                _ => model.form.enter(entry),
            }
            Target::Entry(entry)
        }
    };
    if answer::write(model, target, &item, &draft.text, stands) {
        // From now on it is this program's.
        let place = (entry, item.id);
        model.drafts.insert(place, draft.text.clone());
        model.kept.insert(draft);
    }
    effects
}

/// Drops it, and offers what else there was.
pub fn drop(model: &mut Model, draft: Draft, mut rows: Vec<PickRow>) -> Vec<Effect> {
    rows.retain(|row| match &row.pick {
        Pick::GoOn(unfinished) => unfinished.draft != draft,
        Pick::Drop(other) => *other != draft,
        _ => true,
    });
    offer(model, rows);
    model.kept.insert(draft);
    keep(model)
}
