//! A file in pieces, which go round between who fills them and who goes through them.

use std::io::{self, ErrorKind, Read};
use std::sync::mpsc::{Receiver, Sender};

/// So many bytes are free before each, for what is held of the piece before: more than of most records.
pub(super) const FRONT: usize = 4 << 10;

/// Some bytes of the file, with room before and behind them.
#[derive(Default)]
pub(super) struct Piece {
    bytes: Vec<u8>,
    from: usize,
    to: usize,
}

impl Piece {
    /// Fills it with what comes next, at most so many bytes.
    pub(super) fn fill(&mut self, input: &mut dyn Read, most: usize) -> io::Result<()> {
        self.bytes.resize(FRONT + most, 0);
        let room = self.bytes.get_mut(FRONT..).unwrap_or_default();
        (self.from, self.to) = (FRONT, FRONT + fill(input, room)?);
        Ok(())
    }

    pub(super) fn filled(&self) -> &[u8] {
        self.bytes.get(self.from..self.to).unwrap_or_default()
    }

    /// Puts some bytes before those it has.
    fn put_before(&mut self, bytes: &[u8]) {
        let room = self.bytes.get_mut(..self.from).unwrap_or_default();
        match room.len().checked_sub(bytes.len()) {
            Some(free) => {
                let room = room.get_mut(free..).unwrap_or_default();
                room.copy_from_slice(bytes);
                self.from = free;
            }
            None => {
                self.to = bytes.len() + self.filled().len();
                self.bytes.splice(..self.from, bytes.iter().copied());
                self.from = 0;
            }
        }
    }
}

/// The pieces that come; those that are gone through go back.
pub(super) struct Pieces {
    full: Receiver<Piece>,
    to_fill: Sender<Piece>,
    piece: Piece,
}

impl Pieces {
    pub(super) fn new(full: Receiver<Piece>, to_fill: Sender<Piece>) -> Self {
        Self {
            full,
            to_fill,
            piece: Piece::default(),
        }
    }

    /// What comes next, behind so many of the last bytes that came before; no more than these where the
    /// file is over.
    pub(super) fn next(&mut self, held: usize) -> &[u8] {
        let came = self.piece.filled();
        let held = came.get(came.len() - held..).unwrap_or_default();
        if let Ok(mut next) = self.full.recv() {
            next.put_before(held);
            // Who fills them may have gone: then the last are on their way.
            let _ = self.to_fill.send(std::mem::replace(&mut self.piece, next));
            return self.piece.filled();
        }
        self.piece.from = self.piece.to - held.len();
        self.piece.filled()
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
