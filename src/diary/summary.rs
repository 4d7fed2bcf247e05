//! What an act did, as values: the words are made where it is shown, in the language spoken there.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entry::Entry;
use super::id::{Code, EntryKindId, ItemId};
use super::kind::Answer;

/// What an act did. The file keeps it as JSON, so names of variants and fields stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Summary {
    /// Words: of acts that were done before summaries were values.
    Text(String),
    /// Answers of a day were given, corrected or taken back.
    Answered(Vec<EntryChange>),
    /// Answers of several days were.
    AnsweredDays {
        /// On how many days.
        days: usize,
        /// The first of them.
        first: NaiveDate,
        /// The last of them.
        last: NaiveDate,
        /// What was answered.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<ItemId>,
    },
    /// A whole check-in was written at once.
    CheckIn(NaiveDate),
    /// Answers were taken over from the day before.
    AsDayBefore {
        /// How many.
        answers: usize,
        /// The day they were taken over to.
        date: NaiveDate,
    },
    /// A timed entry was added, without an answer yet.
    Added(EntryHead),
    /// An entry was removed.
    Removed(EntryHead),
    /// A removed entry was brought back.
    BroughtBack(EntryHead),
    /// An entry was given another date or time: those it has now.
    Moved(EntryHead),
    /// An item of the person's own was made.
    ItemMade(ItemId),
    /// An item was given another name.
    ItemRenamed {
        /// The item.
        item: ItemId,
        /// The name it had.
        was: String,
        /// The name it was given; `None` for the one it was made with.
        label: Option<String>,
    },
    /// An item was taken out of the form.
    ItemHidden(ItemId),
    /// An item was put back into the form.
    ItemShown(ItemId),
    /// An item was given another place in its section.
    ItemMoved {
        /// The item.
        item: ItemId,
        /// The item it stands before now; `None` at the end of the section.
        before: Option<ItemId>,
    },
    /// The person changed what they told about themselves or what they keep: the fields of the
    /// profile that differ, with what they hold now.
    Profile(BTreeMap<String, Value>),
    /// The diary was begun.
    Begun,
    /// A questionnaire was put off.
    Skipped(Code),
    /// The warning of a rule was read and put aside.
    WarningRead(Code),
    /// A file of another program, or of this one, was read in.
    Imported {
        /// The format's name.
        source: String,
        /// The first and the last day it told of.
        span: Option<(NaiveDate, NaiveDate)>,
    },
    /// The diary was brought back to what a copy holds.
    Restored {
        /// The copy's path.
        from: String,
    },
    /// What could be read of a damaged diary was written to a new one.
    Salvaged {
        /// The damaged file's path.
        from: String,
    },
    /// What came from another computer was taken back.
    TakenBack(Box<Summary>),
    /// A sample diary was made up.
    Sample,
    /// What other computers changed was taken over.
    Arrived {
        /// How many answers it changed, taken back ones too.
        answers: usize,
        /// On how many days.
        days: usize,
        /// How many settings it changed.
        settings: usize,
    },
}

impl From<&str> for Summary {
    fn from(words: &str) -> Self {
        Self::Text(words.to_owned())
    }
}

impl From<String> for Summary {
    fn from(words: String) -> Self {
        Self::Text(words)
    }
}

/// Which entry it was, in terms that last longer than its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryHead {
    /// Its kind.
    pub kind: EntryKindId,
    /// Its date.
    pub date: NaiveDate,
    /// Its time, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<NaiveTime>,
}

impl From<&Entry> for EntryHead {
    fn from(entry: &Entry) -> Self {
        Self {
            kind: entry.kind.clone(),
            date: entry.date(),
            time: entry.time,
        }
    }
}

/// An entry and which of its answers changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryChange {
    /// The entry.
    #[serde(flatten)]
    pub entry: EntryHead,
    /// Its answers that changed, in the order of the catalogue.
    pub answers: Vec<AnswerChange>,
}

/// An answer as it is and as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerChange {
    /// The item.
    pub item: ItemId,
    /// What it is answered with now; `None` when the answer was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Answer>,
    /// What it was answered with before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Answer>,
}

/// How many letters of a person's words a summary keeps: the words themselves stand in the entry.
const LETTERS: usize = 40;

impl AnswerChange {
    /// An answer that changed; of long words, their beginning.
    pub fn new(item: &ItemId, is: Option<&Answer>, was: Option<&Answer>) -> Self {
        let brief = |answer: Option<&Answer>| match answer {
            Some(Answer::Text(words)) => Some(Answer::Text(beginning(words))),
            answer => answer.cloned(),
        };
        Self {
            item: item.clone(),
            is: brief(is),
            was: brief(was),
        }
    }
}

fn beginning(words: &str) -> String {
    match words.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_kept_as_json_for_good() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
        let head = EntryHead {
            kind: EntryKindId::new("intimacy"),
            date,
            time: NaiveTime::from_hms_opt(22, 10, 0),
        };
        let change = EntryChange {
            entry: EntryHead {
                kind: EntryKindId::DAY,
                date,
                time: None,
            },
            answers: vec![AnswerChange::new(
                &"pain".into(),
                Some(&Answer::Scale(4)),
                None,
            )],
        };
        for (summary, json) in [
            (Summary::from("pain 4"), r#"{"text":"pain 4"}"#),
            (Summary::Begun, r#""begun""#),
            (
                Summary::Added(head),
                r#"{"added":{"kind":"intimacy","date":"2026-03-17","time":"22:10:00"}}"#,
            ),
            (
                Summary::Answered(vec![change]),
                r#"{"answered":[{"kind":"day","date":"2026-03-17","answers":[{"item":"pain","is":{"scale":4}}]}]}"#,
            ),
            (
                Summary::ItemMoved {
                    item: "pain".into(),
                    before: None,
                },
                r#"{"item-moved":{"item":"pain","before":null}}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&summary).unwrap(), json);
            assert_eq!(serde_json::from_str::<Summary>(json).unwrap(), summary);
        }
    }

    #[test]
    fn a_summary_keeps_the_beginning_of_long_words() {
        let words = Answer::Text("ä".repeat(100));
        let change = AnswerChange::new(&"note".into(), Some(&words), None);
        assert_eq!(change.is, Some(Answer::Text("ä".repeat(40) + "…")));
    }
}
