//! Files of other programs: a file a format.
//!
//! Coming in, a file goes through the [`door`], which takes it out of what it is packed in; another diary
//! and a folder are [`Gathered`] into one first. A format is
//! a function from its bytes to [`Piece`]s, one at a time; most are read to facts, of which rules that are
//! data make answers. The pieces are met with
//! the diary by a [`plan`], which holds the [`crate::diary::Act`] that adds them. [`import()`] does so
//! stretch by stretch, and [`rehearse()`] as if, so that a file of any size passes through little
//! memory. Going out, a format is a function from an [`Outgoing`] diary, which holds no more of it
//! than [`Leaving`] says, to bytes. A format is its file and a row of [`FORMATS`].

mod apps;
mod calendar;
pub mod csv;
pub mod door;
pub mod drip;
mod facts;
mod fhir;
mod format;
mod formula;
mod gathered;
mod import;
mod incoming;
mod journal;
pub mod json;
mod leaving;
mod misfit;
mod named;
mod outgoing;
mod own;
pub mod plan;
pub mod propose;
mod rehearsal;
mod standing;
mod table;
mod wide;

pub use calendar::reminder;
pub use facts::{Census, Decimal, Left, LeftOver, Order, Remark, RowKind};
pub use format::{FORMATS, Format, Reads, RulesFault, Writes};
pub use gathered::{Gathered, is_a_diary};
pub use import::{ImportError, import, import_taking};
pub use incoming::{Dropped, Incoming, Origin, Piece, Place, ReadError, Source, Taker};
pub use leaving::{Leaving, LeftOut, Study};
pub use misfit::{Misfit, Mismatch};
pub use named::Named;
pub use outgoing::{Outgoing, Phrases, WriteError};
pub use own::{OwnRules, Unread, rules_name};
pub use plan::{Conflict, Field, ImportPlan, Kept, Theirs, Whose};
pub use rehearsal::rehearse;
pub use standing::{Standing, Told};
pub use table::Table;
