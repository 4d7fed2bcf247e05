//! What the guide says, as lines to read.

mod learn;
mod relief;
mod scores;
mod warnings;
mod which;

pub use relief::helped_words;
pub use warnings::banner;
pub use which::{Block, blocks};

use crate::guide::{Library, RuleBook};

use crate::tui::model::Model;
use crate::tui::screens::guide::state::Topic;
use crate::tui::widgets::prose::Line;

/// A page: its title, its lines, and the articles it leads to, by the digit that opens them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// What it says.
    pub lines: Vec<Line>,
    /// The articles it leads to, at most nine.
    pub links: Vec<String>,
}

impl Page {
    /// A page of the guide.
    pub fn of(model: &Model, topic: Topic) -> Self {
        match topic {
            Topic::Warnings => warnings::page(model),
            Topic::Relief => relief::page(model),
            Topic::Scores => scores::page(model),
            Topic::Article(at) => Library::built_in()
                .articles()
                .get(at)
                .map_or_else(|| warnings::page(model), learn::page),
        }
    }
}

/// The title of a page, as it stands in the list.
pub fn title(topic: Topic) -> &'static str {
    match topic {
        Topic::Warnings => "Warnings",
        Topic::Relief => "What helped",
        Topic::Scores => "Scores",
        Topic::Article(at) => {
            let article = Library::built_in().articles().get(at);
            article.map_or("", |article| article.title.as_str())
        }
    }
}

/// The words for tiers and closings, which a person's own rules do not change.
fn book() -> &'static RuleBook {
    RuleBook::built_in()
}
