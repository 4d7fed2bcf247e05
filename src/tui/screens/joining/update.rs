//! Looking at a folder that others share through, and joining them or leaving it.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::sharing::{Begun, Plan, Progress};
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::Model;
use crate::tui::navigate::moved;
use crate::tui::screens::joining::state::{Joining, Stage};
use crate::tui::screens::joining::told;
use crate::tui::worker::JoinNews;
use crate::words::screens::joining as words;
use crate::words::sharing;

/// Shows what joining would do.
pub fn show(model: &mut Model, folder: PathBuf, plan: Box<Plan>) -> Vec<Effect> {
    // What was said of the days lies under it.
    model.notice.take_if(|notice| !notice.bad);
    let parts = told::parts(&plan, &model.catalogue);
    model.layers.push(Layer::Joining(Box::new(Joining {
        folder,
        plan,
        parts,
        focus: 0,
        stage: Stage::Looking,
    })));
    vec![]
}

/// Takes in what came of joining.
pub fn heard(model: &mut Model, news: JoinNews) -> Vec<Effect> {
    let stage = match news {
        // What was done is told, also when it was called off too late.
        JoinNews::Joined(folder, begun) => return joined(model, folder, *begun),
        JoinNews::Progress(progress) => Stage::Joining(progress),
        JoinNews::Refused(why) => Stage::Refused(why),
    };
    let mut layers = model.layers.iter_mut();
    let joining = layers.find_map(|layer| match layer {
        Layer::Joining(joining) => Some(joining),
        _ => None,
    });
    if let Some(joining) = joining {
        joining.stage = stage;
    }
    vec![]
}

/// Says what came, and has everything read again.
fn joined(model: &mut Model, folder: PathBuf, begun: Begun) -> Vec<Effect> {
    let round = begun.round;
    forget(model);
    model.say(words::joined(sharing::arrival(&round.arrival, false)));
    if let Some(why) = round.unwritten {
        model.complain(Failure::from(why).in_one_line());
    }
    vec![
        Ask::Look.into(),
        Do::ShareThrough(folder).into(),
        Do::Restart.into(),
    ]
}

/// Looks at no folder any more.
pub fn forget(model: &mut Model) {
    let looks = |layer: &Layer| matches!(layer, Layer::Joining(_));
    model.layers.retain(|layer| !looks(layer));
}

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut joining: Box<Joining>, action: Action) -> Option<Vec<Effect>> {
    if action == Action::Close {
        return Some(vec![Do::PassOver.into()]);
    }
    let done = match (&joining.stage, action) {
        (Stage::Looking, Action::OpenField) => {
            joining.stage = Stage::Joining(Progress::default());
            Some(vec![Do::Join.into()])
        }
        (Stage::Looking, _) => moved(joining.focus, joining.parts.len(), action).map(|to| {
            joining.focus = to;
            vec![]
        }),
        _ => None,
    };
    model.layers.push(Layer::Joining(joining));
    done
}
