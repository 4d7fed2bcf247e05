//! The table of formats: what each is called, how its files are known, read and written. The shell's
//! `import` and `export` and their help are made of it.

use std::io::{self, Write};

use super::json::Settings;
use super::{LeftOut, ReadError, Source, Taker, WriteError, csv, drip, json};
use crate::repository::{MAGIC, Repository};

/// A form of file that comes in, goes out, or both.
#[derive(Debug)]
pub struct Format {
    /// What it is called on the command line.
    pub name: &'static str,
    /// How its files come in, if they do.
    pub reads: Option<Reads>,
    /// How its files go out, if they do.
    pub writes: Option<Writes>,
}

/// How files of a format come in.
#[derive(Debug)]
pub struct Reads {
    /// The id of the words for whose file it is.
    pub label: &'static str,
    /// Whether a file that begins so is one.
    recognises: fn(beginning: &str) -> bool,
    /// What the files call the format.
    pub(super) source: &'static str,
    read: fn(&Settings, &mut dyn Source, &mut dyn Taker) -> Result<(), ReadError>,
}

/// How files of a format go out.
#[derive(Debug)]
pub struct Writes {
    /// The id of the words for what it is for.
    pub label: &'static str,
    write: fn(&Repository, &mut dyn Write) -> Result<LeftOut, WriteError>,
}

/// Files of twinge's own that are not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// A diary without a passphrase.
    Diary,
    /// The table it writes.
    Table,
}

impl Own {
    /// What a file is that begins so.
    pub fn of(beginning: &[u8]) -> Option<Self> {
        if beginning.starts_with(MAGIC) {
            return Some(Self::Diary);
        }
        csv::recognises(&String::from_utf8_lossy(beginning)).then_some(Self::Table)
    }
}

/// All formats, the diary's own first.
pub static FORMATS: [Format; 3] = [
    Format {
        name: "json",
        reads: Some(Reads {
            label: "own_export",
            recognises: json::recognises,
            source: json::FORMAT,
            read: json::read,
        }),
        writes: Some(Writes {
            label: "everything",
            write: json::export,
        }),
    },
    Format {
        name: "csv",
        reads: None,
        writes: Some(Writes {
            label: "flat_table",
            write: csv::export,
        }),
    },
    Format {
        name: "drip",
        reads: Some(Reads {
            label: "drip_export",
            recognises: |beginning| drip::recognises(beginning.lines().next().unwrap_or_default()),
            source: drip::FORMAT,
            read: drip::read_all,
        }),
        writes: Some(Writes {
            label: "file_of_drip",
            write: drip::export,
        }),
    },
];

impl Format {
    /// How many bytes of a file are enough to know its format by.
    pub const BEGINNING: u64 = 4096;

    /// The format of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format of a file that begins so.
    pub fn of(beginning: &[u8]) -> Option<&'static Self> {
        let beginning = String::from_utf8_lossy(beginning);
        let is = |reads: &Reads| (reads.recognises)(&beginning);
        let mut formats = FORMATS.iter();
        formats.find(|format| format.reads.as_ref().is_some_and(is))
    }

    /// Hands what a file holds to who takes it, as it stands beside what stands beside the entries of
    /// a diary.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes do not come or are not of the format: nothing was handed on then, but
    /// where the bytes cease to come.
    pub(super) fn read(
        &self,
        standing: &Settings,
        input: &mut dyn Source,
        taker: &mut dyn Taker,
    ) -> Result<(), ReadError> {
        let reads = self.reads()?;
        // Somebody may have looked at it before.
        input.seek(io::SeekFrom::Start(0))?;
        (reads.read)(standing, input, taker)
    }

    /// How it comes in.
    pub(super) fn reads(&self) -> io::Result<&Reads> {
        let reads = self.reads.as_ref();
        reads.ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported))
    }

    /// Writes a whole diary, and says what of it the format has no place for.
    ///
    /// # Errors
    /// [`WriteError`] when the diary cannot be read, or the bytes cannot be written.
    pub fn write(
        &self,
        repository: &Repository,
        out: &mut dyn Write,
    ) -> Result<LeftOut, WriteError> {
        let writes = self.writes.as_ref();
        let writes = writes.ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported))?;
        let left_out = (writes.write)(repository, out)?;
        out.flush()?;
        Ok(left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_how_they_begin() {
        for (beginning, format) in [
            ("{\n\"format\": \"twinge\",", Some("json")),
            ("date,bleeding.value\n2026-03-01,2\n", Some("drip")),
            ("\u{feff}date;bleeding.value\n2026-03-01;2\n", Some("drip")),
            ("date\tbleeding.value\n", Some("drip")),
            ("date,pain\n", None),
            ("{\"format\": \"other\"}", None),
            ("", None),
        ] {
            let known = Format::of(beginning.as_bytes());
            assert_eq!(known.map(|of| of.name), format, "{beginning}");
        }
    }

    #[test]
    fn every_format_is_of_use_and_has_a_name_of_its_own() {
        for format in &FORMATS {
            assert!(format.reads.is_some() || format.writes.is_some());
            let named = Format::named(format.name).unwrap();
            assert!(std::ptr::eq(named, format), "{}", format.name);
        }
    }
}
