//! Items: adding, renaming, hiding and moving them. Answers are never touched.

use crate::diary::acts::{Refusal, items as acts};
use crate::diary::{ChoiceOption, ItemId, ItemKind, ItemSpec, Unit, kind};

use crate::tui::keymap::action::Action;
use crate::tui::layer::{Editor, Layer, Pick, PickRow, Picker, Purpose, Typing};
use crate::tui::message::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::screens::day::form::update as answer;

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
        _ => vec![],
    }
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
        let words = ItemKind::Text(kind::Text { lines: false });
        return Ok(vec![
            ("0 to 10", "how much, how bad", acts::scale()),
            (
                "yes or no",
                "whether it happened",
                ItemKind::Flag(kind::Flag {}),
            ),
            ("a number", "how many, how long", number),
            ("a time", "when it was", ItemKind::Time(kind::Time {})),
            ("words", "whatever you write", words),
        ]);
    }
    let ordered = acts::choice(options.clone(), true)?;
    let one = acts::choice(options.clone(), false)?;
    let any = acts::many(options);
    Ok(vec![
        ("one of them, in that order", "from less to more", ordered),
        ("one of them", "without an order", one),
        ("any of them", "several at once", any),
    ])
}

/// Makes an item of the person's own.
pub fn make(model: &mut Model, name: &str, kind: ItemKind) -> Vec<Effect> {
    let act = acts::make(ItemSpec::new(name, kind), &model.catalogue);
    answer::perform(model, act.map(Some))
}
