//! Clue, new and old.

use twinge::diary::Diary;
use twinge::exchange::door::DoorError;

use crate::support::{brings, counted, diary, left, opened, plan, sample};

const ALL: &[&str] = &[
    "2025-01-02 libido 2",
    "2025-01-03 tags sweet",
    "2025-01-04 bloating 5",
    "2025-01-04 nausea 5",
    "2025-01-05 bleeding very-heavy",
    "2025-01-05 bleeding-products pad",
    "2025-01-05 breast-tenderness 5",
    "2025-01-05 cramps 5",
    "2025-01-05 fatigue 8",
    "2025-01-05 feelings anxious,sad",
    "2025-01-05 migraine yes",
    "2025-01-05 note pain: migraine_with_aura",
    "2025-01-05 pain-sites low-back-middle,thigh-left,thigh-right",
    "2025-01-05 stress 5",
    "2025-01-05 tags pain-medicine",
    "2025-01-06 bleeding light",
    "2025-01-06 sleep-hours 7",
    "2025-01-08 exercise moderate",
    "2025-01-08 tags running",
    "2025-01-10 pain 0",
    "2025-01-12 mucus-texture nothing",
    "2025-01-17 intimacy: contraception nothing, with partner",
    "2025-01-17 libido 8",
    "2025-01-17 mucus-texture egg-white",
    "2025-01-18 headache 5",
    "2025-01-18 lh-test positive",
    "2025-01-18 pain-one-sided yes",
    "2025-01-18 pregnancy-test negative",
    "2025-01-19 bleeding spotting",
    "2025-01-20 intimacy: with alone",
    "2025-01-20 temperature 36.72",
    "2025-01-21 tags =long \"walk\" café",
    "2025-01-21 temperature 37.4",
    "2025-01-21 temperature-excluded other",
    "2025-01-22 tags pill-missed",
    "2025-01-23 note something_new: 7",
    "2025-01-25 unusual-discharge yes",
    "2025-02-03 bleeding heavy",
];

#[test]
fn measurements_bring_what_they_say() {
    let census = brings("clue_measurements_all.json", "clue", ALL);
    assert_eq!(
        left(&census),
        [
            "discharge/sticky Outweighed 1",
            "period/heavy Date 1",
            "sex_life/no_sex_today NoAnswer 1",
            "spotting/* Outweighed 1",
        ]
    );
    assert_eq!(counted(&census), [("pms", 1)].into());
    brings(
        "clue_measurements.json",
        "clue",
        &[
            "2025-01-05 bleeding heavy",
            "2025-01-05 cramps 5",
            "2025-01-05 pain-sites low-back-middle",
            "2025-01-17 intimacy: contraception condom, with partner",
            "2025-01-17 mucus-texture egg-white",
            "2025-01-18 pain-one-sided yes",
            "2025-01-19 bleeding spotting",
            "2025-01-20 temperature 36.72",
            "2025-01-21 tags long walk,pill-taken",
            "2025-01-22 note something_new: unknown",
        ],
    );
}

#[test]
fn the_older_form_says_the_same() {
    let expected = &[
        "2020-01-05 bleeding medium",
        "2020-01-05 cramps 5",
        "2020-01-05 intimacy: contraception condom, with partner",
        "2020-01-06 bleeding light",
    ];
    brings("clue_old.cluedata", "clue", expected);
    let flat = br#"{"data": [{"day": "2020-01-06T00:00:00Z", "period/light": true, "pain/cramps": false}]}"#;
    let plan = plan(&Diary::default(), flat.to_vec(), "clue");
    assert_eq!(
        crate::support::told(&plan.act),
        ["2020-01-06 bleeding light"]
    );
}

#[test]
fn the_zip_needs_its_password() {
    let name = "clue_export_password_is_twinge.zip";
    brings(name, "clue", ALL);
    for (password, is_asked) in [(Some("other"), false), (None, true)] {
        let refused = opened(sample(name), password).map(drop);
        let fits = match is_asked {
            true => matches!(refused, Err(DoorError::NoPassword)),
            false => matches!(refused, Err(DoorError::WrongPassword)),
        };
        assert!(fits, "{refused:?}");
    }
}

#[test]
fn an_answer_that_the_file_would_tell_so_agrees() {
    for (date, item, same, other) in [
        ("2025-01-05", "cramps", "1", "0"),
        ("2025-01-05", "cramps", "10", "0"),
        ("2025-01-05", "fatigue", "7", "6"),
        ("2025-01-18", "pain-one-sided", "left", "no"),
        ("2025-01-08", "exercise", "hard", "none"),
        ("2025-01-21", "temperature-excluded", "illness", "no"),
    ] {
        for (answer, conflicts) in [(same, 0), (other, 1)] {
            let existing = diary(date, &[(item, answer)]);
            let plan = plan(&existing, sample("clue_measurements_all.json"), "clue");
            assert_eq!(
                plan.conflicts.len(),
                conflicts,
                "{item} {answer}: {:?}",
                plan.conflicts
            );
        }
    }
}
