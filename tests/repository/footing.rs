//! The file under an open diary: replaced, removed, moved, and whose the log beside it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use twinge::diary::DateRange;
use twinge::repository::{Loss, Passphrase, Repository, RepositoryError};
use twinge::safekeeping;
use twinge::words::errors;

use crate::support::{Place, act, answer, date, scale, text};

/// What a diary holds, and what was done to it.
type State = (BTreeMap<NaiveDate, String>, usize);

fn state(diary: &Repository) -> State {
    let acts = diary.history(1000).unwrap().len();
    let held = diary.read(DateRange::ALL).unwrap();
    let year = DateRange::new(date(1, 1), date(12, 31));
    let days = year
        .days()
        .filter_map(|date| Some((date, format!("{:?}", held.day(date)?))));
    (days.collect(), acts)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn endings(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = names
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A file and its log as they lay there at a moment when nobody wrote, and what both held.
struct Moment {
    file: Vec<u8>,
    log: Vec<u8>,
    state: State,
    /// What the file holds without its log; none when only a part was written back.
    alone: Option<State>,
}

/// How many acts make a history, and how many pairs of computers have one: raise them to try harder.
const ACTS: u8 = 8;
const PAIRS: u64 = 2;

/// One history of two computers: what is written, read, written back or begun anew by chance.
fn moments(place: &Place, seed: u64) -> Vec<Moment> {
    let mut chance = fastrand(seed);
    let mut moments = Vec::new();
    let mut diary = place.open();
    let mut reader: Option<rusqlite::Connection> = None;
    for number in 0..ACTS {
        let day = date(1 + chance(12), 1 + chance(28));
        let note = text(&format!(
            "{number} {}",
            "long words ".repeat(chance(400) as usize)
        ));
        let edits = [
            answer(day, "pain", scale(number % 11)),
            answer(day, "note", note),
        ];
        diary.perform(&act(edits)).unwrap();
        match chance(6) {
            0 => diary.write_back(),
            // One who reads keeps the log from being begun anew, and lets a part be written back.
            1 => {
                let other = rusqlite::Connection::open(&place.file).unwrap();
                other.execute_batch("BEGIN; SELECT * FROM entry").unwrap();
                reader = Some(other);
            }
            2 => reader = None,
            3 => {
                let other = rusqlite::Connection::open(&place.file).unwrap();
                other
                    .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
                    .unwrap();
            }
            _ => {}
        }
        let log = fs::read(beside(&place.file, "-wal")).unwrap();
        moments.push(Moment {
            file: fs::read(&place.file).unwrap(),
            alone: None,
            log,
            state: state(&diary),
        });
    }
    drop(reader);
    let before = State::default();
    for nth in 0..moments.len() {
        let alone = Place::new();
        fs::write(&alone.file, &moments[nth].file).unwrap();
        let seen = Repository::open_read_only(&alone.file).ok();
        let whole =
            seen.filter(|seen| safekeeping::check(seen).is_ok_and(|r| r.problems.is_empty()));
        let seen = whole.map_or(before.clone(), |seen| state(&seen));
        let known = moments.iter().any(|moment| moment.state == seen);
        moments[nth].alone = known.then_some(seen);
    }
    moments
}

fn fastrand(mut seed: u64) -> impl FnMut(u32) -> u32 {
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        u32::try_from((seed >> 33) % u64::from(below)).unwrap()
    }
}

/// As after a crash: each file of a history with each log of it, and of another computer's that went
/// on from a copy. SQLite alone would lay any log over any file.
#[test]
fn a_log_is_laid_only_over_the_file_it_goes_on_from() {
    let (mut applied, mut kept_away) = (0, 0);
    for seed in 0..PAIRS {
        let here = Place::with_pain([4]);
        let before = moments(&here, seed);
        let elsewhere = Place::new();
        safekeeping::backup(&here.open(), &elsewhere.file).unwrap();
        let all: Vec<Moment> = before
            .into_iter()
            .chain(moments(&here, 10 + seed))
            .chain(moments(&elsewhere, 20 + seed))
            .collect();
        for (nth, under) in all.iter().enumerate() {
            for (other, over) in all.iter().enumerate() {
                // What only a part was written back of is no file without its own log.
                if over.log.is_empty() || under.alone.is_none() && nth != other {
                    continue;
                }
                let crashed = Place::new();
                fs::write(&crashed.file, &under.file).unwrap();
                fs::write(beside(&crashed.file, "-wal"), &over.log).unwrap();
                let diary = crashed.open();
                let expected = match diary.put_aside() {
                    None => {
                        applied += 1;
                        &over.state
                    }
                    Some(aside) => {
                        assert!(nth != other, "{seed}: {nth} under its own log");
                        assert_eq!(fs::read(aside).unwrap(), over.log);
                        kept_away += 1;
                        under.alone.as_ref().unwrap()
                    }
                };
                let report = safekeeping::check(&diary).unwrap();
                assert_eq!(report.problems, [], "{seed}: {nth} under {other}");
                assert_eq!(&state(&diary), expected, "{seed}: {nth} under {other}");
            }
        }
    }
    assert!(applied > 20 && kept_away > 200, "{applied} {kept_away}");
}

#[test]
fn a_log_is_known_for_anothers_with_a_passphrase_too_and_whoever_looks() {
    let key = || Some(Passphrase::new(format!("x'{}'", "5a".repeat(32)).into_bytes()).unwrap());
    let place = Place::new();
    let open = |path: &Path| Repository::open_with(path, key()).unwrap();
    let pain = |day, score| act([answer(date(3, day), "pain", scale(score))]);
    open(&place.file).perform(&pain(1, 1)).unwrap();
    let copy = place.folder.path().join("copy.db");
    safekeeping::backup(&open(&place.file), &copy).unwrap();
    open(&copy).perform(&pain(2, 2)).unwrap();

    let mut diary = open(&place.file);
    diary.perform(&pain(3, 3)).unwrap();
    for look in [false, true] {
        let crashed = Place::new();
        fs::copy(&copy, &crashed.file).unwrap();
        let log = beside(&crashed.file, "-wal");
        fs::copy(beside(&place.file, "-wal"), &log).unwrap();
        // Whoever does not know the passphrase changes nothing.
        let before = fs::read(&crashed.file).unwrap();
        let wrong = Passphrase::new(format!("x'{}'", "6b".repeat(32)).into_bytes()).unwrap();
        for key in [None, Some(wrong)] {
            assert!(Repository::open_with(&crashed.file, key).is_err());
            assert!(before == fs::read(&crashed.file).unwrap());
            assert!(log.exists());
        }
        let found = if look {
            Repository::open_read_only_with(&crashed.file, key()).unwrap()
        } else {
            open(&crashed.file)
        };
        assert!(found.put_aside().is_some_and(Path::exists));
        assert_eq!(safekeeping::check(&found).unwrap().problems, []);
        assert_eq!(state(&found), state(&open(&copy)));
        drop(found);
        assert_eq!(
            endings(crashed.folder.path()),
            ["diary.db", "diary.db.log-1"]
        );
    }
}

/// Looking at a diary that was not closed writes its log back, as whoever writes would.
#[test]
fn what_a_killed_program_left_in_the_log_is_written_back_by_whoever_looks() {
    let place = Place::with_pain([4]);
    let mut diary = place.open();
    diary
        .perform(&act([answer(date(3, 17), "pain", scale(9))]))
        .unwrap();
    let crashed = Place::new();
    fs::copy(&place.file, &crashed.file).unwrap();
    fs::copy(beside(&place.file, "-wal"), beside(&crashed.file, "-wal")).unwrap();
    let looked = Repository::open_read_only(&crashed.file).unwrap();
    assert_eq!(state(&looked), state(&diary));
    drop(looked);
    assert_eq!(endings(crashed.folder.path()), ["diary.db"]);
    assert_eq!(state(&crashed.open()), state(&diary));
}

#[test]
fn the_last_to_close_a_diary_leaves_one_file_whoever_that_is() {
    let write = |place: &Place| place.open();
    let look = |place: &Place| Repository::open_read_only(&place.file).unwrap();
    type Opens<'a> = &'a dyn Fn(&Place) -> Repository;
    let all: [[Opens; 2]; 4] = [
        [&write, &look],
        [&look, &write],
        [&look, &look],
        [&write, &write],
    ];
    for [one, other] in all {
        let place = Place::with_pain([4]);
        let mut writer = place.open();
        let (first, last) = (one(&place), other(&place));
        writer
            .perform(&act([answer(date(3, 17), "pain", scale(9))]))
            .unwrap();
        drop((writer, first));
        assert_eq!(last.read(DateRange::ALL).unwrap().len(), 2);
        drop(last);
        assert_eq!(endings(place.folder.path()), ["diary.db"]);
    }
}

#[test]
fn a_copy_of_the_file_alone_has_what_was_written_back_while_it_is_open() {
    let place = Place::with_pain([4]);
    let (mut diary, mut other) = (place.open(), place.open());
    diary
        .perform(&act([answer(date(3, 17), "pain", scale(9))]))
        .unwrap();
    assert!(other.changed_elsewhere().unwrap());
    other.write_back();
    // That is no news to whoever wrote it.
    assert!(!diary.changed_elsewhere().unwrap());
    let copy = Place::new();
    fs::copy(&place.file, &copy.file).unwrap();
    assert_eq!(state(&copy.open()), state(&diary));
    // What another program writes is news, whether it says where it stands or not.
    let raw = rusqlite::Connection::open(&place.file).unwrap();
    raw.execute("UPDATE answer SET value = 3 WHERE item = 'pain'", [])
        .unwrap();
    assert!(diary.changed_elsewhere().unwrap());
    other
        .perform(&act([answer(date(3, 18), "pain", scale(1))]))
        .unwrap();
    other.write_back();
    assert!(diary.changed_elsewhere().unwrap());
    assert!(!diary.changed_elsewhere().unwrap());
}

/// What can happen to the files under an open diary, and what it counts as.
type Happens = (&'static str, Loss, fn(&Place));

fn losses() -> Vec<Happens> {
    fn other(place: &Place) -> PathBuf {
        let other = place.folder.path().join("other.db");
        drop(Repository::open(&other).unwrap());
        other
    }
    vec![
        ("replaced", Loss::Replaced, |place| {
            fs::rename(other(place), &place.file).unwrap();
        }),
        ("a folder", Loss::Replaced, |place| {
            fs::remove_file(&place.file).unwrap();
            fs::create_dir(&place.file).unwrap();
        }),
        ("removed", Loss::Gone, |place| {
            fs::remove_file(&place.file).unwrap();
        }),
        ("moved away", Loss::Gone, |place| {
            fs::rename(&place.file, place.folder.path().join("away.db")).unwrap();
        }),
        ("its folder moved away", Loss::Gone, |place| {
            let away = place.folder.path().with_extension("away");
            fs::rename(place.folder.path(), &away).unwrap();
        }),
        ("log removed", Loss::Log, |place| {
            fs::remove_file(beside(&place.file, "-wal")).unwrap();
        }),
        ("index removed", Loss::Log, |place| {
            fs::remove_file(beside(&place.file, "-shm")).unwrap();
        }),
        ("log replaced", Loss::Log, |place| {
            let log = beside(&place.file, "-wal");
            let new = place.folder.path().join("new");
            fs::copy(&log, &new).unwrap();
            fs::rename(new, log).unwrap();
        }),
    ]
}

#[test]
fn who_has_lost_the_file_neither_reads_nor_writes_and_can_save_what_is_held() {
    for (what, expected, happen) in losses() {
        let place = Place::with_pain([4]);
        let mut diary = place.open();
        diary
            .perform(&act([answer(date(3, 17), "pain", scale(9))]))
            .unwrap();
        let held = state(&diary);
        happen(&place);
        let lost = |error: RepositoryError| match error {
            RepositoryError::Lost { path, loss } => path == place.file && loss == expected,
            _ => false,
        };
        let written = diary.perform(&act([answer(date(3, 18), "pain", scale(1))]));
        assert!(lost(written.unwrap_err()), "{what}");
        assert!(lost(diary.read(DateRange::ALL).unwrap_err()), "{what}");
        assert!(lost(diary.changed_elsewhere().unwrap_err()), "{what}");
        assert!(lost(diary.undo().unwrap_err()), "{what}");
        assert!(lost(diary.reader().unwrap_err()), "{what}");
        let elsewhere = Place::new();
        safekeeping::save_held(&diary, &elsewhere.file).unwrap();
        assert_eq!(state(&elsewhere.open()), held, "{what}");
        drop(diary);
        let _ = fs::remove_dir_all(place.folder.path().with_extension("away"));
    }
}

/// Two names of one file would have two logs.
#[test]
fn a_file_with_two_names_is_refused_and_a_link_to_it_is_not() {
    let place = Place::with_pain([4]);
    let mut diary = place.open();
    let name = place.folder.path().join("name.db");
    fs::hard_link(&place.file, &name).unwrap();
    let pain = act([answer(date(3, 17), "pain", scale(9))]);
    let many = |error| matches!(error, RepositoryError::ManyNames { names: 2, .. });
    assert!(many(diary.perform(&pain).unwrap_err()));
    drop(diary);
    for path in [&place.file, &name] {
        assert!(many(Repository::open(path).unwrap_err()));
        let refused = Repository::open_read_only(path).unwrap_err();
        assert!(errors::hint(&refused).is_some());
        assert!(many(refused));
    }
    fs::remove_file(&name).unwrap();
    std::os::unix::fs::symlink(&place.file, &name).unwrap();
    let mut linked = Repository::open(&name).unwrap();
    linked.perform(&pain).unwrap().unwrap();
    // A link that leads elsewhere is another file.
    fs::remove_file(&name).unwrap();
    let other = place.folder.path().join("other.db");
    drop(Repository::open(&other).unwrap());
    std::os::unix::fs::symlink(&other, &name).unwrap();
    assert!(matches!(
        linked.perform(&pain),
        Err(RepositoryError::Lost { .. })
    ));
}

/// Looking whether it is the same writes nothing into what has the diary's name now.
#[test]
fn only_a_file_of_the_same_state_is_gone_on_with_and_no_other_is_written_to() {
    let place = Place::with_pain([4]);
    let mut diary = place.open();
    let copy = |name: &str| {
        let copy = place.folder.path().join(name);
        safekeeping::backup(&diary, &copy).unwrap();
        copy
    };
    let (same, earlier) = (copy("same.db"), copy("earlier.db"));
    fs::rename(same, &place.file).unwrap();
    let mut there = diary.regained().unwrap();
    let pain = act([answer(date(3, 17), "pain", scale(9))]);
    there.perform(&pain).unwrap();
    drop(there);
    assert!(diary.regained().is_none());
    assert!(matches!(
        diary.perform(&pain),
        Err(RepositoryError::Lost { .. })
    ));

    let mut there = place.open();
    there
        .perform(&act([answer(date(3, 18), "pain", scale(1))]))
        .unwrap();
    let before = fs::read(&earlier).unwrap();
    fs::rename(earlier, &place.file).unwrap();
    assert!(there.regained().is_none());
    assert!(fs::read(&place.file).unwrap() == before);
}

#[test]
fn a_pipe_is_refused_at_once() {
    let place = Place::new();
    let made = Command::new("mkfifo").arg(&place.file).status().unwrap();
    assert!(made.success());
    let (sender, answers) = channel();
    let path = place.file.clone();
    thread::spawn(move || {
        let _ = sender.send(Repository::is_locked(&path));
        for opened in [Repository::open(&path), Repository::open_read_only(&path)] {
            let _ = sender.send(matches!(opened, Err(RepositoryError::NotAFile(_))));
        }
    });
    let patience = Duration::from_secs(30);
    assert_eq!(answers.recv_timeout(patience), Ok(false));
    assert_eq!(answers.recv_timeout(patience), Ok(true));
    assert_eq!(answers.recv_timeout(patience), Ok(true));
    let device = Repository::open(Path::new("/dev/null"));
    assert!(matches!(device, Err(RepositoryError::NotAFile(_))));
}
