//! A reading that is proposed of a table which no rules know.
//!
//! [`propose()`] looks at the header and the cells of a table and guesses which column has the dates and
//! which item each of the others answers, by its name and by what stands in it. The [`Proposal`] is
//! looked over: every guess can be changed ([`Proposal::give`]), and what is doubtful says so. Then it is
//! written as a file of rules ([`Proposal::to_toml`]), which reads this table and later ones like it
//! ([`Format::by_rules`](super::Format::by_rules)). Pure: bytes in, values out.

mod cell;
mod guess;
mod proposal;
mod rows;
mod seen;
mod write;

use std::io::{self, ErrorKind::FileTooLarge, ErrorKind::InvalidData};

use super::apps::text::whole;
use super::{ReadError, Source};
use crate::diary::Catalogue;
use rows::Grid;

pub use proposal::{Dates, Doubt, Long, Proposal, SAMPLES, Thing};
pub use seen::Seen;
pub use write::About;

/// Proposes a reading of a table. `None` for what is no table with a header and dates.
///
/// # Errors
/// When the bytes do not come.
pub fn propose(
    input: &mut dyn Source,
    catalogue: &Catalogue,
) -> Result<Option<Proposal>, ReadError> {
    input.seek(io::SeekFrom::Start(0))?;
    match whole(input) {
        Ok(text) => Ok(Grid::of(&text).map(|grid| grid.proposal(catalogue))),
        // No text, or more than a table has.
        Err(error) if matches!(error.kind(), InvalidData | FileTooLarge) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
