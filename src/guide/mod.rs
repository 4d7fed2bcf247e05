//! When to seek care, which is it, what helps.

mod condition;
mod cycle_facts;
mod days;
mod flag;
mod rule;
mod situation;
mod syntax;
mod timeline;
mod vocabulary;

pub use cycle_facts::{Certainty, CycleFact, CycleFacts, OvulationFact};
pub use flag::{Flag, FlagReport};
pub use rule::{RuleBook, Tier};
pub use situation::Situation;
pub use syntax::DataError;
pub use timeline::Evidence;
