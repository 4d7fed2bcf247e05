//! Every verb and some of its errors.

use std::collections::BTreeSet;

use twinge::diary::Catalogue;

use crate::bare::{self, Bare};
use crate::support::{Home, told};

const LIST: &str = "tests/pseudo/verbs.toml";

/// What is run, one after the other in one home.
const VERBS: &[&[&str]] = &[
    &["status"],
    &["show"],
    &[
        "log",
        "pain=5",
        "pain-sites=si-left,tailbone",
        "bleeding=heavy",
        "note=ΘΕΡΜΗ",
    ],
    &[
        "log",
        "yesterday",
        "pain=3",
        "orgasm=yes",
        "measure=heat",
        "relief-before=5",
    ],
    &["log", "pain=12"],
    &["log", "pian=3"],
    &["log", "bleeding=heavey"],
    &["log", "temperature=12"],
    &["log", "orgasm=perhaps"],
    &["log", "sleep-hours=x"],
    &["log"],
    &["show"],
    &["show", "yesterday"],
    &["show", "2025-01-01"],
    &["show", "31 february"],
    &["list"],
    &["list", "2020"],
    &["search", "ΘΕΡΜΗ"],
    &["search", "pain>=5"],
    &["search", "ΨΨΨ"],
    &["search", "pian>=5"],
    &["cycles"],
    &["forecast"],
    &["patterns"],
    &["patterns", "--item", "pian"],
    &["compare", "2026-01", "2026-02"],
    &["compare", "2026-02", "ΨΨΨ"],
    &["flags"],
    &["report"],
    &["report", "--days", "-o", "ΣΕΛΙΔΑ.html"],
    &["report", "-o", "ΣΕΛΙΔΑ.html"],
    &["report", "--from", "2020-01-01", "--to", "2020-02-01"],
    &["report", "--without", "intimcy"],
    &["which"],
    &["which", "2025-01-01"],
    &["learn"],
    &["learn", "lh-test"],
    &["learn", "ΨΨΨ"],
    &["items"],
    &["items", "pain-sites"],
    &["items", "pian"],
    &["items", "add", "ΓΑΤΑ", "--kind", "scale"],
    &["items", "rename", "my-γατα", "ΣΚΥΛΟΣ"],
    &["items", "hide", "my-γατα"],
    &["items", "show", "my-γατα"],
    &["items", "move", "my-γατα", "--before", "pain"],
    &["history"],
    &["undo"],
    &["undo"],
    &["redo"],
    &["redo"],
    &["redo"],
    &["profile"],
    &["profile", "fertility=no"],
    &["profile", "fertility=perhaps"],
    &["profile", "fertilty=no"],
    &["config"],
    &["config", "set", "mouse", "yes"],
    &["config", "set", "mouse", "perhaps"],
    &["config", "set", "mous", "yes"],
    &["config", "unset", "mouse"],
    &["export", "out.json"],
    &["export", "out.json"],
    &["import", "out.json"],
    &["import", "missing.json"],
    &["backup", "copy.db"],
    &["restore", "copy.db"],
    &["restore", "missing.db"],
    &["restore", "out.json"],
    &["salvage", "missing.db"],
    &["salvage", "copy.db"],
    &["bin"],
    &["bin", "restore", "7"],
    &["purge"],
    &["purge", "--dry-run"],
    &["purge", "--yes"],
    &["check"],
    &["passphrase", "remove"],
    &["passphrase", "change"],
    &["check-in"],
    &["share", "status"],
    &["share", "now"],
    &["share", "conflicts"],
    &["share", "missing"],
    &["share", "stop"],
    &["path"],
    &["demo"],
    &["status"],
];

/// Names that are the same in every language: of files, and what is typed for a setting; ids and
/// codes of more than one word, which nobody takes for English.
fn same() -> BTreeSet<String> {
    let names = "twinge json db csv my copy out missing diary data \
                 always ascii auto blocks braille dark light mono never";
    let names = names.split_whitespace().map(str::to_owned);
    names.chain(codes().filter(|id| id.contains('-'))).collect()
}

/// The ids of items and the codes of their options.
fn codes() -> impl Iterator<Item = String> {
    let items = Catalogue::built_in().items().iter();
    let codes = items.clone().flat_map(|item| item.options());
    let codes = codes.map(|option| option.code.to_string());
    items.map(|item| item.id.to_string()).chain(codes)
}

/// Verbs that tell ids and codes beside the words: those of what they tell to other programs.
const NAMING: [&str; 6] = ["items", "profile", "config", "learn", "list", "search"];

/// What the system itself says of files, in its own language.
const SYSTEM: [&str; 2] = ["No such file or directory", "File exists"];

/// A text without what stands in quotes and is one word: what was typed, or what to type.
fn without_quoted(text: &str) -> String {
    let parts: Vec<&str> = text.split('"').collect();
    let told = |(at, part): (usize, &&str)| {
        let quoted = at % 2 == 1 && at + 1 < parts.len() && !part.contains(char::is_whitespace);
        if quoted {
            String::new()
        } else {
            format!("\"{part}")
        }
    };
    parts.iter().enumerate().map(told).collect()
}

#[test]
fn every_verb_is_by_language() {
    let same = same();
    let home = Home::new();
    let root = home.name("");
    let mut found = Bare::new();
    let run = |args: &[&str]| {
        let mut command = home.command(args);
        command.env("TWINGE_PSEUDO", "1").current_dir(home.path(""));
        let run = told(command.output().unwrap());
        (
            run.code,
            format!("{}{}", run.out, run.err).replace(&root, ""),
        )
    };
    for args in VERBS {
        let (code, mut said) = run(args);
        for system in SYSTEM {
            said = said.replace(system, "");
        }
        let mut named = same.clone();
        if args[0] == "log" {
            named.extend(codes());
        }
        if NAMING.contains(&args[0]) {
            let (_, json) = run(&[args, &["--json"][..]].concat());
            named.extend(bare::words(&json, &same).into_iter().map(str::to_owned));
        }
        if args.contains(&"--without") {
            let sections = Catalogue::built_in().sections().iter();
            named.extend(sections.map(|section| section.id.to_string()));
            named.insert("notes".into());
        }
        // What was typed is told again as it was.
        let typed = args.iter().flat_map(|arg| bare::words(arg, &same));
        named.extend(typed.map(str::to_owned));
        let said_bare = without_quoted(&said);
        let words = bare::words(&said_bare, &named).into_iter();
        found
            .entry(args.join(" "))
            .or_default()
            .extend(words.map(str::to_owned));
        if std::env::var_os("SHOW").is_some() {
            println!("=== {} ({})\n{said}", args.join(" "), code);
        }
    }
    bare::only_shrinks(LIST, &found);
}

/// Ids and codes are the same in every language; labels are those of the language that is spoken.
#[test]
fn what_is_typed_is_found_by_id_and_by_the_labels_of_the_language() {
    let home = Home::new();
    let run = |args: &[&str]| {
        let mut command = home.command(args);
        told(command.env("TWINGE_PSEUDO", "1").output().unwrap())
    };
    for answer in [
        "pain-quality=dull",
        "pain-quality=đûûļļ ååçĥéé",
        "ŵĥééŕéé=tailbone",
    ] {
        let logged = run(&["log", answer]);
        assert_eq!(logged.code, 0, "{answer}: {}", logged.err);
    }
    assert_ne!(run(&["log", "pain-quality=dull ache"]).code, 0);
    let by_id = run(&["items", "pain-sites"]).out;
    assert_eq!(run(&["items", "Ŵĥééŕéé"]).out, by_id);
}
