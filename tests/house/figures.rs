//! Numbers are written in one home, so that none is ever "-0" or "NaN".

use crate::source::modules;

/// Where numbers are written.
const HOME: &str = "src/words/figures.rs";

/// The rooms that speak to people.
const ROOMS: [&str; 3] = ["words", "tui", "cli"];

#[test]
fn numbers_with_decimals_or_a_sign_are_written_in_one_home() {
    let mut elsewhere = Vec::new();
    for module in modules() {
        let speaks = module.room().is_some_and(|room| ROOMS.contains(&room));
        if !speaks || module.file == HOME {
            continue;
        }
        for line in module.lines.iter().filter(|line| writes_a_number(line)) {
            elsewhere.push(format!("{}: {}", module.file, line.trim()));
        }
    }
    assert!(
        elsewhere.is_empty(),
        "these belong to {HOME}:\n{}",
        elsewhere.join("\n")
    );
}

/// Whether a line formats something with decimals or with a sign: `{:.1}`, `{x:+}`, `{x:>+6.2}`.
fn writes_a_number(line: &str) -> bool {
    line.split('{').skip(1).any(|hole| {
        let Some((inside, _)) = hole.split_once('}') else {
            return false;
        };
        let Some((name, form)) = inside.split_once(':') else {
            return false;
        };
        let is_name = name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '.');
        let is_form = form
            .chars()
            .all(|c| c.is_alphanumeric() || "<>^+.*$?#_-".contains(c));
        is_name && is_form && form.contains(['+', '.'])
    })
}

#[test]
fn a_number_is_known_by_its_form() {
    for (line, expected) in [
        (r#"format!("{value:.1}")"#, true),
        (r#"format!("{:.decimals$}", x)"#, true),
        (r#"writeln!(out, "{:>+3} {with:<12}", day)"#, true),
        (r#"format!("{day:+}")"#, true),
        (r#"format!("{name:<20}{help}")"#, false),
        ("use crate::{a::b, c};", false),
        ("let Self { at: 0.5 } = of;", false),
        ("Self { first, ..Self::default() }", false),
    ] {
        assert_eq!(writes_a_number(line), expected, "{line}");
    }
}
