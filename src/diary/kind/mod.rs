//! The kinds of item: how each is answered, a file a kind.
//!
//! A kind says how its answers are typed, checked, written, stored and counted, and which
//! [`Control`] the form shows for it. The table at the end of this file lists the kinds; the rest
//! of the program asks an [`ItemKind`] and does not care which one it is. A new kind is a file with
//! an `impl Kind` and a row of the table.

mod cell;
mod choice;
mod control;
mod flag;
mod many;
mod measure;
mod number;
mod option;
mod scale;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod unfit;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::id::Code;
use super::quantity::{Quantity, TemperatureUnit, Unit};

pub use cell::Cell;
pub use choice::Choice;
pub use control::{Control, Press};
pub use flag::Flag;
pub use many::{BodyMap, LISTED, Many};
pub use measure::Measure;
pub use number::Number;
pub use option::ChoiceOption;
pub use scale::Scale;
pub use text::Text;
pub use time::Time;
pub use unfit::{Form, Unfit};

/// What a kind does with its answers. It only ever sees answers of its own.
trait Kind: Sized + Clone + PartialEq {
    /// What an answer holds.
    type Value;

    /// Its name in files, as serde writes it.
    const NAME: &'static str;

    /// Understands what a person typed. Temperatures without a unit are read in `unit`.
    fn parse(&self, text: &str, unit: TemperatureUnit) -> Result<Self::Value, Unfit>;

    /// Refuses what the item cannot have.
    fn check(&self, _: &Self::Value) -> Result<(), Unfit> {
        Ok(())
    }

    /// The answer as it is typed and exported.
    fn word(value: &Self::Value) -> String;

    /// The answer in words for people: labels and units.
    fn describe(&self, value: &Self::Value, _: TemperatureUnit) -> String {
        Self::word(value)
    }

    /// The answer as it stands in an editor: what would be typed for it in `unit`.
    fn editable(&self, value: &Self::Value, _: TemperatureUnit) -> String {
        Self::word(value)
    }

    /// The answer as JSON.
    fn to_json(value: &Self::Value) -> Json {
        Self::word(value).into()
    }

    /// The answer a piece of JSON stands for; it is still to be checked.
    fn read_json(&self, json: &Json) -> Option<Self::Value>;

    /// The answer as a value of the diary's file.
    fn to_cell(value: &Self::Value) -> Result<Cell<'static>, Unfit> {
        Ok(Cell::Text(Self::word(value).into()))
    }

    /// The answer a value of the file stands for.
    fn read_cell(&self, cell: Cell<'_>) -> Option<Self::Value>;

    /// What the answers are to charts and statistics.
    fn measure(&self) -> Measure {
        Measure::Nothing
    }

    /// The answer as a number.
    fn number(&self, _: &Self::Value) -> Option<f64> {
        None
    }

    /// The answer whose number this is.
    fn at(&self, _: f64) -> Option<Self::Value> {
        None
    }

    /// Whether the answer says that something was there.
    fn is_present(&self, _: &Self::Value) -> bool {
        true
    }

    /// How the form shows it.
    fn control(&self) -> Control<'_>;

    /// What a digit does; `after_one` when the key before it was a 1.
    fn digit(&self, _digit: u8, _after_one: bool) -> Press<Self::Value> {
        Press::Edit
    }

    /// One step up or down from what is answered now; from nothing, to what was answered earlier.
    /// `None` when it has no steps.
    fn step(
        &self,
        _now: Option<&Self::Value>,
        _earlier: Option<&Self::Value>,
        _up: bool,
    ) -> Option<Self::Value> {
        None
    }

    /// The answer turned round; `None` when it is no question of yes or no.
    fn toggle(&self, _: Option<&Self::Value>) -> Option<Self::Value> {
        None
    }

    /// Its options, in order.
    fn options(&self) -> &[ChoiceOption] {
        &[]
    }

    /// Its options, to change them.
    fn options_mut(&mut self) -> &mut [ChoiceOption] {
        &mut []
    }

    /// Whether one of its options says that something was there.
    fn is_something(&self, option: &ChoiceOption) -> bool {
        !option::is_nothing(&option.code)
    }

    /// This kind with what only another has; `None` when answers to the two do not fit together.
    fn joined(&self, other: &Self) -> Option<Self> {
        (self == other).then(|| self.clone())
    }

    /// The `n`-th of some answers, over and over; `None` when it can have none.
    fn example(&self, n: u64) -> Option<Self::Value>;
}

/// Makes [`ItemKind`] and [`Answer`] out of the table of kinds, and hands every question to the
/// kind in question.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $(#[$answer_doc:meta])* $value:ty,)*) => {
        /// How an item is answered.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", rename_all = "kebab-case")]
        pub enum ItemKind {
            $($(#[$doc])* $kind($kind),)*
        }

        /// What a person answered to one item.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Answer {
            $($(#[$answer_doc])* $kind($value),)*
        }

        $(impl From<$kind> for ItemKind {
            fn from(kind: $kind) -> Self {
                Self::$kind(kind)
            }
        })*

        impl Answer {
            /// The answer as it is typed and exported: codes, not labels.
            pub fn word(&self) -> String {
                match self { $(Self::$kind(value) => $kind::word(value),)* }
            }

            /// The answer as JSON: a number, a string, an array or a boolean.
            pub fn to_json(&self) -> Json {
                match self { $(Self::$kind(value) => $kind::to_json(value),)* }
            }

            /// The answer as a value of the diary's file.
            ///
            /// # Errors
            /// [`Unfit`] for an empty text, and for codes that could not be kept apart when read
            /// back.
            pub fn to_cell(&self) -> Result<Cell<'static>, Unfit> {
                match self { $(Self::$kind(value) => $kind::to_cell(value),)* }
            }
        }

        impl ItemKind {
            /// Its name in files: `scale`, `choice`, …
            pub fn name(&self) -> &'static str {
                match self { $(Self::$kind(_) => $kind::NAME,)* }
            }

            /// Understands what a person typed. Temperatures without a unit are read in `unit`.
            ///
            /// # Errors
            /// [`Unfit`] says what was typed and what it could have been.
            pub fn parse(&self, text: &str, unit: TemperatureUnit) -> Result<Answer, Unfit> {
                match self { $(Self::$kind(kind) => kind.parse(text, unit).map(Answer::$kind),)* }
            }

            /// Refuses an answer that the item cannot have.
            ///
            /// # Errors
            /// [`Unfit`] for a number outside the range, an option it does not have, and for an
            /// answer of another kind.
            pub fn check(&self, answer: &Answer) -> Result<(), Unfit> {
                match (self, answer) {
                    $((Self::$kind(kind), Answer::$kind(value)) => kind.check(value),)*
                    _ => Err(Unfit::Kind { given: answer.word() }),
                }
            }

            /// The answer in words for people: labels, units, no codes.
            pub fn describe(&self, answer: &Answer, unit: TemperatureUnit) -> String {
                match (self, answer) {
                    $((Self::$kind(kind), Answer::$kind(value)) => kind.describe(value, unit),)*
                    _ => answer.word(),
                }
            }

            /// The answer as it stands in an editor: what would be typed for it in `unit`.
            pub fn editable(&self, answer: &Answer, unit: TemperatureUnit) -> String {
                match (self, answer) {
                    $((Self::$kind(kind), Answer::$kind(value)) => kind.editable(value, unit),)*
                    _ => answer.word(),
                }
            }

            /// Reads back what [`Answer::to_json`] wrote; words from elsewhere are kept as typed
            /// ones are.
            ///
            /// # Errors
            /// [`Unfit`] when the item cannot have the value.
            pub fn read_json(&self, json: &Json) -> Result<Answer, Unfit> {
                let answer = match self {
                    $(Self::$kind(kind) => kind.read_json(json).map(Answer::$kind),)*
                };
                let answer = answer.ok_or_else(|| Unfit::Kind { given: json.to_string() })?;
                self.check(&answer)?;
                Ok(answer)
            }

            /// The answer a value of the diary's file stands for; `None` when the item cannot have
            /// it, which only happens in a file that was changed by other means.
            pub fn read_cell(&self, cell: Cell<'_>) -> Option<Answer> {
                match self { $(Self::$kind(kind) => kind.read_cell(cell).map(Answer::$kind),)* }
            }

            /// What its answers are to charts and statistics.
            pub fn measure(&self) -> Measure {
                match self { $(Self::$kind(kind) => kind.measure(),)* }
            }

            /// The answer as a number, for charts and statistics: a score, 0 or 1, an amount, the
            /// place of an ordered option, the count of chosen ones, hours since midnight; none
            /// for words.
            pub fn number(&self, answer: &Answer) -> Option<f64> {
                match (self, answer) {
                    $((Self::$kind(kind), Answer::$kind(value)) => kind.number(value),)*
                    _ => None,
                }
            }

            /// The answer whose number this is, if there is one.
            pub fn at(&self, number: f64) -> Option<Answer> {
                match self { $(Self::$kind(kind) => kind.at(number).map(Answer::$kind),)* }
            }

            /// Whether the answer says that something was there: not zero, not "no", not the first
            /// ("none") option of an ordered choice.
            pub fn is_present(&self, answer: &Answer) -> bool {
                match (self, answer) {
                    $((Self::$kind(kind), Answer::$kind(value)) => kind.is_present(value),)*
                    _ => false,
                }
            }

            /// How the form shows it.
            pub fn control(&self) -> Control<'_> {
                match self { $(Self::$kind(kind) => kind.control(),)* }
            }

            /// What a digit does; `after_one` when the key before it was a 1.
            pub fn digit(&self, digit: u8, after_one: bool) -> Press<Answer> {
                match self {
                    $(Self::$kind(kind) => kind.digit(digit, after_one).map(Answer::$kind),)*
                }
            }

            /// One step up or down from what is answered now; from nothing, to what was answered
            /// earlier. `None` when it has no steps.
            pub fn step(
                &self,
                now: Option<&Answer>,
                earlier: Option<&Answer>,
                up: bool,
            ) -> Option<Answer> {
                match self {
                    $(Self::$kind(kind) => {
                        let now = now.and_then($kind::of);
                        let earlier = earlier.and_then($kind::of);
                        kind.step(now, earlier, up).map(Answer::$kind)
                    })*
                }
            }

            /// The answer turned round; `None` when it is no question of yes or no.
            pub fn toggle(&self, now: Option<&Answer>) -> Option<Answer> {
                match self {
                    $(Self::$kind(kind) => {
                        kind.toggle(now.and_then($kind::of)).map(Answer::$kind)
                    })*
                }
            }

            /// Its options, in order; empty for most kinds.
            pub fn options(&self) -> &[ChoiceOption] {
                match self { $(Self::$kind(kind) => kind.options(),)* }
            }

            /// Its options, to change their words.
            pub(in crate::diary) fn options_mut(&mut self) -> &mut [ChoiceOption] {
                match self { $(Self::$kind(kind) => kind.options_mut(),)* }
            }

            /// Whether one of its options says that something was there: not "no", not the first
            /// ("none") option of an ordered choice.
            pub fn is_something(&self, option: &ChoiceOption) -> bool {
                match self { $(Self::$kind(kind) => kind.is_something(option),)* }
            }

            /// This kind with the options only another has; `None` when answers to the two do not
            /// fit together.
            pub fn joined(&self, other: &Self) -> Option<Self> {
                match (self, other) {
                    $((Self::$kind(kind), Self::$kind(other)) => kind.joined(other).map(Self::$kind),)*
                    _ => None,
                }
            }

            /// The `n`-th of some answers it can have, over and over: what made-up diaries draw
            /// from. `None` for a choice without options.
            pub fn example(&self, n: u64) -> Option<Answer> {
                match self { $(Self::$kind(kind) => kind.example(n).map(Answer::$kind),)* }
            }
        }

        $(impl $kind {
            fn of(answer: &Answer) -> Option<&$value> {
                match answer {
                    Answer::$kind(value) => Some(value),
                    _ => None,
                }
            }
        })*
    };
}

kinds! {
    /// A whole number from 0 to 10 (numeric rating scale).
    Scale => /** 0–10. */ u8,
    /// Exactly one of several options.
    Choice => /** One option. */ Code,
    /// Any number of several options; an empty set is an answer too ("none of them").
    Many => /** Any number of options; none is an answer too. */ BTreeSet<Code>,
    /// Yes or no.
    Flag => /** Yes or no. */ bool,
    /// A number with a unit.
    Number => /** In the unit of the item. */ Quantity,
    /// A time of day.
    Time => /** A time of day, to the minute. */ NaiveTime,
    /// Free words.
    Text => /** Free words, never empty. */ String,
}

impl ItemKind {
    /// Whether it is answered in free words, which are searched and never copied.
    pub fn is_words(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    /// Whether answers can hold for the next day, too, unless the item says otherwise: words are
    /// of their day.
    pub fn carries(&self) -> bool {
        !self.is_words()
    }

    /// The digit that answers with an answer, where a digit does at once.
    pub fn digit_of(&self, answer: &Answer) -> Option<u8> {
        let gives = |digit: &u8| self.digit(*digit, false) == Press::Answer(answer.clone());
        (0..=9).find(gives)
    }

    /// The name of a scale's bands.
    pub fn bands(&self) -> Option<&SmolStr> {
        match self {
            Self::Scale(scale) => Some(&scale.bands),
            _ => None,
        }
    }

    /// The drawing its options are chosen on.
    pub fn map(&self) -> Option<BodyMap> {
        match self {
            Self::Many(many) => many.map,
            _ => None,
        }
    }

    /// The smallest and largest number that can be meant, in its unit.
    pub fn range(&self) -> Option<RangeInclusive<Quantity>> {
        match self {
            Self::Number(number) => Some(number.min..=number.max),
            _ => None,
        }
    }

    /// The unit of an amount.
    pub fn unit(&self) -> Option<Unit> {
        match self.measure() {
            Measure::Amount { unit, .. } => Some(unit),
            _ => None,
        }
    }
}
