//! Whatever a diary holds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use twinge::diary::relief::relief;
use twinge::diary::{
    Answer, Catalogue, DateRange, Day, Diary, Entry, EntryId, EntryKindId, Item, Profile,
};
use twinge::guide::{
    Flag, Library, QuestionnaireBook, ReadingBook, ReliefBook, RuleBook, Situation,
};

use twinge::insight::are_alike;

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

#[test]
fn only_what_flags_can_rest_on_is_seen_apart() {
    let (rules, catalogue) = (RuleBook::built_in(), Catalogue::built_in());
    let lately = DateRange::ending(day(0), 14);
    let answered = |answers: &[(&str, Answer)]| {
        let answers = answers
            .iter()
            .map(|(item, answer)| ((*item).into(), answer.clone()));
        let entry = Entry {
            id: EntryId::check_in(day(-1)),
            uid: "x".into(),
            time: None,
            kind: EntryKindId::DAY,
            source: None,
            answers: answers.collect(),
        };
        (
            day(-1),
            Day {
                entries: vec![entry],
                imported: vec![],
            },
        )
    };
    let was = answered(&[("pain", Answer::Scale(5))]);
    let alike = |is: &(_, _)| are_alike(rules, &was, is, lately, catalogue);
    let choice = |code: &str| Answer::Choice(code.into());
    for (answer, expected) in [
        (("pain", Answer::Scale(6)), true),
        (("pain", Answer::Scale(9)), false),
        (("stress", Answer::Scale(9)), true),
        (("foot-drop", Answer::Flag(true)), false),
        (("bleeding", choice("light")), false),
        (("mucus-feeling", choice("wet")), false),
    ] {
        let pain = ("pain", Answer::Scale(5));
        let is = answered(&[pain, answer.clone()]);
        assert_eq!(alike(&is), expected, "{answer:?}");
    }
    // A day that is there for the first time may be the first of all.
    let none = (day(-1), Day::default());
    let quiet = answered(&[("stress", Answer::Scale(1))]);
    assert!(!are_alike(rules, &none, &quiet, lately, catalogue));
    let up_to_it = DateRange::ending(day(-1), 14);
    assert!(are_alike(rules, &none, &quiet, up_to_it, catalogue));
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

    /// What the rules see alike brings up nothing, on whichever of its days.
    #[test]
    fn another_answer_that_the_rules_see_alike_leaves_every_flag(
        diary in any_diary(),
        at in any::<prop::sample::Index>(),
        changes in prop::collection::vec(
            (0..Catalogue::built_in().items().len(), any::<u64>()), 1..40,
        ),
    ) {
        let (catalogue, rules) = (Catalogue::built_in(), RuleBook::built_in());
        let (profile, cycles) = (woman(), six_cycles());
        let flags = |diary: &Diary| -> Vec<Flag> {
            let situation = Situation {
                diary,
                catalogue,
                profile: &profile,
                cycles: &cycles,
                date: day(0),
            };
            let mut flags = rules.flags(&situation);
            flags.iter_mut().for_each(|flag| flag.rests_on.clear());
            flags
        };
        let days: Vec<_> = diary.days().collect();
        prop_assume!(!days.is_empty());
        let (date, was) = days[at.index(days.len())];
        let before = flags(&diary);
        for (item, seed) in changes {
            let item = &catalogue.items()[item];
            let mut is = was.clone();
            is.entries[0].answers.insert(item.id.clone(), some_answer(item, seed));
            if rules.see_alike(was, &is, catalogue) {
                let mut changed = diary.clone();
                changed.replace(date, is);
                prop_assert_eq!(&flags(&changed), &before, "{}", item.id);
            }
        }
    }

    #[test]
    fn any_words_can_be_searched(words in ".{0,12}") {
        for hit in Library::built_in().search(&words) {
            prop_assert!(hit.marks.iter().all(|mark| hit.excerpt.get(mark.clone()).is_some()));
        }
    }
}
