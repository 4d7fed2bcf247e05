//! The named stretches of a scale.

use serde::Deserialize;

/// How a stretch of a scale is to be taken: more is not worse on every scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nothing to note.
    #[default]
    Calm,
    /// A little to bear.
    Mild,
    /// More to bear.
    Moderate,
    /// Hard to bear.
    Severe,
}

/// Which end of a scale is the worse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorseEnd {
    /// More is better, as of mood.
    Low,
    /// More is worse, as of pain.
    High,
}

/// A named stretch of a 0–10 scale.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Band {
    /// The highest score of the band, 0–10.
    pub to: u8,
    /// Words for people.
    pub label: String,
    /// How it is to be taken.
    #[serde(default)]
    pub severity: Severity,
}
