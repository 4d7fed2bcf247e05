//! Dates, times and stretches of days in words.
#![no_main]
#![allow(dead_code)] // the readers of the other targets

#[path = "../../any_words/readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|text: &str| readers::dates(text));
