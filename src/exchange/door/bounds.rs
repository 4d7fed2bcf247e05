//! What is taken of a file, and why it is not.

use std::io::{self, Read};

use zeroize::Zeroizing;

/// The most members an archive may have.
pub const MEMBERS: usize = 1_000;
/// The most bytes that are taken out of a file.
pub(super) const INFLATED: u64 = 20_000_000_000;
/// The most bytes of a member with a password, which is held in memory so that a wrong password is told
/// before anything is done.
pub(super) const HELD: u64 = 256 << 20;

/// How many bytes of a file are enough to know it by.
pub const BEGINNING: u64 = 4096;

/// The password of an archive.
pub type Password = Zeroizing<Vec<u8>>;

/// What somebody makes of the beginning of a file; of the members of an archive the highest is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// Nothing that is known.
    Unknown,
    /// Known by name, and not to be read.
    Named,
    /// It can be read.
    Readable,
}

/// What is to be told of how a file was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// Its text does not say how it is written, and was taken for Windows-1252.
    WindowsText,
    /// So many members of an archive could be read as well, and were not.
    PassedBy(usize),
}

/// Why a file cannot be looked into.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// The bytes do not come.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A zip without its end, or that is none.
    #[error("the zip is cut off or damaged: {0}")]
    Cut(String),
    /// A zip that is damaged.
    #[error("the zip cannot be read: {0}")]
    Zip(String),
    /// What lies in it is packed in a way that is not undone here.
    #[error("what lies in the zip is packed by {0}")]
    Packing(String),
    /// Too many members.
    #[error("the zip has more than {MEMBERS} members")]
    Members,
    /// It has a password, and none was given.
    #[error("the zip has a password")]
    NoPassword,
    /// Another password.
    #[error("this is not the password of the zip")]
    WrongPassword,
    /// A member with a password that is too long to be held in memory.
    #[error("a member of the zip is too long")]
    TooLong,
}

/// How a file begins.
pub(super) fn beginning(bytes: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut beginning = Vec::new();
    bytes.take(BEGINNING).read_to_end(&mut beginning)?;
    Ok(beginning)
}
