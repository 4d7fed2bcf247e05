//! Files of other programs, in whatever they are packed.
#![no_main]
#![allow(dead_code)] // the readers of the other targets

#[path = "../../any_words/readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::arrival(bytes));
