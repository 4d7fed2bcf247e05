//! Times of day.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Cell, Control, Form, Kind, Unfit};
use crate::diary::parse;
use crate::diary::quantity::TemperatureUnit;

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {}

/// A time as it stands in files.
const CLOCK: &str = "%H:%M";

impl Kind for Time {
    type Value = NaiveTime;
    const NAME: &'static str = "time";

    fn parse(&self, text: &str, _: TemperatureUnit) -> Result<NaiveTime, Unfit> {
        parse::time(text).ok_or_else(|| Unfit::Form {
            form: Form::Time,
            given: text.trim().into(),
        })
    }

    fn word(time: &NaiveTime) -> String {
        time.format(CLOCK).to_string()
    }

    fn read_json(&self, json: &Json) -> Option<NaiveTime> {
        parse::time(json.as_str()?)
    }

    fn read_cell(&self, cell: Cell<'_>) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(cell.text()?, CLOCK).ok()
    }

    fn number(&self, time: &NaiveTime) -> Option<f64> {
        Some(f64::from(time.num_seconds_from_midnight()) / 3600.0)
    }

    fn control(&self) -> Control<'_> {
        Control::Editor { lines: false }
    }

    fn example(&self, n: u64) -> Option<NaiveTime> {
        let minutes = (n % (24 * 60)) as u32;
        NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
    }
}
