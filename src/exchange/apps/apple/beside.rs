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

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    /// A file of so many bytes and more, of which one record in a thousand is wanted.
    fn export(length: usize) -> Vec<u8> {
        let mut file = b"<HealthData>\n".to_vec();
        for nth in 0.. {
            if file.len() > length {
                break;
            }
            let of = if nth % 1_000 == 7 { "Flow" } else { "Heart" };
            let record = format!(" <Record type=\"{of}\" value=\"{nth}\"/>\n");
            file.extend_from_slice(record.as_bytes());
        }
        file.extend_from_slice(b"</HealthData>\n");
        file
    }

    fn wanted(of: &[u8]) -> bool {
        of == b"Flow"
    }

    /// Gives some bytes, then fails.
    struct Failing<'b>(&'b [u8]);

    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(ErrorKind::ConnectionAborted.into()),
                read => Ok(read),
            }
        }
    }

    #[test]
    fn beside_the_inflating_the_same_is_found_in_the_same_order() {
        for length in [0, 100, PIECE, (PIECES + 3) * PIECE] {
            let file = export(length);
            let (mut alone, mut beside) = (vec![], vec![]);
            let one = scan(&mut &*file, wanted, |found| {
                alone.push(found.into_owned());
            });
            let other = scan_beside(&mut &*file, wanted, &mut |found| beside.push(found));
            let (one, other) = (one.unwrap(), other.unwrap());
            assert_eq!((one.line, one.is_whole), (other.line, other.is_whole));
            assert!(one.is_whole);
            assert_eq!(alone, beside);
        }
    }

    #[test]
    fn what_does_not_come_or_has_no_end_ends_both() {
        let file = export((PIECES + 3) * PIECE);
        let failed = scan_beside(&mut Failing(&file), wanted, &mut |_| {});
        let kind = failed.err().map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::ConnectionAborted));
        let endless = [b"<Record value=\"".to_vec(), vec![b'0'; 4 << 20]].concat();
        let refused = scan_beside(&mut &*endless, wanted, &mut |_| {});
        let kind = refused.err().map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::InvalidData));
    }
}
