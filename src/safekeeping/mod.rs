//! What guards the file: its passphrase, its copies, its trash, and what to do when it is damaged.
//!
//! [`repository`](crate::repository) opens the file, reads it and writes acts into it; this room
//! stands above it and works on the file as a whole. What this one needs
//! beneath the acts, the file itself and its rows, comes through one door: `repository::raw`.
//!
//! - [`backup`], [`keep_backup`], [`backups`]: verified copies, asked for or one a day.
//! - [`SecondPlace`], [`keep_second`]: the same in another folder, which need not always be there.
//! - [`read_copies`], [`locked_copies`]: whether all of them are sound, and open as the diary does.
//! - [`standing`], [`restore`], [`difference`], [`is_copy`], [`replace`], [`put`]: from a copy back to
//!   the diary, whatever state that is in.
//! - [`is_emptied`]: whether nothing stands in it any more.
//! - [`save_held`], [`save_held_beside`], [`put_back`]: an open diary whose file has lost its name.
//! - [`unfinished`], [`finish`]: copies that a program was ended over.
//! - [`check`], [`quick_check`], [`is_private`]: whether the file is whole, and whose it is.
//! - [`salvage`]: what can still be read of a damaged file.
//! - [`convert`]: another passphrase, or none.
//! - [`remains`], [`encrypt_remains`], [`own_copies`]: what can be read beside an encrypted diary.
//! - [`conflict_copies`]: what a synced folder leaves beside it.
//! - [`ways_to`]: the sides of a link.
//! - [`write_new`], [`write_words`]: a file that leaves the diary, private and never over another.
//! - [`trash`], [`empty_trash`], [`purge`]: what was removed, and removing it for good.

mod backup;
mod beside;
mod check;
mod conflicts;
mod conversion;
mod copies;
mod emptied;
mod held;
mod meaning;
mod new_file;
mod plain;
mod remains;
mod restore;
mod rotation;
mod rows;
mod salvage;
mod second;
mod trash;
mod unfinished;
mod wreck;

use chrono::{DateTime, Local, NaiveDate, TimeDelta};

use crate::repository::raw::times_back;
use crate::repository::{Repository, RepositoryError};
pub use backup::{backup, backup_folder, backups};
pub use beside::ways_to;
pub use check::{CheckReport, check, is_private, quick_check};
pub use conflicts::conflict_copies;
pub use conversion::convert;
pub use copies::{CopiesRead, CopyFault, locked_copies, read_copies};
pub use emptied::is_emptied;
pub use held::{put_back, save_held, save_held_beside};
pub use new_file::{folder_of, write_new, write_words};
pub use remains::{Remains, encrypt_remains, own_copies, remains};
pub use restore::{Difference, Standing, difference, is_copy, put, replace, restore, standing};
pub use rotation::{Retention, keep_backup};
pub use salvage::{Lost, Salvaged, salvage};
pub use second::{Keeping, SecondPlace, Unkept, keep_second};
pub use trash::{Cleared, Removed, TRASH_DAYS, cleared, empty_trash, purge, trash};
pub use unfinished::{finish, unfinished};

/// Clocks of two computers differ by so much without one of them being wrong.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::hours(1);

/// When the act before last, or the last, was done, if that is yet to come: the clock was ahead then,
/// or is behind now. So it is said once, when the first act by the other clock is done.
///
/// # Errors
/// [`RepositoryError`] when the file cannot be read.
pub fn clock_set_back(
    diary: &Repository,
    now: DateTime<Local>,
) -> Result<Option<DateTime<Local>>, RepositoryError> {
    let mut latest = Vec::new();
    diary.ask(|db| {
        times_back(db, |_, at| {
            latest.push(at);
            latest.len() < 2
        })
    })?;
    let later = latest.into_iter().max();
    Ok(later.filter(|at| *at > now + CLOCKS_DIFFER))
}

/// What is to be done once a day: today's copy, and then the trash is emptied of what has lain in
/// it for [`TRASH_DAYS`], as far as not only the clock says so.
///
/// # Errors
/// As [`keep_backup`] and [`purge`].
pub fn tidy(
    diary: &mut Repository,
    today: NaiveDate,
    retention: Retention,
) -> Result<(), RepositoryError> {
    keep_backup(diary, today, retention)?;
    trash::empty_what_is_due(diary, Local::now())?;
    Ok(())
}
