//! What is recorded: the catalogue of items, entries with their answers, days, and the words
//! people use for them.
//!
//! The room is pure: no clock, no file, no terminal. Everything that can be recorded is an
//! [`Item`] of the [`Catalogue`] (a data file); an [`Entry`] is a set of [`Answer`]s to items;
//! an [`Act`] is one change a person makes. "Not answered" is not "no": an item without an
//! answer is simply absent from its entry.

mod act;
mod answer;
pub mod calendar;
mod catalogue;
pub mod describe;
pub mod due;
mod entry;
mod item;
mod profile;
pub mod query;
mod range;
pub mod relief;
mod series;
pub mod statistics;
pub mod words;

pub use act::{Act, Edit, Target};
pub use answer::{Answer, AnswerError, Quantity};
pub use catalogue::{Catalogue, CatalogueError, ItemOverride, ItemSpec};
pub use entry::{Answers, Day, Diary, Entry, EntryId, NewEntry, Uid};
pub use item::{
    Applies, Band, BodyMap, Code, EntryKind, EntryKindId, Item, ItemId, ItemKind, Keep, Opt, Role,
    Section, SectionId, Tone, Unit,
};
pub use profile::{AgeBand, Known, Profile, SecondSign, TemperatureUnit, WeekStart};
pub use range::DateRange;
pub use series::{Series, day_value};
pub use words::DateWordError;
