//! The diary as a journal: a folder of Markdown files, one a day, as note-taking programs read them.
//!
//! ```text
//! ---
//! generator: twinge
//! date: 2025-01-18
//! cycle-day: 14
//! pain: 5
//! pain-sites: [low-back-middle]
//! pain-one-sided: "yes"
//! entries:
//!   - {"kind":"relief","time":"21:00","uid":"5f1c","answers":{"medicine":"ibuprofen"}}
//! ---
//!
//! # Saturday 18 January 2025
//! …
//! ```
//!
//! The front matter is YAML, and holds everything: the check-in's answers by item id, and what
//! happened at a time as in the diary's own JSON. Below it the same stands in words, for people. A file
//! without `generator: twinge` is not ours, and is never touched. Files come back one by one or one
//! behind the other, by their front matter alone; `cycle-day` follows from the rest.

mod read;
mod write;

pub(super) use read::{front, read, recognises};
pub(super) use write::export;

/// What begins and ends front matter.
const FENCE: &str = "---";
/// By which a file is known for ours.
const GENERATOR: &str = "generator";
const US: &str = "twinge";
const DATE: &str = "date";
const CYCLE_DAY: &str = "cycle-day";
const ENTRIES: &str = "entries";
