//! Another diary, with bytes in it changed: each four are a place and what stands there.
#![no_main]
#![allow(dead_code)] // the readers of the other targets

#[path = "../../any_words/readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::changed_diary(bytes));
