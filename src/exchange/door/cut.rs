//! The member of a zip whose end is missing, and with it the list of what it holds: each member has a
//! head of its own (PKWARE's APPNOTE, 4.3.7).

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use flate2::read::DeflateDecoder;

use super::bounds::{DoorError, INFLATED, MEMBERS, Worth, beginning};
use super::encoding;
use super::stream::{Member, Stream};

/// How a member begins.
const MARK: &[u8] = b"PK\x03\x04";
/// How long a head is, in bytes, without the name and what stands behind it.
const HEAD: usize = 30;
const HAS_PASSWORD: u16 = 1;
/// How long it is, and what it comes to, stands behind it.
const TOLD_BEHIND: u16 = 8;
const DEFLATED: u16 = 8;
/// The longest that is told behind a member, in bytes.
const BEHIND: u64 = 24;

/// Opens the first member that can be read, as far as it goes.
pub(super) fn open<S: Read + Seek>(
    mut source: S,
    known: impl Fn(&[u8]) -> Worth,
) -> Result<Stream<S>, DoorError> {
    let mut at = 0;
    for _ in 0..MEMBERS {
        let Some((member, is_told)) = member(&mut source, at)? else {
            break;
        };
        let begins = beginning(&mut Stream::member(&mut source, member)?).unwrap_or_default();
        if known(&encoding::beginning(&begins)) == Worth::Readable {
            return Ok(Stream::member(source, member)?);
        }
        at = match is_told {
            true => member.start + member.packed,
            false => behind(&mut source, member)?,
        };
    }
    Err(io::Error::from(ErrorKind::UnexpectedEof).into())
}

/// The member whose head stands at some place, and whether it tells how long that is; `None` where none
/// is that can be read.
fn member<S: Read + Seek>(source: &mut S, at: u64) -> io::Result<Option<(Member, bool)>> {
    source.seek(SeekFrom::Start(at))?;
    let mut head = Vec::new();
    source.take(HEAD as u64).read_to_end(&mut head)?;
    let short = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
    let long = |at: usize| Some(u32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
    let read = || {
        let (flags, packing) = (short(6)?, short(8)?);
        let start = at + HEAD as u64 + u64::from(short(26)?) + u64::from(short(28)?);
        let is_told = flags & TOLD_BEHIND == 0 && long(18)? != u32::MAX;
        let member = Member {
            start,
            packed: if is_told { long(18)?.into() } else { u64::MAX },
            deflated: packing == DEFLATED,
            crc: None,
        };
        let fits = flags & HAS_PASSWORD == 0 && [0, DEFLATED].contains(&packing);
        fits.then_some((member, is_told))
    };
    Ok(read().filter(|_| head.starts_with(MARK)))
}

/// Where the next member begins behind one that does not tell how long it is.
fn behind<S: Read + Seek>(source: &mut S, member: Member) -> Result<u64, DoorError> {
    source.seek(SeekFrom::Start(member.start))?;
    let mut inflated = DeflateDecoder::new(&mut *source);
    io::copy(&mut { &mut inflated }.take(INFLATED), &mut io::sink())?;
    let end = member.start + inflated.total_in();
    source.seek(SeekFrom::Start(end))?;
    let mut bytes = Vec::new();
    source
        .take(BEHIND + MARK.len() as u64)
        .read_to_end(&mut bytes)?;
    let next = memchr::memmem::find(&bytes, MARK);
    Ok(next.map_or(end, |next| end + next as u64))
}
