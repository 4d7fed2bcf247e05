//! The language that is spoken: chosen once, before anything is read or said.
//!
//! Its sentences are functions of [`crate::words`]; the words that stand in data, beside the ids
//! they are said of, are packed a file a language, and read by whoever reads the data.

use std::sync::atomic::{AtomicU8, Ordering};

include!(concat!(env!("OUT_DIR"), "/words/language.rs"));

static SPOKEN: AtomicU8 = AtomicU8::new(Language::En as u8);

/// Chooses the language, once and before anything is read or said.
pub fn speak(language: Language) {
    #[cfg(debug_assertions)]
    let language = match std::env::var_os("TWINGE_PSEUDO") {
        Some(_) => Language::Pseudo,
        None => language,
    };
    SPOKEN.store(language as u8, Ordering::Relaxed);
}

/// The language that was chosen.
pub fn language() -> Language {
    Language::from(SPOKEN.load(Ordering::Relaxed))
}

/// A file of `assets`, without its ending, as it is in each language, in the order of [`Language::ALL`].
macro_rules! data {
    ($file:expr) => {
        include!(concat!(env!("OUT_DIR"), "/data/", $file, ".rs"))
    };
}
pub(crate) use data;

/// Which of the texts of [`data!`] is in the language that is spoken.
pub(crate) fn spoken<T: Copy>(texts: &[T]) -> T {
    // There is one for every language.
    texts[language() as usize]
}
