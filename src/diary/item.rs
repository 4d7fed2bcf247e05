//! The parts of the catalogue: items, their kinds, sections, and the shapes an entry can take.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::answer::Quantity;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(SmolStr);

        impl $name {
            /// Wraps a name that is already known to be well formed.
            pub fn new(name: impl AsRef<str>) -> Self {
                Self(SmolStr::new(name))
            }

            /// The name as it is written in files and on the command line.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self::new(name)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// The stable name of an item: lower-case words with hyphens, never changed once published.
    ItemId
}
id! {
    /// The stable name of one option of a choice.
    Code
}
id! {
    /// The stable name of a section of the catalogue.
    SectionId
}
id! {
    /// The stable name of a kind of entry: `day`, `intimacy`, `relief`, …
    EntryKindId
}

impl EntryKindId {
    /// The daily check-in: the one kind without a time, at most one per date.
    pub const DAY: Self = Self(SmolStr::new_static("day"));

    /// Whether this is the daily check-in.
    pub fn is_day(&self) -> bool {
        *self == Self::DAY
    }
}

/// The areas a person may choose to keep; what is not kept is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// Pain, its sites and what it feels like.
    Pain,
    /// Bleeding and the other signs of the menstrual cycle.
    Cycle,
    /// Sex and orgasm, and pain with or after them.
    Intimacy,
    /// What was tried against the pain.
    Relief,
    /// Strain, posture, sleep, stress.
    Load,
}

impl Keep {
    /// All areas, in the order the welcome asks for them.
    pub const ALL: [Self; 5] = [
        Self::Pain,
        Self::Cycle,
        Self::Intimacy,
        Self::Relief,
        Self::Load,
    ];
}

/// Whose body an item can apply to; an unknown body may have any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// Everybody.
    #[default]
    Everyone,
    /// People with a uterus.
    Uterus,
    /// People with testicles or a prostate.
    Prostate,
}

/// The meaning an item has for the program, where the field gives it one.
///
/// Code asks the catalogue for the item of a role and never names an item itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // each role is named as the item it stands for
pub enum Role {
    Pain,
    PainSites,
    PainQuality,
    Bleeding,
    BleedingExcluded,
    PeriodMark,
    CycleExcluded,
    Temperature,
    TemperatureTime,
    TemperatureExcluded,
    MucusFeeling,
    MucusTexture,
    MucusExcluded,
    CervixOpening,
    CervixFirmness,
    CervixPosition,
    CervixExcluded,
    LhTest,
    PregnancyTest,
    Orgasm,
    PainDuring,
    PainAfter,
    PainAfterBegan,
    PainAfterLasted,
    ReliefMeasure,
    ReliefBefore,
    ReliefAfter,
    Note,
    Tags,
}

impl Role {
    /// All roles; the catalogue has an item for each.
    pub const ALL: [Self; 29] = [
        Self::Pain,
        Self::PainSites,
        Self::PainQuality,
        Self::Bleeding,
        Self::BleedingExcluded,
        Self::PeriodMark,
        Self::CycleExcluded,
        Self::Temperature,
        Self::TemperatureTime,
        Self::TemperatureExcluded,
        Self::MucusFeeling,
        Self::MucusTexture,
        Self::MucusExcluded,
        Self::CervixOpening,
        Self::CervixFirmness,
        Self::CervixPosition,
        Self::CervixExcluded,
        Self::LhTest,
        Self::PregnancyTest,
        Self::Orgasm,
        Self::PainDuring,
        Self::PainAfter,
        Self::PainAfterBegan,
        Self::PainAfterLasted,
        Self::ReliefMeasure,
        Self::ReliefBefore,
        Self::ReliefAfter,
        Self::Note,
        Self::Tags,
    ];
}

/// A unit a number is given in. Values are always stored in this unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Degrees Celsius; shown in Fahrenheit when the person prefers it.
    Celsius,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// A plain count.
    Count,
}

impl Unit {
    /// Whether two numbers of one day make a sum (minutes and minutes) or not (temperatures).
    pub fn adds_up(self) -> bool {
        self != Self::Celsius
    }

    /// The unit as it is written after a number; empty for a plain count.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Celsius => "°C",
            Self::Hours => "h",
            Self::Minutes => "min",
            Self::Count => "",
        }
    }
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opt {
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

/// A drawing on which the options of a [`ItemKind::Many`] are chosen with the arrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyMap {
    /// Low back, pelvis and legs, front and back.
    Sites,
}

/// How an item is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ItemKind {
    /// A whole number from 0 to 10 (numeric rating scale).
    Scale {
        /// The name of the scale's bands in the catalogue.
        bands: SmolStr,
    },
    /// Exactly one of several options.
    Choice {
        /// The options, in order.
        options: Vec<Opt>,
        /// Whether the order means "more", so that answers can be compared.
        #[serde(default)]
        ordered: bool,
    },
    /// Any number of several options; an empty set is an answer too ("none of them").
    Many {
        /// The options, in order.
        #[serde(default)]
        options: Vec<Opt>,
        /// Whether a person may answer with words of their own (tags).
        #[serde(default)]
        open: bool,
        /// The drawing the options are chosen on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        map: Option<BodyMap>,
    },
    /// Yes or no.
    Flag,
    /// A number with a unit.
    Number {
        /// What it is counted in.
        unit: Unit,
        /// Smallest value that can be meant, in `unit`.
        min: Quantity,
        /// Largest value that can be meant, in `unit`.
        max: Quantity,
        /// What one press of an arrow adds, in `unit`.
        step: Quantity,
        /// Where the arrows start when nothing is answered yet, in `unit`.
        start: Quantity,
    },
    /// A time of day.
    Time,
    /// Free words.
    Text {
        /// Whether the text may have several lines.
        #[serde(default)]
        lines: bool,
    },
}

impl ItemKind {
    /// Whether answers can hold for the next day, too, unless the item says otherwise: words are
    /// of their day.
    pub fn carries(&self) -> bool {
        !matches!(self, Self::Text { .. })
    }
}

/// Something that can be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Stable name.
    pub id: ItemId,
    /// Words for people.
    pub label: String,
    /// The label where no section stands above it: in charts, lists and sentences. The label itself
    /// if the catalogue has no other.
    pub name: String,
    /// The label when there is little room; the label itself if the catalogue has no shorter one.
    pub short: String,
    /// The item in the middle of a sentence: "worst pain", "lifting", "LH test".
    pub phrase: String,
    /// One line on what is meant and how to judge it.
    pub explain: String,
    /// How it is answered.
    pub kind: ItemKind,
    /// The section it stands in.
    pub section: SectionId,
    /// The letter that jumps to it in the form.
    pub key: Option<char>,
    /// What the program takes it for.
    pub role: Option<Role>,
    /// Whose body it applies to.
    pub applies: Applies,
    /// A one-cell mark for the calendar when the answer is yes.
    pub mark: Option<char>,
    /// Whether it is fertility's, hidden with one setting.
    pub fertility: bool,
    /// Whether it stands in the form from the start; the others are found by name or once used.
    pub common: bool,
    /// Whether a "yes" can be a warning sign.
    pub warning: bool,
    /// Whether an answer can hold for the next day, too: not words, measurements or tests.
    pub carries: bool,
    /// Its names in other worlds: `healthkit`, `loinc`, `drip`, `clue`, `flo`.
    pub codes: BTreeMap<String, String>,
    /// Whether a person made it.
    pub own: bool,
    /// Whether a person has hidden it. Its answers stay.
    pub hidden: bool,
    /// Where it stands in the form, lower first.
    pub place: i64,
}

impl Item {
    /// The options of a choice; empty for the other kinds.
    pub fn options(&self) -> &[Opt] {
        match &self.kind {
            ItemKind::Choice { options, .. } | ItemKind::Many { options, .. } => options,
            _ => &[],
        }
    }

    /// The option of that code.
    pub fn option(&self, code: &Code) -> Option<&Opt> {
        self.options().iter().find(|o| o.code == *code)
    }
}

/// A heading under which items stand together in the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Section {
    /// Stable name.
    pub id: SectionId,
    /// Words for people.
    pub label: String,
    /// The kinds of entry whose form has this section.
    pub entries: Vec<EntryKindId>,
    /// The area it belongs to; always shown when none.
    #[serde(default)]
    pub keep: Option<Keep>,
    /// Whose body it applies to.
    #[serde(default)]
    pub applies: Applies,
    /// Whether the form starts with the section folded away.
    #[serde(default)]
    pub folded: bool,
}

/// A shape an entry can take: the daily check-in, or something that happened at a time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EntryKind {
    /// Stable name.
    pub id: EntryKindId,
    /// Words for people.
    pub label: String,
    /// One line on what belongs here.
    pub explain: String,
    /// The area it belongs to; always shown when none.
    #[serde(default)]
    pub keep: Option<Keep>,
    /// The letter that adds one in the form.
    #[serde(default)]
    pub key: Option<char>,
    /// Its one-cell mark in the calendar.
    #[serde(default)]
    pub mark: Option<char>,
}

/// How a stretch of a scale is to be taken: more is not worse on every scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Nothing to note.
    #[default]
    Calm,
    /// A little to bear.
    Mild,
    /// More to bear.
    Moderate,
    /// Hard to bear.
    Severe,
}

/// A named stretch of a 0–10 scale.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Band {
    /// The highest score of the band, 0–10.
    pub to: u8,
    /// Words for people.
    pub label: String,
    /// How it is to be taken.
    #[serde(default)]
    pub tone: Tone,
}
