//! How easily the words of the guide are read.
//!
//! The grade is that of Kincaid et al., "Derivation of new readability formulas", 1975:
//! 0.39 words per sentence + 11.8 syllables per word − 15.59. Grade 6 is read by eleven-year-olds.

use twinge::guide::{Article, Block, Library};

/// No text is harder than this.
const GRADE: f64 = 6.0;

/// No article has more words than this.
const WORDS: usize = 350;

/// Nor longer sentences, in words, on average.
const SENTENCE: f64 = 12.0;

/// Terms that are explained where they first stand in a text, each with words of its explanation.
const TERMS: &[(&str, &[&str])] = &[
    ("cervix", &["neck of the womb"]),
    ("coil", &["put into the womb"]),
    ("follicle", &["holds the egg"]),
    ("hernia", &["gap in the belly wall"]),
    ("lh", &["hormone"]),
    ("pelvic floor", &["muscles that close the pelvis"]),
    (
        "perineum",
        &["between genitals and anus", "the skin between them"],
    ),
    ("polyp", &["soft lump"]),
    ("prostaglandins", &["sets this off"]),
    ("psoas", &["deep muscle"]),
    ("sacro-iliac", &["between spine and pelvis"]),
    ("sciatica", &["down one leg", "down the leg"]),
    ("vaginismus", &["close by themselves"]),
    ("vulvodynia", &["burns on touch"]),
];

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

/// The syllables of a word: groups of vowels, but for those that are mute at its end.
fn syllables(word: &str) -> usize {
    let word: String = word
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_lowercase)
        .collect();
    let mut before = false;
    let groups = word.chars().filter(|c| {
        let begins = is_vowel(*c) && !before;
        before = is_vowel(*c);
        begins
    });
    let groups = groups.count();
    let ends = |end: &str| word.ends_with(end);
    let spoken_es = ["ses", "xes", "zes", "ches", "shes", "ces", "ges"];
    let consonant_le = ends("le") && !word.chars().rev().nth(2).is_some_and(is_vowel);
    let mute_e = ends("e") && !consonant_le && !["ee", "ye", "oe"].into_iter().any(ends);
    let mute_es = ends("es") && !spoken_es.into_iter().any(ends);
    let mute_ed = ends("ed") && !ends("ted") && !ends("ded");
    let mute = usize::from(word.len() > 3 && (mute_e || mute_es || mute_ed));
    groups.saturating_sub(mute).max(1)
}

/// What was counted in some text.
#[derive(Debug, Default)]
struct Count {
    words: usize,
    sentences: usize,
    syllables: usize,
}

impl Count {
    fn add(&mut self, text: &str) {
        let is_word = |part: &&str| part.chars().any(char::is_alphanumeric);
        let words: Vec<&str> = text.split_whitespace().filter(is_word).collect();
        self.words += words.len();
        let parts = words
            .iter()
            .flat_map(|word| word.split('-').filter(is_word));
        self.syllables += parts.map(syllables).sum::<usize>();
        let ends = |word: &&&str| word.trim_end_matches(['"', ')']).ends_with(['.', '?']);
        let closed = words.iter().filter(ends).count();
        let open = words.last().is_some_and(|word| !ends(&word));
        self.sentences += closed + usize::from(open);
    }

    fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut count = Self::default();
        texts.into_iter().for_each(|text| count.add(text));
        count
    }

    fn sentence(&self) -> f64 {
        self.words as f64 / self.sentences as f64
    }

    fn grade(&self) -> f64 {
        0.39 * self.sentence() + 11.8 * self.syllables as f64 / self.words as f64 - 15.59
    }
}

/// The sentences of an article: all but its headings.
fn sentences(article: &Article) -> impl Iterator<Item = &str> {
    let said = |block: &&Block| !matches!(block, Block::Heading(_));
    article.body.iter().filter(said).map(Block::text)
}

/// The words said in a file of the guide, by table: those of the given keys.
fn tables(file: &str, keys: &[&str]) -> Vec<(String, Vec<String>)> {
    let path = format!("{}/assets/guide/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let file: toml::Table = toml::from_str(&text).unwrap();
    let lists = file.values().filter_map(toml::Value::as_array).flatten();
    let tables = lists.filter_map(toml::Value::as_table);
    let told = tables.map(|table| {
        let name = ["id", "code", "name"]
            .iter()
            .find_map(|key| table.get(*key)?.as_str());
        let mut said = Vec::new();
        said_in(&toml::Value::Table(table.clone()), keys, &mut said);
        (name.unwrap_or_default().to_owned(), said)
    });
    told.filter(|(_, said)| !said.is_empty()).collect()
}

fn said_in(value: &toml::Value, keys: &[&str], said: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match value {
                    toml::Value::String(text) if keys.contains(&&**key) => said.push(text.clone()),
                    toml::Value::Array(list) if keys.contains(&&**key) => {
                        said.extend(list.iter().filter_map(|of| Some(of.as_str()?.to_owned())));
                    }
                    _ => said_in(value, keys, said),
                }
            }
        }
        toml::Value::Array(list) => list.iter().for_each(|of| said_in(of, keys, said)),
        _ => {}
    }
}

#[test]
fn syllables_are_counted_as_they_are_spoken() {
    for (word, count) in [
        ("a", 1),
        ("the", 1),
        ("pain", 1),
        ("time", 1),
        ("times", 1),
        ("closed", 1),
        ("treated", 2),
        ("needed", 2),
        ("muscle", 2),
        ("able", 2),
        ("changes", 2),
        ("doctor", 2),
        ("body", 2),
        ("pelvis", 2),
        ("infection", 3),
        ("ovulation", 4),
        ("12", 1),
    ] {
        assert_eq!(syllables(word), count, "{word}");
    }
}

#[test]
fn a_grade_is_worked_out_as_it_was_published() {
    // 2 sentences, 10 words, 12 syllables: 0.39 × 5 + 11.8 × 1.2 − 15.59.
    let count = Count::of(["The pain is low. Tell your doctor where it began."]);
    assert_eq!((count.words, count.sentences, count.syllables), (10, 2, 12));
    assert!((count.grade() - 0.52).abs() < 1e-9, "{}", count.grade());
}

#[test]
fn every_article_is_short_and_easily_read() {
    let mut hard = Vec::new();
    for article in Library::built_in().articles() {
        let whole = Count::of(article.body.iter().map(Block::text));
        let said = Count::of(sentences(article));
        if whole.words > WORDS || said.grade() > GRADE || said.sentence() > SENTENCE {
            let (grade, sentence) = (said.grade(), said.sentence());
            hard.push(format!(
                "{}: {} words, grade {grade:.1}, {sentence:.1} a sentence",
                article.id, whole.words
            ));
        }
    }
    assert!(hard.is_empty(), "{hard:#?}");
}

#[test]
fn what_the_guide_says_beside_articles_is_easily_read() {
    for (file, keys) in [
        ("rules.toml", &["do", "why"][..]),
        ("readings.toml", &["say"]),
        (
            "relief.toml",
            &["may", "soon", "watch", "benefits", "drawbacks"],
        ),
        ("questionnaires.toml", &["explain"]),
    ] {
        let tables = tables(file, keys);
        assert!(!tables.is_empty(), "{file}");
        let all = Count::of(tables.iter().flat_map(|(_, said)| said).map(String::as_str));
        let (grade, sentence) = (all.grade(), all.sentence());
        assert!(
            grade <= GRADE && sentence <= SENTENCE,
            "{file}: grade {grade:.1}, {sentence:.1} a sentence"
        );
    }
}

#[test]
fn a_term_is_explained_where_it_first_stands() {
    let mut bare = Vec::new();
    for article in Library::built_in().articles() {
        for (term, explained) in TERMS {
            let stands = |text: &str| {
                let text = text.to_lowercase();
                text.match_indices(term).any(|(at, _)| {
                    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
                    let after = text[at + term.len()..]
                        .trim_start_matches('s')
                        .chars()
                        .next();
                    alone(text[..at].chars().next_back()) && alone(after)
                })
            };
            let Some(first) = sentences(article).position(stands) else {
                continue;
            };
            let until: String = sentences(article)
                .take(first + 1)
                .collect::<Vec<_>>()
                .join(" ");
            if !explained.iter().any(|words| until.contains(words)) {
                bare.push(format!("{}: {term}", article.id));
            }
        }
    }
    assert!(bare.is_empty(), "{bare:#?}");
}
