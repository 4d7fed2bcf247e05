//! The real program in the language of no people.

use std::process::Command;

fn said(verbs: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_twinge"))
        .args(["--diary".as_ref(), home.path().join("diary.db").as_os_str()])
        .args(verbs)
        .env("TWINGE_PSEUDO", "1")
        .env("XDG_CONFIG_HOME", home.path())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8(said).unwrap()
}

/// The program is chosen to speak it by its surroundings alone, and speaks nothing else.
#[test]
fn the_program_can_speak_no_language() {
    for (verbs, plain) in [
        (&["status"][..], vec![]),
        // Names of files, and of the program, are the same in every language.
        (&["undo"], vec!["twinge"]),
        (&["learn", "zzz"], vec!["twinge", "zzz"]),
        (&["bin", "restore", "7"], vec!["twinge"]),
    ] {
        let said = said(verbs);
        assert!(said.contains("[!! ") && said.contains(" !!]"), "{said}");
        let words = said
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic()));
        let left: Vec<_> = words.filter(|word| !plain.contains(word)).collect();
        let in_path = |word: &&str| said.contains(&format!("/{word}")) || *word == "db";
        let left: Vec<_> = left.into_iter().filter(|word| !in_path(word)).collect();
        assert!(left.is_empty(), "{left:?} in {said}");
    }
}
