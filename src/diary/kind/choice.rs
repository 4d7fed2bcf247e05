//! One of several options.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::option::{self, ChoiceOption};
use super::{Answer, Cell, Control, Kind, Measure, Press, Unfit};
use crate::diary::id::Code;
use crate::diary::quantity::TemperatureUnit;

/// Exactly one of several options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The options, in order.
    pub options: Vec<ChoiceOption>,
    /// Whether the order means "more", so that answers can be compared.
    #[serde(default)]
    pub ordered: bool,
}

impl Choice {
    fn place(&self, code: &Code) -> Option<usize> {
        self.options.iter().position(|option| option.code == *code)
    }

    fn code_at(&self, place: usize) -> Option<Code> {
        self.options.get(place).map(|option| option.code.clone())
    }
}

impl Kind for Choice {
    type Value = Code;
    const NAME: &'static str = "choice";

    fn parse(&self, text: &str, _: TemperatureUnit) -> Result<Code, Unfit> {
        option::find(&self.options, text.trim())
    }

    fn check(&self, code: &Code) -> Result<(), Unfit> {
        option::check(&self.options, code)
    }

    fn word(code: &Code) -> String {
        code.to_string()
    }

    fn describe(&self, code: &Code, _: TemperatureUnit) -> String {
        option::label(&self.options, code)
    }

    fn read_json(&self, json: &Json) -> Option<Code> {
        json.as_str().map(Code::new)
    }

    fn read_cell(&self, cell: Cell<'_>) -> Option<Code> {
        cell.text().map(Code::new)
    }

    fn measure(&self) -> Measure {
        match self.ordered {
            true => Measure::Level,
            false => Measure::Sort,
        }
    }

    fn number(&self, code: &Code) -> Option<f64> {
        let place = self.ordered.then(|| self.place(code))?;
        place.map(|place| place as f64)
    }

    fn at(&self, number: f64) -> Option<Code> {
        self.code_at(number.round().max(0.0) as usize)
    }

    fn is_present(&self, code: &Code) -> bool {
        match self.ordered {
            true => self.place(code) != Some(0),
            false => !option::is_nothing(code),
        }
    }

    fn control(&self) -> Control<'_> {
        let answer = |option: &ChoiceOption| Answer::Choice(option.code.clone());
        let row = self.options.iter();
        Control::Row(row.map(|o| (o.label.as_str(), answer(o))).collect())
    }

    fn digit(&self, digit: u8, _: bool) -> Press<Code> {
        let place = usize::from(digit).checked_sub(1);
        match place.and_then(|place| self.code_at(place)) {
            Some(code) => Press::Answer(code),
            None => Press::Beyond(self.options.len()),
        }
    }

    fn step(&self, now: Option<&Code>, _: Option<&Code>, up: bool) -> Option<Code> {
        let last = self.options.len().checked_sub(1)?;
        let at = now.and_then(|code| self.place(code));
        self.code_at(match (at, up) {
            (Some(at), true) => (at + 1).min(last),
            (Some(at), false) => at.saturating_sub(1),
            (None, true) => 0,
            (None, false) => last,
        })
    }

    fn is_something(&self, option: &ChoiceOption) -> bool {
        self.is_present(&option.code)
    }

    fn options(&self) -> &[ChoiceOption] {
        &self.options
    }

    fn options_mut(&mut self) -> &mut [ChoiceOption] {
        &mut self.options
    }

    fn joined(&self, other: &Self) -> Option<Self> {
        (self.ordered == other.ordered).then(|| Self {
            options: option::joined(&self.options, &other.options),
            ordered: self.ordered,
        })
    }

    fn example(&self, n: u64) -> Option<Code> {
        let count = u64::try_from(self.options.len()).ok()?;
        self.code_at(usize::try_from(n.checked_rem(count)?).ok()?)
    }
}
