//! Computers with a diary each, and a folder that all of them see.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tempfile::TempDir;
use twinge::diary::{Act, Answer, DateRange, Diary, Edit, ItemId, Target};
use twinge::repository::{Passphrase, Repository};
use twinge::safekeeping;
use twinge::sharing::{self, Begun, Invitation, Round, SharingError, Watch};

/// What the person reads who finds the folder.
const READ_ME: &str = "Do not delete the folders of other computers.\n";

/// A folder that several computers see.
pub(crate) struct Shared(TempDir);

impl Shared {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The person's folder.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Ours in it.
    pub(crate) fn ours(&self) -> PathBuf {
        self.path().join("twinge")
    }

    /// The folder of a computer.
    pub(crate) fn of(&self, computer: &Computer) -> PathBuf {
        let id = sharing::me(&computer.diary).unwrap().unwrap().id;
        self.ours().join("g1").join(id.to_string())
    }

    /// All files in it, by their names from it.
    pub(crate) fn files(&self) -> Vec<String> {
        fn look(folder: &Path, from: &Path, files: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    look(&path, from, files);
                } else {
                    let name = path.strip_prefix(from).unwrap();
                    files.push(name.to_str().unwrap().to_owned());
                }
            }
        }
        let mut files = Vec::new();
        look(self.path(), self.path(), &mut files);
        files.sort();
        files
    }
}

/// A computer with a diary.
pub(crate) struct Computer {
    pub name: &'static str,
    _place: TempDir,
    pub diary: Repository,
}

impl Computer {
    pub(crate) fn new(name: &'static str) -> Self {
        let place = tempfile::tempdir().unwrap();
        let diary = Repository::open(&place.path().join("diary.db")).unwrap();
        Self {
            name,
            _place: place,
            diary,
        }
    }

    /// One that has joined.
    pub(crate) fn in_folder(name: &'static str, shared: &Shared) -> Self {
        let mut computer = Self::new(name);
        computer.join(shared).unwrap();
        computer
    }

    pub(crate) fn join(&mut self, shared: &Shared) -> Result<Begun, SharingError> {
        self.join_with(shared, &words("open sesame"), false)
    }

    pub(crate) fn join_with(
        &mut self,
        shared: &Shared,
        passphrase: &Passphrase,
        together: bool,
    ) -> Result<Begun, SharingError> {
        let invitation = self.invitation(shared, passphrase, together);
        sharing::join(&mut self.diary, &invitation)
    }

    /// Joins with one diary of both, unless it is called off.
    pub(crate) fn join_watched(
        &mut self,
        shared: &Shared,
        watch: Watch<'_>,
    ) -> Result<Begun, SharingError> {
        let passphrase = words("open sesame");
        let invitation = self.invitation(shared, &passphrase, true);
        sharing::join_watched(&mut self.diary, &invitation, watch)
    }

    fn invitation<'i>(
        &self,
        shared: &'i Shared,
        passphrase: &'i Passphrase,
        together: bool,
    ) -> Invitation<'i> {
        Invitation {
            folder: shared.path(),
            name: self.name,
            passphrase,
            read_me: READ_ME,
            together,
        }
    }

    pub(crate) fn now(&mut self, shared: &Shared) -> Round {
        sharing::now(&mut self.diary, shared.path()).unwrap()
    }

    /// Rates the pain of a day in March 2026.
    pub(crate) fn pain(&mut self, day: u32, score: u8) {
        self.answer(day, "pain", Answer::Scale(score));
    }

    /// Writes a note on a day in March 2026.
    pub(crate) fn note(&mut self, day: u32, words: &str) {
        self.answer(day, "note", Answer::Text(words.to_owned()));
    }

    fn answer(&mut self, day: u32, item: &str, answer: Answer) {
        let edit = Edit::Answer {
            target: Target::Day(date(day)),
            item: ItemId::new(item),
            answer: Some(answer),
        };
        let act = Act {
            summary: "a test".into(),
            edits: vec![edit],
        };
        self.diary.perform(&act).unwrap().unwrap();
    }

    pub(crate) fn pain_of(&self, day: u32) -> Option<u8> {
        match self.diary.day(date(day)).unwrap().answer(&"pain".into())? {
            Answer::Scale(score) => Some(*score),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn read(&self) -> Diary {
        assert_eq!(safekeeping::check(&self.diary).unwrap().problems, []);
        self.diary.read(DateRange::ALL).unwrap()
    }
}

pub(crate) fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

pub(crate) fn words(words: &str) -> Passphrase {
    Passphrase::new(words.as_bytes().to_vec()).unwrap()
}

/// Goes round until nobody has anything new to write, and looks whether all have the same.
#[track_caller]
pub(crate) fn settle(computers: &mut [&mut Computer], shared: &Shared) {
    for _ in 0..4 {
        let rounds = computers.iter_mut().map(|computer| computer.now(shared));
        if rounds.map(|round| round.written).sum::<usize>() == 0 {
            let all: Vec<Diary> = computers.iter().map(|computer| computer.read()).collect();
            for other in &all[1..] {
                assert_eq!(&all[0], other);
            }
            return;
        }
    }
    panic!("they do not come to rest");
}

/// Runs a test again as somebody whom permissions bind, when that is not so now. Hands back whether
/// this is that somebody.
#[cfg(unix)]
pub(crate) fn bound_by_permissions(test: &str, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    const AGAIN: &str = "TWINGE_TEST_AGAIN";
    let root = std::fs::metadata(place).unwrap().uid() == 0;
    if !root || std::env::var_os(AGAIN).is_some() {
        return true;
    }
    let ran = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(AGAIN, "yes")
        .env("TMPDIR", "/tmp")
        .current_dir("/")
        .uid(65534)
        .gid(65534)
        .output()
        .unwrap();
    let told = [ran.stderr, ran.stdout].concat();
    let told = String::from_utf8_lossy(&told);
    assert!(ran.status.success() && told.contains("1 passed"), "{told}");
    false
}
