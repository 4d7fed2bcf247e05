//! Which of the values that stand side by side in a register is the answer, and what is told of the
//! others. Pure: the same on every computer, whatever its clock and its catalogue.
//!
//! What stands side by side was said by computers that had not seen each other's, so only here does
//! the time decide at all.

use std::collections::BTreeSet;

use super::register::{Content, How, Owner, Register, Said, Writer};
use crate::repository::raw::Cell;

/// The marks of lines that were counted are settings under this and a date: those of all count.
const COUNTED: &str = "inbox.";

/// Items of a person's own are settings under this and their id.
const OWN: &str = "own.";

/// What a person should know of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Notice {
    /// It differs between computers, and the later stands.
    Differs,
    /// The words of all stand under each other.
    Both,
    /// It was taken back or removed on one computer, and changed on another.
    ChangeStands,
}

/// What stands in a register.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settled {
    /// What stands; `None`: it was taken back or removed.
    pub content: Option<Content>,
    /// Who said so; of several the last.
    pub by: Writer,
    /// When it was done.
    pub at: i64,
    /// What is told of it.
    pub notices: BTreeSet<Notice>,
}

/// What stands in a register, of which somebody said something; `None` where nobody did.
pub(super) fn settle(register: &Register, said: &[(Writer, Said)]) -> Option<Settled> {
    let mut said: Vec<&(Writer, Said)> = said.iter().collect();
    said.sort_by_key(|(writer, said)| (said.at, *writer));
    let (by, latest) = said.last()?;
    let mut settled = Settled {
        content: latest.content.clone(),
        by: *by,
        at: latest.at,
        notices: BTreeSet::new(),
    };
    if register.owner == Owner::Settings {
        if register.item.starts_with(COUNTED) {
            settled.content = counted(&said).or(settled.content);
        } else if register.item.starts_with(OWN) && differ(&said) {
            settled.notices.insert(Notice::Differs);
        }
        return Some(settled);
    }
    let all = said.len();
    said.retain(|(_, said)| said.content.is_some());
    if (1..all).contains(&said.len()) {
        settled.notices.insert(Notice::ChangeStands);
    }
    // What was kept is no word on where an entry stands, unless it is the only one.
    if said.iter().any(|(_, said)| said.how != How::Kept) {
        said.retain(|(_, said)| said.how != How::Kept);
    }
    let Some((by, latest)) = said.last() else {
        return Some(settled);
    };
    (settled.content, settled.by, settled.at) = (latest.content.clone(), *by, latest.at);
    if differ(&said) {
        let in_words = said.iter().all(|(_, said)| said.how == How::InWords);
        settled.notices.insert(match under_each_other(&said) {
            Some(words) if in_words => {
                settled.content = Some(Content::Cell(Cell::Text(words.into())));
                Notice::Both
            }
            _ => Notice::Differs,
        });
    }
    Some(settled)
}

fn differ(said: &[&(Writer, Said)]) -> bool {
    said.windows(2)
        .any(|pair| pair[0].1.content != pair[1].1.content)
}

/// The words of all in the order of their times, those that stand in another's left out.
fn under_each_other(said: &[&(Writer, Said)]) -> Option<String> {
    let all: Option<Vec<&str>> = said
        .iter()
        .map(|(_, said)| match &said.content {
            Some(Content::Cell(cell)) => cell.text(),
            _ => None,
        })
        .collect();
    let all = all?;
    let lines = |words: &str| format!("\n{words}\n");
    let mut words: Vec<&str> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let mut others = all.iter().enumerate().filter(|(other, _)| *other != at);
        let stands_in = |(other_at, other): (usize, &&str)| {
            lines(other).contains(&lines(one)) && (*other != *one || other_at < at)
        };
        if !others.any(stands_in) {
            words.push(one);
        }
    }
    Some(words.join("\n"))
}

/// The marks of all.
fn counted(said: &[&(Writer, Said)]) -> Option<Content> {
    let marks = said.iter().filter_map(|(_, said)| match &said.content {
        Some(Content::Setting(json)) => serde_json::from_str::<Vec<String>>(json).ok(),
        _ => None,
    });
    let marks: BTreeSet<String> = marks.flatten().collect();
    (!marks.is_empty()).then(|| Content::Setting(serde_json::json!(marks).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sharing::DeviceId;
    use crate::sharing::register::Head;

    fn note() -> Register {
        Register::new(Owner::Day("2026-03-17".parse().unwrap()), "note")
    }

    fn row() -> Register {
        Register::row(&"u".into())
    }

    fn setting(key: &str) -> Register {
        Register::new(Owner::Settings, key)
    }

    fn answer(value: i64) -> Option<Content> {
        Some(Content::Cell(Cell::Integer(value)))
    }

    fn words(words: &str) -> Option<Content> {
        Some(Content::Cell(Cell::Text(words.to_owned().into())))
    }

    fn json(json: &str) -> Option<Content> {
        Some(Content::Setting(json.to_owned()))
    }

    fn on(day: u32) -> Option<Content> {
        Some(Content::Row(Head {
            date: chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap(),
            kind: "relief".into(),
            time: None,
            source: None,
        }))
    }

    /// What stands, and what is told, of what computers said at times, in whatever order it is found.
    fn settled<const N: usize>(
        register: &Register,
        how: How,
        said: [(u64, i64, Option<Content>); N],
    ) -> (Option<Content>, Vec<Notice>) {
        let said = said.map(|(device, at, content)| {
            let device = DeviceId::new(device);
            (Writer { device, life: 0 }, Said { content, at, how })
        });
        of(register, said.to_vec())
    }

    fn of(register: &Register, mut said: Vec<(Writer, Said)>) -> (Option<Content>, Vec<Notice>) {
        let one = settle(register, &said).unwrap();
        said.reverse();
        assert_eq!(settle(register, &said).as_ref(), Some(&one));
        (one.content, one.notices.into_iter().collect())
    }

    #[test]
    fn nobody_said_anything() {
        assert_eq!(settle(&note(), &[]), None);
    }

    #[test]
    fn the_same_answer_from_both() {
        let said = [(1, 5, answer(4)), (2, 6, answer(4))];
        assert_eq!(settled(&note(), How::Plainly, said), (answer(4), vec![]));
    }

    #[test]
    fn different_answers_the_later_stands() {
        let differs = vec![Notice::Differs];
        let said = [(2, 5, answer(4)), (1, 6, answer(7))];
        assert_eq!(
            settled(&note(), How::Plainly, said),
            (answer(7), differs.clone())
        );
        let tie = [(2, 5, answer(4)), (1, 5, answer(7))];
        assert_eq!(settled(&note(), How::Plainly, tie), (answer(4), differs));
    }

    #[test]
    fn words_stand_under_each_other_once() {
        let both = vec![Notice::Both];
        let said = [
            (1, 7, words("b")),
            (2, 5, words("a")),
            (3, 6, words("b\nc")),
            (4, 8, words("a")),
        ];
        assert_eq!(
            settled(&note(), How::InWords, said.clone()),
            (words("a\nb\nc"), both)
        );
        // What is words for one only is an answer as others are.
        let (stands, told) = settled(&note(), How::Plainly, said);
        assert_eq!((stands, told), (words("a"), vec![Notice::Differs]));
    }

    #[test]
    fn taken_back_here_and_changed_there() {
        let said = [(1, 9, None), (2, 5, answer(4))];
        let stands = vec![Notice::ChangeStands];
        assert_eq!(settled(&note(), How::Plainly, said), (answer(4), stands));
        let back = [(1, 9, None), (2, 5, None)];
        assert_eq!(settled(&note(), How::Plainly, back), (None, vec![]));
    }

    fn said(device: u64, at: i64, content: Option<Content>, how: How) -> (Writer, Said) {
        let device = DeviceId::new(device);
        (Writer { device, life: 0 }, Said { content, at, how })
    }

    #[test]
    fn an_entry_removed_here_and_answered_there() {
        let all = vec![
            said(1, 9, None, How::Plainly),
            said(2, 5, on(17), How::Kept),
        ];
        assert_eq!(of(&row(), all), (on(17), vec![Notice::ChangeStands]));
    }

    #[test]
    fn an_entry_moved_here_and_answered_there() {
        // Whatever the clocks say.
        let all = vec![
            said(1, 1, on(18), How::Plainly),
            said(2, 9, on(17), How::Kept),
        ];
        assert_eq!(of(&row(), all), (on(18), vec![]));
    }

    #[test]
    fn an_entry_moved_on_both() {
        let all = [(1, 5, on(18)), (2, 6, on(19))];
        assert_eq!(
            settled(&row(), How::Plainly, all),
            (on(19), vec![Notice::Differs])
        );
    }

    #[test]
    fn of_settings_the_later_stands_and_only_of_own_items_it_is_told() {
        let both = [(1, 5, json("1")), (2, 6, json("2"))];
        let field = setting("profile.age");
        assert_eq!(
            settled(&field, How::Plainly, both.clone()),
            (json("2"), vec![])
        );
        let own = setting("own.my-wind");
        let differs = vec![Notice::Differs];
        assert_eq!(settled(&own, How::Plainly, both), (json("2"), differs));
        let back = [(1, 5, json("1")), (2, 6, None)];
        assert_eq!(
            settled(&setting("override.pain"), How::Plainly, back),
            (None, vec![])
        );
    }

    #[test]
    fn lines_that_one_of_them_counted_are_counted() {
        let marks = setting("inbox.2026-03-17");
        let said = [
            (1, 5, json(r#"["b","a"]"#)),
            (2, 6, json(r#"["c"]"#)),
            (3, 7, None),
        ];
        assert_eq!(
            settled(&marks, How::Plainly, said),
            (json(r#"["a","b","c"]"#), vec![])
        );
    }
}
