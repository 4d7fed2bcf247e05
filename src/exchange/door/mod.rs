//! What stands before every reader: archives, compression and encodings.
//!
//! A file is known by what it holds, never by its name: the door looks into a zip (also one with a
//! password) or a gz, takes the member that somebody can read, and hands its bytes on as UTF-8. Nothing is
//! unpacked to the disk, and no name in an archive becomes a path.

mod bounds;
mod cut;
mod encoding;
mod stream;
mod zip;

use std::io::{self, Read, Seek, SeekFrom};

pub use bounds::{BEGINNING, DoorError, MEMBERS, Password, Remark, Worth};

use bounds::beginning;
use encoding::{Decoded, Encoding};
use stream::Stream;

/// The bytes of a file as its reader wants them: out of what they are packed in, and in UTF-8. They can be
/// gone through again from the start.
#[derive(Debug)]
pub struct Door<S> {
    bytes: Decoded<Stream<S>>,
    beginning: Vec<u8>,
    passed_by: usize,
}

/// Whether a file that begins so is an archive, or compressed.
pub(super) fn is_packed(beginning: &[u8]) -> bool {
    matches!(
        beginning,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [0x1f, 0x8b, ..]
    )
}

impl<S: Read + Seek> Door<S> {
    /// Opens a file. `known` says what a beginning is worth; `password` is asked for one when an
    /// archive needs it; `in_part` takes of a zip that is cut off what there is.
    ///
    /// # Errors
    /// [`DoorError`].
    pub fn open(
        mut source: S,
        known: impl Fn(&[u8]) -> Worth,
        password: impl FnOnce() -> Option<Password>,
        in_part: bool,
    ) -> Result<Self, DoorError> {
        source.seek(SeekFrom::Start(0))?;
        let raw = beginning(&mut source)?;
        source.seek(SeekFrom::Start(0))?;
        let (stream, passed_by) = match &*raw {
            _ if !is_packed(&raw) => (Stream::plain(source), 0),
            [b'P', ..] => zip::open(source, known, password, in_part)?,
            _ => (Stream::gz(source), 0),
        };
        let mut bytes = Decoded::new(stream)?;
        let beginning = beginning(&mut bytes)?;
        bytes.seek(SeekFrom::Start(0))?;
        Ok(Self {
            bytes,
            beginning,
            passed_by,
        })
    }

    /// How the file begins.
    pub fn beginning(&self) -> &[u8] {
        &self.beginning
    }

    /// What is to be told of how it was opened.
    pub fn remarks(&self) -> Vec<Remark> {
        let is_guessed = self.bytes.encoding() == Encoding::Windows1252;
        let passed_by = (self.passed_by > 0).then_some(Remark::PassedBy(self.passed_by));
        let text = is_guessed.then_some(Remark::WindowsText);
        text.into_iter().chain(passed_by).collect()
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
