//! What the guide says of made-up diaries: each case of `guide/flags.toml`, and what holds for all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;
use twinge::diary::{
    Act, Answer, Answers, Catalogue, DateRange, Day, Diary, Edit, Entry, EntryId, EntryKindId,
    ItemId, ItemKind, ItemSpec, Profile, TemperatureUnit,
};
use twinge::guide::{CycleFact, CycleFacts, Flag, RuleBook, Situation, Tier};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    who: BTreeMap<String, Profile>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    who: String,
    #[serde(default)]
    entries: Vec<String>,
    /// The first days of periods.
    #[serde(default)]
    periods: Vec<i64>,
    /// How many days after the start of a cycle the next one is expected.
    expected: Option<i64>,
    fires: BTreeSet<String>,
    #[serde(default)]
    may: BTreeSet<String>,
    #[serde(default)]
    quiet: BTreeSet<String>,
    #[serde(default)]
    tiers: BTreeMap<String, Tier>,
}

fn cases() -> Cases {
    toml::from_str(include_str!("guide/flags.toml")).unwrap()
}

fn day(n: i64) -> NaiveDate {
    let zero = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
    zero.checked_add_signed(chrono::TimeDelta::days(n)).unwrap()
}

/// Later lines add to the check-in of a day and replace its answers.
fn diary(lines: &[String]) -> Diary {
    let catalogue = Catalogue::built_in();
    let mut check_ins: BTreeMap<i64, Answers> = BTreeMap::new();
    let mut diary = Diary::default();
    for line in lines {
        let (days, rest) = line.split_once(' ').unwrap();
        let (kind, answers) = match rest.split_once(' ') {
            Some((kind, rest)) if !kind.contains('=') => (Some(kind), rest),
            _ => (None, rest),
        };
        let answers: Answers = answers
            .split_whitespace()
            .map(|pair| {
                let (item, value) = pair.split_once('=').unwrap();
                let item = catalogue
                    .item(item)
                    .unwrap_or_else(|| panic!("no item {item}"));
                let answer = Answer::parse(item, value, TemperatureUnit::Celsius).unwrap();
                (item.id.clone(), answer)
            })
            .collect();
        let (days, step) = days.split_once('/').unwrap_or((days, "1"));
        let (first, last) = days.split_once("..").unwrap_or((days, days));
        let (first, last): (i64, i64) = (first.parse().unwrap(), last.parse().unwrap());
        for n in (first..=last).step_by(step.parse().unwrap()) {
            match kind {
                None => check_ins.entry(n).or_default().extend(answers.clone()),
                Some(kind) => diary.insert(Entry {
                    id: EntryId::new(day(n), 1).unwrap(),
                    uid: "x".into(),
                    time: None,
                    kind: kind.into(),
                    source: None,
                    answers: answers.clone(),
                }),
            }
        }
    }
    for (n, answers) in check_ins {
        diary.insert(check_in(day(n), answers));
    }
    diary
}

fn check_in(date: NaiveDate, answers: Answers) -> Entry {
    Entry {
        id: EntryId::check_in(date),
        uid: "x".into(),
        time: None,
        kind: EntryKindId::DAY,
        source: None,
        answers,
    }
}

fn cycles(case: &Case) -> CycleFacts {
    let cycle = |start: &i64| CycleFact {
        start: day(*start),
        period: DateRange::new(day(*start), day(start + 4)),
        expected: case.expected.map(|length| day(start + length)),
        ovulation: None,
    };
    CycleFacts {
        cycles: case.periods.iter().map(cycle).collect(),
    }
}

fn flags_of(diary: &Diary, profile: &Profile, cycles: &CycleFacts, date: NaiveDate) -> Vec<Flag> {
    RuleBook::built_in().flags(&Situation {
        diary,
        catalogue: Catalogue::built_in(),
        profile,
        cycles,
        date,
    })
}

#[test]
fn the_cases_speak_as_they_should() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let profile = &cases.who[&case.who];
        let flags = flags_of(&diary(&case.entries), profile, &cycles(case), day(0));
        let spoken: Vec<&Flag> = flags.iter().filter(|flag| flag.spoken).collect();
        let fires: BTreeSet<String> = spoken.iter().map(|flag| flag.rule.clone()).collect();
        if fires != case.fires {
            wrong.push(format!("{}: {fires:?}, not {:?}", case.name, case.fires));
            continue;
        }
        for flag in spoken {
            let tier = case.tiers.get(&flag.rule);
            if tier.is_some_and(|tier| *tier != flag.tier) {
                wrong.push(format!("{}: {} is {:?}", case.name, flag.rule, flag.tier));
            }
            if flag.may_apply != case.may.contains(&flag.rule) {
                wrong.push(format!(
                    "{}: {} may apply: {}",
                    case.name, flag.rule, flag.may_apply
                ));
            }
            if flag.rests_on.is_empty() {
                wrong.push(format!("{}: {} rests on nothing", case.name, flag.rule));
            }
        }
        if !case.quiet.is_disjoint(&case.fires) {
            wrong.push(format!("{}: fires what it is a near miss of", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_and_a_near_miss() {
    let cases = cases();
    let rules: BTreeSet<&str> = RuleBook::built_in().ids().collect();
    let of = |ids: fn(&Case) -> &BTreeSet<String>| -> BTreeSet<&str> {
        cases
            .case
            .iter()
            .flat_map(|case| ids(case))
            .map(String::as_str)
            .collect()
    };
    assert_eq!(of(|case| &case.fires), rules);
    assert_eq!(of(|case| &case.quiet), rules);
}

fn entries(lines: &[&str]) -> Diary {
    diary(
        &lines
            .iter()
            .map(|line| line.to_string())
            .collect::<Vec<_>>(),
    )
}

fn spoken(diary: &Diary, profile: &Profile) -> Vec<Flag> {
    let mut flags = flags_of(diary, profile, &CycleFacts::default(), day(0));
    flags.retain(|flag| flag.spoken);
    flags
}

/// The diary after an act that answers items of check-ins.
fn after(mut diary: Diary, act: &Act) -> Diary {
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
        json["rests_on"],
        serde_json::json!([
            { "date": "2026-06-06", "item": "pain-sites", "answer": ["low-back-left"] },
            { "date": "2026-06-13", "item": "saddle-numbness", "answer": true },
        ])
    );
}

const OWN: &str = r#"
[[sign]]
name = "stiff"
when = "pain-quality:stiff"

[[rule]]
id = "my-1"
tier = "next-visit"
title = "Stiff for a week"
do = "Tell the physiotherapist."
why = "She asked for it."
source = "My physiotherapist, 2026"
when = { of = { all = ["is:stiff", "is:back-pain"] }, days = 5, within = 7 }
"#;

#[test]
fn rules_of_ones_own_can_be_added() {
    let book = RuleBook::built_in()
        .with(OWN, Catalogue::built_in())
        .unwrap();
    let diary = entries(&["-5..0 pain=3 pain-sites=low-back-left pain-quality=stiff"]);
    let flags = book.flags(&Situation {
        diary: &diary,
        catalogue: Catalogue::built_in(),
        profile: &Profile::default(),
        cycles: &CycleFacts::default(),
        date: day(0),
    });
    assert_eq!(
        flags.iter().map(|flag| &*flag.rule).collect::<Vec<_>>(),
        ["my-1"]
    );
    assert_eq!(flags[0].since, day(-1));
}

#[test]
fn rules_of_ones_own_may_ask_for_items_of_ones_own() {
    let wind = ItemSpec::new("Wind", ItemKind::Flag);
    let own = BTreeMap::from([(wind.id(), wind)]);
    let catalogue = Catalogue::built_in().with(&own, &BTreeMap::new()).unwrap();
    let text = OWN.replace("pain-quality:stiff", "my-wind");
    assert!(RuleBook::built_in().with(&text, &catalogue).is_ok());
    assert!(
        RuleBook::built_in()
            .with(&text, Catalogue::built_in())
            .is_err()
    );
}

#[test]
fn a_mistake_in_rules_of_ones_own_is_told_with_its_line() {
    for (right, wrong, line, reason) in [
        (
            "pain-quality:stiff",
            "pian-quality:stiff",
            4,
            "there is no item \"pian-quality\"; did you mean \"pain-quality\"?",
        ),
        (
            "\"pain-quality:stiff\"",
            "\"stif\"",
            4,
            "there is no item \"stif\"",
        ),
        (
            "pain-quality:stiff",
            "pain-quality:stif|dul",
            4,
            "did you mean",
        ),
        (
            "pain-quality:stiff",
            "pain-quality:stiff,dull",
            4,
            "put | between",
        ),
        (
            "pain-quality:stiff",
            "-pain-quality:stiff",
            4,
            "nothing that has to be there",
        ),
        (
            "pain-quality:stiff",
            "after:2026-01",
            4,
            "a condition holds for every date",
        ),
        ("pain-quality:stiff", "pain>=11", 4, "0 to 10"),
        (
            "is:stiff",
            "is:stif",
            13,
            "there is no sign \"stif\" above this line; did you mean \"stiff\"?",
        ),
        ("days = 5, ", "dys = 5, ", 13, "dys"),
        (
            "days = 5, within = 7",
            "days = 5",
            13,
            "do not make a condition",
        ),
        ("within = 7", "within = 7000", 13, "1 to 400"),
        ("[\"is:stiff\", \"is:back-pain\"]", "[]", 13, "empty"),
        ("\"next-visit\"", "\"soon\"", 8, "soon"),
        ("why =", "wy =", 11, "wy"),
        ("source = \"My physiotherapist, 2026\"\n", "", 6, "source"),
        ("\"my-1\"", "\"c1\"", 7, "already a rule \"c1\""),
        ("\"my-1\"", "\"my 1\"", 7, "no name for a rule"),
        ("\"stiff\"", "\"back-pain\"", 3, "already a sign"),
        ("id = \"my-1\"", "id = \"my-1", 7, ""),
    ] {
        assert!(OWN.contains(right), "{right}");
        let text = OWN.replace(right, wrong);
        let refused = RuleBook::built_in()
            .with(&text, Catalogue::built_in())
            .unwrap_err();
        assert!(refused.reason.contains(reason), "{wrong}: {refused}");
        assert_eq!(refused.line, line, "{wrong}: {refused}");
    }
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
    assert_eq!(rules, ["G1", "G4", "P1"]);
    let item = ItemId::new("pain");
    let mut absurd = nonsense;
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        let answers = Answers::from([(item.clone(), Answer::Scale(3))]);
        absurd.replace(
            date,
            Day {
                entries: vec![check_in(date, answers)],
            },
        );
    }
    for date in [NaiveDate::MIN, day(0), NaiveDate::MAX] {
        let flags = flags_of(&absurd, &Profile::default(), &CycleFacts::default(), date);
        assert!(flags.len() < 10);
    }
}
