//! What is known of sharing the diary.

use crate::sharing::Computer;
use crate::tui::keymap::action::Action;
use crate::tui::worker::Shared;

/// What is known of sharing the diary.
#[derive(Debug)]
pub struct Sharing {
    /// This computer.
    pub me: Computer,
    /// How it stands, once that was looked at.
    pub shared: Option<Box<Shared>>,
    /// The line that has the keys: of what others say, one after the other.
    pub focus: usize,
}

impl Sharing {
    /// The places of what others say: which conflict, and which of its others.
    pub fn sides(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let conflicts = self.shared.iter().flat_map(|shared| &shared.conflicts);
        conflicts.enumerate().flat_map(|(at, conflict)| {
            let others = 0..conflict.others.len();
            others.map(move |other| (at, other))
        })
    }

    /// Whether there is nothing that an action could be done to.
    pub fn idles(&self, action: Action) -> bool {
        let needed = match action {
            Action::TakeTheirs | Action::KeepOurs => 1,
            Action::NextField | Action::PreviousField => 2,
            _ => 0,
        };
        self.sides().count() < needed
    }
}
