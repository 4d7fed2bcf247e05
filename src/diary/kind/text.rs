//! Free words.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Cell, Control, Kind, Unfit};
use crate::diary::parse;
use crate::diary::quantity::TemperatureUnit;

/// Free words, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Whether the text may have several lines.
    #[serde(default)]
    pub lines: bool,
}

impl Text {
    /// Words as they are kept; none when nothing is left of them.
    fn kept(self, text: &str) -> Option<String> {
        let text = parse::plain(text, self.lines);
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

impl Kind for Text {
    type Value = String;
    const NAME: &'static str = "text";

    fn parse(&self, text: &str, _: TemperatureUnit) -> Result<String, Unfit> {
        self.kept(text).ok_or(Unfit::Empty)
    }

    fn word(text: &String) -> String {
        text.clone()
    }

    fn read_json(&self, json: &Json) -> Option<String> {
        self.kept(json.as_str()?)
    }

    fn to_cell(text: &String) -> Result<Cell<'static>, Unfit> {
        match text.as_str() {
            "" => Err(Unfit::Empty),
            text => Ok(Cell::Text(text.to_owned().into())),
        }
    }

    fn read_cell(&self, cell: Cell<'_>) -> Option<String> {
        let text = cell.text().filter(|text| !text.is_empty());
        text.map(str::to_owned)
    }

    fn control(&self) -> Control<'_> {
        Control::Editor { lines: self.lines }
    }

    fn example(&self, n: u64) -> Option<String> {
        Some(format!("a few words, {n}"))
    }
}
