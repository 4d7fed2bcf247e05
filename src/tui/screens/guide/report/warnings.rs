//! The warnings: a banner over the panes, and all of them in a list.

use chrono::{Datelike, NaiveDate};

use crate::diary::{Catalogue, parse};
use crate::guide::{Evidence, Flag, Library, RuleBook};
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::model::Model;
use crate::tui::widgets::prose::Line;
use crate::words::screens::guide as words;
use crate::words::{dates, guide, kinds};

use super::learn::link;
use super::page::Page;

/// So many answers a warning rests on are told.
const SEEN: usize = 4;

/// The words for tiers and closings, which a person's own rules do not change.
fn book() -> &'static RuleBook {
    RuleBook::built_in()
}

/// How urgent a warning is, and what it is about.
pub(super) fn headline(flag: &Flag) -> String {
    words::warning(book().tier_label(flag.tier), &flag.title)
}

/// The same, and whether it was read.
pub fn headline_read(flag: &Flag) -> String {
    match flag.acknowledged {
        true => words::warning_read(book().tier_label(flag.tier), &flag.title),
        false => headline(flag),
    }
}

/// What a warning looks like.
pub fn meaning(flag: &Flag) -> Meaning {
    if flag.tier.is_urgent() {
        Meaning::Urgent
    } else {
        Meaning::Warning
    }
}

/// A warning over the panes: what it is on a bar, and below it what is said of it.
pub struct Banner {
    /// What the bar looks like.
    pub meaning: Meaning,
    /// How urgent it is, and what it is about.
    pub title: String,
    /// What to do, then why; nothing once it has been seen. Each matters more than what follows.
    pub lines: Vec<Line>,
}

/// The most urgent warning in one line, and the most urgent that was not seen in full: often the
/// same one. One that can wait leaves what lies over the panes its room, as the drawing of the body.
pub fn banners(model: &Model) -> Vec<Banner> {
    let (foremost, unseen) = (model.guide.spoken().next(), model.guide.unseen());
    let seen = foremost.filter(|flag| Some(*flag) != unseen);
    let is_short = |flag: &Flag| !model.layers.is_empty() && !flag.tier.is_urgent();
    let unseen = unseen.map(|flag| match is_short(flag) {
        true => in_short(flag),
        false => in_full(flag, &model.catalogue),
    });
    seen.map(in_short).into_iter().chain(unseen).collect()
}

fn in_short(flag: &Flag) -> Banner {
    Banner {
        meaning: meaning(flag),
        title: headline(flag),
        lines: vec![],
    }
}

fn in_full(flag: &Flag, catalogue: &Catalogue) -> Banner {
    let mut lines = vec![Line::new(&flag.act, Meaning::Title)];
    if !flag.joined.is_empty() {
        lines.push(Line::new(guide::joined(flag, catalogue), Meaning::Text));
    }
    lines.push(Line::new(&flag.why, Meaning::Text));
    if flag.may_apply {
        lines.push(Line::new(book().may_apply(), Meaning::Muted));
    }
    if flag.tier.is_urgent() {
        lines.push(Line::new(book().closing(), Meaning::Muted));
    }
    Banner {
        meaning: meaning(flag),
        title: headline(flag),
        lines,
    }
}

/// All warnings of late, those to speak of first.
pub(super) fn page(model: &Model) -> Page {
    let (spoken, past): (Vec<&Flag>, Vec<&Flag>) =
        model.guide.recent().iter().partition(|flag| flag.spoken);
    let mut lines = Vec::new();
    let mut links: Vec<String> = Vec::new();
    let (aside, over): (Vec<&Flag>, Vec<&Flag>) =
        past.into_iter().partition(|flag| flag.acknowledged);
    if spoken.is_empty() {
        let told = match aside.is_empty() {
            true => words::no_warnings(),
            false => words::only_put_aside(),
        };
        lines.push(Line::new(told, Meaning::Text));
    } else {
        let key = model.keymap.key_of(&[Context::Global], Action::Acknowledge);
        let key = key.map(ToString::to_string).unwrap_or_default();
        lines.push(Line::new(words::puts_aside(key), Meaning::Muted));
    }
    for flag in spoken {
        lines.push(Line::gap());
        lines.extend(told(model, flag, &mut links));
    }
    // What was put aside may still have to be done: it can be read again.
    for flag in aside {
        lines.push(Line::gap());
        lines.extend(told(model, flag, &mut links));
    }
    if !over.is_empty() {
        lines.extend([Line::gap(), Line::new(words::over(), Meaning::Title)]);
        lines.extend(over.into_iter().map(|flag| {
            Line::labelled(
                days(flag.since, flag.last),
                Meaning::Muted,
                18,
                headline(flag),
                Meaning::Text,
            )
        }));
    }
    lines.extend([Line::gap(), Line::new(book().closing(), Meaning::Muted)]);
    Page {
        title: words::warnings().to_owned(),
        lines,
        links,
    }
}

/// From when to when it was; with the years where it reaches over the turn of one.
fn days(since: NaiveDate, last: NaiveDate) -> String {
    let day = match since.year() == last.year() {
        true => dates::short_day_month,
        false => dates::short_day_month_year,
    };
    if since == last {
        day(since)
    } else {
        words::from_to(day(since), day(last))
    }
}

fn told(model: &Model, flag: &Flag, links: &mut Vec<String>) -> Vec<Line> {
    const AT: usize = 10;
    let told = |label: &str, words: &str| {
        Line::labelled(label, Meaning::Muted, AT, words, Meaning::Text).indented(2)
    };
    let mut lines = vec![
        match flag.acknowledged {
            true => Line::new(headline_read(flag), Meaning::Title),
            false => Line::new(headline(flag), meaning(flag)),
        },
        told(words::what(), &flag.act),
        told(words::why(), &flag.why),
        told(words::when(), &days(flag.since, flag.last)),
    ];
    // The latest answers tell enough of an episode that has gone on for months.
    let seen = flag.rests_on.iter().rev().take(SEEN);
    let seen: Vec<String> = seen.filter_map(|of| seen_words(model, of)).collect();
    if !seen.is_empty() {
        lines.push(told(words::seen(), &seen.join("; ")));
    }
    if flag.may_apply {
        lines.push(told("", book().may_apply()));
    }
    if !flag.joined.is_empty() {
        lines.push(told("", &guide::joined(flag, &model.catalogue)));
    }
    lines.push(told(words::source(), &flag.source));
    let article = flag
        .learn
        .as_deref()
        .and_then(|id| Library::built_in().article(id));
    if let Some(article) = article.filter(|_| links.len() < 9) {
        let at = links.iter().position(|id| *id == article.id);
        let at = at.unwrap_or_else(|| {
            links.push(article.id.clone());
            links.len() - 1
        });
        lines.push(link(at + 1, &article.title).indented(2).at(AT));
    }
    lines
}

/// An answer a warning rests on, in words.
fn seen_words(model: &Model, evidence: &Evidence) -> Option<String> {
    let item = model.catalogue.item(evidence.item.as_str())?;
    let answer = kinds::answer(&evidence.answer, item, model.profile.temperature);
    let date = dates::short_day_month(evidence.date);
    Some(words::answer_seen(date, parse::within(&item.short), answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_over_the_turn_of_a_year_has_its_years() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        for (since, last, told) in [
            (day(2026, 3, 2), day(2026, 3, 2), "2 Mar"),
            (day(2026, 3, 2), day(2026, 11, 14), "2 Mar to 14 Nov"),
            (
                day(2025, 12, 2),
                day(2026, 11, 14),
                "2 Dec 2025 to 14 Nov 2026",
            ),
        ] {
            assert_eq!(days(since, last), told);
        }
    }
}
