//! The search beside what it searches: one thread inflates, another goes through what came.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::scan::{End, Found, fill, scan};

/// So many bytes are handed over at once, …
const PIECE: usize = 256 << 10;
/// … in so many pieces, which go round: who inflates is no further ahead.
const PIECES: usize = 4;

/// Some bytes, of which so many are filled.
type Piece = (Vec<u8>, usize);

/// Goes through a file, and shows what is found, as [`scan`] does, while the next of it is made ready.
///
/// # Errors
/// When the bytes do not come.
pub(super) fn scan_beside(
    input: &mut dyn Read,
    wanted: fn(of: &[u8]) -> bool,
    show: &mut dyn FnMut(Found<Vec<u8>>),
) -> io::Result<End> {
    thread::scope(|threads| {
        let (to_scan, full) = channel();
        let (to_fill, empty) = channel();
        let (tell, found) = channel();
        for _ in 0..PIECES {
            // Nobody has gone yet.
            let _ = to_fill.send((vec![0; PIECE], 0));
        }
        let scanner = threads.spawn(move || {
            let mut pieces = Pieces::new(full, to_fill);
            // Who is not heard any more ends with the pieces.
            scan(&mut pieces, wanted, |of| drop(tell.send(of.into_owned())))
        });
        let came = hand_over(input, &empty, &to_scan, || {
            found.try_iter().for_each(&mut *show);
        });
        drop(to_scan);
        found.iter().for_each(show);
        let end = scanner
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        came.and(end)
    })
}

/// Fills pieces until the input ends, or nobody wants more.
fn hand_over(
    input: &mut dyn Read,
    empty: &Receiver<Piece>,
    to_scan: &Sender<Piece>,
    mut between: impl FnMut(),
) -> io::Result<()> {
    for (mut bytes, _) in empty {
        let filled = fill(input, &mut bytes)?;
        if filled == 0 || to_scan.send((bytes, filled)).is_err() {
            break;
        }
        between();
    }
    Ok(())
}

/// The bytes of the pieces that come; those that are read go back.
struct Pieces {
    full: Receiver<Piece>,
    to_fill: Sender<Piece>,
    piece: Piece,
    at: usize,
}

impl Pieces {
    fn new(full: Receiver<Piece>, to_fill: Sender<Piece>) -> Self {
        Self {
            full,
            to_fill,
            piece: Piece::default(),
            at: 0,
        }
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.1 {
            let Ok(next) = self.full.recv() else {
                return Ok(0);
            };
            let read = std::mem::replace(&mut self.piece, next);
            self.at = 0;
            if !read.0.is_empty() {
                // Who fills them may have gone: then the last are on their way.
                let _ = self.to_fill.send(read);
            }
        }
        let (bytes, filled) = &self.piece;
        let rest = bytes.get(self.at..*filled).unwrap_or_default();
        let read = { rest }.read(buffer)?;
        self.at += read;
        Ok(read)
    }
}
