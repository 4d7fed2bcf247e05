//! `--without`: what a person leaves out of a file or a page, the same words for both.

use super::Error;
use crate::diary::{Catalogue, Withheld};
use crate::words::{errors, shell::files as say};

/// What some words leave out.
///
/// # Errors
/// For a word that names nothing: with the name most like it, and what can be left out.
pub(super) fn withheld(words: &[String], catalogue: &Catalogue) -> Result<Vec<Withheld>, Error> {
    let named = words.iter().map(|word| {
        Withheld::named(word.trim(), catalogue).map_err(|unknown| {
            let nearest = errors::nearest(unknown.nearest.as_deref());
            let known: Vec<&str> = Withheld::broad(catalogue).collect();
            let hint = say::can_be_left_out(known.join(", "));
            Error::usage(say::nothing_to_leave_out(&unknown.word, nearest)).hint(hint)
        })
    });
    named.collect()
}
