//! The folder of a journal, its files parted by a zero.
#![no_main]
#![allow(dead_code)] // the readers of the other targets

#[path = "../../any_words/readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::folder(bytes));
