//! Whatever is typed or read: understood or refused, never a panic, and what was understood holds.

mod exports;
mod readers;

use proptest::prelude::*;

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

const LOG: &[&str] = &[
    "pain",
    "=",
    ":",
    "4",
    "-",
    "-m ",
    "at=",
    "22:10",
    "orgasm",
    "12 mar",
    "'",
    "\"",
    " ",
    "  ",
    "yesterday",
    "bleeding=",
    "light",
    ",",
    "9999999999",
    "#",
    "\n",
    "intimacy",
    "pain-after=0",
    "measure=heat",
    "temperature=36.5",
    "where=",
    "si-left",
    "note=",
    "tags=",
    "0000-01-01 ",
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

const PAGES: &[&str] = &[
    "---\n",
    "---\ngenerator: twinge\ndate: 2026-03-17\n",
    "\0",
    "\n",
    "pain: ",
    "pain-sites: ",
    "[low-back-middle, ",
    "note: \"a\\nb\"\n",
    "entries:\n",
    "  - {\"kind\":\"relief\",\"time\":\"21:00\",\"uid\":\"5f1c\",\"answers\":{\"medicine\":\"ibuprofen\"}}\n",
    "- ",
    "4",
    "]",
    "'",
    "\"",
    "{",
    "# Tuesday\n",
    "date: 0000-01-01\n",
    "\u{feff}",
    "\u{1b}",
];

/// What no act does to a diary, in SQL that has a value yet to come.
const BY_HAND: &[&str] = &[
    "UPDATE answer SET value = ?1 WHERE item = 'pain'",
    "UPDATE answer SET value = ?1 WHERE item = 'note'",
    "UPDATE answer SET value = ?1",
    "UPDATE OR IGNORE answer SET item = ?1 WHERE item = 'pain'",
    "UPDATE entry SET time = ?1 WHERE id & 4095",
    "UPDATE entry SET kind = ?1 WHERE id & 4095",
    "UPDATE OR IGNORE entry SET uid = ?1 WHERE id & 4095",
    "UPDATE entry SET source = ?1",
    "INSERT OR REPLACE INTO setting VALUES ('profile.keep', ?1)",
    "INSERT OR REPLACE INTO setting VALUES ('own.my-wind', ?1)",
    "INSERT OR REPLACE INTO setting VALUES ('override.pain', ?1)",
    "INSERT OR REPLACE INTO setting SELECT 'source.' || date, ?1 FROM entry",
    "UPDATE item SET label = ?1",
];

const VALUES: &[&str] = &[
    "",
    "4",
    "11",
    "-1",
    "36.5",
    "light",
    "\u{1b}[31m",
    "a\nb",
    "24:00",
    "21:00",
    "day",
    "relief",
    "nap",
    "pain",
    "[]",
    "{}",
    "[\"pain\"]",
    "{\"label\": \"\u{1b}\", \"kind\": \"flag\"}",
    "{\"label\": \"Wind\", \"kind\": \"scale\"}",
    "{\"hidden\": true}",
    "[{\"source\": \"\u{202e}clue\", \"on\": \"2026-03-17\", \"items\": [\"pain\", \"pain\", \"\"]}]",
];

/// A diary as another hand left it.
fn by_hand(changes: &[(&str, String)]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    std::fs::write(&file, readers::a_diary()).unwrap();
    let db = rusqlite::Connection::open(&file).unwrap();
    db.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA ignore_check_constraints = ON;")
        .unwrap();
    for (sql, value) in changes {
        // What the form of the tables does not allow is not done.
        let _ = db.execute(sql, [value]);
    }
    drop(db);
    std::fs::read(file).unwrap()
}

/// Files of other programs, by their formats.
const SAMPLES: &[(&str, &[u8])] = &[
    ("apple", include_bytes!("../samples/apple_export.xml")),
    (
        "apple",
        include_bytes!("../samples/apple_export_ios16_traps.xml"),
    ),
    ("attacks", include_bytes!("../samples/attacks_only.csv")),
    ("bearable", include_bytes!("../samples/bearable_traps.csv")),
    (
        "clue",
        include_bytes!("../samples/clue_measurements_all.json"),
    ),
    ("clue", include_bytes!("../samples/clue_old.cluedata")),
    ("daylio", include_bytes!("../samples/daylio.csv")),
    ("femometer", include_bytes!("../samples/femometer_de.csv")),
    (
        "fertility_friend",
        include_bytes!("../samples/fertility_friend_us.csv"),
    ),
    ("flo", include_bytes!("../samples/flo_export_traps.json")),
    (
        "health_connect",
        include_bytes!("../samples/health_connect_small.db"),
    ),
    ("mensinator", include_bytes!("../samples/mensinator.json")),
    ("menstrudel", include_bytes!("../samples/menstrudel.json")),
    ("peri", include_bytes!("../samples/peri.json")),
    ("visible", include_bytes!("../samples/visible_long.csv")),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn dates(text in likely(DATES)) {
        readers::dates(&text);
    }

    #[test]
    fn searches(text in likely(QUERIES)) {
        readers::searches(&text);
    }

    #[test]
    fn lines(text in likely(LOG)) {
        readers::log(&text);
    }

    #[test]
    fn documents_of_other_computers(
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut bytes = readers::a_state();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        readers::state(&bytes);
    }

    #[test]
    fn files_of_drip(text in likely(DRIP), cut in any::<prop::sample::Index>()) {
        for bytes in [text.as_bytes(), &text.as_bytes()[..cut.index(text.len() + 1)]] {
            readers::import("drip", bytes);
        }
    }
}

proptest! {
    // Nearly every one of these is written into a file.
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn exports(text in exports::export()) {
        readers::import("json", text.as_bytes());
    }

    #[test]
    fn changed_files(
        (format, sample) in prop_oneof![
            Just(("drip", include_bytes!("../samples/drip.csv").to_vec())),
            prop::sample::select(SAMPLES).prop_map(|(format, bytes)| (format, bytes.to_vec())),
            exports::export().prop_map(|text| ("json", text.into_bytes())),
        ],
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = sample;
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        readers::import(format, &bytes);
        readers::arrival(&bytes);
    }

    #[test]
    fn folders(text in likely(PAGES)) {
        readers::folder(text.as_bytes());
    }

    #[test]
    fn diaries_in_other_hands(
        changes in prop::collection::vec(
            (prop::sample::select(BY_HAND), likely(VALUES)),
            0..4,
        ),
    ) {
        readers::another_diary(&by_hand(&changes));
    }

    #[test]
    fn damaged_diaries(changes in prop::collection::vec(any::<u8>(), 0..40)) {
        readers::changed_diary(&changes);
    }
}
