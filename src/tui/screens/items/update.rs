//! Items: adding, renaming, hiding and moving them. Answers are never touched.

use crate::diary::{
    Act, ChoiceOption, Code, Edit, Item, ItemId, ItemKind, ItemOverride, ItemSpec, Quantity, Unit,
    kind, parse,
};

use crate::tui::keymap::action::Action;
use crate::tui::layer::{Editor, Layer, Pick, PickRow, Picker, Purpose, Typing};
use crate::tui::message::{Ask, Effect};
use crate::tui::model::Model;

/// Does what a key of the list of items is bound to.
pub fn act(model: &mut Model, action: Action, focus: usize) -> Vec<Effect> {
    let Some(item) = model.catalogue.items().get(focus).cloned() else {
        return vec![];
    };
    match action {
        Action::ItemAdd => {
            let help = "a name; with options behind a colon: Weather: dry, wet, stormy";
            let editor = Editor::new(Typing::NewItem, "New item", help, "");
            model.layers.push(Layer::Editor(Box::new(editor)));
            vec![]
        }
        Action::ItemRename => {
            let help = "another name; empty puts the first one back";
            let typing = Typing::Rename(item.id.clone());
            let editor = Editor::new(typing, "Rename", help, &item.label);
            model.layers.push(Layer::Editor(Box::new(editor)));
            vec![]
        }
        Action::ItemHide => {
            let word = if item.hidden { "shown" } else { "hidden" };
            let change = ItemOverride {
                hidden: !item.hidden,
                ..current(model, &item.id)
            };
            perform(format!("{} {word}", item.label), vec![(item.id, change)])
        }
        Action::ItemUp | Action::ItemDown => shift(model, &item, action == Action::ItemUp),
        _ => vec![],
    }
}

/// Gives an item another name.
pub fn rename(model: &Model, id: &ItemId, name: &str) -> Vec<Effect> {
    let label = (!name.is_empty()).then(|| name.to_owned());
    let old = model
        .catalogue
        .item(id.as_str())
        .map_or(id.as_str(), |item| item.label.as_str());
    let description = match &label {
        Some(new) => format!("{old} renamed to {new}"),
        None => format!("{old} has its first name again"),
    };
    perform(
        description,
        vec![(
            id.clone(),
            ItemOverride {
                label,
                ..current(model, id)
            },
        )],
    )
}

/// Asks how a new item is answered.
pub fn ask_kind(model: &mut Model, text: &str) -> Result<(), String> {
    let (name, options) = text.split_once(':').unwrap_or((text, ""));
    let name = name.trim().to_owned();
    let options: Vec<String> = options
        .split(',')
        .map(|o| o.trim().to_owned())
        .filter(|o| !o.is_empty())
        .collect();
    let id = ItemSpec::new(&name, ItemKind::Flag(kind::Flag {})).id();
    if parse::slug(&name).is_empty() {
        return Err("an item needs a name with letters in it".into());
    }
    if model.catalogue.item(id.as_str()).is_some() {
        return Err(format!(
            "there is an item \"{name}\" already: choose another name"
        ));
    }
    if options.len() == 1 {
        return Err("one option is no choice: name two or more, or none".into());
    }
    let kind = |label: &str, detail: &str, kind: ItemKind| PickRow {
        label: label.into(),
        detail: detail.into(),
        marks: vec![],
        pick: Pick::Kind(Box::new(kind)),
    };
    let count = |milli| Quantity::from_milli(milli);
    let number = ItemKind::Number(kind::Number {
        unit: Unit::Count,
        min: count(-1_000_000_000),
        max: count(1_000_000_000),
        step: count(1000),
        start: count(0),
    });
    let rows = if options.is_empty() {
        vec![
            kind(
                "0 to 10",
                "how much, how bad",
                ItemKind::Scale(kind::Scale {
                    bands: "amount".into(),
                }),
            ),
            kind(
                "yes or no",
                "whether it happened",
                ItemKind::Flag(kind::Flag {}),
            ),
            kind("a number", "how many, how long", number),
            kind("a time", "when it was", ItemKind::Time(kind::Time {})),
            kind(
                "words",
                "whatever you write",
                ItemKind::Text(kind::Text { lines: false }),
            ),
        ]
    } else {
        let options: Vec<ChoiceOption> = options
            .iter()
            .map(|label| ChoiceOption {
                code: Code::new(parse::slug(label)),
                label: label.clone(),
                mark: None,
                codes: [].into(),
            })
            .collect();
        let many = ItemKind::Many(kind::Many {
            options: options.clone(),
            open: false,
            map: None,
        });
        vec![
            kind(
                "one of them, in that order",
                "from less to more",
                ItemKind::Choice(kind::Choice {
                    options: options.clone(),
                    ordered: true,
                }),
            ),
            kind(
                "one of them",
                "without an order",
                ItemKind::Choice(kind::Choice {
                    options,
                    ordered: false,
                }),
            ),
            kind("any of them", "several at once", many),
        ]
    };
    model
        .layers
        .push(Layer::Picker(Picker::new(Purpose::NewItem(name), rows)));
    Ok(())
}

/// Makes an item of the person's own.
pub fn make(name: &str, kind: ItemKind) -> Vec<Effect> {
    let spec = ItemSpec::new(name, kind);
    let edit = Edit::OwnItem {
        id: spec.id(),
        spec,
    };
    vec![Ask::Perform(Act::one(format!("item added: {name}"), edit)).into()]
}

fn current(model: &Model, id: &ItemId) -> ItemOverride {
    model.overrides.get(id).cloned().unwrap_or_default()
}

/// Changes places with the item before or after it in its section.
fn shift(model: &Model, item: &Item, up: bool) -> Vec<Effect> {
    let siblings: Vec<&Item> = model.catalogue.items_of(&item.section).collect();
    let Some(at) = siblings.iter().position(|other| other.id == item.id) else {
        return vec![];
    };
    let other = if up { at.checked_sub(1) } else { Some(at + 1) };
    let Some(other) = other.and_then(|at| siblings.get(at)) else {
        return vec![];
    };
    let placed = |item: &Item, position| {
        (
            item.id.clone(),
            ItemOverride {
                position: Some(position),
                ..current(model, &item.id)
            },
        )
    };
    let word = if up { "up" } else { "down" };
    perform(
        format!("{} moved {word}", item.label),
        vec![placed(item, other.place), placed(other, item.place)],
    )
}

fn perform(description: String, changes: Vec<(ItemId, ItemOverride)>) -> Vec<Effect> {
    let edits = changes
        .into_iter()
        .map(|(item, change)| {
            let change = (change != ItemOverride::default()).then_some(change);
            Edit::Override { item, change }
        })
        .collect();
    vec![Ask::Perform(Act { description, edits }).into()]
}
