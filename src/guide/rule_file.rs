//! How rules are written in a file, before their words are looked up. A person's own file is read
//! table by table: a mistake in one leaves the others whole.

use std::ops::Range;

use serde::Deserialize;
use serde::de::{IgnoredAny, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, Wrong};
use super::syntax::{OneOrMany, Raw};
use super::tier::Tier;
use super::vocabulary::RawSign;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub id: Spanned<String>,
    pub tier: Tier,
    pub title: String,
    #[serde(rename = "do")]
    pub act: String,
    pub why: String,
    pub source: String,
    pub learn: Option<String>,
    #[serde(default = "two_weeks")]
    pub episode: u32,
    pub when: Raw,
    pub settled: Option<Raw>,
    #[serde(default)]
    pub raise: OneOrMany<RawRaise>,
    #[serde(default)]
    pub titled: OneOrMany<RawTitle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTitle {
    pub title: String,
    pub when: Raw,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRaise {
    pub tier: Spanned<Tier>,
    #[serde(rename = "do")]
    pub act: String,
    pub when: Raw,
}

fn two_weeks() -> u32 {
    14
}

/// The tables of a person's own file, each read or with what is wrong with it.
pub(super) struct OwnFile {
    pub signs: Vec<Result<RawSign, Wrong>>,
    pub rules: Vec<Result<RawRule, Wrong>>,
    /// What is neither.
    pub unknown: Option<Wrong>,
}

/// What there can be in a file; it tells of anything else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    #[serde(rename = "sign")]
    _sign: Option<IgnoredAny>,
    #[serde(rename = "rule")]
    _rule: Option<IgnoredAny>,
}

impl OwnFile {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Wrong`] when it is not TOML: then none of it can be told from the rest.
    pub(super) fn read(text: &str) -> Result<Self, Wrong> {
        let mut file = Self {
            signs: Vec::new(),
            rules: Vec::new(),
            unknown: None,
        };
        for (name, value) in DeTable::parse(text)?.into_inner() {
            match &**name.get_ref() {
                "sign" => file.signs = tables(value),
                "rule" => file.rules = tables(value),
                _ => file.unknown = toml::from_str::<Known>(text).err().map(Wrong::from),
            }
        }
        Ok(file)
    }
}

fn tables<'de, T: Deserialize<'de>>(value: Spanned<DeValue<'de>>) -> Vec<Result<T, Wrong>> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(tables) => tables.into_iter().map(table).collect(),
        one => vec![table(Spanned::new(span, one))],
    }
}

fn table<'de, T: Deserialize<'de>>(value: Spanned<DeValue<'de>>) -> Result<T, Wrong> {
    let span: Range<usize> = value.span();
    T::deserialize(value.into_deserializer()).map_err(|error| {
        let at = error.span().unwrap_or(span);
        Wrong::new(at, Mistake::Toml(error.message().to_owned()))
    })
}
