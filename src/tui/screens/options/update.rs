//! The body map, or a list of options.

use std::collections::BTreeSet;

use crate::diary::{Act, Answer, Code};
use crate::tui::keymap::action::Action;
use crate::tui::layer;
use crate::tui::layer::{Focus, Layer, Options};
use crate::tui::message::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::view;
use crate::tui::widgets::body_map::{self, Direction};

use crate::tui::screens::day::form::update as answer;

pub fn choose(model: &mut Model, mut options: Options, action: Action) -> Vec<Effect> {
    let Some(item) = model.catalogue.item(options.item.as_str()).cloned() else {
        return vec![];
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
                let area = view::map_area(model, map);
                Focus::Spot(body_map::step(map, area, *spot, direction))
            }
            (Focus::Option(code), _) => {
                Focus::Option(step_list(&layer::codes(&item), code, direction))
            }
            (focus, None) => focus.clone(),
        };
    }
    let Some(focus) = options.focus.code(&item) else {
        return vec![];
    };
    let now = model.answer(options.target, &item.id);
    let answer = match action {
        Action::Toggle => Some(Some(answer::turned(now, focus))),
        Action::NoneOfThem => Some(Some(Answer::Many(BTreeSet::new()))),
        Action::Clear if now.is_some() => Some(None),
        _ => None,
    };
    let target = options.target;
    if action != Action::Close {
        model.layers.push(Layer::Options(options));
    }
    match answer {
        Some(answer) => {
            let unit = model.profile.temperature;
            vec![Ask::Perform(Act::answer(target, &item, answer, unit)).into()]
        }
        None => vec![],
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
