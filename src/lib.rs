//! twinge: a private diary for back and pelvic pain, in the terminal.
//!
//! Data flows one way, from what a person does to what they see:
//!
//! ```text
//! keys, shell words, files ──▶ tui, cli, exchange ──▶ Act ──▶ repository ──▶ the SQLite file
//!                                                                 │
//! screens, text, JSON, files ◀── tui, cli, exchange ◀── cycle, patterns, guide ◀── Diary
//! ```
//!
//! - [`diary`] is what is recorded: the catalogue of items, entries with their answers, days, and
//!   the words people use for them. Pure.
//! - [`repository`] is the SQLite file: reads a range, performs an act in one transaction, undoes it.

pub mod diary;
pub mod repository;
