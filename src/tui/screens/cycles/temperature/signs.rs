//! What is known of the days of a cycle.

use crate::cycle::{Bleeding, Test};

/// What a reading is for the evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing in particular.
    Plain,
    /// One of the six low ones that make the cover line.
    Low,
    /// One of the first high ones, from 1.
    High(u8),
    /// It tells nothing.
    LeftOut,
}

/// What is known of a day.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SignDay {
    /// The temperature in °C, and what it is.
    pub reading: Option<(f64, Role)>,
    /// How much it bled.
    pub bleeding: Option<Bleeding>,
    /// The quality of the mucus, 0 to 4.
    pub mucus: Option<u8>,
    /// Whether the cervix is fertile: not both closed and hard.
    pub cervix: Option<bool>,
    /// The LH test.
    pub lh: Option<Test>,
    /// The probability that it is the day of ovulation.
    pub ovulation: f64,
}
