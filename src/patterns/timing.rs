//! What the questions need to know of the cycle: where cycles lie, and which days belong to a
//! phase, with what probability.

use chrono::NaiveDate;
use serde::Serialize;

use crate::cycle::{self, Cycles};
use crate::diary::DateRange;
use crate::diary::profile::{Bleeds, Steering};

/// A phase of the cycle in which an item may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// The days of the period.
    Menses,
    /// From the end of the period to the fertile days.
    Follicular,
    /// Around ovulation: a day either side when it is confirmed, two when it is estimated.
    Ovulatory,
    /// From ovulation to the week before the next period.
    EarlyLuteal,
    /// The seven days before the next period.
    LateLuteal,
}

impl Phase {
    /// All phases, in the order of the cycle: the family that is tested together.
    pub const ALL: [Self; 5] = [
        Self::Menses,
        Self::Follicular,
        Self::Ovulatory,
        Self::EarlyLuteal,
        Self::LateLuteal,
    ];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Menses => "menses",
            Self::Follicular => "follicular",
            Self::Ovulatory => "ovulatory",
            Self::EarlyLuteal => "early-luteal",
            Self::LateLuteal => "late-luteal",
        }
    }
}

/// The days of a phase within one cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseDays {
    /// The phase.
    pub phase: Phase,
    /// Whether its place is estimated, not confirmed by a sign or by bleeding.
    pub estimated: bool,
    /// How probable it is that a day belongs to the phase, 0 to 1, in any order; days that are
    /// not named have probability 0. Days outside the cycle are passed over.
    pub days: Vec<(NaiveDate, f64)>,
}

/// One cycle, from the first day of a period to the day before the next.
#[derive(Debug, Clone, PartialEq)]
pub struct TimedCycle {
    /// The first day of the period.
    pub first: NaiveDate,
    /// The day before the next period; of a running cycle the last day known.
    pub last: NaiveDate,
    /// Whether the next period has begun. Only complete cycles are compared phase by phase.
    pub complete: bool,
    /// Whether it is left out of statistics: the person said so, or it is a break too long to be a
    /// cycle. Its days are asked about events in stretches of 28 days, as if there were no cycle.
    pub excluded: bool,
    /// How many days the period took, counted from `first`. They are left out of every comparison
    /// but the one about the period itself.
    pub menses: u16,
    /// The phases whose place is known or estimated; one that is not named is not asked about in
    /// this cycle.
    pub windows: Vec<PhaseDays>,
}

impl TimedCycle {
    /// The window of a phase.
    pub fn window(&self, phase: Phase) -> Option<&PhaseDays> {
        self.windows.iter().find(|window| window.phase == phase)
    }
}

/// What of the cycle is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartsAsked {
    /// All parts.
    #[default]
    All,
    /// The bleeding alone: withdrawal bleeds come with the break in the hormones, and no ovulation
    /// between them.
    Bleeding,
    /// Nothing: bleeds are no cycles where other hormones or the menopause steer.
    Nothing,
}

impl PartsAsked {
    /// Whether a phase is asked about, and its parts.
    pub fn asks(self, phase: Phase) -> bool {
        match self {
            Self::All => true,
            Self::Bleeding => phase == Phase::Menses,
            Self::Nothing => false,
        }
    }

    /// What the bleeds are that are asked about.
    pub fn bleeds(self) -> Bleeds {
        match self {
            Self::All | Self::Nothing => Bleeds::Periods,
            Self::Bleeding => Bleeds::Withdrawal,
        }
    }
}

impl From<Option<Steering>> for PartsAsked {
    fn from(steering: Option<Steering>) -> Self {
        match steering.map(Steering::bleeds) {
            None | Some(Bleeds::Periods) => Self::All,
            Some(Bleeds::Withdrawal) => Self::Bleeding,
            Some(Bleeds::Breakthrough | Bleeds::Irregular) => Self::Nothing,
        }
    }
}

/// All that is known of a person's cycles; empty when there are none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timing {
    /// What of them is asked about.
    pub asked: PartsAsked,
    /// The cycles, earliest first, none overlapping another. Where they do overlap, the later is
    /// passed over.
    pub cycles: Vec<TimedCycle>,
}

impl Phase {
    /// The engine's phase of the same days.
    fn of_engine(self) -> cycle::Phase {
        match self {
            Self::Menses => cycle::Phase::Menses,
            Self::Follicular => cycle::Phase::Follicular,
            Self::Ovulatory => cycle::Phase::Ovulatory,
            Self::EarlyLuteal => cycle::Phase::EarlyLuteal,
            Self::LateLuteal => cycle::Phase::LateLuteal,
        }
    }
}

impl Timing {
    /// The cycles as they are known on the engine's day; none where nothing is asked of them.
    pub fn from_cycles(cycles: &Cycles) -> Self {
        let asked = PartsAsked::from(cycles.steering());
        let known = cycles
            .cycles()
            .iter()
            .filter(|_| asked != PartsAsked::Nothing);
        Self {
            asked,
            cycles: known.map(|of| cycle_of(cycles, of, asked)).collect(),
        }
    }
}

fn cycle_of(cycles: &Cycles, of: &cycle::Cycle, asked: PartsAsked) -> TimedCycle {
    let days = DateRange {
        first: of.start(),
        last: of.last().unwrap_or(cycles.today()),
    };
    let windows = match asked {
        PartsAsked::Bleeding => vec![bleeding(of, days)],
        PartsAsked::All | PartsAsked::Nothing => windows(cycles, days),
    };
    TimedCycle {
        first: days.first,
        last: days.last,
        complete: of.next_start.is_some(),
        excluded: of.excluded.is_some(),
        menses: u16::try_from(of.menses_days).unwrap_or(u16::MAX),
        windows: windows
            .into_iter()
            .filter(|window| !window.days.is_empty())
            .collect(),
    }
}

/// The days of a withdrawal bleed.
fn bleeding(of: &cycle::Cycle, days: DateRange) -> PhaseDays {
    let bleeds = days.days().take(of.menses_days as usize);
    PhaseDays {
        phase: Phase::Menses,
        estimated: false,
        days: bleeds.map(|date| (date, 1.0)).collect(),
    }
}

/// The days of each phase.
fn windows(cycles: &Cycles, days: DateRange) -> Vec<PhaseDays> {
    let memberships = days.days().map(|date| (date, cycles.phase(date)));
    let memberships: Vec<_> = memberships
        .filter_map(|(date, of)| Some((date, of?)))
        .collect();
    let window = |phase: Phase| {
        let shares = memberships
            .iter()
            .map(|(date, of)| (*date, of.of(phase.of_engine()), of));
        let within = shares.filter(|(_, share, _)| *share > 0.0);
        PhaseDays {
            phase,
            // The days of a period are seen, with or without a known ovulation.
            estimated: phase != Phase::Menses && within.clone().any(|(.., of)| of.estimated),
            days: within.map(|(date, share, _)| (date, share)).collect(),
        }
    };
    Phase::ALL.map(window).into()
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;
    use crate::cycle::{Settings, Signs};
    use crate::diary::{
        Answer, Answers, Catalogue, Code, Diary, Entry, EntryId, EntryKindId, Role,
    };

    #[test]
    fn cycles_come_with_their_phases() {
        let catalogue = Catalogue::built_in();
        let bleeding = &catalogue.role(Role::Bleeding).id;
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let starts = [0, 28, 56].map(|days| first + Days::new(days));
        let days = starts
            .iter()
            .flat_map(|start| (0..4).map(|n| *start + Days::new(n)));
        let diary: Diary = days
            .map(|date| Entry {
                id: EntryId::check_in(date),
                uid: "".into(),
                time: None,
                kind: EntryKindId::DAY,
                source: None,
                answers: Answers::from_iter([(
                    bleeding.clone(),
                    Answer::Choice(Code::new("medium")),
                )]),
            })
            .collect();
        let signs = Signs::from_diary(&diary, catalogue);
        let today = first + Days::new(60);
        let timing = Timing::from_cycles(&Cycles::evaluate(&signs, Settings::default(), today));
        assert_eq!(
            timing.cycles.iter().map(|c| c.first).collect::<Vec<_>>(),
            starts
        );
        let cycle = &timing.cycles[0];
        assert!(cycle.complete && !cycle.excluded && cycle.menses == 4);
        assert_eq!(cycle.last, starts[1] - Days::new(1));
        let menses = cycle.window(Phase::Menses).unwrap();
        assert_eq!((menses.days.len(), menses.estimated), (4, false));
        let ovulatory = cycle.window(Phase::Ovulatory).unwrap();
        assert!(ovulatory.estimated);
        let late = cycle.window(Phase::LateLuteal).unwrap();
        assert!(late.days.iter().all(|(date, _)| *date < starts[1]));
        assert!(!timing.cycles[2].complete);
    }
}
