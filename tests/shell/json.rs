//! JSON has one shape: one value, an array where there can be any number of things, and keys in kebab-case.

use clap::CommandFactory;
use serde_json::Value;
use twinge::cli::Cli;

use crate::support::Home;

/// Every verb with `--json`, with words that give it something to tell; and whether it tells of any
/// number of things.
const VERBS: [(&[&str], bool); 24] = [
    (&["show", "-400..today"], true),
    (&["list", "-400..today"], true),
    (&["search", "pain>=0"], true),
    (&["cycles"], true),
    (&["forecast"], false),
    (&["patterns"], false),
    (&["patterns", "--around", "lifting:heavy"], false),
    (&["compare", "-59..-30", "-29..today"], true),
    (&["flags", "--all"], false),
    (&["which"], false),
    (&["learn"], true),
    (&["learn", "endometriosis"], false),
    (&["items"], true),
    (&["history"], true),
    (&["status"], false),
    (&["share", "status"], false),
    (&["import"], false),
    (&["inbox"], false),
    (&["bin"], true),
    (&["check"], false),
    (&["profile"], false),
    (&["config"], false),
    (&["path"], false),
    (&["report"], false),
];

/// All keys of a value and of what is in it.
fn keys(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(all) => all.iter().flat_map(keys).collect(),
        Value::Object(all) => all
            .iter()
            .flat_map(|(key, value)| [vec![key.as_str()], keys(value)].concat())
            .collect(),
        _ => Vec::new(),
    }
}

fn is_kebab(key: &str) -> bool {
    let of_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    key.split('-')
        .all(|word| !word.is_empty() && word.chars().all(of_word))
}

#[test]
fn every_verb_with_json_is_tried() {
    let command = Cli::command();
    let with_json = command.get_subcommands().filter(|verb| {
        let mut arguments = verb.get_arguments();
        arguments.any(|of| of.get_long() == Some("json"))
    });
    let mut with_json: Vec<&str> = with_json.map(|verb| verb.get_name()).collect();
    let mut tried: Vec<&str> = VERBS.iter().map(|(words, _)| words[0]).collect();
    with_json.sort_unstable();
    tried.sort_unstable();
    tried.dedup();
    assert_eq!(tried, with_json);
}

#[test]
fn json_is_one_value_with_keys_of_one_kind() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("data/twinge")).unwrap();
    home.ok(&["demo", "--write", &home.name("data/twinge/diary.db")]);
    let export = home.write("export.json", home.ok(&["export"]));
    let inbox = home.name("inbox");
    std::fs::create_dir(&inbox).unwrap();
    home.write("inbox/2026-03-17.md", "Milk\npain=10\nillness=cold");
    home.ok(&["log", "orgasm", "at=21:00"]);
    home.ok(&["undo"]);
    for (words, many) in VERBS {
        let file = match words[0] {
            "import" => Some(&export),
            "inbox" => Some(&inbox),
            _ => None,
        };
        let words: Vec<&str> = words
            .iter()
            .copied()
            .chain(file.map(String::as_str))
            .chain(["--json"])
            .collect();
        let said = home.ok(&words);
        let value: Value = serde_json::from_str(&said)
            .unwrap_or_else(|error| panic!("{words:?}: {error}: {said}"));
        assert_eq!(value.is_array(), many, "{words:?}: {said}");
        assert_eq!(value.is_object(), !many, "{words:?}: {said}");
        let odd: Vec<&str> = keys(&value)
            .into_iter()
            .filter(|key| !is_kebab(key))
            .collect();
        assert!(odd.is_empty(), "{words:?}: {odd:?}");
    }
}

#[test]
fn nothing_is_an_empty_array() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    for words in [
        &["list", "2020"][..],
        &["show", "2020"],
        &["bin"],
        &["cycles"],
    ] {
        assert_eq!(home.ok(&[words, &["--json"]].concat()), "[]\n", "{words:?}");
    }
}
