//! What is recorded: the catalogue of items, entries with their answers, days, and the words
//! people use for them.
//!
//! The room is pure: no clock, no file, no terminal. Everything that can be recorded is an
//! [`Item`] of the [`Catalogue`] (a data file); an [`Entry`] is a set of [`Answer`]s to items;
//! an [`Act`] is one change a person makes. "Not answered" is not "no": an item without an
//! answer is simply absent from its entry.

mod act;
pub mod acts;
mod answer;
mod area;
mod band;
pub mod calendar;
mod catalogue;
pub mod due;
mod entry;
mod figure;
mod id;
mod imported;
mod item;
pub mod kind;
pub mod parse;
mod phrase;
pub mod profile;
mod quantity;
pub mod query;
mod range;
pub mod relief;
mod role;
mod section;
mod series;
pub mod statistics;
mod summary;
mod withheld;

pub use act::{Act, Edit, Target};
pub use answer::AnswerError;
pub use area::{Applies, Area};
pub use band::{Band, Severity, WorseEnd};
pub use catalogue::{Catalogue, CatalogueError, ItemOverride, ItemSpec};
pub use entry::{Answers, Day, Diary, Entry, EntryId, NewEntry, Uid};
pub use figure::{Cell, Direction, Figure, Spot, View};
pub use id::{Code, EntryKindId, ItemId, SectionId};
pub use imported::Imported;
pub use item::Item;
pub use kind::{Answer, BodyMap, ChoiceOption, ItemKind, Measure};
pub use parse::DateWordError;
pub use phrase::Phrase;
pub use profile::{AgeBand, Profile, SecondSign, Tristate, WeekStart};
pub use quantity::{NoQuantity, Quantity, TemperatureUnit, Unit};
pub use range::DateRange;
pub use role::Role;
pub use section::{EntryKind, Section};
pub use series::{Series, day_value};
pub use summary::{AnswerChange, EntryChange, EntryHead, Summary};
pub use withheld::Withheld;
