//! Any of several options, or words of one's own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::option::{self, ChoiceOption};
use super::{Cell, Control, Kind, Measure, Press, Unfit};
use crate::diary::id::Code;
use crate::diary::parse;
use crate::diary::quantity::TemperatureUnit;

/// A drawing on which options are chosen with the arrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyMap {
    /// Low back, pelvis and legs, front and back.
    Sites,
}

/// Any number of several options; an empty set is an answer too ("none of them").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Many {
    /// The options, in order.
    #[serde(default)]
    pub options: Vec<ChoiceOption>,
    /// Whether a person may answer with words of their own (tags).
    #[serde(default)]
    pub open: bool,
    /// The drawing the options are chosen on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<BodyMap>,
}

/// How many options are worth listing on one line.
pub const LISTED: usize = 8;

impl Many {
    /// A code as it is kept: an option's own, or a word of the person's own made into one.
    fn kept(&self, word: &str) -> Option<Code> {
        match Code::new(word) {
            known if !self.open || option::of(&self.options, &known).is_some() => Some(known),
            _ => own_word(word),
        }
    }
}

impl Kind for Many {
    type Value = BTreeSet<Code>;
    const NAME: &'static str = "many";

    fn parse(&self, text: &str, _: TemperatureUnit) -> Result<BTreeSet<Code>, Unfit> {
        let given = text.trim();
        if parse::is_none(given) {
            return Ok(BTreeSet::new());
        }
        let words = given.split(',').map(str::trim);
        words
            .filter(|word| !word.is_empty())
            .map(|word| match option::find(&self.options, word) {
                Err(_) if self.open => own_word(word).ok_or(Unfit::Empty),
                found => found,
            })
            .collect()
    }

    fn check(&self, codes: &BTreeSet<Code>) -> Result<(), Unfit> {
        if self.open {
            return Ok(());
        }
        let mut codes = codes.iter();
        codes.try_for_each(|code| option::check(&self.options, code))
    }

    fn word(codes: &BTreeSet<Code>) -> String {
        let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
        codes.join(",")
    }

    fn describe(&self, codes: &BTreeSet<Code>, _: TemperatureUnit) -> String {
        // Catalogue order reads better than the alphabet; a person's own words follow.
        let known = self.options.iter().filter(|o| codes.contains(&o.code));
        let own = codes
            .iter()
            .filter(|code| option::of(&self.options, code).is_none());
        let labels: Vec<&str> = known
            .map(|option| option.label.as_str())
            .chain(own.map(Code::as_str))
            .collect();
        labels.join(", ")
    }

    fn to_json(codes: &BTreeSet<Code>) -> Json {
        codes.iter().map(Code::as_str).collect::<Vec<_>>().into()
    }

    fn read_json(&self, json: &Json) -> Option<BTreeSet<Code>> {
        let codes = json.as_array()?.iter();
        codes.map(|code| self.kept(code.as_str()?)).collect()
    }

    fn to_cell(codes: &BTreeSet<Code>) -> Result<Cell<'static>, Unfit> {
        let apart = |code: &Code| !code.as_str().is_empty() && !code.as_str().contains(',');
        let word = Self::word(codes);
        if !codes.iter().all(apart) {
            return Err(Unfit::Comma { given: word });
        }
        Ok(Cell::Text(word.into()))
    }

    fn read_cell(&self, cell: Cell<'_>) -> Option<BTreeSet<Code>> {
        let codes = cell.text()?.split(',').filter(|code| !code.is_empty());
        Some(codes.map(Code::new).collect())
    }

    fn measure(&self) -> Measure {
        Measure::Set { open: self.open }
    }

    fn number(&self, codes: &BTreeSet<Code>) -> Option<f64> {
        Some(codes.len() as f64)
    }

    fn is_present(&self, codes: &BTreeSet<Code>) -> bool {
        !codes.is_empty()
    }

    fn control(&self) -> Control<'_> {
        match self.open {
            true => Control::Editor { lines: false },
            false => Control::List,
        }
    }

    fn digit(&self, _: u8, _: bool) -> Press<BTreeSet<Code>> {
        Press::Nothing
    }

    fn options(&self) -> &[ChoiceOption] {
        &self.options
    }

    fn options_mut(&mut self) -> &mut [ChoiceOption] {
        &mut self.options
    }

    fn joined(&self, other: &Self) -> Option<Self> {
        Some(Self {
            options: option::joined(&self.options, &other.options),
            ..self.clone()
        })
    }

    fn example(&self, n: u64) -> Option<BTreeSet<Code>> {
        let chosen = |at: usize| n >> (at % 64) & 1 == 1;
        let options = self.options.iter().enumerate();
        let options = options.filter(|(at, _)| chosen(*at));
        let own = self.open.then(|| Code::new(format!("word{}", n % 5)));
        let own = own.filter(|_| !n.is_multiple_of(3));
        Some(options.map(|(_, o)| o.code.clone()).chain(own).collect())
    }
}

/// A person's own word as a code: lower case, no commas, no control characters.
fn own_word(word: &str) -> Option<Code> {
    let word = parse::plain(word.trim_start_matches('#'), false).replace(',', "");
    let word = word.trim().to_lowercase();
    (!word.is_empty()).then(|| Code::new(word))
}
