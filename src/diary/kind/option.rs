//! The options of choices.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Unfit;
use crate::diary::id::Code;
use crate::diary::parse::{self, Unknown};

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// Stable name.
    pub code: Code,
    /// Words for people.
    pub label: String,
    /// A one-cell mark for the calendar and strips, where the option has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<char>,
    /// The option's name in other worlds (drip, Clue, HealthKit, …).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
}

/// Whether an option without an order says that nothing was there.
pub(super) fn is_nothing(code: &Code) -> bool {
    matches!(code.as_str(), "no" | "none")
}

/// The option of a code.
pub(super) fn of<'a>(options: &'a [ChoiceOption], code: &Code) -> Option<&'a ChoiceOption> {
    options.iter().find(|option| option.code == *code)
}

/// The words of an option for people; a code nobody knows stands for itself.
pub(super) fn label(options: &[ChoiceOption], code: &Code) -> String {
    of(options, code).map_or_else(|| code.to_string(), |option| option.label.clone())
}

/// The codes of all options, one after the other.
pub(super) fn codes(options: &[ChoiceOption]) -> String {
    let codes: Vec<&str> = options.iter().map(|option| option.code.as_str()).collect();
    codes.join(", ")
}

/// A code or label, or a beginning of one that fits only one option; spaces and hyphens alike.
pub(super) fn find(options: &[ChoiceOption], given: &str) -> Result<Code, Unfit> {
    // Files and rules give the code itself: quickest, and what they mean.
    if let Some(option) = options.iter().find(|o| o.code.as_str() == given) {
        return Ok(option.code.clone());
    }
    let wanted = parse::slug(given);
    let names = |o: &ChoiceOption| [o.code.to_string(), parse::slug(&o.label)];
    if let Some(option) = options.iter().find(|o| names(o).contains(&wanted)) {
        return Ok(option.code.clone());
    }
    let mut begun = options
        .iter()
        .filter(|o| !wanted.is_empty() && names(o).iter().any(|n| n.starts_with(&wanted)));
    match (begun.next(), begun.next()) {
        (Some(only), None) => Ok(only.code.clone()),
        _ => Err(unknown(options, given)),
    }
}

/// Refuses a code that no option has.
pub(super) fn check(options: &[ChoiceOption], code: &Code) -> Result<(), Unfit> {
    match of(options, code) {
        Some(_) => Ok(()),
        None => Err(unknown(options, code.as_str())),
    }
}

fn unknown(options: &[ChoiceOption], given: &str) -> Unfit {
    let names = options.iter().map(|option| option.code.as_str());
    Unfit::Option {
        unknown: Unknown::new("option", given, names),
        options: codes(options),
    }
}

/// The options of one item with those only the other has.
pub(super) fn joined(ours: &[ChoiceOption], theirs: &[ChoiceOption]) -> Vec<ChoiceOption> {
    let new = theirs
        .iter()
        .filter(|option| of(ours, &option.code).is_none());
    ours.iter().chain(new).cloned().collect()
}
