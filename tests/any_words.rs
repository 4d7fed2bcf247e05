//! Whatever is typed or read: understood or refused, never a panic, and what was understood holds.

use chrono::NaiveDate;
use proptest::prelude::*;
use twinge::diary::query::Query;
use twinge::diary::{Catalogue, DateRange, Diary, TemperatureUnit, words};
use twinge::exchange::{Format, json};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 17).unwrap()
}

/// Pieces that the readers know, in any order, among anything.
fn likely(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => "\\PC{0,3}",
        1 => any::<i64>().prop_map(|n| n.to_string()),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

const DATES: &[&str] = &[
    " ",
    "-",
    "..",
    "/",
    ".",
    ":",
    "today",
    "yesterday",
    "tue",
    "last",
    "mar",
    "12",
    "29",
    "feb",
    "2024",
    "0000",
    "9999",
    "99999",
    "-10",
    "w",
    "week",
    "month",
    "year",
    "ago",
    "31",
    "1",
    "q",
];

const QUERIES: &[&str] = &[
    " ", "-", "pain", ">=", "<", "=", ":", "6", "bleeding", "heavy", "orgasm", "after:", "before:",
    "2026-01", "\"", "or", "(", ")", "*", "note", "°", "36.5", "..", "relief", "und", "!",
];

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"twinge\"",
    "\"date\"",
    "\"2026-03-17\"",
    "\"days\"",
    "null",
    "\"entries\"",
    "\"pain\"",
    "4",
    "-1e99",
    "true",
    "\\u0000",
    "\"items\"",
    "\"kind\"",
    "\"uid\"",
    "\n",
];

const DRIP: &[&str] = &[
    ",",
    "\n",
    "\"",
    "date",
    "temperature.value",
    "bleeding.value",
    "2026-03-17",
    "36.45",
    "true",
    "0",
    "3",
    "\r\n",
    "note.value",
    "9999-99-99",
    "mucus.feeling",
    "sex.solo",
    "pain.cramps",
    "NaN",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn dates(text in likely(DATES)) {
        let _ = words::date(&text, today());
        let _ = words::time(&text);
        if let Ok(range) = DateRange::parse(&text, today()) {
            prop_assert!(range.first <= range.last);
        }
    }

    #[test]
    fn searches(text in likely(QUERIES)) {
        let _ = Query::parse(&text, Catalogue::built_in(), today(), TemperatureUnit::Celsius);
    }

    #[test]
    fn files(text in prop_oneof![likely(JSON), likely(DRIP)], cut in any::<prop::sample::Index>()) {
        for bytes in [text.as_bytes(), &text.as_bytes()[..cut.index(text.len() + 1)]] {
            import(bytes);
        }
    }

    #[test]
    fn changed_files(
        sample in prop::sample::select(vec![
            &include_bytes!("samples/drip.csv")[..],
            br#"{"twinge":1,"entries":[{"date":"2026-03-17","kind":"day","answers":{"pain":4}}]}"#,
        ]),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = sample.to_vec();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        import(&bytes);
    }
}

fn import(bytes: &[u8]) {
    let formats = Format::of(bytes);
    if let Some(format) = formats {
        let _ = format.plan(&Diary::default(), &json::Settings::default(), bytes);
    }
}
