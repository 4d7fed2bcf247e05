//! Who shares the diary, and choosing between answers that differ.

use chrono::NaiveDate;

use crate::sharing::{Computer, Round};
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::Model;
use crate::tui::navigate::moved;
use crate::tui::screens::reader::state::Reader;
use crate::tui::screens::shared::state::Sharing;
use crate::tui::worker::{Errand, Shared};
use crate::words::screens::shared as words;
use crate::words::sharing;

/// Shows what is known, and has the rest looked at; of a diary that is not shared, or through no folder
/// that is known, says how it would be.
pub fn show(model: &mut Model, me: Option<Computer>) -> Vec<Effect> {
    let line = |words: &str, meaning| vec![(words.to_owned(), meaning)];
    let begin = line(words::how_begin_command(), Meaning::Key);
    let me = match me {
        Some(me) if model.config.share_folder.path().is_some() => me,
        Some(me) => {
            let stands = line(&words::no_folder(&me.name), Meaning::Text);
            let again = line(words::how_again(), Meaning::Text);
            return say_how(model, vec![stands, vec![], again, begin]);
        }
        None => {
            let how = vec![
                line(words::not_shared(), Meaning::Text),
                vec![],
                line(words::how_begin(), Meaning::Text),
                begin,
                vec![],
                line(words::how_join(), Meaning::Text),
                line(words::how_join_command(), Meaning::Key),
            ];
            return say_how(model, how);
        }
    };
    model.layers.push(Layer::Sharing(Box::new(Sharing {
        me,
        shared: None,
        focus: 0,
    })));
    vec![Do::Errand(Errand::Look).into()]
}

fn say_how(model: &mut Model, lines: Vec<Vec<(String, Meaning)>>) -> Vec<Effect> {
    model.layers.push(Layer::Reader(Reader {
        title: words::how_title().to_owned(),
        lines,
        scroll: 0,
        page: None,
    }));
    vec![]
}

/// Takes in how it stands, where that is shown.
pub fn take_in(model: &mut Model, shared: Box<Shared>) {
    if let Some(sharing) = shown(model) {
        sharing.shared = Some(shared);
        let most = sharing.sides().count().saturating_sub(1);
        sharing.focus = sharing.focus.min(most);
    }
}

/// Tells what came of a round, in one line, and has what it changed read anew.
pub fn went_round(model: &mut Model, round: &Round) -> Vec<Effect> {
    let arrival = &round.arrival;
    let mut effects = Vec::new();
    if arrival.written.is_some() {
        effects.push(Ask::Look.into());
    }
    let mut told: Vec<String> = arrival.told.iter().map(sharing::told).collect();
    if let Some(key) = model.keymap.key_of(&[Context::Global], Action::Sharing)
        && !told.is_empty()
    {
        told.push(words::see(key));
    }
    if arrival.written.is_some() {
        told.insert(0, sharing::arrival(arrival, false));
    }
    if !told.is_empty() {
        model.say(told.join("; "));
    }
    if shown(model).is_some() {
        effects.push(Do::Errand(Errand::Look).into());
    }
    effects
}

/// Tells what came out of the inbox, and has it read anew.
pub fn read_inbox(model: &mut Model, new: usize, wrong: Option<String>) -> Vec<Effect> {
    match wrong {
        Some(wrong) => model.complain(wrong),
        None => model.say(sharing::inbox_lines(new)),
    }
    match new {
        0 => vec![],
        _ => vec![Ask::Look.into()],
    }
}

/// What is shown of it, wherever it lies.
fn shown(model: &mut Model) -> Option<&mut Sharing> {
    model.layers.iter_mut().find_map(|layer| match layer {
        Layer::Sharing(sharing) => Some(&mut **sharing),
        _ => None,
    })
}

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut sharing: Box<Sharing>, action: Action) -> Option<Vec<Effect>> {
    if action == Action::Close {
        return Some(vec![]);
    }
    let to = moved(sharing.focus, sharing.sides().count(), action);
    sharing.focus = to.unwrap_or(sharing.focus);
    let done = match action {
        Action::Undo => Some(vec![
            Ask::Undo.into(),
            Do::Errand(Errand::Round(model.today())).into(),
        ]),
        Action::Redo => Some(vec![
            Ask::Redo.into(),
            Do::Errand(Errand::Round(model.today())).into(),
        ]),
        Action::GoRound => Some(vec![Do::Errand(Errand::Round(model.today())).into()]),
        Action::TakeTheirs | Action::KeepOurs => choose(&sharing, action, model.today()),
        _ => to.map(|_| vec![]),
    };
    model.layers.push(Layer::Sharing(sharing));
    done
}

/// Takes what the other computer says on the line with the keys, or keeps what stands; the others are
/// told at once, and it differs no more.
fn choose(sharing: &Sharing, action: Action, today: NaiveDate) -> Option<Vec<Effect>> {
    let (at, other) = sharing.sides().nth(sharing.focus)?;
    let conflict = sharing.shared.as_ref()?.conflicts.get(at)?.clone();
    let ask = match action {
        Action::TakeTheirs => Ask::TakeTheirs(conflict, other),
        _ => Ask::KeepOurs(conflict),
    };
    Some(vec![ask.into(), Do::Errand(Errand::Round(today)).into()])
}
