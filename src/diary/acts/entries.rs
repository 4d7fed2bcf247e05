//! Beginning, adding, moving and removing entries, and bringing them back.
//!
//! An entry that nobody answered anything in tells nothing, so one that is begun in the form
//! comes into the diary with its first answer, and not before.

use chrono::{NaiveDate, NaiveTime};

use super::{Refusal, has_been};
use crate::diary::{
    Act, Answer, AnswerChange, Answers, Edit, Entry, EntryChange, EntryHead, EntryId, EntryKindId,
    ItemId, NewEntry, Summary, Target, Uid,
};

/// Begins a timed entry, to be answered next.
///
/// # Errors
/// [`Refusal::Future`].
pub fn begin(
    kind: EntryKindId,
    date: NaiveDate,
    time: Option<NaiveTime>,
    today: NaiveDate,
) -> Result<Entry, Refusal> {
    has_been(date, today)?;
    Ok(Entry {
        id: EntryId::begun(date),
        uid: Uid::default(),
        time,
        kind,
        source: None,
        answers: Answers::new(),
    })
}

/// Adds a timed entry without an answer, where its questions are asked line by line.
///
/// # Errors
/// [`Refusal::Future`].
pub fn add(
    kind: EntryKindId,
    date: NaiveDate,
    time: Option<NaiveTime>,
    today: NaiveDate,
) -> Result<Act, Refusal> {
    let Entry { kind, time, .. } = begin(kind, date, time, today)?;
    let entry = NewEntry {
        date,
        time,
        kind: kind.clone(),
        uid: None,
        source: None,
        answers: Answers::new(),
    };
    let head = EntryHead { kind, date, time };
    Ok(Act::one(Summary::Added(head), Edit::Add(entry)))
}

/// Answers what was not answered in a timed entry, in the order of the catalogue; one that was only
/// begun comes into the diary. `None` when there is nothing to answer.
///
/// # Errors
/// [`Refusal::Future`].
pub fn answer(
    entry: &Entry,
    answers: Vec<(ItemId, Answer)>,
    today: NaiveDate,
) -> Result<Option<Act>, Refusal> {
    if answers.is_empty() {
        return Ok(None);
    }
    has_been(entry.date(), today)?;
    let summary = Summary::Answered(vec![EntryChange {
        entry: entry.into(),
        answers: answers
            .iter()
            .map(|(item, answer)| AnswerChange::new(item, Some(answer), None))
            .collect(),
    }]);
    let edits = match entry.id.is_begun() {
        true => vec![Edit::Add(NewEntry {
            date: entry.date(),
            time: entry.time,
            kind: entry.kind.clone(),
            uid: None,
            source: None,
            answers: answers.into_iter().collect(),
        })],
        false => answers
            .into_iter()
            .map(|(item, answer)| Edit::Answer {
                target: Target::Entry(entry.id),
                item,
                answer: Some(answer),
            })
            .collect(),
    };
    Ok(Some(Act { summary, edits }))
}

/// Removes an entry with its answers.
pub fn remove(entry: &Entry) -> Act {
    Act::one(Summary::Removed(entry.into()), Edit::Remove(entry.id))
}

/// Gives a timed entry another date and time; `None` when it has them already.
///
/// # Errors
/// [`Refusal::Future`].
pub fn move_to(
    entry: &Entry,
    date: NaiveDate,
    time: Option<NaiveTime>,
    today: NaiveDate,
) -> Result<Option<Act>, Refusal> {
    has_been(date, today)?;
    if (date, time) == (entry.date(), entry.time) {
        return Ok(None);
    }
    let head = EntryHead {
        kind: entry.kind.clone(),
        date,
        time,
    };
    let edit = Edit::Move {
        entry: entry.id,
        date,
        time,
    };
    Ok(Some(Act::one(Summary::Moved(head), edit)))
}

/// Brings an entry back that was removed: of a check-in, its answers.
pub fn bring_back(entry: &Entry) -> Act {
    let date = entry.date();
    let edits = if entry.id.is_check_in() {
        let answer = |(item, answer)| Edit::Answer {
            target: Target::Day(date),
            item,
            answer: Some(answer),
        };
        entry.answers.clone().into_iter().map(answer).collect()
    } else {
        vec![Edit::Add(NewEntry {
            date,
            time: entry.time,
            kind: entry.kind.clone(),
            uid: Some(entry.uid.clone()),
            source: entry.source.clone(),
            answers: entry.answers.clone(),
        })]
    };
    Act {
        summary: Summary::BroughtBack(entry.into()),
        edits,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, entry};
    use super::*;

    #[test]
    fn an_entry_comes_into_the_diary_with_its_first_answer() {
        let kind = EntryKindId::new("relief");
        let begun = begin(kind.clone(), day(17), None, day(17)).unwrap();
        assert!(begun.id.is_begun() && begun.answers.is_empty());
        assert_eq!(answer(&begun, vec![], day(17)), Ok(None));
        let heat = vec![("measure".into(), Answer::Choice("heat".into()))];
        let act = answer(&begun, heat.clone(), day(17)).unwrap().unwrap();
        assert!(matches!(&act.edits[..], [Edit::Add(new)] if new.answers.len() == 1));
        let stands = entry(day(17), 1, "relief", &[]);
        let act = answer(&stands, heat, day(17)).unwrap().unwrap();
        assert!(matches!(&act.edits[..], [Edit::Answer { .. }]));
        let refused = begin(kind, day(18), None, day(17));
        assert_eq!(refused, Err(Refusal::Future(day(18))));
    }

    #[test]
    fn entries_are_moved_to_days_that_were() {
        let relief = entry(day(16), 1, "relief", &[]);
        assert_eq!(move_to(&relief, day(16), relief.time, day(17)), Ok(None));
        let act = move_to(&relief, day(17), None, day(17)).unwrap().unwrap();
        let head = EntryHead {
            kind: relief.kind.clone(),
            date: day(17),
            time: None,
        };
        assert_eq!(act.summary, Summary::Moved(head));
        let refused = move_to(&relief, day(18), None, day(17));
        assert_eq!(refused, Err(Refusal::Future(day(18))));
    }

    #[test]
    fn an_entry_comes_back_with_its_lasting_name() {
        let relief = entry(day(16), 1, "relief", &[("relief-before", Answer::Scale(5))]);
        assert_eq!(remove(&relief).edits, [Edit::Remove(relief.id)]);
        match bring_back(&relief).edits.as_slice() {
            [Edit::Add(new)] => {
                assert_eq!(new.uid.as_ref(), Some(&relief.uid));
                assert_eq!(new.answers, relief.answers);
            }
            edits => panic!("{edits:?}"),
        }
        let check_in = entry(day(16), 0, "day", &[("pain", Answer::Scale(5))]);
        assert!(matches!(
            bring_back(&check_in).edits.as_slice(),
            [Edit::Answer { .. }]
        ));
    }
}
