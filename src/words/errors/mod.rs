//! Errors as both faces say them. The rooms below hand over values; their own English is for
//! reports of bugs.

use chrono::Datelike;

use super::{dates, kinds, settings};
use crate::config::{ConfigError, NoKeyWord, NoSetting, NoValue};
use crate::diary::acts::Refusal;
use crate::diary::kind::Unfit;
use crate::diary::parse::Unknown;
use crate::diary::query::QueryError;
use crate::diary::{AnswerError, CatalogueError, DateWordError, EntryId};
use crate::exchange::door::{self, DoorError};
use crate::exchange::{Left, Misfit, Mismatch, ReadError, Remark};
use crate::keymap::ChordError;
use crate::repository::{Loss, PassphraseError, Problem, RepositoryError};
use crate::safekeeping::{CopyFault, Lost, Remains, Unkept};

mod rules;
pub mod sharing;
mod steps;
#[cfg(test)]
mod tests;

pub use rules::{mistake, rules};
pub use sharing::{sharing, sharing_hint};
pub use steps::{
    answer_hint, config_hint, date_words_hint, file_hint, hint, passphrase_hint, query_hint,
    read_hint, refusal_hint, unkept_hint, unknown_hint,
};

packed!("errors");

/// What can be read without the passphrase, and what to do.
pub fn remains(remains: &Remains) -> String {
    match remains {
        Remains::Pending(path) => plain_pending(path.display()),
        Remains::Kept { path, why } => plain_kept(path.display(), repository(why)),
        Remains::Own(path) => plain_own(path.display()),
        Remains::Unseen(why) => plain_unseen(repository(why)),
    }
}

/// What went wrong with a diary.
pub fn repository(error: &RepositoryError) -> String {
    use RepositoryError as E;
    match error {
        E::Missing(path) => missing(path.display()),
        E::Folder(path) => folder(path.display()),
        E::NotAFile(path) => not_a_file(path.display()),
        E::ManyNames { path, names } => many_names(path.display(), *names),
        E::Lost { path, loss } => match loss {
            Loss::Replaced => replaced(path.display()),
            Loss::Gone => gone(path.display()),
            Loss::Log => log_gone(path.display()),
            Loss::Overwritten => overwritten(path.display()),
        },
        E::OtherLog(path) => other_log(path.display()),
        E::NotADiary(path) => not_a_diary(path.display()),
        E::Locked(path) => locked(path.display()),
        E::Shut => shut().into(),
        E::WrongPassphrase(path) => wrong_passphrase(path.display()),
        E::NoPassphrase(path) => no_passphrase(path.display()),
        E::Unencrypted(path) => unencrypted(path.display()),
        E::Newer { path, found, known } => newer(path.display(), found, known),
        E::Damaged { path, detail, .. } => damaged(path.display(), problem(detail)),
        E::Emptied { path, .. } => emptied(path.display()),
        E::ReadOnly(path) => read_only(path.display()),
        E::Permission(path) => permission(path.display()),
        E::Unfinished(path) => unfinished(path.display()),
        E::Unwritten(path) => unwritten(path.display()),
        E::NoFolder(path) => no_folder(path.display()),
        E::Full(path) => full(path.display()),
        E::Unsaved(path) => unsaved(path.display()),
        E::Busy(path) => busy(path.display()),
        E::Io { path, source } => io(path.display(), source),
        E::Exists(path) => exists(path.display()),
        E::Copy { path, detail } => copy(path.display(), problem(detail)),
        E::NoItem(item) => no_item_here(item),
        E::NoEntry(entry) => no_entry(entry),
        E::WrongKind { item, kind } => not_of_kind(item, kind),
        E::NoKind(kind) => no_timed_kind(kind),
        E::CheckIn(date) => check_in(date),
        E::DayFull(date) => day_full(date, EntryId::PER_DAY),
        E::Date(day) => date(day),
        E::UidTaken(uid) => uid_taken(uid),
        E::Answer(error) => answer(error),
        E::Catalogue(error) => catalogue(error),
        E::InUse { item, value } => in_use(item, value),
        E::Unsound(what) => unsound(problem(what)),
        E::Sqlite(error) => sqlite(error),
    }
}

/// Why the second place has no copy of today.
pub fn unkept(why: &Unkept) -> String {
    match why {
        Unkept::Away(place) => not_there(place.display()),
        Unkept::Refused(error) => not_kept(repository(error)),
    }
}

/// What is wrong with a copy.
pub fn copy_fault(fault: &CopyFault) -> String {
    match fault {
        CopyFault::Damaged(what) => copy_damaged(problem(what)),
        CopyFault::Plain => copy_plain().into(),
        CopyFault::OtherPassphrase => copy_other_passphrase().into(),
        CopyFault::OtherDiary => copy_other_diary().into(),
        CopyFault::Unopened(error) => copy_unopened(repository(error)),
    }
}

/// What is wrong with what a file holds.
pub fn problem(problem: &Problem) -> String {
    use Problem as P;
    match problem {
        P::Sqlite(said) => said.clone(),
        P::NotAsWritten => not_as_written().into(),
        P::Unreadable => unreadable().into(),
        P::Rows(detail) => rows_unread(detail),
        P::Reference { table, missing } => no_such_row(table, missing),
        P::OtherTable(table) => other_table(table),
        P::NoDate(entry) => entry_without_date(entry),
        P::NoTime { entry, time } => entry_without_time(entry, time),
        P::Uid(entry) => entry_without_name(entry),
        P::NotAsDone(entry) => entry_not_as_done(entry),
        P::SettingNotAsDone(setting) => setting_not_as_done(setting),
        P::NotAsShared(what) => not_as_shared(what),
        P::UnknownKind { entry, kind } => entry_of_unknown_kind(entry, kind),
        P::EmptyCheckIn(entry) => empty_check_in(entry),
        P::UnknownItem { entry, item } => answers_unknown_item(entry, item),
        P::NoAnswer { entry, item, value } => answers_with_no_answer(entry, item, value),
        P::Answer { entry, why } => answers_wrongly(entry, answer(why)),
        P::WrongKind { entry, item, kind } => answers_in_wrong_kind(entry, item, kind),
        P::Setting(setting) => setting_unread(setting),
        P::Operation(operation) => operation_unread(operation),
        P::OperationTime(operation) => operation_without_time(operation),
        P::Order => out_of_order().into(),
    }
}

/// Why a file cannot be looked into, and what to do.
pub fn door(error: &DoorError) -> (String, &'static str) {
    match error {
        DoorError::Io(error) => (unread(error), unread_hint()),
        DoorError::Cut(detail) => (zip_cut(detail), zip_cut_hint()),
        DoorError::Zip(detail) => (zip_unread(detail), zip_unread_hint()),
        DoorError::Packing(method) => (zip_packing(method), zip_packing_hint()),
        DoorError::Members => (zip_members(door::MEMBERS), zip_members_hint()),
        DoorError::NoPassword => (zip_no_password().into(), zip_no_password_hint()),
        DoorError::WrongPassword => (zip_wrong_password().into(), zip_wrong_password_hint()),
        DoorError::TooLong => (zip_too_long().into(), zip_too_long_hint()),
    }
}

/// Why a fact of a file is left out.
pub fn left(why: Left) -> &'static str {
    match why {
        Left::Unknown => left_unknown(),
        Left::Date => left_date(),
        Left::ToCome => left_to_come(),
        Left::Outweighed => left_outweighed(),
        Left::NoAnswer => left_no_answer(),
        Left::NoItem => left_no_item(),
        Left::Conclusion => left_conclusion(),
        Left::Value => left_value(),
        Left::OwnName => left_own_name(),
        Left::Cells => left_cells(),
        Left::Span => left_span(),
        Left::Form => left_form(),
    }
}

/// What was decided of a file.
pub fn remark(remark: Remark) -> String {
    match remark {
        Remark::DaysFromZero => days_from_zero().into(),
        Remark::DaysFromOne => days_from_one().into(),
        Remark::DaysTakenFromOne => days_taken_from_one().into(),
        Remark::CutOff(line) => taken_in_part(line),
    }
}

/// Why words cannot be a passphrase.
pub fn passphrase(error: &PassphraseError) -> String {
    match error {
        PassphraseError::Empty => passphrase_empty().into(),
        PassphraseError::TooLong { most } => passphrase_too_long(most),
        PassphraseError::NotText => passphrase_not_text().into(),
    }
}

/// What could not be read of a damaged diary.
pub fn lost(lost: &Lost) -> String {
    match lost {
        Lost::Settings(why) => settings_lost(why),
        Lost::Change(None, why) => setting_lost(why),
        Lost::Change(Some(entry), why) => entry_lost(entry, why),
        Lost::Meaning(what) => problem(what),
        Lost::Answers(count) => answers_lost(*count),
        Lost::Drafts => drafts_lost().into(),
        Lost::Days(days) if days.first == days.last => day_lost(days.first),
        Lost::Days(days) => days_lost(days.first, days.last),
        Lost::Until(day) => earlier_unknown(day),
        Lost::From(day) => later_unknown(day),
    }
}

/// Why a search was not understood.
pub fn query(error: &QueryError) -> String {
    match error {
        QueryError::Item(name) => unknown(name),
        QueryError::Answer(error) => answer(error),
        QueryError::Unordered(item) => no_more_or_less(item),
        QueryError::Date(error) => date_words(error),
        QueryError::Quote => open_quotation().into(),
        QueryError::Nothing(word) => looks_for_nothing(word),
    }
}

/// Why an answer was not understood.
pub fn answer(error: &AnswerError) -> String {
    answer_to(&error.item, error)
}

/// Why an answer was not understood, by the words the item was asked with.
pub fn answer_to(item: &dyn std::fmt::Display, error: &AnswerError) -> String {
    match &error.why {
        Unfit::Form { form, given } => answer_form(item, kinds::form(*form), given),
        Unfit::Option { unknown, options } => {
            let nearest = unknown.nearest.as_ref();
            let nearest = nearest.map_or_else(|| ".".into(), super::common::nearest);
            answer_option(item, &unknown.word, nearest, options)
        }
        Unfit::Range {
            min,
            max,
            unit,
            given,
        } => answer_range(item, min, max, unit, given),
        Unfit::Empty => answer_empty(item),
        Unfit::Comma { given } => answer_comma(item, given),
        Unfit::Kind { given } => answer_kind(item, given),
    }
}

/// Why words are no date.
pub fn date_words(error: &DateWordError) -> String {
    match error {
        DateWordError::NoSuchDay { given } => no_such_day(given),
        DateWordError::TooFar { given, span } => {
            too_far(given, span.first.year(), span.last.year())
        }
        DateWordError::NotADate { given } => no_date_words(given),
    }
}

/// A word that is no item's name.
pub fn unknown(unknown: &Unknown) -> String {
    unknown_item(&unknown.word, nearest(unknown.nearest.as_deref()))
}

/// The name that was meant, perhaps: half a sentence, or nothing.
pub fn nearest(name: Option<&str>) -> String {
    name.map_or_else(String::new, super::common::nearest)
}

/// Why something cannot be done.
pub fn refusal(error: &Refusal) -> String {
    match error {
        Refusal::Future(date) => future(date),
        Refusal::TooManyDays { days, most } => too_many_days(days, most),
        Refusal::OneDay => one_day().into(),
        Refusal::Name(name) => no_item_name(name),
        Refusal::Taken(item) => name_taken(item),
        Refusal::Option(option) => not_an_option(option),
        Refusal::TooFewOptions => too_few_options().into(),
        Refusal::Range { min, max, step } => empty_range(min, max, step),
        Refusal::OtherSection(item) => other_section(item),
        Refusal::TimeOfNothing => time_of_nothing().into(),
        Refusal::NoneAt { kind, at, date } => none_at(kind, dates::time(*at), date),
        Refusal::NoneToTakeFrom { kind, date } => none_to_take_from(kind, date),
        Refusal::NoneToComplete { kind, date, days } => match days {
            0 => none_to_complete(kind, date),
            days => none_to_complete_lately(kind, date, days),
        },
    }
}

/// Why something is not written as keys are.
fn chord(error: &ChordError) -> String {
    match error {
        ChordError::Modifier { text, name } => no_modifier(text, name),
        ChordError::FunctionKey(text) => no_function_key(text),
        ChordError::Key(text) => no_key(text),
        ChordError::Empty => key_missing().into(),
    }
}

/// What is wrong with the settings, or a change to them.
pub fn config(error: &ConfigError) -> String {
    match error {
        ConfigError::File { path, source } => settings_file(path.display(), source),
        ConfigError::Wrong { path, line, why } => settings_line(path.display(), line, config(why)),
        ConfigError::Elsewhere {
            path,
            line,
            setting,
        } => settings_elsewhere(path.display(), line, setting),
        ConfigError::NotToml { path, line, said } => not_toml(path.display(), line, said),
        ConfigError::Setting { given, why } => match why {
            NoSetting::Unknown(name) => no_setting(given, nearest(name.as_deref())),
            NoSetting::KeyForm => no_key_form(given),
            NoSetting::Context(why) => no_key_setting(given, key_word(why)),
            NoSetting::Chord(why) => no_key_setting(given, chord(why)),
        },
        ConfigError::Value {
            setting,
            given,
            why,
        } => match why {
            NoValue::Not(known) => no_value(setting, given, settings::wanted(known)),
            NoValue::NotInFile(known) => no_value(setting, given, settings::written(known)),
            NoValue::Action(why) => no_value_said(setting, given, key_word(why)),
            NoValue::OtherKeys => no_value_other_keys(setting, given),
            NoValue::Said(why) => no_value_said(setting, given, why),
        },
    }
}

fn key_word(why: &NoKeyWord) -> String {
    no_key_word(&why.word, nearest(why.nearest.as_deref()))
}

/// What is wrong with items.
pub fn catalogue(error: &CatalogueError) -> String {
    use CatalogueError as E;
    match error {
        E::Form(error) => catalogue_form(error),
        E::Twice(item) => item_twice(item),
        E::Name(item) => item_name(item),
        E::Missing { item, missing } => item_missing(item, missing),
        E::Role(role) => no_role(format_args!("{role:?}")),
        E::NotOwn(item) => item_not_own(item),
    }
}

/// Why a file cannot be read in.
pub fn read(error: &ReadError) -> String {
    match error {
        ReadError::Io(error) => unread(error),
        ReadError::Form { format, reason } => self::mismatch(format, not_its_form(reason)),
    }
}

fn not_its_form(reason: &Mismatch) -> String {
    match reason {
        Mismatch::CutOff(line) => cut_off(line),
        Mismatch::Ends(line) => ends(line),
        Mismatch::DateOrder => date_order().into(),
        Mismatch::DecimalSign(column) => decimal_sign(column),
        Mismatch::NoHeader(columns) => no_header(columns),
        Mismatch::NoDateColumn => no_date_column().into(),
        Mismatch::NoColumn => no_column().into(),
        Mismatch::ColumnTwice(column) => column_twice(column),
        Mismatch::NotText(line) => file_not_text(line),
        Mismatch::Format(format) => other_format(format),
        Mismatch::Version { found, known } => later_version(found, known),
        Mismatch::NoTable => no_table().into(),
        Mismatch::Database(said) => damaged_database(said),
        Mismatch::TooLong(most) => more_than_held(most),
        Mismatch::Said(said) => said.clone(),
    }
}

/// Why something in a file is left out.
pub fn misfit(why: &Misfit) -> String {
    let plain = match why {
        Misfit::Cells { cells: n, columns } => return cells(*n, columns),
        Misfit::Date(cell) => return not_a_date(cell),
        Misfit::Truth(cell) => return not_true_or_false(cell),
        Misfit::Level(cell) => return not_a_level(cell),
        Misfit::Cell { cell, column } => return not_drips(cell, column),
        Misfit::UidTaken(kind) => return other_kind(kind),
        Misfit::WrongKind(kind) => return wrong_kind(kind),
        Misfit::Several(kind) => return several(kind),
        Misfit::Answer(error) => return answer(error),
        Misfit::Said(said) => return said.clone(),
        Misfit::NotText => line_not_text(),
        Misfit::NoDate => no_date(),
        Misfit::Years => years(),
        Misfit::ToCome => left_to_come(),
        Misfit::Time => not_a_time(),
        Misfit::NoItem => no_item(),
        Misfit::NoKind => no_kind(),
        Misfit::NoUid => no_uid(),
        Misfit::ItemTaken => item_taken(),
        Misfit::ChangedHere => changed_here(),
        Misfit::Code => unseen_code(),
        Misfit::NoPage => no_page(),
        Misfit::OwnProfile => own_profile(),
    };
    plain.into()
}
