//! Flo, in all containers.

use std::collections::BTreeSet;

use twinge::diary::Diary;
use twinge::exchange::{Named, Remark};

use crate::support::{brings, counted, left, opened, plan, sample, told};

const TRAPS: &[&str] = &[
    "2024-01-10 cycle-excluded pregnancy",
    "2025-02-01 bleeding medium",
    "2025-02-01 period-mark first-day",
    "2025-02-02 bleeding medium",
    "2025-02-03 bleeding medium",
    "2025-02-04 bleeding medium",
    "2025-02-05 bleeding medium",
    "2025-03-02 bleeding medium",
    "2025-03-02 period-mark first-day",
    "2025-03-03 bleeding heavy",
    "2025-03-03 tags pill-missed",
    "2025-03-04 bleeding medium",
    "2025-03-05 bleeding medium",
    "2025-03-06 bleeding light",
    "2025-03-10 note synthetic\nnote in two lines",
    "2025-03-14 lh-test negative",
    "2025-03-16 cramps 5",
    "2025-03-16 lh-test positive",
    "2025-03-16 pain-sites low-back-middle",
    "2025-03-16 tags ovulation-noted",
    "2025-03-17 breast-tenderness 5",
    "2025-03-17 intimacy: contraception nothing, orgasm yes, with partner",
    "2025-03-17 mucus-feeling wet",
    "2025-03-17 pain-sites belly-middle",
    "2025-03-18 libido 8",
    "2025-03-18 tags very-self-critical",
    "2025-03-18 temperature 36.7",
    "2025-03-19 tags running",
    "2025-03-19 temperature 36.68",
    "2025-04-27 bleeding medium",
    "2025-04-27 period-mark first-day",
];

#[test]
fn traps_are_stepped_round() {
    let census = brings("flo_export_traps.json", "flo", TRAPS);
    assert_eq!(
        left(&census),
        [
            "Mood/Happy Date 1",
            "Sex/SexNone NoAnswer 1",
            "Weight NoItem 1",
            "cycles Span 1",
        ]
    );
    assert_eq!(counted(&census), [("deleted", 1), ("note", 1)].into());
    assert_eq!(census.remarks, BTreeSet::from([Remark::DaysFromOne]));
}

#[test]
fn days_counted_from_0_are_told_by_a_0() {
    let census = brings(
        "flo_export.json",
        "flo",
        &[
            "2025-01-05 bleeding medium",
            "2025-01-05 cramps 5",
            "2025-01-05 period-mark first-day",
            "2025-01-06 bleeding heavy",
            "2025-01-07 bleeding medium",
            "2025-01-08 bleeding light",
            "2025-01-09 bleeding medium",
            "2025-01-17 intimacy: contraception condom, orgasm yes, with partner",
            "2025-01-17 mucus-texture egg-white",
            "2025-01-18 lh-test positive",
            "2025-01-18 note synthetic note",
            "2025-01-18 pain-sites low-back-middle",
            "2025-01-20 tags pill-taken",
            "2025-01-20 temperature 36.7",
            "2025-02-03 bleeding medium",
            "2025-02-03 period-mark first-day",
        ],
    );
    assert_eq!(census.remarks, BTreeSet::from([Remark::DaysFromZero]));
}

/// That there was a period is said, how much it was is not.
#[test]
fn a_level_that_is_none_is_told_and_not_made_up() {
    for (intensity, levels, odd) in [
        (
            r#""{\"1\":\"3\",\"2\":7,\"day\":1}""#,
            ["heavy", "medium"],
            2,
        ),
        (r#"{"1":1,"2":-1}"#, ["light", "medium"], 1),
        (r#""a lot""#, ["medium", "medium"], 1),
        (r#""""#, ["medium", "medium"], 0),
        ("null", ["medium", "medium"], 0),
    ] {
        let text = format!(
            r#"{{"operationalData":{{"cycles":[{{"period_start_date":"2025-03-02",
                "period_end_date":"2025-03-03","period_intensity":{intensity}}}]}}}}"#
        );
        let plan = plan(&Diary::default(), text.into_bytes(), "flo");
        let [first, second] = levels;
        let days = [
            format!("2025-03-02 bleeding {first}"),
            "2025-03-02 period-mark first-day".to_owned(),
            format!("2025-03-03 bleeding {second}"),
        ];
        assert_eq!(told(&plan.act), days, "{intensity}");
        assert_eq!(plan.census.unwrap().all_left_out(), odd, "{intensity}");
    }
}

/// The parts of an export stand at the top, or in one of two containers.
#[test]
fn every_container_says_the_same() {
    let whole: serde_json::Value =
        serde_json::from_slice(&sample("flo_export_traps.json")).unwrap();
    let parts = |name: &str| whole[name].as_object().unwrap().clone().into_iter();
    let all: serde_json::Map<_, _> = parts("operationalData")
        .chain(parts("pointEventsManualData"))
        .collect();
    for text in [
        serde_json::json!(all),
        serde_json::json!({ "operationalData": all }),
        serde_json::json!({ "pointEventsManualData": all }),
    ] {
        let plan = plan(&Diary::default(), text.to_string().into_bytes(), "flo");
        assert_eq!(told(&plan.act), {
            let mut all = TRAPS.to_vec();
            all.sort_unstable();
            all
        });
    }
}

#[test]
fn the_text_for_people_is_refused_by_name() {
    let (format, door) = opened(sample("flo_export.txt"), None).unwrap();
    assert!(format.is_none());
    assert_eq!(Named::of(door.beginning()), Some(Named::FloText));
}
