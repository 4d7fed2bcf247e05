//! drip's CSV: one line a day, a column for each thing drip knows. Both ways.
//!
//! Which column is which item stands in the catalogue (`codes.drip`). What drip tells more coarsely
//! than the diary does is read as the middle of what it can mean, and an answer of the diary that
//! drip would have told in the same way agrees with it:
//!
//! | drip | diary |
//! |---|---|
//! | a ticked pain or mood (`pain.cramps`) | 5 on the scale, agreeing with 1 to 10; not ticked 0 |
//! | `desire.value` 0, 1, 2 | libido 2, 5, 8, agreeing with 0–3, 4–6, 7–10 |
//! | `pain.backache` | low back, middle; agreeing with left and right |
//! | `temperature.exclude` | left out for another reason; agreeing with any |
//! | `sex.*` | an entry of its own, and a second one when both alone and with a partner |
//! | `mucus.value` | nothing: it follows from feeling and texture |
//!
//! A `false` of an `exclude` column says nothing, for drip always writes it. Columns that nobody
//! knows are kept word for word in the note of the day.

mod columns;
mod read;
mod write;

use super::{ReadError, Source, Standing, Taker};

pub use read::{DripReader, read, recognises};
pub use write::{export, write};

/// The name under which its entries are kept.
pub const FORMAT: &str = "drip";

/// Hands what a file holds to who takes it; see [`read()`] for its errors.
pub(super) fn read_all(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let catalogue = standing.catalogue();
    for piece in read(input, &catalogue)?.turned(standing.told.order) {
        if taker.take(piece?).is_break() {
            break;
        }
    }
    Ok(())
}
