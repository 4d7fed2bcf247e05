//! The item a person names in the shell.

use crate::cli::Error;
use crate::diary::{Catalogue, Item};
use crate::words::shell::items as say;

/// The item of a name, or an error that names the nearest.
pub(in crate::cli) fn find<'c>(catalogue: &'c Catalogue, word: &str) -> Result<&'c Item, Error> {
    catalogue
        .find(word)
        .map_err(|unknown| Error::from(unknown).hint(say::lists_all()))
}
