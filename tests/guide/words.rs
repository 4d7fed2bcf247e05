//! The words of the guide.

use twinge::diary::Catalogue;
use twinge::guide::{Article, Library, PremenstrualSource};
use twinge::words::guide::in_crisis;

/// Where what weighs on people is told: lasting pain, the premenstrual comparison, mood.
const HEAVY: &[&str] = &[
    "when-to-see-whom",
    "period-pain",
    "before-the-period",
    "muscle-nerve-vessels",
    "pudendal-nerve",
    "endometriosis",
    "prostatitis",
    "after-a-birth",
    "age-and-hormones",
    "mood-and-lasting-pain",
    "keeping-a-diary",
];

/// Whether an article says where to turn when life is in danger.
fn tells_of_help(article: &Article) -> bool {
    article
        .body
        .iter()
        .any(|block| block.text().contains(in_crisis()))
}

#[test]
fn where_it_is_heavy_an_article_says_where_help_is() {
    let library = Library::built_in();
    let article = |id: &str| library.article(id).unwrap_or_else(|| panic!("no {id}"));
    for id in HEAVY {
        assert!(tells_of_help(article(id)), "{id}");
    }
    let catalogue = Catalogue::built_in();
    let moods = ["mood", "feelings", "mood-note"].map(|id| catalogue.item(id).unwrap());
    let asked = moods.map(|item| library.on(item).unwrap());
    let compared = article(&PremenstrualSource::built_in().learn);
    for article in asked.into_iter().chain([compared]) {
        assert!(tells_of_help(article), "{}", article.id);
    }
    // It names no country's number.
    assert!(!in_crisis().contains(|c: char| c.is_ascii_digit()));
}

#[test]
fn every_source_of_an_article_has_its_year() {
    for article in Library::built_in().articles() {
        assert!(!article.sources.is_empty(), "{}", article.id);
        for source in &article.sources {
            let parts = source.split(|c: char| !c.is_ascii_digit());
            let mut years = parts.filter(|part| part.len() == 4);
            let year = |year: &str| year.starts_with("19") || year.starts_with("20");
            assert!(years.any(year), "{}: {source}", article.id);
        }
    }
}

/// The parts of an article that say what is due at once, today, within days and later: each line is
/// given to the tier its words begin with.
fn due<'a>(article: &'a Article, tier: &str) -> Vec<&'a str> {
    let texts: Vec<&str> = article.body.iter().map(|block| block.text()).collect();
    let lists = [
        "At once",
        "Today",
        "Within days",
        "With an appointment",
        "At the next visit",
    ];
    let mut under = "";
    let mut due = Vec::new();
    for text in texts {
        if article.id == "when-to-see-whom" && lists.contains(&text) {
            under = text;
        }
        if text.starts_with(tier) || under == tier {
            due.push(text);
        }
    }
    due
}

/// What a rule calls the same day is not told as less urgent, and what is an emergency is said so.
#[test]
fn no_article_puts_off_what_a_rule_does_not() {
    for article in Library::built_in().articles() {
        for later in [
            "Within days",
            "With an appointment",
            "At the next visit",
            "Next visit",
        ] {
            for text in due(article, later) {
                let text = text.to_lowercase();
                for sooner in [
                    "fever",
                    "shiver",
                    "positive test",
                    "faint",
                    "cannot pee",
                    "vomit",
                ] {
                    assert!(!text.contains(sooner), "{}: {text}", article.id);
                }
            }
        }
        for text in due(article, "Today") {
            for sooner in ["cannot pee", "Both legs", "sudden strong"] {
                assert!(!text.contains(sooner), "{}: {text}", article.id);
            }
        }
    }
}

/// Bodies are named by what they have, in titles and summaries.
#[test]
fn no_title_leaves_someone_out() {
    for article in Library::built_in().articles() {
        let told = format!("{} {}", article.title, article.summary).to_lowercase();
        let mut words = told.split(|c: char| !c.is_alphabetic());
        let excluding = [
            "men", "women", "man", "woman", "husband", "wife", "he", "she",
        ];
        assert!(!words.any(|word| excluding.contains(&word)), "{told}");
    }
}

/// Nothing is promised, and nobody is blamed.
#[test]
fn no_text_promises_or_blames() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide/articles");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path)
            .unwrap()
            .replace('\n', " ")
            .to_lowercase();
        for barred in [
            "cure",
            "heals fully",
            "always works",
            "guarantee",
            "no risk",
            "does no harm",
            "keeps the fear alive",
            "often treatable",
            "misalign",
            "for women on",
            "for men ",
        ] {
            assert!(!text.contains(barred), "{}: \"{barred}\"", path.display());
        }
    }
}

#[test]
fn no_text_says_more_than_is_known() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide"));
    let articles = std::fs::read_dir(folder.join("articles")).unwrap();
    let files = std::fs::read_dir(folder).unwrap().chain(articles);
    let files = files.map(|file| file.unwrap().path());
    let said = folder.join("../words/en/guide.ftl");
    let mut read = 0;
    for path in files.chain([said]).filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let text: String = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        for barred in [
            "causes",
            "caused by",
            "triggers",
            "proves",
            "because of",
            "sign of pregnancy",
            "sign of implantation",
            "safe day",
            "infertile day",
            "!",
        ] {
            assert!(!text.contains(barred), "{}: \"{barred}\"", path.display());
        }
        read += 1;
    }
    assert!(read > 25, "{read}");
}
