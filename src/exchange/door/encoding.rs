//! Text in UTF-8, whatever it was written in.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::bounds;

/// How text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, or no text: nothing is done.
    AsItIs,
    Utf16Le,
    Utf16Be,
    /// Neither says it is another, nor is it UTF-8: spreadsheets of Windows write so.
    Windows1252,
}

impl Encoding {
    /// What a beginning says of itself.
    fn told(beginning: &[u8]) -> Self {
        match beginning {
            [0xff, 0xfe, ..] => Self::Utf16Le,
            [0xfe, 0xff, ..] => Self::Utf16Be,
            _ => Self::AsItIs,
        }
    }

    fn decoder(self) -> Option<Decoder> {
        let encoding = match self {
            Self::AsItIs => return None,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
        };
        Some(encoding.new_decoder_with_bom_removal())
    }
}

/// A beginning in UTF-8, as far as it says what it is written in.
pub(super) fn beginning(bytes: &[u8]) -> Cow<'_, [u8]> {
    let encoding = match Encoding::told(bytes) {
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        _ => return Cow::Borrowed(bytes),
    };
    Cow::Owned(encoding.decode(bytes).0.into_owned().into_bytes())
}

/// Bytes of text, decoded as they are read.
#[derive(Debug)]
pub(super) struct Decoded<R> {
    bytes: R,
    encoding: Encoding,
    decoder: Option<Decode>,
}

struct Decode {
    decoder: Decoder,
    /// What is decoded and not read yet, from a place on.
    ready: String,
    at: usize,
    is_over: bool,
}

impl std::fmt::Debug for Decode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Decode")
    }
}

/// So many bytes are decoded at once.
const PIECE: usize = 8192;

impl<R: Read + Seek> Decoded<R> {
    /// Finds out how the bytes are written; for that a table may be gone through as a whole.
    pub(super) fn new(mut bytes: R) -> io::Result<Self> {
        let begins = bounds::beginning(&mut bytes)?;
        let mut encoding = Encoding::told(&begins);
        // JSON and XML say what they are in; what has zeros is no text.
        let first = begins.iter().find(|byte| !byte.is_ascii_whitespace());
        let may_be_table = !matches!(first, Some(b'{' | b'[' | b'<')) && !begins.contains(&0);
        if encoding == Encoding::AsItIs && may_be_table {
            bytes.seek(SeekFrom::Start(0))?;
            if !is_utf8(&mut bytes)? {
                encoding = Encoding::Windows1252;
            }
        }
        let mut decoded = Self {
            bytes,
            encoding,
            decoder: None,
        };
        decoded.rewind()?;
        Ok(decoded)
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }
}

/// Whether all that comes is UTF-8.
fn is_utf8(bytes: &mut impl Read) -> io::Result<bool> {
    let mut piece = vec![0; PIECE];
    let mut held = 0;
    loop {
        let read = bytes.read(piece.get_mut(held..).unwrap_or_default())?;
        let all = piece.get(..held + read).unwrap_or_default();
        match std::str::from_utf8(all) {
            Ok(_) if read == 0 => return Ok(true),
            Ok(_) => held = 0,
            // A letter may go on in the next piece.
            Err(error) if error.error_len().is_none() && read > 0 => {
                let from = error.valid_up_to();
                held = all.len() - from;
                piece.copy_within(from..from + held, 0);
            }
            Err(_) => return Ok(false),
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decode) = &mut self.decoder else {
            return self.bytes.read(buffer);
        };
        while decode.at == decode.ready.len() && !decode.is_over {
            let mut piece = [0; PIECE];
            let read = self.bytes.read(&mut piece)?;
            decode.is_over = read == 0;
            let piece = piece.get(..read).unwrap_or_default();
            decode.ready.clear();
            decode.at = 0;
            let most = decode.decoder.max_utf8_buffer_length(read);
            decode.ready.reserve(most.ok_or(ErrorKind::OutOfMemory)?);
            let all = &mut decode.ready;
            let _ = decode.decoder.decode_to_string(piece, all, decode.is_over);
        }
        let rest = decode.ready.as_bytes().get(decode.at..).unwrap_or_default();
        let count = { rest }.read(buffer)?;
        decode.at += count;
        Ok(count)
    }
}

impl<R: Seek> Seek for Decoded<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.bytes.seek(to)?;
        self.decoder = self.encoding.decoder().map(|decoder| Decode {
            decoder,
            ready: String::new(),
            at: 0,
            is_over: false,
        });
        Ok(at)
    }
}
