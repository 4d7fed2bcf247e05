//! What the pain goes with, told honestly.
//!
//! Daily pain is like the pain of the day before, it is counted in whole points, days are missing
//! and cycles are few. Comparing averages, correlations or t-tests then call noise a finding (Tang
//! & Landes, PLoS One 2020). Here a question is asked in three steps:
//!
//! 1. **See**: the difference in each cycle, or after each event, with every case kept to look at.
//!    Of a scale in a phase: the mean over the days of the phase less the mean over the cycle's
//!    other days, each day weighted by how probably it belongs. Of a scale after an event: the score
//!    1, 2 or 3 days after it less the mean after days that were as bad, bleeding or not.
//! 2. **Turn**: how often does chance do as well, when each cycle is turned by a random number of
//!    days (rotation tests, up to 9,999 rotations, seeded by the diary itself)?
//! 3. **Judge**: all questions of the page beside each other. The five phases of a scale are a
//!    family (largest |z|, step down); all events share one rate of false discoveries (Benjamini &
//!    Hochberg, q = .10); what is told is beyond chance so counted, at least one point, and the same
//!    way in three cycles of four.
//!
//! What is found in three to five cycles is told as *so far*; from six on as a *pattern*, and as
//! *steady* when its interval leaves zero out. Where there is too little, it is said what is
//! missing; where nothing is found, what would have been missed.
//!
//! ```
//! use std::ops::ControlFlow;
//! use twinge::diary::{Catalogue, Diary};
//! use twinge::patterns::{Options, Page, Timing};
//!
//! let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
//! let page = Page::compute(
//!     &Diary::default(),
//!     Catalogue::built_in(),
//!     &Timing::default(),
//!     &Options::as_of(today),
//!     &|_progress| ControlFlow::Continue(()),
//! );
//! assert!(page.unwrap().findings.is_empty());
//! ```
//!
//! # What it rests on
//!
//! - Turned is not the score of a day but how far it is from what its neighbours let expect: in long
//!   phases, and in diaries with drift, turning raw scores claims too much. The difference that is
//!   told is that of plain means all the same.
//! - Ovulation enters by its probability. A day counts for a phase when it more likely lies in it
//!   than not, with its probability as its weight.
//! - Not answered is not "no". An item of the check-in that is not answered is not known; an item of
//!   timed entries did not happen on a day without such an entry.
//! - Every daily scale is asked about every phase. One scale, the worst pain or the one asked for, is
//!   asked about every event: all of them would be so many questions that nothing could be told. That
//!   scale has its own chance of a false claim; the other scales share one (Benjamini & Bogomolov
//!   2014). Signs of the cycle and of the pain itself are not asked about as events.
//! - Relief measures, weekdays, the course over the months and two stretches of time are described,
//!   not tested.
//!
//! # Does it keep its word?
//!
//! `cargo bench --bench patterns` makes up diaries of which the truth is known: pain 0–10 as a
//! first-order autoregressive series (φ .50 to .85, straying by 1.25 points), cycles of 24 to 35 days,
//! a fifth of the days missing; also with flares, with a drift of 3 points, with events that are
//! avoided on painful days or come in clusters. It asks this module about them and prints, as the
//! range over the kinds of diary (2,000 of each; with events 1,000):
//!
//! | measure | goal | here | t-test |
//! |---|---|---|---|
//! | false alarm, one 3-day phase (p < .05), 6 cycles | ≤ .06 | .034–.053 | .080–.145 |
//! | false alarm, one 7-day phase (p < .05) | ≤ .08 | .034–.063 | .174–.278 |
//! | any false claim over five phases | ≤ .06 | .022–.041 | .551–.686 |
//! | any false claim on a page of 12 unrelated events, three lags each | ≤ .12 | .022–.077 | .830–.996 |
//! | power, +2 mid-cycle, 6 cycles, ovulation confirmed: the question (p < .05) | ≥ .85 | .857–.932 | .906–.921 |
//! | … told on a page that asks five phases | | .658–.794 | |
//! | … with 9 cycles | | .842–.892 | |
//! | … with 12 cycles | | .904–.937 | |
//! | power, +2 next day, about 20 events over 6 cycles: told | ≥ .90 | .987–.992 | .993–.997 |
//! | … among 12 events | | .957–.988 | |
//! | coverage of the 95 % interval, phases, nothing planted | .93–.97 | .943–.958 | |
//! | … +2 mid-cycle | .93–.97 | .951–.960 | |
//! | coverage, events, nothing planted | .93–.97 | .932–.961 | |
//! | … +2 next day | .93–.97 | .939–.955 | |
//! | time, 5 years of daily entries with 25 items, whole page, two threads | ≤ 50 ms | 13–18 ms | |
//! | … 60 years | ≤ 500 ms | 169–234 ms | |
//!
//! The chance that a real 2-point rise is missed, as it is told where nothing is, and as it is:
//!
//! | cycles | around ovulation, told | is | the day after one of 12 events, told | is |
//! |---|---|---|---|---|
//! | 4 | .45 | .52 | .02 | .05 |
//! | 6 | .28 | .31 | .01 | .01 |
//! | 9 | .11 | .15 | .00 | .00 |
//! | 12 | .05 | .10 | .00 | .00 |

mod adjust;
mod ask;
mod column;
mod compare;
mod course;
mod digest;
mod event;
mod family;
mod finding;
mod interval;
mod judge;
mod kin;
mod page;
mod part;
mod phase;
mod power;
mod question;
mod reader;
mod relief;
mod response;
mod rhythm;
mod rotation;
mod rotation_table;
mod row;
mod run;
mod scores;
mod section;
mod seen;
mod summary;
mod table;
mod timing;
mod verdict;
mod whiten;

pub use column::MAX_LAG;
pub use compare::{Comparison, LEAST_DAYS, Measured, Stretch, compare};
pub use course::Trend;
pub use finding::{Basis, Finding};
pub use page::Page;
pub use part::{FIRST_DAYS, LAST_DAYS, Part};
pub use power::REAL;
pub use question::{Lack, Missing, Question};
pub use relief::{relief_missing, relief_verdict};
pub use response::{Around, REACH, Response, Since};
pub use rhythm::Weekdays;
pub use row::{EASILY_MISSED, Row, nearest};
pub use run::{Cancelled, Options, Progress};
pub use section::{Heading, Section, Tally};
pub use seen::Dot;
pub use summary::Summary;
pub use timing::{Phase, PhaseDays, TimedCycle, Timing};
pub use verdict::{
    CERTAIN_CYCLES, EVENT_LEVEL, Estimate, LEAST_COMPARISON, LEAST_CYCLES, LEAST_DIFFERENCE,
    LEAST_EVENTS, PATTERN_LEVEL, Verdict,
};
