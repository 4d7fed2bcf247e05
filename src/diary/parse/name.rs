//! Names: how they are written, and which known one is most like a word.

/// A word that is no known name, with the known one most like it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {what} \"{word}\"{}", suggestion(.nearest.as_deref()))]
pub struct Unknown {
    /// What it should have named: "item", "setting".
    pub what: &'static str,
    /// What was typed.
    pub word: String,
    /// The known name most like it, if any is at all like it.
    pub nearest: Option<String>,
}

impl Unknown {
    /// A word that is none of the known names.
    pub fn new<'a>(
        what: &'static str,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {
            what,
            word: word.to_owned(),
            nearest: nearest(word, known).map(str::to_owned),
        }
    }
}

/// What reports of bugs say behind a word that is no name: `; did you mean "pain"?`, or nothing.
pub fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean \"{name}\"?"))
}

/// A name as ids are written: lower case, everything but letters and digits turned to hyphens.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A label as it stands in the middle of a sentence: without its capital, unless the first word
/// has another one (`LH test`).
pub fn within(label: &str) -> String {
    let first = label.split(' ').next().unwrap_or_default();
    if first.chars().skip(1).any(char::is_uppercase) {
        return label.to_owned();
    }
    let mut chars = label.chars();
    chars
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(chars)
        .collect()
}

/// The name that a word may be a slip of, or the beginning of: one letter in three may be wrong, left out,
/// too much or in another's place.
fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let begun = |name: &str| length >= 3 && name.starts_with(&word);
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&word, name), name))
        .filter(|(slips, name)| 3 * slips <= length.max(3) || begun(name))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fit_into_sentences() {
        let table = [
            ("Sleep quality", "sleep quality"),
            ("LH test", "LH test"),
            ("Ärger im Büro", "ärger im Büro"),
            ("", ""),
        ];
        for (label, phrase) in table {
            assert_eq!(within(label), phrase);
        }
    }

    #[test]
    fn the_nearest_name_is_found() {
        let names = ["bleeding", "pain", "temperature"];
        for (word, name) in [
            ("bleding", Some("bleeding")),
            ("PIAN", Some("pain")),
            ("temp", Some("temperature")),
            ("tempreture", Some("temperature")),
            ("te", None),
            ("klingon", None),
            ("zzz", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), name, "{word}");
        }
    }

    #[test]
    fn an_unknown_word_is_told_with_the_nearest_name() {
        let told = |word| Unknown::new("item", word, ["bleeding", "pain"]).to_string();
        assert_eq!(
            told("pian"),
            "there is no item \"pian\"; did you mean \"pain\"?"
        );
        assert_eq!(told("zzz"), "there is no item \"zzz\"");
    }
}
