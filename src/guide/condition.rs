//! Conditions: what has to be in a diary for a rule or a line of the guide to hold on a day.

use serde::Deserialize;

use crate::diary::profile::{Bleeds, Contraception, Ovulates};
use crate::diary::query::Test;
use crate::diary::{AgeBand, Answer, Entry, EntryKindId, Item, ItemId, Profile, Tristate};

/// The place of a condition in its vocabulary. It is used by conditions after it only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ConditionId(pub usize);

/// What has to hold on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    /// An entry of the day fits the pattern of that place in the vocabulary.
    Pattern(usize),
    /// Each of them.
    All(Vec<ConditionId>),
    /// At least one of them.
    Any(Vec<ConditionId>),
    /// Not this.
    Not(ConditionId),
    /// On one of the `days` days that end on the day.
    Within { days: u32, of: ConditionId },
    /// On the day, and it began within `days` days, after `clear` days without it.
    New {
        days: u32,
        clear: u32,
        of: ConditionId,
    },
    /// On the day, and often enough in the days that end on it.
    Repeated { often: Often, of: ConditionId },
    /// `since` was within `days` days, and `until` has not been after it.
    Since {
        since: ConditionId,
        until: ConditionId,
        days: u32,
    },
    /// The profile says so.
    Told(Trait),
    /// The profile says so, or leaves it open: then it may apply.
    May(Trait),
    /// The profile says that it is not so.
    Denied(Trait),
    /// The day lies there in the cycle.
    During(Stretch),
    /// The period is late by that many days.
    Late { from: u32, to: u32 },
}

/// How often something has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Often {
    /// On `days` of `window` days, in each of the last `stretches` such windows.
    Days {
        days: u32,
        window: u32,
        stretches: u32,
    },
    /// In `months` different calendar months, within `window` days.
    Months { months: u32, window: u32 },
    /// In `cycles` different cycles, within `window` days.
    Cycles { cycles: u32, window: u32 },
}

impl Often {
    /// How many days it looks at.
    pub(super) fn window(self) -> u32 {
        match self {
            Self::Days {
                window, stretches, ..
            } => window * stretches,
            Self::Months { window, .. } | Self::Cycles { window, .. } => window,
        }
    }
}

/// Where in the cycle a day lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stretch {
    /// In a period.
    Period,
    /// In a period, or in the two days before it.
    AboutPeriod,
    /// In a period that came when it was expected.
    OnTimePeriod,
    /// In a period, or in the three days before or after it.
    NearPeriod,
    /// In a cycle, but not in its period.
    BetweenPeriods,
    /// At an ovulation that is confirmed.
    Ovulation,
    /// A year or more after the last period, to the end of the bleeding that follows.
    YearWithout,
}

/// What a profile may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Trait {
    Uterus,
    /// They often stay when the womb is taken out.
    Ovaries,
    Prostate,
    PregnancyPossible,
    Menopause,
    PastCancer,
    /// Weak defences, or injections into a vein.
    WeakDefences,
    /// Osteoporosis, or steroids for months.
    FragileBones,
    /// Contraception that gives hormones, a coil among it.
    HormonalContraception,
    /// Contraception with which ovulation is not expected.
    OvulationStopped,
    /// Contraception with which ovulation may go on, and bleeding does not tell when.
    OvulationUnforeseen,
    /// Contraception whose break makes withdrawal bleeds.
    WithdrawalBleeds,
    /// Contraception through which breakthrough bleeds come.
    BreakthroughBleeds,
    /// A hormonal coil.
    HormonalCoil,
    /// Testosterone.
    Testosterone,
    /// Being 40 or older.
    #[serde(rename = "age-40")]
    Age40,
    /// Being 50 or older.
    #[serde(rename = "age-50")]
    Age50,
}

impl Trait {
    /// What the profile says of it.
    pub(super) fn of(self, profile: &Profile) -> Tristate {
        match self {
            Self::Uterus => profile.uterus,
            Self::Ovaries => match (profile.uterus, profile.prostate) {
                (Tristate::No, Tristate::Yes) => Tristate::No,
                (Tristate::No, _) => Tristate::Unknown,
                (uterus, _) => uterus,
            },
            Self::Prostate => profile.prostate,
            Self::Menopause => profile.menopause,
            Self::PastCancer => profile.past_cancer,
            Self::WeakDefences => profile.weak_defences,
            Self::FragileBones => profile.fragile_bones,
            Self::HormonalContraception => match profile.contraception.is_hormonal() {
                Some(true) => Tristate::Yes,
                Some(false) => Tristate::No,
                None => Tristate::Unknown,
            },
            Self::OvulationStopped => with(profile, |of| of.ovulates() == Ovulates::NotExpected),
            Self::OvulationUnforeseen => with(profile, |of| of.ovulates() == Ovulates::Perhaps),
            Self::WithdrawalBleeds => with(profile, |of| of.bleeds() == Bleeds::Withdrawal),
            Self::BreakthroughBleeds => with(profile, |of| of.bleeds() == Bleeds::Breakthrough),
            Self::HormonalCoil => with(profile, |of| of == Contraception::HormonalCoil),
            Self::Testosterone => profile.testosterone,
            Self::PregnancyPossible => match (profile.pregnancy_possible, profile.uterus) {
                // The two answers contradict each other: it stays open.
                (Tristate::Yes, Tristate::No) => Tristate::Unknown,
                (Tristate::Unknown, Tristate::No) => Tristate::No,
                (Tristate::Unknown, _) if profile.menopause == Tristate::Yes => Tristate::No,
                (told, _) => told,
            },
            Self::Age40 => match profile.age {
                AgeBand::From40To49 | AgeBand::From50 => Tristate::Yes,
                AgeBand::Unknown => Tristate::Unknown,
                AgeBand::Under20 | AgeBand::From20To39 => Tristate::No,
            },
            Self::Age50 => match profile.age {
                AgeBand::From50 => Tristate::Yes,
                AgeBand::Unknown => Tristate::Unknown,
                AgeBand::Under20 | AgeBand::From20To39 | AgeBand::From40To49 => Tristate::No,
            },
        }
    }
}

/// Whether the contraception a person told is of a kind.
fn with(profile: &Profile, is: impl Fn(Contraception) -> bool) -> Tristate {
    match profile.contraception {
        Contraception::Unknown => Tristate::Unknown,
        told if is(told) => Tristate::Yes,
        _ => Tristate::No,
    }
}

/// What one entry has to hold: every wanted mark, and none of the unwanted ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    /// What has to be there; never empty.
    pub wanted: Vec<Mark>,
    /// What must not be there.
    pub unwanted: Vec<Mark>,
}

/// Something an entry can have.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// An answer that passes one of the tests.
    Answer(ItemId, Vec<Test>),
    /// It is of that kind.
    Kind(EntryKindId),
}

impl Mark {
    /// Whether an entry has it.
    pub(super) fn is_in<'a>(
        &self,
        entry: &Entry,
        item: impl Fn(&ItemId) -> Option<&'a Item>,
    ) -> bool {
        match self {
            Self::Kind(kind) => entry.kind == *kind,
            Self::Answer(id, tests) => item(id).is_some_and(|item| {
                let said = item.said_in(entry);
                said.is_some_and(|answer| tests.iter().any(|test| test.passes(answer, item)))
            }),
        }
    }
}

impl Pattern {
    /// Whether an answer to the item of its first wanted mark passes that.
    pub(super) fn begins(&self, answer: &Answer, item: &Item) -> bool {
        matches!(self.wanted.first(), Some(Mark::Answer(_, tests))
            if tests.iter().any(|test| test.passes(answer, item)))
    }

    /// Whether an entry that has its first wanted mark fits.
    pub(super) fn goes_on<'a>(
        &self,
        entry: &Entry,
        item: impl Fn(&ItemId) -> Option<&'a Item> + Copy,
    ) -> bool {
        let mut others = self.wanted.iter().skip(1);
        others.all(|mark| mark.is_in(entry, item))
            && !self.unwanted.iter().any(|mark| mark.is_in(entry, item))
    }

    /// Whether an entry fits.
    pub(super) fn fits<'a>(
        &self,
        entry: &Entry,
        item: impl Fn(&ItemId) -> Option<&'a Item> + Copy,
    ) -> bool {
        let mut first = self.wanted.iter().take(1);
        first.all(|mark| mark.is_in(entry, item)) && self.goes_on(entry, item)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Whoever writes a rule finds in the head of the rules each thing a profile can say, and no other.
    #[test]
    fn the_head_of_the_rules_names_every_trait() {
        use Trait::*;
        let every = [
            Uterus,
            Ovaries,
            Prostate,
            PregnancyPossible,
            Menopause,
            PastCancer,
            WeakDefences,
            FragileBones,
            HormonalContraception,
            OvulationStopped,
            OvulationUnforeseen,
            WithdrawalBleeds,
            BreakthroughBleeds,
            HormonalCoil,
            Testosterone,
            Age40,
            Age50,
        ];
        // A trait that is added has to be added above, too.
        let known = |of: Trait| match of {
            Uterus
            | Ovaries
            | Prostate
            | PregnancyPossible
            | Menopause
            | PastCancer
            | WeakDefences
            | FragileBones
            | HormonalContraception
            | OvulationStopped
            | OvulationUnforeseen
            | WithdrawalBleeds
            | BreakthroughBleeds
            | HormonalCoil
            | Testosterone
            | Age40
            | Age50 => of as usize,
        };
        let read = |word: &str| Trait::deserialize(toml::Value::String(word.to_owned())).ok();
        let head = include_str!("../../assets/guide/rules.toml")
            .lines()
            .map(|line| line.trim_start_matches('#'))
            .skip_while(|line| !line.contains("{ told ="))
            .take_while(|line| !line.contains("{ may ="));
        let head: String = head.collect::<Vec<_>>().join(" ");
        let words = head.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        let named: BTreeSet<usize> = words.filter_map(read).map(known).collect();
        assert_eq!(named, every.into_iter().map(known).collect());
        assert_eq!(every.len(), known(Age50) + 1);
    }

    #[test]
    fn ovaries_may_be_there_without_a_womb() {
        use Tristate::{No, Unknown, Yes};
        for (uterus, prostate, expected) in [
            (Yes, No, Yes),
            (No, No, Unknown),
            (No, Unknown, Unknown),
            (No, Yes, No),
            (Unknown, Yes, Unknown),
        ] {
            let profile = Profile {
                uterus,
                prostate,
                ..Profile::default()
            };
            assert_eq!(Trait::Ovaries.of(&profile), expected);
        }
    }

    #[test]
    fn whether_a_pregnancy_is_possible_follows_from_what_was_told() {
        use Tristate::{No, Unknown, Yes};
        for (told, uterus, menopause, expected) in [
            (Yes, Yes, Unknown, Yes),
            (Yes, No, Unknown, Unknown),
            (No, Yes, Unknown, No),
            (Unknown, No, Unknown, No),
            (Unknown, Unknown, Yes, No),
            (Yes, Yes, Yes, Yes),
            (Unknown, Unknown, Unknown, Unknown),
        ] {
            let profile = Profile {
                pregnancy_possible: told,
                uterus,
                menopause,
                ..Profile::default()
            };
            assert_eq!(Trait::PregnancyPossible.of(&profile), expected);
        }
    }
}
