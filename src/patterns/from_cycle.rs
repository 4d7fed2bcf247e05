//! Timing from the cycle engine: which days belong to which phase, with what probability.

use super::timing::{Cycle, Phase, Timing, Window};
use crate::cycle::{self, Cycles};
use crate::diary::DateRange;

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
    /// The cycles as they are known on the engine's day.
    pub fn from_cycles(cycles: &Cycles) -> Self {
        let known = cycles.cycles().iter();
        Self {
            cycles: known.map(|of| cycle_of(cycles, of)).collect(),
        }
    }
}

fn cycle_of(cycles: &Cycles, of: &cycle::Cycle) -> Cycle {
    let days = DateRange {
        first: of.start(),
        last: of.last().unwrap_or(cycles.today()),
    };
    let windows = Phase::ALL
        .into_iter()
        .map(|phase| window(cycles, phase, days));
    Cycle {
        first: days.first,
        last: days.last,
        complete: of.next_start.is_some(),
        excluded: of.excluded.is_some(),
        menses: u16::try_from(of.menses_days).unwrap_or(u16::MAX),
        windows: windows.filter(|window| !window.days.is_empty()).collect(),
    }
}

fn window(cycles: &Cycles, phase: Phase, days: DateRange) -> Window {
    let memberships = days.days().filter_map(|date| {
        let membership = cycles.phase(date)?;
        let share = membership.of(phase.of_engine());
        (share > 0.0).then_some((date, share, membership.estimated))
    });
    let (mut estimated, mut days) = (false, Vec::new());
    for (date, share, is_estimated) in memberships {
        // The days of a period are seen, whatever is known of ovulation.
        estimated |= is_estimated && phase != Phase::Menses;
        days.push((date, share));
    }
    Window {
        phase,
        estimated,
        days,
    }
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
