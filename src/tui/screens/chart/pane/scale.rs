//! The upright axis: how high a value stands, and which heights are told.

use chrono::NaiveDate;

use crate::diary::{Catalogue, Item, Measure, TemperatureUnit, Unit};
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::{band_meaning, option_meaning};
use crate::words::day::answer_words;
use crate::words::{common, figures};

/// A height that is told on the axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Level {
    pub value: f64,
    /// In few characters: `7`, `36.5`, `light`.
    pub label: String,
    /// What begins there: `severe`.
    pub name: Option<String>,
    pub meaning: Meaning,
}

/// The values of an item from low to high.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    /// From low to high.
    pub levels: Vec<Level>,
}

impl Scale {
    /// The whole scale of an item with a fixed one; for numbers, what holds the values seen.
    pub(crate) fn of(
        item: &Item,
        catalogue: &Catalogue,
        unit: TemperatureUnit,
        seen: &[(NaiveDate, f64)],
    ) -> Self {
        let level = |value: f64, label: &str| Level {
            value,
            label: label.to_owned(),
            name: None,
            meaning: Meaning::Muted,
        };
        match item.kind.measure() {
            Measure::Score => Self {
                low: 0.0,
                high: 10.0,
                levels: bands(item, catalogue),
            },
            Measure::Event => Self {
                low: 0.0,
                high: 1.0,
                levels: vec![level(0.0, common::no()), level(1.0, common::yes())],
            },
            Measure::Level | Measure::Sort => {
                let options = item.options();
                let levels = options.iter().enumerate().map(|(n, option)| Level {
                    meaning: match (n, option_meaning(item, option.mark)) {
                        (0, _) | (_, Meaning::Text) => Meaning::Muted,
                        (_, meaning) => meaning,
                    },
                    ..level(n as f64, &option.label)
                });
                Self {
                    low: 0.0,
                    high: options.len().saturating_sub(1).max(1) as f64,
                    levels: levels.collect(),
                }
            }
            Measure::Amount { unit: of, step } => numbers(of, step.to_f64(), unit, seen),
            Measure::Set { .. } | Measure::Nothing => numbers(Unit::Count, 1.0, unit, seen),
        }
    }

    /// What a value looks like: its band, or how much it is of an ordered choice.
    pub(crate) fn meaning(&self, value: f64) -> Meaning {
        let reached = self.levels.iter().rev().find(|level| level.value <= value);
        match reached {
            Some(level) if level.meaning != Meaning::Muted => level.meaning,
            _ if value <= self.low => Meaning::PainNone,
            _ => Meaning::PainMild,
        }
    }

    /// Whether the scale grows from nothing, so that a bar tells how much there is.
    pub(crate) fn begins_at_nothing(&self) -> bool {
        self.low == 0.0
    }

    /// How high a value stands: 0 at the bottom, 1 at the top.
    pub(crate) fn height(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// Each band is told where it begins, and the top of the scale.
fn bands(item: &Item, catalogue: &Catalogue) -> Vec<Level> {
    let mut levels = Vec::new();
    let mut from = 0;
    for band in catalogue.bands(item) {
        levels.push(Level {
            value: from.into(),
            label: from.to_string(),
            name: Some(band.label.clone()),
            meaning: band_meaning(catalogue, item, from),
        });
        from = band.to.saturating_add(1);
    }
    if let Some(meaning) = levels.last().map(|level| level.meaning) {
        levels.push(Level {
            value: 10.0,
            label: "10".into(),
            name: None,
            meaning,
        });
    }
    levels
}

/// A stretch of round numbers around the values seen, at least four steps of the item high.
fn numbers(of: Unit, step: f64, unit: TemperatureUnit, seen: &[(NaiveDate, f64)]) -> Scale {
    let fold =
        |start: f64, f: fn(f64, f64) -> f64| seen.iter().map(|(_, value)| *value).fold(start, f);
    let (mut low, mut high) = (
        fold(f64::INFINITY, f64::min),
        fold(f64::NEG_INFINITY, f64::max),
    );
    if low > high {
        (low, high) = (0.0, 4.0 * step);
    }
    // Counts and durations grow from nothing; temperatures do not.
    if of.adds_up() {
        low = low.min(0.0);
    }
    // Round in the unit that is shown.
    let fahrenheit = (of, unit) == (Unit::Celsius, TemperatureUnit::Fahrenheit);
    let to = |value: f64| {
        if fahrenheit {
            value * 1.8 + 32.0
        } else {
            value
        }
    };
    let from = |value: f64| {
        if fahrenheit {
            (value - 32.0) / 1.8
        } else {
            value
        }
    };
    let (low, high) = (to(low), to(high));
    let spare = (4.0 * step - (high - low)).max(0.0) / 2.0;
    let (low, high) = if of.adds_up() {
        (low, high + 2.0 * spare)
    } else {
        (low - spare, high + spare)
    };
    let every = round_step((high - low) / 4.0);
    let first = (low / every).floor() as i64;
    let last = ((high / every).ceil() as i64).max(first + 1);
    let decimals = if every >= 1.0 {
        0
    } else if every >= 0.1 {
        1
    } else {
        2
    };
    let levels = (first..=last).map(|n| {
        let value = n as f64 * every;
        Level {
            value: from(value),
            label: figures::fixed(value, decimals),
            name: None,
            meaning: Meaning::Muted,
        }
    });
    Scale {
        low: from(first as f64 * every),
        high: from(last as f64 * every),
        levels: levels.collect(),
    }
}

/// 1, 2 or 5 times a power of ten, not below `wanted`.
fn round_step(wanted: f64) -> f64 {
    let wanted = wanted.max(0.01);
    let power = 10f64.powf(wanted.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|n| n * power);
    // The last of them is above any number between this power of ten and the next.
    steps
        .into_iter()
        .find(|step| *step >= wanted * 0.999_999)
        .unwrap_or(10.0 * power)
}

/// A value of an item in words: `4, moderate`, `light`, `36.52 °C`, `yes`.
pub fn words(item: &Item, catalogue: &Catalogue, unit: TemperatureUnit, value: f64) -> String {
    match item.kind.at(value) {
        Some(answer) => answer_words(&answer, item, catalogue, unit),
        // Medians may lie between two scores, and then in no band.
        None => figures::plain(value),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dated(values: &[f64]) -> Vec<(NaiveDate, f64)> {
        values
            .iter()
            .map(|value| (NaiveDate::MIN, *value))
            .collect()
    }

    fn labels(id: &str, unit: TemperatureUnit, seen: &[f64]) -> Vec<String> {
        let catalogue = Catalogue::built_in();
        let scale = Scale::of(catalogue.item(id).unwrap(), catalogue, unit, &dated(seen));
        let tell = |level: &Level| match &level.name {
            Some(name) => format!("{} {name}", level.label),
            None => level.label.clone(),
        };
        scale.levels.iter().map(tell).collect()
    }

    #[test]
    fn scales_are_told_by_their_bands() {
        let celsius = TemperatureUnit::Celsius;
        assert_eq!(
            labels("pain", celsius, &[3.0]),
            ["0 no pain", "1 mild", "4 moderate", "7 severe", "10"]
        );
        assert_eq!(
            labels("bleeding", celsius, &[]),
            ["none", "spotting", "light", "medium", "heavy", "very heavy"]
        );
    }

    #[test]
    fn numbers_are_round_in_the_unit_that_is_shown() {
        let seen = [36.3, 36.95];
        assert_eq!(
            labels("temperature", TemperatureUnit::Celsius, &seen),
            ["36.2", "36.4", "36.6", "36.8", "37.0"]
        );
        assert_eq!(
            labels("temperature", TemperatureUnit::Fahrenheit, &seen),
            ["97.0", "97.5", "98.0", "98.5", "99.0"]
        );
        assert_eq!(
            labels("sleep-hours", TemperatureUnit::Celsius, &[7.5]),
            ["0", "2", "4", "6", "8"]
        );
    }

    #[test]
    fn values_are_told_in_words() {
        let catalogue = Catalogue::built_in();
        let tell = |id: &str, value| {
            let item = catalogue.item(id).unwrap();
            words(item, catalogue, TemperatureUnit::Celsius, value)
        };
        assert_eq!(tell("pain", 4.0), "4, moderate");
        assert_eq!(tell("pain", 3.5), "3.5");
        assert_eq!(tell("bleeding", 2.0), "light");
        assert_eq!(tell("temperature", 36.52), "36.52 °C");
        assert_eq!(tell("orgasm", 1.0), "yes");
    }

    proptest! {
        #[test]
        fn values_seen_stand_within_the_scale(
            seen in prop::collection::vec(-1e9f64..1e9, 0..9), n in 0usize..200,
        ) {
            let catalogue = Catalogue::built_in();
            let items = catalogue.items();
            let item = &items[n % items.len()];
            let scale = Scale::of(item, catalogue, TemperatureUnit::Celsius, &dated(&seen));
            for value in seen.iter().chain([&f64::NAN, &f64::INFINITY]) {
                words(item, catalogue, TemperatureUnit::Celsius, *value);
                let height = scale.height(*value);
                prop_assert!((0.0..=1.0).contains(&height) || value.is_nan());
            }
            prop_assert!(scale.levels.len() < 40);
            prop_assert!(scale.levels.is_sorted_by(|a, b| a.value < b.value));
        }
    }
}
