//! Another file written over an open diary, byte for byte: its name and number stay what they were.

use std::fs;
use std::path::{Path, PathBuf};

use twinge::diary::DateRange;
use twinge::repository::{Loss, Passphrase, Repository, RepositoryError};
use twinge::safekeeping;

use crate::support::{Place, act, answer, date, scale, text};

/// A raw key, which is quickly derived.
fn key(encrypted: bool) -> Option<Passphrase> {
    let raw = format!("x'{}'", "5a".repeat(32)).into_bytes();
    encrypted.then(|| Passphrase::new(raw).unwrap())
}

fn open(path: &Path, encrypted: bool) -> Repository {
    Repository::open_with(path, key(encrypted)).unwrap()
}

fn pain(diary: &mut Repository, day: u32, score: u8) {
    let edit = answer(date(3, day), "pain", scale(score));
    diary.perform(&act([edit])).unwrap();
}

/// A diary of as many pages as there are long notes.
fn written(path: &Path, encrypted: bool, notes: u32) {
    let mut diary = open(path, encrypted);
    let notes = (1..=notes).map(|day| {
        let words = text(&format!("{day} {}", "long words ".repeat(300)));
        answer(date(1 + day / 28, 1 + day % 28), "note", words)
    });
    let edits = notes.chain([answer(date(12, 1), "pain", scale(4))]);
    diary.perform(&act(edits)).unwrap();
}

/// What `cp` does: the file stays the same to the system.
fn copy_over(from: &Path, to: &Path) {
    let content = fs::read(from).unwrap();
    fs::write(to, content).unwrap();
}

fn is_overwritten(error: &RepositoryError) -> bool {
    let loss = Loss::Overwritten;
    matches!(error, RepositoryError::Lost { loss: found, .. } if *found == loss)
}

/// What is written over a diary of twenty long notes, made beside it.
type Over = (&'static str, fn(&Place, bool) -> PathBuf);

fn files() -> Vec<Over> {
    fn other(place: &Place, encrypted: bool, notes: u32) -> PathBuf {
        let other = place.folder.path().join("other.db");
        written(&other, encrypted, notes);
        other
    }
    vec![
        ("a shorter diary", |place, encrypted| {
            other(place, encrypted, 2)
        }),
        ("a diary as long", |place, encrypted| {
            other(place, encrypted, 20)
        }),
        ("a longer diary", |place, encrypted| {
            other(place, encrypted, 90)
        }),
        ("an earlier copy", |place, _| {
            place.folder.path().join("earlier.db")
        }),
        ("words", |place, _| {
            let words = place.folder.path().join("words");
            fs::write(&words, "no diary at all\n".repeat(9000)).unwrap();
            words
        }),
        ("the beginning of itself", |place, _| {
            let cut = place.folder.path().join("cut");
            let content = fs::read(&place.file).unwrap();
            fs::write(&cut, &content[..content.len() / 2]).unwrap();
            cut
        }),
        ("nothing", |place, _| {
            let empty = place.folder.path().join("empty");
            fs::write(&empty, "").unwrap();
            empty
        }),
    ]
}

#[test]
fn a_file_written_over_an_open_diary_is_told_of_and_stays_as_it_is() {
    for (what, file) in files() {
        for (encrypted, rests) in [(false, true), (false, false), (true, true), (true, false)] {
            let tried = format!("{what}, encrypted: {encrypted}, rests: {rests}");
            let place = Place::new();
            written(&place.file, encrypted, 20);
            let earlier = place.folder.path().join("earlier.db");
            fs::copy(&place.file, earlier).unwrap();
            let mut diary = open(&place.file, encrypted);
            pain(&mut diary, 16, 2);
            diary.write_back();
            pain(&mut diary, 17, 9);
            if rests {
                diary.write_back();
            }
            let over = file(&place, encrypted);
            copy_over(&over, &place.file);

            let edit = answer(date(3, 18), "pain", scale(1));
            let refused = [
                diary.perform(&act([edit])).unwrap_err(),
                diary.read(DateRange::ALL).unwrap_err(),
                diary.changed_elsewhere().unwrap_err(),
                diary.undo().unwrap_err(),
                safekeeping::save_held(&diary, &place.folder.path().join("kept.db")).unwrap_err(),
            ];
            assert!(refused.iter().all(is_overwritten), "{tried}: {refused:?}");
            assert!(diary.regained().is_none(), "{tried}");
            diary.write_back();
            drop(diary);
            assert!(
                fs::read(&place.file).unwrap() == fs::read(&over).unwrap(),
                "{tried}"
            );

            // Whoever opens it finds what was written there, and nothing of what had been.
            let Ok(alone) = Repository::open_with(&over, key(encrypted)) else {
                continue;
            };
            let there = open(&place.file, encrypted);
            assert_eq!(there.put_aside().is_some(), !rests, "{tried}");
            assert_eq!(safekeeping::check(&there).unwrap().problems, [], "{tried}");
            let [there, alone] = [there, alone].map(|diary| diary.read(DateRange::ALL).unwrap());
            assert_eq!(there, alone, "{tried}");
        }
    }
}

/// The pages that those who have it open remember of it do not belong to what lies there.
#[test]
fn what_was_written_over_a_diary_is_opened_when_nobody_has_the_one_before_open_any_more() {
    for rests in [true, false] {
        let place = Place::new();
        written(&place.file, false, 20);
        let mut diary = place.open();
        pain(&mut diary, 17, 9);
        if rests {
            diary.write_back();
        }
        let other = place.folder.path().join("other.db");
        written(&other, false, 90);
        copy_over(&other, &place.file);
        let refused = [
            Repository::open(&place.file).unwrap_err(),
            Repository::open_read_only(&place.file).unwrap_err(),
        ];
        assert!(refused.iter().all(is_overwritten), "{refused:?}");
        drop(diary);
        let expected = Repository::open(&other).unwrap();
        assert_eq!(
            place.open().read(DateRange::ALL).unwrap(),
            expected.read(DateRange::ALL).unwrap()
        );
    }
}

/// Whatever several who have it open write, write back and read, in whichever order, it stays theirs.
#[test]
fn what_those_who_have_a_diary_open_write_is_never_taken_for_another_file() {
    for (encrypted, seed) in [(false, 1), (false, 2), (false, 3), (true, 4)] {
        let place = Place::new();
        written(&place.file, encrypted, 20);
        let mut chance = fastrand::Rng::with_seed(seed);
        let mut all: Vec<Repository> = (0..3).map(|_| open(&place.file, encrypted)).collect();
        for turn in 0..80 {
            let day = chance.u32(1..29);
            let diary = &mut all[chance.usize(..3)];
            match chance.u8(..8) {
                0 | 1 => pain(diary, day, chance.u8(..11)),
                2 => drop(diary.read(DateRange::ALL).unwrap()),
                3 => drop(diary.changed_elsewhere().unwrap()),
                4 => diary.write_back(),
                5 => drop(diary.undo().unwrap()),
                6 => *diary = open(&place.file, encrypted),
                _ => {
                    let permissions = fs::metadata(&place.file).unwrap().permissions();
                    fs::set_permissions(&place.file, permissions).unwrap();
                }
            }
            assert!(all.iter().all(|diary| !diary.is_lost()), "{seed}: {turn}");
        }
    }
}

/// A write-back that a killed program did not finish: whole only together with the log.
#[test]
fn a_log_that_was_half_written_back_is_gone_on_with() {
    for encrypted in [false, true] {
        let place = Place::new();
        written(&place.file, encrypted, 20);
        let mut diary = open(&place.file, encrypted);
        let longer = (1..=12).map(|day| answer(date(8, day), "note", text(&"more ".repeat(2000))));
        diary.perform(&act(longer)).unwrap();
        let expected = diary.read(DateRange::ALL).unwrap();
        let whole = Place::new();
        let log = |place: &Place| place.folder.path().join("diary.db-wal");
        fs::copy(&place.file, &whole.file).unwrap();
        fs::copy(log(&place), log(&whole)).unwrap();
        drop(open(&whole.file, encrypted));
        let (before, after) = (
            fs::read(&place.file).unwrap(),
            fs::read(&whole.file).unwrap(),
        );
        assert!(after.len() > before.len());
        for pages in [1, 3, before.len() / 4096, after.len() / 4096 - 1] {
            let back = pages * 4096;
            let rest = before.get(back..).unwrap_or_default();
            fs::write(&place.file, [&after[..back], rest].concat()).unwrap();
            assert!(!diary.is_lost(), "{pages} pages, encrypted: {encrypted}");
            assert_eq!(diary.read(DateRange::ALL).unwrap(), expected);
        }
        pain(&mut diary, 17, 9);
        drop(diary);
        let there = open(&place.file, encrypted);
        assert_eq!(safekeeping::check(&there).unwrap().problems, []);
        assert_eq!(
            there.read(DateRange::ALL).unwrap().len(),
            expected.len() + 1
        );
    }
}

/// Those who write at the same time change the file while another looks.
#[test]
fn who_looks_while_others_write_takes_nothing_for_another_file() {
    let place = Place::new();
    written(&place.file, false, 20);
    let mut diary = place.open();
    std::thread::scope(|threads| {
        let writers = [1, 2].map(|month| {
            let path = &place.file;
            threads.spawn(move || {
                for turn in 0..60 {
                    let mut diary = open(path, false);
                    let edit = answer(date(month, 1 + turn % 28), "pain", scale((turn % 11) as u8));
                    diary.perform(&act([edit])).unwrap();
                }
            })
        });
        while writers.iter().any(|writer| !writer.is_finished()) {
            diary.changed_elsewhere().unwrap();
            diary.read(DateRange::ALL).unwrap();
        }
    });
    pain(&mut diary, 17, 9);
}

/// What is being written is not finished in the other file.
#[test]
fn a_file_written_over_a_diary_in_the_midst_of_an_act_stays_as_it_is() {
    let place = Place::new();
    written(&place.file, false, 20);
    let other = place.folder.path().join("other.db");
    written(&other, false, 90);
    let expected = fs::read(&other).unwrap();
    let mut diary = place.open();
    let many = (1..=12).flat_map(|month| (1..=28).map(move |day| (month, day)));
    let many =
        many.map(|(month, day)| answer(date(month, day), "note", text(&"long ".repeat(20_000))));
    let act = act(many);
    std::thread::scope(|threads| {
        let written = threads.spawn(|| diary.perform(&act).map(drop));
        let log = place.folder.path().join("diary.db-wal");
        while fs::metadata(&log).is_ok_and(|log| log.len() < 3 << 20) && !written.is_finished() {
            std::thread::yield_now();
        }
        copy_over(&other, &place.file);
        let refused = written.join().unwrap().unwrap_err();
        assert!(is_overwritten(&refused), "{refused}");
    });
    drop(diary);
    assert!(fs::read(&place.file).unwrap() == expected);
}
