//! `learn`: the articles of the guide.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::{Context, Error, Output};
use crate::diary::parse::{self, Unknown};
use crate::guide::{Article, Block, Library};
use crate::words::guide as telling;
use crate::words::shell::looking as say;

/// Read the articles of the guide; all are listed when none is named
///
/// A topic is a name from the list, an item (temperature), or words to look for in the articles.
#[derive(Debug, Args)]
pub(super) struct Learn {
    /// What to read about
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Learn {
    /// Writes an article, the list of them, or those the words are found in.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let library = Library::built_in();
        let words = self.topic.join(" ");
        if words.trim().is_empty() {
            if self.json {
                return Ok(out.json(json!(library.articles()))?);
            }
            return list_all(library, out);
        }
        let slug = parse::slug(&words);
        let named = library
            .articles()
            .iter()
            .find(|article| article.id == slug || parse::slug(&article.title) == slug);
        if let Some(article) = named.or_else(|| on_item(context, &words)) {
            return match self.json {
                true => Ok(out.json(json!(article))?),
                false => write(article, out),
            };
        }
        let hits = library.search(&words);
        if self.json {
            return Ok(out.json(json!(hits))?);
        }
        match hits.as_slice() {
            [] => Err(nothing(library, &slug, &words)),
            [hit] => match library.article(hit.id) {
                Some(article) => write(article, out),
                None => Ok(()),
            },
            hits => {
                writeln!(out, "{}", say::found_in(words))?;
                hits.iter()
                    .filter_map(|hit| library.article(hit.id))
                    .try_for_each(|article| list(article, out))
            }
        }
    }
}

/// The article on an item, by whatever people call it.
fn on_item(context: &Context, words: &str) -> Option<&'static Article> {
    let repository = context.look_if_any().ok().flatten();
    let catalogue = match &repository {
        Some(repository) => repository.catalogue(),
        None => crate::diary::Catalogue::built_in(),
    };
    let item = catalogue.find(words).ok()?;
    Library::built_in().on(item)
}

fn nothing(library: &Library, slug: &str, words: &str) -> Error {
    let names = library.articles().iter().map(|article| article.id.as_str());
    let error = Error::usage(say::no_article(words));
    match Unknown::new("article", slug, names).nearest {
        Some(name) => error.hint(say::no_article_nearest(name)),
        None => error.hint(say::no_article_hint()),
    }
}

/// All articles, under what they are about.
fn list_all(library: &Library, out: &mut Output) -> Result<(), Error> {
    for (nth, (subject, articles)) in library.subjects().enumerate() {
        if nth > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", telling::subject(subject).to_uppercase())?;
        articles.iter().try_for_each(|article| list(article, out))?;
    }
    Ok(())
}

fn list(article: &Article, out: &mut Output) -> Result<(), Error> {
    Ok(writeln!(out, "{:32} {}", article.id, article.summary)?)
}

fn write(article: &Article, out: &mut Output) -> Result<(), Error> {
    writeln!(out, "{}\n{}", article.title, article.summary)?;
    let mut after_point = false;
    for block in &article.body {
        let point = matches!(block, Block::Point(_));
        if !(after_point && point) {
            writeln!(out)?;
        }
        after_point = point;
        match block {
            Block::Heading(text) => writeln!(out, "{}", text.to_uppercase())?,
            Block::Paragraph(text) => writeln!(out, "{text}")?,
            Block::Point(text) => writeln!(out, "- {text}")?,
        }
    }
    writeln!(out, "\n{}", say::sources(article.sources.join("; ")))?;
    if !article.see.is_empty() {
        writeln!(out, "{}", say::read_on(article.see.join(", ")))?;
    }
    Ok(())
}
