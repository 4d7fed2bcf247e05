//! The computers that share a diary.

use std::fmt;
use std::str::FromStr;

use smol_str::SmolStr;

/// The number of a computer, drawn once by chance: 16 digits of hex in files and documents. The larger
/// one decides where nothing else does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(u64);

impl DeviceId {
    /// Of a number.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why words are no number of a computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the number of a computer: 16 digits of hex, in small letters")]
pub struct NoDevice;

impl FromStr for DeviceId {
    type Err = NoDevice;

    fn from_str(digits: &str) -> Result<Self, NoDevice> {
        let number = u64::from_str_radix(digits, 16)
            .map(Self)
            .map_err(|_| NoDevice)?;
        // One way to write each: it is the name of a folder.
        if number.to_string() == digits {
            Ok(number)
        } else {
            Err(NoDevice)
        }
    }
}

/// A computer that shares a diary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Computer {
    /// Its number.
    pub id: DeviceId,
    /// What its person calls it: `laptop`.
    pub name: SmolStr,
}
