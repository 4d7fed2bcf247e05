//! The item a person names in the shell.

use crate::cli::Error;
use crate::diary::{Catalogue, Item};

/// The item of a name, or an error that names the nearest.
pub(in crate::cli) fn find<'c>(catalogue: &'c Catalogue, word: &str) -> Result<&'c Item, Error> {
    Ok(catalogue.find(word)?)
}
