//! `bin` and `purge`.

use crate::support::Home;

/// A home whose diary had an entry that was removed.
fn removed() -> Home {
    let home = Home::new();
    home.ok(&["log", "note=zitronenfalter"]);
    home.ok(&["log", "note="]);
    home
}

#[test]
fn what_was_removed_is_listed_and_brought_back() {
    let home = removed();
    assert!(!home.ok(&["show"]).contains("zitronenfalter"));
    let listed = home.ok(&["bin"]);
    assert!(
        listed.starts_with("  1  2026-03-17  ") && listed.contains("zitronenfalter (removed "),
        "{listed}"
    );
    let line: serde_json::Value = serde_json::from_str(&home.ok(&["bin", "--json"])).unwrap();
    assert_eq!(line["n"], 1);
    assert_eq!(line["entry"]["answers"]["note"], "zitronenfalter");
    let told = home.fails(2, &["bin", "restore", "2"]);
    assert!(told.contains("no entry 2 in the bin"), "{told}");
    home.fails(2, &["bin", "restore", "0"]);
    let told = home.ok(&["bin", "restore", "1"]);
    assert_eq!(told, "check-in of 2026-03-17 brought back\n");
    assert!(home.ok(&["show"]).contains("zitronenfalter"));
    assert!(home.ok(&["bin"]).contains("nothing was removed"));
    assert_eq!(home.ok(&["bin", "--json"]), "");
    home.ok(&["undo"]);
    assert!(home.ok(&["bin"]).contains("zitronenfalter"));
}

#[test]
fn a_purge_empties_it_at_once_and_the_log_says_so() {
    let home = removed();
    let told = home.ok(&["purge"]);
    assert!(
        told.contains("the bin is empty; 2 acts were forgotten"),
        "{told}"
    );
    assert!(home.ok(&["bin"]).contains("nothing was removed"));
    home.fails(1, &["undo"]);
    let bytes = std::fs::read(home.diary()).unwrap();
    let word = b"zitronenfalter";
    assert!(!bytes.windows(word.len()).any(|part| part == word));
}
