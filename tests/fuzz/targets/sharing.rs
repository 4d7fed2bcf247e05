//! What another computer's file says it knows of a diary.
#![no_main]
#![allow(dead_code)] // the readers of the other targets

#[path = "../../any_words/readers.rs"]
mod readers;

use std::panic;

libfuzzer_sys::fuzz_target!(
    init: {
        // A panic of the engine that is caught and answered for is no find.
        let end = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !twinge::sharing::is_caught() {
                end(panic);
            }
        }));
    },
    |bytes: &[u8]| readers::state(bytes)
);
