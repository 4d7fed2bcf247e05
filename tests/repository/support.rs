//! A diary in a folder of its own, and short words for acts.

use std::path::PathBuf;

use chrono::NaiveDate;
use tempfile::TempDir;
use twinge::diary::{Act, Answer, Code, Edit, ItemId, NewEntry, Target};
use twinge::repository::Repository;

/// A folder with a diary that is not there yet.
pub struct Place {
    _folder: TempDir,
    pub file: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("diary.db");
        Self {
            _folder: folder,
            file,
        }
    }

    pub fn open(&self) -> Repository {
        Repository::open(&self.file).unwrap()
    }
}

pub fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub fn answer(date: NaiveDate, item: &str, answer: impl Into<Option<Answer>>) -> Edit {
    Edit::Answer {
        target: Target::Day(date),
        item: ItemId::new(item),
        answer: answer.into(),
    }
}

pub fn scale(score: u8) -> Answer {
    Answer::Scale(score)
}

pub fn choice(code: &str) -> Answer {
    Answer::Choice(Code::new(code))
}

pub fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

pub fn timed<const N: usize>(
    date: NaiveDate,
    kind: &str,
    answers: [(&str, Answer); N],
) -> NewEntry {
    NewEntry {
        date,
        time: None,
        kind: kind.into(),
        uid: None,
        source: None,
        answers: answers
            .into_iter()
            .map(|(item, answer)| (ItemId::new(item), answer))
            .collect(),
    }
}

pub fn act(edits: impl IntoIterator<Item = Edit>) -> Act {
    Act {
        description: "a test".into(),
        edits: edits.into_iter().collect(),
    }
}
