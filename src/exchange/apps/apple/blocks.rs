//! A file in blocks.

use std::io::{self, ErrorKind, Read};

/// The blocks of a file, one after the other in the same place: what was just inflated is gone through while
/// it is still near the processor.
pub(super) struct Blocks<'r> {
    input: &'r mut dyn Read,
    /// So many bytes come at once.
    size: usize,
    bytes: Vec<u8>,
    filled: usize,
}

impl<'r> Blocks<'r> {
    pub(super) fn new(input: &'r mut dyn Read, size: usize) -> Self {
        Self {
            input,
            size,
            bytes: Vec::new(),
            filled: 0,
        }
    }

    /// What comes next, behind so many of the last bytes that came before; no more than these where the
    /// file is over.
    ///
    /// # Errors
    /// When the bytes do not come.
    pub(super) fn next(&mut self, held: usize) -> io::Result<&[u8]> {
        self.bytes.copy_within(self.filled - held..self.filled, 0);
        let room = held + self.size;
        if self.bytes.len() < room {
            self.bytes.resize(room, 0);
        }
        let free = self.bytes.get_mut(held..room).unwrap_or_default();
        self.filled = held + fill(self.input, free)?;
        Ok(self.bytes.get(..self.filled).unwrap_or_default())
    }
}

fn fill(input: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // What is compressed is cut off: so is what it holds.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
