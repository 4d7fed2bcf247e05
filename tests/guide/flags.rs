//! Flags over time: read, withdrawn, more urgent, long past.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use twinge::cycle::CycleFacts;
use twinge::diary::{
    Act, Answer, Answers, Catalogue, DateRange, Day, Diary, Edit, ItemId, Profile,
};
use twinge::guide::{RuleBook, Situation, Tier};

use crate::made::{check_in, day, entries, flags_of, spoken};

/// The diary after an act that answers items of check-ins.
pub(crate) fn after(mut diary: Diary, act: &Act) -> Diary {
    for edit in &act.edits {
        let Edit::Answer {
            target,
            item,
            answer,
        } = edit
        else {
            panic!("{edit:?}")
        };
        let date = target.id().date();
        let mut day = diary.day(date).cloned().unwrap_or_default();
        if day.check_in().is_none() {
            day.entries.insert(0, check_in(date, Answers::new()));
        }
        let answers = &mut day.entries[0].answers;
        match answer {
            Some(answer) => answers.insert(item.clone(), answer.clone()),
            None => answers.remove(item),
        };
        diary.replace(date, day);
    }
    diary
}

#[test]
fn a_warning_that_was_read_is_quiet_for_its_episode() {
    let profile = Profile::default();
    let before = entries(&[
        "-3 pain=5 pain-sites=low-back-left saddle-numbness=yes",
        "0 saddle-numbness=yes",
    ]);
    let flag = spoken(&before, &profile).remove(0);
    assert_eq!((flag.since, flag.last), (day(-3), day(0)));
    let read = after(
        before,
        &RuleBook::built_in().acknowledge(&flag, &Diary::default()),
    );
    assert!(spoken(&read, &profile).is_empty());
    let kept = flags_of(&read, &profile, &CycleFacts::default(), day(0));
    assert!(
        kept[0].acknowledged && kept[0].is_on(day(-3)),
        "it stays on the day"
    );

    // Another warning beside it is kept, too.
    let more = entries(&["0 pain=5 pain-sites=low-back-left bowel-change=yes"]);
    let both = RuleBook::built_in().acknowledge(&spoken(&more, &profile)[0], &read);
    let Edit::Answer {
        answer: Some(Answer::Many(codes)),
        ..
    } = &both.edits[0]
    else {
        panic!("{both:?}")
    };
    assert_eq!(codes.len(), 2);
}

#[test]
fn a_warning_that_was_read_speaks_again_when_it_becomes_more_urgent() {
    let profile = Profile::default();
    let lines = ["-1 pain=4 pain-sites=flank-left fever=38.5"];
    let before = entries(&lines);
    let flag = spoken(&before, &profile)
        .into_iter()
        .find(|flag| flag.rule == "I2")
        .unwrap();
    let act = RuleBook::built_in().acknowledge(&flag, &before);
    let worse = after(
        entries(&[lines[0], "0 feeling-ill=very-ill fever=39"]),
        &act,
    );
    let now = spoken(&worse, &profile);
    assert_eq!(
        now.iter()
            .map(|flag| (&*flag.rule, flag.tier))
            .collect::<Vec<_>>(),
        [("I2", Tier::Emergency)]
    );
}

#[test]
fn a_corrected_answer_withdraws_the_warning() {
    let profile = Profile::default();
    let wrong = entries(&["0 pain=5 pain-sites=low-back-left foot-drop=yes"]);
    assert_eq!(spoken(&wrong, &profile).len(), 1);
    let right = entries(&["0 pain=5 pain-sites=low-back-left foot-drop=no"]);
    assert!(flags_of(&right, &profile, &CycleFacts::default(), day(0)).is_empty());
}

#[test]
fn a_long_imported_history_is_quiet() {
    let profile = Profile::default();
    let history = entries(&["-3600..-30/30 pain=5 pain-sites=low-back-left saddle-numbness=yes"]);
    let flags = flags_of(&history, &profile, &CycleFacts::default(), day(0));
    assert!(flags.len() > 100, "{}", flags.len());
    assert!(flags.iter().all(|flag| !flag.spoken));
    let day_of_one = RuleBook::built_in().flags(&Situation {
        diary: &history,
        catalogue: Catalogue::built_in(),
        profile: &profile,
        cycles: &CycleFacts::default(),
        date: day(-30),
    });
    assert_eq!(
        day_of_one.iter().filter(|flag| flag.spoken).count(),
        1,
        "the day being edited speaks"
    );
}

#[test]
fn it_is_enough_to_read_as_far_back_as_the_rules_look() {
    let profile = Profile::default();
    let far = i64::from(RuleBook::built_in().lookback());
    assert!(far <= 400, "a reader holds thirteen months");
    let all = entries(&[
        "-900..0 pain=4 pain-sites=low-back-left,belly-left,perineum pain-interference=8",
        "-900..0/5 avoiding-sex=yes weight-loss=yes",
        "-900..0/3 bleeding=spotting bloating=4 feeling-ill=ill",
        "-900..0/9 intimacy orgasm=yes pain-after=3 deep-pain=yes bleeding-after=yes ejaculation-pain=yes",
    ]);
    let mut late = Diary::default();
    for (date, day) in all.range(DateRange::new(day(-far), day(0))) {
        late.replace(date, day.clone());
    }
    let rules = |diary: &Diary| -> BTreeSet<(String, Tier)> {
        let flags = flags_of(diary, &profile, &CycleFacts::default(), day(0));
        let today = flags.into_iter().filter(|flag| flag.is_on(day(0)));
        today.map(|flag| (flag.rule, flag.tier)).collect()
    };
    let (whole, part) = (rules(&all), rules(&late));
    assert!(whole.len() >= 6, "{whole:?}");
    assert_eq!(whole, part);
}

#[test]
fn what_a_warning_rests_on_is_told() {
    let lines = entries(&[
        "-9 pain=3 pain-sites=low-back-left",
        "-2 saddle-numbness=yes note=x",
    ]);
    let flag = spoken(&lines, &Profile::default()).remove(0);
    let rests: Vec<_> = flag
        .rests_on
        .iter()
        .map(|on| (on.date, on.item.as_str()))
        .collect();
    assert_eq!(
        rests,
        [(day(-9), "pain-sites"), (day(-2), "saddle-numbness")]
    );
    let json = serde_json::to_value(&flag).unwrap();
    assert_eq!(json["rule"], "C1");
    assert_eq!(json["tier"], "emergency");
    assert_eq!(json["since"], "2026-06-13");
    assert_eq!(
        json["rests-on"],
        serde_json::json!([
            { "date": "2026-06-06", "item": "pain-sites", "answer": ["low-back-left"] },
            { "date": "2026-06-13", "item": "saddle-numbness", "answer": true },
        ])
    );
}

#[test]
fn answers_that_contradict_each_other_do_no_harm() {
    let nonsense = entries(&[
        "0 pain=0 pain-sites=low-back-left pain-quality=numb bleeding=none soaked-hourly=yes pain-worse=nothing,moving",
        "0 episode episode-pain=9 episode-sites=belly-left",
    ]);
    let rules: Vec<String> = spoken(&nonsense, &Profile::default())
        .into_iter()
        .map(|flag| flag.rule)
        .collect();
    assert_eq!(rules, ["P1", "G1", "G4", "Q1"]);
    let item = ItemId::new("pain");
    let mut absurd = nonsense;
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        let answers = Answers::from_iter([(item.clone(), Answer::Scale(3))]);
        absurd.replace(
            date,
            Day {
                entries: vec![check_in(date, answers)],
                ..Day::default()
            },
        );
    }
    for date in [NaiveDate::MIN, day(0), NaiveDate::MAX] {
        let flags = flags_of(&absurd, &Profile::default(), &CycleFacts::default(), date);
        assert!(flags.len() < 10);
    }
}

/// What is said to have joined when the warning of a rule is put aside and one more line noted; nothing when
/// it stays put aside.
fn after_put_aside(line: &str, rule: &str, more: &str) -> Option<Vec<ItemId>> {
    let profile = Profile::default();
    let before = entries(&[line]);
    let flags = spoken(&before, &profile);
    let flag = flags.iter().find(|flag| flag.rule == rule).unwrap();
    let act = RuleBook::built_in().acknowledge(flag, &before);
    let later = after(entries(&[line, more]), &act);
    let spoken = spoken(&later, &profile);
    let back = spoken.into_iter().find(|flag| flag.rule == rule);
    back.map(|flag| flag.joined)
}

#[test]
fn a_dangerous_answer_that_joins_brings_a_warning_back_and_is_named() {
    let today = "0 pain=5 pain-sites=low-back-left bladder-change=cannot-feel";
    let before = "-1 pain=5 pain-sites=low-back-left bladder-change=cannot-feel";
    for (line, more, joined) in [
        // On the same day and on a later one.
        (
            today,
            "0 bowel-feeling-loss=yes",
            Some("bowel-feeling-loss"),
        ),
        (
            before,
            "0 bowel-feeling-loss=yes",
            Some("bowel-feeling-loss"),
        ),
        // One more of several.
        (
            before,
            "0 bladder-change=cannot-feel,no-urge",
            Some("bladder-change"),
        ),
        // What was there already, and what does not warn.
        (before, "0 bladder-change=cannot-feel", None),
        (today, "0 pain=8", None),
    ] {
        let told = after_put_aside(line, "C2", more);
        let expected = joined.map(|item| vec![ItemId::new(item)]);
        assert_eq!(told, expected, "{line}, then {more}");
    }
}

#[test]
fn what_was_put_aside_before_the_signs_were_kept_stays_so_until_a_later_day_adds_one() {
    let profile = Profile::default();
    let old =
        "-1 pain=5 pain-sites=low-back-left bladder-change=cannot-feel acknowledged=c2-emergency";
    assert!(spoken(&entries(&[old]), &profile).is_empty());
    let more = spoken(&entries(&[old, "0 bowel-feeling-loss=yes"]), &profile);
    let rules: Vec<&str> = more.iter().map(|flag| &*flag.rule).collect();
    assert_eq!(rules, ["C2"]);
}
