//! The program's own text: its files as modules, and the paths each names outside its tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A module and the file it stands in.
pub(crate) struct Module {
    /// Where it stands, from the crate on: `tui`, `look`, `theme`.
    pub path: Vec<String>,
    /// The file, from the package on.
    pub file: String,
    /// Its lines, without comments and without its tests.
    pub lines: Vec<String>,
    /// Names it hands on, with the paths they come from.
    pub handed_on: BTreeMap<String, Vec<String>>,
    /// The paths it names for itself, from the crate on.
    pub named: Vec<Vec<String>>,
}

/// Every file under `src`.
pub(crate) fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Whether a file holds nothing but tests.
pub(crate) fn is_test(file: &Path) -> bool {
    file.file_stem()
        .is_some_and(|name| name == "tests" || name == "testing")
}

/// All modules but those of tests.
pub(crate) fn modules() -> Vec<Module> {
    let files = files().into_iter().filter(|file| !is_test(file));
    files.map(|file| Module::read(&file)).collect()
}

impl Module {
    fn read(file: &Path) -> Self {
        let inside = file.strip_prefix("src").unwrap().with_extension("");
        let mut path: Vec<String> = inside
            .iter()
            .map(|part| part.to_str().unwrap().to_owned())
            .collect();
        if matches!(
            path.last().map(String::as_str),
            Some("mod" | "lib" | "main")
        ) {
            path.pop();
        }
        let lines = code(&fs::read_to_string(file).unwrap());
        let (handed_on, named) = paths(&lines.join("\n"), &path);
        Self {
            path,
            file: file.to_str().unwrap().to_owned(),
            lines,
            handed_on,
            named,
        }
    }

    /// The room it belongs to; none for the crate itself.
    pub(crate) fn room(&self) -> Option<&str> {
        self.path.first().map(String::as_str)
    }
}

/// The lines of a text without comments, and without the tests, which end a file.
fn code(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.lines().peekable();
    while let Some(line) = rest.next() {
        let tests = line == "#[cfg(test)]"
            && rest
                .peek()
                .is_some_and(|next| next.ends_with('{') && next.contains("mod "));
        if tests {
            break;
        }
        let line = line.split("// ").next().unwrap_or_default();
        if !line.trim_start().starts_with("//") {
            lines.push(line.to_owned());
        }
    }
    lines
}

type Paths = (BTreeMap<String, Vec<String>>, Vec<Vec<String>>);

/// What a module hands on, and what it names for itself.
fn paths(text: &str, at: &[String]) -> Paths {
    let mut handed_on = BTreeMap::new();
    let mut named = Vec::new();
    let mut body = String::new();
    let mut declared: Option<String> = None;
    for line in text.lines() {
        let begins = line.trim_start();
        let is_use = begins.starts_with("use ")
            || begins.strip_prefix("pub").is_some_and(|rest| {
                rest.starts_with(" use ") || rest.starts_with('(') && rest.contains(") use ")
            });
        match &mut declared {
            Some(words) => words.push_str(begins),
            None if is_use => declared = Some(begins.to_owned()),
            None => {
                body += line;
                body.push('\n');
            }
        }
        if declared.as_ref().is_some_and(|words| words.ends_with(';')) {
            let words = declared.take().unwrap_or_default();
            let (seen, tree) = words.split_once("use ").unwrap();
            for (path, alias) in flat(tree.trim_end_matches(';')) {
                let Some(path) = absolute(&path, at) else {
                    continue;
                };
                if seen.is_empty() {
                    named.push(path);
                } else {
                    handed_on.insert(alias, path);
                }
            }
        }
    }
    for start in ["crate::", "super::", "self::"] {
        for (found, _) in body.match_indices(start) {
            let before = body[..found].chars().next_back();
            if before.is_some_and(|c| c == ':' || c == '_' || c == '$' || c.is_alphanumeric()) {
                continue;
            }
            let whole = body[found..]
                .split(|c: char| c != ':' && c != '_' && !c.is_alphanumeric())
                .next();
            let path: Vec<String> = whole
                .unwrap_or_default()
                .split("::")
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect();
            named.extend(absolute(&path, at));
        }
    }
    (handed_on, named)
}

/// The paths of a `use` with the names they have afterwards.
fn flat(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    if let Some((before, inside)) = tree.split_once('{') {
        let inside = inside.trim().trim_end_matches('}');
        // The last brace closes this one; those of parts stay with them.
        let closing = tree.rfind('}').unwrap_or(tree.len());
        let inside = tree.get(before.len() + 1..closing).unwrap_or(inside);
        let before: Vec<String> = parts(before);
        return split(inside)
            .into_iter()
            .flat_map(flat)
            .map(|(path, alias)| {
                let path = if path == ["self"] { vec![] } else { path };
                let whole: Vec<String> = before.iter().cloned().chain(path).collect();
                let last = whole.last().cloned().unwrap_or_default();
                (whole, if alias == "self" { last } else { alias })
            })
            .collect();
    }
    let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
    let path = parts(path);
    let last = path.last().cloned().unwrap_or_default();
    let alias = if alias.is_empty() {
        last
    } else {
        alias.trim().to_owned()
    };
    vec![(path, alias)]
}

fn parts(path: &str) -> Vec<String> {
    let parts = path.split("::").map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The parts between the commas that stand outside braces.
fn split(inside: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut parts) = (0, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inside[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[begin..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// A path from the crate on; `None` for one of another crate.
fn absolute(path: &[String], at: &[String]) -> Option<Vec<String>> {
    let (first, mut rest) = path.split_first()?;
    let mut from = at.to_vec();
    match first.as_str() {
        "crate" => from.clear(),
        "self" => {}
        "super" => {
            from.pop();
            while rest.first().is_some_and(|next| next == "super") {
                from.pop();
                rest = &rest[1..];
            }
        }
        // A module of its own, or another crate: who resolves it finds out.
        _ => {
            from.push(first.clone());
        }
    }
    from.extend_from_slice(rest);
    Some(from)
}
