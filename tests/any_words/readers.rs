//! What holds of each reader of words and files, whatever it is given. The fuzz targets ask the same.

use std::cell::Cell;
use std::fs;
use std::io::{Cursor, Read};
use std::sync::OnceLock;

use chrono::NaiveDate;
use tempfile::TempDir;
use twinge::cli::Error;
use twinge::cli::log::{Draft, Reader};
use twinge::diary::query::Query;
use twinge::diary::{Act, Answer, Catalogue, DateRange, Edit, Target, TemperatureUnit, parse};
use twinge::exchange::door::Door;
use twinge::exchange::{self, Format, Gathered, ImportPlan, Told};
use twinge::repository::Repository;
use twinge::safekeeping;
use twinge::sharing::rows::{self, Incoming, Outgoing};
use twinge::sharing::{Computer, DeviceId, PartName};

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
    let Ok(mut door) = Door::open(Cursor::new(bytes), Format::worth, password, true) else {
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

/// Whatever lies in a folder, its pages of a journal are read as one file, and hold. A zero parts the
/// files.
pub(crate) fn folder(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    for (number, file) in bytes.split(|byte| *byte == 0).enumerate().take(99) {
        fs::write(folder.path().join(format!("{number:02}.md")), file).unwrap();
    }
    if let Some(mut pages) = Gathered::journal(folder.path()).unwrap() {
        import(Format::JOURNAL, &pages.take());
    }
}

/// A diary with something of everything, as its file is.
pub(crate) fn a_diary() -> &'static [u8] {
    static DIARY: OnceLock<Vec<u8>> = OnceLock::new();
    DIARY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("diary.db");
        let mut diary = Repository::open(&file).unwrap();
        let format = Format::named("json").unwrap();
        let text = include_str!("../fuzz/seeds/json/0");
        let (input, on) = (&mut Cursor::new(text), Told::on(today()));
        let done = exchange::import(&mut diary, format, input, usize::MAX, on).unwrap();
        assert!(!done.is_empty());
        drop(diary);
        fs::read(file).unwrap()
    })
}

/// Another diary is opened or refused, what it holds holds here, and nothing of it is touched.
pub(crate) fn another_diary(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    fs::write(&file, bytes).unwrap();
    let other = Repository::open_untouched(&file, None);
    if let Ok(Ok(mut all)) = other.map(|other| Gathered::diary(&other)) {
        import("json", &all.take());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(fs::read(&file).unwrap() == bytes);
}

/// The same of a diary in which some bytes are others: each four are a place and what stands there.
pub(crate) fn changed_diary(changes: &[u8]) {
    let mut bytes = a_diary().to_vec();
    for change in changes.chunks_exact(4) {
        let [a, b, c, byte] = [change[0], change[1], change[2], change[3]];
        let at = u32::from_be_bytes([0, a, b, c]) as usize % bytes.len();
        bytes[at] = byte;
    }
    another_diary(&bytes);
}

thread_local! {
    static SHARED: Cell<Option<(TempDir, Repository)>> = const { Cell::new(None) };
}

/// Lends a diary that is shared, in which something stands.
fn with_shared(work: impl FnOnce(&mut Repository, &Computer)) {
    let me = Computer {
        id: DeviceId::new(1),
        name: "laptop".into(),
    };
    let (folder, mut diary) = SHARED.take().unwrap_or_else(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
        for (item, answer) in [
            ("pain", Answer::Scale(4)),
            ("note", Answer::Text("words".into())),
        ] {
            let edit = Edit::Answer {
                target: Target::Day(today()),
                item: item.into(),
                answer: Some(answer),
            };
            diary.perform(&Act::one("a test", edit)).unwrap();
        }
        rows::begin(&mut diary, &me).unwrap();
        (folder, diary)
    });
    work(&mut diary, &me);
    SHARED.set(Some((folder, diary)));
}

/// What a computer knows of a month, as it is handed on.
pub(crate) fn a_state() -> Vec<u8> {
    let mut states = Vec::new();
    with_shared(|diary, _| {
        let is_month = |part: PartName, _| part == PartName::of(today());
        let keep = |outgoing: Outgoing| {
            states.extend(outgoing.state);
            Ok(())
        };
        rows::outgoing(diary, is_month, keep).unwrap();
    });
    states
}

/// What another computer's file says it knows is merged and taken, or refused.
pub(crate) fn state(bytes: &[u8]) {
    with_shared(|diary, me| {
        for part in [PartName::Settings, PartName::of(today())] {
            let from = Computer {
                id: DeviceId::new(2),
                name: "desk".into(),
            };
            let state = bytes.to_vec();
            // Nothing of it is kept, so that one diary serves many times.
            rows::plan(diary, me, [Incoming { part, from, state }], 0).unwrap();
        }
    });
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
