//! Computers that share a diary, and short words for what is done on them.

use chrono::{NaiveDate, Utc};
use rusqlite::Connection;
use tempfile::TempDir;
use twinge::diary::{Act, Answer, Edit, EntryId, ItemId, NewEntry, Target};
use twinge::repository::{Problem, Repository};
use twinge::safekeeping;
use twinge::sharing::rows::{self, Arrival, Incoming, Outgoing};
use twinge::sharing::{Computer, DeviceId};

/// A computer with a diary of its own.
pub(crate) struct Desk {
    folder: TempDir,
    pub diary: Repository,
    pub me: Computer,
    /// How far its clock is ahead, in milliseconds.
    pub ahead: i64,
}

impl Desk {
    pub(crate) fn new(number: u64, name: &str) -> Self {
        let folder = place();
        let diary = Repository::open(&folder.path().join("diary.db")).unwrap();
        let me = Computer {
            id: DeviceId::new(number),
            name: name.into(),
        };
        let mut desk = Self {
            folder,
            diary,
            me,
            ahead: 0,
        };
        rows::begin(&mut desk.diary, &desk.me).unwrap();
        desk
    }

    /// The same diary on another computer, as its file is now.
    pub(crate) fn copied(&self, number: u64, name: &str) -> Self {
        let folder = place();
        let file = folder.path().join("diary.db");
        safekeeping::backup(&self.diary, &file).unwrap();
        Self {
            diary: Repository::open(&file).unwrap(),
            folder,
            me: Computer {
                id: DeviceId::new(number),
                name: name.into(),
            },
            ahead: 0,
        }
    }

    /// Puts the file back to how it was in a copy, as no act does.
    pub(crate) fn put_back(&mut self, copy: &Self) {
        let files = std::fs::read_dir(self.folder.path()).unwrap().count();
        let file = self.folder.path().join(format!("put-back-{files}.db"));
        safekeeping::backup(&copy.diary, &file).unwrap();
        self.diary = Repository::open(&file).unwrap();
    }

    /// All bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.diary.write_back();
        std::fs::read(self.diary.path()).unwrap()
    }

    /// Whether some words stand in the file, or in any document of it.
    pub(crate) fn holds(&self, words: &str) -> bool {
        self.bytes()
            .windows(words.len())
            .any(|found| found == words.as_bytes())
    }

    /// The file, for what no act does.
    pub(crate) fn raw(&self) -> Connection {
        let db = Connection::open(self.diary.path()).unwrap();
        db.pragma_update(None, "foreign_keys", true).unwrap();
        db
    }

    pub(crate) fn now(&self) -> i64 {
        Utc::now().timestamp_millis() + self.ahead
    }

    pub(crate) fn act(&mut self, edits: impl IntoIterator<Item = Edit>) {
        let act = Act {
            summary: "a test".into(),
            edits: edits.into_iter().collect(),
        };
        self.diary.perform(&act).unwrap();
        self.set_clock();
    }

    /// Has what was just noted stand at the time of this computer's clock.
    pub(crate) fn set_clock(&mut self) {
        if self.ahead == 0 {
            return;
        }
        // A number that no clock gives marks what was moved already.
        self.raw()
            .execute(
                "UPDATE share_dirty SET at = at + ?1 WHERE abs(at - ?2) < 86400000",
                [self.ahead, Utc::now().timestamp_millis()],
            )
            .unwrap();
    }

    /// All that this computer knows.
    pub(crate) fn published(&self) -> Vec<Incoming> {
        let mut all = Vec::new();
        let write = |outgoing: Outgoing| {
            all.push(Incoming {
                part: outgoing.part,
                from: self.me.clone(),
                state: outgoing.state,
            });
            Ok(())
        };
        rows::outgoing(&self.diary, |_, _| true, write).unwrap();
        all
    }

    pub(crate) fn take(&mut self, incoming: Vec<Incoming>) -> Arrival {
        let now = self.now();
        rows::round(&mut self.diary, &self.me, incoming, now).unwrap()
    }

    /// Gives what was done here, and hands over all of it.
    pub(crate) fn give(&mut self) -> Vec<Incoming> {
        self.take(Vec::new());
        self.published()
    }

    pub(crate) fn is_sound(&self) {
        // Answers may come that only a later version knows.
        let mut problems = safekeeping::check(&self.diary).unwrap().problems;
        problems.retain(|of| of.is_damage() || matches!(of, Problem::NotAsShared(_)));
        assert_eq!(problems, []);
    }

    /// The answer of a check-in.
    pub(crate) fn answer(&self, date: NaiveDate, item: &str) -> Option<Answer> {
        let day = self.diary.day(date).unwrap();
        day.answer(&item.into()).cloned()
    }

    /// The timed entries of a date, each with its lasting name and how many answers it has.
    pub(crate) fn timed(&self, date: NaiveDate) -> Vec<(String, usize)> {
        let day = self.diary.day(date).unwrap();
        let entries = day.timed();
        entries
            .map(|entry| (entry.uid.to_string(), entry.answers.len()))
            .collect()
    }

    pub(crate) fn number(&self, uid: &str) -> EntryId {
        self.diary.entry_named(uid).unwrap().unwrap()
    }
}

/// A folder in memory where there is one: nothing of it needs to last.
fn place() -> TempDir {
    TempDir::new_in("/dev/shm")
        .or_else(|_| TempDir::new())
        .unwrap()
}

/// What stands in a diary, whatever numbers its entries have: entries and answers by lasting name or
/// date, and settings.
pub(crate) fn all_of(desk: &Desk) -> Vec<String> {
    let db = desk.raw();
    let sql = "
        SELECT 'entry ' || ifnull(uid, '') || ' ' || date || ' ' || ifnull(time, '') || ' ' || kind
             || ' ' || ifnull(source, '') FROM entry
        UNION ALL
        SELECT 'answer ' || ifnull(uid, date) || ' ' || item || ' ' || typeof(value) || ' ' || value
        FROM answer JOIN entry ON id = entry
        UNION ALL
        SELECT 'setting ' || key || ' ' || value FROM setting
        WHERE key NOT IN ('catalogue', 'log') AND key NOT GLOB 'source.*'
        ORDER BY 1";
    let mut rows = db.prepare(sql).unwrap();
    let rows = rows.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Exchanges until nothing is new for anybody.
pub(crate) fn settle(desks: &mut [&mut Desk]) {
    for _ in 0..desks.len() + 1 {
        for at in 0..desks.len() {
            let given = desks[at].give();
            for (other, desk) in desks.iter_mut().enumerate() {
                if other != at {
                    desk.take(given.clone());
                }
            }
        }
    }
    let first = all_of(desks[0]);
    for desk in desks.iter() {
        assert_eq!(
            all_of(desk),
            first,
            "{} and {}",
            desks[0].me.name,
            desk.me.name
        );
        desk.is_sound();
    }
}

pub(crate) fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

pub(crate) fn answer(date: NaiveDate, item: &str, answer: impl Into<Option<Answer>>) -> Edit {
    Edit::Answer {
        target: Target::Day(date),
        item: ItemId::new(item),
        answer: answer.into(),
    }
}

pub(crate) fn answer_timed(entry: EntryId, item: &str, answer: impl Into<Option<Answer>>) -> Edit {
    Edit::Answer {
        target: Target::Entry(entry),
        item: ItemId::new(item),
        answer: answer.into(),
    }
}

pub(crate) fn scale(score: u8) -> Answer {
    Answer::Scale(score)
}

pub(crate) fn text(words: &str) -> Answer {
    Answer::Text(words.into())
}

pub(crate) fn relief(date: NaiveDate, uid: &str) -> NewEntry {
    NewEntry {
        date,
        time: None,
        kind: "relief".into(),
        uid: Some(uid.into()),
        source: None,
        answers: [
            ("note".into(), text("warm bath")),
            ("relief-before".into(), scale(6)),
        ]
        .into_iter()
        .collect(),
    }
}
