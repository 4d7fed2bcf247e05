//! The infertile days before ovulation (Sensiplan; Frank-Herrmann et al., Hum Reprod 2007): five
//! days, or what the earliest temperature rise of all earlier cycles allows.

use super::delimit::Excluded;
use super::evaluation::Cycle;
use super::observation::{DaySigns, Reason};
use super::second_sign::{BEST_INFERTILE, cervix, mucus};
use crate::diary::calendar::shift;
use crate::diary::{DateRange, SecondSign};

/// How many days the phase has, unless the earliest first high day says otherwise.
const USUAL: i64 = 5;
/// The phase ends this many days before the earliest first high day.
const BEFORE_FIRST_HIGH: i64 = 8;
/// So many cycles with a shift are needed for more than the usual days.
const SHIFTS_FOR_MORE: u32 = 12;
/// In so many cycles after pregnancy or hormonal contraception the rule is not applied.
const HELD_BACK: u32 = 3;

/// What the cycles so far say of the days before ovulation in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct EarlierCycles {
    /// The earliest first high day, as a cycle day.
    earliest: Option<i64>,
    /// How many cycles had a shift.
    shifts: u32,
    /// Whether the cycle just before had both evaluations complete.
    complete: bool,
    /// In how many cycles from here the rule is not applied.
    held_back: u32,
}

impl EarlierCycles {
    /// Takes a cycle in that is over.
    pub(super) fn pass(&mut self, cycle: &Cycle) {
        self.complete =
            cycle.infertile_after_from.is_some() && cycle.excluded != Some(Excluded::Break);
        if let Some(shift) = cycle.temperature {
            let day = cycle.day(shift.first_high);
            self.earliest = Some(self.earliest.map_or(day, |earliest| earliest.min(day)));
            self.shifts += 1;
        }
        self.held_back = match cycle.excluded {
            Some(Excluded::ByPerson(Reason::Pregnancy | Reason::Contraception)) => HELD_BACK,
            _ => self.held_back.saturating_sub(1),
        };
    }

    /// How many days the phase can have in the next cycle.
    fn days(&self) -> i64 {
        let Some(earliest) = self
            .earliest
            .filter(|_| self.complete && self.held_back == 0)
        else {
            return 0;
        };
        let allowed = earliest - BEFORE_FIRST_HIGH;
        if allowed < USUAL || self.shifts >= SHIFTS_FOR_MORE {
            allowed
        } else {
            USUAL
        }
    }

    /// The infertile days at the beginning of a cycle with these days: they end the day before the
    /// first fertile sign.
    pub(super) fn phase(
        &self,
        cycle: &Cycle,
        days: &[DaySigns],
        sign: SecondSign,
    ) -> Option<DateRange> {
        let first = cycle.start();
        let fertile = |day: &&DaySigns| match sign {
            SecondSign::Mucus => mucus(day) > Some(BEST_INFERTILE),
            SecondSign::Cervix => cervix(day) == Some(true),
        };
        let last = shift(first, self.days() - 1);
        let last = match days.iter().find(fertile) {
            Some(day) => last.min(shift(day.date, -1)),
            None => last,
        };
        (first <= last).then_some(DateRange { first, last })
    }
}
