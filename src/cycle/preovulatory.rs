//! The infertile days before ovulation (Sensiplan; Frank-Herrmann et al., Hum Reprod 2007): five
//! days, or what the earliest temperature rise of all earlier cycles allows.

use chrono::NaiveDate;

use super::gaps::Excluded;
use super::observation::{Bleeding, DaySigns, Reason};
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

/// What a cycle that is over says of the days before ovulation in those to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CyclePast {
    /// The first high day of its temperature shift, as a cycle day.
    pub first_high: Option<i64>,
    /// Whether both evaluations, of the temperature and of the second sign, were complete.
    pub double_checked: bool,
    /// Why it is left out, if it is.
    pub excluded: Option<Excluded>,
}

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
    pub(super) fn pass(&mut self, past: CyclePast) {
        self.complete = past.double_checked && past.excluded != Some(Excluded::Break);
        if let Some(day) = past.first_high {
            self.earliest = Some(self.earliest.map_or(day, |earliest| earliest.min(day)));
            self.shifts += 1;
        }
        self.held_back = match past.excluded {
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

    /// The infertile days of a cycle that begins on a day, with these days: they end before the first
    /// fertile sign, on the last day that was looked at. What bleeds hides the sign, and is infertile
    /// by the rule.
    pub(super) fn phase(
        &self,
        first: NaiveDate,
        days: &[DaySigns],
        sign: SecondSign,
    ) -> Option<DateRange> {
        let fertile = |day: &DaySigns| match sign {
            SecondSign::Mucus => mucus(day).map(|quality| quality > BEST_INFERTILE),
            SecondSign::Cervix => cervix(day),
        };
        let mut last = shift(first, self.days() - 1);
        if let Some(at) = days.iter().position(|day| fertile(day) == Some(true)) {
            let mut before = days.iter().take(at);
            let seen = before
                .rfind(|day| fertile(day).is_some() || day.menstrual() > Some(Bleeding::None));
            last = last.min(seen?.date);
        }
        (first <= last).then_some(DateRange { first, last })
    }
}
