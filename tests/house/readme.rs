//! The tables of the README come from the table of keys and from the verbs.

use clap::CommandFactory;
use twinge::cli::Cli;
use twinge::keymap::{Context, KeyOverrides, Keymap};

const README: &str = "README.md";

/// What the README tells of the keys: where, and what they do; a line for what belongs together.
const KEYS: [(Context, &[&str]); 26] = [
    (Context::Form, &["next-field", "previous-field"]),
    (Context::Form, &["step-down", "step-up"]),
    (Context::Form, &["toggle", "open-field"]),
    (Context::Form, &["clear"]),
    (Context::Form, &["find-field", "explain"]),
    (Context::Form, &["copy-yesterday", "copy-all-yesterday"]),
    (Context::Global, &["next-pane", "previous-pane"]),
    (Context::Global, &["next-day", "previous-day"]),
    (Context::Calendar, &["jump", "today"]),
    (Context::Calendar, &["view-year", "toggle-card"]),
    (Context::Calendar, &["view-cycle"]),
    (Context::Calendar, &["view-patterns"]),
    (Context::Calendar, &["view-guide"]),
    (Context::Calendar, &["which", "period-mark"]),
    (Context::Calendar, &["next-hit", "previous-hit"]),
    (Context::Chart, &["zoom-out", "zoom-in"]),
    (Context::Chart, &["pan-back", "pan-forward"]),
    (Context::Patterns, &["open-field", "event-response"]),
    (Context::Patterns, &["compare"]),
    (Context::Global, &["search"]),
    (Context::Global, &["acknowledge", "warnings"]),
    (Context::Global, &["undo", "redo"]),
    (Context::Global, &["history", "bin"]),
    (Context::Global, &["settings", "items"]),
    (Context::Global, &["blank", "lock", "passphrase"]),
    (Context::Global, &["palette", "help", "quit"]),
];

/// A key and what it does, as a row.
fn row(keymap: &Keymap, context: Context, actions: &[&str]) -> String {
    let (mut keys, mut says) = (Vec::new(), Vec::new());
    let contexts = [context];
    for action in actions {
        let binding = keymap
            .bindings_in(&contexts)
            .find(|of| serde_json::to_value(of.action).unwrap() == **action)
            .unwrap_or_else(|| panic!("no key of {context:?} does {action}"));
        let key = binding.keys[0].to_string();
        let fence = if key.contains('`') { "``" } else { "`" };
        let pad = if fence == "``" { " " } else { "" };
        keys.push(format!("{fence}{pad}{key}{pad}{fence}"));
        says.push(binding.says.as_str());
    }
    let (keys, says) = (keys.join(" "), says.join("; "));
    format!(
        "| {} | {keys} | {says} |\n",
        twinge::words::keys::place(context)
    )
}

fn keys() -> String {
    let keymap = Keymap::new(&KeyOverrides::new()).unwrap();
    let rows = KEYS.iter().map(|(context, of)| row(&keymap, *context, of));
    format!(
        "| where | key | what it does |\n|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

fn verbs() -> String {
    let command = Cli::command();
    let rows = command.get_subcommands().map(|verb| {
        let about = verb.get_about().unwrap().to_string();
        format!("| `{}` | {about} |\n", verb.get_name())
    });
    format!(
        "| verb | what it does |\n|---|---|\n{}",
        rows.collect::<String>()
    )
}

/// A part of the README between two comments is what it says.
fn compare(name: &str, right: &str) {
    let readme = std::fs::read_to_string(README).unwrap();
    let (begin, end) = (format!("<!-- {name}: "), format!("<!-- end of {name} -->"));
    let (before, rest) = readme.split_once(&begin).unwrap();
    let (comment, rest) = rest.split_once('\n').unwrap();
    let (written, after) = rest.split_once(&end).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        let text = format!("{before}{begin}{comment}\n{right}{end}{after}");
        return std::fs::write(README, text).unwrap();
    }
    assert_eq!(
        written, right,
        "UPDATE_README=1 cargo test puts the new table in"
    );
}

#[test]
fn the_tables_in_the_readme_are_those_of_the_program() {
    // In one test: both may write the file.
    compare("keys", &keys());
    compare("verbs", &verbs());
}
