//! Answers that are known only afterwards.

use chrono::{Days, NaiveDate};

use crate::diary::{Catalogue, DateRange, Diary, Entry, ItemId, Profile, Role};

/// How many days after intimacy its pain is asked for: pain that comes of it may begin within 72
/// hours, which is as late as the catalogue's `pain-after-began` lets it.
pub const PAIN_AFTER_DAYS: u64 = 3;

/// Items that are known only afterwards, with how many days back the entry they complete may lie.
const AFTERWARDS: [(Role, u64); 4] = [
    (Role::PainAfter, PAIN_AFTER_DAYS),
    (Role::PainAfterBegan, PAIN_AFTER_DAYS),
    (Role::PainAfterLasted, PAIN_AFTER_DAYS),
    (Role::ReliefAfter, 0),
];

/// How many days back the entry may lie that answers to these items complete; `None` when one of
/// them is known at once.
pub fn reach<'a>(
    items: impl IntoIterator<Item = &'a ItemId>,
    catalogue: &Catalogue,
) -> Option<u64> {
    let back = |item: &ItemId| {
        AFTERWARDS
            .iter()
            .find(|(role, _)| catalogue.role(*role).id == *item)
            .map(|(_, back)| *back)
    };
    let back: Option<Vec<u64>> = items.into_iter().map(back).collect();
    back?.into_iter().max()
}

/// The days before a date whose intimacy is asked after.
pub fn days_before(date: NaiveDate) -> DateRange {
    let first = date.checked_sub_days(Days::new(PAIN_AFTER_DAYS));
    DateRange {
        first: first.unwrap_or(date),
        last: date.pred_opt().unwrap_or(date),
    }
}

/// The entries of [`days_before`] whose pain afterwards is still to be answered, earliest first. That
/// of the day itself is a question of its own entry.
pub fn open<'a>(
    date: NaiveDate,
    diary: &'a Diary,
    catalogue: &'a Catalogue,
    profile: &Profile,
) -> impl Iterator<Item = &'a Entry> + use<'a> {
    let item = catalogue.role(Role::PainAfter);
    let range = catalogue
        .concerns(item, profile)
        .then(|| diary.range(days_before(date)));
    range
        .into_iter()
        .flatten()
        .flat_map(|(_, day)| day.timed())
        .filter(|entry| catalogue.kinds_of(item).contains(&entry.kind))
        .filter(|entry| entry.answer(&item.id).is_none())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, entry};
    use super::*;
    use crate::diary::{Answer, Area};

    #[test]
    fn only_what_is_known_afterwards_reaches_back() {
        let catalogue = Catalogue::built_in();
        for (items, expected) in [
            (&["pain-after"][..], Some(3)),
            (&["relief-after"], Some(0)),
            (&["pain-after", "pain-after-began"], Some(3)),
            (&["pain-after", "orgasm"], None),
            (&["pain"], None),
        ] {
            let items: Vec<ItemId> = items.iter().map(ItemId::new).collect();
            assert_eq!(reach(&items, catalogue), expected, "{items:?}");
        }
    }

    #[test]
    fn intimacy_of_three_days_is_asked_after_until_it_is_answered() {
        let mut diary = Diary::default();
        for at in [13, 14, 16, 17] {
            diary.insert(entry(day(at), 1, "intimacy", &[]));
        }
        let answered = [("pain-after", Answer::Scale(0))];
        diary.insert(entry(day(15), 1, "intimacy", &answered));
        diary.insert(entry(day(16), 2, "relief", &[]));
        let catalogue = Catalogue::built_in();
        let open = |profile: &Profile| -> Vec<NaiveDate> {
            let entries = open(day(17), &diary, catalogue, profile);
            entries.map(Entry::date).collect()
        };
        assert_eq!(open(&Profile::default()), [day(14), day(16)]);
        let areas = [Area::Pain].into();
        assert!(
            open(&Profile {
                areas,
                ..Profile::default()
            })
            .is_empty()
        );
    }
}
