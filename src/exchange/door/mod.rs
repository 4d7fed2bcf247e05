//! What stands before every reader: archives, compression and encodings.
//!
//! A file is known by what it holds, never by its name: the door looks into a zip (also one with a
//! password) or a gz, takes the member that somebody can read, and hands its bytes on as UTF-8. Nothing is
//! unpacked to the disk, and no name in an archive becomes a path.

mod encoding;
mod stream;
mod zip;

use std::io::{self, Read, Seek, SeekFrom};

use zeroize::Zeroizing;

use encoding::{Decoded, Encoding};
use stream::Stream;

/// The most members an archive may have.
pub const MEMBERS: usize = 1_000;
/// The most bytes that are taken out of a file.
const INFLATED: u64 = 20_000_000_000;
/// The most bytes of a member with a password, which is held in memory so that a wrong password is told
/// before anything is done.
const HELD: u64 = 256 << 20;

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

/// Why a file cannot be looked into.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// The bytes do not come.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A zip that is cut off, or packed in a way that is not known.
    #[error("the zip cannot be read: {0}")]
    Zip(String),
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

/// The bytes of a file as its reader wants them: out of what they are packed in, and in UTF-8. They can be
/// gone through again from the start.
#[derive(Debug)]
pub struct Door<S> {
    bytes: Decoded<Stream<S>>,
    beginning: Vec<u8>,
}

impl<S: Read + Seek> Door<S> {
    /// Opens a file. `known` says what a beginning is worth; `password` is asked for one when an
    /// archive needs it.
    ///
    /// # Errors
    /// [`DoorError`].
    pub fn open(
        mut source: S,
        known: impl Fn(&[u8]) -> Worth,
        password: impl FnOnce() -> Option<Password>,
    ) -> Result<Self, DoorError> {
        source.seek(SeekFrom::Start(0))?;
        let raw = beginning(&mut source)?;
        source.seek(SeekFrom::Start(0))?;
        let stream = match &*raw {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => zip::open(source, known, password)?,
            [0x1f, 0x8b, ..] => Stream::gz(source),
            _ => Stream::plain(source),
        };
        let mut bytes = Decoded::new(stream)?;
        let beginning = beginning(&mut bytes)?;
        bytes.seek(SeekFrom::Start(0))?;
        Ok(Self { bytes, beginning })
    }

    /// How the file begins.
    pub fn beginning(&self) -> &[u8] {
        &self.beginning
    }

    /// Whether the text is of no encoding that says so, and was taken for Windows-1252.
    pub fn is_guessed(&self) -> bool {
        self.bytes.encoding() == Encoding::Windows1252
    }
}

fn beginning(bytes: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut beginning = Vec::new();
    bytes.take(BEGINNING).read_to_end(&mut beginning)?;
    Ok(beginning)
}

impl<S: Read + Seek> Read for Door<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

impl<S: Read + Seek> Seek for Door<S> {
    /// To the start; there is no way to another place.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[cfg(test)]
mod tests;
