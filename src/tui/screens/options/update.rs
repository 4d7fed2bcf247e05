//! The body map, or a list of options.

use std::collections::BTreeSet;

use crate::diary::acts::answering;
use crate::diary::{Answer, Code, Direction};
use crate::tui::arrangement::Arrangement;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::screens::options::state::{Focus, Options, codes};
use crate::tui::widgets::body_map;

use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::options::view::map_area;

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut options: Options, action: Action) -> Option<Vec<Effect>> {
    let Some(item) = model.catalogue.item(options.item.as_str()).cloned() else {
        return Some(vec![]);
    };
    let direction = match action {
        Action::Up => Some(Direction::Up),
        Action::Down => Some(Direction::Down),
        Action::Left => Some(Direction::Left),
        Action::Right => Some(Direction::Right),
        _ => None,
    };
    if let Some(direction) = direction {
        options.focus = match (&options.focus, body_map::map_of(&item)) {
            (Focus::Spot(spot), Some(map)) => {
                let area = map_area(Arrangement::of(model).layers, map);
                Focus::Spot(body_map::step(map, area, *spot, direction))
            }
            (Focus::Option(code), _) => Focus::Option(step_list(&codes(&item), code, direction)),
            (focus, None) => focus.clone(),
        };
    }
    let Some(focus) = options.focus.code(&item) else {
        return Some(vec![]);
    };
    let now = model.answer(options.target, &item.id);
    let answer = match action {
        Action::Toggle => Some(Some(answering::turned(now, focus))),
        Action::NoneOfThem => Some(Some(Answer::Many(BTreeSet::new()))),
        Action::Clear if now.is_some() => Some(None),
        _ => None,
    };
    let target = options.target;
    let known = direction.is_some() || matches!(action, Action::Clear | Action::Close);
    if action != Action::Close {
        model.layers.push(Layer::Options(options));
    }
    match answer {
        Some(answer) => Some(answer::give(model, target, &item, answer)),
        None => known.then(Vec::new),
    }
}

/// Options stand in two columns, read line by line.
fn step_list(codes: &[Code], from: &Code, direction: Direction) -> Code {
    let at = codes.iter().position(|code| code == from).unwrap_or(0);
    let to = match direction {
        Direction::Up => at.checked_sub(2),
        Direction::Down => Some(at + 2),
        Direction::Left => at.checked_sub(1),
        Direction::Right => Some(at + 1),
    };
    to.and_then(|to| codes.get(to)).unwrap_or(from).clone()
}
