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
    let undone = home.fails(2, &["purge"]);
    assert!(undone.contains("--yes forgets it"), "{undone}");
    let would = home.ok(&["purge", "--dry-run"]);
    assert!(
        would.contains("2 acts that could be undone, and 1 entry in the bin"),
        "{would}"
    );
    assert!(home.ok(&["bin"]).contains("zitronenfalter"));
    let told = home.ok(&["purge", "--yes"]);
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

#[test]
fn what_has_lain_there_for_long_goes_when_the_diary_is_next_written_to() {
    let home = removed();
    let db = rusqlite::Connection::open(home.diary()).unwrap();
    let aged = "UPDATE operation SET at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?1)";
    db.execute(aged, ["-29 days"]).unwrap();
    drop(db);
    home.ok(&["log", "pain=4"]);
    assert!(home.ok(&["bin"]).contains("zitronenfalter"));
    assert!(!home.ok(&["history"]).contains("forgotten"));
    let db = rusqlite::Connection::open(home.diary()).unwrap();
    db.execute(aged, ["-31 days"]).unwrap();
    drop(db);
    assert!(home.ok(&["bin"]).contains("nothing was removed"));
    // One act by a clock that may be wrong is not enough: the diary is used in the meantime.
    for (stress, days) in (1..).zip(["-24 days", "-17 days", "-10 days", "-3 days"]) {
        home.ok(&["log", &format!("stress={stress}")]);
        assert!(!home.ok(&["history"]).contains("forgotten"));
        let db = rusqlite::Connection::open(home.diary()).unwrap();
        let latest = format!("{aged} WHERE id = (SELECT max(id) FROM operation)");
        db.execute(&latest, [days]).unwrap();
    }
    home.ok(&["log", "pain=5"]);
    let history = home.ok(&["history"]);
    assert!(
        history.lines().count() == 7
            && history.ends_with(
                "earlier acts are forgotten, with what they removed, and cannot be undone\n"
            ),
        "{history}"
    );
    // What was done since can be undone, and no more.
    for _ in 0..6 {
        home.ok(&["undo"]);
    }
    home.fails(1, &["undo"]);
}
