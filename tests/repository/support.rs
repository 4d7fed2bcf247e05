//! A diary in a folder of its own, short words for acts, and random answers.

use std::path::PathBuf;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use tempfile::TempDir;
use twinge::diary::{
    Act, Answer, Catalogue, Code, Edit, Item, ItemId, ItemKind, NewEntry, Target, kind,
};
use twinge::repository::Repository;

/// A folder with a diary that is not there yet.
pub(crate) struct Place {
    pub folder: TempDir,
    pub file: PathBuf,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("diary.db");
        Self { folder, file }
    }

    pub(crate) fn open(&self) -> Repository {
        Repository::open(&self.file).unwrap()
    }

    /// A diary with a pain score on each of the first days of March.
    pub(crate) fn with_pain(scores: impl IntoIterator<Item = u8>) -> Self {
        let place = Self::new();
        let edits = scores
            .into_iter()
            .zip(1..)
            .map(|(score, day)| answer(date(3, day), "pain", scale(score)));
        place.open().perform(&act(edits)).unwrap();
        place
    }
}

pub(crate) fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub(crate) fn answer(date: NaiveDate, item: &str, answer: impl Into<Option<Answer>>) -> Edit {
    Edit::Answer {
        target: Target::Day(date),
        item: ItemId::new(item),
        answer: answer.into(),
    }
}

pub(crate) fn scale(score: u8) -> Answer {
    Answer::Scale(score)
}

pub(crate) fn choice(code: &str) -> Answer {
    Answer::Choice(Code::new(code))
}

pub(crate) fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

pub(crate) fn timed<const N: usize>(
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

pub(crate) fn act(edits: impl IntoIterator<Item = Edit>) -> Act {
    Act {
        summary: "a test".into(),
        edits: edits.into_iter().collect(),
    }
}

/// Any answer an item can have.
pub(crate) fn any_answer(item: &Item) -> BoxedStrategy<Answer> {
    match &item.kind {
        ItemKind::Many(kind::Many { open: true, .. }) => {
            subsequence(vec!["work", "bike", "été"], 0..=3)
                .prop_map(|words| Answer::Many(words.into_iter().map(Code::new).collect()))
                .boxed()
        }
        ItemKind::Text { .. } => "[a-zäé🔥\"' \n]{0,20}[a-zäé🔥]"
            .prop_map(Answer::Text)
            .boxed(),
        kind => {
            let kind = kind.clone();
            any::<u64>()
                .prop_filter_map("no options", move |n| kind.example(n))
                .boxed()
        }
    }
}

/// An item of a kind of entry with an answer to it; `None` takes the answer back.
pub(crate) fn any_answered(kind: &'static str) -> impl Strategy<Value = (ItemId, Option<Answer>)> {
    let catalogue = Catalogue::built_in();
    let items: Vec<&Item> = catalogue
        .items()
        .iter()
        .filter(|item| catalogue.kinds_of(item).contains(&kind.into()))
        .collect();
    select(items).prop_flat_map(|item| {
        (
            Just(item.id.clone()),
            prop::option::weighted(0.7, any_answer(item)),
        )
    })
}
