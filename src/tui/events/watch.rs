//! Folders in which the system tells that something changed: nobody has to look again and again.

use std::io;
#[cfg(target_os = "linux")]
use std::os::fd::OwnedFd;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;
#[cfg(target_os = "linux")]
use std::sync::Arc;

#[cfg(target_os = "linux")]
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

/// Has folders watched, from whichever thread; what changes in them wakes the one that waits.
#[cfg(target_os = "linux")]
#[derive(Debug, Clone)]
pub struct Watcher(Arc<OwnedFd>);

#[cfg(target_os = "linux")]
impl Watcher {
    /// Watches nothing yet.
    ///
    /// # Errors
    /// When the system watches for nobody any more.
    pub(super) fn new() -> io::Result<Self> {
        let told = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
        Ok(Self(Arc::new(told)))
    }

    /// Watches a folder, too: for files that are whole, and for what is new, renamed or gone. Once for
    /// each, however often it is asked for.
    ///
    /// # Errors
    /// When the folder cannot be watched.
    pub fn watch(&self, folder: &Path) -> io::Result<()> {
        let changes = WatchFlags::CLOSE_WRITE
            | WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE
            | WatchFlags::ONLYDIR;
        inotify::add_watch(&*self.0, folder, changes)?;
        Ok(())
    }

    /// Takes in all that changed: that something did is all that is asked.
    pub(super) fn hear(&self) {
        let mut changes = [0; 4096];
        while rustix::io::read(&*self.0, &mut changes).is_ok_and(|read| read > 0) {}
    }
}

#[cfg(target_os = "linux")]
impl AsFd for Watcher {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// Where there is none of that kind, what others wrote is taken at the next round.
#[cfg(not(target_os = "linux"))]
#[derive(Debug, Clone)]
pub enum Watcher {}

#[cfg(not(target_os = "linux"))]
impl Watcher {
    pub(super) fn new() -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Watches a folder.
    ///
    /// # Errors
    /// None.
    pub fn watch(&self, _: &Path) -> io::Result<()> {
        match *self {}
    }

    pub(super) fn hear(&self) {
        match *self {}
    }
}

#[cfg(not(target_os = "linux"))]
impl AsFd for Watcher {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match *self {}
    }
}
