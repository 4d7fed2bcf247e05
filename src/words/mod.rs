//! Values into sentences, in a language that is a folder of `assets/words`.
//!
//! To add words:
//! 1. write a message into a file of `assets/words/en`, say `acts.ftl` (Project Fluent):
//!    ```text
//!    checked-in = { $days ->
//!        [one] { $days } day
//!       *[other] { $days } days
//!    } ago
//!    ```
//! 2. call `words::acts::checked_in(days)`: variables are parameters in the order they come first,
//!    a number where plurals are chosen, a `bool` for `yes` and `no`, an enum for other choices;
//!    without variables it is a `&'static str`, and `.hint` of a message is `checked_in_hint()`;
//! 3. a new file also wants a line at the end of this list of modules, or `packed!("file");` in the
//!    module of the same name if that has code of its own.
//!
//! To add a language, say `de`:
//! 1. write every file of `assets/words/en` anew in `assets/words/de`, with the same messages and
//!    variables;
//! 2. write the words that stand in data, in files of the same names there: `catalogue.toml` for
//!    `assets/catalogue.toml`, `guide/rules.toml`, `articles/pid.md`, with nothing in them but ids
//!    and words. `ASSETS` in `assets/pack/words/data.rs` says which files those are, what in them
//!    is words, and by what an entry is known; a line without an id is known by its place;
//! 3. choose it in `main` with [`speak`], before anything is read or said.
//!
//! What is missing, unknown or no word fails the build, and the tests read the data of every
//! language. What a person types is then found by the labels of the language, too; ids and codes
//! are the same in all.
//!
//! The functions are made by `assets/pack/words` when the program is built, so that a missing word
//! or a wrong variable does not compile and the start costs nothing. In a debug build
//! `TWINGE_PSEUDO=1` shows what does not come by language: the rest is in accents and brackets.
//! `tests/pseudo` holds every screen and verb to it; its lists of bare words only shrink.

use std::fmt::{Display, Write};

pub use intl_pluralrules::PluralCategory;
use intl_pluralrules::{PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

pub use crate::language::{Language, language, speak};

/// The functions of a file of `assets/words/en`.
macro_rules! packed {
    ($file:literal) => {
        include!(concat!(env!("OUT_DIR"), "/words/", $file, ".rs"));
    };
}

packed!("samples");

pub mod acts;
pub mod cycle;
pub mod dates;
pub mod day;
pub mod errors;
pub mod figures;
pub mod formats;
pub mod guide;
pub mod import;
pub mod keys;
pub mod kinds;
pub mod leaving;
pub mod patterns;
pub mod profile;
pub mod settings;
pub mod sharing;
pub mod tables;

/// Themes, and what is wrong with one.
pub mod appearance {
    packed!("appearance");
}

/// Words of every subject.
pub mod common {
    packed!("common");

    /// Some words with "or" before the last.
    pub fn any_of(words: &[&str]) -> String {
        match words {
            [before @ .., last] if !before.is_empty() => either(before.join(", "), last),
            words => words.concat(),
        }
    }
}

/// What is said at the foot of the screen.
pub mod notices {
    packed!("notices");
}

/// The page for the doctor.
pub mod report {
    packed!("report");
}

/// The screens, by their names.
pub mod screens {
    /// The chart.
    pub mod chart {
        packed!("screens/chart");
    }

    /// The cycles.
    pub mod cycles {
        packed!("screens/cycles");
    }

    /// The day: calendar, form and card.
    pub mod day {
        packed!("screens/day");
    }

    /// A line or a page to type.
    pub mod editor {
        packed!("screens/editor");
    }

    /// The guide.
    pub mod guide {
        packed!("screens/guide");
    }

    /// Every key.
    pub mod help {
        packed!("screens/help");
    }

    /// What was done and removed.
    pub mod history {
        packed!("screens/history");
    }

    /// A file, before it is imported.
    pub mod import {
        packed!("screens/import");
    }

    /// The items.
    pub mod items {
        packed!("screens/items");
    }

    /// A diary whose file was lost.
    pub mod lost {
        packed!("screens/lost");
    }

    /// The options of an answer.
    pub mod options {
        packed!("screens/options");
    }

    /// The patterns.
    pub mod patterns {
        packed!("screens/patterns");
    }

    /// What lists are for.
    pub mod picker {
        packed!("screens/picker");
    }

    /// Finding days and items.
    pub mod search {
        packed!("screens/search");
    }

    /// The settings of the diary.
    pub mod settings {
        packed!("screens/settings");
    }

    /// The first run.
    pub mod welcome {
        packed!("screens/welcome");
    }

    /// A folder before it is joined.
    pub mod joining {
        packed!("screens/joining");
    }

    /// Who shares the diary.
    pub mod shared {
        packed!("screens/shared");
    }

    /// The year.
    pub mod year {
        packed!("screens/year");
    }
}

/// What asks for a passphrase.
pub mod unlock {
    packed!("unlock");
}

/// What the verbs of the shell write, by what they do.
pub mod shell {
    /// Undoing, bringing back, forgetting, and the profile.
    pub mod changing {
        packed!("shell/changing");
    }

    /// The questions of the check-in line by line, and what is said to its answers.
    pub mod check_in {
        packed!("shell/check_in");
    }

    /// What holds for every verb: the settings, and where things are.
    pub mod everywhere {
        packed!("shell/everywhere");
    }

    /// Reading and writing files.
    pub mod files {
        packed!("shell/files");
    }

    /// Lines from a phone.
    pub mod inbox {
        packed!("shell/inbox");
    }

    /// Items, and making one's own.
    pub mod items {
        packed!("shell/items");
    }

    /// Answers in a line.
    pub mod log {
        packed!("shell/log");
    }

    /// Looking at the diary.
    pub mod looking {
        packed!("shell/looking");
    }

    /// The note of a day, shown, and written in an editor.
    pub mod note {
        packed!("shell/note");
    }

    /// Patterns, and stretches of time compared.
    pub mod patterns {
        packed!("shell/patterns");
    }

    /// Passphrases.
    pub mod passphrase {
        packed!("shell/passphrase");
    }

    /// Reminders that something else keeps.
    pub mod remind {
        packed!("shell/remind");
    }

    /// Sharing a diary between computers.
    pub mod share {
        packed!("shell/share");
    }
}

/// What can choose between plurals.
pub trait Number: Display {}

macro_rules! numbers {
    ($($number:ty)*) => { $(impl Number for $number {})* };
}

numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// The plural category of a number as it is shown, by the rules of CLDR.
fn category(language: Language, shown: &str) -> PluralCategory {
    let tag: Result<LanguageIdentifier, _> = language.tag().parse();
    tag.ok()
        .and_then(|tag| PluralRules::create(tag, PluralRuleType::CARDINAL).ok())
        .and_then(|rules| rules.select(shown).ok())
        .unwrap_or(PluralCategory::OTHER)
}

fn push(out: &mut String, value: &dyn Display) {
    // A string takes whatever is written to it.
    let _ = write!(out, "{value}");
}
