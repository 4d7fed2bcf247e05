//! Whatever a diary holds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use twinge::diary::relief::relief;
use twinge::diary::{
    Answer, Catalogue, DateRange, Diary, Entry, EntryId, EntryKindId, Item, Profile,
};
use twinge::guide::{
    Flag, Library, QuestionnaireBook, ReadingBook, ReliefBook, RuleBook, Situation,
};

use crate::made::{day, six_cycles, woman};

/// Some answer the item can have.
fn some_answer(item: &Item, seed: u64) -> Answer {
    item.kind.example(seed).expect("every choice has options")
}

pub(crate) fn any_diary() -> impl Strategy<Value = Diary> {
    let catalogue = Catalogue::built_in();
    let answers = prop::collection::vec((0..catalogue.items().len(), any::<u64>()), 1..25);
    prop::collection::vec((-500_i64..3, 0_i64..3, answers), 0..60).prop_map(move |days| {
        let entry = |(n, at, answers): (i64, i64, Vec<(usize, u64)>)| {
            let kind = if at == 0 {
                EntryKindId::DAY
            } else {
                EntryKindId::new("episode")
            };
            let id = EntryId::new(day(n), at).unwrap();
            let answers = answers.into_iter().map(|(item, seed)| {
                let item = &catalogue.items()[item];
                (item.id.clone(), some_answer(item, seed))
            });
            (
                id,
                Entry {
                    id,
                    uid: "x".into(),
                    time: None,
                    kind,
                    source: None,
                    answers: answers.collect(),
                },
            )
        };
        days.into_iter()
            .map(entry)
            .collect::<BTreeMap<_, _>>()
            .into_values()
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is answered, the guide answers in order, and reading further back than the rules
    /// look changes nothing on the day.
    #[test]
    fn any_answers_are_borne(diary in any_diary(), told in any::<bool>()) {
        let profile = if told { woman() } else { Profile::default() };
        let cycles = six_cycles();
        let situation = Situation {
            diary: &diary,
            catalogue: Catalogue::built_in(),
            profile: &profile,
            cycles: &cycles,
            date: day(0),
        };
        let rules = RuleBook::built_in();
        let flags = rules.flags(&situation);
        prop_assert!(flags.is_sorted_by_key(|flag| std::cmp::Reverse(flag.tier)));
        for flag in &flags {
            prop_assert!(flag.since <= flag.last && flag.days.is_sorted());
            prop_assert!(flag.rests_on.iter().all(|on| on.date <= flag.last));
            prop_assert!(!flag.spoken || flag.touches(DateRange::ending(day(0), 14)));
        }
        ReadingBook::built_in().which(rules, &situation);
        ReliefBook::built_in().helped_before(&situation);
        relief(&diary, Catalogue::built_in(), DateRange::ALL);
        QuestionnaireBook::built_in().due(&situation);

        let mut read = Diary::default();
        for (date, day) in diary.range(DateRange::ending(day(3), u64::from(rules.lookback()) + 4)) {
            read.replace(date, day.clone());
        }
        let today = |flags: Vec<Flag>| -> BTreeSet<String> {
            flags.into_iter().filter(|flag| flag.is_on(day(0))).map(|flag| flag.rule).collect()
        };
        prop_assert_eq!(today(rules.flags(&Situation { diary: &read, ..situation })), today(flags));
    }

    #[test]
    fn any_words_can_be_searched(words in ".{0,12}") {
        for hit in Library::built_in().search(&words) {
            prop_assert!(hit.marks.iter().all(|mark| hit.excerpt.get(mark.clone()).is_some()));
        }
    }
}
