//! Changing how a table is read, and trying it.

use crate::diary::{EntryKindId, Item};
use crate::exchange::propose::{About, Proposal};
use crate::exchange::{Decimal, ImportPlan, Order, RowKind, rules_name};
use crate::failure::Failure;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::navigate::moved;
use crate::tui::screens::import::state::{Import, Preview, Stage};
use crate::tui::screens::import::table::state::{Line, Table, Would};
use crate::tui::screens::import::told;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::tui::screens::search::update as search;
use crate::tui::worker::{ImportStep, Job};
use crate::words::screens::import as words;
use crate::words::tables;

/// Shows how a table could be read, and tries it.
pub fn show(model: &mut Model, number: u64, proposal: Box<Proposal>) -> Vec<Effect> {
    change(model, number, |_, import| {
        import.stage = Stage::Table(Table::new(proposal));
    })
}

/// Takes in what a reading would bring.
pub fn tried(table: &mut Table, would: Result<Box<ImportPlan>, Failure>) {
    table.tried = table.tried.saturating_sub(1);
    if table.tried == 0 {
        table.would = match would {
            Ok(plan) => Would::Bring(plan),
            Err(why) => Would::Fail(why),
        };
    }
}

/// Does what a key is bound to; `None` for any other action. The table lies on top when it has the keys.
pub fn act(model: &mut Model, mut import: Box<Import>, action: Action) -> Option<Vec<Effect>> {
    let number = import.number;
    let Stage::Table(table) = &mut import.stage else {
        model.layers.push(Layer::Import(import));
        return None;
    };
    let line = table.focused();
    let to = moved(table.focus, table.lines().len(), action);
    table.focus = to.unwrap_or(table.focus);
    let asks = match action {
        Action::OpenField => {
            go_on(model, import);
            return Some(vec![]);
        }
        Action::Toggle | Action::FindField => Some(line),
        Action::Clear => None,
        _ => {
            model.layers.push(Layer::Import(import));
            return to.map(|_| vec![]);
        }
    };
    model.layers.push(Layer::Import(import));
    match (asks, line) {
        (Some(Line::Thing(at)), _) => {
            choose(model, number, at);
            Some(vec![])
        }
        (None, Line::Thing(at)) => Some(give(model, number, at, None)),
        (Some(line), _) => Some(change(model, number, |model, import| {
            turn(model, import, line)
        })),
        (None, _) => Some(vec![]),
    }
}

/// Shows all that the reading would bring, once that is known and nothing is to be asked any more.
fn go_on(model: &mut Model, mut import: Box<Import>) {
    import.stage = match import.stage {
        Stage::Table(mut table) if table.tried == 0 => {
            match std::mem::replace(&mut table.would, Would::Open) {
                Would::Bring(plan) => {
                    let (catalogue, unit) = (&model.catalogue, model.profile.temperature);
                    let preview = told::preview(plan, &import.remarks, catalogue, unit);
                    let table = Some(table);
                    Stage::Preview(Preview { table, ..preview })
                }
                would => {
                    if let Would::Open = would {
                        table.focus = table.first_doubt().unwrap_or(table.focus);
                        model.say(words::asked_first());
                    }
                    table.would = would;
                    Stage::Table(table)
                }
            }
        }
        stage => stage,
    };
    model.layers.push(Layer::Import(import));
}

/// Takes the next of what there is to choose from on a line.
fn turn(model: &Model, import: &mut Import, line: Line) {
    let Stage::Table(table) = &mut import.stage else {
        return;
    };
    let proposal = &mut table.proposal;
    match line {
        Line::Rows => {
            proposal.say_kind(match proposal.kind {
                RowKind::Wide if proposal.is_kind_open => RowKind::Wide,
                RowKind::Wide => RowKind::Events,
                RowKind::Events => RowKind::Wide,
                RowKind::Long => RowKind::Long,
            });
        }
        Line::Days if proposal.date.is_plain() => {}
        Line::Days => {
            proposal.date.order = Some(match proposal.date.order {
                Some(Order::DayFirst) => Order::MonthFirst,
                _ => Order::DayFirst,
            });
        }
        Line::Decimals => {
            let sign = match proposal.decimal {
                Some(Decimal::Point) => Decimal::Comma,
                _ => Decimal::Point,
            };
            proposal.say_decimal(sign, &model.catalogue);
        }
        Line::Thing(_) => {}
    }
}

/// Asks which item a thing answers.
fn choose(model: &mut Model, number: u64, at: usize) {
    let Some(table) = table(model, number) else {
        return;
    };
    let Some(thing) = table.proposal.things.get(at) else {
        return;
    };
    let purpose = Purpose::TableItem {
        number,
        at,
        name: thing.name.clone(),
    };
    let is_of_day = |item: &&Item| {
        let kinds = model.catalogue.kinds_of(item);
        kinds.iter().any(EntryKindId::is_day)
    };
    let items = model.catalogue.items().iter();
    let items = items.filter(|item| !model.catalogue.is_unasked(item));
    let (of_day, others): (Vec<&Item>, Vec<&Item>) = items.partition(is_of_day);
    let none = PickRow {
        label: words::no_item().to_owned(),
        detail: String::new(),
        marks: vec![],
        pick: Pick::NoItem,
    };
    let rows = of_day.into_iter().chain(others);
    let rows = rows.map(|item| search::item_row(model, item));
    let rows = std::iter::once(none).chain(rows).collect();
    model.layers.push(Layer::Picker(Picker::new(purpose, rows)));
}

/// Lets a thing answer an item, or leaves it alone.
pub fn give(model: &mut Model, number: u64, at: usize, item: Option<&str>) -> Vec<Effect> {
    change(model, number, |model, import| {
        let item = item.and_then(|id| model.catalogue.item(id));
        if let Stage::Table(table) = &mut import.stage {
            table.proposal.give(at, item);
        }
    })
}

/// Changes how a table is read, and tries it unless something is to be asked before.
fn change(model: &mut Model, number: u64, change: impl FnOnce(&Model, &mut Import)) -> Vec<Effect> {
    let is_it = |layer: &Layer| matches!(layer, Layer::Import(import) if import.number == number);
    let Some(at) = model.layers.iter().position(is_it) else {
        return vec![];
    };
    let Layer::Import(mut import) = model.layers.remove(at) else {
        return vec![];
    };
    change(model, &mut import);
    let mut effects = vec![];
    if let Stage::Table(table) = &mut import.stage {
        table.would = Would::Open;
        if !table.proposal.asks() {
            table.tried += 1;
            let remark = |about: About<'_>| tables::remark(about, &model.catalogue);
            let name = rules_name(&import.file.path);
            let rules = table.proposal.to_toml(&name, &model.catalogue, &remark);
            effects.push(Job::Import(number, ImportStep::Try(rules)).into());
        }
    }
    model.layers.insert(at, Layer::Import(import));
    effects
}

/// The table of the file of a number, while it is looked at.
fn table(model: &Model, number: u64) -> Option<&Table> {
    model.layers.iter().find_map(|layer| match layer {
        Layer::Import(import) if import.number == number => match &import.stage {
            Stage::Table(table) => Some(table),
            _ => None,
        },
        _ => None,
    })
}
