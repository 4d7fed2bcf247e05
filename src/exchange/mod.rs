//! Files of other programs: a file a format.
//!
//! Coming in, a format is a function from bytes to [`Piece`]s, one at a time. The pieces are met with
//! the diary by a [`plan`], which holds the [`crate::diary::Act`] that adds them. [`import()`] does so
//! stretch by stretch, and [`rehearse()`] as if, so that a file of any size passes through little
//! memory. Going out, a format is a function from a diary to
//! bytes. A format is its file and a row of [`FORMATS`].

pub mod csv;
pub mod drip;
mod format;
mod formula;
mod import;
mod incoming;
pub mod json;
mod misfit;
mod outgoing;
pub mod plan;
mod rehearsal;
mod table;

pub use format::{FORMATS, Format, Own, Reads, Writes};
pub use import::{ImportError, import};
pub use incoming::{Dropped, Incoming, Origin, Piece, Place, ReadError, Source, Taker};
pub use misfit::{Misfit, Mismatch};
pub use outgoing::{LeftOut, WriteError};
use plan::Planner;
pub use plan::{Conflict, ImportPlan};
pub use rehearsal::rehearse;
pub use table::Table;
