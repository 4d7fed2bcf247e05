//! The formats that can be imported, known by how their files begin.

use std::io::Read;
use std::sync::Arc;

use super::json::Settings;
use super::{ImportPlan, ReadError, drip, json, plan};
use crate::diary::{Catalogue, Diary};

/// A format that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The diary's own.
    Twinge,
    /// drip's CSV.
    Drip,
}

impl Format {
    /// How many bytes of a file are enough to know its format by.
    pub const BEGINNING: u64 = 4096;

    /// The format of a file that begins so.
    pub fn of(beginning: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(beginning);
        let header = text.lines().next().unwrap_or_default();
        if json::recognises(&text) {
            Some(Self::Twinge)
        } else if drip::recognises(header) {
            Some(Self::Drip)
        } else {
            None
        }
    }

    /// Works out what importing a file would do to a diary and what stands beside its entries.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes do not come or are not of the format.
    pub fn plan(
        self,
        existing: &Diary,
        standing: &Settings,
        input: impl Read,
    ) -> Result<ImportPlan, ReadError> {
        match self {
            Self::Twinge => json::plan(existing, standing, input),
            Self::Drip => {
                let laid_over =
                    Catalogue::built_in().with(&standing.own_items, &standing.overrides);
                let catalogue =
                    laid_over.map_or_else(|_| Arc::clone(Catalogue::built_in()), Arc::new);
                plan(existing, drip::FORMAT, drip::read(input, &catalogue)?)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_how_they_begin() {
        for (beginning, format) in [
            ("{\n\"format\": \"twinge\",", Some(Format::Twinge)),
            ("date,bleeding.value\n2026-03-01,2\n", Some(Format::Drip)),
            ("date,pain\n", None),
            ("{\"format\": \"other\"}", None),
            ("", None),
        ] {
            assert_eq!(Format::of(beginning.as_bytes()), format, "{beginning}");
        }
    }
}
