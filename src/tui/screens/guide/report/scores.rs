//! The figures worked out from answers: PEG, the bleeding score, premenstrual change.

use chrono::NaiveDate;

use crate::diary::ItemId;
use crate::guide::{
    BleedingScale, BleedingScore, Library, PremenstrualChange, PremenstrualSource,
    QuestionnaireBook,
};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::prose::Line;
use crate::words::guide as telling;
use crate::words::screens::guide as words;
use crate::words::{dates, figures};

use super::learn::link;
use super::page::Page;

/// The latest of each figure are told.
const LATEST: usize = 8;

/// The figures of the past year.
pub(super) fn page(model: &Model) -> Page {
    let nothing = Default::default();
    let scores = model.guide.scores.as_ref().unwrap_or(&nothing);
    let mut page = Page {
        title: words::scores().to_owned(),
        lines: Vec::new(),
        links: Vec::new(),
    };
    let book = QuestionnaireBook::built_in();
    if let Some(weekly) = book.all().iter().find(|of| of.is_scored()) {
        head(&mut page, &weekly.title, &weekly.learn, &weekly.source);
        page.lines.push(Line::new(&weekly.explain, Meaning::Text));
        let latest = scores.peg.iter().rev().take(LATEST);
        page.lines
            .extend(latest.map(|(date, score)| dated(*date, figures::points(*score))));
    }
    if model.keeps_cycle() {
        bleeding(&mut page, &scores.bleeding);
        let PremenstrualSource { learn, source, .. } = PremenstrualSource::built_in();
        head(&mut page, words::before_period(), learn, source);
        premenstrual(&mut page, model, &scores.premenstrual);
    }
    read_on(&mut page);
    page
}

fn premenstrual(page: &mut Page, model: &Model, changes: &[(ItemId, PremenstrualChange)]) {
    if model.profile.steering().is_some() {
        let none = telling::premenstrual_no_periods();
        page.lines.push(Line::new(none, Meaning::Text));
        return;
    }
    let items = changes.iter().filter_map(|(id, change)| {
        let item = model.catalogue.item(id.as_str())?;
        Some((item, change))
    });
    let told = telling::premenstrual_changes(&items.collect::<Vec<_>>());
    if told.is_empty() {
        let none = words::nothing_rated();
        page.lines.push(Line::new(none, Meaning::Text));
        return;
    }
    let told = told.into_iter();
    page.lines
        .extend(told.map(|told| Line::labelled("-", Meaning::Muted, 2, told, Meaning::Text)));
    page.lines
        .push(Line::new(telling::in_crisis(), Meaning::Text));
}

fn bleeding(page: &mut Page, scores: &[BleedingScore]) {
    let BleedingScale { learn, source, .. } = BleedingScale::built_in();
    head(page, words::bleeding_score(), learn, source);
    if scores.is_empty() {
        page.lines
            .push(Line::new(words::nothing_counted(), Meaning::Text));
    }
    let latest = scores.iter().rev().take(LATEST);
    page.lines
        .extend(latest.map(|score| dated(score.first, telling::bleeding_score(score))));
}

/// What stands over a figure: its title, and where it is from; the page leads to its article.
fn head(page: &mut Page, title: &str, learn: &str, source: &str) {
    if !page.lines.is_empty() {
        page.lines.push(Line::gap());
    }
    page.lines.push(Line::new(title, Meaning::Title));
    page.lines.push(Line::new(source, Meaning::Muted));
    if page.links.iter().all(|id| id != learn) {
        page.links.push(learn.to_owned());
    }
}

fn dated(date: NaiveDate, told: String) -> Line {
    let date = dates::short_day_month_year(date);
    Line::labelled(date, Meaning::Muted, 14, told, Meaning::Text)
}

fn read_on(page: &mut Page) {
    page.lines
        .extend([Line::gap(), Line::new(words::read_on(), Meaning::Title)]);
    let library = Library::built_in();
    for (nth, id) in (1..).zip(&page.links) {
        let title = library.article(id).map_or("", |article| &article.title);
        page.lines.push(link(nth, title));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diary::profile::Contraception;
    use crate::diary::{Catalogue, Profile, Tristate, WorseEnd};
    use crate::tui::keymap::Keymap;
    use crate::tui::testing::ymd;
    use crate::tui::worker::Scores;

    #[test]
    fn the_premenstrual_comparison_says_where_help_is() {
        let now = ymd(2026, 3, 17).and_hms_opt(22, 0, 0).unwrap();
        let keymap = Keymap::new(&Default::default()).unwrap();
        let catalogue = Arc::clone(Catalogue::built_in());
        let mut model = Model::new(now, (80, 24), catalogue, Profile::default(), keymap);
        let help = Line::new(telling::in_crisis(), Meaning::Text);
        assert!(!page(&model).lines.contains(&help));
        let change = PremenstrualChange {
            periods: Vec::new(),
            worse_in: 0,
            worse_end: WorseEnd::Low,
        };
        model.guide.take_scores(Scores {
            premenstrual: vec![("mood".into(), change)],
            ..Scores::default()
        });
        assert!(page(&model).lines.contains(&help));

        // A bleed is no period with hormones, and is not called one.
        model.profile.contraception = Contraception::Combined;
        let none = Line::new(telling::premenstrual_no_periods(), Meaning::Text);
        let told = page(&model).lines;
        assert!(told.contains(&none) && !told.contains(&help));

        // Who has no womb, or leaves the cycle out, is told of neither bleeding nor period.
        model.profile.uterus = Tristate::No;
        let told = page(&model).lines;
        for title in [words::before_period(), words::bleeding_score()] {
            assert!(!told.contains(&Line::new(title, Meaning::Title)), "{title}");
        }
    }
}
