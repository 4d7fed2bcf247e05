//! Copies that a program was ended over before they had their names.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::beside::{Kind, made};
use super::conversion::erase;
use super::copies::damage;
use super::held::put_back;
use crate::repository::raw::Result;
use crate::repository::{Repository, RepositoryError};

/// A copy is made in seconds or minutes: one that nothing was written to for so long, nobody makes any
/// more.
const GIVEN_UP: Duration = Duration::from_secs(60 * 60);

/// Copies beside a diary that were begun and never finished; [`finish`] settles them.
pub fn unfinished(diary: &Repository) -> Vec<PathBuf> {
    let made = made(diary.path()).0.into_iter();
    let half = made.filter(|made| made.kind == Kind::HalfMade);
    half.map(|made| made.path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "partial"))
        .filter(|path| is_given_up(path).unwrap_or(false))
        .collect()
}

/// Gives those of them their names that are whole, and hands these back: what they hold may be nowhere
/// else. One that holds nothing yet is removed; any other is left to the person.
pub fn finish(diary: &Repository) -> Vec<PathBuf> {
    let half = unfinished(diary).into_iter();
    half.filter_map(|half| match damage(diary, &half) {
        Ok(None) => name(&half).ok(),
        Err(RepositoryError::NotADiary(_)) => {
            // One that cannot be removed now can be next time.
            let _ = erase(&half);
            None
        }
        _ => None,
    })
    .collect()
}

fn is_given_up(half: &Path) -> std::io::Result<bool> {
    let written = std::fs::metadata(half)?.modified()?;
    // By a clock that was ahead it is yet to come.
    let since = SystemTime::now().duration_since(written);
    Ok(since.is_ok_and(|since| since > GIVEN_UP))
}

/// Gives a copy the name it was to have, if that is free still.
fn name(half: &Path) -> Result<PathBuf> {
    let whole = half.with_extension("");
    put_back(half, &whole)?;
    Ok(whole)
}
