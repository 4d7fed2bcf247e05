//! Every text of an error says what to do next: in its hint, or in words of its own. Those that do not
//! are listed with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::left::rust_files;

const ERRORS: &str = "assets/words/en/errors.ftl";
const SHELL: &str = "assets/words/en/shell";
const TABLE: &str = "tests/words/steps.toml";

/// With these a text goes on that says what to do.
const STEPS: &[&str] = &[
    "add", "answer", "ask", "build", "check", "choose", "close", "copy", "export", "fetch", "give",
    "import", "leave", "look", "make", "move", "name", "need", "open", "plug", "put", "remove",
    "say", "see", "take", "try", "twinge", "unpack", "update", "use", "write",
];

#[derive(serde::Deserialize)]
struct Table {
    /// By the heading in the file.
    sections: BTreeMap<String, String>,
    /// By the name of the message.
    messages: BTreeMap<String, String>,
}

/// A message of a file.
struct Message {
    section: String,
    name: String,
    text: String,
    hinted: bool,
}

fn messages(file: &Path) -> Vec<Message> {
    let (mut section, mut all) = (String::new(), Vec::<Message>::new());
    for line in std::fs::read_to_string(file).unwrap().lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading.to_owned();
        } else if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let (name, text) = line.split_once(" =").unwrap();
            all.push(Message {
                section: section.clone(),
                name: name.to_owned(),
                text: text.to_owned(),
                hinted: false,
            });
        } else if let Some(last) = all.last_mut() {
            last.hinted |= line.trim_start().starts_with(".hint");
            last.text += line;
        }
    }
    all
}

/// Whether it goes on with what to do.
fn says_what_to_do(text: &str) -> bool {
    let parts = text.split([';', ':', ',']).skip(1);
    parts
        .filter_map(|part| part.trim_start().split([' ', '…']).next())
        .any(|word| STEPS.contains(&word.trim_matches('`')))
}

/// The messages that a verb ends with as an error to which it adds nothing.
fn ends_of_verbs() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    let mut ends = BTreeSet::new();
    for path in rust_files(&root) {
        let text = std::fs::read_to_string(path).unwrap();
        for kind in ["usage", "input", "diary", "internal"] {
            for (at, _) in text.match_indices(&format!("Error::{kind}(say::")) {
                let statement = text[at..].split([';', '}']).next().unwrap();
                if statement.contains("hint(") || statement.contains("error =") {
                    continue;
                }
                let name = statement.split("say::").nth(1).unwrap();
                let name = name
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next();
                ends.insert(name.unwrap().replace('_', "-"));
            }
        }
    }
    ends
}

#[test]
fn every_error_says_what_to_do_next() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(root.join(TABLE)).unwrap();
    let Table {
        mut sections,
        messages: mut listed,
    } = toml::from_str(&table).unwrap();
    let mut known: Vec<Message> = messages(&root.join(ERRORS));
    let ends = ends_of_verbs();
    for file in std::fs::read_dir(root.join(SHELL)).unwrap() {
        let said = messages(&file.unwrap().path());
        known.extend(said.into_iter().filter(|of| ends.contains(&of.name)));
    }
    let (mut silent, mut without, mut told) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for message in &known {
        if message.hinted || says_what_to_do(&message.text) {
            continue;
        }
        without.insert(message.section.as_str());
        told.insert(message.name.as_str());
        let in_section = sections.contains_key(&message.section);
        if !in_section && !listed.contains_key(&message.name) {
            silent.push(format!(
                "{}: {} ={}",
                message.section, message.name, message.text
            ));
        }
    }
    sections.retain(|section, why| !without.contains(section.as_str()) || why.is_empty());
    listed.retain(|name, why| !told.contains(name.as_str()) || why.is_empty());
    assert!(
        silent.is_empty(),
        "these say nothing of what to do next: give each a hint, or list it with its reason in {TABLE}\n{}",
        silent.join("\n")
    );
    assert!(
        listed.is_empty() && sections.is_empty(),
        "these do, or are gone: take them out of {TABLE}: {:?} {:?}",
        listed.keys(),
        sections.keys()
    );
}
