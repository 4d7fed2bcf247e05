//! Bytes out of what they are packed in, from the start as often as they are wanted.

use std::io::{self, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom, Take};

use crc32fast::Hasher;
use flate2::read::{DeflateDecoder, MultiGzDecoder};

use super::bounds::{INFLATED, Password};

/// Where a member of an archive lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) start: u64,
    pub(super) packed: u64,
    pub(super) deflated: bool,
    /// What its bytes come to, where that is known.
    pub(super) crc: Option<u32>,
}

/// The bytes of a file or of a member.
#[derive(Debug)]
pub(super) struct Stream<S> {
    packing: Packing,
    flow: Flow<S>,
    /// How many bytes came, and what they come to.
    count: Hasher,
    passed: u64,
}

#[derive(Debug, Clone, Copy)]
enum Packing {
    Plain,
    Gz,
    Member(Member),
}

#[derive(Debug)]
enum Flow<S> {
    Plain(S),
    Gz(MultiGzDecoder<BufReader<S>>),
    Stored(Take<S>),
    Deflated(DeflateDecoder<Take<S>>),
    Held(Cursor<Password>),
    /// Between one and the next.
    None,
}

impl<S: Read + Seek> Stream<S> {
    pub(super) fn plain(source: S) -> Self {
        Self::of(Packing::Plain, Flow::Plain(source))
    }

    pub(super) fn gz(source: S) -> Self {
        let gz = MultiGzDecoder::new(BufReader::new(source));
        Self::of(Packing::Gz, Flow::Gz(gz))
    }

    pub(super) fn held(bytes: Password) -> Self {
        Self::of(Packing::Plain, Flow::Held(Cursor::new(bytes)))
    }

    pub(super) fn member(source: S, member: Member) -> io::Result<Self> {
        let mut stream = Self::of(Packing::Member(member), Flow::Plain(source));
        stream.rewind()?;
        Ok(stream)
    }

    fn of(packing: Packing, flow: Flow<S>) -> Self {
        Self {
            packing,
            flow,
            count: Hasher::new(),
            passed: 0,
        }
    }
}

impl<S: Read + Seek> Seek for Stream<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if to != SeekFrom::Start(0) {
            return Err(ErrorKind::Unsupported.into());
        }
        self.count.reset();
        self.passed = 0;
        let mut source = match std::mem::replace(&mut self.flow, Flow::None) {
            Flow::Plain(source) => source,
            Flow::Gz(gz) => gz.into_inner().into_inner(),
            Flow::Stored(bytes) => bytes.into_inner(),
            Flow::Deflated(bytes) => bytes.into_inner().into_inner(),
            Flow::Held(mut bytes) => {
                bytes.set_position(0);
                self.flow = Flow::Held(bytes);
                return Ok(0);
            }
            Flow::None => return Err(ErrorKind::Unsupported.into()),
        };
        let start = match self.packing {
            Packing::Member(member) => member.start,
            Packing::Plain | Packing::Gz => 0,
        };
        source.seek(SeekFrom::Start(start))?;
        self.flow = match self.packing {
            Packing::Plain => Flow::Plain(source),
            Packing::Gz => Flow::Gz(MultiGzDecoder::new(BufReader::new(source))),
            Packing::Member(member) if member.deflated => {
                Flow::Deflated(DeflateDecoder::new(source.take(member.packed)))
            }
            Packing::Member(member) => Flow::Stored(source.take(member.packed)),
        };
        Ok(0)
    }
}

impl<S: Read> Read for Stream<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.flow {
            Flow::Plain(source) => return source.read(buffer),
            Flow::Held(bytes) => return bytes.read(buffer),
            Flow::Gz(bytes) => bytes.read(buffer)?,
            Flow::Stored(bytes) => bytes.read(buffer)?,
            Flow::Deflated(bytes) => bytes.read(buffer)?,
            Flow::None => 0,
        };
        self.passed += read as u64;
        if self.passed > INFLATED {
            return Err(ErrorKind::FileTooLarge.into());
        }
        if let Packing::Member(member) = self.packing {
            self.count.update(buffer.get(..read).unwrap_or_default());
            let is_over = read == 0 && !buffer.is_empty();
            if is_over
                && member
                    .crc
                    .is_some_and(|crc| crc != self.count.clone().finalize())
            {
                return Err(ErrorKind::InvalidData.into());
            }
        }
        Ok(read)
    }
}
