//! The thread that joins a folder.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use super::outcome::{JoinNews, Outcome};
use super::report::{Report, watch};
use crate::repository::Repository;
use crate::sharing::SharingError;
use crate::tui::options::Join;

/// The thread that joins a folder. When this is dropped it is called off.
pub(super) struct Joining(Arc<AtomicBool>);

impl Joining {
    /// Joins, on a thread of its own, and tells how far it is.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub(super) fn begin(
        join: Join,
        diary: &Repository,
        report: &Report,
    ) -> io::Result<(Self, JoinHandle<()>)> {
        let off = Arc::new(AtomicBool::new(false));
        let (open, report, called_off) = (diary.writer(), Arc::clone(report), Arc::clone(&off));
        let thread = thread::Builder::new().name("joiner".into());
        let thread = thread.spawn(move || {
            let watch = watch(called_off, |progress| {
                report(Outcome::Join(JoinNews::Progress(progress)));
            });
            let joined = open().map_err(SharingError::from);
            let joined = joined.and_then(|mut diary| join.carry_out(&mut diary, &watch));
            let news = match joined {
                Ok(begun) => JoinNews::Joined(join.folder, Box::new(begun)),
                Err(SharingError::CalledOff) => return,
                Err(why) => JoinNews::Refused(why.into()),
            };
            report(Outcome::Join(news));
        })?;
        Ok((Self(off), thread))
    }
}

impl Drop for Joining {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
