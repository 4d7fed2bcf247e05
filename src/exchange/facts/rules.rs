//! Rules as data: what a fact answers.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::levels::level;
use super::{Decimal, Fact, Form, Left};
use crate::diary::parse::Unknown;
use crate::diary::{
    Answer, Catalogue, Item, ItemId, ItemKind, Measure, Quantity, Role, TemperatureUnit, Unit,
};
use crate::exchange::{Mismatch, ReadError};

/// The rules of a format: a file of `assets/imports`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::exchange) struct Rules {
    /// The format's name.
    pub(in crate::exchange) format: String,
    /// How its table stands, where it is one.
    pub(in crate::exchange) form: Option<Form>,
    #[serde(default)]
    pub(super) rule: Vec<Rule>,
}

/// What facts of some keys come to. The first rule that has the key holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    /// Keys; a `*` at the end is anything.
    #[serde(deserialize_with = "one_or_many")]
    pub(super) key: Vec<String>,
    /// The answers, each as it is typed, or as a word for how much. `{option}` is the end of the key,
    /// `{words}` the same in small words with hyphens, `{value}` what the fact says, `{plain}` the
    /// same without tags of HTML, `{time}` its time, `{amount}` how much.
    #[serde(default, deserialize_with = "of_items")]
    pub(super) give: BTreeMap<ItemId, String>,
    /// Other answers that the file would tell in the same way.
    #[serde(default)]
    pub(super) alike: BTreeMap<ItemId, Vec<String>>,
    /// Whether the fact stands in the day's note, too, word for word.
    #[serde(default)]
    pub(super) note: bool,
    /// Which of several entries of a day it belongs to; `*` is any that there is.
    #[serde(default)]
    pub(super) entry: String,
    /// Whether several values of a day come to their mean.
    #[serde(default)]
    pub(super) mean: bool,
    /// Why it is left out.
    pub(super) drop: Option<Left>,
    /// Whether it is only counted.
    #[serde(default)]
    pub(super) count: bool,
}

fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Keys {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Keys::deserialize(from)? {
        Keys::One(key) => vec![key],
        Keys::Many(keys) => keys,
    })
}

/// What is given to which items: those of the catalogue, or a person's own, which are not known here.
fn of_items<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<ItemId, String>, D::Error> {
    let give = BTreeMap::<ItemId, String>::deserialize(from)?;
    let items = Catalogue::built_in().items();
    let is_known = |id: &&ItemId| id.is_own() || items.iter().any(|item| item.id == **id);
    match give.keys().find(|id| !is_known(id)) {
        Some(id) => {
            let known = items.iter().map(|item| item.id.as_str());
            Err(D::Error::custom(Unknown::new("item", id.as_str(), known)))
        }
        None => Ok(give),
    }
}

impl Rules {
    /// Reads a file of rules.
    ///
    /// # Errors
    /// What is wrong with it, with the line.
    pub(in crate::exchange) fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Rules that the program comes with; the tests of this module read them all.
    pub(in crate::exchange) fn built_in(text: &str) -> Self {
        Self::read(text).unwrap_or_else(|why| panic!("{why}"))
    }

    /// Refuses a file.
    pub(in crate::exchange) fn refuse(&self, reason: Mismatch) -> ReadError {
        let format = (&*self.format).into();
        ReadError::Form { format, reason }
    }

    /// Whether the number that a fact says is an answer, with such a sign; `None` where nobody asks for
    /// a number.
    pub(in crate::exchange) fn takes(
        &self,
        fact: &Fact,
        sign: Decimal,
        catalogue: &Catalogue,
    ) -> Option<bool> {
        let (rule, _) = self.of(&fact.key)?;
        let sign = Some(sign);
        let fact = Fact {
            sign,
            ..fact.clone()
        };
        let numbers = { rule.give.keys() }
            .filter_map(|id| catalogue.item(id.as_str()))
            .filter(|item| is_number(item));
        numbers
            .filter_map(|item| rule.answer(item, &fact))
            .map(|given| given.is_ok())
            .reduce(|one, other| one && other)
    }

    /// Whether a rule has a key.
    pub(in crate::exchange) fn knows(&self, key: &str) -> bool {
        self.of(key).is_some()
    }

    /// The rule of a key.
    pub(super) fn of(&self, key: &str) -> Option<(&Rule, &str)> {
        self.rule.iter().find_map(|rule| {
            let pattern = rule.key.iter().find(|pattern| fits(pattern, key))?;
            Some((rule, pattern.as_str()))
        })
    }
}

pub(super) fn fits(pattern: &str, key: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => key.starts_with(beginning),
        None => pattern == key,
    }
}

/// An answer, and what would be told in the same way.
pub(super) type Given = (Answer, Vec<Answer>);

impl Rule {
    /// What the rule makes of a fact for an item; `None` where the fact does not say it at all.
    ///
    /// # Errors
    /// When the item cannot have what comes out.
    pub(super) fn answer(&self, item: &Item, fact: &Fact) -> Option<Result<Given, Left>> {
        let form = self.give.get(&item.id)?;
        let said = match form.as_str() {
            "{time}" => fact.time?.format("%H:%M").to_string(),
            "{value}" => match fact.sign {
                Some(sign) if is_number(item) => sign.plain(&fact.value),
                _ => fact.value.clone(),
            },
            "{option}" => fact.option().to_owned(),
            "{amount}" if fact.amount.is_empty() => return None,
            "{amount}" => fact.amount.clone(),
            "{plain}" => untagged(&fact.value),
            "{words}" => hyphened(fact.option()),
            fixed => fixed.to_owned(),
        };
        let is_fixed = said == *form;
        let Some(answer) = read(item, &said, is_fixed) else {
            return Some(Err(Left::Value));
        };
        let mut alike: Vec<Answer> = match (level(&said), &answer) {
            (Some((_, scores)), Answer::Scale(_)) => scores.map(Answer::Scale).collect(),
            _ => Vec::new(),
        };
        let also = self.alike.get(&item.id).into_iter().flatten();
        alike.extend(also.filter_map(|text| read(item, text, true)));
        Some(Ok((answer, alike)))
    }
}

/// An answer as a rule or a file has it.
pub(in crate::exchange) fn read(item: &Item, said: &str, is_fixed: bool) -> Option<Answer> {
    let celsius = |text: &str| Answer::parse(item, text, TemperatureUnit::Celsius).ok();
    match &item.kind {
        ItemKind::Scale { .. } => match level(said) {
            Some((score, _)) => Answer::Scale(score).checked(item).ok(),
            None => celsius(said),
        },
        // Of a file's own words none is parted at a comma.
        ItemKind::Many { .. } if !is_fixed => Answer::from_json(item, &serde_json::json!([said]))
            .ok()?
            .checked(item)
            .ok(),
        ItemKind::Number { .. } if item.role == Some(Role::Temperature) => {
            celsius(&with_unit(said)?)
        }
        ItemKind::Number { .. } => stepped(item, &celsius(said)?),
        _ => celsius(said),
    }
}

/// Whether an item is answered with a number.
pub(in crate::exchange) fn is_number(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Scale { .. } | ItemKind::Number { .. })
}

/// A temperature with its unit. Without one, what a body can have tells: nothing is both.
fn with_unit(said: &str) -> Option<String> {
    let said = said.trim().replace(',', ".");
    let Ok(number) = said.parse::<f64>() else {
        return Some(said);
    };
    match number {
        34.0..=42.0 => Some(format!("{said}C")),
        90.0..=110.0 => Some(format!("{said}F")),
        _ => None,
    }
}

/// A number of hours by the step in which it is asked for: programs tell them to the minute.
fn stepped(item: &Item, answer: &Answer) -> Option<Answer> {
    let Measure::Amount {
        unit: Unit::Hours,
        step,
    } = item.kind.measure()
    else {
        return Some(answer.clone());
    };
    let steps = (answer.number(item)? / step.to_f64()).round();
    let number = Quantity::from_f64(steps * step.to_f64())?;
    Answer::Number(number).checked(item).ok()
}

/// `VerySelfCritical` and `very_self_critical` as `very-self-critical`.
pub(super) fn hyphened(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        match c {
            '_' | ' ' | '-' if words.ends_with('-') || words.is_empty() => {}
            '_' | ' ' | '-' => words.push('-'),
            c if c.is_uppercase() => {
                if !words.is_empty() && !words.ends_with('-') {
                    words.push('-');
                }
                words.extend(c.to_lowercase());
            }
            c => words.push(c),
        }
    }
    words
}

/// Words without the tags of HTML: `<br>` ends a line.
fn untagged(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        match tag.split_once('>') {
            Some((name, after)) if !name.contains(char::is_whitespace) => {
                if name.trim_end_matches('/').eq_ignore_ascii_case("br") {
                    plain.push('\n');
                }
                rest = after;
            }
            _ => {
                plain.push('<');
                rest = tag;
            }
        }
    }
    plain + rest
}
