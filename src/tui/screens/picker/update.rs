//! Lists to choose from by typing.

use crate::diary::{Answer, EntryKindId, Item};
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};

use crate::tui::navigate::moved;
use crate::tui::screens::cycles::update as cycle;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::editor::{drafts, pasted};
use crate::tui::screens::guide::update as guide;
use crate::tui::screens::import::table::update as table;
use crate::tui::screens::items::update as items;
use crate::tui::screens::look::update as look;
use crate::tui::screens::patterns::update as patterns;
use crate::tui::screens::search::update as search;
use crate::words::keys;
use crate::words::screens::{help, search as words};

/// Shows every command by name.
pub fn show_palette(model: &mut Model) -> Vec<Effect> {
    let contexts = model.contexts();
    let rows = model
        .keymap
        .bindings_in(&contexts)
        .filter(|binding| binding.action != Action::Palette)
        .map(|binding| PickRow {
            label: binding.says.clone(),
            detail: binding
                .keys
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
            marks: vec![],
            pick: Pick::Do(binding.action),
        })
        .collect();
    model
        .layers
        .push(Layer::Picker(Picker::new(Purpose::Palette, rows)));
    vec![]
}

/// Finds a field by name: first those of the form, then those of entries to add. What the person
/// keeps out of the form stands last, so that whatever a warning asks for can be said.
pub fn find_field(model: &mut Model) -> Vec<Effect> {
    let kind = model.form_kind();
    let catalogue = &model.catalogue;
    let items = catalogue.items().iter();
    let items = items.filter(|item| !catalogue.is_unasked(item));
    let (in_form, out): (Vec<&Item>, Vec<&Item>) =
        items.partition(|item| catalogue.concerns(item, &model.profile));
    let (here, elsewhere): (Vec<&Item>, Vec<&Item>) = in_form
        .into_iter()
        .partition(|item| catalogue.kinds_of(item).contains(&kind));
    let added = |item: &&Item| {
        let kinds = catalogue.kinds_of(item);
        !kinds.iter().any(EntryKindId::is_day)
    };
    let (added, of_day): (Vec<&Item>, Vec<&Item>) = elsewhere.into_iter().partition(added);
    let rows = here
        .iter()
        .chain(&of_day)
        .map(|item| search::item_row(model, item));
    let rows = rows
        .chain(added.iter().map(|item| search::entry_row(model, item)))
        .chain(out.iter().map(|item| search::out_row(model, item)))
        .collect();
    model
        .layers
        .push(Layer::Picker(Picker::new(Purpose::Field, rows)));
    vec![]
}

/// Keeps the lines that fit what is typed, and says what to do where none does.
pub fn find(model: &mut Model) {
    let key = model.keymap.key_of(&[Context::Global], Action::Items);
    let no_field = match key {
        Some(key) => words::no_field_own(key),
        None => words::no_field().to_owned(),
    };
    let Some(Layer::Picker(picker)) = model.layers.last_mut() else {
        return;
    };
    picker.filter(&model.catalogue);
    let none_fits = picker.purpose == Purpose::Field && picker.shown.is_empty();
    picker.problem = none_fits.then_some(no_field);
}

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut picker: Box<Picker>, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Close => Some(look::back(model, &picker)),
        Action::OpenField => Some(choose(model, picker)),
        _ => {
            let to = moved(picker.focus, picker.shown.len(), action);
            picker.focus = to.unwrap_or(picker.focus);
            let shown = look::preview(model, &picker);
            model.layers.push(Layer::Picker(picker));
            to.map(|_| shown)
        }
    }
}

/// Does what the line that has the keys stands for.
fn choose(model: &mut Model, picker: Box<Picker>) -> Vec<Effect> {
    let Some(pick) = picker.chosen().map(|row| row.pick.clone()) else {
        model.layers.push(Layer::Picker(picker));
        return vec![];
    };
    match (&picker.purpose, pick) {
        (Purpose::Search, _) => return search::pick(model, &picker),
        (Purpose::Article, Pick::Article(id)) => return guide::read(model, &id),
        (Purpose::Field, Pick::Item(item)) => return answer::fetch(model, item),
        (Purpose::Answer(target, item), Pick::Option(code)) => {
            return answer::set(model, *target, item, Answer::Choice(code));
        }
        (Purpose::ChartItem, Pick::Item(item)) => model.chart.item = item,
        (Purpose::ChartSecond, Pick::Item(item)) => model.chart.second = Some(item),
        (Purpose::ChartSecond, _) => model.chart.second = None,
        (Purpose::ChartStrips, Pick::Item(item)) => {
            match model.chart.strips.iter().position(|strip| *strip == item) {
                Some(at) => drop(model.chart.strips.remove(at)),
                None => model.chart.strips.push(item),
            }
            // Several strips are mostly wanted at once.
            model.layers.push(Layer::Picker(picker));
        }
        (Purpose::OverlayItem, Pick::Item(item)) => model.overlay.item = item,
        (Purpose::PatternItem, Pick::Item(item)) => model.patterns.item = Some(item),
        (Purpose::PatternItem, _) => model.patterns.item = None,
        (Purpose::Event, Pick::Event(event)) => patterns::around(model, event),
        (Purpose::LeaveOut, Pick::Option(reason)) => return cycle::leave_out(model, reason),
        (Purpose::TableItem { number, at, .. }, Pick::Item(item)) => {
            return table::give(model, *number, *at, Some(item.as_str()));
        }
        (Purpose::TableItem { number, at, .. }, _) => {
            return table::give(model, *number, *at, None);
        }
        (Purpose::NewItem(name), Pick::Kind(kind)) => return items::make(model, name, *kind),
        (Purpose::Unfinished, Pick::GoOn(unfinished)) => return drafts::go_on(model, *unfinished),
        (Purpose::Unfinished, Pick::Drop(draft)) => return drafts::drop(model, draft, picker.all),
        (Purpose::Pasted(_), Pick::Pasted(text)) => return pasted::put(model, &text),
        (Purpose::Look, Pick::Look { setting, looks }) => return look::take(model, setting, looks),
        (Purpose::Help, Pick::Key(place)) => {
            model.layers.push(Layer::Picker(picker));
            model.say(help::press_it(keys::place(place)));
        }
        (Purpose::Trash, Pick::Perform(act)) => return vec![Ask::Perform(*act).into()],
        _ => {}
    }
    vec![]
}
