//! Answers as the day before.

use chrono::NaiveDate;

use super::{Refusal, has_been};
use crate::diary::{Act, Answer, Answers, Catalogue, Day, Diary, Edit, ItemId, Summary, Target};

/// The answer to compare with: that of the day before.
pub fn earlier<'a>(diary: &'a Diary, date: NaiveDate, item: &ItemId) -> Option<&'a Answer> {
    diary.day(date.pred_opt()?)?.answer(item)
}

/// The answers of the day before to what is unanswered on a day, as far as they can hold for a
/// second day: not words, not measurements, not tests.
pub fn carried(date: NaiveDate, diary: &Diary, catalogue: &Catalogue) -> Answers {
    let before = date.pred_opt().and_then(|date| diary.day(date));
    let answers = before.and_then(Day::check_in).map(|entry| &entry.answers);
    let stands = |id: &ItemId| diary.day(date).is_some_and(|day| day.answer(id).is_some());
    answers
        .into_iter()
        .flat_map(|answers| answers.iter())
        .filter(|(id, answer)| {
            let item = catalogue.item(id.as_str());
            item.map_or(!matches!(answer, Answer::Text(_)), |item| item.carries) && !stands(id)
        })
        .map(|(id, answer)| (id.clone(), answer.clone()))
        .collect()
}

/// Answers all that is [`carried`]; `None` when there is nothing.
///
/// # Errors
/// [`Refusal::Future`].
pub fn repeat(
    date: NaiveDate,
    diary: &Diary,
    catalogue: &Catalogue,
    today: NaiveDate,
) -> Result<Option<Act>, Refusal> {
    let answers = carried(date, diary, catalogue);
    if answers.is_empty() {
        return Ok(None);
    }
    has_been(date, today)?;
    let summary = Summary::AsDayBefore {
        answers: answers.len(),
        date,
    };
    let edit = |(item, answer)| Edit::Answer {
        target: Target::Day(date),
        item,
        answer: Some(answer),
    };
    Ok(Some(Act {
        summary,
        edits: answers.into_iter().map(edit).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, entry};
    use super::*;
    use crate::diary::Quantity;

    fn diary() -> Diary {
        let mut diary = Diary::default();
        diary.insert(entry(
            day(16),
            0,
            "day",
            &[
                ("bleeding", Answer::Choice("light".into())),
                ("note", Answer::Text("slept badly".into())),
                ("pain", Answer::Scale(3)),
                ("temperature", Answer::Number(Quantity::from_milli(36_500))),
            ],
        ));
        diary.insert(entry(day(17), 0, "day", &[("pain", Answer::Scale(4))]));
        diary
    }

    #[test]
    fn what_can_hold_and_is_unanswered_is_taken_over() {
        let act = repeat(day(17), &diary(), Catalogue::built_in(), day(17));
        let act = act.unwrap().unwrap();
        let summary = Summary::AsDayBefore {
            answers: 1,
            date: day(17),
        };
        assert_eq!(act.summary, summary);
        let edit = Edit::Answer {
            target: Target::Day(day(17)),
            item: "bleeding".into(),
            answer: Some(Answer::Choice("light".into())),
        };
        assert_eq!(act.edits, [edit]);
        let pain = earlier(&diary(), day(17), &"pain".into()).cloned();
        assert_eq!(pain, Some(Answer::Scale(3)));
        let catalogue = Catalogue::built_in();
        assert_eq!(repeat(day(10), &diary(), catalogue, day(17)), Ok(None));
        let early = repeat(day(17), &diary(), catalogue, day(16));
        assert_eq!(early, Err(Refusal::Future(day(17))));
    }
}
