//! What the pain goes with, told honestly.
//!
//! Daily pain is like the pain of the day before, it is counted in whole points, days are missing
//! and cycles are few. Comparing averages, correlations or t-tests then call noise a finding (Tang
//! & Landes, PLoS One 2020). Here a question is asked in three steps:
//!
//! 1. **See**: the difference in each cycle, or after each event, with every case kept to look at.
//!    Of a scale in a phase: the mean over the days of the phase less the mean over the cycle's
//!    other days, each day weighted by how probably it belongs. Of a scale after an event: the score
//!    1, 2 or 3 days after it less the mean after days that were as bad, bleeding or not, at the weekend
//!    or not.
//! 2. **Turn**: how often does chance do as well, when each cycle is turned by a random number of
//!    days (rotation tests, up to 9,999 rotations, seeded by the diary itself)?
//! 3. **Judge**: all questions of the page beside each other. The phases of a scale, the first days of
//!    the period and the last before it are a family with one chance of a false claim, of which each has a
//!    share (step down). What stands out most is claimed, its days are taken out, and the rest is asked
//!    again. Events that lie within each other are a family, too, and told once; the families of events
//!    share one rate of false discoveries (Benjamini & Hochberg, q = .025). What is told is beyond
//!    chance so counted, at least one point, and the same way in three cycles of four.
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
//!   phases, and in diaries with drift, turning raw scores claims too much. Where cycles keep to the week,
//!   as with a pill of 28 days, what the weekend lets expect is taken out, too. The difference that is
//!   told is that of plain means all the same.
//! - Ovulation enters by its probability. A day counts for a phase when it more likely lies in it
//!   than not, with its probability as its weight.
//! - Not answered is not "no". An item of the check-in that is not answered is not known; an item of
//!   timed entries did not happen on a day without such an entry.
//! - Every daily scale is asked about every phase. One scale, the worst pain or the one asked for, is
//!   asked about every event: all of them would be so many questions that nothing could be told. That
//!   scale has its own chance of a false claim; the other scales share one (Benjamini & Bogomolov
//!   2014). Signs of the cycle and of the pain itself are not asked about as events.
//! - A scale is said to follow the days of the week, or to rise or fall over the months, when it does
//!   by at least a point and beyond chance. What that goes with is not asked.
//! - Relief measures and two stretches of time are described, not tested.
//!
//! # Does it keep its word?
//!
//! `cargo bench --bench patterns` makes up diaries of which the truth is known: pain 0–10 as a
//! first-order autoregressive series (φ .70, straying by 1.5 points), six cycles of 24 to 35 days, a fifth
//! of the days missing, ovulation dated by LH tests, read by the program's own engine. It asks this
//! module about them. Of 500 diaries each, with 95 % intervals (Wilson):
//!
//! | planted | found | anything else told |
//! |---|---|---|
//! | +3 on days 1–3 of the period | .988 [.974, .994] | .036 |
//! | +2 on days 1–3 | .826 [.790, .857] | .034 |
//! | +2 on days 1–5 | .830 [.795, .860] | .032 |
//! | +2 while bleeding, 3 to 7 days | .796 [.758, .829] | .040 |
//! | +2 in the week before | .894 [.864, .918] | .072 |
//! | +2 on the last four days before | .760 [.721, .795] | .046 |
//! | +2 around ovulation, ±1 day | .892 [.862, .916] | .050 |
//! | … straying by 1.25 points | .966 [.946, .979] | .044 |
//! | … LH tests off by 0.8 days (SD) | .640 [.597, .681] | .040 |
//! | … dated by the calendar alone | .280 [.242, .321] | .034 |
//! | … four cycles | .718 [.677, .756] | .056 |
//! | … twelve cycles | .974 [.956, .985] | .024 |
//! | +2 from three days before ovulation to its day | .258 [.222, .298] | .040 |
//! | +3 on days 1–3 and +2 around ovulation: both | .890 [.860, .915] | .056 |
//! | +2 around ovulation and in the week before: both | .794 [.756, .827] | .086 |
//! | +2 on the day after one event | .934 [.909, .953] | .032 |
//! | … among 12 events | .846 [.812, .875] | .054 |
//! | … one of four within each other: told once | .940 [.916, .958] | .042 |
//!
//! | nothing planted: pages that claim anything | pain and one event | six scales, eight events |
//! |---|---|---|
//! | φ .50, .70, .85 | .042, .038, .034 | .080, .052, .056 |
//! | flares of 3 points; a trend of 3 points | .050, .056 | .072, .070 |
//! | worse at weekends; and events then | .044, .022 | .052, .040 |
//! | events avoided on bad days | .038 | .044 |
//! | bad days, good days, runs of days not logged | .034, .046, .066 | .048, .068, .066 |
//! | cycles of 21 to 45 days; a pill with a break, not told | .050, .058 | .064, .068 |
//! | cycles of 28 days to the day; and worse at weekends (200 each) | .045, .040 | .050, .035 |
//! | no cycle; ovulation by the calendar | .018, .036 | .014, .054 |
//! | three cycles; twelve cycles | .030, .016 | .072, .032 |
//! | held out, never tuned on: heavy tails, a floor, regimes, seasons, long memory, irregular | .028–.052 | .044–.074 |
//!
//! As ranges over kinds of diary (φ .50 to .85, straying by 1.25 points, flares, a drift; 1,000 of each, with
//! events 500), beside a plain t-test:
//!
//! | measure | goal | here | t-test |
//! |---|---|---|---|
//! | false alarm, one 3-day phase (p < .05), 6 cycles | ≤ .06 | .035–.048 | .080–.136 |
//! | false alarm, one 7-day phase (p < .05) | ≤ .08 | .026–.050 | .156–.267 |
//! | any false claim over the phases of a scale | ≤ .06 | .009–.026 | .533–.678 |
//! | any false claim on a page of 12 unrelated events, three lags each | ≤ .12 | .006–.032 | .846–.998 |
//! | power, +2 mid-cycle, 6 cycles, ovulation confirmed: the question (p < .05) | ≥ .85 | .887–.949 | .911–.924 |
//! | … told on a page | | .769–.848 | |
//! | … with 9 cycles | | .864–.906 | |
//! | … with 12 cycles | | .918–.938 | |
//! | power, +2 next day, about 20 events over 6 cycles: told | ≥ .90 | .946–.976 | .984–.990 |
//! | … among 12 events | | .858–.974 | |
//! | coverage of the 95 % interval, phases, nothing planted; +2 mid-cycle | .93–.97 | .945–.968; .950–.960 | |
//! | … events, nothing planted; +2 next day | .93–.97 | .933–.973; .953–.967 | |
//!
//! A line on weekdays is told on .000 to .020 of pages of six scales with nothing planted (200 of each of 15
//! worlds), with +2 at weekends on all; one on the course over the months on .005 to .025 (16 worlds), with
//! +3 over six cycles on .875.
//!
//! A share of 500 is known to ± .02. On the held-out worlds +2 is found in .39 (pain that is mostly 0) to
//! .99 (long memory) of diaries, with anything else in .016 to .088.
//!
//! The chance that a real 2-point difference is missed, as it is told where nothing is, and as it is (400
//! diaries each):
//!
//! | cycles | bleeding | days 1–3 | around ovulation, LH off by 0.8 days | week before | last four days | day after an event |
//! |---|---|---|---|---|---|---|
//! | 3 | .49, is .60 | .47, is .51 | .54, is .58 | .43, is .43 | .41, is .48 | .10, is .13 |
//! | 4 | .38, is .42 | .37, is .37 | .47, is .49 | .33, is .29 | .36, is .39 | .06, is .12 |
//! | 6 | .19, is .17 | .22, is .18 | .31, is .38 | .15, is .11 | .21, is .25 | .03, is .05 |
//! | 9 | .06, is .03 | .08, is .06 | .15, is .18 | .05, is .03 | .09, is .08 | .01, is .00 |
//! | 12 | .03, is .02 | .05, is .04 | .10, is .17 | .02, is .01 | .05, is .02 | .00, is .00 |
//!
//! With LH tests that are right to the day .11 is missed around ovulation in six cycles, .31 told: no
//! program can know that they are.

mod adjust;
mod ask;
mod batch;
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
mod reading;
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
mod week;
mod whiten;

pub use column::MAX_LAG;
pub use compare::{Comparison, LEAST_DAYS, Measured, Stretch, compare};
pub use course::Trend;
pub use finding::{Basis, Finding};
pub use page::Page;
pub use part::{FIRST_DAYS, LAST_DAYS, Part};
pub use power::REAL;
pub use question::{Lack, Missing, Question};
pub use reading::Reading;
pub use relief::{relief_missing, relief_verdict};
pub use response::{Around, REACH, Response, Since};
pub use rhythm::Weekdays;
pub use row::{EASILY_MISSED, Row, nearest};
pub use run::{Cancelled, Options, Progress};
pub use section::{Heading, Section, Tally};
pub use seen::Dot;
pub use summary::Summary;
pub use timing::{PartsAsked, Phase, PhaseDays, TimedCycle, Timing};
pub use verdict::{
    CERTAIN_CYCLES, EVENT_LEVEL, Estimate, LEAST_COMPARISON, LEAST_CYCLES, LEAST_DIFFERENCE,
    LEAST_EVENTS, PATTERN_LEVEL, Verdict,
};
