//! Words that do not come by language. The lists of them may only shrink.

use std::collections::{BTreeMap, BTreeSet};

/// Where bare words stand, by the name of a screen or a verb.
pub(crate) type Bare = BTreeMap<String, BTreeSet<String>>;

const HEAD: &str = "\
# Words that are not said by language, by where they stand.
# The lists only shrink: UPDATE_BARE=1 cargo test --test pseudo
";

/// The words of a text that no language has: runs of plain letters, but for single ones, which are
/// keys and marks, and those that are the same in every language.
pub(crate) fn words<'t>(text: &'t str, same: &BTreeSet<String>) -> BTreeSet<&'t str> {
    let part_of_word = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let plain = |word: &&str| word.chars().filter(char::is_ascii_alphabetic).count() > 1;
    text.split(|c| !part_of_word(c))
        .filter(plain)
        .filter(|word| !same.contains(*word))
        .flat_map(|word| word.split(['-', '_']))
        .filter(|word| plain(word) && !same.contains(*word))
        .collect()
}

/// Compares what is bare with the list in a file, and refuses what is new.
#[track_caller]
pub(crate) fn only_shrinks(file: &str, found: &Bare) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let list = std::fs::read_to_string(&path).unwrap_or_default();
    let list: Bare = toml::from_str(&list).unwrap();
    let of = |bare: &Bare, place: &String| bare.get(place).cloned().unwrap_or_default();
    let new: Vec<String> = found
        .iter()
        .map(|(place, words)| {
            (
                place,
                words.difference(&of(&list, place)).cloned().collect(),
            )
        })
        .filter(|(_, words): &(_, Vec<String>)| !words.is_empty())
        .map(|(place, words)| format!("{place}: {}", words.join(" ")))
        .collect();
    let begun = list.is_empty() && std::env::var_os("UPDATE_BARE").is_some();
    assert!(
        new.is_empty() || begun,
        "these words come from no language; they belong into assets/words, or into the data of \
         assets/pack/words/data.rs:\n{}",
        new.join("\n")
    );
    if std::env::var_os("UPDATE_BARE").is_some() {
        let bare = found.iter().filter(|(_, words)| !words.is_empty());
        let bare: BTreeMap<_, _> = bare.collect();
        std::fs::write(path, HEAD.to_owned() + &toml::to_string(&bare).unwrap()).unwrap();
        return;
    }
    for place in list.keys() {
        let done = of(found, place).is_empty();
        assert!(!done, "{place} says nothing bare: take it out of {file}");
    }
}

#[test]
fn only_words_of_no_language_are_found() {
    let same = ["Ctrl", "Enter", "pain-sites"].map(str::to_owned).into();
    let text = "[!! þååîîñ !!] Ctrl-d Enter x 12 °C pain-sites 7×4 in low-back [p] 3rd 2026-03-17";
    let found: Vec<&str> = words(text, &same).into_iter().collect();
    assert_eq!(found, ["3rd", "back", "in", "low"]);
}
