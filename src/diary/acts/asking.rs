//! Which items are asked for.

use std::collections::BTreeMap;

use crate::diary::{Diary, Item, ItemId};

/// What was answered in this many days counts as used: six weeks, so that what is only answered
/// during a period was so in the latest one (usual cycles have up to 38 days, FIGO 2018).
pub const LATELY: u64 = 42;

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

#[cfg(test)]
mod tests {
    use super::super::testing::{day, entry, item};
    use super::*;
    use crate::diary::{Answer, Catalogue};

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
