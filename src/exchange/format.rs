//! The table of formats: what each is called, how its files are known, read and written. The shell's
//! `import` and `export` and their help are made of it.

use std::io::{self, Write};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use smol_str::SmolStr;

use super::apps::{
    apple, bearable, clue, flo, health_connect, mensinator, menstrudel, peri, periodical, table,
};
use super::door::Worth;
use super::facts::Rules;
use super::plan::Planner;
use super::{
    ImportPlan, LeftOut, Named, Outgoing, ReadError, Source, Standing, Taker, WriteError, calendar,
    csv, door, drip, fhir, journal, json, wide,
};
use crate::diary::Diary;
use crate::repository::is_diary;

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
    /// What the files call the format.
    pub source: SmolStr,
    how: How,
}

/// How files of a format are known and read.
#[derive(Debug)]
enum How {
    /// In a way of their own.
    Code {
        /// Whether a file that begins so is one.
        recognises: fn(beginning: &str) -> bool,
        read: Read,
    },
    /// As tables, by rules that the program has.
    Rules(fn() -> &'static Rules),
    /// As tables, by rules of the person's own.
    Own(Box<Rules>),
}

/// How files of a format go out.
#[derive(Debug)]
pub struct Writes {
    /// The id of the words for what it is for.
    pub label: &'static str,
    to: To,
}

/// What a format is written to, and by what.
#[derive(Debug, Clone, Copy)]
enum To {
    /// A file that is a table.
    Table(fn(&mut Outgoing, &mut dyn Write) -> Result<LeftOut, WriteError>),
    /// Another file.
    File(fn(&mut Outgoing, &mut dyn Write) -> Result<LeftOut, WriteError>),
    /// Files in a folder.
    Folder(fn(&mut Outgoing, &Path) -> Result<LeftOut, WriteError>),
}

/// What is wrong with a file of rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {said}")]
pub struct RulesFault {
    /// The line, from 1.
    pub line: usize,
    /// What the reader of TOML says.
    pub said: String,
}

/// What a file of rules has to have.
#[derive(Deserialize)]
struct OfTable {
    #[serde(rename = "form")]
    _form: IgnoredAny,
}

impl RulesFault {
    fn of(text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        Self {
            line: 1 + before.map_or(0, |before| before.matches('\n').count()),
            said: error.message().to_owned(),
        }
    }
}

/// All formats, the diary's own first.
pub static FORMATS: [Format; 21] = [
    Format {
        name: "json",
        reads: Some(Reads {
            label: "own_export",
            source: SmolStr::new_static(json::FORMAT),
            how: How::Code {
                recognises: json::recognises,
                read: |standing, input, taker| json::read(&standing.settings, input, taker),
            },
        }),
        writes: Some(Writes {
            label: "everything",
            to: To::File(json::export),
        }),
    },
    Format {
        name: "csv",
        reads: Some(Reads {
            label: "own_answers",
            source: SmolStr::new_static(json::FORMAT),
            how: How::Code {
                recognises: csv::recognises,
                read: csv::read,
            },
        }),
        writes: Some(Writes {
            label: "flat_table",
            to: To::Table(csv::export),
        }),
    },
    Format {
        name: Format::WIDE,
        reads: Some(Reads {
            label: "own_days",
            source: SmolStr::new_static(json::FORMAT),
            how: How::Code {
                recognises: wide::recognises,
                read: wide::read,
            },
        }),
        writes: Some(Writes {
            label: "wide_table",
            to: To::Table(wide::export),
        }),
    },
    Format {
        name: "drip",
        reads: Some(Reads {
            label: "drip_export",
            source: SmolStr::new_static(drip::FORMAT),
            how: How::Code {
                recognises: |beginning| {
                    drip::recognises(beginning.lines().next().unwrap_or_default())
                },
                read: drip::read_all,
            },
        }),
        writes: Some(Writes {
            label: "file_of_drip",
            to: To::File(drip::export),
        }),
    },
    Format {
        name: "fhir",
        reads: None,
        writes: Some(Writes {
            label: "bundle",
            to: To::File(fhir::export),
        }),
    },
    Format {
        name: "ics",
        reads: None,
        writes: Some(Writes {
            label: "calendar",
            to: To::File(calendar::export),
        }),
    },
    Format {
        name: Format::JOURNAL,
        reads: Some(Reads {
            label: "own_journal",
            source: SmolStr::new_static(json::FORMAT),
            how: How::Code {
                recognises: journal::recognises,
                read: journal::read,
            },
        }),
        writes: Some(Writes {
            label: "journal",
            to: To::Folder(journal::export),
        }),
    },
    app(clue::FORMAT, "clue_export", clue::recognises, clue::read),
    app(
        apple::FORMAT,
        "apple_export",
        apple::recognises,
        apple::read,
    ),
    app(
        health_connect::FORMAT,
        "health_connect_export",
        health_connect::recognises,
        health_connect::read,
    ),
    app(flo::FORMAT, "flo_export", flo::recognises, flo::read),
    app(
        mensinator::FORMAT,
        "mensinator_export",
        mensinator::recognises,
        mensinator::read,
    ),
    app(
        menstrudel::FORMAT,
        "menstrudel_export",
        menstrudel::recognises,
        menstrudel::read,
    ),
    app(
        periodical::FORMAT,
        "periodical_backup",
        periodical::recognises,
        periodical::read,
    ),
    app(peri::FORMAT, "peri_export", peri::recognises, peri::read),
    app(
        bearable::FORMAT,
        "bearable_table",
        bearable::recognises,
        bearable::read,
    ),
    by_rules("daylio", "daylio_table", table::daylio),
    by_rules("visible", "visible_table", table::visible),
    by_rules("femometer", "femometer_table", table::femometer),
    by_rules(
        "fertility_friend",
        "fertility_friend_table",
        table::fertility_friend,
    ),
    by_rules("attacks", "attack_list", table::attacks),
];

type Read = fn(&Standing, &mut dyn Source, &mut dyn Taker) -> Result<(), ReadError>;

/// A format of another program that only comes in.
const fn app(
    name: &'static str,
    label: &'static str,
    recognises: fn(beginning: &str) -> bool,
    read: Read,
) -> Format {
    comes_in(name, label, How::Code { recognises, read })
}

/// A table of another program, which is read by rules alone.
const fn by_rules(
    name: &'static str,
    label: &'static str,
    rules: fn() -> &'static Rules,
) -> Format {
    comes_in(name, label, How::Rules(rules))
}

const fn comes_in(name: &'static str, label: &'static str, how: How) -> Format {
    Format {
        name,
        reads: Some(Reads {
            label,
            source: SmolStr::new_static(name),
            how,
        }),
        writes: None,
    }
}

impl Reads {
    /// Whether a file that begins so is one.
    fn recognises(&self, beginning: &str) -> bool {
        match &self.how {
            How::Code { recognises, .. } => recognises(beginning),
            How::Rules(rules) => table::recognises(rules(), beginning),
            How::Own(rules) => table::recognises(rules, beginning),
        }
    }
}

impl Writes {
    /// Whether it is a table.
    pub fn is_table(&self) -> bool {
        matches!(self.to, To::Table(_))
    }

    /// Whether it is a folder of files.
    pub fn is_folder(&self) -> bool {
        matches!(self.to, To::Folder(_))
    }
}

impl Format {
    /// The name of the table of a row a day.
    pub const WIDE: &'static str = "wide";

    /// The name of tables by rules of the person's own.
    pub const OWN: &'static str = "own";

    /// The name of the folder of a file a day.
    pub const JOURNAL: &'static str = "journal";

    /// How many bytes of a file are enough to know its format by.
    pub const BEGINNING: u64 = door::BEGINNING;

    /// The format of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// A table by rules of the person's own: a file as those of `assets/imports` are.
    ///
    /// # Errors
    /// [`RulesFault`].
    pub fn by_rules(text: &str) -> Result<Self, RulesFault> {
        let rules = toml::from_str(text).and_then(|OfTable { .. }| Rules::read(text));
        let rules = rules.map_err(|error| RulesFault::of(text, &error))?;
        Ok(Self {
            name: Self::OWN,
            reads: Some(Reads {
                label: "own_rules",
                source: SmolStr::new(&rules.format),
                how: How::Own(Box::new(rules)),
            }),
            writes: None,
        })
    }

    /// The format of a file that begins so.
    pub fn of(beginning: &[u8]) -> Option<&'static Self> {
        Self::among(&FORMATS, beginning)
    }

    /// The first of some formats that knows a file which begins so.
    pub fn among<'f>(
        formats: impl IntoIterator<Item = &'f Self>,
        beginning: &[u8],
    ) -> Option<&'f Self> {
        // A diary is a database, as Health Connect's file is.
        if is_diary(beginning) {
            return None;
        }
        let beginning = String::from_utf8_lossy(beginning);
        let is = |reads: &Reads| reads.recognises(&beginning);
        let mut formats = formats.into_iter();
        formats.find(|format| format.reads.as_ref().is_some_and(is))
    }

    /// What a file that begins so is worth, among others.
    pub fn worth(beginning: &[u8]) -> Worth {
        match (Self::of(beginning), Named::of(beginning)) {
            (Some(_), _) => Worth::Readable,
            // What else lies in an archive says more.
            (None, None | Some(Named::Empty)) => Worth::Unknown,
            (None, Some(_)) => Worth::Named,
        }
    }

    /// Works out what importing a file would do to a diary and what stands beside its entries, in one
    /// stretch; of conflicts and of what is left out it tells so many one by one.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes do not come or are not of the format.
    pub fn plan(
        &self,
        existing: &Diary,
        standing: &Standing,
        input: &mut dyn Source,
        shown: usize,
    ) -> Result<ImportPlan, ReadError> {
        let mut planner =
            Planner::new(existing, &self.reads()?.source, standing.told.today).showing(shown);
        self.read(standing, input, &mut planner)?;
        Ok(planner.finish())
    }

    /// Hands what a file holds to who takes it, as it stands beside what stands beside the entries of
    /// a diary.
    ///
    /// # Errors
    /// As [`Format::plan`]: nothing was handed on then, but where the bytes cease to come.
    pub(super) fn read(
        &self,
        standing: &Standing,
        input: &mut dyn Source,
        taker: &mut dyn Taker,
    ) -> Result<(), ReadError> {
        let reads = self.reads()?;
        // Somebody may have looked at it before.
        input.seek(io::SeekFrom::Start(0))?;
        match &reads.how {
            How::Code { read, .. } => read(standing, input, taker),
            How::Rules(rules) => table::read(rules(), standing, input, taker),
            How::Own(rules) => table::read(rules, standing, input, taker),
        }
    }

    /// How it comes in.
    pub(super) fn reads(&self) -> io::Result<&Reads> {
        let reads = self.reads.as_ref();
        reads.ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported))
    }

    /// Writes what leaves of a diary, and says what of it the format has no place for.
    ///
    /// # Errors
    /// [`WriteError`] when the diary cannot be read, or the bytes cannot be written.
    pub fn write(
        &self,
        outgoing: &mut Outgoing,
        out: &mut dyn Write,
    ) -> Result<LeftOut, WriteError> {
        let left_out = match self.writes.as_ref().map(|writes| writes.to) {
            Some(To::Table(write) | To::File(write)) => write(outgoing, out)?,
            _ => return Err(io::Error::from(io::ErrorKind::Unsupported).into()),
        };
        out.flush()?;
        Ok(left_out)
    }

    /// Writes what leaves of a diary into a folder, and says what of it the format has no place for.
    ///
    /// # Errors
    /// [`WriteError`] when the diary cannot be read, a file cannot be written, or one stands in the
    /// way that is not of our making; then nothing was written.
    pub fn write_into(
        &self,
        outgoing: &mut Outgoing,
        folder: &Path,
    ) -> Result<LeftOut, WriteError> {
        match self.writes.as_ref().map(|writes| writes.to) {
            Some(To::Folder(write)) => write(outgoing, folder),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported).into()),
        }
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
            (
                "---\ngenerator: twinge\ndate: 2026-03-01\n",
                Some("journal"),
            ),
            ("---\ntitle: cake\n", None),
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
