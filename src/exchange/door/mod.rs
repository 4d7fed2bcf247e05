//! What stands before every reader: archives, compression and encodings.
//!
//! A file is known by what it holds, never by its name: the door looks into a zip (also one with a
//! password) or a gz, takes the member that somebody can read, and hands its bytes on as UTF-8. Nothing is
//! unpacked to the disk, and no name in an archive becomes a path.

mod bounds;
mod encoding;
mod stream;
mod zip;

use std::io::{self, Read, Seek, SeekFrom};

pub use bounds::{BEGINNING, DoorError, MEMBERS, Password, Worth};

use bounds::beginning;
use encoding::{Decoded, Encoding};
use stream::Stream;

/// The bytes of a file as its reader wants them: out of what they are packed in, and in UTF-8. They can be
/// gone through again from the start.
#[derive(Debug)]
pub struct Door<S> {
    bytes: Decoded<Stream<S>>,
    beginning: Vec<u8>,
    packed: bool,
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
        let (stream, packed) = match &*raw {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => {
                (zip::open(source, known, password)?, true)
            }
            [0x1f, 0x8b, ..] => (Stream::gz(source), true),
            _ => (Stream::plain(source), false),
        };
        let mut bytes = Decoded::new(stream)?;
        let beginning = beginning(&mut bytes)?;
        bytes.seek(SeekFrom::Start(0))?;
        Ok(Self {
            bytes,
            beginning,
            packed,
        })
    }

    /// How the file begins.
    pub fn beginning(&self) -> &[u8] {
        &self.beginning
    }

    /// Whether it was in an archive, or compressed.
    pub fn is_packed(&self) -> bool {
        self.packed
    }

    /// Whether the text is of no encoding that says so, and was taken for Windows-1252.
    pub fn is_guessed(&self) -> bool {
        self.bytes.encoding() == Encoding::Windows1252
    }
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
