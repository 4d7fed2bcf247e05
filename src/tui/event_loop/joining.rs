//! Joining the folder the program was started with, whose passphrase never passes through the model.

use std::path::Path;

use super::EventLoop;
use crate::config::{Config, SHARE_FOLDER};
use crate::tui::error::TuiError;
use crate::words::{errors, shell};

impl EventLoop<'_> {
    /// Has it joined, once the person has seen what that would do.
    pub(super) fn join(&mut self) -> Result<(), TuiError> {
        if let (Some(workers), Some(diary)) = (&mut self.workers, self.session.repository())
            && let Some(join) = self.join.take()
        {
            workers.join(join, diary)?;
        }
        Ok(())
    }

    /// Forgets it; what was begun is called off.
    pub(super) fn pass_over(&mut self) {
        self.join = None;
        if let Some(workers) = &mut self.workers {
            workers.join_no_more();
        }
    }

    /// Keeps through which folder the diary is shared from now on.
    pub(super) fn share_through(&mut self, folder: &Path) {
        let files = &self.options.config_files;
        let named = folder.to_string_lossy();
        let model = &mut self.session.model;
        match Config::change(files, SHARE_FOLDER, Some(&named), |_| Ok(())) {
            Ok(changed) => model.config.share_folder = changed.share_folder,
            Err(why) => {
                let why = errors::config(&why);
                let hint = shell::share::setting_unwritten(folder.display());
                model.complain(format!("{why}; {hint}"));
            }
        }
    }
}
