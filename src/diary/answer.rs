//! Answers to items: their values, the words people type for them, and how they are told.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::item::{Code, Item, ItemKind, Unit};
use super::parse;
use super::profile::TemperatureUnit;

/// A number exact to a thousandth, so that 36.52 stays 36.52 in every file it passes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Quantity(i64);

impl Quantity {
    /// From thousandths.
    pub const fn from_milli(milli: i64) -> Self {
        Self(milli)
    }

    /// The nearest quantity to a finite number; `None` for NaN, infinities and numbers beyond ±10¹².
    pub fn from_f64(value: f64) -> Option<Self> {
        (value.is_finite() && value.abs() <= 1e12).then(|| Self((value * 1000.0).round() as i64))
    }

    /// In thousandths.
    pub const fn milli(self) -> i64 {
        self.0
    }

    /// As a floating-point number.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

impl TryFrom<f64> for Quantity {
    type Error = &'static str;

    fn try_from(value: f64) -> Result<Self, Self::Error> {
        Self::from_f64(value).ok_or("not a number that can be kept")
    }
}

impl From<Quantity> for f64 {
    fn from(quantity: Quantity) -> Self {
        quantity.to_f64()
    }
}

impl fmt::Display for Quantity {
    /// With as many decimals as it has, at most three.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, milli) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let text = format!("{sign}{whole}.{milli:03}");
        f.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// What a person answered to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// 0–10.
    Scale(u8),
    /// One option.
    Choice(Code),
    /// Any number of options; none is an answer too.
    Many(BTreeSet<Code>),
    /// Yes or no.
    Flag(bool),
    /// In the unit of the item.
    Number(Quantity),
    /// A time of day, to the minute.
    Time(NaiveTime),
    /// Free words, never empty.
    Text(String),
}

/// Why an answer was not understood.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnswerError {
    /// Not a whole number from 0 to 10.
    #[error("{item} is a number from 0 to 10, not \"{given}\"")]
    Scale { item: String, given: String },
    /// Not one of the options.
    #[error("{item} has no option \"{given}\"; did you mean \"{nearest}\"? It can be: {options}")]
    Option {
        item: String,
        given: String,
        nearest: String,
        options: String,
    },
    /// Not yes or no.
    #[error("{item} is yes or no, not \"{given}\"")]
    Flag { item: String, given: String },
    /// Not a number.
    #[error("{item} is a number{unit}, not \"{given}\"")]
    Number {
        item: String,
        unit: String,
        given: String,
    },
    /// A number that cannot be meant.
    #[error("{item} can be from {min} to {max}{unit}, not {given}")]
    Range {
        item: String,
        min: String,
        max: String,
        unit: String,
        given: String,
    },
    /// Not a time of day.
    #[error("{item} is a time such as 06:40, not \"{given}\"")]
    Time { item: String, given: String },
    /// Nothing was written.
    #[error("{item} needs a few words; to take an answer back, clear it")]
    Empty { item: String },
    /// A value of another kind stands in the file.
    #[error("{item} cannot hold {given}")]
    Kind { item: String, given: String },
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
        let given = text.trim();
        let name = || item.id.to_string();
        match &item.kind {
            ItemKind::Scale { .. } => given
                .trim_end_matches("/10")
                .parse::<u8>()
                .ok()
                .filter(|n| *n <= 10)
                .map(Self::Scale)
                .ok_or_else(|| AnswerError::Scale {
                    item: name(),
                    given: given.into(),
                }),
            ItemKind::Choice { .. } => find_option(item, given).map(Self::Choice),
            ItemKind::Many { open, .. } => {
                if matches!(given, "none" | "-" | "") {
                    return Ok(Self::Many(BTreeSet::new()));
                }
                given
                    .split(',')
                    .map(str::trim)
                    .filter(|word| !word.is_empty())
                    .map(|word| match find_option(item, word) {
                        Err(_) if *open => {
                            own_word(word).ok_or_else(|| AnswerError::Empty { item: name() })
                        }
                        found => found,
                    })
                    .collect::<Result<_, _>>()
                    .map(Self::Many)
            }
            ItemKind::Flag => {
                parse::yes_no(given)
                    .map(Self::Flag)
                    .ok_or_else(|| AnswerError::Flag {
                        item: name(),
                        given: given.into(),
                    })
            }
            ItemKind::Number { unit: of, .. } => {
                let value = parse_number(given, *of, unit).ok_or_else(|| AnswerError::Number {
                    item: name(),
                    unit: spaced(of.symbol()),
                    given: given.into(),
                })?;
                Self::Number(value).checked(item)
            }
            ItemKind::Time => parse::time(given)
                .map(Self::Time)
                .ok_or_else(|| AnswerError::Time {
                    item: name(),
                    given: given.into(),
                }),
            ItemKind::Text { lines } => {
                let text = clean_text(text, *lines);
                if text.is_empty() {
                    return Err(AnswerError::Empty { item: name() });
                }
                Ok(Self::Text(text))
            }
        }
    }

    /// Hands the answer back if it is one the item can have.
    ///
    /// # Errors
    /// [`AnswerError::Range`] for a number outside the item's range; [`AnswerError::Option`] for an
    /// option it does not have; [`AnswerError::Kind`] for an answer of another kind.
    pub fn checked(self, item: &Item) -> Result<Self, AnswerError> {
        let known = |code: &Code| {
            item.option(code)
                .map(|_| ())
                .ok_or_else(|| unknown_option(item, code.as_str()))
        };
        match (&item.kind, &self) {
            (ItemKind::Scale { .. }, Self::Scale(n)) if *n <= 10 => Ok(self),
            (ItemKind::Scale { .. }, Self::Scale(n)) => Err(AnswerError::Scale {
                item: item.id.to_string(),
                given: n.to_string(),
            }),
            (ItemKind::Choice { .. }, Self::Choice(code)) => known(code).map(|()| self),
            (ItemKind::Many { open: true, .. }, Self::Many(_)) => Ok(self),
            (ItemKind::Many { .. }, Self::Many(codes)) => {
                codes.iter().try_for_each(known).map(|()| self)
            }
            (ItemKind::Number { unit, min, max, .. }, Self::Number(n)) => {
                if (*min..=*max).contains(n) {
                    return Ok(self);
                }
                Err(AnswerError::Range {
                    item: item.id.to_string(),
                    min: min.to_string(),
                    max: max.to_string(),
                    unit: spaced(unit.symbol()),
                    given: n.to_string(),
                })
            }
            (ItemKind::Flag, Self::Flag(_))
            | (ItemKind::Time, Self::Time(_))
            | (ItemKind::Text { .. }, Self::Text(_)) => Ok(self),
            _ => Err(AnswerError::Kind {
                item: item.id.to_string(),
                given: self.word(),
            }),
        }
    }

    /// The answer as it is typed and exported: codes, not labels.
    pub fn word(&self) -> String {
        match self {
            Self::Scale(n) => n.to_string(),
            Self::Choice(code) => code.to_string(),
            Self::Many(codes) => codes.iter().map(Code::as_str).collect::<Vec<_>>().join(","),
            Self::Flag(yes) => if *yes { "yes" } else { "no" }.into(),
            Self::Number(n) => n.to_string(),
            Self::Time(time) => time.format("%H:%M").to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    /// The answer in words for people: labels, units, no codes.
    pub fn describe(&self, item: &Item, unit: TemperatureUnit) -> String {
        let label = |code: &Code| {
            item.option(code)
                .map_or_else(|| code.to_string(), |option| option.label.clone())
        };
        match self {
            Self::Choice(code) => label(code),
            Self::Many(codes) if codes.is_empty() => "none".into(),
            Self::Many(codes) => {
                // Catalogue order reads better than the alphabet; a person's own words follow.
                let known = item.options().iter().filter(|o| codes.contains(&o.code));
                let own = codes.iter().filter(|c| item.option(c).is_none());
                known
                    .map(|o| o.label.clone())
                    .chain(own.map(Code::to_string))
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            Self::Number(n) => match &item.kind {
                ItemKind::Number {
                    unit: Unit::Celsius,
                    ..
                } => unit.show(*n),
                ItemKind::Number { unit, .. } => format!("{n}{}", spaced(unit.symbol())),
                _ => n.to_string(),
            },
            _ => self.word(),
        }
    }

    /// The answer as a number, for charts and statistics: a scale's score, 0 or 1, a quantity,
    /// the place of an ordered option, the count of chosen options; none for words and times.
    pub fn number(&self, item: &Item) -> Option<f64> {
        match (self, &item.kind) {
            (Self::Scale(n), _) => Some(f64::from(*n)),
            (Self::Flag(yes), _) => Some(f64::from(u8::from(*yes))),
            (Self::Number(n), _) => Some(n.to_f64()),
            (
                Self::Choice(code),
                ItemKind::Choice {
                    options,
                    ordered: true,
                },
            ) => options
                .iter()
                .position(|o| o.code == *code)
                .map(|at| at as f64),
            (Self::Many(codes), _) => Some(codes.len() as f64),
            (Self::Time(time), _) => Some(f64::from(time.num_seconds_from_midnight()) / 3600.0),
            _ => None,
        }
    }

    /// Whether the answer says that something was there: not zero, not "no", not the first
    /// ("none") option of an ordered choice.
    pub fn is_present(&self, item: &Item) -> bool {
        match self {
            Self::Choice(code) => match &item.kind {
                ItemKind::Choice {
                    options,
                    ordered: true,
                } => options.first().is_none_or(|first| first.code != *code),
                _ => !matches!(code.as_str(), "no" | "none"),
            },
            Self::Scale(n) => *n > 0,
            Self::Flag(yes) => *yes,
            Self::Many(codes) => !codes.is_empty(),
            Self::Number(n) => n.milli() != 0,
            Self::Time(_) | Self::Text(_) => true,
        }
    }

    /// The answer as JSON: a number, a string, an array or a boolean.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Scale(n) => (*n).into(),
            Self::Flag(yes) => (*yes).into(),
            Self::Number(n) => n.to_f64().into(),
            Self::Many(codes) => codes.iter().map(Code::as_str).collect::<Vec<_>>().into(),
            Self::Choice(_) | Self::Time(_) | Self::Text(_) => self.word().into(),
        }
    }

    /// Reads back what [`Answer::to_json`] wrote; words of another hand are kept as typed ones are.
    ///
    /// # Errors
    /// [`AnswerError`] when the value is not one the item can have.
    pub fn from_json(item: &Item, value: &Value) -> Result<Self, AnswerError> {
        let wrong = || AnswerError::Kind {
            item: item.id.to_string(),
            given: value.to_string(),
        };
        let answer = match (&item.kind, value) {
            (ItemKind::Scale { .. }, Value::Number(n)) => Self::Scale(
                n.as_u64()
                    .and_then(|n| u8::try_from(n).ok())
                    .ok_or_else(wrong)?,
            ),
            (ItemKind::Flag, Value::Bool(yes)) => Self::Flag(*yes),
            (ItemKind::Number { .. }, Value::Number(n)) => {
                Self::Number(n.as_f64().and_then(Quantity::from_f64).ok_or_else(wrong)?)
            }
            (ItemKind::Many { open, .. }, Value::Array(codes)) => {
                let code = |code: &Value| {
                    let word = code.as_str()?;
                    match Code::new(word) {
                        known if !open || item.option(&known).is_some() => Some(known),
                        _ => own_word(word),
                    }
                };
                let codes: Option<_> = codes.iter().map(code).collect();
                Self::Many(codes.ok_or_else(wrong)?)
            }
            (ItemKind::Choice { .. }, Value::String(code)) => Self::Choice(Code::new(code)),
            (ItemKind::Time, Value::String(time)) => {
                Self::Time(parse::time(time).ok_or_else(wrong)?)
            }
            (ItemKind::Text { lines }, Value::String(text)) => {
                let text = clean_text(text, *lines);
                (!text.is_empty())
                    .then_some(Self::Text(text))
                    .ok_or_else(wrong)?
            }
            _ => return Err(wrong()),
        };
        answer.checked(item)
    }
}

fn spaced(symbol: &str) -> String {
    if symbol.is_empty() {
        String::new()
    } else {
        format!(" {symbol}")
    }
}

/// A code or label, or a beginning of one that fits only one option; spaces and hyphens alike.
fn find_option(item: &Item, given: &str) -> Result<Code, AnswerError> {
    let wanted = parse::slug(given);
    let names = |o: &super::Opt| [o.code.to_string(), parse::slug(&o.label)];
    let options = item.options();
    if let Some(option) = options.iter().find(|o| names(o).contains(&wanted)) {
        return Ok(option.code.clone());
    }
    let mut begun = options
        .iter()
        .filter(|o| !wanted.is_empty() && names(o).iter().any(|n| n.starts_with(&wanted)));
    match (begun.next(), begun.next()) {
        (Some(only), None) => Ok(only.code.clone()),
        _ => Err(unknown_option(item, given)),
    }
}

fn unknown_option(item: &Item, given: &str) -> AnswerError {
    let codes: Vec<&str> = item.options().iter().map(|o| o.code.as_str()).collect();
    AnswerError::Option {
        item: item.id.to_string(),
        given: given.into(),
        nearest: parse::nearest(given, codes.iter().copied())
            .unwrap_or("?")
            .into(),
        options: codes.join(", "),
    }
}

/// A person's own word as a code: lower case, no commas, no control characters.
fn own_word(word: &str) -> Option<Code> {
    let word: String = word
        .trim_start_matches('#')
        .chars()
        .filter(|c| !c.is_control() && *c != ',')
        .collect();
    let word = word.trim().to_lowercase();
    (!word.is_empty()).then(|| Code::new(word))
}

fn parse_number(text: &str, of: Unit, temperature: TemperatureUnit) -> Option<Quantity> {
    let text = text.trim().replace(',', ".");
    let number_end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .unwrap_or(text.len());
    let (number, suffix) = text.split_at(number_end);
    let value: f64 = number.parse().ok()?;
    let suffix = suffix.trim().to_lowercase();
    let celsius = |fahrenheit: f64| (fahrenheit - 32.0) / 1.8;
    let value = match (of, suffix.trim_start_matches('°'), temperature) {
        (Unit::Celsius, "f", _) | (Unit::Celsius, "", TemperatureUnit::Fahrenheit) => {
            (celsius(value) * 100.0).round() / 100.0
        }
        (Unit::Celsius, "c" | "", _) => value,
        (Unit::Hours, "" | "h" | "hour" | "hours", _) => value,
        (Unit::Hours, "m" | "min" | "minutes", _) => value / 60.0,
        (Unit::Minutes, "" | "m" | "min" | "minutes", _) => value,
        (Unit::Minutes, "h" | "hour" | "hours", _) => value * 60.0,
        (Unit::Count, "", _) => value,
        _ => return None,
    };
    Quantity::from_f64(value)
}

/// Free words as they are kept: no control characters but line breaks (where allowed), trimmed.
fn clean_text(text: &str, lines: bool) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text
        .chars()
        .map(|c| match c {
            '\n' if lines => '\n',
            '\n' | '\t' => ' ',
            c => c,
        })
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    text.trim().to_owned()
}
