//! What the pain goes with, told honestly.

mod adjust;
mod ask;
mod compare;
mod describe;
mod event;
mod finding;
mod interval;
mod json;
mod judge;
mod page;
mod phase;
mod power;
mod relief;
mod response;
mod rotation;
mod scores;
mod seen;
mod summary;
mod table;
mod timing;
mod verdict;
mod whiten;
mod words;

pub use compare::{Comparison, LEAST_DAYS, Measured, Stretch, compare};
pub use describe::{Trend, Weekdays};
pub use event::MAX_LAG;
pub use finding::{Basis, Estimate, Finding, Lack, Missing, Question};
pub use page::{Cancelled, Options, Page, Progress};
pub use power::REAL;
pub use relief::{MEANINGFUL_POINTS, MEANINGFUL_SHARE, Relief, is_meaningful};
pub use response::{Around, REACH, Response, Since};
pub use seen::Dot;
pub use summary::Summary;
pub use timing::{Cycle, Phase, Timing, Window};
pub use verdict::{
    CERTAIN_CYCLES, EVENT_LEVEL, LEAST_COMPARISON, LEAST_CYCLES, LEAST_DIFFERENCE, LEAST_EVENTS,
    PATTERN_LEVEL, Verdict,
};
pub use words::{missing as missing_words, odds as odds_words, when as when_words};
