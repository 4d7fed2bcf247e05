//! When to seek care, which is it, what helps.

mod condition;
mod cycle_facts;
mod days;
mod facts;
mod flag;
mod reading;
mod relief;
mod rule;
mod situation;
mod syntax;
mod timeline;
mod vocabulary;
mod which;

pub use cycle_facts::{Certainty, CycleFact, CycleFacts, OvulationFact};
pub use flag::{Flag, FlagReport};
pub use reading::{Fit, ReadingBook};
pub use relief::{MeasureRecord, MeasureWords, ReliefBook, relief};
pub use rule::{RuleBook, Tier};
pub use situation::Situation;
pub use syntax::DataError;
pub use timeline::Evidence;
pub use which::{DayReading, Readings};
