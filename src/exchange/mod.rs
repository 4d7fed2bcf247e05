//! Files of other programs: a file a format.
//!
//! Coming in, a file goes through the [`door`], which takes it out of what it is packed in. A format is
//! a function from its bytes to [`Piece`]s, one at a time; most are read to facts, of which rules that are
//! data make answers. The pieces are met with
//! the diary by [`plan()`], which holds the [`crate::diary::Act`] that adds them. [`import()`] does so
//! stretch by stretch, and [`rehearse()`] as if, so that a file of any size passes through little
//! memory. Going out, a format is a function from a diary to
//! bytes. A format is its file and a row of [`FORMATS`].

mod apps;
pub mod csv;
pub mod door;
pub mod drip;
mod facts;
mod format;
mod formula;
mod import;
mod incoming;
pub mod json;
mod misfit;
mod outgoing;
pub mod plan;
mod rehearsal;
mod standing;
mod table;

pub use facts::{Census, Left, LeftOver, Order, Remark};
pub use format::{FORMATS, Format, Named, Reads, Writes};
pub use import::{ImportError, import};
pub use incoming::{Dropped, Incoming, Origin, Piece, Place, ReadError, Source, Taker};
pub use misfit::{Misfit, Mismatch};
pub use outgoing::{LeftOut, WriteError};
pub use plan::{Conflict, ImportPlan, Planner, plan};
pub use rehearsal::rehearse;
pub use standing::{Standing, Told};
pub use table::Table;
