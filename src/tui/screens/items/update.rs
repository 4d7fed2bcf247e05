//! Items: adding, renaming, hiding and moving them. Answers are never touched.

use crate::diary::acts::{Refusal, items as acts};
use crate::diary::{ChoiceOption, ItemId, ItemKind, ItemSpec, Unit, kind};

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::navigate::moved;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::editor::state::{Editor, Typing};
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::words::screens::items as words;

/// Does what a key of the list of items is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut focus: usize, action: Action) -> Option<Vec<Effect>> {
    if action == Action::Close {
        return Some(vec![]);
    }
    let items = model.catalogue.items();
    let to = moved(focus, items.len(), action);
    focus = to.unwrap_or(focus);
    let at = focus;
    // The keys go with the item that moves.
    let section = |at: usize| items.get(at).map(|item| &item.section);
    match action {
        Action::ItemUp if at > 0 && section(at - 1) == section(at) => focus -= 1,
        Action::ItemDown if section(at + 1) == section(at) => focus += 1,
        _ => {}
    }
    model.layers.push(Layer::Items { focus });
    match action {
        Action::Undo => Some(vec![Ask::Undo.into()]),
        Action::Redo => Some(vec![Ask::Redo.into()]),
        _ => to.map(|_| vec![]).or_else(|| change(model, action, at)),
    }
}

/// Does something to the item of that place.
fn change(model: &mut Model, action: Action, at: usize) -> Option<Vec<Effect>> {
    let item = model.catalogue.items().get(at).cloned()?;
    Some(match action {
        Action::ItemAdd => {
            let (title, help) = (words::new_item(), words::new_item_help());
            let editor = Editor::new(Typing::NewItem, title, help, "");
            model.layers.push(Layer::Editor(Box::new(editor)));
            vec![]
        }
        Action::ItemRename => {
            let (title, help) = (words::rename(), words::rename_help());
            let typing = Typing::Rename(item.id.clone());
            let editor = Editor::new(typing, title, help, &item.label);
            model.layers.push(Layer::Editor(Box::new(editor)));
            vec![]
        }
        Action::ItemHide => {
            let act = acts::hide(&item, !item.hidden, &model.overrides);
            vec![Ask::Perform(act).into()]
        }
        Action::ItemUp | Action::ItemDown => {
            let up = action == Action::ItemUp;
            let act = acts::shift(&item, up, &model.catalogue, &model.overrides);
            act.map(|act| Ask::Perform(act).into())
                .into_iter()
                .collect()
        }
        _ => return None,
    })
}

/// Gives an item another name; an empty one stands for the first it had.
pub fn rename(model: &Model, id: &ItemId, name: &str) -> Result<Vec<Effect>, String> {
    let Some(item) = model.catalogue.item(id.as_str()) else {
        return Ok(vec![]);
    };
    let name = Some(name).filter(|name| !name.trim().is_empty());
    let act = acts::rename(item, name, &model.overrides)
        .map_err(|why| crate::words::errors::refusal(&why))?;
    Ok(vec![Ask::Perform(act).into()])
}

/// Asks how a new item is answered.
pub fn ask_kind(model: &mut Model, text: &str) -> Result<(), String> {
    let (name, options) = text.split_once(':').unwrap_or((text, ""));
    let name = name.trim().to_owned();
    let kinds = acts::id_of(&name, &model.catalogue).and_then(|_| {
        let labels = options.split(',').map(str::trim);
        kinds(acts::options(labels.filter(|label| !label.is_empty()))?)
    });
    let rows = kinds.map_err(|why| crate::words::errors::refusal(&why))?;
    let rows = rows.into_iter().map(|(label, detail, kind)| PickRow {
        label: label.into(),
        detail: detail.into(),
        marks: vec![],
        pick: Pick::Kind(Box::new(kind)),
    });
    let picker = Picker::new(Purpose::NewItem(name), rows.collect());
    model.layers.push(Layer::Picker(picker));
    Ok(())
}

/// How an item with these options can be answered, in words and more words.
fn kinds(
    options: Vec<ChoiceOption>,
) -> Result<Vec<(&'static str, &'static str, ItemKind)>, Refusal> {
    if options.is_empty() {
        let number = acts::number(Unit::Count, None, None, None)?;
        let text = ItemKind::Text(kind::Text { lines: false });
        return Ok(vec![
            (words::scale(), words::scale_detail(), acts::scale()),
            (
                words::flag(),
                words::flag_detail(),
                ItemKind::Flag(kind::Flag {}),
            ),
            (words::number(), words::number_detail(), number),
            (
                words::time(),
                words::time_detail(),
                ItemKind::Time(kind::Time {}),
            ),
            (words::text(), words::text_detail(), text),
        ]);
    }
    let ordered = acts::choice(options.clone(), true)?;
    let one = acts::choice(options.clone(), false)?;
    let any = acts::many(options);
    Ok(vec![
        (words::ordered(), words::ordered_detail(), ordered),
        (words::choice(), words::choice_detail(), one),
        (words::many(), words::many_detail(), any),
    ])
}

/// Moves the keys of the list to an item, where it lies open.
pub fn show(model: &mut Model, item: &ItemId) {
    let mut items = model.catalogue.items().iter();
    let at = items.position(|known| known.id == *item);
    if let (Some(at), Some(Layer::Items { focus })) = (at, model.layers.last_mut()) {
        *focus = at;
    }
}

/// Makes an item of the person's own.
pub fn make(model: &mut Model, name: &str, kind: ItemKind) -> Vec<Effect> {
    let act = acts::make(ItemSpec::new(name, kind), &model.catalogue);
    answer::perform(model, act.map(Some))
}
