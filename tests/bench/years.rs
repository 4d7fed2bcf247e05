//! A diary of 60 years, for who measures.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Days, NaiveDate};
use twinge::diary::{Act, Answer, Catalogue, Code, Edit, Item, ItemKind, Profile, Target};
use twinge::repository::Repository;

/// The last of its days.
pub(crate) const TODAY: &str = "2026-03-17";
/// How many days it has.
pub(crate) const YEARS_60: u64 = 21_915;
/// How many answers a day.
pub(crate) const ANSWERS: usize = 20;

/// A diary in which every day answers the same twenty items.
pub(crate) fn write_diary(path: &Path) {
    let mut repository = Repository::open(path).unwrap();
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let begin = Act::one("begun", Edit::Profile(Box::new(profile)));
    repository.perform(&begin).unwrap();
    let catalogue = Catalogue::built_in();
    let items = items(catalogue);
    let today: NaiveDate = TODAY.parse().unwrap();
    let mut random = fastrand::Rng::with_seed(60);
    for year in (0..YEARS_60).rev().collect::<Vec<_>>().chunks(366) {
        let mut edits = Vec::new();
        for back in year {
            let target = Target::Day(today - Days::new(*back));
            edits.extend(items.iter().map(|item| Edit::Answer {
                target,
                item: item.id.clone(),
                answer: Some(answer(item, &mut random)),
            }));
        }
        repository
            .perform(&Act {
                summary: "a year".into(),
                edits,
            })
            .unwrap();
    }
}

/// The items it answers.
pub(crate) fn items(catalogue: &Catalogue) -> Vec<&Item> {
    let items = catalogue.items().iter();
    items
        .filter(|item| catalogue.kinds_of(item).iter().any(|kind| kind.is_day()))
        .filter(|item| item.common)
        .take(ANSWERS)
        .collect()
}

/// Any answer to an item.
pub(crate) fn answer(item: &Item, random: &mut fastrand::Rng) -> Answer {
    let option = |random: &mut fastrand::Rng| -> Code {
        item.options()[random.usize(..item.options().len())]
            .code
            .clone()
    };
    match &item.kind {
        ItemKind::Many { .. } if item.options().is_empty() => Answer::Many(BTreeSet::new()),
        ItemKind::Many { .. } => Answer::Many((0..2).map(|_| option(random)).collect()),
        ItemKind::Text { .. } => Answer::Text("a few words about the day".into()),
        kind => kind.example(random.u64(..)).unwrap(),
    }
}
