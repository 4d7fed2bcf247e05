//! Words that stand in data: labels, explanations, what keys do, rules. English stands with what it
//! names, in `assets`; another language is the same files in its folder with nothing but ids and
//! words, laid over the English here, so that a start reads one whole file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{FIRST, Files, article, pseudo};

/// A file of data that is packed for every language.
pub(crate) struct Asset {
    /// Its path in `assets` and in the folder of a language, without `.toml`.
    pub name: &'static str,
    packed: Format,
    /// By these, as many of them as it has, an entry of a list is known; without them by its place.
    ids: &'static [&'static str],
    /// The fields that are words.
    words: &'static [&'static str],
    /// Those of them that a language may have where English needs none.
    may: &'static [&'static str],
    /// Whether the words are shown. What is only typed stays English in the language of no people.
    shown: bool,
}

/// How a file is packed.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    /// Every start reads it, and TOML is five times as slow to read.
    Json,
    /// Read when it is asked for, or by what tells where in a file a mistake stands.
    Toml,
}

const NONE: &[&str] = &[];

/// All of them, and what in each of them is words.
#[rustfmt::skip]
pub(crate) const ASSETS: [Asset; 9] = [
    Asset { name: "catalogue", packed: Format::Json, shown: true, ids: &["id", "code", "to"],
        words: &["label", "name", "short", "phrase", "explain", "words"],
        may: &["name", "short", "phrase"] },
    Asset { name: "keys", packed: Format::Json, shown: true, ids: &["in", "do"],
        words: &["says"], may: NONE },
    Asset { name: "body", packed: Format::Toml, shown: true, ids: NONE,
        words: &["name", "left", "right"], may: NONE },
    Asset { name: "guide/links", packed: Format::Json, shown: true, ids: NONE, words: NONE, may: NONE },
    Asset { name: "guide/questionnaires", packed: Format::Json, shown: true, ids: &["id"],
        words: &["title", "explain"], may: NONE },
    Asset { name: "guide/readings", packed: Format::Toml, shown: true, ids: &["id"],
        words: &["title", "say", "intro", "urgent", "clear", "painless", "nothing", "estimated",
            "confirmed", "conflicting"], may: NONE },
    Asset { name: "guide/relief", packed: Format::Toml, shown: true, ids: &["code"],
        words: &["may", "soon", "watch", "benefits", "drawbacks"], may: NONE },
    Asset { name: "guide/rules", packed: Format::Toml, shown: true, ids: &["id"],
        words: &["title", "do", "why", "label", "closing", "may-apply"], may: NONE },
    Asset { name: "typed", packed: Format::Toml, shown: false, ids: NONE,
        words: &["yes", "no", "none", "today", "yesterday", "tomorrow", "last", "ago", "day",
            "week", "month", "ordinal", "months", "weekdays", "before_noon", "after_noon",
            "celsius", "fahrenheit", "hours", "minutes"], may: NONE },
];

/// The articles of English, and their folder in that of another language.
const ARTICLES: &str = "guide/articles";
const THEIR_ARTICLES: &str = "articles";

/// The files to pack for some languages besides English, by their path, and for each asset the
/// Rust of what it says in all languages.
pub(crate) fn pack(assets: &Path, languages: &[&str]) -> Result<Files, String> {
    let mut packed = Files::new();
    for asset in &ASSETS {
        let own = format!("words/{FIRST}/{}.toml", asset.name);
        let own_words = assets.join(&own).exists();
        let path = if own_words {
            own
        } else {
            format!("{}.toml", asset.name)
        };
        let english = parse(&path, &text(&assets.join(&path))?)?;
        let mut texts = Texts::new(asset.name, asset.end(), asset.original(&path, &english));
        for language in languages.iter().filter(|_| asset.words != NONE) {
            let at = format!("words/{language}/{}.toml", asset.name);
            let theirs = parse(&at, &text(&assets.join(&at))?)?;
            let merged = asset.merged(&english, &theirs);
            let merged = merged.map_err(|wrong| format!("assets/{at}: {wrong}"))?;
            texts.add(language, asset.render(&merged));
        }
        let mut pseudo = english.clone();
        asset.accent(&mut pseudo);
        texts.add_pseudo(asset.render(&pseudo));
        texts.write(languages, &mut packed);
    }
    for id in names(&assets.join(ARTICLES), "md")? {
        let path = format!("{ARTICLES}/{id}.md");
        let english = text(&assets.join(&path))?;
        let mut texts = Texts::new(&path[..path.len() - 3], "md", Original::Asset(path.clone()));
        for language in languages {
            let at = format!("words/{language}/{THEIR_ARTICLES}/{id}.md");
            let merged = article::merged(&english, &text(&assets.join(&at))?);
            let merged = merged.map_err(|wrong| format!("assets/{at}: {wrong}"))?;
            texts.add(language, merged);
        }
        texts.add_pseudo(article::accented(&english)?);
        texts.write(languages, &mut packed);
    }
    Ok(packed)
}

/// Whether a file in the folder of a language is one that is read; `path` is from that folder on.
pub(crate) fn is_known(assets: &Path, path: &str) -> bool {
    match path.strip_suffix(".toml") {
        Some(name) => ASSETS.iter().any(|asset| asset.name == name),
        None => path.split_once('/').is_some_and(|(folder, file)| {
            folder == THEIR_ARTICLES && assets.join(ARTICLES).join(file).exists()
        }),
    }
}

/// Where the English is read from.
enum Original {
    /// As it stands in `assets`.
    Asset(String),
    /// Packed.
    Packed(String),
}

/// What an asset says in each language.
struct Texts<'a> {
    name: &'a str,
    end: &'a str,
    english: Original,
    others: BTreeMap<String, String>,
}

/// The folder of the language of no people.
const PSEUDO: &str = "pseudo";

impl<'a> Texts<'a> {
    fn new(name: &'a str, end: &'a str, english: Original) -> Self {
        let others = BTreeMap::new();
        Self {
            name,
            end,
            english,
            others,
        }
    }

    fn add(&mut self, language: &str, text: String) {
        self.others.insert(language.to_owned(), text);
    }

    fn add_pseudo(&mut self, text: String) {
        self.add(PSEUDO, text);
    }

    /// The texts, and an array of them in the order of the languages. A language for which nothing
    /// was added says what English says.
    fn write(self, languages: &[&str], packed: &mut Files) {
        let include = |root: &str, path: &str| {
            format!("include_str!(concat!(env!({root:?}), \"/{path}\")),\n")
        };
        let file = |language: &str| format!("data/{language}/{}.{}", self.name, self.end);
        let english = match &self.english {
            Original::Asset(path) => include("CARGO_MANIFEST_DIR", &format!("assets/{path}")),
            Original::Packed(text) => {
                packed.insert(file(FIRST), text.clone());
                include("OUT_DIR", &file(FIRST))
            }
        };
        let mut rust = format!("&[\n{english}");
        for language in languages.iter().chain([&PSEUDO]) {
            if *language == PSEUDO {
                rust.push_str("#[cfg(debug_assertions)]\n");
            }
            match self.others.get(*language) {
                Some(text) => {
                    packed.insert(file(language), text.clone());
                    rust.push_str(&include("OUT_DIR", &file(language)));
                }
                None => rust.push_str(&english),
            }
        }
        packed.insert(format!("data/{}.rs", self.name), rust + "]\n");
    }
}

impl Asset {
    fn end(&self) -> &'static str {
        match self.packed {
            Format::Json => "json",
            Format::Toml => "toml",
        }
    }

    fn original(&self, path: &str, english: &Table) -> Original {
        match self.packed {
            Format::Json => Original::Packed(self.render(english)),
            Format::Toml => Original::Asset(path.to_owned()),
        }
    }

    fn render(&self, data: &Table) -> String {
        match self.packed {
            Format::Json => serde_json::to_string(data).unwrap_or_default(),
            Format::Toml => toml::to_string(data).unwrap_or_default(),
        }
    }

    /// The English data with the words of another language.
    pub(crate) fn merged(&self, english: &Table, theirs: &Table) -> Result<Table, String> {
        let mut merged = english.clone();
        self.lay(&mut merged, theirs, "")?;
        Ok(merged)
    }

    fn lay(&self, english: &mut Table, theirs: &Table, at: &str) -> Result<(), String> {
        if let Some((key, _)) = english
            .iter()
            .find(|(key, value)| !theirs.contains_key(*key) && self.speaks(key, value))
        {
            return Err(format!("{at}{key} is missing"));
        }
        for (key, value) in theirs {
            let here = format!("{at}{key}");
            if self.words.contains(&key.as_str()) {
                let ours = english.get(key);
                if ours.is_none() && !self.may.contains(&key.as_str()) {
                    return Err(format!("{here} does not stand in {FIRST}"));
                }
                if form(value) != ours.map_or(Some(Form::Text), form) {
                    return Err(format!("{here} is not a text or a list as in {FIRST}"));
                }
                holes_stand(ours, value)
                    .map_err(|hole| format!("{here}: {hole} is no fact of it"))?;
                english.insert(key.clone(), value.clone());
                continue;
            }
            match (english.get_mut(key), value) {
                (Some(Value::Table(ours)), Value::Table(value)) => {
                    self.lay(ours, value, &format!("{here}."))?;
                }
                (Some(Value::Array(ours)), Value::Array(value)) if !self.is_id(key) => {
                    self.lay_list(ours, value, &here)?;
                }
                (Some(ours), value) if self.is_id(key) && ours == value => {}
                (Some(_), _) => return Err(format!("{here} is no word")),
                (None, _) => return Err(format!("{here} does not stand in {FIRST}")),
            }
        }
        Ok(())
    }

    /// Lays a list over a list: an entry over the one of its id, or of its place without one.
    fn lay_list(&self, english: &mut [Value], theirs: &[Value], at: &str) -> Result<(), String> {
        let mut laid = vec![false; english.len()];
        for (place, value) in theirs.iter().enumerate() {
            let id = self.id(value);
            let found = match &id {
                None => Some(place).filter(|place| *place < english.len()),
                id => english.iter().position(|ours| self.id(ours) == *id),
            };
            let here = format!("{at}[{}]", id.unwrap_or_else(|| place.to_string()));
            let found = found.ok_or_else(|| format!("{here} does not stand in {FIRST}"))?;
            if std::mem::replace(&mut laid[found], true) {
                return Err(format!("{here} stands there twice"));
            }
            match (&mut english[found], value) {
                (Value::Table(ours), Value::Table(value)) => {
                    self.lay(ours, value, &format!("{here}."))?;
                }
                _ => return Err(format!("{here} is no word")),
            }
        }
        for (place, (ours, laid)) in english.iter().zip(laid).enumerate() {
            if !laid && self.speaks("", ours) {
                let id = self.id(ours).unwrap_or_else(|| place.to_string());
                return Err(format!("{at}[{id}] is missing"));
            }
        }
        Ok(())
    }

    fn is_id(&self, key: &str) -> bool {
        self.ids.contains(&key)
    }

    /// What an entry of a list is known by, if by anything.
    fn id(&self, entry: &Value) -> Option<String> {
        let entry = entry.as_table()?;
        let ids = self.ids.iter().filter_map(|id| entry.get(*id));
        let ids: Vec<String> = ids
            .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Whether there is a word in it.
    fn speaks(&self, key: &str, value: &Value) -> bool {
        match value {
            _ if self.words.contains(&key) => true,
            Value::Table(table) => table.iter().any(|(key, value)| self.speaks(key, value)),
            Value::Array(entries) => entries.iter().any(|entry| self.speaks("", entry)),
            _ => false,
        }
    }

    /// Turns the words into those of the language of no people.
    fn accent(&self, data: &mut Table) {
        for (key, value) in data.iter_mut().filter(|_| self.shown) {
            if self.words.contains(&key.as_str()) {
                accent(value);
                continue;
            }
            match value {
                Value::Table(table) => self.accent(table),
                Value::Array(entries) => entries
                    .iter_mut()
                    .filter_map(Value::as_table_mut)
                    .for_each(|entry| self.accent(entry)),
                _ => {}
            }
        }
    }
}

fn accent(words: &mut Value) {
    match words {
        Value::String(text) => *text = pseudo::text(text),
        Value::Array(all) => all.iter_mut().for_each(accent),
        _ => {}
    }
}

#[derive(PartialEq)]
enum Form {
    Text,
    List,
}

/// Whether words are a text or a list that is not empty.
fn form(words: &Value) -> Option<Form> {
    match words {
        Value::String(_) => Some(Form::Text),
        Value::Array(all) if !all.is_empty() && all.iter().all(Value::is_str) => Some(Form::List),
        _ => None,
    }
}

/// Words may leave out a fact that stands in the English, but know no other.
fn holes_stand(english: Option<&Value>, theirs: &Value) -> Result<(), String> {
    let ours: Vec<&str> = english.map(holes).unwrap_or_default();
    match holes(theirs).into_iter().find(|hole| !ours.contains(hole)) {
        Some(hole) => Err(format!("{{{hole}}}")),
        None => Ok(()),
    }
}

fn holes(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => {
            let begun = text.split('{').skip(1);
            begun
                .map(|rest| rest.split('}').next().unwrap_or(rest))
                .collect()
        }
        Value::Array(all) => all.iter().flat_map(holes).collect(),
        _ => Vec::new(),
    }
}

fn text(path: &Path) -> Result<String, String> {
    let at = path.display();
    std::fs::read_to_string(path).map_err(|wrong| match wrong.kind() {
        std::io::ErrorKind::NotFound => format!("{at} is missing"),
        _ => format!("{at}: {wrong}"),
    })
}

fn parse(path: &str, text: &str) -> Result<Table, String> {
    toml::from_str(text).map_err(|wrong| format!("assets/{path}: {wrong}"))
}

/// The files of a folder with an ending, by their names without it, in order.
fn names(folder: &Path, end: &str) -> Result<Vec<String>, String> {
    let read = || -> std::io::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(folder)?;
        entries.map(|entry| Ok(entry?.path())).collect()
    };
    let files = read().map_err(|wrong| format!("{}: {wrong}", folder.display()))?;
    let files = files
        .iter()
        .filter(|file| file.extension().is_some_and(|of| of == end));
    let mut names: Vec<String> = files
        .filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    Ok(names)
}
