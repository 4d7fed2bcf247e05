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
    let archive = ZipArchive::new(source);
    let mut archive = archive.map_err(|error| DoorError::Cut(error.to_string()))?;
    if archive.len() > MEMBERS {
        return Err(DoorError::Members);
    }
    let mut password = Ask::Yet(password);
    let mut best: Option<(Worth, Found)> = None;
    let mut readable = 0_usize;
    let mut packing = None;
    for at in 0..archive.len() {
        let (begins, found) = match look(&mut archive, at, &mut password)? {
            Look::Begins(begins, found) => (begins, found),
            Look::Folder => continue,
            Look::Packed(method) => {
                packing.get_or_insert(method);
                continue;
            }
        };
        let worth = known(&encoding::beginning(&begins));
        readable += usize::from(worth == Worth::Readable);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, found));
        }
    }
    if let (0, Some(method)) = (readable, packing) {
        return Err(DoorError::Packing(named(method)));
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

/// What is seen of a member.
enum Look {
    /// How it begins, and where it is.
    Begins(Vec<u8>, Found),
    /// It has no bytes.
    Folder,
    /// It is packed by a method that is not undone here.
    Packed(CompressionMethod),
}

/// What a method of packing is called.
fn named(method: CompressionMethod) -> String {
    let known = match method {
        CompressionMethod::DEFLATE64 => "Deflate64",
        CompressionMethod::BZIP2 => "bzip2",
        CompressionMethod::LZMA => "LZMA",
        CompressionMethod::ZSTD => "Zstandard",
        CompressionMethod::XZ => "XZ",
        CompressionMethod::PPMD => "PPMd",
        other => return other.to_string(),
    };
    known.to_owned()
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

/// Looks at a member.
fn look<S: Read + Seek, F: FnOnce() -> Option<Password>>(
    archive: &mut ZipArchive<S>,
    at: usize,
    password: &mut Ask<F>,
) -> Result<Look, DoorError> {
    let raw = archive.by_index_raw(at).map_err(|error| refused(&error))?;
    let is_locked = raw.encrypted();
    if raw.is_dir() {
        return Ok(Look::Folder);
    }
    if is_locked {
        drop(raw);
        let (begins, found) = unlocked(archive, at, &password.get()?)?;
        return Ok(Look::Begins(begins, found));
    }
    let deflated = match raw.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated => true,
        method => return Ok(Look::Packed(method)),
    };
    let Some(start) = raw.data_start() else {
        return Ok(Look::Folder);
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
    Ok(Look::Begins(begins, Found::Lies(member)))
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
