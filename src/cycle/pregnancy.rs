//! Whether it is a pregnancy: by the tests, the end that was told, and the person's word.

use chrono::NaiveDate;

use super::observation::{DaySigns, LeaveOut, PeriodMark, Reason, Test};
use crate::diary::calendar::{days_between, shift};

/// A positive test says nothing longer than a pregnancy lasts, in days.
const LONGEST: i64 = 280;
/// So many days after the end of a pregnancy a test can still show that one.
const SHOWN_AFTER: i64 = 21;
/// A first day marked so soon after a positive test, in days, may be bleeding in the pregnancy.
const BLEEDING_IN_IT: i64 = 14;

// The three are those of the sign "pregnant" in the guide's rules, which weighs the same answers.

/// The latest clear test of some days in order, when it was positive.
pub(super) fn tested(days: &[DaySigns]) -> Option<NaiveDate> {
    let clear = |day: &&DaySigns| day.pregnancy.is_some_and(|test| test != Test::Unclear);
    let latest = days.iter().rev().find(clear)?;
    (latest.pregnancy == Some(Test::Positive)).then_some(latest.date)
}

/// The positive test of a pregnancy that goes on today. It is over with a negative test, with its
/// end, or with a period the person marked; bleeding alone does not end it.
fn going_on(known: &[DaySigns], today: NaiveDate) -> Option<NaiveDate> {
    let from = shift(today, -(LONGEST + SHOWN_AFTER));
    let at = known.partition_point(|day| day.date < from);
    let mut test: Option<NaiveDate> = None;
    let mut ended: Option<NaiveDate> = None;
    for day in known.get(at..).unwrap_or_default() {
        let since = |earlier: Option<NaiveDate>| earlier.map(|date| days_between(date, day.date));
        match (day.pregnancy, day.mark) {
            _ if day.pregnancy_ended => (test, ended) = (None, Some(day.date)),
            (Some(Test::Negative), _) => test = None,
            (Some(Test::Positive), _) if since(ended).is_none_or(|days| days > SHOWN_AFTER) => {
                test = Some(day.date);
            }
            (_, Some(PeriodMark::FirstDay)) if since(test) > Some(BLEEDING_IN_IT) => test = None,
            _ => {}
        }
    }
    test.filter(|test| days_between(*test, today) <= LONGEST)
}

/// A pregnancy that goes on, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pregnancy {
    /// The positive test; `None` when the person says it without one.
    pub test: Option<NaiveDate>,
}

/// Whether a pregnancy lets no period be expected: `days` are those of the running cycle,
/// `known` are all.
pub(super) fn paused(days: &[DaySigns], known: &[DaySigns], today: NaiveDate) -> Option<Pregnancy> {
    if let Some(test) = going_on(known, today) {
        return Some(Pregnancy { test: Some(test) });
    }
    let said = days.iter().find_map(|day| day.leave_out);
    let over = days.iter().any(|day| day.pregnancy_ended);
    (said == Some(LeaveOut::Because(Reason::Pregnancy)) && !over)
        .then_some(Pregnancy { test: None })
}
