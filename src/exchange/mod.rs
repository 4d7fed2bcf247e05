//! Files of other programs: a file a format.
//!
//! Coming in, a format is a function from bytes to [`Piece`]s, one at a time. The pieces are met with
//! the diary by a [`plan`], which holds the [`crate::diary::Act`] that adds them. [`import()`] does so
//! stretch by stretch, and [`rehearse()`] as if, so that a file of any size passes through little
//! memory. Going out, a format is a function from an [`Outgoing`] diary, which holds no more of it
//! than [`Leaving`] says, to bytes. A format is its file and a row of [`FORMATS`].

mod calendar;
pub mod csv;
pub mod drip;
mod fhir;
mod format;
mod formula;
mod import;
mod incoming;
mod journal;
pub mod json;
mod leaving;
mod misfit;
mod outgoing;
pub mod plan;
mod rehearsal;
mod table;
mod wide;

pub use format::{FORMATS, Format, Own, Reads, Writes};
pub use import::{ImportError, import};
pub use incoming::{Dropped, Incoming, Origin, Piece, Place, ReadError, Source, Taker};
pub use leaving::{Leaving, LeftOut, Study};
pub use misfit::{Misfit, Mismatch};
pub use outgoing::{Outgoing, Phrases, WriteError};
use plan::Planner;
pub use plan::{Conflict, ImportPlan};
pub use rehearsal::rehearse;
pub use table::Table;
