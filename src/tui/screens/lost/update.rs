//! Going on after the diary's file was lost.

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::Model;
use crate::tui::screens::import::update as import;
use crate::tui::screens::lost::state::Lost;

/// Says what became of the diary, and has the threads follow it; `None` when nothing more can be asked
/// of it, as it could not be kept.
pub fn show(model: &mut Model, lost: Box<Lost>) -> Option<Vec<Effect>> {
    let kept = lost.kept.is_ok();
    model
        .layers
        .retain(|layer| !matches!(layer, Layer::Lost(_)));
    import::forget(model);
    model.layers.push(Layer::Lost(lost));
    // What was said before, that something is saved, was said of a file that is not this one.
    model.notice = None;
    kept.then(|| vec![Do::Restart.into()])
}

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut lost: Box<Lost>, action: Action) -> Option<Vec<Effect>> {
    let done = match action {
        // What cannot be kept is tried again; if the file came back, nothing was lost.
        Action::OpenField if !lost.is_settled() => return Some(vec![Ask::Look.into()]),
        Action::OpenField => Some(vec![Do::Reopen.into()]),
        Action::Quit => Some(vec![Do::Quit.into()]),
        Action::NextField => {
            lost.scroll.by(1, true);
            Some(vec![])
        }
        Action::PreviousField => {
            lost.scroll.by(1, false);
            Some(vec![])
        }
        _ => None,
    };
    model.layers.push(Layer::Lost(lost));
    done
}
