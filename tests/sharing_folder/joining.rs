//! Beginning, joining, renewing, ending; and what is refused, with nothing written.

use std::cell::Cell;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use twinge::failure::Failure;
use twinge::repository::Repository;
use twinge::sharing::{self, Invitation, NoName, Progress, SharingError};

#[cfg(unix)]
use crate::support::bound_by_permissions;
use crate::support::{Computer, Shared, date, settle, words};

/// What there is of a computer and of the folder, to tell whether anything was written.
fn state(computer: &Computer, shared: &Shared) -> (Vec<String>, usize, bool) {
    let history = computer.diary.history(99).unwrap().len();
    let is_shared = sharing::me(&computer.diary).unwrap().is_some();
    (shared.files(), history, is_shared)
}

/// Asserts that joining is refused, in words that say what to do, and that nothing was written.
#[track_caller]
fn refused(
    computer: &mut Computer,
    shared: &Shared,
    join: impl FnOnce(&mut Computer, &Shared) -> Result<sharing::Begun, SharingError>,
) -> SharingError {
    let before = state(computer, shared);
    let why = join(computer, shared).unwrap_err();
    assert_eq!(before, state(computer, shared));
    why
}

#[track_caller]
fn says(why: SharingError, words: &[&str]) {
    let said = Failure::from(why).in_one_line();
    for words in words {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_wrong_passphrase_is_refused() {
    let shared = Shared::new();
    let _laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::new("desktop");
    let why = refused(&mut desktop, &shared, |desktop, shared| {
        desktop.join_with(shared, &words("open barley"), false)
    });
    assert!(matches!(why, SharingError::WrongPassphrase(_)), "{why:?}");
    says(
        why,
        &[
            "not the passphrase",
            "nothing was written",
            "the other computer",
        ],
    );
}

#[test]
fn a_folder_of_another_diary_is_refused_until_the_person_has_seen_the_plan() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    laptop.pain(17, 4);
    laptop.now(&shared);
    let mut desktop = Computer::new("desktop");
    desktop.pain(18, 6);
    laptop.pain(19, 2);
    desktop.pain(19, 7);
    laptop.pain(20, 3);
    desktop.pain(20, 3);
    laptop.now(&shared);
    let why = refused(&mut desktop, &shared, Computer::join);
    assert!(matches!(why, SharingError::OtherDiary(_)), "{why:?}");
    says(why, &["another diary", "nothing was written", "--dry-run"]);

    let before = state(&desktop, &shared);
    let passphrase = words("open sesame");
    let invitation = Invitation {
        folder: shared.path(),
        name: "desktop",
        passphrase: &passphrase,
        read_me: "",
        together: false,
    };
    let plan = sharing::plan(&mut desktop.diary, &invitation).unwrap();
    assert!(plan.joins && plan.other_diary);
    assert_eq!(plan.arrival.days.first(), Some(&date(17)));
    let items = plan.arrival.items.keys().map(|item| item.as_str());
    assert_eq!(items.collect::<Vec<_>>(), ["pain"]);
    // What both say alike neither comes nor goes.
    assert_eq!(plan.going, [(date(18), 1), (date(19), 1)].into());
    let [differs] = &plan.differ[..] else {
        panic!("{:?}", plan.differ);
    };
    assert_eq!((differs.date, differs.others.len()), (Some(date(19)), 1));
    assert!([differs.by, differs.others[0].0].contains(&plan.me.id));
    let computers: Vec<&str> = plan.computers.iter().map(|of| of.name.as_str()).collect();
    assert_eq!(computers, ["laptop"]);
    assert_eq!(before, state(&desktop, &shared), "a plan writes nothing");

    desktop.join_with(&shared, &passphrase, true).unwrap();
    settle(&mut [&mut laptop, &mut desktop], &shared);
    assert_eq!((laptop.pain_of(17), laptop.pain_of(18)), (Some(4), Some(6)));
}

#[test]
fn an_empty_diary_needs_no_plan() {
    let shared = Shared::new();
    let mut laptop = Computer::new("laptop");
    laptop.pain(17, 4);
    laptop.join(&shared).unwrap();
    let mut desktop = Computer::new("desktop");
    desktop.join(&shared).unwrap();
    assert_eq!(desktop.pain_of(17), Some(4));
}

#[test]
fn two_computers_of_one_name_are_refused() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    laptop.pain(17, 4);
    laptop.now(&shared);
    let mut other = Computer::new("Laptop");
    let why = refused(&mut other, &shared, Computer::join);
    assert!(matches!(why, SharingError::NameTaken(_)), "{why:?}");
    says(why, &["Laptop", "nothing was written", "--name"]);
}

#[test]
fn names_that_are_none_are_refused() {
    let shared = Shared::new();
    let long: &'static str = "a name that is longer than any of a computer can be";
    for (name, expected) in [
        (" ", NoName::Empty),
        (long, NoName::TooLong { most: 40 }),
        ("lap\ntop", NoName::Unseen),
    ] {
        let mut computer = Computer::new(name);
        match refused(&mut computer, &shared, Computer::join) {
            SharingError::Name(why) => assert_eq!(why, expected),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_key_of_a_newer_version_is_refused() {
    let shared = Shared::new();
    let _laptop = Computer::in_folder("laptop", &shared);
    let files = shared.files();
    let key = files.iter().find(|file| file.contains("key-")).unwrap();
    let db = rusqlite::Connection::open(shared.path().join(key)).unwrap();
    db.execute_batch("PRAGMA key = 'open sesame'; UPDATE folder SET form = 2")
        .unwrap();
    drop(db);
    let mut desktop = Computer::new("desktop");
    let why = refused(&mut desktop, &shared, Computer::join);
    assert!(matches!(why, SharingError::Newer(_)), "{why:?}");
    says(why, &["newer twinge", "update"]);
}

#[test]
fn a_folder_of_somebody_elses_files_is_refused() {
    let shared = Shared::new();
    fs::create_dir(shared.ours()).unwrap();
    fs::write(shared.ours().join("song.ogg"), "la").unwrap();
    let mut laptop = Computer::new("laptop");
    let why = refused(&mut laptop, &shared, Computer::join);
    assert!(matches!(why, SharingError::Occupied(_)), "{why:?}");
    says(why, &["not twinge's", "left as it is"]);
    fs::remove_file(shared.ours().join("song.ogg")).unwrap();
    laptop.join(&shared).unwrap();
}

#[test]
fn files_without_their_key_are_waited_for() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    laptop.pain(1, 1);
    laptop.now(&shared);
    let files = shared.files();
    let key = files.iter().find(|file| file.contains("key-")).unwrap();
    let key = shared.path().join(key);
    fs::remove_file(&key).unwrap();
    let mut desktop = Computer::new("desktop");
    let why = refused(&mut desktop, &shared, Computer::join);
    assert!(matches!(why, SharingError::NoKey(_)), "{why:?}");
    // Whoever has it puts it back.
    laptop.now(&shared);
    desktop.join(&shared).unwrap();
    assert_eq!(desktop.pain_of(1), Some(1));
}

#[test]
fn called_off_nothing_is_written_or_the_next_round_writes_the_rest() {
    let (mut off, mut late) = (0, 0);
    for most in 0.. {
        let shared = Shared::new();
        let mut laptop = Computer::in_folder("laptop", &shared);
        laptop.pain(17, 4);
        laptop.now(&shared);
        let mut desktop = Computer::new("desktop");
        desktop.pain(18, 6);
        let before = state(&desktop, &shared);
        let (told, stands) = (Cell::new(0), Cell::new(false));
        let joined = desktop.join_watched(&shared, &|progress: Progress| {
            told.set(told.get() + 1);
            stands.set(progress.stands);
            match told.get() > most {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        assert_eq!(joined.is_ok(), stands.get());
        if let Err(why) = joined {
            assert!(matches!(why, SharingError::CalledOff), "{why:?}");
            assert_eq!(before, state(&desktop, &shared));
            off += 1;
            continue;
        }
        assert_eq!(desktop.pain_of(17), Some(4));
        settle(&mut [&mut laptop, &mut desktop], &shared);
        assert_eq!(laptop.pain_of(18), Some(6));
        if told.get() <= most {
            break;
        }
        late += 1;
    }
    assert!(off > 1 && late > 0, "{off} {late}");
}

#[test]
fn a_folder_that_is_none_is_refused() {
    let shared = Shared::new();
    let mut laptop = Computer::new("laptop");
    let mut join = |folder: &Path| {
        let invitation = Invitation {
            folder,
            name: "laptop",
            passphrase: &words("open sesame"),
            read_me: "",
            together: false,
        };
        sharing::join(&mut laptop.diary, &invitation).unwrap_err()
    };
    let missing = join(&shared.path().join("missing"));
    assert!(matches!(missing, SharingError::Away(_)), "{missing:?}");
    let file = shared.path().join("file");
    fs::write(&file, "").unwrap();
    let none = join(&file);
    assert!(matches!(none, SharingError::NotAFolder(_)), "{none:?}");
    assert_eq!(sharing::me(&laptop.diary).unwrap(), None);
    assert_eq!(shared.files(), ["file"]);
}

#[test]
fn a_diary_that_lies_in_the_folder_is_refused() {
    let shared = Shared::new();
    let mut laptop = Computer::new("laptop");
    laptop.diary = Repository::open(&shared.path().join("deep/diary.db")).unwrap();
    let why = laptop.join(&shared).unwrap_err();
    assert!(matches!(why, SharingError::Within(_)), "{why:?}");
    assert!(!shared.ours().exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_refused_whole() {
    use std::os::unix::fs::PermissionsExt;
    let shared = Shared::new();
    let test = "joining::a_folder_that_cannot_be_written_to_is_refused_whole";
    if !bound_by_permissions(test, shared.path()) {
        return;
    }
    let mut laptop = Computer::new("laptop");
    laptop.pain(1, 1);
    let may = |mode| fs::set_permissions(shared.path(), fs::Permissions::from_mode(mode)).unwrap();
    may(0o500);
    let why = refused(&mut laptop, &shared, Computer::join);
    may(0o700);
    assert!(matches!(why, SharingError::Refused(_)), "{why:?}");
    laptop.join(&shared).unwrap();
}

#[test]
fn what_is_not_shared_says_so() {
    let shared = Shared::new();
    let mut laptop = Computer::new("laptop");
    let folder = shared.path();
    for why in [
        sharing::now(&mut laptop.diary, folder).unwrap_err(),
        sharing::status(&laptop.diary, folder).unwrap_err(),
        sharing::renew(&mut laptop.diary, folder, &words("other")).unwrap_err(),
        sharing::stop(&mut laptop.diary, folder).unwrap_err(),
        sharing::to_watch(&laptop.diary, folder).unwrap_err(),
    ] {
        assert!(matches!(why, SharingError::NotShared(_)), "{why:?}");
    }
    assert_eq!(shared.files(), [""; 0]);
}

#[test]
fn another_passphrase_is_asked_of_all() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::in_folder("desktop", &shared);
    let mut lost = Computer::in_folder("lost", &shared);
    for (computer, day) in [&mut laptop, &mut desktop, &mut lost].into_iter().zip(1..) {
        computer.pain(day, 1);
        computer.now(&shared);
    }
    // What was never taken before it is, first.
    sharing::renew(&mut laptop.diary, shared.path(), &words("new words")).unwrap();
    assert_eq!(laptop.pain_of(3), Some(1));
    assert!(!shared.of(&laptop).exists(), "its former files are gone");
    assert!(shared.of(&desktop).exists(), "those of others stay");

    desktop.pain(4, 4);
    let folder = shared.path();
    let files = shared.files();
    let why = sharing::now(&mut desktop.diary, folder).unwrap_err();
    assert!(matches!(why, SharingError::Renewed(_)), "{why:?}");
    says(why, &["another passphrase", "new passphrase"]);
    let waits = sharing::status(&desktop.diary, folder).unwrap().waits;
    assert!(matches!(waits, Some(SharingError::Renewed(_))), "{waits:?}");
    let old = desktop.join(&shared).unwrap_err();
    assert!(matches!(old, SharingError::WrongPassphrase(_)), "{old:?}");
    assert_eq!(shared.files(), files, "nothing is written with the old key");

    desktop
        .join_with(&shared, &words("new words"), false)
        .unwrap();
    settle(&mut [&mut laptop, &mut desktop], &shared);
    assert_eq!((laptop.pain_of(4), desktop.pain_of(3)), (Some(4), Some(1)));
    assert!(!shared.of(&desktop).exists());
    let keys = shared.files();
    assert_eq!(keys.iter().filter(|file| file.contains("key-")).count(), 1);
    // The one that was lost can read nothing that is written from now on.
    let why = sharing::now(&mut lost.diary, folder).unwrap_err();
    assert!(matches!(why, SharingError::Renewed(_)), "{why:?}");
}

#[test]
fn who_began_at_once_with_another_comes_to_one_key() {
    // A folder that was not carried yet: each has begun in its own.
    let (here, there) = (Shared::new(), Shared::new());
    let mut laptop = Computer::in_folder("laptop", &here);
    laptop.pain(1, 1);
    laptop.now(&here);
    let mut desktop = Computer::in_folder("desktop", &there);
    desktop.pain(2, 2);
    desktop.now(&there);
    for file in there.files() {
        let to = here.path().join(&file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(there.path().join(&file), to).unwrap();
    }
    let mut asked = 0;
    for computer in [&mut laptop, &mut desktop] {
        match sharing::now(&mut computer.diary, here.path()) {
            Err(SharingError::Renewed(_)) => {
                asked += 1;
                computer
                    .join_with(&here, &words("open sesame"), true)
                    .unwrap();
            }
            other => drop(other.unwrap()),
        }
    }
    assert_eq!(asked, 1);
    settle(&mut [&mut laptop, &mut desktop], &here);
    assert_eq!((laptop.pain_of(2), desktop.pain_of(1)), (Some(2), Some(1)));
    let files = here.files();
    assert_eq!(files.iter().filter(|file| file.contains("key-")).count(), 1);
}

#[test]
fn who_leaves_leaves_what_others_need_and_who_leaves_last_nothing() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::in_folder("desktop", &shared);
    laptop.pain(1, 1);
    laptop.now(&shared);
    sharing::stop(&mut laptop.diary, shared.path()).unwrap();
    assert_eq!(sharing::me(&laptop.diary).unwrap(), None);
    assert_eq!(laptop.read().len(), 1);
    desktop.now(&shared);
    assert_eq!(desktop.pain_of(1), Some(1));

    // Where its disk is away, it leaves all the same.
    let other = Shared::new();
    let mut third = Computer::in_folder("third", &other);
    third.pain(1, 1);
    third.now(&other);
    sharing::stop(&mut third.diary, &other.path().join("missing")).unwrap();

    let alone = Shared::new();
    third.join(&alone).unwrap();
    assert_ne!(alone.files(), [""; 0]);
    sharing::stop(&mut third.diary, alone.path()).unwrap();
    assert_eq!(alone.files(), [""; 0]);
    assert!(!alone.ours().exists());
    assert_eq!(third.pain_of(1), Some(1));
}

#[test]
fn a_diary_that_was_copied_to_another_computer_shares_as_another() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    laptop.pain(1, 1);
    laptop.now(&shared);
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("diary.db");
    twinge::safekeeping::backup(&laptop.diary, &file).unwrap();
    // Which tells what it was made on.
    let db = rusqlite::Connection::open(&file).unwrap();
    let noted = db.execute(
        "UPDATE share SET value = value + 1 WHERE key = 'machine'",
        [],
    );
    if noted.unwrap() == 0 {
        // A system that does not say which computer it is.
        return;
    }
    drop(db);
    let mut copy = Computer::new("copy");
    copy.diary = Repository::open(&file).unwrap();
    copy.pain(1, 7);
    copy.pain(2, 2);
    laptop.pain(3, 3);
    settle(&mut [&mut laptop, &mut copy], &shared);
    let (one, other) = (&laptop.diary, &copy.diary);
    let (one, other) = (
        sharing::me(one).unwrap().unwrap(),
        sharing::me(other).unwrap().unwrap(),
    );
    assert_ne!(one.id, other.id);
    assert_eq!(
        (one.name.as_str(), other.name.as_str()),
        ("laptop", "laptop-2")
    );
    for (day, score) in [(1, 7), (2, 2), (3, 3)] {
        assert_eq!(laptop.pain_of(day), Some(score), "{day}");
    }
}

#[test]
fn another_name_is_taken_without_a_word_of_passphrases_of_others() {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::in_folder("desktop", &shared);
    laptop.name = "kitchen";
    laptop.join(&shared).unwrap();
    laptop.pain(1, 1);
    laptop.now(&shared);
    let round = desktop.now(&shared);
    let from: Vec<&str> = round
        .arrival
        .from
        .iter()
        .map(|of| of.name.as_str())
        .collect();
    assert_eq!(from, ["kitchen"]);
}
