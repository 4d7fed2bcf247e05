//! JSON that is read as a whole, part by part, each with its line.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::exchange::ReadError;
use crate::exchange::facts::{Book, Left};

/// The longest file of JSON that is taken in: those seen have a few MB.
const MOST: u64 = 256 << 20;

/// A whole file as text.
pub(in crate::exchange) fn whole(input: &mut dyn Read) -> io::Result<String> {
    let mut text = String::new();
    input.take(MOST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// The parts of an object by their names.
pub(super) type Parts<'t> = BTreeMap<String, &'t RawValue>;

/// What a text, or a part of one, holds.
///
/// # Errors
/// That it is not of the format, and what the reader of JSON says.
pub(super) fn parsed<'t, T: Deserialize<'t>>(
    format: &'static str,
    text: &'t str,
) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|error| ReadError::Form {
        format: format.into(),
        reason: error.into(),
    })
}

/// The lines of parts of a text, quickly found when they are asked for in order.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// What a part holds, and its line; `None` where it is odd, which is left out by what it is called.
    pub(super) fn record<T: Deserialize<'t>>(
        &mut self,
        of: &str,
        part: &'t RawValue,
        book: &mut Book<'_>,
    ) -> Option<(u64, T)> {
        let line = self.of(part);
        match serde_json::from_str(part.get()) {
            Ok(record) => Some((line, record)),
            Err(_) => {
                book.leave(of, Left::Form, line);
                None
            }
        }
    }

    /// The parts of a list, where there is one.
    pub(super) fn list(
        &mut self,
        of: &str,
        part: Option<&'t RawValue>,
        book: &mut Book<'_>,
    ) -> Vec<&'t RawValue> {
        let list = part.and_then(|part| self.record::<Option<Vec<_>>>(of, part, book));
        list.and_then(|(_, list)| list).unwrap_or_default()
    }

    /// The line of a part of the text, from 1.
    fn of(&mut self, part: &RawValue) -> u64 {
        let start = self.text.as_ptr() as usize;
        let at = (part.get().as_ptr() as usize).saturating_sub(start);
        if at < self.at {
            (self.at, self.line) = (0, 1);
        }
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = at;
        self.line
    }
}
