//! What another computer's file says it knows of a diary.
#![no_main]
#![allow(dead_code)] // the readers of the other targets

#[path = "../../any_words/readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::state(bytes));
