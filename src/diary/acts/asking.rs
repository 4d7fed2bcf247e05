//! Which items are asked for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::diary::kind::Measure;
use crate::diary::{Answer, ChoiceOption, Code, DateRange, Diary, Item, ItemId};

/// What was answered in this many days counts as used: six weeks, so that what is only answered
/// during a period was so in the latest one (usual cycles have up to 38 days, FIGO 2018).
pub const LATELY: u64 = 42;

/// So many days before today are asked for where they have no answer.
pub const GAPS: usize = 7;

/// How often each item was answered in a stretch of days.
pub fn usage(diary: &Diary) -> BTreeMap<ItemId, u32> {
    let mut counts = BTreeMap::new();
    for (_, day) in diary.days() {
        for item in day.entries.iter().flat_map(|entry| entry.answers.keys()) {
            match counts.get_mut(item) {
                Some(count) => *count += 1,
                None => {
                    counts.insert(item.clone(), 1);
                }
            }
        }
    }
    counts
}

/// Whether an item is asked for unasked: it is a common one, or was answered lately.
pub fn is_asked(item: &Item, usage: &BTreeMap<ItemId, u32>) -> bool {
    item.common || usage.contains_key(&item.id)
}

/// The days of the week before today that are not among those with an answer, in order. What was
/// before the diary's first day is not asked for.
pub fn gaps(answered: &BTreeSet<NaiveDate>, first: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    let days = DateRange::ending(today, GAPS as u64 + 1);
    let asked = |date: &NaiveDate| (first..today).contains(date) && !answered.contains(date);
    days.days().filter(asked).collect()
}

/// The options of an item with their numbers, from 1; those chosen most in some days first, unless
/// their order says more and more.
pub fn by_use<'a>(
    item: &'a Item,
    diary: &Diary,
    days: DateRange,
) -> Vec<(usize, &'a ChoiceOption)> {
    let mut options: Vec<(usize, &ChoiceOption)> = (1..).zip(item.options()).collect();
    if item.kind.measure() != Measure::Level {
        let days = diary.range(days);
        let answers: Vec<&Answer> = days.flat_map(|(_, day)| day.answers(&item.id)).collect();
        let is = |answer: &Answer, code: &Code| matches!(answer, Answer::Choice(of) if of == code);
        let chosen = |code| answers.iter().filter(|answer| is(answer, code)).count();
        options.sort_by_cached_key(|(_, option)| Reverse(chosen(&option.code)));
    }
    options
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, entry, item};
    use super::*;
    use crate::diary::{Answer, Catalogue};

    #[test]
    fn options_chosen_most_come_first_with_the_numbers_they_have() {
        let chosen = |at, code: &str, id: &str| {
            entry(day(at), 1, "relief", &[(id, Answer::Choice(code.into()))])
        };
        let diary: Diary = [
            chosen(1, "rest", "measure"),
            chosen(2, "rest", "measure"),
            chosen(3, "massage", "measure"),
            chosen(4, "heavy", "bleeding"),
        ]
        .into_iter()
        .collect();
        let numbers = |id: &str| -> Vec<usize> {
            let options = by_use(item(id), &diary, DateRange::ALL);
            options.iter().map(|(number, _)| *number).collect()
        };
        assert_eq!(numbers("measure")[..4], [3, 8, 1, 2]);
        assert_eq!(numbers("bleeding"), [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn gaps_are_days_of_the_week_before_today_and_of_the_diary() {
        let gaps = |answered: &[u32], first| {
            let answered = answered.iter().map(|at| day(*at)).collect();
            let gaps = gaps(&answered, day(first), day(17)).into_iter();
            gaps.map(|date| chrono::Datelike::day(&date))
                .collect::<Vec<_>>()
        };
        assert_eq!(gaps(&[1, 10, 13, 16], 1), [11, 12, 14, 15]);
        assert_eq!(gaps(&[], 1), [10, 11, 12, 13, 14, 15, 16]);
        assert_eq!(gaps(&[14, 16], 14), [15]);
        assert!(gaps(&[17], 17).is_empty());
        assert!(gaps(&[20], 20).is_empty());
    }

    #[test]
    fn common_items_and_used_ones_are_asked() {
        let rare = Catalogue::built_in().items().iter().find(|i| !i.common);
        let rare = rare.unwrap();
        let mut diary = Diary::default();
        assert!(is_asked(item("pain"), &usage(&diary)));
        assert!(!is_asked(rare, &usage(&diary)));
        for at in [day(1), day(2)] {
            diary.insert(entry(
                at,
                0,
                "day",
                &[(rare.id.as_str(), Answer::Flag(false))],
            ));
        }
        assert!(is_asked(rare, &usage(&diary)));
        assert_eq!(usage(&diary)[&rare.id], 2);
    }
}
