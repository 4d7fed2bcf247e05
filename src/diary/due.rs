//! What is asked now and then, not every day: which groups of items are due on a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::shift;
use super::{Answer, Catalogue, Code, DateRange, Day, Diary, Item, ItemId, Profile};

/// Items that are asked together, now and then; one alone is a group, too.
#[derive(Debug, Clone, Copy)]
pub struct Group<'a> {
    /// Its name, under which it is kept that it was skipped.
    pub name: &'a Code,
    /// What is asked.
    pub items: &'a [ItemId],
    /// How often it is asked, in days.
    pub every: u32,
    /// How old a diary is before it is first asked, in days.
    pub after: u32,
}

impl Group<'_> {
    /// How many days of diary before a day have to be read to know whether it is due on it.
    pub fn lookback(&self) -> u32 {
        self.every.max(self.after)
    }
}

/// A diary, and the day on which something may be due.
#[derive(Debug, Clone, Copy)]
pub struct DueOn<'a> {
    /// The diary, as far back as [`Group::lookback`] says.
    pub diary: &'a Diary,
    /// The items.
    pub catalogue: &'a Catalogue,
    /// The person: what does not concern them is not asked.
    pub profile: &'a Profile,
    /// The item that keeps what was skipped.
    pub skipped: &'a ItemId,
    /// The day.
    pub date: NaiveDate,
}

impl DueOn<'_> {
    /// Whether a group is due: the diary is old enough, and in the days a round lasts it was neither
    /// answered nor skipped. One that was begun on the day itself stays due until all of it is
    /// answered.
    pub fn is_due(&self, group: &Group) -> bool {
        let items: Vec<&Item> = group
            .items
            .iter()
            .filter_map(|id| self.catalogue.item(id.as_str()))
            .filter(|item| self.catalogue.concerns(item, self.profile))
            .collect();
        let since = shift(self.date, -i64::from(group.after));
        let old_enough = self.diary.span().is_some_and(|span| span.first <= since);
        let answered = |day: &Day| {
            let answers = items.iter().filter(|item| day.answer(&item.id).is_some());
            answers.count()
        };
        let settled = |(at, day): (NaiveDate, &Day)| {
            let enough = if at == self.date { items.len() } else { 1 };
            self.is_skipped(day, group.name) || answered(day) >= enough
        };
        let round = DateRange::ending(self.date, group.every.into());
        !items.is_empty() && old_enough && !self.diary.range(round).any(settled)
    }

    fn is_skipped(&self, day: &Day, name: &Code) -> bool {
        matches!(day.answer(self.skipped), Some(Answer::Many(names)) if names.contains(name))
    }
}

/// The answer that keeps what was skipped on a day, with one more group in it.
pub fn also_skipped(day: Option<&Day>, skipped: &ItemId, name: &Code) -> Answer {
    let mut names = match day.and_then(|day| day.answer(skipped)) {
        Some(Answer::Many(names)) => names.clone(),
        _ => BTreeSet::new(),
    };
    names.insert(name.clone());
    Answer::Many(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Answers, Entry, EntryId, EntryKindId};

    #[test]
    fn any_item_can_be_asked_in_its_own_rhythm() {
        let date = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
        let entry = |n, answers: &[(&str, Answer)]| Entry {
            id: EntryId::check_in(date(n)),
            uid: "x".into(),
            time: None,
            kind: EntryKindId::DAY,
            source: None,
            answers: answers
                .iter()
                .map(|(item, answer)| ((*item).into(), answer.clone()))
                .collect::<Answers>(),
        };
        let diary: Diary = [
            entry(1, &[("pain", Answer::Scale(2))]),
            entry(5, &[("stress", Answer::Scale(3))]),
        ]
        .into_iter()
        .collect();
        let (name, items) = (Code::new("stress"), [ItemId::from("stress")]);
        let is_due = |every, after, day| {
            let on = DueOn {
                diary: &diary,
                catalogue: Catalogue::built_in(),
                profile: &Profile::default(),
                skipped: &"skipped".into(),
                date: date(day),
            };
            on.is_due(&Group {
                name: &name,
                items: &items,
                every,
                after,
            })
        };
        assert!(is_due(3, 0, 4) && is_due(3, 0, 8));
        assert!(!is_due(3, 0, 5) && !is_due(3, 0, 7));
        assert!(!is_due(3, 9, 8) && is_due(3, 9, 10));
    }
}
