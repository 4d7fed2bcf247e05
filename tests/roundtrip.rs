//! Whatever a diary holds comes back from its own files.

use std::io::Cursor;

use chrono::{Days, Local, NaiveDate, NaiveTime};
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;
use twinge::diary::{
    Act, Answer, Answers, Area, Catalogue, ChoiceOption, Code, DateRange, Edit, Item, ItemId,
    ItemKind, ItemOverride, ItemSpec, NewEntry, Profile, Quantity, Target, TemperatureUnit,
    Tristate, Unit, kind,
};
use twinge::exchange::{
    self, Format, Gathered, ImportError, ImportPlan, Leaving, Outgoing, Told, csv, json,
};
use twinge::repository::Repository;
use twinge::words::leaving::PHRASES;

/// An own item of every kind.
fn own_items() -> Vec<ItemSpec> {
    let options = ["left", "right", "both sides"].map(|label| ChoiceOption {
        code: Code::new(label.replace(' ', "-")),
        label: label.into(),
        mark: None,
        codes: [].into(),
    });
    let number = ItemKind::Number(kind::Number {
        unit: Unit::Hours,
        min: Quantity::from_milli(-5_500),
        max: Quantity::from_milli(5_500),
        step: Quantity::from_milli(1),
        start: Quantity::from_milli(0),
    });
    let (choice, many) = (options.to_vec(), options.to_vec());
    vec![
        ItemSpec::new(
            "Wind",
            ItemKind::Scale(kind::Scale {
                bands: "amount".into(),
            }),
        ),
        ItemSpec::new(
            "Side",
            ItemKind::Choice(kind::Choice {
                options: choice,
                ordered: true,
            }),
        ),
        ItemSpec::new(
            "Sides",
            ItemKind::Many(kind::Many {
                options: many,
                open: false,
                map: None,
            }),
        ),
        ItemSpec::new(
            "Words",
            ItemKind::Many(kind::Many {
                options: vec![],
                open: true,
                map: None,
            }),
        ),
        ItemSpec::new("Damp", ItemKind::Flag(kind::Flag {})),
        ItemSpec::new("Balance", number),
        ItemSpec::new("Woke", ItemKind::Time(kind::Time {})),
        ItemSpec::new("Dream", ItemKind::Text(kind::Text { lines: true })),
    ]
}

fn catalogue() -> Catalogue {
    let own = own_items()
        .into_iter()
        .map(|spec| (spec.id(), spec))
        .collect();
    Catalogue::built_in().with(&own, &[].into()).unwrap()
}

fn time() -> impl Strategy<Value = NaiveTime> {
    (0..24_u32, 0..60_u32).prop_map(|(h, m)| NaiveTime::from_hms_opt(h, m, 0).unwrap())
}

/// Words that begin with what spreadsheets, quotes and JSON trip over.
fn text() -> impl Strategy<Value = String> {
    let begin = select(vec![
        "", "=", "+", "-", "@", "'", "''=", "\"", ",", "\n", "＝", "🙂", "\\u",
    ]);
    (begin, "\\PC{1,20}", select(vec!["", "\n", "\nך́é"])).prop_map(|(a, b, c)| format!("{a}{b}{c}"))
}

fn answer(item: &Item) -> BoxedStrategy<Answer> {
    match &item.kind {
        ItemKind::Many(kind::Many { open: true, .. }) => {
            let word = "[=+@a-zé][a-z é]{0,8}[a-z]";
            proptest::collection::btree_set(word.prop_map(Code::new), 0..4)
                .prop_map(Answer::Many)
                .boxed()
        }
        ItemKind::Text { .. } => {
            let item = item.clone();
            let kept = move |text: String| Answer::parse(&item, &text, TemperatureUnit::Celsius);
            text()
                .prop_filter_map("blank", move |text| kept(text).ok())
                .boxed()
        }
        kind => {
            let kind = kind.clone();
            any::<u64>()
                .prop_filter_map("no options", move |n| kind.example(n))
                .boxed()
        }
    }
}

/// An entry of a kind with answers to some of its items.
fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let catalogue = catalogue();
    let kinds: Vec<_> = catalogue
        .entry_kinds()
        .iter()
        .map(|kind| kind.id.clone())
        .collect();
    let entry = (
        select(kinds),
        0..800_u64,
        proptest::option::of(time()),
        any::<bool>(),
    );
    let entry = entry.prop_flat_map(move |(kind, day, time, imported)| {
        let items: Vec<Item> = catalogue
            .sections_of(&kind)
            .flat_map(|section| catalogue.items_of(&section.id).cloned())
            .collect();
        let count = items.len().min(6);
        let some = proptest::sample::subsequence(items, 0..=count);
        let answers = some.prop_flat_map(|items| {
            let each: Vec<_> = items
                .into_iter()
                .map(|item| (Just(item.id.clone()), answer(&item)))
                .collect();
            each.prop_map(Answers::from_iter)
        });
        (Just((kind, day, time, imported)), answers)
    });
    entry.prop_map(|((kind, day, time, imported), answers)| {
        let date = NaiveDate::from_ymd_opt(2024, 11, 1).unwrap() + Days::new(day);
        if kind.is_day() {
            let answer = |(item, answer)| Edit::Answer {
                target: Target::Day(date),
                item,
                answer: Some(answer),
            };
            answers.into_iter().map(answer).collect()
        } else {
            vec![Edit::Add(NewEntry {
                date,
                time,
                kind,
                uid: None,
                source: imported.then(|| "drip".into()),
                answers,
            })]
        }
    })
}

/// What stands beside the entries.
fn settings() -> impl Strategy<Value = Vec<Edit>> {
    let ids: Vec<ItemId> = catalogue()
        .items()
        .iter()
        .map(|item| item.id.clone())
        .collect();
    let change = (
        proptest::option::of("\\PC{1,9}"),
        any::<bool>(),
        proptest::option::of(-99..9999_i64),
    )
        .prop_map(|(label, hidden, position)| ItemOverride {
            label,
            hidden,
            position,
        });
    let overrides = proptest::collection::btree_map(select(ids), change, 0..5);
    let keep = proptest::sample::subsequence(Area::ALL.to_vec(), 0..=5);
    (overrides, keep, any::<bool>()).prop_map(|(overrides, keep, sunny)| {
        let profile = Profile {
            areas: keep.into_iter().collect(),
            temperature: if sunny {
                TemperatureUnit::Fahrenheit
            } else {
                TemperatureUnit::Celsius
            },
            uterus: if sunny {
                Tristate::Yes
            } else {
                Tristate::Unknown
            },
            welcomed: true,
            ..Profile::default()
        };
        let own = own_items().into_iter().map(|spec| Edit::OwnItem {
            id: spec.id(),
            spec,
        });
        let overrides = overrides.into_iter().map(|(item, change)| Edit::Override {
            item,
            change: Some(change),
        });
        let profile = Edit::Profile(Box::new(profile));
        own.chain(overrides).chain([profile]).collect()
    })
}

fn export(repository: &Repository) -> String {
    let mut bytes = Vec::new();
    let mut writer = json::Writer::new(&mut bytes, &json::Settings::of(repository)).unwrap();
    writer
        .write(&repository.read(DateRange::ALL).unwrap())
        .unwrap();
    writer.finish().unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A day after all there can be.
fn read_on() -> Told {
    Told::on(DateRange::LIFETIME.last)
}

/// What importing a text would do to a diary; without one, to a new one.
fn rehearsed(repository: Option<&Repository>, text: &str) -> Result<ImportPlan, ImportError> {
    let json = Format::named("json").unwrap();
    exchange::rehearse(
        repository,
        json,
        &mut Cursor::new(text),
        usize::MAX,
        read_on(),
    )
}

/// What a cell says behind its guard.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_diary_comes_back_from_its_files(
        settings in settings(),
        entries in proptest::collection::vec(edits(), 0..30),
    ) {
        let folder = TempDir::new().unwrap();
        let open = |name: &str| Repository::open(&folder.path().join(name)).unwrap();
        let mut first = open("first.db");
        let edits = settings.into_iter().chain(entries.into_iter().flatten()).collect();
        first.perform(&Act { summary: "all".into(), edits }).unwrap();

        let exported = export(&first);
        let mut second = open("second.db");
        let json = Format::named("json").unwrap();
        let done = exchange::import(&mut second, json, &mut Cursor::new(&exported), usize::MAX, read_on()).unwrap();
        prop_assert_eq!(&done.dropped, &vec![]);
        prop_assert_eq!(&done.conflicts, &vec![]);
        prop_assert_eq!(&export(&second), &exported);

        prop_assert!(rehearsed(Some(&second), &exported).unwrap().is_empty());
        prop_assert!(rehearsed(Some(&first), &exported).unwrap().is_empty());

        let pages = folder.path().join("journal");
        std::fs::create_dir(&pages).unwrap();
        let mut outgoing = Outgoing::new(&first, Leaving::default(), Local::now(), &PHRASES);
        let journal = Format::named(Format::JOURNAL).unwrap();
        journal.write_into(&mut outgoing, &pages).unwrap();
        let mut third = open("third.db");
        let mut beside = Vec::new();
        let writer = json::Writer::new(&mut beside, &json::Settings::of(&first)).unwrap();
        writer.finish().unwrap();
        exchange::import(&mut third, json, &mut Cursor::new(beside), usize::MAX, read_on()).unwrap();
        if let Some(mut found) = Gathered::journal(&pages).unwrap() {
            let bytes = &mut Cursor::new(found.take());
            let done = exchange::import(&mut third, journal, bytes, usize::MAX, read_on()).unwrap();
            prop_assert_eq!(&done.dropped, &vec![]);
        }
        prop_assert_eq!(&export(&third), &exported);

        let diary = first.read(DateRange::ALL).unwrap();
        let catalogue = first.catalogue();
        let mut table = Vec::new();
        let mut writer = csv::Writer::new(&mut table, catalogue).unwrap();
        writer.write(&diary).unwrap();
        writer.finish().unwrap();
        let mut rows = ::csv::Reader::from_reader(table.as_slice()).into_records();
        let entries = diary.days().flat_map(|(_, day)| day.entries.iter());
        let mut begun = std::collections::BTreeSet::new();
        for entry in entries {
            let time = entry.time.map_or(String::new(), |time| time.format("%H:%M").to_string());
            let place = [entry.date().to_string(), time, entry.kind.to_string()];
            // Each but the first of its kind and time begins with a row without an item.
            let is_first = begun.insert(place.clone());
            if entry.answers.is_empty() || !is_first {
                let row = rows.next().unwrap().unwrap();
                prop_assert!(row.iter().take(4).eq(place.iter().map(String::as_str).chain([""])));
            }
            for (id, answer) in &entry.answers {
                let row = rows.next().unwrap().unwrap();
                prop_assert!(row.iter().take(3).eq(place.iter()));
                prop_assert_eq!(&row[3], id.as_str());
                let read = match answer {
                    Answer::Text(_) => Answer::Text(unguarded(&row[6]).to_owned()),
                    _ => {
                        let item = catalogue.item(id.as_str()).unwrap();
                        Answer::parse(item, unguarded(&row[4]), TemperatureUnit::Celsius).unwrap()
                    }
                };
                prop_assert_eq!(&read, answer);
                for cell in [&row[4], &row[6]] {
                    let number = cell.parse::<f64>().is_ok();
                    prop_assert!(number || !cell.starts_with(['=', '+', '-', '@', '＝']), "{}", cell);
                }
            }
        }
        prop_assert!(rows.next().is_none());
    }

    #[test]
    fn no_text_makes_an_import_panic(text in "\\PC{0,60}", cut in 0..2000_usize, put in "[{}\\[\\]\",:0-9a-z]{0,3}") {
        let _ = rehearsed(None, &text);
        // A real file with something put in at some place.
        let mut file = String::from(
            "{\"format\": \"twinge\", \"version\": 1, \"profile\": {\"keep\": [\"pain\"]}, \
             \"own-items\": {\"my-a\": {\"label\": \"A\", \"kind\": \"flag\"}}, \"overrides\": \
             {\"pain\": {\"hidden\": true}}, \"entries\": [{\"date\": \"2026-03-01\", \"kind\": \
             \"relief\", \"uid\": \"u\", \"time\": \"10:00\", \"answers\": {\"measure\": \"heat\"}}]}",
        );
        file.insert_str(cut % file.len(), &put);
        let _ = rehearsed(None, &file);
    }
}
