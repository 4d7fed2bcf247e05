//! What goes from one diary to others, through one folder.

use twinge::sharing::{self, Why};

use crate::support::{Computer, Shared, settle, words};

#[test]
fn what_one_writes_the_other_has() {
    let shared = Shared::new();
    let mut laptop = Computer::new("laptop");
    laptop.pain(17, 4);
    laptop.note(17, "after the stairs");
    let begun = laptop.join(&shared).unwrap();
    assert!(!begun.joined);
    assert_eq!(begun.round.written, 1, "{:?}", begun.round);

    let mut desktop = Computer::new("desktop");
    let begun = desktop.join(&shared).unwrap();
    assert!(begun.joined);
    assert_eq!(begun.round.arrival.answers(), 2);
    assert_eq!(desktop.pain_of(17), Some(4));
    desktop.pain(18, 6);
    let round = desktop.now(&shared);
    assert_eq!(round.written, 1);
    let round = laptop.now(&shared);
    assert_eq!(round.arrival.answers(), 1);
    let from: Vec<&str> = round
        .arrival
        .from
        .iter()
        .map(|of| of.name.as_str())
        .collect();
    assert_eq!(from, ["desktop"]);
    assert_eq!(laptop.pain_of(18), Some(6));
    settle(&mut [&mut laptop, &mut desktop], &shared);
}

#[test]
fn a_round_with_nothing_new_writes_nothing() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::in_folder("desktop", &shared);
    laptop.pain(1, 3);
    settle(&mut [&mut laptop, &mut desktop], &shared);
    let before = (shared.files(), laptop.diary.history(9).unwrap().len());
    for computer in [&mut laptop, &mut desktop] {
        let round = computer.now(&shared);
        assert_eq!((round.written, round.arrival.answers()), (0, 0));
        assert!(!computer.diary.changed_elsewhere().unwrap());
    }
    assert_eq!(
        before,
        (shared.files(), laptop.diary.history(9).unwrap().len())
    );
}

#[test]
fn three_come_to_the_same_whoever_is_away_in_between() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::in_folder("desktop", &shared);
    let mut third = Computer::in_folder("third", &shared);
    for day in 1..=9 {
        laptop.pain(day, 1);
        desktop.pain(day + 9, 2);
        third.pain(day + 18, 3);
        laptop.now(&shared);
        if day % 2 == 0 {
            desktop.now(&shared);
        }
        if day % 3 == 0 {
            third.now(&shared);
        }
    }
    settle(&mut [&mut laptop, &mut desktop, &mut third], &shared);
    for day in 1..=27 {
        assert_eq!(
            laptop.pain_of(day),
            Some(((day - 1) / 9 + 1) as u8),
            "{day}"
        );
    }
    let status = sharing::status(&laptop.diary, shared.path()).unwrap();
    let others: Vec<&str> = status
        .others
        .iter()
        .map(|of| of.computer.name.as_str())
        .collect();
    assert_eq!(others, ["desktop", "third"]);
    assert_eq!((status.to_read, status.to_write), (0, 0));
    assert_eq!(status.skipped, []);
    assert!(status.others.iter().all(|other| other.wrote > 0));
}

#[test]
fn what_waits_is_counted() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::in_folder("desktop", &shared);
    settle(&mut [&mut laptop, &mut desktop], &shared);
    desktop.pain(3, 3);
    desktop.now(&shared);
    let status = sharing::status(&laptop.diary, shared.path()).unwrap();
    assert_eq!((status.to_read, status.to_write), (1, 0));
    laptop.now(&shared);
    let status = sharing::status(&laptop.diary, shared.path()).unwrap();
    assert_eq!((status.to_read, status.to_write), (0, 0));
    assert_eq!(status.parts, 1);
}

#[test]
fn the_folders_to_watch_are_those_of_others() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let desktop = Computer::in_folder("desktop", &shared);
    let ours = shared.ours();
    let watched = sharing::to_watch(&laptop.diary, shared.path()).unwrap();
    assert_eq!(
        watched,
        [ours.clone(), ours.join("g1"), shared.of(&desktop)]
    );
    laptop.now(&shared);
}

#[test]
fn a_diary_with_a_passphrase_shares_with_one_without() {
    use twinge::repository::Repository;
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    laptop.pain(2, 5);
    laptop.now(&shared);
    let place = tempfile::tempdir().unwrap();
    let locked = Repository::open_with(&place.path().join("diary.db"), Some(words("mine")));
    let mut desktop = Computer::new("desktop");
    desktop.diary = locked.unwrap();
    desktop.join(&shared).unwrap();
    assert_eq!(desktop.pain_of(2), Some(5));
    desktop.pain(3, 1);
    settle(&mut [&mut laptop, &mut desktop], &shared);
    assert_eq!(laptop.pain_of(3), Some(1));
}

#[test]
fn nothing_in_the_folder_can_be_read() {
    let shared = Shared::new();
    let mut laptop = Computer::new("laptop-of-hers");
    laptop.note(17, "hippopotamus");
    laptop.join(&shared).unwrap();
    let files = shared.files();
    assert_eq!(files.len(), 3, "{files:?}");
    for file in files {
        let bytes = std::fs::read(shared.path().join(&file)).unwrap();
        let holds = |word: &str| bytes.windows(word.len()).any(|at| at == word.as_bytes());
        for word in ["hippopotamus", "2026-03", "laptop-of-hers", "SQLite format"] {
            assert!(!holds(word), "{file}: {word}");
        }
        assert!(!file.contains("2026-03"), "{file}");
        #[cfg(unix)]
        if file.ends_with(".twinge") {
            use std::os::unix::fs::PermissionsExt;
            let found = std::fs::metadata(shared.path().join(&file)).unwrap();
            assert_eq!(found.permissions().mode() & 0o777, 0o600, "{file}");
        }
    }
}

#[test]
fn files_that_are_none_of_ours_are_named_and_stay() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let desktop = Computer::in_folder("desktop", &shared);
    let ours = shared.ours();
    let foreign = [
        ours.join("holiday.jpg"),
        ours.join("g1/list.txt"),
        shared.of(&desktop).join("thoughts.md"),
        shared.of(&laptop).join("notes.txt"),
    ];
    for file in &foreign {
        std::fs::write(file, "mine").unwrap();
    }
    // What carriers and desktops keep for themselves is not worth a word, and the inbox is nobody's here.
    std::fs::create_dir(ours.join(".stfolder")).unwrap();
    std::fs::create_dir(ours.join("inbox")).unwrap();
    std::fs::write(ours.join("inbox/2026-03-17.md"), "pain=4").unwrap();
    std::fs::write(shared.of(&desktop).join("~syncthing~a.twinge.tmp"), "x").unwrap();
    for skipped in [
        laptop.now(&shared).skipped,
        sharing::status(&laptop.diary, shared.path())
            .unwrap()
            .skipped,
    ] {
        let mut named: Vec<_> = skipped.into_iter().map(|of| (of.file, of.why)).collect();
        named.sort();
        let mut expected: Vec<_> = { foreign.iter() }
            .map(|of| (of.clone(), Why::Foreign))
            .collect();
        expected.sort();
        assert_eq!(named, expected);
    }
    for file in &foreign {
        assert_eq!(std::fs::read(file).unwrap(), b"mine");
    }
}

#[test]
fn two_programs_of_one_computer_may_go_round_at_once() {
    use twinge::diary::DateRange;
    use twinge::repository::Repository;
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::in_folder("desktop", &shared);
    let (file, folder) = (laptop.diary.path().to_owned(), shared.path());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut diary = Repository::open(&file).unwrap();
                for _ in 0..15 {
                    let round = sharing::now(&mut diary, folder).unwrap();
                    assert!(
                        round.unwritten.is_none() && round.skipped.is_empty(),
                        "{round:?}"
                    );
                }
            });
        }
        for day in 1..=15 {
            laptop.pain(day, 1);
            laptop.now(&shared);
            desktop.pain(day + 15, 2);
            desktop.now(&shared);
        }
    });
    settle(&mut [&mut laptop, &mut desktop], &shared);
    assert_eq!(laptop.diary.read(DateRange::ALL).unwrap().len(), 30);
}
