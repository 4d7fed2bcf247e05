//! What the sample diary is made of, read from `assets/demo.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::diary::{ItemId, ItemSpec};

/// Items with what is typed for them.
pub(super) type Words = BTreeMap<ItemId, String>;

/// All of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Script {
    /// Bleeding, a word a day, a list a period.
    pub menses: Vec<Vec<String>>,
    /// From the earliest on.
    pub mucus: Vec<Mucus>,
    pub odd_morning: Vec<OddMorning>,
    pub pain: Vec<Ache>,
    pub habit: Vec<Habit>,
    pub own: ItemSpec,
    pub relief: Vec<Scene>,
    pub intimacy: Vec<Scene>,
    pub exertion: Vec<Scene>,
    pub episode: Vec<Scene>,
    pub illness: Vec<IllDay>,
    pub travel: Travel,
    pub note: Vec<Note>,
}

/// What is seen from so many days before (below 0) or after ovulation on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mucus {
    pub from: i64,
    pub words: Words,
}

/// A morning whose temperature tells nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OddMorning {
    pub reason: String,
    /// By how much it is off, in °C.
    pub off: f64,
}

/// Where it hurts and how, in some circumstance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ache {
    pub when: When,
    pub sites: Vec<Vec<String>>,
    pub quality: Vec<Vec<String>>,
}

/// What a day is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum When {
    Period,
    Flare,
    Pain,
    Good,
    Intimacy,
    Any,
}

/// A number, or an ordered choice counted from 0, that a check-in holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Habit {
    pub item: ItemId,
    /// How likely it is answered at all.
    pub chance: f64,
    pub base: f64,
    pub spread: f64,
    #[serde(default)]
    pub weekend: f64,
    #[serde(default)]
    pub ill: f64,
    /// In the week before a period.
    #[serde(default)]
    pub late: f64,
    /// For each point of pain.
    #[serde(default)]
    pub pain: f64,
}

/// Something that happens at a time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scene {
    pub weight: u32,
    pub words: Words,
    /// Points it takes off the pain.
    #[serde(default)]
    pub eases: f64,
    /// Points it adds to the pain of the next day.
    #[serde(default)]
    pub strains: f64,
    /// The item that gets the day's worst pain.
    pub scored: Option<ItemId>,
}

/// A day of an illness.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IllDay {
    /// What it adds to the basal temperature, in °C.
    pub off: f64,
    pub words: Words,
    pub note: Option<String>,
}

/// The first and last day of a journey.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Travel {
    pub words: Words,
}

/// A note, for one day at most.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub when: When,
    pub text: String,
    #[serde(default)]
    pub tags: Vec<String>,
}

static SCRIPT: LazyLock<Script> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/demo.toml"))
        .expect("the built-in script is read by the tests of this module")
});

impl Script {
    /// The script the program comes with.
    pub(super) fn built_in() -> &'static Self {
        &SCRIPT
    }
}
