//! Answers as the last time something of that kind happened.

use chrono::NaiveDate;

use super::{Refusal, entries};
use crate::diary::kind::Measure;
use crate::diary::{Act, Answer, Answers, Catalogue, Diary, Entry, Role};

/// How many earlier entries with words in them are offered: what is taken for pain is mostly one of
/// very few things.
const OFFERED: usize = 3;

/// The entries of its kind before another, latest first.
fn all_before<'a>(diary: &'a Diary, entry: &Entry) -> impl Iterator<Item = &'a Entry> {
    let place = |of: &Entry| (of.date(), of.time, of.id);
    let (kind, here) = (entry.kind.clone(), place(entry));
    diary
        .days()
        .rev()
        .skip_while(move |(date, _)| *date > here.0)
        .flat_map(|(_, day)| day.entries.iter().rev())
        .filter(move |of| of.kind == kind && place(of) < here)
}

/// The entry of its kind before another.
pub fn before<'a>(diary: &'a Diary, entry: &Entry) -> Option<&'a Entry> {
    all_before(diary, entry).next()
}

/// What an entry tells that can hold for another of its kind: what was done and taken, in words,
/// too. Scores and amounts are felt and measured anew, and a note is of its time.
fn carried(entry: &Entry, catalogue: &Catalogue) -> Answers {
    let holds = |answer: &Answer, id: &str| match catalogue.item(id) {
        Some(item) if item.kind.is_words() => item.role != Some(Role::Note),
        Some(item) => {
            let measured = matches!(item.kind.measure(), Measure::Score | Measure::Amount { .. });
            item.carries && !measured
        }
        None => !matches!(answer, Answer::Text(_)),
    };
    let answers = entry.answers.iter();
    answers
        .filter(|(id, answer)| holds(answer, id.as_str()))
        .map(|(id, answer)| (id.clone(), answer.clone()))
        .collect()
}

/// The latest entries of its kind that say something in words, such as a medicine and its dose; each
/// once, latest first. Nothing is offered to an entry in which anything that would be copied is
/// answered.
pub fn offers<'a>(diary: &'a Diary, entry: &Entry, catalogue: &Catalogue) -> Vec<&'a Entry> {
    let mut offered: Vec<(Answers, &Entry)> = Vec::new();
    if !carried(entry, catalogue).is_empty() {
        return vec![];
    }
    for of in all_before(diary, entry) {
        let answers = carried(of, catalogue);
        let has_words = answers.values().any(|a| matches!(a, Answer::Text(_)));
        if has_words && offered.iter().all(|(known, _)| *known != answers) {
            offered.push((answers, of));
        }
        if offered.len() == OFFERED {
            break;
        }
    }
    offered.into_iter().map(|(_, of)| of).collect()
}

/// Answers what is unanswered in an entry as in an earlier one; `None` when there is nothing.
///
/// # Errors
/// [`Refusal::Future`].
pub fn repeat(
    entry: &Entry,
    of: &Entry,
    catalogue: &Catalogue,
    today: NaiveDate,
) -> Result<Option<Act>, Refusal> {
    let answers = carried(of, catalogue);
    let open = catalogue
        .items()
        .iter()
        .filter(|item| entry.answer(&item.id).is_none());
    let answered = open.filter_map(|item| Some((item.id.clone(), answers.get(&item.id)?.clone())));
    entries::answer(entry, answered.collect(), today)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, entry};
    use super::*;
    use crate::diary::Edit;

    fn taken(date: NaiveDate, n: i64, medicine: &str, dose: &str) -> Entry {
        let answers = [
            ("dose", Answer::Text(dose.into())),
            ("measure", Answer::Choice("painkiller".into())),
            ("medicine", Answer::Text(medicine.into())),
            ("note", Answer::Text(format!("on the {date}"))),
            ("relief-before", Answer::Scale(5)),
        ];
        entry(date, n, "relief", &answers)
    }

    fn diary() -> Diary {
        let heat = [("measure", Answer::Choice("heat".into()))];
        [
            taken(day(10), 1, "aspirin", "500 mg"),
            taken(day(11), 1, "naproxen", "250 mg"),
            taken(day(12), 1, "ibuprofen", "400 mg"),
            taken(day(13), 1, "paracetamol", "1 g"),
            taken(day(14), 1, "ibuprofen", "400 mg"),
            entry(day(15), 1, "relief", &heat),
            entry(day(16), 1, "exertion", &[]),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn an_entry_is_compared_with_the_one_of_its_kind_before() {
        let diary = diary();
        let begun = entries::begin("relief".into(), day(17), None, day(17)).unwrap();
        assert_eq!(before(&diary, &begun).unwrap().date(), day(15));
        let first = diary.day(day(10)).unwrap().entries[0].clone();
        assert_eq!(before(&diary, &first), None);
    }

    #[test]
    fn the_three_latest_medicines_are_offered_each_once() {
        let diary = diary();
        let catalogue = Catalogue::built_in();
        let begun = entries::begin("relief".into(), day(17), None, day(17)).unwrap();
        let offered = offers(&diary, &begun, catalogue);
        let dates: Vec<NaiveDate> = offered.iter().map(|of| of.date()).collect();
        assert_eq!(dates, [day(14), day(13), day(11)]);
        let told = taken(day(17), 1, "ibuprofen", "200 mg");
        assert!(offers(&diary, &told, catalogue).is_empty());
    }

    #[test]
    fn what_was_taken_is_repeated_and_what_was_felt_is_not() {
        let diary = diary();
        let catalogue = Catalogue::built_in();
        let begun = entries::begin("relief".into(), day(17), None, day(17)).unwrap();
        let of = offers(&diary, &begun, catalogue)[0];
        let act = repeat(&begun, of, catalogue, day(17)).unwrap().unwrap();
        let [Edit::Add(new)] = act.edits.as_slice() else {
            panic!("{act:?}");
        };
        let items: Vec<&str> = new.answers.keys().map(|id| id.as_str()).collect();
        assert_eq!(items, ["dose", "measure", "medicine"]);
        assert_eq!(repeat(of, of, catalogue, day(17)), Ok(None));
    }
}
