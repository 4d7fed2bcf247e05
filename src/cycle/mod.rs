//! From bleeding and the other signs to cycles, ovulation, phases and a forecast.
//!
//! ```text
//! Diary ──▶ Signs ──▶ delimit: starts, menses ──▶ gaps: which are lengths
//!                       ├──▶ temperature, second_sign ──▶ double check, preovulatory
//!                       ├──▶ they and surge ──▶ sign: where each points, and what speaks against it
//!                       ├──▶ ovulation: a probability for each day ──▶ phase, windows
//!                       └──▶ lengths, luteal: the person's own ──▶ forecast
//! ```
//!
//! [`Cycles::evaluate`] does all of it, as things are known on a day; [`Cycles::update`] does only
//! what a change to today's answers touches. [`json`] hands the result to other programs;
//! [`crate::words::cycle`] says it in sentences.

mod cycles;
mod delimit;
mod distribution;
mod evaluation;
mod facts;
mod forecast;
mod gaps;
pub mod json;
mod lengths;
mod luteal;
mod observation;
mod ovulation;
mod phase;
mod pregnancy;
mod preovulatory;
mod second_sign;
mod sign;
mod signs;
mod surge;
mod temperature;
mod windows;

pub use cycles::Cycles;
pub use delimit::{Start, StartReason};
pub use distribution::Distribution;
pub use evaluation::{Cycle, Settings};
pub use facts::{CycleAt, CycleFact, CycleFacts, OvulationFact};
pub use forecast::{Expected, Forecast, NoForecast};
pub use gaps::{Excluded, LONGEST_CYCLE, Spacing};
pub use lengths::Lengths;
pub use luteal::{Luteal, as_books_count};
pub use observation::{
    Bleeding, DaySigns, Feeling, LeaveOut, PeriodMark, Reason, SetAside, Temperature, Test, Texture,
};
pub use ovulation::{Certainty, Ovulation};
pub use phase::{Membership, Phase};
pub use second_sign::{Peak, cervix, mucus, quality};
pub use sign::{Doubt, Implausible, Source};
pub use signs::Signs;
pub use temperature::{Reading, Rule, TemperatureShift, readings};
pub use windows::{Window, implantation_day};
