//! Answering one item.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Refusal, entries, has_been};
use crate::diary::{
    Act, Answer, AnswerChange, Code, Edit, Entry, EntryChange, EntryHead, EntryKindId, Item,
    Summary, Target,
};

/// Answers an item, or takes the answer back with `None`. The entry is the target's, if the diary
/// has it or it was begun; `None` when the answer stands there already.
///
/// # Errors
/// [`Refusal::Future`].
pub fn answer(
    target: Target,
    entry: Option<&Entry>,
    item: &Item,
    answer: Option<Answer>,
    today: NaiveDate,
) -> Result<Option<Act>, Refusal> {
    let date = target.id().date();
    // What stands on a day to come, as by a clock that was wrong, can be taken back.
    if answer.is_some() {
        has_been(date, today)?;
    }
    if let Some(begun) = entry.filter(|entry| entry.id.is_begun()) {
        let first = answer.map(|answer| (item.id.clone(), answer));
        return entries::answer(begun, first.into_iter().collect(), today);
    }
    let was = entry.and_then(|entry| entry.answer(&item.id));
    if was == answer.as_ref() {
        return Ok(None);
    }
    let entry = entry.map_or(
        EntryHead {
            kind: EntryKindId::DAY,
            date,
            time: None,
        },
        EntryHead::from,
    );
    let change = EntryChange {
        entry,
        answers: vec![AnswerChange::new(&item.id, answer.as_ref(), was)],
    };
    Ok(Some(Act::one(
        Summary::Answered(vec![change]),
        Edit::Answer {
            target,
            item: item.id.clone(),
            answer,
        },
    )))
}

/// The chosen options of an answer with one of them turned on or off.
pub fn turned(answer: Option<&Answer>, code: &Code) -> Answer {
    let mut codes = match answer {
        Some(Answer::Many(codes)) => codes.clone(),
        _ => BTreeSet::new(),
    };
    if !codes.remove(code) {
        codes.insert(code.clone());
    }
    Answer::Many(codes)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, entry, item};
    use super::*;

    #[test]
    fn an_answer_is_given_corrected_and_taken_back() {
        let stood = entry(day(17), 0, "day", &[("pain", Answer::Scale(3))]);
        let pain = item("pain");
        let target = Target::Day(day(17));
        let given = |entry, answer_| answer(target, entry, pain, answer_, day(17)).unwrap();
        for (entry, is, was) in [
            (None, Some(Answer::Scale(3)), None),
            (Some(&stood), Some(Answer::Scale(4)), Some(Answer::Scale(3))),
            (Some(&stood), None, Some(Answer::Scale(3))),
        ] {
            let act = given(entry, is.clone()).unwrap();
            let Summary::Answered(changes) = &act.summary else {
                panic!("{act:?}");
            };
            let change = &changes[0].answers[0];
            assert_eq!((&change.is, &change.was), (&is, &was));
            assert_eq!(act.edits.len(), 1);
        }
        assert_eq!(given(None, None), None);
        assert_eq!(given(Some(&stood), Some(Answer::Scale(3))), None);
    }

    #[test]
    fn a_day_to_come_is_not_answered() {
        let target = Target::Day(day(18));
        let refused = answer(target, None, item("pain"), Some(Answer::Scale(3)), day(17));
        assert_eq!(refused, Err(Refusal::Future(day(18))));
    }

    #[test]
    fn an_option_is_turned_on_and_off() {
        let code = Code::new("dull");
        let on = turned(None, &code);
        assert_eq!(on, Answer::Many([code.clone()].into()));
        assert_eq!(turned(Some(&on), &code), Answer::Many([].into()));
    }
}
