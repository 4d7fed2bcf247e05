//! What can be pasted into a report of a fault.

use serde_json::Value;

use crate::support::Home;

/// A home whose names, answers and surroundings would all give somebody away.
fn known() -> Home {
    let home = Home::new();
    home.ok(&["items", "add", "zitronenfalter", "--kind", "yes-no"]);
    home.ok(&["log", "orgasm", "pain=4", "-m", "zitronenfalter"]);
    home
}

#[test]
fn a_report_tells_of_the_program_and_of_nothing_else() {
    let home = known();
    let private = [home.name(""), "zitronenfalter".into(), "orgasm".into()];
    for args in [&["check", "--about"][..], &["check", "--about", "--json"]] {
        let mut command = home.command(args);
        command
            .env("TERM", "xterm-256color")
            .env("COLORTERM", home.name("made-up"))
            .env("LANG", "de_AT.UTF-8");
        let said = crate::support::told(command.output().unwrap());
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        for word in ["xterm-256color", "de_AT.UTF-8", env!("CARGO_PKG_VERSION")] {
            assert!(said.out.contains(word), "{word}: {}", said.out);
        }
        for word in &private {
            assert!(!said.out.contains(word.as_str()), "{word}: {}", said.out);
        }
    }
    // More in the diary is nothing more to tell but the size of its file.
    let about = || -> Value {
        let mut about: Value =
            serde_json::from_str(&home.ok(&["check", "--about", "--json"])).unwrap();
        about["diary-bytes"] = Value::Null;
        about
    };
    let before = about();
    assert_eq!(before["diary-state"], "opens");
    assert!(before["schema"].as_u64() > Some(0), "{before}");
    home.ok(&["log", "yesterday", "orgasm", "bleeding=light"]);
    assert_eq!(about(), before);
}

#[test]
fn a_report_needs_no_diary_and_asks_for_no_passphrase() {
    let home = Home::new();
    assert!(home.ok(&["check", "--about"]).contains("diary: false\n"));
    assert!(!home.diary().exists());
    home.ok(&["log", "pain=4"]);
    let garbage = std::fs::write(home.diary(), "no diary");
    garbage.unwrap();
    let said = home.ok(&["check", "--about"]);
    assert!(
        said.contains("diary: true\n") && !said.contains("opens"),
        "{said}"
    );
    if cfg!(feature = "encryption") {
        std::fs::remove_file(home.diary()).unwrap();
        home.ok(&["log", "pain=4"]);
        let key = home.write("key", "open sesame");
        home.ok(&["passphrase", "set", "--new-passphrase-file", &key]);
        let said = home.ok(&["check", "--about"]);
        assert!(said.contains("diary-state: locked\n"), "{said}");
        assert!(said.contains("encrypted: true\n"), "{said}");
    }
}
