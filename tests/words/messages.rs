//! Every message of every file, in English and in the language of no people.

use std::collections::HashSet;

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

/// A message nobody says is one more to translate for nothing.
#[test]
fn every_message_is_said_somewhere() {
    let source = crate::left::source();
    let said: HashSet<&str> = source
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    for (file, messages) in samples() {
        for (id, _) in messages {
            let name = id.replace(['-', '.'], "_");
            assert!(said.contains(name.as_str()), "{file}: {id} is never said");
        }
    }
}
