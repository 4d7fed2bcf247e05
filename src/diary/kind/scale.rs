//! Scores from 0 to 10 (numeric rating scale).

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::{Cell, Control, Form, Kind, Measure, Press, Unfit};
use crate::diary::quantity::TemperatureUnit;

/// The highest score.
const TOP: u8 = 10;

/// A whole number from 0 to 10.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// The name of the scale's bands in the catalogue.
    pub bands: SmolStr,
}

impl Scale {
    fn not_a_score(&self, given: impl ToString) -> Unfit {
        Unfit::Form {
            form: Form::Score,
            given: given.to_string(),
        }
    }
}

impl Kind for Scale {
    type Value = u8;
    const NAME: &'static str = "scale";

    fn parse(&self, text: &str, _: TemperatureUnit) -> Result<u8, Unfit> {
        let given = text.trim();
        let score = given.trim_end_matches("/10").parse().ok();
        score
            .filter(|score| *score <= TOP)
            .ok_or_else(|| self.not_a_score(given))
    }

    fn check(&self, score: &u8) -> Result<(), Unfit> {
        match score {
            0..=TOP => Ok(()),
            beyond => Err(self.not_a_score(beyond)),
        }
    }

    fn word(score: &u8) -> String {
        score.to_string()
    }

    fn to_json(score: &u8) -> Json {
        (*score).into()
    }

    fn read_json(&self, json: &Json) -> Option<u8> {
        let number = json.as_f64()?;
        (0..=u8::MAX).find(|score| f64::from(*score) == number)
    }

    fn to_cell(score: &u8) -> Result<Cell<'static>, Unfit> {
        Ok(Cell::Integer((*score).into()))
    }

    fn read_cell(&self, cell: Cell<'_>) -> Option<u8> {
        let score = u8::try_from(cell.integer()?).ok();
        score.filter(|score| *score <= TOP)
    }

    fn measure(&self) -> Measure {
        Measure::Score
    }

    fn number(&self, score: &u8) -> Option<f64> {
        Some((*score).into())
    }

    fn at(&self, number: f64) -> Option<u8> {
        // A median may lie between two scores.
        let is_score = number.fract() == 0.0 && (0.0..=f64::from(TOP)).contains(&number);
        is_score.then_some(number as u8)
    }

    fn is_present(&self, score: &u8) -> bool {
        *score > 0
    }

    fn control(&self) -> Control<'_> {
        Control::Ruler
    }

    fn digit(&self, digit: u8, after_one: bool) -> Press<u8> {
        match (after_one, digit) {
            (true, 0) => Press::Answer(TOP),
            _ => Press::Answer(digit),
        }
    }

    fn step(&self, now: Option<&u8>, earlier: Option<&u8>, up: bool) -> Option<u8> {
        Some(match (now, up) {
            (Some(score), true) => (score + 1).min(TOP),
            (Some(score), false) => score.saturating_sub(1),
            (None, _) => earlier.copied().unwrap_or(0),
        })
    }

    fn example(&self, n: u64) -> Option<u8> {
        Some((n % (u64::from(TOP) + 1)) as u8)
    }
}
