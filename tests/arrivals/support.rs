//! Samples through the door and the plan.

use std::collections::BTreeMap;
use std::io::Cursor;

use chrono::NaiveDate;
use twinge::diary::{
    Act, Answer, Catalogue, DateRange, Diary, Edit, EntryKindId, Target, TemperatureUnit,
};
use twinge::exchange::door::{Door, DoorError};
use twinge::exchange::{Census, Format, ImportPlan, Standing, Told, import};
use twinge::repository::Repository;

/// A day after all samples.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()
}

pub(crate) fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

/// The format of a file, and what is behind the door.
type Opened = (Option<&'static Format>, Door<Cursor<Vec<u8>>>);

/// What is behind the door, and its format.
pub(crate) fn opened(bytes: Vec<u8>, password: Option<&str>) -> Result<Opened, DoorError> {
    let password = password.map(|words| words.as_bytes().to_vec().into());
    let door = Door::open(Cursor::new(bytes), Format::worth, || password, false)?;
    Ok((Format::of(door.beginning()), door))
}

/// What a file would do to a diary.
pub(crate) fn plan(existing: &Diary, bytes: Vec<u8>, format: &str) -> ImportPlan {
    let (known, mut door) = opened(bytes, Some("twinge")).unwrap();
    let known = known.unwrap();
    assert_eq!(known.name, format);
    let standing = Standing::of(None, Told::on(today()));
    known
        .plan(existing, &standing, &mut door, usize::MAX)
        .unwrap()
}

/// What an act adds, a line an answer: `2025-01-05 bleeding heavy`; of an entry with its kind before.
pub(crate) fn told(act: &Act) -> Vec<String> {
    let mut told = Vec::new();
    for edit in &act.edits {
        match edit {
            Edit::Answer {
                target: Target::Day(date),
                item,
                answer: Some(answer),
            } => told.push(format!("{date} {item} {}", answer.word())),
            Edit::Add(new) => {
                let time = new.time.map(|time| format!(" {}", time.format("%H:%M")));
                let answers = new.answers.iter();
                let answers: Vec<String> = answers
                    .map(|(item, answer)| format!("{item} {}", answer.word()))
                    .collect();
                told.push(format!(
                    "{}{} {}: {}",
                    new.date,
                    time.unwrap_or_default(),
                    new.kind,
                    answers.join(", ")
                ));
            }
            Edit::Imported { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    told.sort();
    told
}

/// Checks what a sample brings, that importing it twice adds nothing, and that the census adds up.
pub(crate) fn brings(name: &str, format: &str, expected: &[&str]) -> Census {
    let plan = plan(&Diary::default(), sample(name), format);
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    pretty(&told(&plan.act), &expected);
    assert_eq!(plan.conflicts, []);
    let census = plan.census.unwrap();
    let sum = census.answered + census.all_left_out() + census.all_counted();
    assert_eq!(census.read, sum, "{census:?}");
    twice(name);
    census
}

fn pretty(told: &[String], expected: &[&str]) {
    let more: Vec<_> = { told.iter() }
        .filter(|line| !expected.contains(&line.as_str()))
        .collect();
    let less: Vec<_> = { expected.iter() }
        .filter(|line| !told.iter().any(|said| said == *line))
        .collect();
    assert!(
        more.is_empty() && less.is_empty(),
        "not expected: {more:#?}\nmissing: {less:#?}"
    );
    assert_eq!(told, expected);
}

/// Importing a sample a second time adds nothing, and one undo takes it all out.
fn twice(name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
    let mut once = || {
        let (format, mut door) = opened(sample(name), Some("twinge")).unwrap();
        import(
            &mut diary,
            format.unwrap(),
            &mut door,
            usize::MAX,
            Told::on(today()),
        )
        .unwrap()
    };
    assert!(!once().is_empty());
    let again = once();
    assert!(again.is_empty(), "{:?}", again.added);
    assert_eq!(again.conflicts, []);
    diary.undo().unwrap();
    assert!(diary.read(DateRange::ALL).unwrap().is_empty());
}

/// What is left out, `key why count`.
pub(crate) fn left(census: &Census) -> Vec<String> {
    let left = census.left_out.iter();
    left.map(|((key, why), over)| format!("{key} {why:?} {}", over.count))
        .collect()
}

pub(crate) fn counted(census: &Census) -> BTreeMap<&str, u64> {
    let counted = census.counted.iter();
    counted.map(|(key, count)| (key.as_str(), *count)).collect()
}

/// A diary with answers of one day, as they are typed.
pub(crate) fn diary(date: &str, answers: &[(&str, &str)]) -> Diary {
    let catalogue = Catalogue::built_in();
    let date: NaiveDate = date.parse().unwrap();
    let answers = answers.iter().map(|(id, text)| {
        let item = catalogue.item(id).unwrap();
        let answer = Answer::parse(item, text, TemperatureUnit::Celsius).unwrap();
        (item.id.clone(), answer)
    });
    let mut diary = Diary::default();
    diary.insert(twinge::diary::Entry {
        id: twinge::diary::EntryId::check_in(date),
        uid: date.to_string().into(),
        time: None,
        kind: EntryKindId::DAY,
        source: None,
        answers: answers.collect(),
    });
    diary
}
