//! What went wrong with sharing a diary.

use crate::sharing::{NoName, SharingError};

packed!("errors/sharing");

/// What went wrong with sharing a diary.
pub fn sharing(error: &SharingError) -> String {
    use SharingError as E;
    match error {
        E::Unencrypted => unencrypted().into(),
        E::NotShared(path) => not_shared(path.display()),
        E::Away(path) => away(path.display()),
        E::NoFolder(path) => no_folder(path.display()),
        E::NotAFolder(path) => not_a_folder(path.display()),
        E::Occupied(path) => occupied(path.display()),
        E::NoKey(path) => no_key(path.display()),
        E::Within(path) => within(path.display()),
        E::WrongPassphrase(path) => wrong_passphrase(path.display()),
        E::OtherDiary(path) => other_diary(path.display()),
        E::Renewed(path) => renewed(path.display()),
        E::Newer(path) => newer(path.display()),
        E::Name(NoName::Empty) => no_name().into(),
        E::Name(NoName::TooLong { most }) => long_name(most),
        E::Name(NoName::Unseen) => unseen_name().into(),
        E::NameTaken(name) => name_taken(name),
        E::Refused(path) => refused(path.display()),
        E::Full(path) => full(path.display()),
        E::Io { path, source } => io(path.display(), source),
        E::CalledOff => called_off().into(),
        E::NoChance(detail) => no_chance(detail),
        E::Diary(error) => super::repository(error),
    }
}

/// What to do about it.
pub fn sharing_hint(error: &SharingError) -> Option<String> {
    use SharingError as E;
    let hint = match error {
        E::Unencrypted => unencrypted_hint(),
        E::NotShared(_) => not_shared_hint(),
        E::Away(_) => away_hint(),
        E::NoFolder(_) => no_folder_hint(),
        E::NotAFolder(_) => not_a_folder_hint(),
        E::Occupied(_) => occupied_hint(),
        E::NoKey(_) => no_key_hint(),
        E::Within(_) => within_hint(),
        E::WrongPassphrase(_) => wrong_passphrase_hint(),
        E::OtherDiary(_) => other_diary_hint(),
        E::Renewed(_) => renewed_hint(),
        E::Newer(_) => newer_hint(),
        E::NameTaken(_) => name_taken_hint(),
        E::Refused(_) => refused_hint(),
        E::Full(_) => full_hint(),
        E::Io { .. } => io_hint(),
        E::Name(_) | E::CalledOff | E::NoChance(_) => return None,
        E::Diary(error) => return super::hint(error),
    };
    Some(hint.into())
}
