//! The member of a zip that can be read.

use std::io::{Read, Seek};

use zeroize::Zeroizing;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::bounds::{BEGINNING, DoorError, HELD, MEMBERS, Password, Worth, beginning};
use super::cut;
use super::encoding;
use super::stream::{Member, Stream};

/// Opens the member that is worth most: the first of those that are, with how many more of them can be
/// read. With `in_part` also one of a zip that is cut off.
pub(super) fn open<S: Read + Seek>(
    mut source: S,
    known: impl Fn(&[u8]) -> Worth,
    password: impl FnOnce() -> Option<Password>,
    in_part: bool,
) -> Result<(Stream<S>, usize), DoorError> {
    if in_part && ZipArchive::new(&mut source).is_err() {
        return Ok((cut::open(source, known)?, 0));
    }
    let mut archive = ZipArchive::new(source).map_err(|error| refused(&error))?;
    if archive.len() > MEMBERS {
        return Err(DoorError::Members);
    }
    let mut password = Ask::Yet(password);
    let mut best: Option<(Worth, Found)> = None;
    let mut readable = 0_usize;
    for at in 0..archive.len() {
        let Some((begins, found)) = look(&mut archive, at, &mut password)? else {
            continue;
        };
        let worth = known(&encoding::beginning(&begins));
        readable += usize::from(worth == Worth::Readable);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, found));
        }
    }
    let stream = match best {
        Some((_, Found::Held(bytes))) => Stream::held(bytes),
        Some((_, Found::Lies(member))) => Stream::member(archive.into_inner(), member)?,
        None => Stream::held(Zeroizing::default()),
    };
    Ok((stream, readable.saturating_sub(1)))
}

enum Found {
    Lies(Member),
    Held(Password),
}

/// A password that is asked for once, when it is needed.
enum Ask<F> {
    Yet(F),
    Asked(Option<Password>),
}

impl<F: FnOnce() -> Option<Password>> Ask<F> {
    fn get(&mut self) -> Result<Password, DoorError> {
        *self = match std::mem::replace(self, Self::Asked(None)) {
            Self::Yet(ask) => Self::Asked(ask()),
            asked @ Self::Asked(_) => asked,
        };
        match self {
            Self::Asked(Some(password)) => Ok(password.clone()),
            _ => Err(DoorError::NoPassword),
        }
    }
}

/// How a member begins, and where it is; `None` for a folder, or what is packed in another way.
fn look<S: Read + Seek, F: FnOnce() -> Option<Password>>(
    archive: &mut ZipArchive<S>,
    at: usize,
    password: &mut Ask<F>,
) -> Result<Option<(Vec<u8>, Found)>, DoorError> {
    let raw = archive.by_index_raw(at).map_err(|error| refused(&error))?;
    let is_locked = raw.encrypted();
    if raw.is_dir() {
        return Ok(None);
    }
    if is_locked {
        drop(raw);
        return Ok(Some(unlocked(archive, at, &password.get()?)?));
    }
    let deflated = match raw.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        _ => return Ok(None),
    };
    let Some(start) = raw.data_start() else {
        return Ok(None);
    };
    let member = Member {
        start,
        packed: raw.compressed_size(),
        deflated,
        crc: Some(raw.crc32()),
    };
    drop(raw);
    let mut bytes = archive.by_index(at).map_err(|error| refused(&error))?;
    // One that is damaged may be none that is wanted.
    let begins = beginning(&mut bytes).unwrap_or_default();
    Ok(Some((begins, Found::Lies(member))))
}

/// The whole of a member with a password. The older cipher lets one wrong password in 256 past its own
/// check: then what comes out cannot be inflated, or does not come to what it should.
fn unlocked<S: Read + Seek>(
    archive: &mut ZipArchive<S>,
    at: usize,
    password: &[u8],
) -> Result<(Vec<u8>, Found), DoorError> {
    let member = archive.by_index_decrypt(at, password);
    let mut member = member.map_err(|error| refused(&error))?;
    let mut bytes = Zeroizing::new(Vec::new());
    let read = member.by_ref().take(HELD + 1).read_to_end(&mut bytes);
    read.map_err(|_| DoorError::WrongPassword)?;
    if bytes.len() as u64 > HELD {
        return Err(DoorError::TooLong);
    }
    let most = usize::try_from(BEGINNING).unwrap_or(usize::MAX);
    let begins = bytes.iter().take(most).copied().collect();
    Ok((begins, Found::Held(bytes)))
}

fn refused(error: &ZipError) -> DoorError {
    match error {
        ZipError::InvalidPassword => DoorError::WrongPassword,
        error => DoorError::Zip(error.to_string()),
    }
}
