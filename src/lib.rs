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
//! - [`safekeeping`] guards that file: its passphrase, backups, trash, and what to do when it is
//!   damaged.
//! - [`sharing`] lets several computers have one diary, through a folder that something else carries.
//!   Only these three rooms know SQL.
//! - [`cycle`] makes cycles out of bleeding, and from the other signs says when ovulation was, in
//!   which phase a day lies and when the next period may come. Pure.
//! - [`patterns`] asks what the pain goes with, and tells it without false alarms. Pure.
//! - [`guide`] evaluates rules over answers: when to seek care, which is it, what helps. Pure; its
//!   words are data.
//! - [`insight`] works out of the file what rests on more than one day, for both faces.
//! - [`exchange`] reads and writes other programs' files, a file a format.
//! - [`language`] is which language is spoken, for the rooms that read data with words in it.
//! - [`words`] makes sentences of values and of what the rooms above found, for both faces, in a
//!   language that is a folder of `assets/words`.
//! - [`lines`] understands what a person says in a line, also in the pages that lie in a folder.
//! - [`report`] makes the page for the doctor of what the rooms above found: values, text, HTML.
//! - [`failure`] is what went wrong, with its causes and what to do next, for both faces.
//! - [`confinement`] is what the program denies itself: the network, and files it was not asked for.
//! - [`memory`] is how the process holds its memory.
//! - [`keymap`] is the table of keys: where a key is pressed, and what it does.
//! - [`config`] is what belongs to this computer and not to the diary.
//! - [`demo`] makes up a sample diary.
//! - [`cli`] is the shell's face: a file a verb.
//! - [`tui`] is the terminal's face: panes over a model, keys as data.

// A closed terminal or pipe must not end the program in a panic: what is told goes through `writeln!`.
#![deny(clippy::print_stderr, clippy::print_stdout)]

pub mod cli;
pub mod config;
pub mod confinement;
pub mod cycle;
pub mod demo;
pub mod diary;
pub mod exchange;
pub mod failure;
pub mod guide;
pub mod insight;
pub mod keymap;
pub mod language;
pub mod lines;
pub mod memory;
pub mod patterns;
pub mod report;
pub mod repository;
pub mod safekeeping;
pub mod sharing;
pub mod tui;
pub mod words;
