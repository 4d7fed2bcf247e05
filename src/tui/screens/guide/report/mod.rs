//! What the guide says, as lines to read.

mod learn;
pub mod page;
mod relief;
mod scores;
mod warnings;
mod which;

pub use relief::helped_words;
pub use warnings::{Banner, banners, headline_read, meaning};
pub use which::blocks;

use crate::guide::Library;

use crate::tui::model::Model;
use crate::tui::screens::guide::state::Topic;
use crate::words::screens::guide as words;

use page::Page;

/// Composes a page of the guide.
pub fn compose(model: &Model, topic: Topic) -> Page {
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

/// The title of a page, as it stands in the list.
pub fn title(topic: Topic) -> &'static str {
    match topic {
        Topic::Warnings => words::warnings(),
        Topic::Relief => words::helped(),
        Topic::Scores => words::scores(),
        Topic::Article(at) => {
            let article = Library::built_in().articles().get(at);
            article.map_or("", |article| article.title.as_str())
        }
    }
}
