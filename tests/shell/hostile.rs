//! Words that would steer a terminal, from wherever they come: not one of them does.

use crate::support::{Home, Run, TODAY};

/// A title, the clipboard, 8-bit controls, a bell, an overwritten line, and directions turned round.
const HOSTILE: &str = "a\u{1b}]0;PWN\u{7}\u{1b}]52;c;AAAA\u{7}\u{9b}2J\u{9d}0;x\u{9c}\u{7f}\rb\u{202e}c\u{2066}d\u{200f}\u{61c}\u{2028}e";

/// No more than letters, spaces and ends of lines.
#[track_caller]
fn is_clean(what: &[&str], run: &Run) {
    for said in [&run.out, &run.err] {
        let bad = |c: char| {
            c.is_control() && !matches!(c, '\n' | '\t')
                || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
                    | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let found: Vec<char> = said.chars().filter(|c| bad(*c)).collect();
        assert!(found.is_empty(), "{what:?}: {found:?} in {said:?}");
        assert!(!said.contains("panicked"), "{what:?}: {said}");
    }
}

/// A diary of own items, words and an act, all of which another program has filled with what steers.
fn diary() -> Home {
    let home = Home::new();
    home.ok(&[
        "items",
        "add",
        "Seat",
        "--kind",
        "choice",
        "--options",
        "sofa,floor",
    ]);
    home.ok(&["items", "add", "Wind", "--kind", "scale"]);
    home.ok(&["items", "rename", "stress", "Load"]);
    home.ok(&[
        "log",
        "pain=4",
        "my-seat=sofa",
        "my-wind=3",
        "tags=walk",
        "-m",
        "heat",
    ]);
    home.ok(&["log", "relief", "measure=heat"]);
    home.ok(&["log", "sleep=3"]);
    let clear = home.run(&["log", "sleep=-"]);
    assert_eq!(clear.code, 0, "{clear:?}");
    let db = rusqlite::Connection::open(home.diary()).unwrap();
    let texts = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'search%'";
    let mut columns: Vec<(String, String)> = Vec::new();
    {
        let mut rows = db.prepare(texts).unwrap();
        let found = rows
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        columns.extend(found.map(Result::unwrap));
    }
    let json = serde_json::to_string(HOSTILE).unwrap();
    let json = json.trim_matches('"');
    let mut changed = 0;
    for (table, column) in columns {
        for (word, by) in [
            ("walk", HOSTILE),
            ("heat", HOSTILE),
            ("\"Seat\"", &format!("\"{json}\"")),
            ("\"sofa\"", &format!("\"{json}\"")),
            ("\"floor\"", &format!("\"x{json}\"")),
            ("\"Wind\"", &format!("\"y{json}\"")),
            ("\"Load\"", &format!("\"z{json}\"")),
        ] {
            let is_json = word.starts_with('"');
            let sql = format!(
                "UPDATE OR IGNORE \"{table}\" SET \"{column}\" = replace(\"{column}\", ?1, ?2)
                 WHERE typeof(\"{column}\") = 'text' AND instr(\"{column}\", ?1) > 0
                 AND (?3 OR \"{column}\" = ?1)"
            );
            changed += db
                .execute(&sql, rusqlite::params![word, by, is_json])
                .unwrap_or(0);
        }
    }
    assert!(changed >= 5, "{changed}");
    home
}

#[test]
fn no_verb_lets_a_diary_steer_the_terminal() {
    let home = diary();
    let listed = home.run(&["items"]);
    assert!(listed.out.contains("\\u{1b}]0;PWN"), "{listed:?}");
    let shown = home.run(&["show"]);
    assert!(shown.out.contains("\\u{9b}2J"), "{shown:?}");
    let copy = home.name("copy.db");
    for verb in [
        &["show"][..],
        &["list"],
        &["search", "PWN"],
        &["search", "pain>=1"],
        &["--color", "never", "search", "PWN"],
        &["cycles"],
        &["forecast"],
        &["patterns"],
        &["patterns", "my-wind"],
        &["compare", "2026-03-01"],
        &["flags", "--all"],
        &["which"],
        &["learn"],
        &["items"],
        &["items", "my-seat"],
        &["items", "stress"],
        &["items", "hide", "my-seat"],
        &["items", "show", "my-seat"],
        &["items", "move", "my-wind", "--before", "my-seat"],
        &["items", "move", "my-wind"],
        &["history"],
        &["status"],
        &["bin"],
        &["bin", "restore", "1"],
        &["bin", "restore", "9"],
        &["check"],
        &["profile"],
        &["config"],
        &["path"],
        &["log", "my-seat=nothing"],
        &["log", "pain=5"],
        &["check-in"],
        &["undo"],
        &["redo"],
        &["backup", &copy],
        &["restore", &copy, "--dry-run"],
        &["salvage", &home.name("salvaged.db")],
        &["purge", "--yes"],
        &["demo"],
        &["demo", "--write", &home.name("sample.db")],
    ] {
        is_clean(verb, &home.run(verb));
    }
    let asked = home.pipe(&["check-in"], format!("{HOSTILE}\n?\n-\n{HOSTILE}\n"));
    is_clean(&["check-in"], &asked);
    // With a passphrase every one of them rewrites the diary and what lies beside it.
    let [one, other] = ["one", "other"].map(|name| home.write(name, format!("{name} {HOSTILE}")));
    for (verb, options) in [
        ("set", &["--new-passphrase-file", &one][..]),
        ("set", &["--passphrase-file", &one]),
        ("change", &["--passphrase-file", &other]),
        (
            "change",
            &["--passphrase-file", &one, "--new-passphrase-file", &other],
        ),
        ("remove", &["--passphrase-file", &one]),
        ("remove", &["--passphrase-file", &other]),
        ("remove", &[]),
    ] {
        let words = [&["passphrase", verb], options].concat();
        is_clean(&words, &home.run(&words));
    }
}

#[test]
fn no_file_name_or_word_steers_the_terminal() {
    let home = Home::new();
    let file = home.name(&HOSTILE.replace('/', ""));
    for words in [
        &["import", &file][..],
        &["--diary", &file, "show"],
        &["--diary", &file, "log", "pain=3"],
        &["--diary", &file, "path"],
        &["--diary", &file, "export", &format!("{file}.json")],
        &["--diary", &file, "backup", &format!("{file}.copy")],
        &["--diary", &file, "check"],
        &["--config", &file, "show"],
        &["--passphrase-file", &file, "show"],
        &["--passphrase-command", &file, "show"],
        &["restore", &file],
        &["log", HOSTILE],
        &["log", &format!("pain={HOSTILE}")],
        &["log", &format!("{HOSTILE}=1")],
        &["show", HOSTILE],
        &["list", HOSTILE],
        &["search", HOSTILE],
        &["items", HOSTILE],
        &["items", "hide", HOSTILE],
        &["items", "show", HOSTILE],
        &["items", "move", HOSTILE],
        &["items", "move", "pain", "--before", HOSTILE],
        &["items", "rename", HOSTILE, HOSTILE],
        &["bin", "restore", HOSTILE],
        &["demo", "--write", &file],
        &["demo", "--seed", HOSTILE],
        &["passphrase", "set", "--new-passphrase-file", &file],
        &["passphrase", "set", "--new-passphrase-fd", HOSTILE],
        &["items", "add", HOSTILE, "--kind", "text"],
        &["items", "add", "x", "--kind", HOSTILE],
        &["learn", HOSTILE],
        &["patterns", HOSTILE],
        &["profile", HOSTILE],
        &["config", "set", HOSTILE, HOSTILE],
        &["config", "set", "backup-folder", HOSTILE],
        &["export", "--format", HOSTILE],
        &["completions", HOSTILE],
        &[HOSTILE],
        &[&format!("--{HOSTILE}")],
    ] {
        is_clean(words, &home.run(words));
    }
}

#[test]
fn no_imported_file_steers_the_terminal() {
    let home = Home::new();
    let word = serde_json::to_string(HOSTILE).unwrap();
    let whole = |inside: &str| format!("{{\"format\":\"twinge\",\"version\":1,{inside}}}");
    let entries = |entry: &str| whole(&format!("\"entries\":[{entry}]"));
    let day = |rest: &str| entries(&format!("{{\"date\":\"{TODAY}\",{rest}}}"));
    let item = |label: &str, code: &str, kind: &str| {
        whole(&format!(
            "\"own-items\":{{\"my-a\":{{\"label\":{label},\"explain\":{label},\"kind\":{kind},\"ordered\":false,
             \"options\":[{{\"code\":{code},\"label\":{label}}}]}}}},
             \"overrides\":{{\"pain\":{{\"label\":{label}}}}},\"entries\":[]"
        ))
    };
    let files = [
        format!("{{\"format\":{word},\"version\":1,\"x\":\"twinge\"}}"),
        format!("{{\"format\":\"twinge\",\"version\":1,\"entries\":[],{word}:1}}"),
        day(&format!("\"kind\":\"day\",\"answers\":{{}},{word}:1")),
        day(&format!("\"kind\":{word},\"uid\":{word},\"answers\":{{}}")),
        day(&format!(
            "\"kind\":\"day\",\"answers\":{{\"bleeding\":{word},\"pain-sites\":[{word}],{word}:1}}"
        )),
        day(&format!(
            "\"kind\":\"day\",\"answers\":{{\"note\":{word},\"note\":\"b\",\"tags\":[{word}]}}"
        )),
        day(&format!(
            "\"kind\":\"relief\",\"uid\":{word},\"source\":{word},\"time\":{word},\"answers\":{{}}"
        )),
        whole(&format!(
            "\"own-items\":{{{word}:{{\"label\":\"x\",\"kind\":\"flag\"}}}},\"entries\":[]"
        )),
        item("\"x\"", "\"c\"", &word),
        item(&word, &word, "\"choice\""),
        item(&word, "\"c\"", "\"choice\""),
        format!(
            "date,bleeding.value,note.value,temperature.value\n{TODAY},{HOSTILE},{HOSTILE},x\n"
        ),
        format!("date,bleeding.value,{HOSTILE},mood.sad\n{TODAY},9,x,{HOSTILE}\n{HOSTILE},1,2,3\n"),
        format!("date,bleeding.value,{HOSTILE},{HOSTILE}\n"),
        HOSTILE.to_owned(),
    ];
    for file in files {
        let name = home.write("hostile", &file);
        is_clean(
            &[&file, "--dry-run"],
            &home.run(&["import", "--dry-run", &name]),
        );
        is_clean(&[&file], &home.run(&["import", &name]));
        for verb in ["items", "show", "history", "patterns"] {
            is_clean(&[&file, verb], &home.run(&[verb]));
        }
    }
    // What came of the names holds nothing of it in the file either.
    let items: serde_json::Value = serde_json::from_str(&home.ok(&["export"])).unwrap();
    let label = items["own-items"]["my-a"]["label"].as_str().unwrap();
    assert!(
        !label.contains(char::is_control) && label.contains("PWN"),
        "{label:?}"
    );
}

#[test]
fn what_programs_read_is_as_it_was_written() {
    let home = diary();
    // The check before an export finds what was put there.
    let found = home.run(&["export", "--damaged"]).out;
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    let shown = home.ok(&["show", "--json"]);
    assert!(shown.contains("\u{202e}"), "{shown}");
    assert!(found["entries"].to_string().contains("\u{202e}"));
}
