//! What was done, in one line: of the history, of undo, and where something was just written.

use crate::diary::{
    Answer, AnswerChange, Catalogue, Code, EntryChange, EntryHead, ItemId, Summary, TemperatureUnit,
};
use crate::guide::{QuestionnaireBook, RuleBook};
use crate::repository::Stays;

use super::{dates, formats, kinds, profile};

packed!("acts");

/// Of several items answered on several days so many are named.
const NAMED: usize = 3;

/// What an act did. Items are called what they are called now; one that is gone by its id.
pub fn sentence(summary: &Summary, catalogue: &Catalogue, unit: TemperatureUnit) -> String {
    let label = |item: &ItemId| match catalogue.item(item.as_str()) {
        Some(item) => item.label.clone(),
        None => item.to_string(),
    };
    let name = |item: &ItemId| match catalogue.item(item.as_str()) {
        Some(item) => item.name.clone(),
        None => item.to_string(),
    };
    let head = |head: &EntryHead| heading(head, catalogue);
    let words = match summary {
        Summary::Text(words) => words.clone(),
        Summary::Answered(changes) => answers(changes, catalogue, unit),
        Summary::AnsweredDays {
            days,
            first,
            last,
            items,
        } => {
            let days = answered_days(*days, first, last);
            let names: Vec<String> = items.iter().take(NAMED).map(name).collect();
            match items.len() - names.len() {
                _ if names.is_empty() => days,
                0 => items_answered(names.join(", "), days),
                more => items_answered_and_more(names.join(", "), more, days),
            }
        }
        Summary::CheckIn(date) => checked_in(date),
        Summary::AsDayBefore { answers, date } => as_day_before(*answers, date),
        Summary::Added(entry) => added(head(entry), entry.date),
        Summary::Removed(entry) => removed(head(entry), entry.date),
        Summary::BroughtBack(entry) => brought_back(head(entry), entry.date),
        Summary::Moved(entry) => moved_to(entry, catalogue),
        Summary::ItemMade(item) => match catalogue.item(item.as_str()) {
            Some(known) => item_made(&known.label, item),
            None => unknown_item_made(item),
        },
        Summary::ItemRenamed { was, label, .. } => match label {
            Some(label) => item_renamed(was, label),
            None => item_named_as_made(was),
        },
        Summary::ItemHidden(item) => item_hidden(label(item)),
        Summary::ItemShown(item) => item_shown(label(item)),
        Summary::ItemMoved { item, before } => match before {
            Some(other) => item_moved_before(label(item), label(other)),
            None => item_moved_to_end(label(item)),
        },
        Summary::Profile(fields) => {
            let told = fields
                .iter()
                .map(|(name, holds)| profile::told(name, holds));
            profile_changed(told.collect::<Vec<_>>().join("; "))
        }
        Summary::Begun => begun().to_owned(),
        Summary::Skipped(id) => skipped(title(id)),
        Summary::WarningRead(rule) => {
            let title = RuleBook::built_in().title(rule.as_str());
            warning_read(title.unwrap_or(rule.as_str()))
        }
        Summary::Imported { source, span } => match span {
            Some((first, last)) => imported_days(formats::origin(source), first, last),
            None => imported(formats::origin(source)),
        },
        Summary::Restored { from } => restored_from(from),
        Summary::Salvaged { from } => salvaged_from(from),
        Summary::TakenBack(what) => taken_back(sentence(what, catalogue, unit)),
        Summary::Sample => sample().to_owned(),
        Summary::Arrived {
            answers,
            days,
            settings,
        } => arrived(*answers, *days, *settings),
    };
    one_line(&words)
}

/// Where an entry was moved to.
fn moved_to(entry: &EntryHead, catalogue: &Catalogue) -> String {
    let kind = kind(entry, catalogue);
    match entry.time {
        Some(time) => moved_to_time(kind, entry.date, dates::time(time)),
        None => moved(kind, entry.date),
    }
}

/// What came from other computers: "14 answers on 3 days, 2 settings".
pub fn arrived(answers: usize, days: usize, settings: usize) -> String {
    let answers = match (answers, days) {
        (0, 0) => None,
        // Moved, or without an answer yet.
        (0, days) => Some(arrived_days(days)),
        (answers, days) => Some(arrived_answers(answers, days)),
    };
    let settings = (settings > 0).then(|| arrived_settings(settings));
    let what: Vec<String> = answers.into_iter().chain(settings).collect();
    what.join(", ")
}

/// What a questionnaire is called.
fn title(id: &Code) -> &str {
    let mut book = QuestionnaireBook::built_in().all().iter();
    let known = book.find(|questions| questions.id == *id);
    known.map_or(id.as_str(), |known| &known.title)
}

/// That an act was undone, and what of it stays: "undone: Worst pain 4; 1 of 3 stays: changed on
/// laptop".
pub fn told_undone(act: String, stays: Option<&Stays>) -> String {
    match stays {
        None => undone(act),
        Some(stays) if stays.is_all() => not_undone(act, that_stay(stays)),
        Some(stays) => undone_in_part(act, that_stay(stays)),
    }
}

/// That an act was done again, and what of it stays.
pub fn told_done_again(act: String, stays: Option<&Stays>) -> String {
    match stays {
        None => done_again(act),
        Some(stays) if stays.is_all() => not_done_again(act, that_stay(stays)),
        Some(stays) => done_again_in_part(act, that_stay(stays)),
    }
}

/// What of an act stays, because it was changed since.
fn that_stay(stays: &Stays) -> String {
    let Stays { rows, of, origins } = stays;
    let computers: Vec<&str> = origins.iter().map(|name| name.as_str()).collect();
    match computers.as_slice() {
        [] => changed_since(*rows, *of),
        computers => changed_on(*rows, *of, computers.join(", ")),
    }
}

/// The answers of a day that changed: "Worst pain 4 (was 3); Intimacy 22:10: Orgasm yes on
/// 2026-03-17".
fn answers(changes: &[EntryChange], catalogue: &Catalogue, unit: TemperatureUnit) -> String {
    let entries = changes.iter().map(|change| {
        let headed = !change.entry.kind.is_day();
        let told = |answer| told(answer, headed, catalogue, unit);
        let answers: Vec<String> = change.answers.iter().map(told).collect();
        let answers = answers.join(", ");
        match answers.as_str() {
            _ if !headed => answers,
            "" => heading(&change.entry, catalogue),
            answers => entry_answered(heading(&change.entry, catalogue), answers),
        }
    });
    let entries = entries.collect::<Vec<_>>().join("; ");
    match changes.first() {
        Some(change) => answered(entries, change.entry.date),
        None => entries,
    }
}

/// An answer that changed. Below the heading of its entry an item's label says enough.
fn told(
    change: &AnswerChange,
    headed: bool,
    catalogue: &Catalogue,
    unit: TemperatureUnit,
) -> String {
    let item = catalogue.item(change.item.as_str());
    let name = match item {
        Some(item) if headed => &item.label,
        Some(item) => &item.name,
        None => change.item.as_str(),
    };
    let words = |answer: &Answer| match item {
        Some(item) => kinds::answer(answer, item, unit),
        None => answer.word(),
    };
    match (&change.is, &change.was) {
        (Some(is), None) => answer_given(name, words(is)),
        (Some(is), Some(was)) => answer_changed(name, words(is), words(was)),
        (None, _) => answer_taken_back(name),
    }
}

/// An entry's kind and time: "Intimacy 22:10".
fn heading(entry: &EntryHead, catalogue: &Catalogue) -> String {
    let kind = kind(entry, catalogue);
    match entry.time {
        Some(time) => entry_at(kind, dates::time(time)),
        None => kind.to_owned(),
    }
}

fn kind<'a>(entry: &'a EntryHead, catalogue: &'a Catalogue) -> &'a str {
    match catalogue.entry_kind(&entry.kind) {
        _ if entry.kind.is_day() => a_check_in(),
        Some(kind) => &kind.label,
        None => entry.kind.as_str(),
    }
}

/// Words without what could break the line or steer a terminal.
fn one_line(words: &str) -> String {
    let words = words.replace('\n', " / ");
    words.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};
    use serde_json::json;

    use super::*;
    use crate::diary::{Code, EntryKindId, ItemSpec, kind};

    fn date() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 17).unwrap()
    }

    fn head(kind: &str) -> EntryHead {
        let time = NaiveTime::from_hms_opt(22, 10, 0);
        EntryHead {
            kind: EntryKindId::new(kind),
            date: date(),
            time: time.filter(|_| kind != "day"),
        }
    }

    fn change(kind: &str, answers: &[(&str, Option<Answer>, Option<Answer>)]) -> EntryChange {
        let answers = answers.iter().map(|(item, is, was)| {
            AnswerChange::new(&ItemId::new(item), is.as_ref(), was.as_ref())
        });
        EntryChange {
            entry: head(kind),
            answers: answers.collect(),
        }
    }

    /// A catalogue with an item of a person's own.
    fn with_damp_weather() -> Catalogue {
        let spec = ItemSpec::new("Damp weather", kind::Flag {});
        let own = [(spec.id(), spec)].into();
        Catalogue::built_in()
            .with(&own, &Default::default())
            .unwrap()
    }

    fn several(items: &[&str]) -> Summary {
        Summary::AnsweredDays {
            days: 2,
            first: date(),
            last: date(),
            items: items.iter().map(|id| ItemId::new(*id)).collect(),
        }
    }

    fn are_told(acts: &[(Summary, &str)]) {
        let catalogue = with_damp_weather();
        for (summary, expected) in acts {
            let told = sentence(summary, &catalogue, TemperatureUnit::Celsius);
            assert_eq!(told, *expected);
        }
    }

    #[test]
    fn answers_and_entries_are_told_in_a_line() {
        let text = |words: &str| Some(Answer::Text(words.into()));
        let scale = |n| Some(Answer::Scale(n));
        are_told(&[
            ("a\nb\x1b[31m".into(), "a / b[31m"),
            (
                Summary::Answered(vec![
                    change(
                        "day",
                        &[("pain", scale(4), scale(3)), ("note", text("x\ny"), None)],
                    ),
                    change("intimacy", &[("orgasm", Some(Answer::Flag(true)), None)]),
                ]),
                "Worst pain 4 (was 3), Note x / y; Intimacy 22:10: Orgasm yes on 2026-03-17",
            ),
            (
                Summary::Answered(vec![change(
                    "day",
                    &[("pain", None, scale(3)), ("my-gone", scale(1), None)],
                )]),
                "Worst pain taken back, my-gone 1 on 2026-03-17",
            ),
            (
                Summary::Answered(vec![change("intimacy", &[])]),
                "Intimacy 22:10 on 2026-03-17",
            ),
            (several(&[]), "2 days from 2026-03-17 to 2026-03-17"),
            (
                several(&["pain", "my-gone"]),
                "Worst pain, my-gone: 2 days from 2026-03-17 to 2026-03-17",
            ),
            (
                several(&["pain", "mood", "bleeding", "note", "my-gone"]),
                "Worst pain, Mood, Bleeding and 2 more: 2 days from 2026-03-17 to 2026-03-17",
            ),
            (Summary::CheckIn(date()), "check-in of 2026-03-17"),
            (
                Summary::AsDayBefore {
                    answers: 1,
                    date: date(),
                },
                "1 answer as the day before, 2026-03-17",
            ),
            (
                Summary::AsDayBefore {
                    answers: 3,
                    date: date(),
                },
                "3 answers as the day before, 2026-03-17",
            ),
            (
                Summary::Added(head("relief")),
                "Relief 22:10 added on 2026-03-17",
            ),
            (
                Summary::Removed(head("relief")),
                "Relief 22:10 of 2026-03-17 removed",
            ),
            (
                Summary::BroughtBack(head("day")),
                "check-in of 2026-03-17 brought back",
            ),
            (
                Summary::Moved(head("strange")),
                "strange moved to 2026-03-17 22:10",
            ),
        ]);
    }

    #[test]
    fn what_is_done_to_items_is_told_in_a_line() {
        let own = ItemId::new("my-damp-weather");
        let renamed = |label: Option<&str>| Summary::ItemRenamed {
            item: own.clone(),
            was: "Wet".into(),
            label: label.map(str::to_owned),
        };
        let moved = |before: Option<&str>| Summary::ItemMoved {
            item: "pain".into(),
            before: before.map(ItemId::new),
        };
        are_told(&[
            (
                Summary::ItemMade(own.clone()),
                "new item Damp weather (my-damp-weather)",
            ),
            (Summary::ItemMade("my-gone".into()), "new item my-gone"),
            (renamed(Some("Damp")), "Wet renamed to Damp"),
            (renamed(None), "Wet has its first name again"),
            (Summary::ItemHidden("pain".into()), "Worst today is hidden"),
            (Summary::ItemShown("my-gone".into()), "my-gone is shown"),
            (
                moved(Some("my-damp-weather")),
                "Worst today moved before Damp weather",
            ),
            (moved(None), "Worst today moved to the end of its section"),
        ]);
    }

    #[test]
    fn what_is_done_to_the_whole_diary_is_told_in_a_line() {
        are_told(&[
            (
                Summary::Profile(
                    [
                        ("keep".into(), json!(["pain", "cycle"])),
                        ("fertility".into(), json!(true)),
                    ]
                    .into(),
                ),
                "profile: Fertile days and ovulation: shown; What you keep: Pain, Cycle",
            ),
            (Summary::Begun, "diary begun"),
            (
                Summary::Skipped(Code::new("weekly")),
                "skipped: The past week",
            ),
            (Summary::Skipped(Code::new("gone")), "skipped: gone"),
            (
                Summary::WarningRead(Code::new("gone")),
                "warning put aside: gone",
            ),
            (
                Summary::Imported {
                    source: "drip".into(),
                    span: Some((date(), date())),
                },
                "import from drip, 2026-03-17 to 2026-03-17",
            ),
            (
                Summary::Imported {
                    source: "drip".into(),
                    span: None,
                },
                "import from drip",
            ),
            (
                Summary::Restored {
                    from: "x.db".into(),
                },
                "restored from x.db",
            ),
            (
                Summary::Salvaged {
                    from: "x.db".into(),
                },
                "salvaged from x.db",
            ),
            (Summary::Sample, "a sample diary"),
            (
                Summary::Arrived {
                    answers: 14,
                    days: 3,
                    settings: 0,
                },
                "14 answers on 3 days",
            ),
            (
                Summary::Arrived {
                    answers: 0,
                    days: 1,
                    settings: 2,
                },
                "changes on 1 day, 2 settings",
            ),
        ]);
    }
}
