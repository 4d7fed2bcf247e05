//! The English of people is that of the rooms.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::*;
use crate::diary::parse::Unknown;
use crate::diary::{ItemId, Role};

fn answers() -> Vec<AnswerError> {
    let given = || String::from("x");
    let unknown = |known| Unknown::new("option", "heavi", known);
    let of = |why| AnswerError {
        item: ItemId::new("pain"),
        why,
    };
    vec![
        of(Unfit::Form {
            form: crate::diary::kind::Form::YesNo,
            given: given(),
        }),
        of(Unfit::Option {
            unknown: unknown(["heavy"]),
            options: "y, z".into(),
        }),
        of(Unfit::Option {
            unknown: unknown(["zzz"]),
            options: "y, z".into(),
        }),
        of(Unfit::Range {
            min: "1".into(),
            max: "2".into(),
            unit: " kg".into(),
            given: given(),
        }),
        of(Unfit::Empty),
        of(Unfit::Comma { given: given() }),
        of(Unfit::Kind { given: given() }),
    ]
}

fn catalogues() -> Vec<CatalogueError> {
    let item = || ItemId::new("pain");
    vec![
        CatalogueError::Form(serde_json::from_str::<u8>("x").unwrap_err()),
        CatalogueError::Twice(item()),
        CatalogueError::Name(item()),
        CatalogueError::Missing {
            item: item(),
            missing: "x".into(),
        },
        CatalogueError::Role(Role::Pain),
        CatalogueError::NotOwn(item()),
    ]
}

/// What a person reads in English is what a report of a bug says.
#[test]
fn english_errors_are_those_of_the_rooms() {
    use RepositoryError as E;
    let path = || PathBuf::from("/a/diary.db");
    let day = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
    let (item, kind) = (|| ItemId::new("pain"), || "relief".into());
    let mut errors = vec![
        E::Missing(path()),
        E::Folder(path()),
        E::NotADiary(path()),
        E::Locked(path()),
        E::Shut,
        E::WrongPassphrase(path()),
        E::NoPassphrase(path()),
        E::Unencrypted(path()),
        E::Newer {
            path: path(),
            found: 9,
            known: 2,
        },
        E::Damaged {
            path: path(),
            detail: Problem::Sqlite("x".into()).into(),
            source: None,
        },
        E::ReadOnly(path()),
        E::Permission(path()),
        E::Unfinished(path()),
        E::Unwritten(path()),
        E::NoFolder(path()),
        E::Full(path()),
        E::Unsaved(path()),
        E::Busy(path()),
        E::Io {
            path: path(),
            source: "x".into(),
        },
        E::Exists(path()),
        E::Copy {
            path: path(),
            detail: Problem::Sqlite("x".into()).into(),
        },
        E::NoItem(item()),
        E::NoEntry(EntryId::check_in(day)),
        E::WrongKind {
            item: item(),
            kind: kind(),
        },
        E::NoKind(kind()),
        E::CheckIn(day),
        E::DayFull(day),
        E::Date(day),
        E::UidTaken("x".into()),
        E::InUse {
            item: item(),
            value: "x".into(),
        },
        E::Unsound(Problem::Order.into()),
        E::Sqlite(rusqlite::Error::InvalidQuery),
    ];
    errors.extend(answers().into_iter().map(E::Answer));
    errors.extend(catalogues().into_iter().map(E::Catalogue));
    for error in errors {
        assert_eq!(repository(&error), error.to_string());
    }
}

#[test]
fn english_problems_and_slips_of_a_search_are_those_of_the_rooms() {
    use Problem as P;
    let day = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
    let x = || String::from("x");
    let wrong = || answers().remove(0);
    for of in [
        P::Sqlite(x()),
        P::NotAsWritten,
        P::Unreadable,
        P::Rows(x()),
        P::Reference {
            table: x(),
            missing: x(),
        },
        P::OtherTable(x()),
        P::NoDate(7),
        P::UnknownKind {
            entry: EntryId::check_in(day),
            kind: x(),
        },
        P::EmptyCheckIn(EntryId::check_in(day)),
        P::UnknownItem {
            entry: x(),
            item: x(),
        },
        P::NoAnswer {
            entry: x(),
            item: x(),
            value: x(),
        },
        P::Answer {
            entry: x(),
            why: wrong(),
        },
        P::WrongKind {
            entry: x(),
            item: x(),
            kind: x(),
        },
        P::Setting(x()),
        P::NoTime {
            entry: EntryId::check_in(day),
            time: x(),
        },
        P::Uid(EntryId::check_in(day)),
        P::NotAsDone(EntryId::check_in(day)),
        P::SettingNotAsDone(x()),
        P::NotAsShared(x()),
        P::Operation(7),
        P::OperationTime(7),
        P::Order,
    ] {
        assert_eq!(problem(&of), of.to_string());
    }
    for error in [
        QueryError::Item(Unknown::new("item", "pian", ["pain"])),
        QueryError::Answer(wrong()),
        QueryError::Unordered(ItemId::new("pain")),
        QueryError::Date(DateWordError::NotADate { given: x() }),
        QueryError::Quote,
        QueryError::Nothing(x()),
    ] {
        assert_eq!(query(&error), error.to_string());
    }
}

#[test]
fn english_refusals_are_those_of_the_rooms() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
    let at = chrono::NaiveTime::from_hms_opt(22, 10, 0).unwrap();
    let amount = |n| crate::diary::Quantity::from_f64(n).unwrap();
    let (item, kind) = (|| ItemId::new("pain"), || "relief".into());
    let complete = |days| Refusal::NoneToComplete {
        kind: kind(),
        date: day,
        days,
    };
    let refusals = [
        Refusal::Future(day),
        Refusal::TooManyDays {
            days: 400,
            most: 366,
        },
        Refusal::OneDay,
        Refusal::Name("!".into()),
        Refusal::Taken(item()),
        Refusal::Option("?".into()),
        Refusal::TooFewOptions,
        Refusal::Range {
            min: amount(3.0),
            max: amount(1.5),
            step: amount(1.0),
        },
        Refusal::OtherSection(item()),
        Refusal::TimeOfNothing,
        Refusal::NoneAt {
            kind: kind(),
            at,
            date: day,
        },
        Refusal::NoneToTakeFrom {
            kind: kind(),
            date: day,
        },
        complete(0),
        complete(2),
    ];
    for refused in refusals {
        assert_eq!(refusal(&refused), refused.to_string());
    }
    let given = || String::from("x");
    let span = crate::diary::DateRange::LIFETIME;
    for error in [
        DateWordError::NoSuchDay { given: given() },
        DateWordError::TooFar {
            given: given(),
            span,
        },
        DateWordError::NotADate { given: given() },
    ] {
        assert_eq!(date_words(&error), error.to_string());
    }
    for known in ["pain", "zzz"] {
        let unknown = Unknown::new("item", "pian", [known]);
        assert_eq!(super::unknown(&unknown), unknown.to_string());
    }
}

#[test]
fn english_refusals_of_a_file_are_those_of_the_room() {
    let misfits = [
        Misfit::NotText,
        Misfit::Cells {
            cells: 3,
            columns: 2,
        },
        Misfit::NoDate,
        Misfit::Date("x".into()),
        Misfit::Years,
        Misfit::ToCome,
        Misfit::Time,
        Misfit::Truth("x".into()),
        Misfit::Level("x".into()),
        Misfit::Cell {
            cell: "x".into(),
            column: "y".into(),
        },
        Misfit::NoItem,
        Misfit::NoKind,
        Misfit::NoUid,
        Misfit::UidTaken("relief".into()),
        Misfit::WrongKind("relief".into()),
        Misfit::Several("relief".into()),
        Misfit::ItemTaken,
        Misfit::ChangedHere,
        Misfit::Code,
        Misfit::NoPage,
        Misfit::OwnProfile,
        Misfit::Answer(AnswerError {
            item: ItemId::new("note"),
            why: Unfit::Empty,
        }),
        Misfit::Said("x".into()),
    ];
    for why in misfits {
        assert_eq!(misfit(&why), why.to_string());
    }
    let reasons = [
        Mismatch::NoDateColumn,
        Mismatch::NoColumn,
        Mismatch::ColumnTwice("x".into()),
        Mismatch::NotText(3),
        Mismatch::Format("x".into()),
        Mismatch::Version { found: 2, known: 1 },
        Mismatch::NoHeader("x".into()),
        Mismatch::NoTable,
        Mismatch::Database("x".into()),
        Mismatch::TooLong(3),
        Mismatch::Said("x".into()),
    ];
    for reason in reasons {
        let error = ReadError::Form {
            format: "drip".into(),
            reason,
        };
        assert_eq!(read(&error), error.to_string());
    }
    let error = ReadError::Io(std::io::Error::other("x"));
    assert_eq!(read(&error), error.to_string());
}

#[test]
fn english_mistakes_in_rules_are_those_of_the_room() {
    use crate::guide::{DataError, Mistake as M, Tier};
    use crate::insight::RulesError;
    let x = || String::from("x");
    let unknown = |known| Unknown::new("option", "heavi", [known]);
    let sign = |nearest| M::NoSign { name: x(), nearest };
    let option = |known| M::Option {
        word: x(),
        unknown: unknown(known),
    };
    for of in [
        M::Toml(x()),
        M::NoCondition,
        M::Fields(vec!["of", "days"]),
        M::Fields(Vec::new()),
        M::EmptyList,
        M::Number {
            most: 400,
            given: 0,
        },
        M::SignName(x()),
        M::SignTaken(x()),
        sign(None),
        sign(Some(x())),
        M::RuleName(x()),
        M::RuleTaken(x()),
        M::Raise(Tier::SameDay),
        M::NothingWanted(x()),
        M::Comma(x()),
        M::Dates(x()),
        M::Nothing(x()),
        M::Item(Unknown::new("item", "pian", ["pain"])),
        option("heavy"),
        option("zzz"),
        M::Query(QueryError::Quote.into()),
    ] {
        assert_eq!(mistake(&of), of.to_string());
        let path = || PathBuf::from("rules.toml");
        let source = DataError {
            line: 3,
            mistake: of,
        };
        let wrong = RulesError::Wrong {
            path: path(),
            source,
        };
        assert_eq!(rules(&wrong), wrong.to_string());
        let source = std::io::Error::other("x");
        let file = RulesError::File {
            path: path(),
            source,
        };
        assert_eq!(rules(&file), file.to_string());
    }
}

#[test]
fn english_refusals_of_a_passphrase_are_those_of_the_room() {
    for why in [
        PassphraseError::Empty,
        PassphraseError::TooLong { most: 1024 },
        PassphraseError::NotText,
    ] {
        assert_eq!(passphrase(&why), why.to_string());
    }
}
