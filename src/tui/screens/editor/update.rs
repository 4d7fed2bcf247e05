//! What is typed into an editor, and what comes of it.

use std::path::Path;
use std::sync::Arc;

use crate::diary::acts::entries;
use crate::diary::parse::{self, DateWordError};
use crate::diary::{Answer, EntryId};
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::Model;
use crate::tui::screens::editor::drafts;
use crate::tui::screens::editor::state::{Editor, Typing};

use crate::tui::navigate;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::items::update as items;
use crate::tui::screens::patterns::update as patterns;
use crate::words::errors;
use crate::words::screens::editor as words;

/// Asks for a date to go to.
pub fn ask_date(model: &mut Model) -> Vec<Effect> {
    let editor = Editor::new(Typing::Jump, words::go_to(), words::go_to_help(), "");
    model.layers.push(Layer::Editor(Box::new(editor)));
    vec![]
}

/// Asks for the name of a picture of the screen.
pub fn ask_picture(model: &mut Model) -> Vec<Effect> {
    let help = words::picture_help();
    let editor = Editor::new(Typing::Picture, words::picture(), help, "twinge.svg");
    model.layers.push(Layer::Editor(Box::new(editor)));
    vec![]
}

/// Asks for the name of a file for the page for the doctor; where the diary is encrypted, that is asked,
/// too.
pub fn ask_page(model: &mut Model, page: Arc<str>) {
    let help = match model.encrypted {
        true => words::page_help_encrypted(),
        false => words::page_help(),
    };
    let editor = Editor::new(Typing::Page(page), words::page(), help, "twinge.html");
    model.layers.push(Layer::Editor(Box::new(editor)));
}

/// The name of a file with its ending. It is no place: only the folder of the diary is within reach.
fn name(given: &str, ending: &str) -> Result<String, String> {
    let name = given.trim();
    let is_place = Path::new(name).file_name().is_none_or(|last| last != name);
    if is_place || name.starts_with('.') {
        return Err(words::no_name(name));
    }
    let ending = if name.ends_with(ending) { "" } else { ending };
    Ok(format!("{name}{ending}"))
}

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut editor: Box<Editor>, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::NewLine if editor.lines => {
            editor.text.insert_newline();
            model.layers.push(Layer::Editor(editor));
            Some(vec![])
        }
        Action::NewLine | Action::OpenField => Some(keep(model, editor, false)),
        Action::Close => Some(keep(model, editor, true)),
        _ => {
            model.layers.push(Layer::Editor(editor));
            None
        }
    }
}

/// Keeps what is typed; what cannot be kept stays open, or as a draft in its field.
fn keep(model: &mut Model, mut editor: Box<Editor>, closing: bool) -> Vec<Effect> {
    let content = editor.content();
    let kept = match &editor.typing {
        Typing::Answer(target, item) => {
            let Some(item) = model.catalogue.item(item.as_str()).cloned() else {
                model.drafts.insert((target.id(), item.clone()), content);
                return vec![];
            };
            // Both stay: the later is what stands, and undoing it brings the earlier back.
            let stands = model.answer(*target, &item.id);
            model.overwrites = stands.is_some() && stands != editor.stood.as_ref();
            if content.trim().is_empty() {
                // Emptied words are an answer taken back; nothing typed is nothing done.
                return answer::give(model, *target, &item, None);
            }
            match Answer::parse(&item, &content, model.profile.temperature) {
                Ok(answer) => {
                    let mut effects = answer::set(model, *target, &item, answer);
                    // Until it stands, it can still fail to.
                    model.drafts.insert((target.id(), item.id), content);
                    if effects.is_empty() {
                        effects = drafts::settle(model);
                    }
                    Ok(effects)
                }
                Err(why) => {
                    if closing {
                        model.drafts.insert((target.id(), item.id.clone()), content);
                    }
                    Err(errors::answer(&why))
                }
            }
        }
        Typing::When(entry) => when(model, *entry, &content),
        Typing::Jump if closing => Ok(vec![]),
        Typing::Jump => parse::date_within(model.reach(), &content, model.today())
            .map(|date| navigate::go_to(model, date))
            .map_err(|why| errors::date_words(&why)),
        Typing::Picture if closing => Ok(vec![]),
        Typing::Picture => name(&content, ".svg").map(|name| vec![Do::Picture(name).into()]),
        Typing::Page(_) if closing => Ok(vec![]),
        Typing::Page(page) => {
            name(&content, ".html").map(|name| vec![Do::Page(name, Arc::clone(page)).into()])
        }
        Typing::Stretch(_) if closing => Ok(vec![]),
        Typing::Stretch(side) => patterns::typed(model, *side, &content),
        Typing::Rename(item) if !closing => items::rename(model, item, &content),
        Typing::NewItem if !closing => items::ask_kind(model, &content).map(|()| vec![]),
        Typing::Rename(_) | Typing::NewItem => Ok(vec![]),
    };
    match kept {
        Ok(effects) => effects,
        Err(why) if closing => {
            model.complain(words::not_kept(why));
            vec![]
        }
        Err(why) => {
            editor.problem = Some(why);
            model.layers.push(Layer::Editor(editor));
            vec![]
        }
    }
}

/// Moves an entry to the date and time that were typed; the cursor stays on its day.
fn when(model: &mut Model, id: EntryId, text: &str) -> Result<Vec<Effect>, String> {
    let Some(entry) = model.entry(id).cloned() else {
        return Ok(vec![]);
    };
    let now = model.now.date().and_time(model.minute());
    let (date, time) = parse::moment(text, entry.date(), now).map_err(|why| match why {
        DateWordError::NotADate { given } => words::no_moment(given),
        why => errors::date_words(&why),
    })?;
    if entry.id.is_begun() {
        let moved = entries::begin(entry.kind, date, time, model.today());
        let moved = moved.map_err(|refusal| errors::refusal(&refusal))?;
        drafts::follow(model, id, moved.id);
        model.form.stands(moved.id);
        model.form.begun = Some(moved);
        return Ok(vec![]);
    }
    let act = match entries::move_to(&entry, date, time, model.today()) {
        Ok(Some(act)) => act,
        Ok(None) => return Ok(vec![]),
        Err(refusal) => return Err(errors::refusal(&refusal)),
    };
    model.opening = Some(entry.kind);
    Ok(vec![Ask::Perform(act).into()])
}
