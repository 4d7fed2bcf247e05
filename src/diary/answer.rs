//! Answers to items: each question goes to the item's kind, and what does not fit names the item.

use serde_json::Value as Json;

use super::id::ItemId;
use super::item::Item;
use super::kind::{Answer, Unfit};
use super::quantity::TemperatureUnit;

/// Why an answer was not understood: "pain is a number from 0 to 10, not …".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{item} {why}")]
pub struct AnswerError {
    /// The item it was to answer.
    pub item: ItemId,
    /// What is wrong with it.
    pub why: Unfit,
}

impl AnswerError {
    pub(crate) fn of(item: &Item) -> impl Fn(Unfit) -> Self {
        |why| Self {
            item: item.id.clone(),
            why,
        }
    }
}

impl Answer {
    /// Understands what a person typed for an item.
    ///
    /// Temperatures without a unit are read in `unit`; `36.5C` and `97.7F` always mean what they
    /// say. A decimal comma is a decimal point.
    ///
    /// # Errors
    /// [`AnswerError`] names the item, what was typed and what it could have been.
    pub fn parse(item: &Item, text: &str, unit: TemperatureUnit) -> Result<Self, AnswerError> {
        item.kind.parse(text, unit).map_err(AnswerError::of(item))
    }

    /// Hands the answer back if it is one the item can have.
    ///
    /// # Errors
    /// [`AnswerError`] for a number outside the item's range, an option it does not have, and an
    /// answer of another kind.
    pub fn checked(self, item: &Item) -> Result<Self, AnswerError> {
        match item.kind.check(&self) {
            Ok(()) => Ok(self),
            Err(why) => Err(AnswerError::of(item)(why)),
        }
    }

    /// Reads back what [`Answer::to_json`] wrote; words of another hand are kept as typed ones are.
    ///
    /// # Errors
    /// [`AnswerError`] when the value is not one the item can have.
    pub fn from_json(item: &Item, json: &Json) -> Result<Self, AnswerError> {
        item.kind.read_json(json).map_err(AnswerError::of(item))
    }

    /// The answer by its labels and units; what is said besides, such as yes and no, belongs to
    /// [`words::kinds`](crate::words::kinds::answer).
    pub(crate) fn describe(&self, item: &Item, unit: TemperatureUnit) -> String {
        item.kind.describe(self, unit)
    }

    /// The answer as a number, for charts and statistics; see
    /// [`ItemKind::number`](super::ItemKind::number).
    pub fn number(&self, item: &Item) -> Option<f64> {
        item.kind.number(self)
    }

    /// Whether the answer says that something was there: not zero, not "no", not the first
    /// ("none") option of an ordered choice.
    pub fn is_present(&self, item: &Item) -> bool {
        item.kind.is_present(self)
    }
}
