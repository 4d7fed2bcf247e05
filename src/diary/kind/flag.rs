//! Yes or no.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Answer, Cell, Control, Form, Kind, Measure, Press, Unfit};
use crate::diary::parse;
use crate::diary::quantity::TemperatureUnit;

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {}

const YES: &str = "yes";
const NO: &str = "no";

impl Kind for Flag {
    type Value = bool;
    const NAME: &'static str = "flag";

    fn parse(&self, text: &str, _: TemperatureUnit) -> Result<bool, Unfit> {
        parse::yes_no(text).ok_or_else(|| Unfit::Form {
            form: Form::YesNo,
            given: text.trim().into(),
        })
    }

    fn word(yes: &bool) -> String {
        if *yes { YES } else { NO }.into()
    }

    fn to_json(yes: &bool) -> Json {
        (*yes).into()
    }

    fn read_json(&self, json: &Json) -> Option<bool> {
        json.as_bool()
    }

    fn to_cell(yes: &bool) -> Result<Cell<'static>, Unfit> {
        Ok(Cell::Integer((*yes).into()))
    }

    fn read_cell(&self, cell: Cell<'_>) -> Option<bool> {
        match cell.integer()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn measure(&self) -> Measure {
        Measure::Event
    }

    fn number(&self, yes: &bool) -> Option<f64> {
        Some(u8::from(*yes).into())
    }

    fn at(&self, number: f64) -> Option<bool> {
        Some(number > 0.0)
    }

    fn is_present(&self, yes: &bool) -> bool {
        *yes
    }

    fn control(&self) -> Control<'_> {
        Control::Row(vec![(YES, Answer::Flag(true)), (NO, Answer::Flag(false))])
    }

    fn digit(&self, digit: u8, _: bool) -> Press<bool> {
        match digit {
            0 | 1 => Press::Answer(digit == 1),
            _ => Press::Nothing,
        }
    }

    fn step(&self, _: Option<&bool>, _: Option<&bool>, up: bool) -> Option<bool> {
        Some(up)
    }

    fn toggle(&self, now: Option<&bool>) -> Option<bool> {
        Some(now != Some(&true))
    }

    fn example(&self, n: u64) -> Option<bool> {
        Some(n % 2 == 1)
    }
}
