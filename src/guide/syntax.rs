//! How conditions are written in a file, before their words are looked up.

use serde::Deserialize;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use toml::Spanned;

use super::condition::{Stretch, Trait};

/// A condition as it is written: words, or a table.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Raw(pub Spanned<RawCondition>);

#[derive(Debug)]
pub(super) enum RawCondition {
    Words(String),
    Table(Box<RawTable>),
    /// What can be no condition.
    Other,
}

/// The fields a condition can have; which of them go together is checked when it is read.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTable {
    pub all: Option<Vec<Raw>>,
    pub any: Option<Vec<Raw>>,
    pub not: Option<Raw>,
    pub new: Option<Raw>,
    pub of: Option<Raw>,
    pub since: Option<Raw>,
    pub until: Option<Raw>,
    pub told: Option<Trait>,
    pub may: Option<Trait>,
    pub denied: Option<Trait>,
    pub during: Option<Stretch>,
    pub late: Option<u32>,
    pub to: Option<u32>,
    pub within: Option<u32>,
    pub clear: Option<u32>,
    pub days: Option<u32>,
    pub months: Option<u32>,
    pub cycles: Option<u32>,
    pub each: Option<u32>,
}

impl RawTable {
    /// The names of the fields that are there.
    pub(super) fn fields(&self) -> Vec<&'static str> {
        [
            ("all", self.all.is_some()),
            ("any", self.any.is_some()),
            ("not", self.not.is_some()),
            ("new", self.new.is_some()),
            ("of", self.of.is_some()),
            ("since", self.since.is_some()),
            ("until", self.until.is_some()),
            ("told", self.told.is_some()),
            ("may", self.may.is_some()),
            ("denied", self.denied.is_some()),
            ("during", self.during.is_some()),
            ("late", self.late.is_some()),
            ("to", self.to.is_some()),
            ("within", self.within.is_some()),
            ("clear", self.clear.is_some()),
            ("days", self.days.is_some()),
            ("months", self.months.is_some()),
            ("cycles", self.cycles.is_some()),
            ("each", self.each.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, there)| there.then_some(name))
        .collect()
    }
}

impl<'de> Deserialize<'de> for RawCondition {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawCondition;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("condition")
            }

            fn visit_str<E: Error>(self, words: &str) -> Result<Self::Value, E> {
                Ok(RawCondition::Words(words.to_owned()))
            }

            fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
                Ok(RawCondition::Other)
            }

            fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
                Ok(RawCondition::Other)
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
                Ok(RawCondition::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(RawCondition::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let table = RawTable::deserialize(MapAccessDeserializer::new(map))?;
                Ok(RawCondition::Table(Box::new(table)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// What may be written once or, as a list, several times.
#[derive(Debug)]
pub(super) struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("table")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut many = Vec::new();
                while let Some(one) = list.next_element()? {
                    many.push(one);
                }
                Ok(OneOrMany(many))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let one = T::deserialize(MapAccessDeserializer::new(map))?;
                Ok(OneOrMany(vec![one]))
            }
        }
        deserializer.deserialize_any(Either(std::marker::PhantomData))
    }
}
