//! What holds of each reader of words and files, whatever it is given. The fuzz targets ask the same.

use std::cell::Cell;
use std::io::{Cursor, Read};

use chrono::NaiveDate;
use tempfile::TempDir;
use twinge::cli::Error;
use twinge::cli::log::{Draft, Reader};
use twinge::diary::query::Query;
use twinge::diary::{Act, Catalogue, DateRange, TemperatureUnit, parse};
use twinge::exchange::door::Door;
use twinge::exchange::{self, Format, ImportPlan, Told};
use twinge::repository::Repository;
use twinge::safekeeping;

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 17).unwrap()
}

/// A stretch of days has a beginning and an end, and is written as it can be read.
pub(crate) fn dates(text: &str) {
    let _ = parse::time(text);
    if let Ok(date) = parse::date(text, today()) {
        assert_eq!(parse::date(&date.to_string(), today()), Ok(date));
    }
    if let Ok(range) = DateRange::parse(text, today()) {
        assert!(range.first <= range.last, "{range:?}");
    }
}

/// What is understood can be looked for.
pub(crate) fn searches(text: &str) {
    let query = Query::parse(
        text,
        Catalogue::built_in(),
        today(),
        TemperatureUnit::Celsius,
    );
    if let Ok(query) = query {
        with_diary(|diary| drop(diary.search(&query, 10).unwrap()));
    }
}

/// Lines that are understood can be written, and taken back.
pub(crate) fn log(text: &str) {
    let reader = Reader {
        catalogue: Catalogue::built_in(),
        today: today(),
        unit: TemperatureUnit::Celsius,
        replaces: false,
        lasting: false,
    };
    let lines = text.lines().map(|line| reader.text(line));
    let Ok(lines) = lines.collect::<Result<Vec<_>, _>>() else {
        return;
    };
    with_diary(|diary| {
        let mut draft = Draft::new(reader.catalogue, today(), |date| {
            diary.day(date).map_err(Error::from)
        });
        let applied = lines
            .iter()
            .flatten()
            .try_for_each(|line| draft.apply(line).map(drop));
        let act = applied.ok().and_then(|()| draft.act());
        drop(draft);
        if let Some(act) = act {
            written(diary, &act);
            taken_back(diary);
        }
    });
}

/// What a file would add can be added, is not added twice, and can be taken back. It brings no
/// character that steers a terminal.
pub(crate) fn import(format: &str, bytes: &[u8]) {
    let format = Format::named(format).unwrap();
    let on = Told::on(today());
    let rehearsed = |diary: Option<&Repository>| {
        exchange::rehearse(diary, format, &mut Cursor::new(bytes), usize::MAX, on)
    };
    let Ok(would) = rehearsed(None) else {
        return;
    };
    if would.is_empty() {
        return;
    }
    with_diary(|diary| {
        let done =
            exchange::import(diary, format, &mut Cursor::new(bytes), usize::MAX, on).unwrap();
        sound(diary);
        let told = |of: &ImportPlan| {
            let (conflicts, dropped) = (of.conflicts.clone(), of.dropped.clone());
            (of.added.clone(), of.same, conflicts, dropped, of.span)
        };
        assert_eq!(told(&done), told(&would));
        let again = rehearsed(Some(diary)).unwrap();
        assert!(again.is_empty(), "imported twice");
        taken_back(diary);
    });
}

/// Whatever a file is, the door opens or refuses it, and what is behind it holds.
pub(crate) fn arrival(bytes: &[u8]) {
    let password = || Some(b"twinge".to_vec().into());
    let Ok(mut door) = Door::open(Cursor::new(bytes), Format::worth, password) else {
        return;
    };
    let Some(format) = Format::of(door.beginning()) else {
        return;
    };
    let mut inside = Vec::new();
    if door.read_to_end(&mut inside).is_ok() {
        import(format.name, &inside);
    }
}

fn written(diary: &mut Repository, act: &Act) {
    diary.perform(act).unwrap();
    sound(diary);
}

fn sound(diary: &Repository) {
    assert_eq!(safekeeping::check(diary).unwrap().problems, []);
    let all = diary.read(DateRange::ALL).unwrap();
    let answers = all
        .days()
        .flat_map(|(_, day)| &day.entries)
        .flat_map(|entry| &entry.answers);
    for (item, answer) in answers {
        let steers = |c: char| c.is_control() && c != '\n';
        assert!(!answer.word().contains(steers), "{item}: {answer:?}");
    }
}

fn taken_back(diary: &mut Repository) {
    diary.undo().unwrap();
    assert!(diary.read(DateRange::ALL).unwrap().is_empty());
    assert!(diary.own_items().is_empty());
    assert!(diary.overrides().is_empty());
}

thread_local! {
    static DIARY: Cell<Option<(TempDir, Repository)>> = const { Cell::new(None) };
}

/// Lends an empty diary, which has to come back empty. One serves many times, for speed.
fn with_diary(work: impl FnOnce(&mut Repository)) {
    const TIMES: i64 = 500;
    let (folder, mut diary) = DIARY.take().unwrap_or_else(|| {
        let folder = tempfile::tempdir().unwrap();
        let diary = Repository::open(&folder.path().join("diary.db")).unwrap();
        (folder, diary)
    });
    work(&mut diary);
    let last = diary.history(1).unwrap();
    if last.first().is_none_or(|last| last.id < TIMES) {
        DIARY.set(Some((folder, diary)));
    }
}
