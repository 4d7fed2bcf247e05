//! Messages as Rust: what is missing or wrong in a call is then found by the compiler.

use std::fmt::Write;

use super::message::{Key, Kind, Message, Piece};
use super::pseudo;

/// The functions of a file, with the messages of the first and the other languages.
pub(super) fn file(first: &str, messages: &[Message], others: &[(&str, &[Message])]) -> String {
    let mut rust = String::new();
    for message in messages {
        let mut languages = vec![(variant(first), message.pieces.clone())];
        for (language, theirs) in others {
            let their = theirs.iter().find(|their| their.id == message.id);
            languages.extend(their.map(|their| (variant(language), their.pieces.clone())));
        }
        function(&mut rust, message, &languages);
    }
    named(&mut rust, messages);
    samples(&mut rust, messages);
    rust
}

/// The messages without variables by their ids, for words of what stands in a table of its own.
fn named(rust: &mut String, messages: &[Message]) {
    if messages.iter().all(|message| !message.variables.is_empty()) {
        return;
    }
    rust.push_str(
        "/// The message of an id, if there is one without variables.\n\
         pub fn named(id: &str) -> Option<&'static str> {\nSome(match id {\n",
    );
    for message in messages {
        if message.variables.is_empty() {
            let _ = writeln!(rust, "{:?} => {}(),", message.id, snake(&message.id));
        }
    }
    rust.push_str("_ => return None,\n})\n}\n");
}

/// The enum of the languages.
pub(super) fn languages<'l>(first: &str, others: impl Iterator<Item = &'l &'l str>) -> String {
    let others: Vec<&str> = others.copied().collect();
    let mut variants = format!("/// `{first}`\n#[default]\n{},\n", variant(first));
    let mut tags = format!("Self::{} => {first:?},\n", variant(first));
    let mut all = format!("Self::{}, ", variant(first));
    for language in others {
        let variant = variant(language);
        let _ = write!(variants, "/// `{language}`\n{variant},\n");
        let _ = writeln!(tags, "Self::{variant} => {language:?},");
        let _ = write!(all, "Self::{variant}, ");
    }
    format!(
        "/// The languages there are, a folder of `assets/words` each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Language {{
{variants}/// Made out of the first for tests: what is plain in it is not from here.
#[cfg(debug_assertions)]
Pseudo,
}}
impl Language {{
/// All of them, English first.
pub const ALL: &[Self] = &[{all}#[cfg(debug_assertions)] Self::Pseudo];
/// The tag of the language (BCP 47), by which its plurals are found.
pub const fn tag(self) -> &'static str {{
match self {{
{tags}#[cfg(debug_assertions)]
Self::Pseudo => {first:?},
}}
}}
}}
impl From<u8> for Language {{
fn from(number: u8) -> Self {{
Self::ALL.get(usize::from(number)).copied().unwrap_or_default()
}}
}}
"
    )
}

fn function(rust: &mut String, message: &Message, languages: &[(String, Vec<Piece>)]) {
    let name = snake(&message.id);
    let parameters = parameters(message);
    for (name, kind) in &parameters {
        if let Kind::Words(words) = kind {
            choice_enum(rust, message, name, words);
        }
    }
    let text: String = message.pieces.iter().map(source).collect();
    let _ = writeln!(rust, "#[doc = {:?}]", format!("```text\n{text}\n```"));
    let pseudo = ("Pseudo".to_owned(), pseudo::message(&message.pieces));
    let arms = languages.iter().map(|arm| ("", arm));
    let arms = arms.chain([("#[cfg(debug_assertions)]\n", &pseudo)]);
    if parameters.is_empty() {
        let _ = writeln!(rust, "pub fn {name}() -> &'static str {{");
        let _ = writeln!(rust, "match crate::words::language() {{");
        for (cfg, (language, pieces)) in arms {
            let text: String = pieces.iter().map(plain).collect();
            let _ = writeln!(rust, "{cfg}crate::words::Language::{language} => {text:?},");
        }
        rust.push_str("}\n}\n");
        return;
    }
    // What is generic only hands over, so that the words themselves are compiled once.
    let outer = parameters
        .iter()
        .map(|(name, kind)| format!("{name}: {}", parameter(message, name, kind, "impl ")));
    let inner = parameters.iter().map(|(name, kind)| {
        let by = parameter(message, name, kind, "&dyn ");
        format!("{name}: {by}")
    });
    let handed = parameters.iter().map(|(name, kind)| match kind {
        Kind::Text | Kind::Number => format!("&{name}"),
        Kind::Truth | Kind::Words(_) => name.clone(),
    });
    let joined = |parts: Vec<String>| parts.join(", ");
    let _ = writeln!(rust, "#[allow(clippy::all)]");
    let _ = writeln!(
        rust,
        "pub fn {name}({}) -> String {{\nfn say({}) -> String {{",
        joined(outer.collect()),
        joined(inner.collect())
    );
    let _ = writeln!(rust, "let language = crate::words::language();");
    let _ = writeln!(rust, "let mut out = String::new();");
    let _ = writeln!(rust, "match language {{");
    for (cfg, (language, pieces)) in arms {
        let _ = writeln!(rust, "{cfg}crate::words::Language::{language} => {{");
        statements(rust, message, pieces);
        rust.push_str("}\n");
    }
    let _ = writeln!(rust, "}}\nout\n}}\nsay({})\n}}", joined(handed.collect()));
}

fn statements(rust: &mut String, message: &Message, pieces: &[Piece]) {
    for piece in pieces {
        match piece {
            Piece::Text(text) if text.is_empty() => {}
            Piece::Text(text) => {
                let _ = writeln!(rust, "out.push_str({text:?});");
            }
            Piece::Hole(name) => {
                let _ = writeln!(rust, "crate::words::push(&mut out, &{});", snake(name));
            }
            Piece::Choice { on, cases, other } => choice(rust, message, on, cases, other),
        }
    }
}

fn choice(
    rust: &mut String,
    message: &Message,
    on: &str,
    cases: &[(Key, Vec<Piece>)],
    other: &[Piece],
) {
    let name = snake(on);
    let kind = message.variables.get(on).map(|(_, kind)| kind);
    if kind == Some(&Kind::Number) {
        // Which plural it is costs a look into the rules, so it is asked only where it matters.
        let plural = cases
            .iter()
            .any(|(key, _)| matches!(key, Key::Category(of) if of != "other"));
        let category = match plural {
            true => "crate::words::category(language, &shown)",
            false => "()",
        };
        let _ = writeln!(rust, "let shown = {name}.to_string();");
        let _ = writeln!(rust, "match (shown.as_str(), {category}) {{");
        // A number itself goes before its category.
        for exact in [true, false] {
            for (key, pieces) in cases {
                let pattern = match key {
                    Key::Number(number) if exact => format!("({number:?}, _)"),
                    Key::Category(category) if !exact && category != "other" => {
                        format!("(_, crate::words::PluralCategory::{})", upper(category))
                    }
                    _ => continue,
                };
                arm(rust, message, &pattern, pieces);
            }
        }
        arm(rust, message, "_", other);
    } else {
        let _ = writeln!(rust, "match {name} {{");
        for (key, pieces) in cases {
            let Key::Word(word) = key else { continue };
            let pattern = match (kind, word.as_str()) {
                (Some(Kind::Truth), "yes") => "true".into(),
                (Some(Kind::Truth), _) => "false".into(),
                _ => format!("{}::{}", enum_name(message, &name), camel(word)),
            };
            arm(rust, message, &pattern, pieces);
        }
    }
    rust.push_str("}\n");
}

fn arm(rust: &mut String, message: &Message, pattern: &str, pieces: &[Piece]) {
    let _ = writeln!(rust, "{pattern} => {{");
    statements(rust, message, pieces);
    rust.push_str("}\n");
}

fn choice_enum(rust: &mut String, message: &Message, name: &str, words: &[String]) {
    let of = &message.id;
    let _ = writeln!(rust, "/// Which words of `{of}` it is.");
    rust.push_str("#[derive(Debug, Clone, Copy, PartialEq, Eq)]\n");
    let _ = writeln!(rust, "pub enum {} {{", enum_name(message, name));
    for word in words {
        let _ = writeln!(rust, "/// `{word}`.\n{},", camel(word));
    }
    rust.push_str("}\n");
}

/// The samples of all files.
pub(super) fn all_samples<'f>(files: impl Iterator<Item = &'f String>) -> String {
    let mut rust = String::from(
        "/// Every message of every file with made-up values.\n#[cfg(debug_assertions)]\n\
         #[doc(hidden)]\npub fn samples() -> Vec<(&'static str, Vec<(&'static str, String)>)> {\n\
         vec![\n",
    );
    for file in files {
        let path = snake(&file.replace('/', "::"));
        let _ = writeln!(rust, "({file:?}, crate::words::{path}::samples()),");
    }
    rust + "]\n}\n"
}

/// Every message of a file with made-up values, for tests.
fn samples(rust: &mut String, messages: &[Message]) {
    rust.push_str(
        "/// Every message with made-up values.\n#[cfg(debug_assertions)]\n#[doc(hidden)]\n\
         #[allow(clippy::all)]\npub fn samples() -> Vec<(&'static str, String)> {\nvec![\n",
    );
    for message in messages {
        let parameters = parameters(message);
        let varied = parameters.iter().any(|(_, kind)| *kind != Kind::Text);
        let rounds = if varied { 5 } else { 1 };
        for round in 0..rounds {
            let values = parameters.iter().map(|(name, kind)| match kind {
                Kind::Text => format!("\"⟨{name}⟩\""),
                Kind::Number => [0, 1, 2, 5, 21][round].to_string(),
                Kind::Truth => (round % 2 == 0).to_string(),
                Kind::Words(words) => {
                    let word = camel(&words[round % words.len()]);
                    format!("{}::{word}", enum_name(message, name))
                }
            });
            let values: Vec<String> = values.collect();
            let (id, name) = (&message.id, snake(&message.id));
            let _ = writeln!(rust, "({id:?}, {name}({}).into()),", values.join(", "));
        }
    }
    rust.push_str("]\n}\n");
}

/// The parameters of a message: its variables as they come first in it.
fn parameters(message: &Message) -> Vec<(String, Kind)> {
    let mut all: Vec<_> = message.variables.iter().collect();
    all.sort_by_key(|(_, (at, _))| *at);
    all.into_iter()
        .map(|(name, (_, kind))| (snake(name), kind.clone()))
        .collect()
}

fn parameter(message: &Message, name: &str, kind: &Kind, by: &str) -> String {
    match kind {
        Kind::Text => format!("{by}std::fmt::Display"),
        Kind::Number => format!("{by}crate::words::Number"),
        Kind::Truth => "bool".into(),
        Kind::Words(_) => enum_name(message, name),
    }
}

/// A piece as it stands in the file, nearly.
fn source(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Hole(name) => format!("{{ ${name} }}"),
        Piece::Choice { other, .. } => other.iter().map(source).collect(),
    }
}

fn plain(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) => text,
        Piece::Hole(_) | Piece::Choice { .. } => "",
    }
}

fn variant(language: &str) -> String {
    camel(&language.to_lowercase())
}

fn enum_name(message: &Message, variable: &str) -> String {
    camel(&message.id) + &camel(variable)
}

fn upper(word: &str) -> String {
    word.to_uppercase()
}

fn snake(id: &str) -> String {
    id.replace(['-', '.'], "_").to_lowercase()
}

fn camel(id: &str) -> String {
    id.split(['-', '.', '_'])
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        })
        .collect()
}
