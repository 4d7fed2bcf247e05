//! Pain day by day: a first-order autoregressive series, and what comes on top of it.

use std::f64::consts::TAU;

use super::chance::Chance;
use super::world::{Course, World, is_weekend};

/// The usual level of the pain, in points.
const LEVEL: f64 = 3.0;

/// What a series remembers of the days before.
struct Memory {
    /// What is like the day before, in standard deviations.
    state: f64,
    /// How many days of a flare are to come.
    flare: usize,
    /// Whether it is a bad spell.
    bad: bool,
    /// Where in the year it begins, 0 to 1.
    season: f64,
}

impl World {
    /// So many days of pain, neither rounded nor held between 0 and 10.
    pub(super) fn series(&self, days: usize, chance: &mut Chance) -> Vec<f64> {
        let mut memory = Memory {
            state: chance.normal(),
            flare: 0,
            bad: false,
            season: match self.course {
                Course::Seasons => chance.even(),
                _ => 0.0,
            },
        };
        let day = |day| self.day(day, days, &mut memory, chance);
        (0..days).map(day).collect()
    }

    fn day(&self, day: usize, days: usize, memory: &mut Memory, chance: &mut Chance) -> f64 {
        let likeness = match self.course {
            Course::LongMemory => 0.97,
            _ => self.likeness,
        };
        let news = match self.course {
            Course::HeavyTails => student_3(chance),
            _ => chance.normal(),
        };
        memory.state = likeness * memory.state + (1.0 - likeness * likeness).sqrt() * news;
        let stray = self.stray * memory.state;
        match self.course {
            Course::Plain | Course::HeavyTails => LEVEL + stray,
            Course::Drift => LEVEL + stray + 3.0 * (day as f64 / days as f64 - 0.5),
            Course::Week if is_weekend(day) => LEVEL + stray + 2.0,
            Course::Week => LEVEL + stray,
            Course::Flares => {
                if memory.flare == 0 && chance.happens(1.0 / 40.0) {
                    memory.flare = 2 + chance.below(5);
                }
                let hurts = memory.flare > 0;
                memory.flare = memory.flare.saturating_sub(1);
                LEVEL + stray + if hurts { 3.0 } else { 0.0 }
            }
            Course::Floor => 1.5 * stray,
            Course::Regimes => {
                memory.bad ^= chance.happens(1.0 / 20.0);
                0.7 * stray + if memory.bad { 5.0 } else { 1.0 }
            }
            Course::Seasons => {
                let year = memory.season + day as f64 / 365.25;
                LEVEL + stray + 2.0 * (TAU * year).sin()
            }
            Course::LongMemory => {
                let half = 0.5_f64.sqrt();
                LEVEL + half * (stray + self.stray * chance.normal())
            }
        }
    }
}

/// A deviate of Student's t with three degrees of freedom, scaled to a variance of 1.
fn student_3(chance: &mut Chance) -> f64 {
    let squares: f64 = (0..3).map(|_| chance.normal().powi(2)).sum();
    chance.normal() / squares.sqrt()
}
