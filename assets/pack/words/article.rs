//! Articles: what is told about one in TOML between two fences, then its text. Another language has
//! its own title, summary, words and text; what an article points at stands in the English.

use toml::{Table, Value};

use super::pseudo;

const FENCE: &str = "+++\n";

/// What of an article's head is words.
const WORDS: [&str; 3] = ["title", "summary", "words"];

/// An article of another language, with what the English one points at.
pub(crate) fn merged(english: &str, theirs: &str) -> Result<String, String> {
    let (mut head, _) = parts(english)?;
    let (words, body) = parts(theirs)?;
    if let Some(other) = words.keys().find(|key| !WORDS.contains(&key.as_str())) {
        return Err(format!("{other} is no word"));
    }
    for key in WORDS {
        let word = words.get(key).ok_or_else(|| format!("{key} is missing"))?;
        head.insert(key.to_owned(), word.clone());
    }
    Ok(whole(&head, body))
}

/// An article in the language of no people.
pub(crate) fn accented(english: &str) -> Result<String, String> {
    let (mut head, body) = parts(english)?;
    for key in WORDS {
        match head.get_mut(key) {
            Some(Value::String(text)) => *text = pseudo::text(text),
            Some(Value::Array(all)) => all.iter_mut().for_each(|word| {
                *word = pseudo::text(word.as_str().unwrap_or_default()).into();
            }),
            _ => return Err(format!("{key} is missing")),
        }
    }
    let groups: Vec<String> = body.split("\n\n").map(group).collect();
    Ok(whole(&head, &groups.join("\n\n")))
}

/// The parts of a text that stand together: a heading, a paragraph or the points of a list, which
/// may run over several lines.
fn group(text: &str) -> String {
    const MARKS: [&str; 2] = ["## ", "- "];
    let mut blocks: Vec<(&str, String)> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mark = MARKS.into_iter().find(|mark| line.starts_with(mark));
        match (mark, blocks.last_mut()) {
            (None, Some((_, block))) => {
                block.push(' ');
                block.push_str(line);
            }
            (mark, _) => {
                let mark = mark.unwrap_or_default();
                blocks.push((mark, line[mark.len()..].to_owned()));
            }
        }
    }
    let blocks = blocks
        .iter()
        .map(|(mark, text)| format!("{mark}{}", pseudo::text(text)));
    blocks.collect::<Vec<_>>().join("\n")
}

fn parts(article: &str) -> Result<(Table, &str), String> {
    let (head, body) = article
        .strip_prefix(FENCE)
        .and_then(|rest| rest.split_once(&format!("\n{FENCE}")))
        .ok_or("an article begins with its title between +++ and +++")?;
    let head = toml::from_str(head).map_err(|wrong| wrong.to_string())?;
    Ok((head, body))
}

fn whole(head: &Table, body: &str) -> String {
    let head = toml::to_string(head).unwrap_or_default();
    format!("{FENCE}{}\n{FENCE}\n{}\n", head.trim_end(), body.trim())
}
