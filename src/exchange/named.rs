//! Files that are known by their beginning, and nobody reads.

use super::apps::flo;
use super::csv;
use super::door::is_packed;
use crate::repository::is_diary;

/// Files that are known and not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A diary without a passphrase.
    Diary,
    /// The table it writes for a study.
    Study,
    /// The text that Flo sends beside what programs can read.
    FloText,
    /// The backup of Daylio: its table can be read.
    DaylioBackup,
    /// A Realm database, as log28 has it.
    Realm,
    /// A bundle of FHIR, as twinge writes it for a doctor.
    Bundle,
    /// A calendar, as twinge writes it.
    Calendar,
    /// An archive within another.
    Packed,
    /// A file without a byte.
    Empty,
}

impl Named {
    /// What a file is that begins so.
    pub fn of(beginning: &[u8]) -> Option<Self> {
        if is_diary(beginning) {
            return Some(Self::Diary);
        }
        if beginning.is_empty() {
            return Some(Self::Empty);
        }
        if is_packed(beginning) {
            return Some(Self::Packed);
        }
        // The word stands behind two addresses.
        if beginning.get(16..20) == Some(b"T-DB") {
            return Some(Self::Realm);
        }
        let text = String::from_utf8_lossy(beginning);
        // JSON that begins with an object, in base64.
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=\r\n".contains(c);
        match &*text {
            text if csv::is_of_study(text) => Some(Self::Study),
            text if flo::is_text(text) => Some(Self::FloText),
            text if text.starts_with("eyJ") && text.chars().all(is_base64) => {
                Some(Self::DaylioBackup)
            }
            text if text.starts_with("BEGIN:VCALENDAR") => Some(Self::Calendar),
            text if text.starts_with('{') && text.contains("\"resourceType\"") => {
                Some(Self::Bundle)
            }
            _ => None,
        }
    }
}
