//! From bleeding and the other signs to cycles, ovulation, phases and a forecast.

mod calendar;
mod delimit;
mod distribution;
mod lengths;
mod luteal;
mod second_sign;
mod signs;
mod temperature;

pub use signs::Signs;
