//! What an act costs grows with what it is about and no faster. Work is counted where it can be, by
//! what is allocated; where SQLite does it, times of the same run are compared.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::Write as _;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use tempfile::TempDir;
use twinge::diary::query::{Query, Term};
use twinge::diary::{Act, Answer, Edit, ItemId, Target};
use twinge::exchange::{self, Format, Source};
use twinge::repository::Repository;
use twinge::safekeeping;

/// Names the file to import to the child.
const FILE: &str = "TWINGE_TEST_COST_FILE";

/// Counts what each thread allocates.
struct Counting;

thread_local! {
    static ALLOCATED: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: the system's allocator does it all.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATED.try_with(|all| all.set(all.get() + layout.size()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How many bytes a piece of work allocates, given back or not.
fn allocated(work: impl FnOnce()) -> usize {
    let before = ALLOCATED.get();
    work();
    ALLOCATED.get() - before
}

fn import(file: &mut dyn Source, diary: &Path) -> Repository {
    let mut diary = Repository::open(diary).unwrap();
    let format = Format::named("json").unwrap();
    let done = exchange::import(
        &mut diary,
        format,
        file,
        20,
        exchange::Told::on(twinge::diary::DateRange::LIFETIME.last),
    )
    .unwrap();
    assert_eq!(done.dropped, []);
    assert!(!done.is_empty());
    diary
}

/// A file with so many own items, each of them changed.
fn own_items(count: usize) -> String {
    let mut items: Vec<String> = Vec::new();
    let mut changes: Vec<String> = Vec::new();
    for n in 0..count {
        items.push(format!(
            "\"my-{n}\": {{\"label\": \"{n}\", \"kind\": \"flag\"}}"
        ));
        changes.push(format!("\"my-{n}\": {{\"label\": \"the {n}\"}}"));
    }
    format!(
        "{{\"format\": \"twinge\", \"version\": 1, \"own-items\": {{{}}}, \"overrides\": {{{}}}, \
         \"entries\": []}}",
        items.join(", "),
        changes.join(", ")
    )
}

#[test]
fn importing_own_items_and_changes_costs_in_proportion() {
    let cost = |count| {
        let (folder, file) = (TempDir::new().unwrap(), own_items(count));
        allocated(|| {
            let mut file = Cursor::new(&file);
            drop(import(&mut file, &folder.path().join("diary.db")));
        })
    };
    cost(1); // what is made once is made
    let (few, many) = (cost(100), cost(800));
    assert!(many < 12 * few, "100 items: {few} bytes, 800: {many}");
}

#[test]
fn searching_in_one_note_costs_in_proportion() {
    let cost = |words: usize| {
        let folder = TempDir::new().unwrap();
        let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
        let note = Edit::Answer {
            target: Target::Day(NaiveDate::default()),
            item: ItemId::new("note"),
            answer: Some(Answer::Text("heat ".repeat(words))),
        };
        let act = Act {
            summary: "a long note".into(),
            edits: vec![note],
        };
        diary.perform(&act).unwrap();
        let query = Query {
            terms: vec![Term::Words("heat".into())],
        };
        let once = || -> Duration {
            let begun = Instant::now();
            let hits = diary.search(&query, 1).unwrap();
            assert!(hits[0].marks.len() > 10);
            begun.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap()
    };
    let (short, long) = (cost(10_000), cost(160_000));
    assert!(
        long < 80 * short,
        "a note 16 times as long: {short:?}, {long:?}"
    );
}

/// A file with so many days: a check-in of two answers and words, and three timed entries of one.
fn days(count: u64) -> String {
    let mut file = "{\"format\": \"twinge\", \"version\": 1, \"entries\": [".to_owned();
    for day in 0..count {
        let date = NaiveDate::default() + Days::new(day);
        let comma = if day == 0 { "" } else { "," };
        let _ = write!(
            file,
            "{comma}\n{{\"date\": \"{date}\", \"kind\": \"day\", \
             \"answers\": {{\"pain\": 3, \"note\": \"walked on day {day}\"}}}}"
        );
        for n in 0..3 {
            let _ = write!(
                file,
                ",\n{{\"date\": \"{date}\", \"kind\": \"relief\", \"time\": \"10:0{n}\", \
                 \"uid\": \"{date}-{n}\", \"answers\": {{\"measure\": \"heat\"}}}}"
            );
        }
    }
    file.push_str("\n]}");
    file
}

/// The most memory this process ever had, in bytes.
#[cfg(target_os = "linux")]
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.unwrap().split_whitespace().next().unwrap();
    1024 * kib.parse::<usize>().unwrap()
}

/// Run by [`an_act_of_any_length_takes_the_same_memory`] as a process of its own.
#[cfg(target_os = "linux")]
#[test]
fn imported_by_a_child() {
    let Ok(file) = std::env::var(FILE) else {
        return;
    };
    let diary = Path::new(&file).with_extension("db");
    let mut source = std::fs::File::open(&file).unwrap();
    let mut rehearse = |over: Option<&Repository>| {
        let format = Format::named("json").unwrap();
        exchange::rehearse(
            over,
            format,
            &mut source,
            20,
            exchange::Told::on(twinge::diary::DateRange::LIFETIME.last),
        )
        .unwrap()
    };
    assert!(!rehearse(None).is_empty());
    println!("\nrehearsal: {}", most_memory());
    let empty = Repository::open(&diary.with_extension("empty")).unwrap();
    assert!(!rehearse(Some(&empty)).is_empty());
    println!("\nrehearsal over a diary: {}", most_memory());
    let mut copied = import(&mut std::fs::File::open(&file).unwrap(), &diary);
    println!("\nimport: {}", most_memory());
    assert!(rehearse(Some(&copied)).is_empty());
    println!("\nrehearsal of what is there: {}", most_memory());
    copied.undo().unwrap().unwrap();
    println!("\nundo: {}", most_memory());
    copied.redo().unwrap().unwrap();
    println!("\nredo: {}", most_memory());
    drop(copied);

    let mut other = Repository::open(&diary.with_extension("other")).unwrap();
    let copy = Repository::open_read_only(&diary).unwrap();
    let summary = "restored".into();
    let restored = safekeeping::restore(&mut other, &copy, &summary).unwrap();
    assert!(restored.is_some());
    println!("\nrestore: {}", most_memory());
    let since = chrono::DateTime::default();
    assert_eq!(safekeeping::trash(&other, since).unwrap(), []);
    assert_eq!(other.history(9).unwrap().len(), 1);
    println!("\nbin and history: {}", most_memory());
}

#[cfg(target_os = "linux")]
#[test]
fn an_act_of_any_length_takes_the_same_memory() {
    /// What may be more beside an act eight times as long, and a bit
    /// of what the system rounds up.
    const MORE: usize = 3 << 20;
    let folder = TempDir::new().unwrap();
    let measured = |count| {
        let file = folder.path().join(format!("{count}.json"));
        std::fs::write(&file, days(count)).unwrap();
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "imported_by_a_child", "--nocapture"])
            .env(FILE, &file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout).into_owned();
        assert!(child.status.success(), "{said}");
        let told = said.lines().filter_map(|line| {
            let (what, bytes) = line.split_once(": ")?;
            Some((what.to_owned(), bytes.parse().ok()?))
        });
        told.collect::<Vec<(String, usize)>>()
    };
    let (short, long) = (measured(1000), measured(8000));
    assert_eq!(short.len(), 8, "{short:?}");
    for ((what, little), (_, much)) in short.iter().zip(&long) {
        let more = much.saturating_sub(*little);
        assert!(more < MORE, "{what}: {little} and {much} bytes");
    }
}

#[test]
fn a_day_costs_no_more_where_others_were_imported() {
    let cost = |imported: u64| {
        let folder = TempDir::new().unwrap();
        let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
        let date = |day| NaiveDate::default() + Days::new(day);
        let answer = |day| Edit::Answer {
            target: Target::Day(date(day)),
            item: ItemId::new("pain"),
            answer: Some(Answer::Scale(3)),
        };
        let came = |day| Edit::Imported {
            date: date(day),
            answers: twinge::diary::Imported {
                source: "clue".into(),
                on: date(day),
                items: vec![ItemId::new("pain")],
            },
        };
        let days = (1..=imported).flat_map(|day| [answer(day), came(day)]);
        let act = Act {
            summary: "imported".into(),
            edits: [answer(0)].into_iter().chain(days).collect(),
        };
        diary.perform(&act).unwrap();
        let read = || assert_eq!(diary.day(date(0)).unwrap().imported, []);
        // A file that was just changed is looked at again, and what is prepared once is prepared.
        std::thread::sleep(std::time::Duration::from_millis(100));
        read();
        allocated(read)
    };
    assert_eq!(cost(0), cost(2000));
}
