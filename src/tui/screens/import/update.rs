//! Looking at a file, choosing of what it says otherwise, and importing it or leaving it.

use crate::exchange::ImportPlan;
use crate::failure::Failure;
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::Model;
use crate::tui::navigate::moved;
use crate::tui::screens::import::state::{Import, Preview, Stage};
use crate::tui::screens::import::table::state::{Table, Would};
use crate::tui::screens::import::table::update as table;
use crate::tui::screens::import::told;
use crate::tui::screens::reader::state::Reader;
use crate::tui::worker::{ImportFile, ImportStep, Job, News};
use crate::words::screens::import as words;
use crate::words::{acts, notices};

/// Looks at the file the program was started with; without one says how to.
pub fn again(model: &mut Model) -> Vec<Effect> {
    if let Some(file) = model.file.clone() {
        return look(model, file);
    }
    let line = |words: &str, meaning| vec![(words.to_owned(), meaning)];
    model.layers.push(Layer::Reader(Reader {
        title: words::how_title().to_owned(),
        lines: vec![
            line(words::how_start(), Meaning::Text),
            vec![],
            line(words::how_command(), Meaning::Key),
            vec![],
            line(words::how_why(), Meaning::Muted),
            line(words::how_preview(), Meaning::Muted),
        ],
        scroll: 0,
        page: None,
    }));
    vec![]
}

/// Looks at a file.
pub fn look(model: &mut Model, file: ImportFile) -> Vec<Effect> {
    // What was said of the days lies under it.
    model.notice.take_if(|notice| !notice.bad);
    model.file = Some(file.clone());
    model.files += 1;
    let number = model.files;
    model.layers.push(Layer::Import(Box::new(Import {
        number,
        file: file.clone(),
        remarks: vec![],
        stage: Stage::Reading(0),
    })));
    vec![Job::Import(number, ImportStep::Look(file, model.today())).into()]
}

/// Takes in what was found out of the file of a number, or done with it.
pub fn heard(model: &mut Model, number: u64, news: News) -> Vec<Effect> {
    // What was done is told, also when it was called off too late.
    if let News::Done(plan, unkept) = &news {
        close(model, number);
        return imported(model, plan, unkept.as_ref());
    }
    let (catalogue, unit) = (model.catalogue.clone(), model.profile.temperature);
    let Some(import) = of(model, number) else {
        return vec![];
    };
    match news {
        News::Progress(percent) => match &mut import.stage {
            Stage::Reading(read) | Stage::Writing(read) => *read = percent,
            Stage::Refused(_) | Stage::Preview(_) | Stage::Table(_) => {}
        },
        News::Locked(lock, again) => return vec![Do::Unlock(lock, again).into()],
        News::Refused(why) => import.stage = Stage::Refused(why),
        News::Table(proposal) => return table::show(model, number, proposal),
        News::Untried(why) => {
            if let Stage::Table(table) = &mut import.stage {
                table::tried(table, Err(why));
            }
        }
        News::Planned { plan, remarks } => {
            import.remarks = remarks;
            match &mut import.stage {
                Stage::Table(table) => table::tried(table, Ok(plan)),
                stage => {
                    let preview = told::preview(plan, &import.remarks, &catalogue, unit);
                    *stage = Stage::Preview(preview);
                }
            }
        }
        News::Done(..) => {}
    }
    vec![]
}

/// Says what was imported, and has everything read again.
fn imported(model: &mut Model, plan: &ImportPlan, unkept: Option<&Failure>) -> Vec<Effect> {
    let act = acts::sentence(
        &plan.act.summary,
        &model.catalogue,
        model.profile.temperature,
    );
    let done = words::imported(act, plan.total());
    let undo = model.keymap.key_of(&[Context::Global], Action::Undo);
    model.say(match undo {
        Some(undo) => notices::done(done, undo),
        None => done,
    });
    if let Some(why) = unkept {
        model.complain(words::rules_unkept(why));
    }
    vec![Ask::Look.into()]
}

/// The file of a number, while it is looked at.
fn of(model: &mut Model, number: u64) -> Option<&mut Import> {
    let mut layers = model.layers.iter_mut();
    layers.find_map(|layer| match layer {
        Layer::Import(import) if import.number == number => Some(&mut **import),
        _ => None,
    })
}

fn close(model: &mut Model, number: u64) {
    let is_it = |layer: &Layer| matches!(layer, Layer::Import(import) if import.number == number);
    model.layers.retain(|layer| !is_it(layer));
}

/// Looks at no file any more: what was to be done with it is called off.
pub fn forget(model: &mut Model) {
    let looks = |layer: &Layer| matches!(layer, Layer::Import(_));
    model.layers.retain(|layer| !looks(layer));
}

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut import: Box<Import>, action: Action) -> Option<Vec<Effect>> {
    let number = import.number;
    if action == Action::Close {
        // From what a table would bring, back to how it is read.
        if let Stage::Preview(Preview {
            plan,
            table: Some(table),
            ..
        }) = import.stage
        {
            let would = Would::Bring(plan);
            import.stage = Stage::Table(Table { would, ..table });
            model.layers.push(Layer::Import(import));
            return Some(vec![]);
        }
        return Some(vec![Job::Import(number, ImportStep::Leave).into()]);
    }
    if let Stage::Table(_) = import.stage {
        return table::act(model, import, action);
    }
    let Stage::Preview(preview) = &mut import.stage else {
        model.layers.push(Layer::Import(import));
        return None;
    };
    let of = preview.conflict(preview.focus);
    let done = match action {
        Action::OpenField if !preview.is_of_use() => {
            model.say(words::nothing_added());
            Some(vec![])
        }
        Action::OpenField => {
            let theirs = std::mem::take(&mut preview.theirs);
            import.stage = Stage::Writing(0);
            Some(vec![
                Job::Import(number, ImportStep::CarryOut(theirs)).into(),
            ])
        }
        // On a line that tells something there is nothing to choose.
        Action::Toggle | Action::TakeItem | Action::TakeAll => {
            preview.take(|other| match (action, &of) {
                (Action::TakeAll, _) => true,
                (Action::TakeItem, Some(of)) => other.1 == of.1,
                (_, of) => Some(other) == of.as_ref(),
            });
            Some(vec![])
        }
        _ => moved(preview.focus, preview.parts.len(), action).map(|to| {
            preview.focus = to;
            vec![]
        }),
    };
    model.layers.push(Layer::Import(import));
    done
}
