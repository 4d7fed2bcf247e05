//! The terminal: panes over a model.
//!
//! ```text
//! event ─▶ keymap ─▶ Message ─▶ update(&mut Model) ─▶ Effects ─▶ runtime ─▶ Message ─▶ …
//!                                    │
//!                                    └─▶ view(&Model) ─▶ cells, and what stands where
//! ```
//!
//! The model is plain values; `update` and `view` are pure. Every change is saved when it is made,
//! so there is nothing to save on the way out.

mod act;
pub mod appearance;
mod arrangement;
mod cache;
mod error;
mod event_loop;
pub mod events;
mod hints;
pub use crate::keymap;
pub mod layer;
mod marked;
pub mod marks;
pub mod message;
pub mod model;
mod navigate;
mod options;
mod place;
pub mod pointer;
mod rounds;
pub mod runtime;
pub mod screens;
mod scroll;
mod selection;
pub mod session;
mod still;
pub mod svg;
mod terminal;
#[cfg(test)]
pub(crate) mod testing;
pub mod unlock;
mod update;
pub mod view;
pub mod widgets;
mod window;
pub mod worker;

use crate::diary::Profile;
use crate::guide::QuestionnaireBook;
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping;
use crate::words::notices;

use appearance::Appearance;
use event_loop::{Clock, EventLoop};
use events::Events;
use keymap::Keymap;
use layer::Layer;
use message::Message;
use session::Session;
use terminal::Screen;
use unlock::Unlock;
use unlock::prompt::{PassphrasePrompt, Question};

pub use error::TuiError;
pub use options::{First, Join, Options};
pub use still::still;
pub use update::update;

/// Opens a diary full screen, until the person leaves.
///
/// # Errors
/// [`TuiError`] when the diary cannot be opened, there is no terminal, or a signal ends it.
pub fn run(mut options: Options) -> Result<(), TuiError> {
    let keymap = Keymap::new(&options.config.keys)?;
    let clock = Clock {
        today: options.today,
    };
    // What needs no diary comes before it: what a diary needs is begun on another thread.
    let events = Events::new(options.config.lock_minutes)?;
    let mut screen = Screen::new(options.config.mouse)?;
    QuestionnaireBook::built_in();
    let was_empty = safekeeping::is_emptied(&options.diary)?;
    let opened = match Repository::open_with(&options.diary, options.passphrase.take()) {
        Err(RepositoryError::Locked(_)) => None,
        opened => Some(opened?),
    };
    screen.take()?;
    let ground = match Appearance::goes_by_ground(&options.config) {
        true => screen.ground(&events)?,
        false => None,
    };
    let (appearance, unusable) = Appearance::or_usual(&options.config, &options.themes, ground);
    let unlock = Unlock {
        path: &options.diary,
        events: &events,
        appearance,
    };
    let opened = match opened {
        Some(repository) => Some(repository),
        None => unlock.open(&mut screen, PassphrasePrompt::new(Question::Open))?,
    };
    let Some(repository) = opened else {
        return Ok(());
    };
    let mut session = Session::begin(repository, clock.now(), screen.size()?, keymap)?;
    session.model.config = options.config.clone();
    if let Some(Layer::Welcome(welcome)) = session.model.layers.last_mut() {
        welcome.profile = Profile::of_locale(&locale());
    }
    let faults: Vec<&String> = options.faults.iter().chain(&unusable).collect();
    if let Some(words) = left_out(&faults) {
        session.model.complain(words);
    }
    if was_empty {
        session.model.complain(notices::was_empty());
    }
    let (begun, join) = match options.first.take() {
        None => (vec![], None),
        Some(First::Import(file)) => (session.handle(Message::Import(file)), None),
        Some(First::Join(join, plan)) => {
            let looked = Message::Join(join.folder.clone(), plan);
            (session.handle(looked), Some(join))
        }
    };
    EventLoop::new(screen, session, &events, unlock, ground, &options, clock).run(begun, join)
}

/// The locale of the environment, `de_DE.UTF-8`; empty when none is set.
fn locale() -> String {
    ["LC_ALL", "LC_TIME", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default()
}

/// What of the settings cannot be used, in one line.
fn left_out(faults: &[&String]) -> Option<String> {
    match faults {
        [] => None,
        [only] => Some(notices::left_out(only)),
        [first, others @ ..] => Some(notices::left_out_more(others.len(), first)),
    }
}
