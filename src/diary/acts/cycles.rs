//! What a person says of a period.

use chrono::NaiveDate;

use super::{Refusal, answering};
use crate::diary::{Act, Answer, Catalogue, Code, Entry, Role, Target};

/// The codes of what is said of a day as the first of a period.
const FIRST_DAY: &str = "first-day";
const NOT_A_PERIOD: &str = "not-a-period";

/// Says of a day that it is the first of a period, or that it is none when it `begins` one by
/// what was logged; said once more, the mark is taken back.
///
/// # Errors
/// [`Refusal::Future`].
pub fn mark_period(
    date: NaiveDate,
    check_in: Option<&Entry>,
    begins: bool,
    catalogue: &Catalogue,
    today: NaiveDate,
) -> Result<Option<Act>, Refusal> {
    let item = catalogue.role(Role::PeriodMark);
    let marked = check_in.is_some_and(|entry| entry.answer(&item.id).is_some());
    let code = if begins { NOT_A_PERIOD } else { FIRST_DAY };
    let answer = (!marked).then(|| Answer::Choice(Code::new(code)));
    answering::answer(Target::Day(date), check_in, item, answer, today)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, entry};
    use super::*;
    use crate::diary::Edit;

    #[test]
    fn a_period_is_marked_unmarked_and_denied() {
        let catalogue = Catalogue::built_in();
        let item = catalogue.role(Role::PeriodMark);
        let mark = |check_in: Option<&Entry>, begins| {
            let act = mark_period(day(17), check_in, begins, catalogue, day(17));
            match act.unwrap().unwrap().edits.pop() {
                Some(Edit::Answer { answer, .. }) => answer.map(|answer| answer.word()),
                edit => panic!("{edit:?}"),
            }
        };
        assert_eq!(mark(None, false).as_deref(), Some(FIRST_DAY));
        assert_eq!(mark(None, true).as_deref(), Some(NOT_A_PERIOD));
        let answer = Answer::Choice(Code::new(FIRST_DAY));
        let marked = entry(day(17), 0, "day", &[(item.id.as_str(), answer)]);
        assert_eq!(mark(Some(&marked), true), None);
        for code in [FIRST_DAY, NOT_A_PERIOD] {
            assert!(item.option(&Code::new(code)).is_some(), "{code}");
        }
    }
}
