//! The pain of a span in numbers.

use chrono::NaiveDate;
use serde::Serialize;

use super::kept::Kept;
use super::middle::Middle;
use crate::diary::{DateRange, Role};

/// Pain from this score on is severe: 1–3 mild, 4–6 moderate, 7–10 severe (the bands of
/// `assets/catalogue.toml`).
pub(super) const SEVERE: f64 = 7.0;

/// Some of those that are recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Share {
    /// How many it is so of.
    pub n: usize,
    /// How many are recorded.
    pub of: usize,
}

/// The three questions of the PEG (Krebs et al., Journal of General Internal Medicine 2009).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Peg {
    /// When they were answered.
    pub date: NaiveDate,
    /// Their mean, 0–10.
    pub score: f64,
}

/// The pain of a span in numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Numbers {
    /// Days with pain.
    pub with_pain: Share,
    /// Days with severe pain, 7–10.
    pub severe: Share,
    /// The worst pain of the days, 0–10.
    pub worst: Option<Middle>,
    /// How far pain kept one from things, 0–10.
    pub held_back: Option<Middle>,
    /// The PEG answered last.
    pub peg: Option<Peg>,
    /// Nights with pain.
    pub nights: Option<Share>,
}

impl Numbers {
    pub(super) fn of(kept: &Kept, span: DateRange) -> Self {
        let values = kept.values(span, kept.role(Role::Pain));
        let worst: Vec<f64> = values.iter().map(|(_, value)| *value).collect();
        let share = |from: f64| Share {
            n: worst.iter().filter(|value| **value >= from).count(),
            of: worst.len(),
        };
        let held_back = kept.item("pain-interference").and_then(|item| {
            let values = kept.values(span, item);
            Middle::of(values.into_iter().map(|(_, value)| value))
        });
        let nights = kept.item("pain-night").and_then(|item| {
            let (dates, of) = kept.dates(span, item);
            (of > 0).then_some(Share { n: dates.len(), of })
        });
        Self {
            with_pain: share(1.0),
            severe: share(SEVERE),
            worst: Middle::of(worst.iter().copied()),
            held_back,
            peg: peg(kept, span),
            nights,
        }
    }
}

/// The last day on which all three are answered.
fn peg(kept: &Kept, span: DateRange) -> Option<Peg> {
    let [pain, enjoyment, activity] =
        ["peg-pain", "peg-enjoyment", "peg-activity"].map(|id| kept.item(id));
    let (pain, rest) = (kept.values(span, pain?), [enjoyment?, activity?]);
    let [enjoyment, activity] = rest.map(|item| kept.values(span, item));
    let on = |of: &[(NaiveDate, f64)], date| of.iter().find(|(on, _)| *on == date).map(|of| of.1);
    pain.iter().rev().find_map(|(date, pain)| {
        let sum = pain + on(&enjoyment, *date)? + on(&activity, *date)?;
        Some(Peg {
            date: *date,
            score: sum / 3.0,
        })
    })
}
