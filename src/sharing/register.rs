//! What stands in a document, and under which name.
//!
//! A *register* is one answer of one entry, the row of a timed entry, or a setting. Each computer says
//! what stands in it under a name of its own, which ends with its *writer*, and takes away what it saw
//! others say of it. So what stands side by side was said by computers that had not seen each other's.
//!
//! ```text
//! 2026-03-17 ␟ pain ␟ <writer>        [4, 1773774252345]               the answer of a check-in
//! 2026-03-17 ␟ note ␟ <writer>        ["slept well", …, "words"]       words, which stand under each other
//! 2026-03-17 ␟ pain ␟ <writer>        [null, …]                        it was taken back
//! #<uid> ␟ ␟ <writer>                 [{"date": …, "kind": …}, …]      the row of a timed entry
//! #<uid> ␟ ␟ <writer>                 [{"date": …, "kind": …}, …, "kept"]   the same, by who answered it
//! #<uid> ␟ relief-before ␟ <writer>   [6, …]                           its answer
//! ␟ profile.keep ␟ <writer>           ["[\"cycle\"]", …]               a setting, as JSON in words
//! ```

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use smol_str::SmolStr;

use super::DeviceId;
use crate::diary::{DateRange, Uid};
use crate::repository::raw::{Cell, EntryRow};

/// What is between the parts of a name; no item and no setting has it.
const BETWEEN: char = '\u{1f}';

/// What a register is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// The profile, own items, changes to others.
    Settings,
    /// A timed entry, by its lasting name.
    Entry(Uid),
    /// The check-in of a date.
    Day(NaiveDate),
}

impl fmt::Display for Owner {
    /// As the table `share_dirty` has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings => Ok(()),
            Self::Entry(uid) => write!(f, "#{uid}"),
            Self::Day(date) => date.fmt(f),
        }
    }
}

impl Owner {
    /// From [`Display`](fmt::Display); `None` for what a later form may have.
    pub(super) fn parse(owner: &str) -> Option<Self> {
        match owner.strip_prefix('#') {
            Some("") => None,
            Some(uid) => Some(Self::Entry(uid.into())),
            None if owner.is_empty() => Some(Self::Settings),
            None => {
                let date: NaiveDate = owner.parse().ok()?;
                let known = DateRange::CALENDAR.contains(date) && date.to_string() == owner;
                known.then_some(Self::Day(date))
            }
        }
    }
}

/// A register.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Register {
    /// What it is of.
    pub owner: Owner,
    /// The item, or the key of the setting; none for the row of a timed entry.
    pub item: SmolStr,
}

impl Register {
    pub(super) fn new(owner: Owner, item: &str) -> Self {
        let item = item.into();
        Self { owner, item }
    }

    /// Of the row of a timed entry.
    pub(super) fn row(uid: &Uid) -> Self {
        Self::new(Owner::Entry(uid.clone()), "")
    }

    /// Whether it is the row of a timed entry.
    pub(super) fn is_row(&self) -> bool {
        self.item.is_empty() && matches!(self.owner, Owner::Entry(_))
    }

    /// The name under which a writer says what stands in it.
    pub(super) fn key(&self, writer: Writer) -> String {
        format!("{}{BETWEEN}{}{BETWEEN}{writer}", self.owner, self.item)
    }

    /// From such a name; `None` for what a later form may have.
    pub(super) fn parse(key: &str) -> Option<(Self, Writer)> {
        let mut parts = key.rsplitn(3, BETWEEN);
        let (writer, item, owner) = (parts.next()?, parts.next()?, parts.next()?);
        let owner = Owner::parse(owner)?;
        let is_named = !item.is_empty() || matches!(owner, Owner::Entry(_));
        is_named.then_some(())?;
        Some((Self::new(owner, item), Writer::parse(writer)?))
    }
}

impl fmt::Display for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.item)
    }
}

/// Who says what stands in a register: a computer, and a number that it draws anew each time it opens
/// a document. A diary that was put back from a copy says nothing under a name under which it had
/// said something that it has forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Writer {
    /// The computer.
    pub device: DeviceId,
    /// The number.
    pub life: u16,
}

impl Writer {
    /// A new one of a computer.
    pub(super) fn new(device: DeviceId) -> Self {
        let life = fastrand::u16(..);
        Self { device, life }
    }

    fn parse(writer: &str) -> Option<Self> {
        let (device, life) = writer.split_once('-')?;
        let found = Self {
            device: device.parse().ok()?,
            life: u16::from_str_radix(life, 16).ok()?,
        };
        (found.to_string() == writer).then_some(found)
    }
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04x}", self.device, self.life)
    }
}

/// The row of a timed entry, which is the same on all computers; its number is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Its date.
    pub date: NaiveDate,
    /// Its kind.
    pub kind: SmolStr,
    /// Its time, as the file has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<SmolStr>,
    /// The format it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SmolStr>,
}

impl Head {
    /// Of a row on a date.
    pub(super) fn new(date: NaiveDate, row: EntryRow) -> Self {
        Self {
            date,
            kind: row.kind,
            time: row.time,
            source: row.source,
        }
    }

    /// The row, for the entry of a lasting name.
    pub(super) fn of(self, uid: &Uid) -> EntryRow {
        EntryRow {
            kind: self.kind,
            time: self.time,
            uid: Some(uid.clone()),
            source: self.source,
        }
    }

    /// Whether the file could hold it.
    fn can_stand(&self) -> bool {
        let is_time = |time: &SmolStr| {
            matches!(
                time.as_bytes(),
                [b'0'..=b'2', b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']
            )
        };
        DateRange::CALENDAR.contains(self.date)
            && self.kind != "day"
            && self.time.as_ref().is_none_or(is_time)
    }
}

/// What can stand in a register.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// An answer.
    Cell(Cell),
    /// The row of a timed entry.
    Row(Head),
    /// A setting, as JSON.
    Setting(String),
}

impl fmt::Display for Content {
    /// As the file keeps it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(cell) => cell.fmt(f),
            Self::Row(Head { date, time, .. }) => match time {
                Some(time) => write!(f, "{date} {time}"),
                None => date.fmt(f),
            },
            Self::Setting(json) => f.write_str(json),
        }
    }
}

/// How something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As it was done.
    Plainly,
    /// Words of a person's own: those of two computers can stand under each other.
    InWords,
    /// The row of an entry as it stood when it was answered: it keeps the entry from being removed by
    /// who had not seen the answer, and is no word on where the entry stands.
    Kept,
}

/// What a writer says of a register.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// What stands there; `None`: it was taken back or removed.
    pub content: Option<Content>,
    /// When it was done, in milliseconds since 1970; 0 where that is not known.
    pub at: i64,
    /// How it is said.
    pub how: How,
}

impl Said {
    /// As it stands in a document.
    pub(super) fn written(&self) -> String {
        let content = match &self.content {
            None => Value::Null,
            // The digits that are read back as the very same number.
            Some(Content::Cell(Cell::Real(x))) => json!([format!("{x:?}")]),
            Some(Content::Cell(cell)) => json!(cell),
            Some(Content::Row(head)) => json!(head),
            Some(Content::Setting(json)) => json!(json),
        };
        match self.how {
            How::Plainly => json!([content, self.at]),
            How::InWords => json!([content, self.at, "words"]),
            How::Kept => json!([content, self.at, "kept"]),
        }
        .to_string()
    }

    /// From [`Said::written`]; `None` for what cannot stand there, or is of a later form.
    pub(super) fn parse(register: &Register, written: &str) -> Option<Self> {
        let parts: Vec<Value> = serde_json::from_str(written).ok()?;
        let mut parts = parts.into_iter();
        let (content, at) = (parts.next()?, parts.next()?.as_i64()?);
        let how = match parts.next().as_ref().map(Value::as_str) {
            None => How::Plainly,
            Some(Some("words")) => How::InWords,
            Some(Some("kept")) => How::Kept,
            Some(_) => return None,
        };
        let content = match content {
            Value::Null => None,
            content => Some(content_of(register, content)?),
        };
        Some(Self { content, at, how })
    }
}

fn content_of(register: &Register, written: Value) -> Option<Content> {
    if register.is_row() {
        let head: Head = serde_json::from_value(written).ok()?;
        return head.can_stand().then_some(Content::Row(head));
    }
    if register.owner == Owner::Settings {
        let json = written.as_str()?;
        serde_json::from_str::<serde::de::IgnoredAny>(json).ok()?;
        return Some(Content::Setting(json.to_owned()));
    }
    Some(Content::Cell(match written {
        Value::Array(digits) => {
            let number: f64 = digits.first()?.as_str()?.parse().ok()?;
            // SQLite takes what is no number for nothing.
            (!number.is_nan()).then_some(Cell::Real(number))?
        }
        Value::Number(number) => Cell::Integer(number.as_i64()?),
        Value::String(text) => Cell::Text(text.into()),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(item: &str) -> Register {
        let date = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
        Register::new(Owner::Day(date), item)
    }

    #[test]
    fn a_name_says_what_it_is_of_and_who_wrote_it() {
        let writer = Writer {
            device: DeviceId::new(0xab),
            life: 7,
        };
        let uid = "2026-03-17".into(); // as an import could have it
        for register in [
            day("pain"),
            Register::row(&uid),
            Register::new(Owner::Entry("odd\u{1f}#name".into()), "relief"),
            Register::new(Owner::Settings, "own.my-wind"),
        ] {
            let key = register.key(writer);
            assert!(key.ends_with("\u{1f}00000000000000ab-0007"), "{key}");
            assert_eq!(Register::parse(&key), Some((register, writer)));
        }
        for key in [
            "",
            "pain",
            "2026-03-17\u{1f}pain\u{1f}ab-0007",
            "2026-3-17\u{1f}pain\u{1f}00000000000000ab-0007",
        ] {
            assert_eq!(Register::parse(key), None, "{key}");
        }
    }

    #[test]
    fn what_is_said_is_read_back_as_it_was() {
        let head = Head {
            date: NaiveDate::from_ymd_opt(2026, 3, 17).unwrap(),
            kind: "relief".into(),
            time: Some("22:10".into()),
            source: None,
        };
        let cells = [
            Cell::Integer(i64::MIN),
            Cell::Real(36.0),
            Cell::Real(0.1 + 0.2),
            Cell::Real(f64::INFINITY),
            Cell::Text("\"\u{1f}\n🔥".into()),
        ];
        let answers = cells.map(|cell| (day("pain"), Content::Cell(cell)));
        let rest = [
            (Register::row(&"u".into()), Content::Row(head)),
            (
                Register::new(Owner::Settings, "profile.keep"),
                Content::Setting("[\"cycle\"]".into()),
            ),
        ];
        for (register, content) in answers.into_iter().chain(rest) {
            for content in [Some(content), None] {
                for how in [How::Plainly, How::InWords, How::Kept] {
                    let content = content.clone();
                    let said = Said {
                        content,
                        at: 1,
                        how,
                    };
                    assert_eq!(Said::parse(&register, &said.written()), Some(said));
                }
            }
        }
    }

    #[test]
    fn what_the_file_cannot_hold_is_not_read() {
        let row = Register::row(&"u".into());
        for (register, written) in [
            (day("pain"), "[4]"),
            (day("pain"), "[true, 1]"),
            (day("pain"), "[[\"NaN\"], 1]"),
            (day("pain"), "[4, 1, \"later\"]"),
            (row.clone(), r#"[{"date":"2026-03-17","kind":"day"}, 1]"#),
            (
                row.clone(),
                r#"[{"date":"2026-03-17","kind":"relief","time":"7:10"}, 1]"#,
            ),
            (row, r#"[{"date":"+12026-03-17","kind":"relief"}, 1]"#),
            (Register::new(Owner::Settings, "profile.keep"), "[\"[\", 1]"),
        ] {
            assert_eq!(Said::parse(&register, written), None, "{written}");
        }
        // Longer than this form: what is known of it is read.
        let longer = Said::parse(&day("note"), r#"["a", 1, "words", 5]"#);
        assert_eq!(longer.unwrap().how, How::InWords);
    }
}
