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
}
