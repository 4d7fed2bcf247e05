//! Numbers as they are kept, and the units they are given in.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number exact to a thousandth, so that 36.52 stays 36.52 in every file it passes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Quantity(i64);

impl Quantity {
    /// From thousandths.
    pub const fn from_milli(milli: i64) -> Self {
        Self(milli)
    }

    /// The nearest quantity to a finite number; `None` for NaN, infinities and numbers beyond ±10¹².
    pub fn from_f64(value: f64) -> Option<Self> {
        (value.is_finite() && value.abs() <= 1e12).then(|| Self((value * 1000.0).round() as i64))
    }

    /// In thousandths.
    pub const fn milli(self) -> i64 {
        self.0
    }

    /// As a floating-point number.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

/// A number that is none, or too large to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number that can be kept")]
pub struct NoQuantity;

impl TryFrom<f64> for Quantity {
    type Error = NoQuantity;

    fn try_from(value: f64) -> Result<Self, Self::Error> {
        Self::from_f64(value).ok_or(NoQuantity)
    }
}

impl From<Quantity> for f64 {
    fn from(quantity: Quantity) -> Self {
        quantity.to_f64()
    }
}

impl fmt::Display for Quantity {
    /// With as many decimals as it has, at most three.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, milli) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let text = format!("{sign}{whole}.{milli:03}");
        f.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// A unit a number is given in. Values are always stored in this unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Degrees Celsius; shown in Fahrenheit when the person prefers it.
    Celsius,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// A plain count.
    Count,
}

impl Unit {
    /// Whether two numbers of one day make a sum (minutes and minutes) or not (temperatures).
    pub fn adds_up(self) -> bool {
        self != Self::Celsius
    }

    /// Whether its zero is the lack of all, so that one number can be a share of another; that of a
    /// thermometer is where somebody put it.
    pub fn has_shares(self) -> bool {
        self != Self::Celsius
    }

    /// The unit as it is written after a number; empty for a plain count.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Celsius => "°C",
            Self::Hours => "h",
            Self::Minutes => "min",
            Self::Count => "",
        }
    }

    /// The unit as it stands behind a number: with a space before it, if there is one.
    pub fn behind(self) -> String {
        match self.symbol() {
            "" => String::new(),
            symbol => format!(" {symbol}"),
        }
    }
}

/// How temperatures are shown and, without a unit, read. They are stored in °C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemperatureUnit {
    /// Degrees Celsius.
    #[default]
    Celsius,
    /// Degrees Fahrenheit.
    Fahrenheit,
}

impl TemperatureUnit {
    /// A temperature in °C, in this unit.
    pub fn of(self, celsius: f64) -> f64 {
        match self {
            Self::Celsius => celsius,
            Self::Fahrenheit => celsius * 1.8 + 32.0,
        }
    }

    /// The unit as it is written after a number.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Celsius => "°C",
            Self::Fahrenheit => "°F",
        }
    }

    /// A temperature in °C in words: two decimals and the unit.
    pub fn show(self, celsius: Quantity) -> String {
        format!("{:.2} {}", self.of(celsius.to_f64()), self.symbol())
    }
}
