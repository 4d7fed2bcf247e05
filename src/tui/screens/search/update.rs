//! Finding: days by words and conditions, and items by name.

use crate::diary::query::Query;
use crate::diary::{Answer, Item, Role};
use crate::repository::Hit;

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::navigate;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::words::{dates, errors, screens::search as words};

/// Opens the search.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    model
        .layers
        .push(Layer::Picker(Picker::new(Purpose::Search, vec![])));
    vec![]
}

/// Looks for what is typed now.
pub fn run(model: &mut Model) -> Vec<Effect> {
    let today = model.today();
    let unit = model.profile.temperature;
    let Some(Layer::Picker(picker)) = model.layers.last_mut() else {
        return vec![];
    };
    let typed = picker.query();
    picker.problem = None;
    if typed.trim().is_empty() {
        picker.all.clear();
        picker.shown.clear();
        return vec![];
    }
    match Query::parse(&typed, &model.catalogue, today, unit) {
        Ok(query) => vec![Ask::Search(query).into()],
        Err(why) => {
            picker.problem = Some(errors::query(&why));
            vec![]
        }
    }
}

/// Takes in the days that were found.
pub fn found(model: &mut Model, hits: Vec<Hit>) -> Vec<Effect> {
    let Some(Layer::Picker(picker)) = model.layers.last_mut() else {
        return vec![];
    };
    if picker.purpose != Purpose::Search {
        return vec![];
    }
    if hits.is_empty() {
        picker.problem = Some(words::nothing_found().into());
    }
    let note = &model.catalogue.role(Role::Note).id;
    let words = |hit: &Hit| match hit.day.answers(note).next() {
        Some(Answer::Text(note)) if hit.text.is_empty() => note.clone(),
        _ => hit.text.clone(),
    };
    picker.all = hits
        .into_iter()
        .map(|hit| PickRow {
            label: words(&hit),
            detail: dates::column(hit.date),
            marks: hit.marks,
            pick: Pick::Day(hit.date, Box::new(hit.day)),
        })
        .collect();
    picker.shown = (0..picker.all.len()).collect();
    picker.focus = 0;
    vec![]
}

/// Goes to a day of the list, and keeps the others for the next and previous key.
pub fn pick(model: &mut Model, picker: &Picker) -> Vec<Effect> {
    let days = picker.all.iter().filter_map(|row| match row.pick {
        Pick::Day(date, _) => Some(date),
        _ => None,
    });
    model.hits = days.collect();
    match picker.chosen().map(|row| &row.pick) {
        Some(Pick::Day(date, _)) => navigate::go_to(model, *date),
        _ => vec![],
    }
}

/// Goes to the next day that was found, later days first to last.
pub fn step(model: &mut Model, forward: bool) -> Vec<Effect> {
    let cursor = model.cursor;
    // Hits are newest first; "next" goes on in the list, as it is read.
    let to = if forward {
        model.hits.iter().find(|date| **date < cursor)
    } else {
        model.hits.iter().rev().find(|date| **date > cursor)
    };
    match to.copied() {
        Some(date) => navigate::go_to(model, date),
        None if model.hits.is_empty() => {
            let contexts = model.contexts();
            let key = model.keymap.key_of(&contexts, Action::Search);
            let key = key.map(ToString::to_string).unwrap_or_default();
            model.say(words::nothing_sought(key));
            vec![]
        }
        None => {
            model.say(if forward {
                words::last_found()
            } else {
                words::first_found()
            });
            vec![]
        }
    }
}

/// An item as a line of a list.
pub fn item_row(model: &Model, item: &Item) -> PickRow {
    let section = model
        .catalogue
        .section(&item.section)
        .map_or("", |s| s.label.as_str());
    PickRow {
        label: item.label.clone(),
        detail: words::item(section, crate::words::kinds::label(&item.kind)),
        marks: vec![],
        pick: Pick::Item(item.id.clone()),
    }
}

/// The same, of an item that is kept out of the form.
pub fn out_row(model: &Model, item: &Item) -> PickRow {
    let row = item_row(model, item);
    PickRow {
        detail: words::out_of_form(&row.detail),
        ..row
    }
}

/// The same, of an item of a kind of entry that choosing it adds.
pub fn entry_row(model: &Model, item: &Item) -> PickRow {
    let row = item_row(model, item);
    let kinds = model.catalogue.kinds_of(item).iter();
    let key = kinds
        .filter_map(|kind| model.catalogue.entry_kind(kind))
        .find_map(|kind| kind.key);
    let detail = match key {
        Some(key) => words::in_entry_by_key(&row.detail, key),
        None => words::in_entry(&row.detail),
    };
    PickRow { detail, ..row }
}
