//! Numbers with a unit.

use chrono::Timelike;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Cell, Control, Form, Kind, Measure, Unfit};
use crate::diary::parse::{self, UnitWord};
use crate::diary::quantity::{Quantity, TemperatureUnit, Unit};

/// A number with a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// What it is counted in.
    pub unit: Unit,
    /// Smallest value that can be meant, in `unit`.
    pub min: Quantity,
    /// Largest value that can be meant, in `unit`.
    pub max: Quantity,
    /// What one press of an arrow adds, in `unit`.
    pub step: Quantity,
    /// Where the arrows start when nothing is answered yet, in `unit`.
    pub start: Quantity,
}

impl Number {
    /// The number in the item's unit; `None` for a unit it cannot have.
    fn read(&self, text: &str, temperature: TemperatureUnit) -> Option<Quantity> {
        // Half past seven hours of sleep, as a clock shows it.
        if self.unit == Unit::Hours && text.contains(':') {
            let minutes = f64::from(parse::time(text)?.num_seconds_from_midnight()) / 60.0;
            return Quantity::from_f64((minutes / 60.0 * 1000.0).round() / 1000.0);
        }
        let (value, written) = parse::amount(text)?;
        let celsius = |fahrenheit: f64| ((fahrenheit - 32.0) / 1.8 * 100.0).round() / 100.0;
        let value = match (self.unit, written, temperature) {
            (Unit::Celsius, Some(UnitWord::Fahrenheit), _)
            | (Unit::Celsius, None, TemperatureUnit::Fahrenheit) => celsius(value),
            (Unit::Celsius, None | Some(UnitWord::Celsius), _)
            | (Unit::Hours, None | Some(UnitWord::Hours), _)
            | (Unit::Minutes, None | Some(UnitWord::Minutes), _)
            | (Unit::Count, None, _) => value,
            (Unit::Hours, Some(UnitWord::Minutes), _) => value / 60.0,
            (Unit::Minutes, Some(UnitWord::Hours), _) => value * 60.0,
            _ => return None,
        };
        Quantity::from_f64(value)
    }
}

impl Kind for Number {
    type Value = Quantity;
    const NAME: &'static str = "number";

    fn parse(&self, text: &str, unit: TemperatureUnit) -> Result<Quantity, Unfit> {
        let value = self.read(text, unit).ok_or_else(|| Unfit::Form {
            form: Form::Number(self.unit),
            given: text.trim().into(),
        })?;
        // What is told to be wrong is in the unit it was written in.
        let written = parse::amount(text).and_then(|(_, unit)| unit);
        let fahrenheit = match written {
            Some(written) => written == UnitWord::Fahrenheit,
            None => unit == TemperatureUnit::Fahrenheit,
        };
        if self.unit == Unit::Celsius && fahrenheit && self.check(&value).is_err() {
            let unit = TemperatureUnit::Fahrenheit;
            return Err(Unfit::Range {
                min: self.editable(&self.min, unit),
                max: self.editable(&self.max, unit),
                unit: " °F".into(),
                given: text.trim().into(),
            });
        }
        self.check(&value)?;
        Ok(value)
    }

    fn check(&self, value: &Quantity) -> Result<(), Unfit> {
        if (self.min..=self.max).contains(value) {
            return Ok(());
        }
        Err(Unfit::Range {
            min: self.min.to_string(),
            max: self.max.to_string(),
            unit: self.unit.behind(),
            given: value.to_string(),
        })
    }

    fn word(value: &Quantity) -> String {
        value.to_string()
    }

    fn describe(&self, value: &Quantity, unit: TemperatureUnit) -> String {
        match self.unit {
            Unit::Celsius => unit.show(*value),
            _ => format!("{value}{}", self.unit.behind()),
        }
    }

    fn editable(&self, value: &Quantity, unit: TemperatureUnit) -> String {
        let shown = self.describe(value, unit);
        shown.split(' ').next().unwrap_or_default().to_owned()
    }

    fn to_json(value: &Quantity) -> Json {
        value.to_f64().into()
    }

    fn read_json(&self, json: &Json) -> Option<Quantity> {
        Quantity::from_f64(json.as_f64()?)
    }

    fn to_cell(value: &Quantity) -> Result<Cell<'static>, Unfit> {
        Ok(Cell::Real(value.to_f64()))
    }

    fn read_cell(&self, cell: Cell<'_>) -> Option<Quantity> {
        match cell {
            Cell::Real(value) => Quantity::from_f64(value),
            Cell::Integer(value) => Quantity::from_f64(value as f64),
            Cell::Text(_) => None,
        }
    }

    fn measure(&self) -> Measure {
        Measure::Amount {
            unit: self.unit,
            step: self.step,
        }
    }

    fn number(&self, value: &Quantity) -> Option<f64> {
        Some(value.to_f64())
    }

    fn at(&self, number: f64) -> Option<Quantity> {
        Quantity::from_f64(number)
    }

    fn is_present(&self, value: &Quantity) -> bool {
        value.milli() != 0
    }

    fn control(&self) -> Control<'_> {
        Control::Editor { lines: false }
    }

    fn step(
        &self,
        now: Option<&Quantity>,
        earlier: Option<&Quantity>,
        up: bool,
    ) -> Option<Quantity> {
        let milli = match (now, up) {
            (Some(value), true) => value.milli() + self.step.milli(),
            (Some(value), false) => value.milli() - self.step.milli(),
            (None, _) => earlier.unwrap_or(&self.start).milli(),
        };
        // A range turned round, in a file edited by hand, has no step.
        let is_range = self.min <= self.max;
        is_range.then(|| Quantity::from_milli(milli.clamp(self.min.milli(), self.max.milli())))
    }

    fn example(&self, n: u64) -> Option<Quantity> {
        let (min, max) = (self.min.milli(), self.max.milli());
        let count = u64::try_from(max.checked_sub(min)?).ok()?.saturating_add(1);
        let above = i64::try_from(n % count).ok()?;
        Some(Quantity::from_milli(min + above))
    }
}
