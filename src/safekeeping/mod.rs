//! What guards the file: its passphrase, its copies, its trash, and what to do when it is damaged.
//!
//! [`repository`](crate::repository) opens the file, reads it and writes acts into it; this room
//! stands above it and works on the file as a whole. They are the only two rooms that know SQL. What
//! this one needs beneath the acts, the file itself and its rows, comes through one door:
//! `repository::raw`.
//!
//! - [`backup`], [`keep_backup`], [`backups`]: verified copies, asked for or one a day.
//! - [`restore`], [`difference`], [`is_copy`], [`replace`]: from a copy back to the diary.
//! - [`save_held`], [`save_held_beside`], [`put_back`]: an open diary whose file has lost its name.
//! - [`check`], [`quick_check`], [`is_private`]: whether the file is whole, and whose it is.
//! - [`salvage`]: what can still be read of a damaged file.
//! - [`convert`]: another passphrase, or none.
//! - [`trash`], [`empty_trash`], [`purge`]: what was removed, and removing it for good.

mod backup;
mod check;
mod conversion;
mod held;
mod restore;
mod rotation;
mod rows;
mod salvage;
mod trash;
mod wreck;

use chrono::{Local, NaiveDate};

use crate::repository::{Repository, RepositoryError};
pub use backup::{backup, backups};
pub use check::{CheckReport, check, is_private, quick_check};
pub use conversion::convert;
pub use held::{put_back, save_held, save_held_beside};
pub use restore::{Difference, difference, is_copy, replace, restore};
pub use rotation::{Retention, keep_backup};
pub use salvage::{Lost, Salvaged, salvage};
pub use trash::{Removed, TRASH_DAYS, empty_trash, purge, trash};

/// What is to be done once a day: today's copy, and then the trash is emptied of what has lain in
/// it for [`TRASH_DAYS`].
///
/// # Errors
/// As [`keep_backup`] and [`purge`].
pub fn tidy(
    diary: &mut Repository,
    today: NaiveDate,
    kept: Retention,
) -> Result<(), RepositoryError> {
    keep_backup(diary, today, kept)?;
    empty_trash(diary, Local::now() - TRASH_DAYS)?;
    Ok(())
}
