//! Apple Health, in a zip or not.

use std::io::Cursor;

use proptest::prelude::*;
use twinge::diary::Diary;
use twinge::exchange::{Mismatch, ReadError, Remark, Standing, Told};

use crate::support::{brings, counted, left, opened, plan, sample, today, told};

const TRAPS: &[&str] = &[
    "2023-01-10 cycle-excluded pregnancy",
    "2024-03-03 bloating 2",
    "2024-03-04 bleeding medium",
    "2024-03-04 cramps 5",
    "2024-03-04 pain 8",
    "2024-03-04 pain-sites belly-middle",
    "2024-03-04 period-mark first-day",
    "2024-03-05 bleeding heavy",
    "2024-03-09 bleeding none",
    "2024-03-10 cramps 0",
    "2024-03-14 temperature 36.5",
    "2024-03-14 temperature-time 06:31",
    "2024-03-15 lh-test unclear",
    "2024-03-16 23:40 intimacy: with partner",
    "2024-03-16 mucus-feeling wet",
    "2024-03-17 00:20 intimacy: contraception nothing, with partner",
    "2024-03-17 lh-test positive",
    "2024-03-17 pain 5",
    "2024-03-17 pain-sites low-back-middle",
    "2024-03-17 sleep-hours 7.5",
    "2024-03-18 bleeding spotting",
    "2024-03-20 temperature 36.85",
    "2024-03-20 temperature-time 06:29",
    "2024-03-21 pain 2",
    "2024-03-21 pain-sites belly-middle",
    "2024-03-30 pregnancy-test unclear",
    "2024-04-01 bleeding medium",
    "2024-04-01 period-mark first-day",
    "2024-04-02 bleeding medium",
    "2024-04-03 bleeding medium",
];

#[test]
fn traps_are_stepped_round() {
    for name in ["apple_export_ios16_traps.xml", "apple_export_localised.zip"] {
        let census = brings(name, "apple", TRAPS);
        assert_eq!(
            left(&census),
            [
                "AppetiteChanges/* NoItem 1",
                "AppleSleepingWristTemperature NoItem 1",
                "BasalBodyTemperature Outweighed 1",
                "BleedingAfterPregnancy/* NoItem 1",
                "Contraceptive/* NoItem 1",
                "IrregularMenstrualCycles/* Conclusion 1",
                "MenopausalState/* NoItem 1",
                "MenstrualFlow/MenstrualFlowLight Outweighed 1",
                "MoodChanges/* NoItem 1",
                "OvulationTestResult/* NoAnswer 1",
                "ProgesteroneTestResult/* NoItem 1",
                "SomethingNew/Whatever Unknown 1",
            ]
        );
        let others = [("HeartRate", 1), ("SleepAnalysis", 3), ("Workout", 1)];
        assert_eq!(counted(&census), others.into());
        let new = census
            .left_out
            .iter()
            .find(|((key, _), _)| key.starts_with("SomethingNew"));
        let text = String::from_utf8_lossy(&sample("apple_export_ios16_traps.xml")).into_owned();
        let line = text
            .lines()
            .position(|line| line.contains("SomethingNew"))
            .unwrap();
        assert_eq!(new.unwrap().1.line, line as u64 + 1);
    }
}

#[test]
fn newer_names_say_the_same() {
    brings(
        "apple_export.xml",
        "apple",
        &[
            "2025-01-05 bleeding medium",
            "2025-01-05 cramps 8",
            "2025-01-05 period-mark first-day",
            "2025-01-06 bleeding heavy",
            "2025-01-17 23:00 intimacy: contraception other, with partner",
            "2025-01-17 mucus-texture egg-white",
            "2025-01-18 lh-test positive",
            "2025-01-18 pain 5",
            "2025-01-18 pain-sites belly-middle,low-back-middle",
            "2025-01-19 bleeding spotting",
            "2025-01-20 temperature 36.72",
            "2025-01-20 temperature-time 06:30",
            "2025-01-21 temperature 36.8",
            "2025-01-21 temperature-time 06:30",
            "2025-02-04 pregnancy-test negative",
        ],
    );
}

/// Wherever the blocks of a long file end.
#[test]
fn a_long_file_says_the_same() {
    let text = String::from_utf8_lossy(&sample("apple_export.xml")).into_owned();
    let expected = told(&plan(&Diary::default(), text.clone().into_bytes(), "apple").act);
    let beat =
        " <Record type=\"HKQuantityTypeIdentifierHeartRate\" unit=\"count/min\" value=\"71\"/>\n";
    for count in (3_000..3_060).step_by(3) {
        let filled = text.replacen(" <Record", &(beat.repeat(count) + " <Record"), 1);
        let plan = plan(&Diary::default(), filled.into_bytes(), "apple");
        assert_eq!(told(&plan.act), expected, "{count}");
        let census = plan.census.unwrap();
        assert_eq!(counted(&census), [("HeartRate", count as u64)].into());
    }
}

fn record(of: &str, start: &str, end: &str, zone: &str) -> String {
    let zone = match zone {
        "" => String::new(),
        zone => format!("<MetadataEntry key=\"HKTimeZone\" value=\"{zone}\"/>"),
    };
    format!(
        "<Record type=\"HKCategoryTypeIdentifier{of}\" startDate=\"{start}\" endDate=\"{end}\" \
         value=\"HKCategoryValueVaginalBleedingLight\">{zone}</Record>"
    )
}

/// A day is that of the clocks where it was written down.
#[test]
fn what_was_written_down_abroad_is_of_the_day_that_it_was_there() {
    let late = ("2025-01-19 04:30:00 +0100", "2025-01-19 04:30:00 +0100");
    let early = ("2025-07-31 23:30:00 +0200", "2025-07-31 23:30:00 +0200");
    let long = ("2025-03-10 05:00:00 +0100", "2025-03-12 05:00:00 +0100");
    for ((start, end), zone, days) in [
        (late, "", &["2025-01-19"][..]),
        (late, "Europe/Berlin", &["2025-01-19"]),
        (late, "America/New_York", &["2025-01-18"]),
        (late, "Middle/Earth", &["2025-01-19"]),
        (early, "", &["2025-07-31"]),
        (early, "Asia/Tokyo", &["2025-08-01"]),
        // At midnight there, though not here: the last day is not touched.
        (long, "", &["2025-03-10", "2025-03-11", "2025-03-12"]),
        (long, "America/New_York", &["2025-03-10", "2025-03-11"]),
    ] {
        let text = record("MenstrualFlow", start, end, zone);
        let text = format!("<HealthData>\n{text}\n</HealthData>\n");
        let plan = plan(&Diary::default(), text.into_bytes(), "apple");
        let expected: Vec<_> = days
            .iter()
            .map(|day| format!("{day} bleeding light"))
            .collect();
        assert_eq!(told(&plan.act), expected, "{start} {zone}");
    }
}

/// What a file of these records brings, and what of it is left out.
fn found(records: &str) -> (Vec<String>, Vec<String>) {
    let text = format!("<HealthData>\n{records}\n</HealthData>\n");
    let plan = plan(&Diary::default(), text.into_bytes(), "apple");
    (told(&plan.act), left(&plan.census.unwrap()))
}

#[test]
fn what_goes_on_for_too_long_is_told_as_left_out() {
    let start = "2025-01-01 08:00:00 +0100";
    for (end, days, over) in [
        ("2025-01-31 08:00:00 +0100", 31, ""),
        ("2025-02-01 00:00:00 +0100", 31, ""),
        ("2025-02-01 08:00:00 +0100", 0, "MenstrualFlow Span 1"),
    ] {
        let (told, left) = found(&record("MenstrualFlow", start, end, ""));
        assert_eq!((told.len(), &*left.concat()), (days, over), "{end}");
    }
    let (_, left) = found(&record(
        "BleedingAfterPregnancy",
        start,
        "2025-03-01 08:00:00 +0100",
        "",
    ));
    assert_eq!(left, ["BleedingAfterPregnancy/* NoItem 1"]);
}

#[test]
fn what_is_not_there_is_no_tag() {
    let at = "2025-01-19 08:00:00 +0100";
    let of = |presence: &str| {
        let value = format!("HKCategoryValuePresence{presence}");
        record("SleepChanges", at, at, "").replace("HKCategoryValueVaginalBleedingLight", &value)
    };
    assert_eq!(found(&of("Present")).0, ["2025-01-19 tags sleep-changes"]);
    assert_eq!(
        found(&of("NotPresent")).1,
        ["SleepChanges/PresenceNotPresent NoAnswer 1"]
    );
}

#[test]
fn how_much_it_was_is_not_made_up() {
    let at = "2025-01-19 08:00:00 +0100";
    let plain = record("MenstrualFlow", at, at, "");
    let light = "HKCategoryValueVaginalBleedingLight";
    for (value, told, over) in [
        (
            "VaginalBleedingUnspecified",
            "2025-01-19 bleeding medium",
            "",
        ),
        ("VaginalBleedingFlooding", "", "MenstrualFlow/* Value 1"),
        ("", "", "MenstrualFlow/* Value 1"),
    ] {
        let value = plain.replace(light, &format!("HKCategoryValue{value}"));
        let found = found(&value);
        assert_eq!(
            (&*found.0.concat(), &*found.1.concat()),
            (told, over),
            "{value}"
        );
    }
    let bare = plain.replace(&format!("\"{light}\""), light);
    assert_eq!(found(&bare).1, ["MenstrualFlow/* Value 1"]);
    let open = plain.replace("</Record>", "<MetadataEntry></Record>");
    assert_eq!(found(&open).1, ["Record Form 1"]);
}

/// However XML may say it: by apostrophes, over several lines, with what is empty; comments say nothing.
#[test]
fn the_same_xml_in_another_form_says_the_same() {
    let at = "2025-01-19 08:00:00 +0100";
    let plain = record("MenstrualFlow", at, at, "");
    let expected = found(&plain);
    assert_eq!(expected.0, ["2025-01-19 bleeding light"]);
    for records in [
        plain.replace('"', "'"),
        plain.replace(
            "Record type=",
            "Record sourceName='it is > \"all\"' type = ",
        ),
        plain.replace("Record type", "Record\n\ttype"),
        format!("<Correlation type=\"none\"/>{plain}"),
        format!("{plain}<!-- {} -->", plain.replace("01-19", "01-20")),
        format!(
            "<!--\n{}\n-->\n{plain}",
            plain.replace("01-19", "01-20").repeat(3)
        ),
    ] {
        assert_eq!(found(&records), expected, "{records}");
    }
    let open = format!("<HealthData>\n{plain}\n<!-- {plain}\n</HealthData>\n");
    let (format, mut door) = opened(open.into_bytes(), None).unwrap();
    let standing = Standing::of(None, Told::on(today()));
    let refused = { format.unwrap() }.plan(&Diary::default(), &standing, &mut door, 9);
    let is_told = matches!(
        refused,
        Err(ReadError::Form {
            reason: Mismatch::CutOff(_),
            ..
        })
    );
    assert!(is_told);
}

#[test]
fn of_a_file_that_is_cut_off_what_is_whole_is_taken_if_it_is_asked_for() {
    let at = "2025-01-19 08:00:00 +0100";
    let whole = record("MenstrualFlow", at, at, "");
    let cut = record("IntermenstrualBleeding", at, at, "").replace("</Record>", "");
    let text = format!("<HealthData>\n{whole}\n{cut}");
    let (format, mut door) = opened(text.into_bytes(), None).unwrap();
    let on = Told {
        in_part: true,
        ..Told::on(today())
    };
    let standing = Standing::of(None, on);
    let plan = format
        .unwrap()
        .plan(&Diary::default(), &standing, &mut door, 9)
        .unwrap();
    assert_eq!(told(&plan.act), ["2025-01-19 bleeding light"]);
    let remarks = plan.census.unwrap().remarks;
    assert_eq!(remarks, [Remark::CutOff(3)].into());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_that_is_cut_off_is_refused(at in 120_usize..11_000) {
        let mut bytes = sample("apple_export_ios16_traps.xml");
        bytes.truncate(at);
        let (format, mut door) = opened(bytes, None).unwrap();
        let Some(format) = format else { return Ok(()) };
        let standing = Standing::of(None, Told::on(today()));
        let refused = format.plan(&Diary::default(), &standing, &mut door, 9);
        let is_told = matches!(refused, Err(ReadError::Form { reason: Mismatch::CutOff(_), .. }));
        prop_assert!(is_told);
    }

    #[test]
    fn anything_in_it_is_read_or_refused(
        at in 100_usize..11_000,
        bytes in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut text = sample("apple_export_ios16_traps.xml");
        let at = at.min(text.len());
        text.splice(at..at, bytes);
        let standing = Standing::of(None, Told::on(today()));
        if let Ok((Some(format), _)) = opened(text.clone(), None) {
            let _ = format.plan(&Diary::default(), &standing, &mut Cursor::new(text), 9);
        }
    }
}
