//! What to do next about errors, as both faces say it.

use std::io;

use super::*;
use crate::diary::{Unit, profile};
use crate::words::shell::everywhere as say;

/// What to do next about an error of the diary's file.
pub fn hint(error: &RepositoryError) -> Option<String> {
    use RepositoryError as E;
    let hint = match error {
        E::Folder(path) => return Some(folder_hint(path.join("diary.db").display())),
        E::Unfinished(path) => return Some(unfinished_hint(path.display())),
        E::Unwritten(path) => return Some(unwritten_hint(path.display())),
        E::Emptied { copy, .. } => return Some(emptied_hint(copy.display())),
        E::OtherLog(path) => return Some(other_log_hint(path.display())),
        E::Missing(_) => missing_hint(),
        E::NotAFile(_) => not_a_file_hint(),
        E::ManyNames { .. } => many_names_hint(),
        E::Lost { loss, .. } => match loss {
            Loss::Overwritten => overwritten_hint(),
            Loss::Replaced | Loss::Gone | Loss::Log => replaced_hint(),
        },
        E::NotADiary(_) => not_a_diary_hint(),
        E::Locked(_) => locked_hint(),
        E::WrongPassphrase(_) => wrong_passphrase_hint(),
        E::NoPassphrase(_) => no_passphrase_hint(),
        E::Unencrypted(_) => unencrypted_hint(),
        E::Newer { .. } => newer_hint(),
        E::Damaged { .. } | E::Unsound(_) => damaged_hint(),
        E::ReadOnly(_) => read_only_hint(),
        E::Permission(_) => permission_hint(),
        E::NoFolder(_) => no_folder_hint(),
        E::Full(_) => full_hint(),
        E::Unsaved(_) => unsaved_hint(),
        E::Busy(_) => busy_hint(),
        E::Io { .. } => io_hint(),
        E::Exists(_) => exists_hint(),
        E::InUse { .. } => in_use_hint(),
        E::Shut => shut_hint(),
        E::Copy { .. } => copy_hint(),
        E::NoItem(_) => no_item_here_hint(),
        E::NoEntry(_) => no_entry_hint(),
        E::WrongKind { .. } => not_of_kind_hint(),
        E::DayFull(_) => day_full_hint(),
        E::Date(_) => date_hint(),
        E::Sqlite(_) => sqlite_hint(),
        E::NoKind(_) | E::CheckIn(_) | E::UidTaken(_) | E::Answer(_) | E::Catalogue(_) => {
            return None;
        }
    };
    Some(hint.into())
}

/// What to do next about what the system has against a file or folder.
pub fn file_hint(error: &io::Error) -> &'static str {
    use io::ErrorKind as E;
    match error.kind() {
        E::NotFound | E::NotADirectory | E::IsADirectory => say::file_missing(),
        E::PermissionDenied | E::ReadOnlyFilesystem => say::file_forbidden(),
        E::StorageFull | E::QuotaExceeded => say::file_full(),
        _ => say::file_refused(),
    }
}

/// What to do next about a copy that was not made.
pub fn unkept_hint(why: &Unkept) -> Option<String> {
    match why {
        Unkept::Away(place) => {
            let folder = place.parent().unwrap_or(place);
            Some(not_there_hint(folder.display()))
        }
        // Of what the system says in its own words, no more is known.
        Unkept::Refused(RepositoryError::Io { .. }) => Some(not_kept_saved().into()),
        Unkept::Refused(error) => Some(match hint(error) {
            Some(remedy) => not_kept_hint(remedy),
            None => not_kept_saved().into(),
        }),
    }
}

/// What to do next about a passphrase that cannot be one.
pub fn passphrase_hint(error: &PassphraseError) -> Option<String> {
    let hint = match error {
        PassphraseError::Empty => passphrase_empty_hint(),
        PassphraseError::TooLong { .. } => passphrase_too_long_hint(),
        PassphraseError::NotText => passphrase_not_text_hint(),
    };
    Some(hint.into())
}

/// What to do next about a search, where the words do not say it.
pub fn query_hint(error: &QueryError) -> Option<String> {
    match error {
        QueryError::Item(name) => unknown_hint(name),
        QueryError::Date(error) => date_words_hint(error),
        QueryError::Answer(_)
        | QueryError::Unordered(_)
        | QueryError::Quote
        | QueryError::Nothing(_) => None,
    }
}

/// What to do next about an answer, where the words do not say it: of a temperature its unit may be the
/// other one.
pub fn answer_hint(error: &AnswerError) -> Option<String> {
    let Unfit::Range { unit, given, .. } = &error.why else {
        return None;
    };
    (*unit == Unit::Celsius.behind()).then(|| fahrenheit_hint(given))
}

/// What to do next about a date, where the words do not say it.
pub fn date_words_hint(error: &DateWordError) -> Option<String> {
    matches!(error, DateWordError::NoSuchDay { .. }).then(|| no_such_day_hint().into())
}

/// What to do next about a name, where none is told that was meant.
pub fn unknown_hint(unknown: &Unknown) -> Option<String> {
    let is_like_none = unknown.nearest.is_none();
    is_like_none.then(|| unknown_item_hint().into())
}

/// What to do next about what cannot be done, where the words do not say it.
pub fn refusal_hint(error: &Refusal) -> Option<String> {
    let hint = match error {
        Refusal::NoneToComplete { kind, .. } => return Some(none_to_complete_hint(kind)),
        Refusal::NoneAt { date, .. } => return Some(none_at_hint(date)),
        Refusal::NoneToTakeFrom { date, .. } => return Some(none_to_take_from_hint(date)),
        Refusal::TooFewOptions => too_few_options_hint(),
        Refusal::OneDay => one_day_hint(),
        Refusal::Option(_) => not_an_option_hint(),
        Refusal::Range { .. } => empty_range_hint(),
        Refusal::OtherSection(_) => other_section_hint(),
        Refusal::TimeOfNothing => time_of_nothing_hint(),
        Refusal::Future(_) | Refusal::TooManyDays { .. } | Refusal::Name(_) | Refusal::Taken(_) => {
            return None;
        }
    };
    Some(hint.into())
}

/// What to do next about a setting, where the words do not say it.
pub fn config_hint(error: &ConfigError) -> Option<String> {
    let hint = match error {
        ConfigError::File { .. } => settings_file_hint(),
        ConfigError::Wrong { .. } => settings_line_hint(),
        ConfigError::NotToml { .. } => not_toml_hint(),
        ConfigError::Setting { given, why } => match why {
            NoSetting::Unknown(_) if profile::Setting::named(given).is_some() => {
                return Some(profile_setting_hint(given));
            }
            NoSetting::Unknown(_) => no_setting_hint(),
            NoSetting::Context(_) | NoSetting::Chord(_) => no_key_setting_hint(),
            NoSetting::KeyForm => return None,
        },
        ConfigError::Value { setting, why, .. } => match why {
            NoValue::Action(_) => no_key_setting_hint(),
            NoValue::Said(_) => return Some(no_value_said_hint(setting)),
            NoValue::Not(_) | NoValue::NotInFile(_) | NoValue::OtherKeys => return None,
        },
        ConfigError::Elsewhere { .. } => return None,
    };
    Some(hint.into())
}

/// What to do next about a file that cannot be read in, where the words do not say it.
pub fn read_hint(error: &ReadError) -> Option<&'static str> {
    use Mismatch as M;
    match error {
        ReadError::Io(_) => Some(unread_hint()),
        ReadError::Form { reason, .. } => match reason {
            M::CutOff(_) | M::DateOrder | M::Version { .. } => None,
            _ => Some(mismatch_hint()),
        },
    }
}
