//! Tables of programs, by rules.

use twinge::diary::Diary;
use twinge::exchange::{Format, Left, Mismatch, Order, ReadError, Standing, Told};

use crate::support::{brings, left, opened, plan, sample, today, told};

#[test]
fn bearable() {
    let census = brings(
        "bearable_traps.csv",
        "bearable",
        &[
            "2022-01-22 bleeding heavy",
            "2022-01-22 lifting some",
            "2022-01-22 mood 7",
            "2022-01-22 note hard morning",
            "2022-01-22 pain 10",
            "2022-01-22 pain-sites belly-middle,low-back-middle",
            "2022-01-22 relief: dose 400mg, measure painkiller, medicine Ibuprofen",
            "2022-01-22 sleep-hours 7.5",
            "2022-01-22 sleep-quality 8",
            "2022-01-22 stress 5",
            "2022-01-22 tags caffeine",
        ],
    );
    assert_eq!(
        left(&census),
        [
            "Energy/* NoItem 1",
            "Health measurements/* NoItem 1",
            "Symptom/Headache Date 1",
        ]
    );
    brings(
        "bearable.csv",
        "bearable",
        &[
            "2025-01-18 bleeding light",
            "2025-01-18 pain 5",
            "2025-01-18 pain-sites low-back-middle",
            "2025-01-18 stress 5",
            "2025-01-18 tags caffeine",
        ],
    );
}

/// That there was none is no place that hurts, and no tag.
#[test]
fn of_what_there_was_none_no_place_hurts() {
    let table = |rows: &str| {
        let text =
            format!("date formatted,time of day,category,rating/amount,detail,notes\n{rows}\n");
        let plan = plan(&Diary::default(), text.into_bytes(), "bearable");
        (told(&plan.act), left(&plan.census.unwrap()).concat())
    };
    for (row, answer, over) in [
        ("Symptom,0,Back (lower) pain", "", "None/* NoAnswer 1"),
        ("Symptom,,Pelvic pain (None)", "", "None/* NoAnswer 1"),
        ("Symptom,,Itch (None)", "", "None/* NoAnswer 1"),
        ("Symptom,0,Headache", "2022-01-22 headache 0", ""),
        ("Symptom,7,Headache", "", "Symptom Value 1"),
        ("Symptom,,Headache", "2022-01-22 headache 5", ""),
        ("Factor,,Stress - None", "2022-01-22 stress 0", ""),
        ("Factor,,Lifting - None", "", "None/* NoAnswer 1"),
        ("Factor,,Caffeine - None", "", "None/* NoAnswer 1"),
    ] {
        let (told, left) = table(&format!("2022-01-22,am,{row},"));
        assert_eq!((&*told.concat(), &*left), (answer, over), "{row}");
    }
}

#[test]
fn daylio() {
    let census = brings(
        "daylio.csv",
        "daylio",
        &[
            "2026-05-19 note line one\nline two",
            "2026-05-19 tags bad sleep",
            "2026-05-20 mood 8",
            "2026-05-20 note Morning\nFelt great, rested",
            "2026-05-20 pain 6",
            "2026-05-20 pain-sites low-back-middle",
            "2026-05-20 tags exercise,sex",
        ],
    );
    assert_eq!(left(&census), ["mood/* OwnName 1"]);
    brings(
        "daylio_tab.csv",
        "daylio",
        &[
            "2026-05-14 mood 8",
            "2026-05-14 note café 🙂",
            "2026-05-14 tags medium sleep,relaxed",
        ],
    );
}

#[test]
fn femometer() {
    let census = brings(
        "femometer_de.csv",
        "femometer",
        &[
            "2025-01-05 bleeding heavy",
            "2025-01-05 breast-tenderness 5",
            "2025-01-05 cramps 8",
            "2025-01-05 feelings sad",
            "2025-01-05 temperature 36.51",
            "2025-01-06 bleeding light",
            "2025-01-06 cramps 2",
            "2025-01-06 temperature 36.62",
            "2025-01-17 cramps 0",
            "2025-01-17 intimacy: contraception nothing, with partner",
            "2025-01-17 mucus-texture egg-white",
            "2025-01-17 temperature 36.7",
            "2025-01-19 bleeding spotting",
        ],
    );
    assert_eq!(
        left(&census),
        [
            "Farbe/* NoItem 2",
            "LH Ergebnis/Hoch NoAnswer 1",
            "Symptome/Krämpfe Outweighed 1"
        ]
    );
}

#[test]
fn fertility_friend() {
    let census = brings(
        "fertility_friend_us.csv",
        "fertility_friend",
        &[
            "2024-01-15 lh-test negative",
            "2024-01-15 mucus-feeling dry",
            "2024-01-15 note Start of cycle",
            "2024-01-15 temperature 36.22",
            "2024-01-16 intimacy: with partner",
            "2024-01-16 lh-test positive",
            "2024-01-16 mucus-texture egg-white",
            "2024-01-16 temperature 36.17",
        ],
    );
    assert_eq!(
        left(&census),
        [
            "Intercourse/no NoAnswer 1",
            "Notes/* Date 1",
            "Temp/* Date 1"
        ]
    );
}

#[test]
fn visible() {
    let census = brings(
        "visible_long.csv",
        "visible",
        &["2024-05-22 pain 8", "2024-05-22 pain-sites low-back-middle"],
    );
    assert_eq!(left(&census), ["Back pain/0 NoAnswer 1", "Sleep Unknown 1"]);
}

/// Days that are not in a list of attacks say nothing, least of all that nothing hurt.
#[test]
fn attacks() {
    brings(
        "attacks_only.csv",
        "attacks",
        &[
            "2026-08-01 episode: episode-pain 7",
            "2026-08-01 relief: measure other, medicine Ibuprofen",
            "2026-08-01 tags weather",
            "2026-08-04 episode: episode-pain 5",
            "2026-08-04 tags stress",
            "2026-08-25 episode: episode-pain 10",
            "2026-08-25 relief: measure other, medicine Triptan",
        ],
    );
}

#[test]
fn an_order_of_days_that_nothing_tells_is_not_guessed() {
    let table = |dates: [&str; 2]| {
        let text = format!("Start Time,Pain Level\n{},7\n{},5\n", dates[0], dates[1]);
        let (format, mut door) = opened(text.into_bytes(), None).unwrap();
        let standing = Standing::of(None, Told::on(today()));
        format
            .unwrap()
            .plan(&Diary::default(), &standing, &mut door, 9)
    };
    for dates in [["8/1/2026", "8/4/2026"], ["8/13/2026", "13/8/2026"]] {
        let refused = table(dates);
        let is_order = matches!(
            refused,
            Err(ReadError::Form {
                reason: Mismatch::DateOrder,
                ..
            })
        );
        assert!(is_order, "{dates:?}");
    }
    let said = |order| {
        let text = b"Start Time,Pain Level\n8/1/2026,7\n".to_vec();
        let (format, mut door) = opened(text, None).unwrap();
        let mut standing = Standing::of(None, Told::on(today()));
        standing.told.order = Some(order);
        let plan = format
            .unwrap()
            .plan(&Diary::default(), &standing, &mut door, 9);
        told(&plan.unwrap().act).concat()
    };
    assert!(said(Order::DayFirst).starts_with("2026-01-08"));
    assert!(said(Order::MonthFirst).starts_with("2026-08-01"));
    for (dates, day) in [
        (["8/1/2026", "8/14/2026"], "2026-08-01"),
        (["8/1/2026", "14/8/2026"], "2026-01-08"),
        (["8.1.2026", "9.1.2026"], "2026-01-08"),
        (["2026-01-08", "2026-01-09"], "2026-01-08"),
        (["8/8/2026", "9/9/2026"], "2026-08-08"),
        // What is no day is left out, and tells nothing of the others.
        (["8/14/2026", "soon"], "2026-08-14"),
    ] {
        assert!(
            told(&table(dates).unwrap().act)[0].starts_with(day),
            "{dates:?}"
        );
    }
}

/// Whatever is done to a table that does not change what it says, it says the same.
#[test]
fn tables_say_the_same_however_they_are_saved() {
    for (name, format) in [
        ("daylio.csv", "daylio"),
        ("femometer_de.csv", "femometer"),
        ("fertility_friend_us.csv", "fertility_friend"),
        ("visible_long.csv", "visible"),
        ("attacks_only.csv", "attacks"),
    ] {
        let text = String::from_utf8(sample(name)).unwrap();
        let expected = told(&plan(&Diary::default(), sample(name), format).act);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let saved = |separator: u8, row: fn(&csv::StringRecord) -> Vec<String>| {
            let mut out = csv::WriterBuilder::new()
                .delimiter(separator)
                .from_writer(Vec::new());
            rows.iter()
                .for_each(|record| out.write_record(row(record)).unwrap());
            String::from_utf8(out.into_inner().unwrap()).unwrap()
        };
        let same = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
        let turned = |row: &csv::StringRecord| row.iter().rev().map(str::to_owned).collect();
        let wider = |row: &csv::StringRecord| {
            row.iter()
                .chain(["another"])
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let utf16: Vec<u8> = { "\u{feff}".to_owned() + &text }
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (how, bytes) in [
            ("semicolons", saved(b';', same).into_bytes()),
            ("tabs", saved(b'\t', same).into_bytes()),
            ("columns turned", saved(b',', turned).into_bytes()),
            ("a column more", saved(b',', wider).into_bytes()),
            ("a mark", format!("\u{feff}{text}").into_bytes()),
            ("UTF-16", utf16),
            ("line ends", text.replace('\n', "\r\n").into_bytes()),
            (
                "a title",
                format!("My export\n\nof today, all\n{text}").into_bytes(),
            ),
        ] {
            let plan = plan(&Diary::default(), bytes, format);
            // Words of two lines keep their line ends, and lists have no order.
            let sorted = |mut lines: Vec<String>| {
                for line in &mut lines {
                    let mut letters: Vec<char> = line.chars().collect();
                    letters.sort_unstable();
                    *line = letters.into_iter().collect();
                }
                lines.sort();
                lines
            };
            assert_eq!(
                sorted(told(&plan.act)),
                sorted(expected.clone()),
                "{name}: {how}"
            );
        }
    }
}

/// A spreadsheet turns the dates of tables that know but one form, and people write the names of columns.
#[test]
fn dates_that_were_turned_are_read_as_it_is_told() {
    for (format, header, row) in [
        ("drip", "Date,Bleeding.Value", "3"),
        (
            "csv",
            "date,time,kind,item,value,unit,note",
            ",day,bleeding,heavy,,",
        ),
        (
            "wide",
            "date,relief-entries,episode-entries,bleeding",
            ",,heavy",
        ),
    ] {
        let read = |date: &str, order| {
            let text = format!("{header}\n{date},{row}\n");
            let (known, mut door) = opened(text.into_bytes(), None).unwrap();
            let mut standing = Standing::of(None, Told::on(today()));
            standing.told.order = order;
            assert_eq!(known.unwrap().name, format);
            let plan = known
                .unwrap()
                .plan(&Diary::default(), &standing, &mut door, 9);
            told(&plan.unwrap().act).concat()
        };
        assert_eq!(read("2026-01-08", None), "2026-01-08 bleeding heavy");
        assert_eq!(read("8/1/2026", None), "");
        assert_eq!(
            read("8/1/2026", Some(Order::DayFirst)),
            "2026-01-08 bleeding heavy"
        );
        assert_eq!(
            read("8/1/2026", Some(Order::MonthFirst)),
            "2026-08-01 bleeding heavy"
        );
    }
}

/// drip's own table, saved again by a spreadsheet.
#[test]
fn drip_says_the_same_in_every_dialect() {
    let text = String::from_utf8(sample("drip.csv")).unwrap();
    let expected = told(&plan(&Diary::default(), sample("drip.csv"), "drip").act);
    assert!(!expected.is_empty());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    reader
        .records()
        .for_each(|record| out.write_record(&record.unwrap()).unwrap());
    let semicolons = String::from_utf8(out.into_inner().unwrap()).unwrap();
    let utf16 = format!("\u{feff}{semicolons}");
    for bytes in [
        utf16
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>(),
        utf16.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        semicolons.into_bytes(),
    ] {
        assert_eq!(told(&plan(&Diary::default(), bytes, "drip").act), expected);
    }
}

/// A letter of a header more or less: it is not known, or the column is told as left out.
#[test]
fn a_header_that_is_changed_is_refused_or_told() {
    for name in [
        "daylio.csv",
        "femometer_de.csv",
        "fertility_friend_us.csv",
        "visible_long.csv",
        "attacks_only.csv",
    ] {
        let text = String::from_utf8(sample(name)).unwrap();
        let header = text.lines().next().unwrap();
        let (format, mut door) = opened(sample(name), None).unwrap();
        let standing = Standing::of(None, Told::on(today()));
        let mut whole = |format: &Format| {
            let plan = format
                .plan(&Diary::default(), &standing, &mut door, 9)
                .unwrap();
            plan.census.unwrap().answered
        };
        let all = whole(format.unwrap());
        for column in header.split(',') {
            let changed = text.replacen(column, &format!("{column}x"), 1);
            let (format, mut door) = opened(changed.into_bytes(), None).unwrap();
            let Some(format) = format else { continue };
            let plan = format
                .plan(&Diary::default(), &standing, &mut door, 9)
                .unwrap();
            let census = plan.census.unwrap();
            let unknown = census
                .left_out
                .iter()
                .filter(|((_, why), _)| *why == Left::Unknown);
            let unknown: u64 = unknown.map(|(_, over)| over.count).sum();
            assert!(
                census.answered == all || unknown > 0,
                "{name}, {column}: {census:?}"
            );
        }
    }
}

#[test]
fn dates_that_a_spreadsheet_turned_are_read_as_they_all_say() {
    let text = String::from_utf8(sample("femometer_de.csv")).unwrap();
    let turned: Vec<String> = { text.lines() }
        .map(|line| {
            match line
                .get(..10)
                .map(|date| date.split('.').collect::<Vec<_>>())
            {
                Some(date) if date.len() == 3 => {
                    format!("{}/{}/{}{}", date[1], date[0], date[2], &line[10..])
                }
                _ => line.to_owned(),
            }
        })
        .collect();
    let turned = turned.join("\n");
    assert!(turned.contains("01/19/2025"), "{turned}");
    let told_of = |bytes| told(&plan(&Diary::default(), bytes, "femometer").act);
    assert_eq!(told_of(turned.into_bytes()), told_of(text.into_bytes()));
}

/// A quotation mark that is not closed would swallow the rows behind it.
#[test]
fn a_row_whose_quotation_mark_is_not_closed_is_left_out_alone() {
    let whole = "full_date,date,weekday,time,mood,activities,note_title,note\n\
                 2026-05-18,,,,good,,,fine\n\
                 2026-05-19,,,,good,,,\"slept\n\
                 2026-05-20,,,,rad,,,MORE\n\
                 2026-05-21,,,,bad,,,sore\n";
    for more in [
        "better",
        "\"better\"",
        "\"two\nlines\"",
        "\"so \"\"so\"\"\"",
    ] {
        let text = whole.replace("MORE", more);
        let plan = plan(&Diary::default(), text.into_bytes(), "daylio");
        let days = [
            "2026-05-18 mood 8",
            "2026-05-20 mood 10",
            "2026-05-21 mood 2",
        ];
        let moods = { told(&plan.act).into_iter() }.filter(|line| line.contains("mood"));
        assert_eq!(moods.collect::<Vec<_>>(), days, "{more}");
        let census = plan.census.unwrap();
        assert_eq!(left(&census), ["full_date Cells 1"], "{more}");
        assert_eq!(
            census.left_out.values().next().map(|over| over.line),
            Some(3)
        );
    }
}

#[test]
fn a_temperature_of_our_own_table_is_in_the_unit_that_stands_there() {
    for (row, answer) in [
        ("36.7,°C", "2026-01-08 temperature 36.7"),
        ("36.7,", "2026-01-08 temperature 36.7"),
        ("98.06,°F", "2026-01-08 temperature 36.7"),
        ("98.06,°C", ""),
        ("36.7,kg", ""),
    ] {
        let text =
            format!("date,time,kind,item,value,unit,note\n2026-01-08,,day,temperature,{row},\n");
        let plan = plan(&Diary::default(), text.into_bytes(), "csv");
        assert_eq!(told(&plan.act).concat(), answer, "{row}");
        assert_eq!(
            plan.answers.all_left_out(),
            u64::from(answer.is_empty()),
            "{row}"
        );
    }
}
