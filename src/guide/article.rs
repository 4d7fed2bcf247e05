//! The articles: short texts to read and search, linked from items, warnings and readings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::mistake::{DataError, Flaw, Wrong};
use crate::diary::parse::slug;
use crate::diary::{Item, ItemId, SectionId};
use crate::language::{data, spoken};

/// Stands before and after what is told about an article.
const FENCE: &str = "+++\n";

/// A text on one subject.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Article {
    /// Its stable name.
    pub id: String,
    /// Under what it stands in the list.
    pub subject: Subject,
    /// Words for people.
    pub title: String,
    /// One line on what it says.
    pub summary: String,
    /// Other words by which people look for it.
    pub words: Vec<String>,
    /// Articles to read on in.
    pub see: Vec<String>,
    /// Where it is known from: body and year.
    pub sources: Vec<String>,
    /// The text.
    pub body: Vec<Block>,
}

/// What an article is about: the headings of the list, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// When to get help.
    Help,
    /// The cycle and hormones.
    Cycle,
    /// Pregnancy: wished for, there, and after.
    Baby,
    /// Sex and orgasm.
    Sex,
    /// Back, nerves and muscles.
    Back,
    /// Womb, ovaries and pelvis.
    Womb,
    /// Bladder, bowel and prostate.
    Bladder,
    /// What helps.
    Relief,
    /// Keeping the diary.
    Diary,
}

/// A part of a text. Its words have no line breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "text", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A point of a list.
    Point(String),
}

impl Block {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Self::Heading(text) | Self::Paragraph(text) | Self::Point(text) => text,
        }
    }
}

/// All articles.
#[derive(Debug, Clone)]
pub struct Library {
    articles: Vec<Article>,
}

/// Which article explains what.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Links {
    section: BTreeMap<SectionId, String>,
    item: BTreeMap<ItemId, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: String,
    summary: String,
    words: Vec<String>,
    see: Vec<String>,
    sources: Vec<String>,
}

macro_rules! articles {
    ($($subject:ident: $($id:literal),* ;)*) => {
        [$($((Subject::$subject, $id, data!(concat!("guide/articles/", $id)))),*),*]
    };
}

/// The articles the program comes with, in each language, by subject, in the order of the pane.
const ARTICLES: &[(Subject, &str, &[&str])] = &articles![
    Help:
        "when-to-see-whom",
        "mood-and-lasting-pain";
    Cycle:
        "period-pain",
        "before-the-period",
        "leg-pain-with-the-period",
        "ovulation-pain",
        "age-and-hormones";
    Baby:
        "implantation",
        "when-to-test",
        "painkillers-and-pregnancy",
        "pregnancy-and-pain",
        "after-a-birth";
    Sex:
        "pain-after-orgasm",
        "without-orgasm",
        "pain-at-ejaculation",
        "numb-after-orgasm",
        "headache-with-sex",
        "bleeding-after-sex",
        "cystitis-after-sex",
        "dryness-and-pain-at-the-entrance",
        "erection-loss",
        "talking-with-a-partner";
    Back:
        "muscle-nerve-vessels",
        "pelvic-floor-and-sacroiliac",
        "pudendal-nerve",
        "disc-and-nerve-root";
    Womb:
        "endometriosis",
        "fibroids-cysts-adenomyosis",
        "pid",
        "coil",
        "hysterectomy";
    Bladder:
        "urinary",
        "kidney-or-back",
        "bowel",
        "prostatitis";
    Relief:
        "preventing",
        "treatments-compared";
    Diary:
        "keeping-a-diary",
        "rating-pain",
        "weekly-and-monthly",
        "how-patterns-are-found",
        "for-a-study",
        "several-computers",
        "bleeding",
        "basal-temperature",
        "mucus",
        "cervix",
        "lh-test";
];

static LINKS: LazyLock<Links> = LazyLock::new(|| {
    serde_json::from_str(spoken(data!("guide/links")))
        .expect("the built-in links are read by the tests of this module")
});

static BUILT_IN: LazyLock<Library> = LazyLock::new(|| {
    let articles = ARTICLES.iter();
    let articles = articles.map(|(subject, id, texts)| (*subject, *id, spoken(texts)));
    Library::read(articles).expect("the built-in articles are read by the tests of this module")
});

impl Library {
    /// The articles the program comes with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn read<'a>(
        articles: impl Iterator<Item = (Subject, &'a str, &'a str)>,
    ) -> Result<Self, DataError> {
        Ok(Self {
            articles: articles
                .map(|(subject, id, text)| article(subject, id, text))
                .collect::<Result<_, _>>()?,
        })
    }

    /// All articles, in order: those of a subject stand together.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The articles of each subject, in order.
    pub fn subjects(&self) -> impl Iterator<Item = (Subject, &[Article])> {
        let together = |one: &Article, next: &Article| one.subject == next.subject;
        let groups = self.articles.chunk_by(together);
        groups.filter_map(|group| Some((group.first()?.subject, group)))
    }

    /// The article of a name.
    pub fn article(&self, id: &str) -> Option<&Article> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// The name of the article that explains an item. No article is read for it.
    pub fn link(item: &Item) -> Option<&'static str> {
        let own = LINKS.item.get(&item.id);
        let link = own.or_else(|| LINKS.section.get(&item.section));
        link.map(String::as_str)
    }

    /// The article that explains an item and how to answer it well.
    pub fn on(&self, item: &Item) -> Option<&Article> {
        self.article(Self::link(item)?)
    }

    /// The article a person means by a name, a title or words in it: the first that fits.
    pub fn find(&self, words: &str) -> Option<&Article> {
        let name = slug(words);
        let named = |article: &&Article| article.id == name || slug(&article.title) == name;
        self.articles
            .iter()
            .find(named)
            .or_else(|| self.article(self.search(words).first()?.id))
    }
}

/// Reads an article: what is told about it in TOML between two fences, then paragraphs, headings
/// (`## `) and points (`- `), each group with an empty line between.
fn article(subject: Subject, id: &str, text: &str) -> Result<Article, DataError> {
    let read = || {
        let (front, body) = text
            .strip_prefix(FENCE)
            .and_then(|rest| rest.split_once(&format!("\n{FENCE}")))
            .ok_or_else(|| Wrong::new(0..0, Flaw::Front))?;
        let front: Front = toml::from_str(front)?;
        Ok(Article {
            id: id.to_owned(),
            subject,
            title: front.title,
            summary: front.summary,
            words: front.words,
            see: front.see,
            sources: front.sources,
            body: body.split("\n\n").flat_map(blocks).collect(),
        })
    };
    read().map_err(|wrong: Wrong| wrong.in_text(text))
}

fn blocks(group: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in group.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix("## ") {
            blocks.push(Block::Heading(heading.to_owned()));
        } else if let Some(point) = line.strip_prefix("- ") {
            blocks.push(Block::Point(point.to_owned()));
        } else {
            match blocks.last_mut() {
                Some(Block::Paragraph(text) | Block::Point(text)) => {
                    text.push(' ');
                    text.push_str(line);
                }
                _ => blocks.push(Block::Paragraph(line.to_owned())),
            }
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::Catalogue;

    fn library() -> &'static Library {
        Library::built_in()
    }

    #[test]
    fn they_are_read_in_every_language() {
        for at in 0..crate::language::Language::ALL.len() {
            let texts = ARTICLES.iter();
            let texts = texts.map(|(subject, id, texts)| (*subject, *id, texts[at]));
            assert!(Library::read(texts).is_ok());
        }
        let folder = std::fs::read_dir("assets/guide/articles").unwrap();
        assert_eq!(folder.count(), ARTICLES.len());
    }

    #[test]
    fn the_articles_of_a_subject_stand_together() {
        let subjects = library().subjects().map(|(subject, _)| subject);
        let subjects: Vec<Subject> = subjects.collect();
        assert!(
            subjects.is_sorted_by(|one, next| one < next),
            "{subjects:?}"
        );
    }

    #[test]
    fn every_article_is_whole_and_leads_on() {
        for article in library().articles() {
            let id = &article.id;
            assert!(article.body.len() > 5, "{id} is too short");
            assert!(
                article.summary.chars().count() <= 90,
                "{id}: its summary is too long for a line"
            );
            let dated = |source: &String| {
                source
                    .split(|c: char| !c.is_ascii_digit())
                    .any(|part| part.len() == 4)
            };
            assert!(
                article.sources.iter().any(dated),
                "{id} needs a source with its year"
            );
            for see in &article.see {
                assert!(library().article(see).is_some(), "{id} leads to {see}");
                assert_ne!(see, id);
            }
        }
    }

    #[test]
    fn every_article_file_is_in_the_library() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide/articles");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| {
                file.unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        files.sort();
        let mut listed: Vec<&str> = library()
            .articles()
            .iter()
            .map(|article| article.id.as_str())
            .collect();
        listed.sort_unstable();
        assert_eq!(files, listed);
    }

    #[test]
    fn every_item_is_explained() {
        let catalogue = Catalogue::built_in();
        for item in catalogue.items() {
            assert!(library().on(item).is_some(), "{} has no article", item.id);
        }
        for id in LINKS.item.keys() {
            assert!(
                catalogue.item(id.as_str()).is_some(),
                "there is no item {id}"
            );
        }
        for id in LINKS.section.keys() {
            assert!(catalogue.section(id).is_some(), "there is no section {id}");
        }
        let temperature = catalogue.item("temperature").unwrap();
        assert_eq!(library().on(temperature).unwrap().id, "basal-temperature");
    }

    #[test]
    fn text_is_read_as_headings_paragraphs_and_points() {
        let text = "+++\ntitle = \"T\"\nsummary = \"S\"\nwords = []\nsee = []\nsources = []\n+++\n\nOne\ntwo.\n\n## Head\n\n- a\n  b\n- c\n";
        let article = article(Subject::Diary, "t", text).unwrap();
        assert_eq!(
            article.body,
            [
                Block::Paragraph("One two.".into()),
                Block::Heading("Head".into()),
                Block::Point("a b".into()),
                Block::Point("c".into()),
            ]
        );
        let refused =
            super::article(Subject::Diary, "t", &text.replace("see =", "sea =")).unwrap_err();
        assert!(refused.to_string().contains("sea"), "{refused}");
        assert!(super::article(Subject::Diary, "t", "no front").is_err());
    }

    #[test]
    fn an_article_is_found_by_name_title_or_word() {
        let find = |words| library().find(words).map(|article| article.id.as_str());
        assert_eq!(find("pid"), Some("pid"));
        assert_eq!(find("Rating pain"), Some("rating-pain"));
        assert_eq!(find("sciatica"), find("slipped disc"));
        assert_eq!(find("xyzzy"), None);
    }
}
