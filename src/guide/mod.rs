//! When to seek care, which is it, what helps.

mod bleeding_score;
mod condition;
mod cycle_facts;
mod days;
mod facts;
mod flag;
mod premenstrual;
mod questionnaire;
mod reading;
mod relief;
mod rule;
mod situation;
mod syntax;
mod timeline;
mod vocabulary;
mod which;

pub use bleeding_score::BleedingScore;
pub use cycle_facts::{Certainty, CycleFact, CycleFacts, OvulationFact};
pub use flag::{Flag, FlagReport};
pub use premenstrual::{PeriodChange, PremenstrualChange, premenstrual_change};
pub use questionnaire::{Questionnaire, QuestionnaireBook};
pub use reading::{Fit, ReadingBook};
pub use relief::{MeasureRecord, MeasureWords, ReliefBook, relief};
pub use rule::{RuleBook, Tier};
pub use situation::Situation;
pub use syntax::DataError;
pub use timeline::Evidence;
pub use which::{DayReading, Readings};
