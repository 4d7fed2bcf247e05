//! The password of a file, which is typed unseen and never passes through the model.

use std::ops::ControlFlow;

use super::EventLoop;
use crate::tui::error::TuiError;
use crate::tui::message::Message;
use crate::tui::unlock::prompt::Reply;
use crate::tui::worker::{Again, Lock};

impl EventLoop<'_> {
    /// Asks for the password of the file that is looked at; without one it is left.
    pub(super) fn ask_password(
        &mut self,
        lock: Lock,
        again: Again,
    ) -> Result<ControlFlow<()>, TuiError> {
        let reply = self.unlock.file(&mut self.screen, lock, again)?;
        if let (Reply::Words(password), Some(workers)) = (&reply, &self.workers) {
            workers.unlock(password.clone());
            return Ok(ControlFlow::Continue(()));
        }
        let left = self.session.handle(Message::Close);
        match (self.carry_out_all(left)?, reply) {
            (ControlFlow::Continue(()), Reply::Shut(why)) => self.shut(why),
            (done, _) => Ok(done),
        }
    }
}
