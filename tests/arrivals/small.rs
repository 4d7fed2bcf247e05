//! The open trackers.

use twinge::diary::Diary;

use crate::support::{brings, counted, left, plan, told};

#[test]
fn mensinator() {
    let expected = &[
        "2025-01-05 bleeding heavy",
        "2025-01-06 bleeding medium",
        "2025-01-18 pain-sites low-back-middle",
        "2025-01-18 tags ovulation-noted",
    ];
    brings("mensinator.json", "mensinator", expected);
}

#[test]
fn menstrudel() {
    let expected = &[
        "2025-01-05 bleeding heavy",
        "2025-01-05 pain 8",
        "2025-01-05 pain-sites low-back-middle",
        "2025-01-05 period-mark first-day",
        "2025-01-06 bleeding medium",
        "2025-01-07 bleeding medium",
        "2025-01-08 bleeding medium",
        "2025-01-09 bleeding medium",
        "2025-01-19 bleeding spotting",
        "2025-01-20 bleeding none",
        "2025-01-20 pain 10",
    ];
    brings("menstrudel.json", "menstrudel", expected);
}

#[test]
fn periodical() {
    let expected = &[
        "2025-01-05 bleeding light",
        "2025-01-05 period-mark first-day",
        "2025-01-06 bleeding heavy",
        "2025-01-18 note synthetic",
        "2025-01-18 pain-one-sided left",
        "2025-01-18 pain-sites low-back-middle",
        "2025-01-19 bleeding spotting",
    ];
    let census = brings("periodical-backup.json.gz", "periodical", expected);
    assert_eq!(counted(&census), [("data", 1), ("options", 1)].into());
}

#[test]
fn peri() {
    let expected = &[
        "2025-01-05 bleeding medium",
        "2025-01-05 period-mark first-day",
        "2025-01-06 bleeding medium",
        "2025-01-07 bleeding medium",
        "2025-01-08 bleeding medium",
        "2025-01-09 bleeding medium",
        "2025-02-03 bleeding medium",
        "2025-02-03 period-mark first-day",
        "2025-02-04 bleeding medium",
        "2025-02-05 bleeding medium",
        "2025-02-06 bleeding medium",
    ];
    brings("peri.json", "peri", expected);
}

/// What a file says beside a record that is odd; each odd one is told with its line.
#[test]
fn an_odd_record_is_left_out_alone() {
    for (format, text, days, over) in [
        (
            "clue",
            r#"[{"type":"pain","date":"2025-01-05","value":[{"option":"headache"}]},
                {"type":"pain","date":20250106,"value":[{"option":"headache"}]},
                7]"#,
            "2025-01-05 headache 5",
            &["data Form 2"][..],
        ),
        (
            "clue",
            r#"{"data":[{"day":"2025-01-05","period":"light"},
                7]}"#,
            "2025-01-05 bleeding light",
            &["data Form 1"],
        ),
        (
            "flo",
            r#"{"operationalData":{"cycles":[],"point_events_manual_v2":[
                {"local_date":5,"category":"Symptom"}],
                "notes":[{"date":"2025-01-05","text":"hm"},7]},"pointEventsManualData":7}"#,
            "2025-01-05 note hm",
            &[
                "notes Form 1",
                "pointEventsManualData Form 1",
                "point_events_manual_v2 Form 1",
            ],
        ),
        (
            "mensinator",
            r#"{"periods":[{"period_id":"1","date":"2025-01-05"},
                {"period_id":"2","date":7}],"symptoms":[{"id":1}],"ovulations":7}"#,
            "2025-01-05 bleeding medium",
            &["ovulations Form 1", "periods Form 1", "symptoms Form 1"],
        ),
        (
            "menstrudel",
            r#"{"periods":[{}],"period_logs":[{"id":1,"date":"2025-01-05","flow":2},
                {"id":2,"date":"2025-01-06","flow":"much"}],"log_symptoms":[7]}"#,
            "2025-01-05 bleeding light",
            &[
                "log_symptoms Form 1",
                "period_logs Form 1",
                "periods Form 1",
            ],
        ),
        (
            "peri",
            r#"{"version":1,"cycles":[{"startDate":"2025-01-05","periodLength":0},
                {"startDate":"2025-02-05","periodLength":-1}]}"#,
            "2025-01-05 period-mark first-day",
            &["cycles Form 1"],
        ),
        (
            "periodical",
            r#"[{"version":6},{"data":[{"eventdate":"20250105","eventtype":"2","intensity":"1"},
                {"eventdate":20250106,"eventtype":"2"}]},7]"#,
            "2025-01-05 bleeding light",
            &["data Form 1", "tables Form 1"],
        ),
    ] {
        let plan = plan(&Diary::default(), text.as_bytes().to_vec(), format);
        assert_eq!(told(&plan.act), [days], "{format}");
        let census = plan.census.unwrap();
        assert_eq!(left(&census), over, "{format}");
        let odd = census.left_out.values();
        assert!(odd.clone().any(|over| over.line == 2), "{format}: {odd:?}");
    }
}

/// 0 is that none was taken; what is no number is not counted with it.
#[test]
fn a_temperature_that_is_no_number_is_told() {
    for (degrees, answer, over) in [
        ("36.7", "2025-01-05 temperature 36.7", ""),
        ("36,7", "2025-01-05 temperature 36.7", ""),
        ("warm", "", "temperature Value 1"),
        ("0.0", "", ""),
        ("", "", ""),
    ] {
        let text = format!(
            r#"[{{"version":6}},{{"data":[{{"eventdate":"20250105","eventtype":"0","eventtemp":"{degrees}"}}]}}]"#
        );
        let plan = plan(&Diary::default(), text.into_bytes(), "periodical");
        let left = left(&plan.census.unwrap()).concat();
        assert_eq!(
            (&*told(&plan.act).concat(), &*left),
            (answer, over),
            "{degrees}"
        );
    }
}

#[test]
fn of_odd_records_alone_nothing_is_of_use() {
    let text = br#"[{"type":7,"date":"2025-01-05","value":1}]"#;
    assert!(plan(&Diary::default(), text.to_vec(), "clue").is_of_no_use());
}
