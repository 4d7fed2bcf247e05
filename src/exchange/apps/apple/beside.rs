//! The search beside what it searches: one thread inflates, another goes through what came.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::pieces::{Piece, Pieces};
use super::scan::{End, Found, scan};

/// So many bytes are handed over at once, …
const PIECE: usize = 256 << 10;
/// … in so many pieces, which go round: who inflates is no further ahead.
const PIECES: usize = 4;

/// Goes through a file, and shows what is found, as [`scan`] does, while the next of it is made ready.
///
/// # Errors
/// When the bytes do not come, or something is longer than any element.
pub(super) fn scan_beside(
    input: &mut dyn Read,
    wanted: fn(of: &[u8]) -> bool,
    show: &mut dyn FnMut(Found<Vec<u8>>),
) -> io::Result<End> {
    scan_by(PIECE, input, wanted, show)
}

/// The same, by pieces of so many bytes.
fn scan_by(
    most: usize,
    input: &mut dyn Read,
    wanted: fn(of: &[u8]) -> bool,
    show: &mut dyn FnMut(Found<Vec<u8>>),
) -> io::Result<End> {
    thread::scope(|threads| {
        let (to_scan, full) = channel();
        let (to_fill, empty) = channel();
        let (tell, found) = channel();
        // The search begins with one of them.
        for _ in 1..PIECES {
            // Nobody has gone yet.
            let _ = to_fill.send(Piece::default());
        }
        let scanner = threads.spawn(move || {
            let mut pieces = Pieces::new(full, to_fill);
            // Who is not heard any more ends with the pieces.
            scan(&mut pieces, wanted, |of| drop(tell.send(of.into_owned())))
        });
        let came = hand_over(most, input, &empty, &to_scan, || {
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
    most: usize,
    input: &mut dyn Read,
    empty: &Receiver<Piece>,
    to_scan: &Sender<Piece>,
    mut between: impl FnMut(),
) -> io::Result<()> {
    for mut piece in empty {
        piece.fill(input, most)?;
        if piece.filled().is_empty() || to_scan.send(piece).is_err() {
            break;
        }
        between();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use proptest::prelude::*;

    use super::super::pieces::FRONT;
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

    /// All that is found by pieces of so many bytes, the last line, and whether the end was there.
    fn found(most: usize, file: &[u8]) -> (Vec<Found<Vec<u8>>>, u64, bool) {
        let mut all = vec![];
        let end = scan_by(most, &mut &*file, wanted, &mut |found| all.push(found));
        let end = end.unwrap();
        (all, end.line, end.is_whole)
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
    fn of_a_file_of_several_pieces_all_is_found_on_its_line() {
        for length in [0, 100, PIECE, (PIECES + 3) * PIECE] {
            let file = export(length);
            let (all, last, is_whole) = found(PIECE, &file);
            let text = str::from_utf8(&file).unwrap();
            assert_eq!((last, is_whole), (text.lines().count() as u64 + 1, true));
            let lines = text.lines().zip(1..);
            let flows: Vec<_> = lines.filter(|(line, _)| line.contains("Flow")).collect();
            let records: Vec<_> = { all.iter() }
                .filter_map(|found| match found {
                    Found::Record(bytes, line) => Some((str::from_utf8(bytes).unwrap(), *line)),
                    _ => None,
                })
                .collect();
            let flows: Vec<_> = flows
                .iter()
                .map(|(line, nth)| (line.trim(), *nth))
                .collect();
            assert_eq!(records, flows);
            let others = all.iter().map(|found| match found {
                Found::Others(of, count) if of == b"Heart" => *count,
                _ => 0,
            });
            assert_eq!(
                others.sum::<u64>() as usize,
                text.matches("Heart").count(),
                "{length}"
            );
        }
    }

    proptest! {
        #[test]
        fn wherever_it_is_cut_into_pieces_the_same_is_found(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "<Record type=\"Flow\" value=\"a > b\"/>",
                    "<Record\n type=\"Flow\">\n<MetadataEntry key=\"k\"/>\n</Record>",
                    "<Record type=\"Heart\"/>",
                    "<Record type=\"Heart\nbeat\"/>",
                    "<Record value=\"1\" type=\"Heart\">\n</Record>",
                    "<Correlation type=\"c\">",
                    "</Correlation>",
                    "<Workout a=\"b\"/>",
                    "</HealthData>",
                    "<!ELEMENT Record",
                    "<",
                    "\n",
                    " ",
                ]),
                0..20,
            ),
            most in 1_usize..200,
        ) {
            let file = parts.concat();
            prop_assert_eq!(found(most, file.as_bytes()), found(PIECE, file.as_bytes()));
        }
    }

    #[test]
    fn what_is_held_may_be_longer_than_the_room_for_it() {
        let long = format!(
            "<Record type=\"Flow\" value=\"{}\"/>",
            "0".repeat(3 * FRONT)
        );
        for most in [1_000, FRONT, PIECE] {
            let (all, ..) = found(most, long.as_bytes());
            assert_eq!(all, [Found::Record(long.clone().into_bytes(), 1)]);
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
