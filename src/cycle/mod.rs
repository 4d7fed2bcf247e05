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
//!
//! What a life does to them, each line held by a test of cycles and lives:
//!
//! | life | cycles | forecast | ovulation and readings |
//! |---|---|---|---|
//! | a positive pregnancy test | the cycle counts for no average | paused until a negative test, the end of the pregnancy, or a first day marked more than 14 days later; 280 days at most | the signs of the cycle stay; on days of the pregnancy no reading of ovulation, implantation or a period applies |
//! | a loss, an abortion | its bleeding begins a cycle | goes on, by the cycles before | a test within 21 days may still be positive, and says nothing |
//! | a birth, breastfeeding | what bleeds within six weeks is lochia and begins none, unless it is marked; the months without are a break | none before the first period; then by the cycles before, and none once two of three gaps are breaks | a confirmed ovulation foretells one period |
//! | nearing the menopause, from 50 on | as they come; one of twice the usual length is asked about | by the own lengths, the wider the more these vary; none once two of three gaps are breaks | all but the infertile days before ovulation |
//! | copper coil, no hormones | as they come | by the own lengths | all |
//! | combined pill, patch or ring; implant, injections | bleeds, not cycles: none is doubted | none | none: no ovulation is expected |
//! | minipill, hormonal coil, testosterone | bleeds, not cycles: none is doubted | none | only what an LH test or the temperature shows |
//! | menopause | bleeds, not cycles | none, and none for a pregnancy either | none |

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
pub use surge::Untold;
pub use temperature::{Reading, Rule, TemperatureShift, readings};
pub use windows::{Window, implantation_day};
