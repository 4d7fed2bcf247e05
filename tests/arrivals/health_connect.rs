//! Health Connect's database, in its zip or not.

use std::io::Cursor;

use proptest::prelude::*;
use rusqlite::Connection;
use twinge::diary::Diary;
use twinge::exchange::{ImportPlan, Mismatch, ReadError, Standing, Told};

use crate::support::{brings, counted, left, opened, plan, sample, today, told};

const NAME: &str = "health_connect_export.zip";

/// The database in the sample, after what is done to it.
fn changed(sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.db");
    let (_, mut door) = opened(sample(NAME), None).unwrap();
    std::io::copy(&mut door, &mut std::fs::File::create(&file).unwrap()).unwrap();
    let db = Connection::open(&file).unwrap();
    db.execute_batch(sql).unwrap();
    drop(db);
    std::fs::read(file).unwrap()
}

fn read(bytes: Vec<u8>) -> Result<ImportPlan, ReadError> {
    let (format, mut door) = opened(bytes, None).unwrap();
    let standing = Standing::of(None, Told::on(today()));
    format
        .unwrap()
        .plan(&Diary::default(), &standing, &mut door, 9)
}

fn is_refused(bytes: Vec<u8>) -> bool {
    match read(bytes) {
        Err(ReadError::Form { reason, .. }) => {
            matches!(reason, Mismatch::Database(_) | Mismatch::NoTable)
        }
        _ => false,
    }
}

#[test]
fn records_bring_what_they_say() {
    let expected = &[
        "2025-01-05 bleeding heavy",
        "2025-01-05 period-mark first-day",
        "2025-01-06 bleeding medium",
        "2025-01-07 bleeding medium",
        "2025-01-08 bleeding medium",
        "2025-01-14 lh-test negative",
        "2025-01-15 lh-test unclear",
        "2025-01-17 23:45 intimacy: contraception other, with partner",
        "2025-01-17 lh-test positive",
        "2025-01-17 mucus-feeling slippery",
        "2025-01-17 mucus-texture egg-white",
        "2025-01-19 bleeding spotting",
        "2025-01-20 temperature 36.72",
        "2025-01-20 temperature-time 06:30",
        "2025-01-25 unusual-discharge yes",
    ];
    let census = brings(NAME, "health_connect", expected);
    assert_eq!(
        left(&census),
        ["result/2 NoAnswer 1", "sensation/0 NoAnswer 1"]
    );
    assert_eq!(counted(&census), [("steps", 0)].into());
}

/// Columns of another phone, what a phone keeps of other things, and how it keeps it.
#[test]
fn another_phone_says_the_same() {
    let expected = told(&plan(&Diary::default(), sample(NAME), "health_connect").act);
    let bytes = changed(
        "CREATE TABLE other AS SELECT flow, local_date, zone_offset, uuid, time
             FROM menstruation_flow_record_table;
         DROP TABLE menstruation_flow_record_table;
         ALTER TABLE other RENAME TO menstruation_flow_record_table;
         INSERT INTO steps_record_table (uuid, count) VALUES (x'01', 9), (x'02', 8);
         PRAGMA journal_mode = WAL;",
    );
    // Its header says that a log lies beside it.
    assert_eq!(bytes[18..20], [2, 2]);
    let plan = plan(&Diary::default(), bytes, "health_connect");
    assert_eq!(told(&plan.act), expected);
    assert_eq!(counted(&plan.census.unwrap()), [("steps", 2)].into());
}

#[test]
fn what_cannot_be_is_left_out_by_what_it_is() {
    let bytes = changed(
        "UPDATE menstruation_period_record_table SET end_time = start_time - 86400000;
         UPDATE intermenstrual_bleeding_record_table SET local_date = 1e18, time = 'soon';
         UPDATE menstruation_flow_record_table SET flow = 'much', local_date = 60000;
         UPDATE basal_body_temperature_record_table SET temperature = 1e300;
         UPDATE ovulation_test_record_table SET result = 9e18;
         UPDATE sexual_activity_record_table SET uuid = zeroblob(100000);",
    );
    let census = read(bytes).unwrap().census.unwrap();
    assert_eq!(
        left(&census),
        [
            "basal_body_temperature Value 1",
            "flow Value 2",
            "intermenstrual_bleeding Date 1",
            "menstruation_period Span 1",
            "result/9000000000000000000 Unknown 4",
            "sensation/0 NoAnswer 1",
        ]
    );
}

/// What a flow was is not made up.
#[test]
fn a_flow_that_is_not_told_is_left_out() {
    for sql in [
        "ALTER TABLE menstruation_flow_record_table DROP COLUMN flow",
        "UPDATE menstruation_flow_record_table SET flow = 'heavy'",
        "UPDATE menstruation_flow_record_table SET flow = NULL",
    ] {
        let alone = format!("{sql}; DROP TABLE menstruation_period_record_table");
        for (sql, is_period) in [(sql, true), (&alone, false)] {
            let plan = read(changed(sql)).unwrap();
            let told = told(&plan.act);
            let of = |level: &str| told.contains(&format!("2025-01-05 bleeding {level}"));
            assert_eq!((of("heavy"), of("medium")), (false, is_period), "{sql}");
            let left = left(&plan.census.unwrap());
            assert!(left.contains(&"flow Value 2".to_owned()), "{sql}: {left:?}");
        }
    }
}

#[test]
fn a_database_that_means_harm_is_refused_or_does_none() {
    const ENDLESS: &str = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)";
    let view = changed(&format!(
        "DROP TABLE menstruation_flow_record_table;
         CREATE VIEW menstruation_flow_record_table AS
             {ENDLESS} SELECT x AS flow, x AS local_date FROM n;"
    ));
    let days = read(view).unwrap();
    assert!(told(&days.act).iter().all(|line| !line.contains("heavy")));
    // A view that the file calls a table.
    let disguised = changed(&format!(
        "DROP TABLE menstruation_flow_record_table;
         PRAGMA writable_schema = ON;
         INSERT INTO sqlite_schema VALUES ('table', 'menstruation_flow_record_table',
             'menstruation_flow_record_table', 2, 'CREATE VIEW menstruation_flow_record_table AS
             {ENDLESS} SELECT x AS flow, x AS local_date FROM n');"
    ));
    assert!(is_refused(disguised));
    // Values that are worked out at great length are not asked for.
    let worked_out = changed(
        "CREATE TABLE other (uuid, time, zone_offset, local_date,
             flow AS (length(hex(zeroblob(400000000)))));
         INSERT INTO other SELECT uuid, time, zone_offset, local_date
             FROM menstruation_flow_record_table;
         DROP TABLE menstruation_flow_record_table;
         ALTER TABLE other RENAME TO menstruation_flow_record_table;",
    );
    let days = read(worked_out).unwrap();
    assert!(told(&days.act).contains(&"2025-01-05 bleeding medium".to_owned()));
}

#[test]
fn a_database_of_something_else_is_refused() {
    let mut bytes = changed("");
    let whole = bytes.clone();
    bytes.truncate(4096 + 100);
    assert!(is_refused(bytes));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    Connection::open(&file)
        .and_then(|db| db.execute_batch("CREATE TABLE days (date, pain)"))
        .unwrap();
    assert!(is_refused(std::fs::read(&file).unwrap()));
    assert!(!is_refused(whole));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_database_is_read_or_refused(
        flips in prop::collection::vec((0_usize..21_504, any::<u8>()), 1..200),
        end in 100_usize..21_504,
    ) {
        let mut bytes = changed("");
        for (at, byte) in flips {
            bytes[at] = byte;
        }
        for end in [end, bytes.len()] {
            let standing = Standing::of(None, Told::on(today()));
            if let Ok((Some(format), _)) = opened(bytes[..end].to_vec(), None) {
                let file = &mut Cursor::new(&bytes[..end]);
                let _ = format.plan(&Diary::default(), &standing, file, 9);
            }
        }
    }
}
