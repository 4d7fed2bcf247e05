//! What lies over the panes: a stack, topmost first to get the keys.

pub mod update;
pub mod view;

use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::screens::editor::state::Editor;
use crate::tui::screens::guide::state::Which;
use crate::tui::screens::import::state::Import;
use crate::tui::screens::joining::state::Joining;
use crate::tui::screens::lost::state::Lost;
use crate::tui::screens::options::state::Options;
use crate::tui::screens::picker::state::Picker;
use crate::tui::screens::reader::state::Reader;
use crate::tui::screens::shared::state::Sharing;
use crate::tui::screens::welcome::state::Welcome;

/// Something that lies over the panes.
#[derive(Debug)]
pub enum Layer {
    /// Words to read: the log of changes.
    Reader(Reader),
    /// Something to choose from a list by typing: help, palette, search, fields.
    Picker(Box<Picker>),
    /// The body map, or a list of options to choose from.
    Options(Options),
    /// A line or a page to type.
    Editor(Box<Editor>),
    /// What the person keeps and told about themselves.
    Settings {
        /// The line that has the keys.
        focus: usize,
    },
    /// The items, to rename, hide, move and add.
    Items {
        /// The line that has the keys.
        focus: usize,
    },
    /// "Which is it?": the readings of a day.
    Which(Which),
    /// The first run.
    Welcome(Box<Welcome>),
    /// The computers that share the diary.
    Sharing(Box<Sharing>),
    /// A folder, before it is joined.
    Joining(Box<Joining>),
    /// A file, before it is imported.
    Import(Box<Import>),
    /// The diary's file was lost.
    Lost(Box<Lost>),
    /// The screen is blank, for eyes that should not see it.
    Blank,
}

impl Layer {
    /// The welcome.
    pub fn welcome() -> Self {
        Self::Welcome(Box::default())
    }

    /// Whether there is nothing on it that an action could be done to: its key is not named then.
    pub fn idles(&self, action: Action) -> bool {
        match self {
            Self::Reader(reader) => reader.idles(action),
            Self::Sharing(sharing) => sharing.idles(action),
            Self::Import(import) => import.idles(action),
            // Of one line there is no next.
            Self::Editor(editor) => action == Action::NewLine && !editor.lines,
            _ => false,
        }
    }

    /// Where its keys are looked up.
    pub fn context(&self) -> Context {
        match self {
            Self::Reader(reader) if reader.page.is_some() => Context::Page,
            Self::Reader(_) => Context::Reader,
            Self::Picker(_) => Context::List,
            Self::Options(_) => Context::Options,
            Self::Editor(_) => Context::Text,
            Self::Settings { .. } => Context::Settings,
            Self::Items { .. } => Context::Items,
            Self::Which(_) => Context::Which,
            Self::Welcome(welcome) if welcome.about => Context::About,
            Self::Welcome(_) => Context::Welcome,
            Self::Sharing(_) => Context::Sharing,
            Self::Joining(joining) => joining.context(),
            Self::Import(import) => import.context(),
            Self::Lost(_) => Context::Lost,
            Self::Blank => Context::Blank,
        }
    }
}
