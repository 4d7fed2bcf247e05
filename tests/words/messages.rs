//! Every message of every file, in English and in the language of no people.

use std::collections::HashSet;

use twinge::config;
use twinge::diary::profile::{self, Choice};
use twinge::words::{Language, samples, speak};

/// The samples put in are in these brackets.
const HOLE: [char; 2] = ['⟨', '⟩'];

/// The text of a message itself, and what was put in.
fn parts(text: &str) -> (String, Vec<&str>) {
    let itself = text.split(HOLE).step_by(2).collect();
    (itself, text.split(HOLE).skip(1).step_by(2).collect())
}

#[test]
fn every_message_can_be_said() {
    speak(Language::En);
    let english = samples();
    speak(Language::Pseudo);
    let pseudo = samples();
    speak(Language::En);
    let (mut short, mut long) = (0, 0);
    for ((file, english), (_, pseudo)) in english.iter().zip(&pseudo) {
        assert!(!english.is_empty(), "{file} says nothing");
        for ((id, plain), (_, marked)) in english.iter().zip(pseudo) {
            let at = format!("{file}: {id}: {plain} | {marked}");
            let ((text, mut holes), (accented, mut same)) = (parts(plain), parts(marked));
            holes.sort();
            same.sort();
            assert_eq!(holes, same, "{at}");
            if text.contains(char::is_alphabetic) {
                assert!(
                    marked.starts_with("[!! ") && marked.ends_with(" !!]"),
                    "{at}"
                );
                assert!(
                    !accented.contains(|c: char| c.is_ascii_alphabetic()),
                    "{at}"
                );
                short += text.chars().count();
                long += accented.chars().count();
            }
        }
    }
    assert!(long * 100 >= short * 135, "{short} became {long}");
}

/// The messages that are said by the names in a table, with their files.
fn named_in_tables() -> HashSet<(&'static str, String)> {
    let mut ids = HashSet::new();
    for setting in config::SETTINGS {
        ids.extend([setting.name, setting.heading].map(|id| ("settings", id.to_owned())));
    }
    for setting in profile::SETTINGS {
        let name = setting.name;
        let mut say = |id: String| ids.insert(("profile", id));
        say(name.into());
        say(setting.heading.into());
        for choice in Choice::of(setting) {
            for word in choice.words() {
                say(format!("{name}-{word}"));
                say((*word).into());
            }
            if let Some(part) = choice.part {
                say(format!("{name}-{part}"));
                say(format!("{name}-{part}.explain"));
            }
        }
    }
    ids
}

/// A message nobody says is one more to translate for nothing.
#[test]
fn every_message_is_said_somewhere() {
    let source = crate::left::source();
    let said: HashSet<&str> = source
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    let by_name = named_in_tables();
    for (file, messages) in samples() {
        for (id, _) in messages {
            let name = id.replace(['-', '.'], "_");
            let said = said.contains(name.as_str()) || by_name.contains(&(file, id.to_owned()));
            assert!(said, "{file}: {id} is never said");
        }
    }
}
