//! The other signs under the temperatures, a row each.

use super::signs::SignDay;
use crate::cycle::{Bleeding, Test};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::glyphs::GlyphSet;
use crate::tui::appearance::theme::Meaning;
use crate::words::screens::cycles as words;

/// What stands in a cell, what it means, and whether it fills its day.
pub(super) type Cell = (&'static str, Meaning, bool);

/// A row under the plot.
#[derive(Clone, Copy)]
pub(super) struct Strip {
    pub name: fn() -> &'static str,
    pub cell: fn(&SignDay, Likely, &Appearance) -> Option<Cell>,
}

/// What is known of the ovulation of the cycle.
#[derive(Clone, Copy)]
pub(super) struct Likely {
    /// The probability of its likeliest day.
    pub most: f64,
    /// Whether it is confirmed.
    pub confirmed: bool,
}

/// The strips, the most important first.
pub(super) const STRIPS: [Strip; 5] = [
    Strip {
        name: words::strip_bleeding,
        cell: |day, _, appearance| {
            let levels = appearance.glyphs().levels;
            Some(match day.bleeding? {
                Bleeding::None => return None,
                Bleeding::Spotting => (levels[0], Meaning::Spotting, true),
                Bleeding::Light => (levels[2], Meaning::Bleeding, true),
                Bleeding::Medium => (levels[4], Meaning::BleedingHeavy, true),
                Bleeding::Heavy => (levels[6], Meaning::BleedingHeavy, true),
                Bleeding::VeryHeavy => (levels[7], Meaning::BleedingHeavy, true),
            })
        },
    },
    Strip {
        name: words::strip_mucus,
        cell: |day, _, appearance| {
            // As they are written on paper, in a cell each: t, Ø, f, S, S+.
            let nothing = match appearance.glyphs {
                GlyphSet::Ascii => "o",
                _ => "ø",
            };
            let names = ["t", nothing, "f", "S", "+"];
            let quality = day.mucus?;
            let meaning = if quality < 2 {
                Meaning::Muted
            } else {
                Meaning::Fertile
            };
            Some((names.get(usize::from(quality))?, meaning, false))
        },
    },
    Strip {
        name: words::strip_cervix,
        cell: |day, _, appearance| {
            let glyphs = appearance.glyphs();
            // As it is felt: open or closed.
            Some(match day.cervix? {
                true => (glyphs.point_hollow, Meaning::Fertile, false),
                false => (glyphs.point, Meaning::Muted, false),
            })
        },
    },
    Strip {
        name: words::strip_lh_test,
        cell: |day, _, appearance| {
            Some(match day.lh? {
                Test::Positive => ("+", Meaning::OvulationConfirmed, false),
                Test::Negative => (appearance.glyphs().dash, Meaning::Muted, false),
                Test::Unclear => ("?", Meaning::Muted, false),
            })
        },
    },
    Strip {
        name: words::strip_ovulation,
        cell: |day, likely, appearance| {
            let part = day.ovulation / likely.most;
            let meaning = if likely.confirmed {
                Meaning::OvulationConfirmed
            } else {
                Meaning::OvulationEstimated
            };
            let levels = appearance.glyphs().levels;
            let level = (part * (levels.len() - 1) as f64).round() as usize;
            (part > 0.04).then_some((levels.get(level).copied()?, meaning, true))
        },
    },
];
