//! The real program in the language of no people.

use std::process::Command;

/// What it says, without the names of files, which are the same in every language.
fn said(verbs: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let diary = home.path().join("diary.db").display().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_twinge"))
        .args(["--diary", &diary])
        .args(verbs)
        .env("TWINGE_PSEUDO", "1")
        .env("XDG_CONFIG_HOME", home.path())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8(said).unwrap().replace(&diary, "")
}

/// Its surroundings alone choose it, and what the verbs say is in it.
#[test]
fn the_program_can_speak_no_language() {
    for (verbs, plain) in [
        (&["status"][..], [""]),
        (&["undo"], ["twinge"]),
        (&["bin", "restore", "7"], ["twinge"]),
        (&["purge"], ["twinge"]),
    ] {
        let said = said(verbs);
        assert!(said.contains("[!! ") && said.contains(" !!]"), "{said}");
        let words = said.split(|c: char| !c.is_alphabetic());
        let mut words = words.filter(|word| word.chars().any(|c| c.is_ascii_alphabetic()));
        assert_eq!(words.find(|word| !plain.contains(word)), None, "{said}");
    }
}
