//! Adding, moving and removing entries, and bringing them back.

use chrono::{NaiveDate, NaiveTime};

use super::{Refusal, has_been};
use crate::diary::{Act, Answers, Edit, Entry, EntryHead, EntryKindId, NewEntry, Summary, Target};

/// Adds a timed entry, to be answered next.
///
/// # Errors
/// [`Refusal::Future`].
pub fn add(
    kind: EntryKindId,
    date: NaiveDate,
    time: Option<NaiveTime>,
    today: NaiveDate,
) -> Result<Act, Refusal> {
    has_been(date, today)?;
    let head = EntryHead { kind, date, time };
    let entry = NewEntry {
        date,
        time,
        kind: head.kind.clone(),
        uid: None,
        source: None,
        answers: Answers::new(),
    };
    Ok(Act::one(Summary::Added(head), Edit::Add(entry)))
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
    use crate::diary::Answer;

    #[test]
    fn entries_are_added_and_moved_to_days_that_were() {
        let kind = EntryKindId::new("relief");
        assert!(add(kind.clone(), day(17), None, day(17)).is_ok());
        let refused = add(kind, day(18), None, day(17));
        assert_eq!(refused, Err(Refusal::Future(day(18))));
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
