//! Dangerous answers, whatever else is noted: they are never drowned out.

use proptest::prelude::*;
use twinge::diary::{
    Answer, Answers, Catalogue, Diary, EntryKindId, Item, Profile, TemperatureUnit,
};
use twinge::guide::{Flag, RuleBook, Tier};

use crate::alarms::alarms;
use crate::anything::any_diary;
use crate::flags::after;
use crate::life::{flags_on, people, spoken_on};
use crate::made::{check_in, day};

/// The words for an answer that warns of nothing.
const REASSURING: [&str; 5] = ["none", "no", "0", "nowhere", "36.8"];

fn answer(item: &Item, word: &str) -> Option<Answer> {
    Answer::parse(item, word, TemperatureUnit::Celsius).ok()
}

/// Whether an item belongs to the check-in of a day.
fn of_day(item: &Item) -> bool {
    Catalogue::built_in()
        .kinds_of(item)
        .contains(&EntryKindId::DAY)
}

/// What the items of a check-in that warn can say that is dangerous, the worst of each.
fn dangers() -> Vec<(&'static Item, Answer)> {
    let worst = |item: &'static Item| {
        [
            "both",
            "faint",
            "very-ill",
            "sudden-severe",
            "cannot-start",
            "39.6",
            "yes",
        ]
        .iter()
        .find_map(|word| answer(item, word))
        .map(|answer| (item, answer))
    };
    let items = Catalogue::built_in().items().iter();
    items
        .filter(|item| item.warning && of_day(item))
        .filter_map(worst)
        .collect()
}

/// What the items of a check-in can say that warns of nothing.
fn reassurances() -> Vec<(&'static Item, Answer)> {
    let calm = |item: &'static Item| {
        let answer = REASSURING.iter().find_map(|word| answer(item, word))?;
        Some((item, answer))
    };
    let items = Catalogue::built_in().items().iter();
    items.filter(|item| of_day(item)).filter_map(calm).collect()
}

/// A diary with answers added to the check-in of day 0.
fn with(mut diary: Diary, more: impl IntoIterator<Item = (&'static Item, Answer)>) -> Diary {
    let mut today = diary.day(day(0)).cloned().unwrap_or_default();
    if today.check_in().is_none() {
        today.entries.insert(0, check_in(day(0), Answers::new()));
    }
    let answers = &mut today.entries[0].answers;
    for (item, answer) in more {
        answers.insert(item.id.clone(), answer);
    }
    diary.replace(day(0), today);
    diary
}

fn leads(flags: &[Flag]) -> Option<Tier> {
    flags.first().map(|flag| flag.tier)
}

fn anybody() -> impl Strategy<Value = Profile> {
    let people: Vec<Profile> = people().into_values().collect();
    prop::sample::select(people)
}

fn some(of: Vec<(&'static Item, Answer)>) -> impl Strategy<Value = Vec<(&'static Item, Answer)>> {
    let most = of.len();
    prop::sample::subsequence(of, 0..=most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// One more dangerous answer never makes a day less urgent.
    #[test]
    fn a_dangerous_answer_never_calms(
        diary in any_diary(),
        profile in anybody(),
        noted in some(dangers()),
        calm in some(reassurances()),
        more in prop::sample::select(dangers()),
    ) {
        let before = with(with(diary, calm), noted);
        let after = with(before.clone(), [more.clone()]);
        let (before, after) = (spoken_on(&before, &profile, day(0)), spoken_on(&after, &profile, day(0)));
        prop_assert!(
            leads(&after) >= leads(&before),
            "{} takes {before:#?} down to {after:#?}", more.0.id
        );
    }

    /// Whatever was put aside, one more dangerous answer is spoken of.
    #[test]
    fn a_dangerous_answer_is_spoken_of_whatever_was_put_aside(
        profile in anybody(),
        mut noted in some(dangers()),
        more in prop::sample::select(dangers()),
    ) {
        noted.retain(|(item, _)| item.id != more.0.id);
        let alone = with(Diary::default(), [more.clone()]);
        if spoken_on(&alone, &profile, day(0)).is_empty() {
            return Ok(());
        }
        let mut aside = with(Diary::default(), noted);
        while let Some(flag) = spoken_on(&aside, &profile, day(0)).first() {
            let act = RuleBook::built_in().acknowledge(flag, &aside);
            aside = after(aside, &act);
        }
        let after = with(aside.clone(), [more.clone()]);
        prop_assert!(!spoken_on(&after, &profile, day(0)).is_empty(), "{} joins {aside:#?}", more.0.id);
    }

    /// Whatever is answered with no beside it, a dangerous answer stays as urgent as it is alone. A
    /// hint may ask what a no answers.
    #[test]
    fn no_answer_beside_it_silences_a_dangerous_one(
        profile in anybody(),
        danger in prop::sample::select(dangers()),
        calm in some(reassurances()),
    ) {
        let alone = spoken_on(&with(Diary::default(), [danger.clone()]), &profile, day(0));
        let contradicted = with(with(Diary::default(), calm), [danger.clone()]);
        let contradicted = spoken_on(&contradicted, &profile, day(0));
        let (alone, contradicted) = (leads(&alone), leads(&contradicted));
        prop_assert!(contradicted >= alone || alone == Some(Tier::Hint), "{}", danger.0.id);
    }

    /// Whatever a diary holds, whoever has it and whatever day is asked about: what speaks is in
    /// order, and nothing is said of days to come.
    #[test]
    fn any_day_can_be_asked_about(diary in any_diary(), profile in anybody(), date in -700_i64..700) {
        let flags = spoken_on(&diary, &profile, day(date));
        prop_assert!(flags.is_sorted_by_key(|flag| std::cmp::Reverse(flag.tier)));
        prop_assert!(flags.iter().all(|flag| flag.last <= day(date) && !flag.act.is_empty()));
    }
}

#[test]
fn a_day_with_every_warning_leads_with_the_most_urgent() {
    let day_of_all = with(Diary::default(), dangers());
    for (who, profile) in people() {
        let flags = spoken_on(&day_of_all, &profile, day(0));
        assert_eq!(leads(&flags), Some(Tier::Emergency), "{who}");
        assert!(flags.is_sorted_by_key(|flag| std::cmp::Reverse(flag.tier)));
    }
}

#[test]
fn what_is_long_past_waits_for_the_next_visit() {
    let people = people();
    let mut wrong = Vec::new();
    for alarm in alarms() {
        let flags = flags_on(&alarm.diary(), &people[&alarm.who], day(20));
        let most = flags.iter().map(|flag| flag.tier).max();
        let due = alarm.bound.min(Some(Tier::NextVisit));
        if most > Some(Tier::NextVisit) || most < due {
            wrong.push(format!("{}: {most:?}", alarm.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
