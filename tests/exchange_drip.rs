//! drip's file, in and out: nothing lost, nothing twice, nothing overwritten.

use std::io::Cursor;

use chrono::NaiveDate;
use proptest::prelude::*;
use tempfile::TempDir;
use twinge::diary::{Act, Answer, Answers, Catalogue, DateRange, Diary, Edit, Quantity, Target};
use twinge::exchange::{
    self, Dropped, Format, ImportPlan, Incoming, LeftOut, Piece, Place, ReadError, Told, drip,
};
use twinge::repository::Repository;

const SAMPLE: &str = include_str!("samples/drip.csv");

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn pieces(text: &str) -> Vec<Piece> {
    let reader = drip::read(text.as_bytes(), Catalogue::built_in()).unwrap();
    reader.map(Result::unwrap).collect()
}

fn entries(text: &str) -> Vec<Incoming> {
    let entries = pieces(text).into_iter().map(|piece| match piece {
        Piece::Entry(entry) => entry,
        Piece::Dropped(dropped) => panic!("dropped {dropped:?}"),
    });
    entries.collect()
}

fn dropped(text: &str) -> Vec<Dropped> {
    let dropped = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Entry(_) => None,
        Piece::Dropped(dropped) => Some(dropped),
    });
    dropped.collect()
}

fn answers(told: &[(&str, Answer)]) -> Answers {
    told.iter()
        .map(|(item, answer)| ((*item).into(), answer.clone()))
        .collect()
}

fn choice(code: &str) -> Answer {
    Answer::Choice(code.into())
}

fn many(codes: &[&str]) -> Answer {
    Answer::Many(codes.iter().map(|code| (*code).into()).collect())
}

fn text(text: &str) -> Answer {
    Answer::Text(text.into())
}

/// A new diary, in a folder that lasts as long.
fn new_diary() -> (TempDir, Repository) {
    let folder = tempfile::tempdir().unwrap();
    let diary = Repository::open(&folder.path().join("diary.db")).unwrap();
    (folder, diary)
}

/// A day after all there can be.
fn read_on() -> Told {
    Told::on(DateRange::LIFETIME.last)
}

/// What importing a file once more would do.
fn rehearsed(diary: &Repository, text: &str) -> ImportPlan {
    let drip = Format::named("drip").unwrap();
    exchange::rehearse(
        Some(diary),
        drip,
        &mut Cursor::new(text),
        usize::MAX,
        read_on(),
    )
    .unwrap()
}

/// A new diary with what a file holds, and what that was.
fn imported(text: &str) -> (TempDir, Repository, ImportPlan) {
    let (folder, mut diary) = new_diary();
    let drip = Format::named("drip").unwrap();
    let done = exchange::import(
        &mut diary,
        drip,
        &mut Cursor::new(text),
        usize::MAX,
        read_on(),
    )
    .unwrap();
    (folder, diary, done)
}

fn all(diary: &Repository) -> Diary {
    diary.read(DateRange::ALL).unwrap()
}

fn export(diary: &Repository) -> (String, LeftOut) {
    let mut bytes = Vec::new();
    let left_out = drip::write(&all(diary), Catalogue::built_in(), &mut bytes).unwrap();
    (String::from_utf8(bytes).unwrap(), left_out)
}

#[test]
fn the_sample_is_understood() {
    let entries = entries(SAMPLE);
    let told: Vec<_> = entries
        .iter()
        .map(|e| (e.line, &e.place, &e.answers))
        .collect();
    let sex = Place::Timed {
        date: date(2025, 1, 18),
        time: None,
        kind: "intimacy".into(),
        uid: "drip:2025-01-18:sex".into(),
    };
    let first = answers(&[
        ("bleeding", choice("heavy")),
        ("cramps", Answer::Scale(5)),
        ("pain-sites", many(&["low-back-middle"])),
        ("pain-note", text("dull, low")),
    ]);
    let second = answers(&[
        ("mucus-feeling", choice("slippery")),
        ("mucus-texture", choice("egg-white")),
        ("pain-one-sided", choice("yes")),
    ]);
    let with = answers(&[
        ("with", choice("partner")),
        ("contraception", many(&["condom"])),
    ]);
    let third = answers(&[
        ("temperature", Answer::Number(Quantity::from_milli(36_720))),
        (
            "temperature-time",
            Answer::parse(
                Catalogue::built_in().item("temperature-time").unwrap(),
                "06:30",
                Default::default(),
            )
            .unwrap(),
        ),
    ]);
    assert_eq!(
        told,
        [
            (2, &Place::Day(date(2025, 1, 5)), &first),
            (3, &Place::Day(date(2025, 1, 18)), &second),
            (3, &sex, &with),
            (4, &Place::Day(date(2025, 1, 20)), &third),
        ]
    );
}

#[test]
fn the_sample_comes_out_as_it_went_in() {
    let (_folder, diary, _) = imported(SAMPLE);
    let (out, left_out) = export(&diary);
    assert_eq!(
        out.lines().collect::<Vec<_>>(),
        SAMPLE.lines().collect::<Vec<_>>()
    );
    assert!(left_out.is_empty(), "{left_out:?}");
}

#[test]
fn any_columns_in_any_order_do() {
    let entries =
        entries("\u{feff}desire.value, date ,bleeding.value\r\n2,2025-01-05,0\r\n,2025-01-06,\r\n");
    assert_eq!(entries.len(), 1);
    assert_eq!(
        entries[0].answers,
        answers(&[
            ("libido", Answer::Scale(8)),
            ("bleeding", choice("spotting"))
        ])
    );
}

#[test]
fn what_is_no_file_of_drips_is_refused_with_the_reason() {
    for (text, reason) in [
        ("", "no column \"date\""),
        ("day,bleeding.value\n", "no column \"date\""),
        ("date,time,kind,item\n", "none of drip's columns"),
        (
            "date,bleeding.value,bleeding.value\n",
            "\"bleeding.value\" twice",
        ),
    ] {
        let refused = drip::read(text.as_bytes(), Catalogue::built_in())
            .err()
            .unwrap();
        assert!(matches!(refused, ReadError::Form { .. }));
        assert!(refused.to_string().contains(reason), "{refused}");
    }
    assert!(drip::recognises(SAMPLE.lines().next().unwrap()));
    assert!(drip::recognises("DATE;Bleeding.Value"));
    // That it has no dates is told.
    assert!(drip::recognises("day,bleeding.value,pain.cramps"));
    assert!(!drip::recognises("day,bleeding.value"));
    assert!(!drip::recognises("date,time,kind,item,value,unit,note"));
}

#[test]
fn what_is_not_understood_is_told_with_its_line_and_the_rest_is_taken() {
    let file = "date,temperature.value,bleeding.value,pain.cramps,temperature.time,desire.value\n\
                2025-01-05,366,9,maybe,noon,3\n\
                \n\
                2025-13-01,36.5,,,,\n\
                ,36.5,,,,\n\
                2025-01-07,36.5\n\
                2025-01-08,36.55,1,,,\n\
                0025-01-08,36.55,1,,,\n";
    let told: Vec<(u64, String)> = dropped(file)
        .into_iter()
        .map(|d| (d.line, format!("{}: {}", d.what, d.why)))
        .collect();
    let lines: Vec<u64> = told.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 2, 2, 2, 2, 4, 5, 6, 8], "{told:?}");
    for (at, part) in [
        (
            0,
            "temperature.value 366: temperature can be from 34 to 42 °C",
        ),
        (1, "bleeding.value 9: \"9\" is no value"),
        (2, "pain.cramps maybe: \"maybe\" is neither true nor false"),
        (3, "temperature.time noon: "),
        (4, "desire.value 3: \"3\" is not 0, 1 or 2"),
        (5, "2025-13-01,36.5,,,,: \"2025-13-01\" is no date"),
        (6, "the line has no date"),
        (7, "the line has 2 cells, the first line names 6"),
        (8, "\"0025-01-08\" is no date"),
    ] {
        assert!(told[at].1.contains(part), "{}", told[at].1);
    }
    let taken = pieces(file).len() - told.len();
    assert_eq!(taken, 1);
}

#[test]
fn bytes_that_are_no_text_and_a_file_cut_off_lose_nothing_else() {
    let mut bytes =
        b"date,note.value\n2025-01-05,gr\xfc\xdfe\n2025-01-06,fine\n2025-01-07,\"cut".to_vec();
    let all: Vec<_> = drip::read(bytes.as_slice(), Catalogue::built_in())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(
        matches!(&all[0], Piece::Dropped(d) if d.line == 2 && d.why.to_string().contains("UTF-8"))
    );
    assert_eq!(all.len(), 3);
    bytes.truncate(20);
    assert!(drip::read(bytes.as_slice(), Catalogue::built_in()).is_ok());
}

#[test]
fn columns_nobody_knows_are_kept_in_the_note() {
    let entries = entries("date,note.value,weather,mucus.value\n2025-01-05,tired,rain,3\n");
    let expected = text("tired\n\nweather: rain\nmucus.value: 3");
    assert_eq!(entries[0].answers, answers(&[("note", expected)]));
}

#[test]
fn alone_and_with_a_partner_on_one_day_are_two() {
    let file = "date,sex.solo,sex.partner,sex.pill,sex.note\n2025-01-05,true,true,true,slow\n";
    let (_folder, diary, _) = imported(file);
    let days = all(&diary);
    let day = days.day(date(2025, 1, 5)).unwrap();
    let told: Vec<_> = day.timed().map(|entry| entry.answers.clone()).collect();
    let with_partner = answers(&[
        ("with", choice("partner")),
        ("contraception", many(&["pill"])),
        ("note", text("slow")),
    ]);
    assert_eq!(told, [with_partner, answers(&[("with", choice("alone"))])]);
    let (out, _) = export(&diary);
    let again = rehearsed(&diary, &out);
    assert!(again.is_empty(), "{:?}", again.added);
    assert!(again.conflicts.is_empty(), "{:?}", again.conflicts);
}

#[test]
fn what_drip_cannot_hold_is_told() {
    let day = date(2025, 1, 5);
    let (_folder, mut diary) = new_diary();
    let edits = [
        ("pain", Answer::Scale(4)),
        ("bleeding", choice("very-heavy")),
        ("temperature-note", text("cold room")),
        ("pain-sites", many(&["low-back-left", "tailbone"])),
        ("cramps", Answer::Scale(7)),
    ]
    .map(|(item, answer)| Edit::Answer {
        target: Target::Day(day),
        item: item.into(),
        answer: Some(answer),
    });
    let (summary, edits) = ("a day".into(), edits.into());
    diary.perform(&Act { summary, edits }).unwrap();
    let (out, left_out) = export(&diary);
    let told: Vec<(&str, usize)> = left_out
        .iter()
        .map(|(item, n)| (item.as_str(), *n))
        .collect();
    assert_eq!(
        told,
        [
            ("bleeding", 1),
            ("pain", 1),
            ("pain-sites", 1),
            ("temperature-note", 1)
        ]
    );
    // Read back, the coarser words of drip are no conflict with what they were made of.
    let again = rehearsed(&diary, &out);
    assert!(again.is_empty() && again.conflicts.is_empty());
    assert_eq!(again.same, 3);
}

/// A line of drip's own making: what it writes when something is logged.
fn any_line() -> impl Strategy<Value = Vec<String>> {
    let bool_cell = || prop::sample::select(vec!["", "", "true"]).prop_map(String::from);
    let digit =
        |n: u8| prop::option::of(0..n).prop_map(|d| d.map_or(String::new(), |d| d.to_string()));
    let words = || "(|[a-z,\" äöü.;=@-]{1,12})".prop_map(|text| text.trim().to_owned());
    let logged = |cells: Vec<String>, excluded: bool| {
        let mut cells = cells;
        let any = cells.iter().any(|cell| !cell.is_empty());
        cells.push(if any {
            excluded.to_string()
        } else {
            String::new()
        });
        cells
    };
    let temperature = (
        prop::option::of(34_000i64..42_000),
        any::<bool>(),
        0u32..2000,
        words(),
    )
        .prop_map(|(value, excluded, minute, note)| match value {
            None => vec![String::new(); 4],
            Some(milli) => {
                let minute =
                    (minute < 1440).then(|| format!("{:02}:{:02}", minute / 60, minute % 60));
                vec![
                    Quantity::from_milli(milli / 10 * 10).to_string(),
                    excluded.to_string(),
                    minute.unwrap_or_default(),
                    note,
                ]
            }
        });
    let bleeding = (digit(4), any::<bool>()).prop_map(move |(value, x)| logged(vec![value], x));
    let mucus = (digit(4), digit(3), any::<bool>()).prop_map(|(feeling, texture, excluded)| {
        let best = |cell: &str, table: [u8; 4]| {
            cell.parse().ok().and_then(|n: usize| table.get(n).copied())
        };
        let value = best(&feeling, [0, 1, 2, 4]).zip(best(&texture, [0, 3, 4, 4]));
        let value = value.map_or(String::new(), |(f, t)| f.max(t).to_string());
        let any = !feeling.is_empty() || !texture.is_empty();
        let exclude = if any {
            excluded.to_string()
        } else {
            String::new()
        };
        vec![feeling, texture, value, exclude]
    });
    let cervix = (digit(3), digit(2), digit(3), any::<bool>())
        .prop_map(move |(a, b, c, x)| logged(vec![a, b, c], x));
    let sex = (prop::collection::vec(bool_cell(), 11), words()).prop_map(|(mut cells, note)| {
        // Contraception and notes are of an encounter.
        if cells[0].is_empty() && cells[1].is_empty() {
            cells.fill(String::new());
            cells.push(String::new());
        } else {
            cells.push(note);
        }
        cells
    });
    let pain = (prop::collection::vec(bool_cell(), 8), words());
    let mood = (prop::collection::vec(bool_cell(), 10), words());
    (
        (temperature, bleeding, mucus, cervix),
        words(),
        digit(3),
        (sex, pain, mood),
    )
        .prop_map(
            |((temperature, bleeding, mucus, cervix), note, desire, (sex, pain, mood))| {
                let mut cells = [temperature, bleeding, mucus, cervix].concat();
                cells.push(note);
                cells.push(desire);
                cells.extend(sex);
                cells.extend(pain.0);
                cells.push(pain.1);
                cells.extend(mood.0);
                cells.push(mood.1);
                cells
            },
        )
}

fn as_file(lines: &[Vec<String>]) -> String {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(SAMPLE.lines().next().unwrap().split(','))
        .unwrap();
    for (n, cells) in lines.iter().enumerate() {
        if cells.iter().any(|cell| !cell.is_empty()) {
            let date = date(2025, 1, 1) + chrono::Days::new(n as u64);
            let cells = std::iter::once(date.to_string()).chain(cells.iter().cloned());
            csv.write_record(cells).unwrap();
        }
    }
    String::from_utf8(csv.into_inner().unwrap()).unwrap()
}

/// The same lines, their cells behind an apostrophe where a spreadsheet would take them for a formula.
fn guarded(lines: &[Vec<String>]) -> Vec<Vec<String>> {
    let guard = |cell: &String| match cell.starts_with(['=', '-', '@']) {
        true => format!("'{cell}"),
        false => cell.clone(),
    };
    let lines = lines.iter().map(|cells| cells.iter().map(guard).collect());
    lines.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_drip_wrote_comes_out_as_it_went_in(lines in prop::collection::vec(any_line(), 0..12)) {
        let file = as_file(&lines);
        prop_assert_eq!(dropped(&file), []);
        let (_folder, diary, once) = imported(&file);
        let (out, left_out) = export(&diary);
        prop_assert_eq!(&out, &as_file(&guarded(&lines)));
        let (_other, back, _) = imported(&out);
        prop_assert_eq!(all(&back), all(&diary));
        prop_assert!(left_out.is_empty(), "{:?}", left_out);
        let twice = rehearsed(&diary, &file);
        prop_assert!(twice.is_empty() && twice.conflicts.is_empty());
        prop_assert_eq!(twice.same, once.total());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(reader) = drip::read(bytes.as_slice(), Catalogue::built_in()) {
            reader.for_each(drop);
        }
        let mut file = b"date,temperature.value,sex.solo,note.value\n".to_vec();
        file.extend(&bytes);
        let reader = drip::read(file.as_slice(), Catalogue::built_in()).unwrap();
        reader.for_each(drop);
    }
}
