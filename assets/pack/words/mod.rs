//! Words: every `assets/words/LANGUAGE/FILE.ftl` (Project Fluent) becomes a file of Rust, a function
//! a message, and the words that stand in data become a file of data a language. English, the first
//! language, is the measure: the others need the same files, ids and variables.

use std::collections::BTreeMap;
use std::path::Path;

pub(crate) mod article;
pub(crate) mod data;
mod message;
mod pseudo;
mod rust;

use message::Message;

/// The language every other one is measured by.
pub(crate) const FIRST: &str = "en";

/// Files by their path without `.ftl`, with what stands in them.
pub(crate) type Files = BTreeMap<String, String>;
/// Languages by the name of their folder.
pub(crate) type Languages = BTreeMap<String, Files>;

/// The messages in the folders of the languages, `assets/words`. What is not a file of messages has
/// to be one of data.
pub(crate) fn read(folder: &Path) -> Result<Languages, Box<dyn std::error::Error>> {
    let mut languages = Languages::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_dir()) {
            let (mut files, mut others) = (Files::new(), Vec::new());
            read_folder(&path, &path, &mut files, &mut others)?;
            let assets = folder.parent().unwrap_or(folder);
            if let Some(other) = others.iter().find(|other| !data::is_known(assets, other)) {
                let at = path.join(other);
                return Err(format!("{}: nothing reads a file of this name", at.display()).into());
            }
            languages.insert(name.to_string_lossy().into_owned(), files);
        }
    }
    Ok(languages)
}

fn read_folder(
    root: &Path,
    folder: &Path,
    files: &mut Files,
    others: &mut Vec<String>,
) -> Result<(), Box<dyn std::error::Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(root, &path, files, others)?;
            continue;
        }
        let name = path
            .strip_prefix(root)?
            .to_string_lossy()
            .replace('\\', "/");
        match name.strip_suffix(".ftl") {
            Some(name) => drop(files.insert(name.to_owned(), std::fs::read_to_string(&path)?)),
            None => others.push(name),
        }
    }
    Ok(())
}

/// The Rust of every file, of `language` and of `samples`; or what is wrong, with the file and the id.
pub(crate) fn pack(languages: &Languages) -> Result<Files, String> {
    let mut parsed = BTreeMap::new();
    for (language, files) in languages {
        parsed.insert(language.as_str(), parse(language, files)?);
    }
    let first = parsed
        .remove(FIRST)
        .ok_or_else(|| format!("assets/words has no folder {FIRST}"))?;
    let mut packed = Files::new();
    for (file, messages) in &first {
        let others = others(file, messages, &parsed)?;
        packed.insert(file.clone(), rust::file(FIRST, messages, &others));
    }
    for (language, files) in &parsed {
        if let Some(file) = files.keys().find(|file| !first.contains_key(*file)) {
            return Err(format!("{language}/{file}.ftl: {FIRST} has no such file"));
        }
    }
    let samples = rust::all_samples(packed.keys());
    packed.insert("samples".into(), samples);
    packed.insert("language".into(), rust::languages(FIRST, parsed.keys()));
    Ok(packed)
}

/// The messages of a file, in the other languages.
type Others<'p> = Vec<(&'p str, &'p [Message])>;

fn parse(language: &str, files: &Files) -> Result<BTreeMap<String, Vec<Message>>, String> {
    let common = files.get("common").map_or("", String::as_str);
    files
        .iter()
        .map(|(file, text)| {
            let messages = message::parse(text, common)
                .map_err(|wrong| format!("assets/words/{language}/{file}.ftl: {wrong}"))?;
            Ok((file.clone(), messages))
        })
        .collect()
}

/// The same file in the other languages; they have to have the same ids with the same variables.
fn others<'p>(
    file: &str,
    messages: &[Message],
    parsed: &'p BTreeMap<&str, BTreeMap<String, Vec<Message>>>,
) -> Result<Others<'p>, String> {
    let mut others = Others::new();
    for (language, files) in parsed {
        let at = format!("assets/words/{language}/{file}.ftl");
        let theirs = files.get(file).ok_or_else(|| format!("{at} is missing"))?;
        for message in messages {
            let id = &message.id;
            let their = theirs.iter().find(|their| their.id == *id);
            let their = their.ok_or_else(|| format!("{at}: {id} is missing"))?;
            for name in their.variables.keys() {
                if !message.variables.contains_key(name) {
                    return Err(format!("{at}: {id}: ${name} is no variable of it"));
                }
            }
            for (name, (_, kind)) in &message.variables {
                match their.variables.get(name) {
                    None => return Err(format!("{at}: {id}: ${name} is missing")),
                    Some((_, theirs)) if !kind.serves(theirs) => {
                        return Err(format!("{at}: {id}: ${name} is chosen by otherwise"));
                    }
                    Some(_) => {}
                }
            }
        }
        let ours = |their: &&Message| messages.iter().any(|message| message.id == their.id);
        if let Some(more) = theirs.iter().find(|their| !ours(their)) {
            return Err(format!("{at}: {} does not stand in {FIRST}", more.id));
        }
        others.push((language, theirs));
    }
    Ok(others)
}

/// Writes the Rust of messages below a folder.
pub(crate) fn write(packed: &Files, folder: &Path) -> std::io::Result<()> {
    let mut files = packed.iter();
    files.try_for_each(|(name, rust)| write_file(&folder.join(name).with_extension("rs"), rust))
}

/// Writes a file; one that is the same stays as old as it is, and nothing is built anew for it.
pub(crate) fn write_file(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(path))?;
    match std::fs::read_to_string(path) {
        Ok(same) if same == text => Ok(()),
        _ => std::fs::write(path, text),
    }
}
