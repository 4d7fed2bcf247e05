//! One English: what people read is spelled as in Britain. Code, the names of works and the words
//! an item is searched by are as they are.

use std::path::{Path, PathBuf};

use twinge::diary::{Catalogue, Item};
use twinge::guide::Library;

/// American beginnings of words, which no British word has.
const BEGINNINGS: &[&str] = &[
    "anemi",
    "analyz",
    "anesthe",
    "behavior",
    "canceled",
    "canceling",
    "celiac",
    "centered",
    "center",
    "cesarean",
    "color",
    "cozy",
    "diarrhea",
    "dysmenorrhea",
    "amenorrhea",
    "edema",
    "endeavor",
    "esophag",
    "estrogen",
    "favor",
    "fiber",
    "flavor",
    "fulfill",
    "gray",
    "gynecolog",
    "harbor",
    "hematom",
    "hematur",
    "hemoglobin",
    "hemorrh",
    "humor",
    "ischemi",
    "labeled",
    "labeling",
    "leukemi",
    "modeled",
    "modeling",
    "mold",
    "neighbor",
    "odor",
    "orthoped",
    "paralyz",
    "pediatr",
    "rumor",
    "skeptic",
    "skillful",
    "smolder",
    "theater",
    "traveled",
    "traveler",
    "traveling",
    "tumor",
    "vapor",
];

/// American words that are the beginning of British ones, or stand alone.
const WHOLE: &[&str] = &[
    "acetaminophen",
    "centimeter",
    "centimeters",
    "defense",
    "defenses",
    "gotten",
    "labor",
    "labored",
    "liter",
    "liters",
    "meter",
    "meters",
    "milliliter",
    "milliliters",
    "mom",
    "offense",
    "toward",
];

/// Words in -ize and -izing that are so in Britain, too.
const IZE: &[&str] = &["capsiz", "pric", "priz", "resiz", "seiz", "siz"];

/// What a word should not be in British English; names in capitals are left alone.
fn is_american(word: &str) -> bool {
    let word = word.to_lowercase();
    let ending = [
        "ize", "ized", "izes", "izer", "izing", "ization", "izations",
    ];
    let stem = ending.iter().find_map(|end| word.strip_suffix(end));
    let ize = stem.is_some_and(|stem| !IZE.contains(&format!("{stem}iz").as_str()));
    ize || WHOLE.contains(&word.as_str()) || BEGINNINGS.iter().any(|stem| word.starts_with(stem))
}

/// The American words of a text, without what stands in backticks or braces, which is code.
fn american(text: &str) -> Vec<String> {
    let (mut said, mut code, mut depth) = (String::new(), false, 0_usize);
    for c in text.chars() {
        match c {
            '`' => code = !code,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        said.push(if code || depth > 0 { ' ' } else { c });
    }
    let words = said.split(|c: char| !c.is_alphabetic());
    let found = words.filter(|word| is_american(word));
    found.map(String::from).collect()
}

/// The messages of a Fluent file, without their keys and comments.
fn messages(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let said = lines.map(|line| match line.split_once(" = ") {
        Some((key, said))
            if key
                .trim()
                .chars()
                .all(|c| c.is_alphanumeric() || ".-".contains(c)) =>
        {
            said
        }
        _ => line,
    });
    // A choice stands in braces and is said all the same.
    said.collect::<Vec<_>>().join("\n").replace(['{', '}'], " ")
}

/// A table without its comments and the works it rests on.
fn table(text: &str) -> String {
    let lines = text.lines();
    let said = lines.filter(|line| !line.starts_with('#') && !line.starts_with("source"));
    said.collect::<Vec<_>>().join("\n").replace(['{', '}'], " ")
}

fn item(item: &Item) -> String {
    let told = [
        &item.label,
        &item.short,
        &item.name,
        &item.phrase,
        &item.explain,
    ];
    let options = item.options().iter().map(|option| &option.label);
    let told: Vec<&str> = told
        .into_iter()
        .chain(options)
        .map(String::as_str)
        .collect();
    told.join("\n")
}

fn files(folder: &Path, ending: &str, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, into);
        } else if path.extension().is_some_and(|found| found == ending) {
            into.push(path);
        }
    }
}

#[test]
fn what_people_read_is_spelled_as_in_britain() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    let mut texts: Vec<(String, String)> = Vec::new();
    let (mut fluent, mut tables) = (Vec::new(), vec![root.join("assets/keys.toml")]);
    files(&root.join("assets/words/en"), "ftl", &mut fluent);
    files(&root.join("assets/guide"), "toml", &mut tables);
    let named = |path: &PathBuf| path.display().to_string();
    texts.extend(
        fluent
            .iter()
            .map(|path| (named(path), messages(&read(path)))),
    );
    texts.extend(tables.iter().map(|path| (named(path), table(&read(path)))));
    // The name of a condition in style sheets is code.
    let readme = read(&root.join("README.md")).replace("prefers-color-scheme", "");
    texts.push(("README.md".into(), readme));
    let catalogue = Catalogue::built_in();
    let items = catalogue.items().iter();
    texts.extend(items.map(|of| (of.id.to_string(), item(of))));
    let library = Library::built_in();
    texts.extend(library.articles().iter().map(|article| {
        let body = article.body.iter().map(|block| block.text().to_string());
        let told = [article.title.clone(), article.summary.clone()];
        let told: Vec<String> = told.into_iter().chain(body).collect();
        (article.id.to_string(), told.join("\n"))
    }));
    for (place, text) in texts {
        assert_eq!(american(&text), Vec::<String>::new(), "{place}");
    }
}

/// The rule finds what it is for, and leaves British words and code alone.
#[test]
fn american_words_are_known_from_british_ones() {
    for word in [
        "colored",
        "Recognized",
        "organization",
        "analyze",
        "hemorrhage",
        "toward",
        "Gray",
    ] {
        assert_eq!(american(word), [word]);
    }
    for words in [
        "colour, recognised, the size, a prize, seizing, sized, laboratory, literature, towards",
        "run it with `--color always`, or { $color }",
    ] {
        assert_eq!(american(words), Vec::<String>::new());
    }
}
