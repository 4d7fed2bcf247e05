//! The warnings: a banner over the panes, and all of them in a list.

use crate::diary::parse;
use crate::guide::{Evidence, Flag, Library};
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::model::Model;
use crate::tui::widgets::prose::Line;

use super::learn::link;
use super::{Page, book};

/// So many answers a warning rests on are told.
const SEEN: usize = 4;

/// What a warning looks like.
fn meaning(flag: &Flag) -> Meaning {
    if flag.tier.is_urgent() {
        Meaning::Urgent
    } else {
        Meaning::Warning
    }
}

/// The banner of the most urgent warning to speak of: what it is, what to do and why. Each part
/// matters more than what follows it.
pub fn banner(model: &Model) -> Option<(Meaning, String, Vec<Line>)> {
    let flag = model.guide.spoken().next()?;
    let title = format!("{}: {}", book().tier_label(flag.tier), flag.title);
    let mut lines = vec![Line::new(&flag.act, Meaning::Title)];
    if flag.tier.is_urgent() {
        lines.push(Line::new(&flag.why, Meaning::Text));
        if flag.may_apply {
            lines.push(Line::new(book().may_apply(), Meaning::Muted));
        }
        lines.push(Line::new(book().closing(), Meaning::Muted));
    }
    Some((meaning(flag), title, lines))
}

/// All warnings of late, those to speak of first.
pub fn page(model: &Model) -> Page {
    let (spoken, past): (Vec<&Flag>, Vec<&Flag>) =
        model.guide.recent().iter().partition(|flag| flag.spoken);
    let mut lines = Vec::new();
    let mut links: Vec<String> = Vec::new();
    if spoken.is_empty() {
        let words = "Nothing you recorded in the past two weeks calls for attention.";
        lines.push(Line::new(words, Meaning::Text));
    } else {
        let key = model.keymap.key_of(&[Context::Global], Action::Acknowledge);
        let key = key.map(ToString::to_string).unwrap_or_default();
        let words = format!("{key} puts the first one aside once you have read it.");
        lines.push(Line::new(words, Meaning::Muted));
    }
    for flag in spoken {
        lines.push(Line::gap());
        lines.extend(told(model, flag, &mut links));
    }
    if !past.is_empty() {
        lines.extend([Line::gap(), Line::new("Put aside, or over", Meaning::Title)]);
        lines.extend(past.into_iter().map(|flag| {
            let tier = book().tier_label(flag.tier);
            let words = format!("{tier}: {}{}", flag.title, read(flag));
            Line::labelled(dates(flag), Meaning::Muted, 18, words, Meaning::Text)
        }));
    }
    lines.extend([Line::gap(), Line::new(book().closing(), Meaning::Muted)]);
    Page {
        title: "Warnings".to_owned(),
        lines,
        links,
    }
}

fn read(flag: &Flag) -> &'static str {
    if flag.acknowledged { " (read)" } else { "" }
}

fn dates(flag: &Flag) -> String {
    let short = |date: chrono::NaiveDate| date.format("%-d %b").to_string();
    if flag.since == flag.last {
        short(flag.since)
    } else {
        format!("{} to {}", short(flag.since), short(flag.last))
    }
}

fn told(model: &Model, flag: &Flag, links: &mut Vec<String>) -> Vec<Line> {
    const AT: usize = 10;
    let told = |label: &str, words: &str| {
        Line::labelled(label, Meaning::Muted, AT, words, Meaning::Text).indented(2)
    };
    let title = format!("{}: {}", book().tier_label(flag.tier), flag.title);
    let mut lines = vec![
        Line::new(title, meaning(flag)),
        told("what", &flag.act),
        told("why", &flag.why),
        told("when", &dates(flag)),
    ];
    // The latest answers tell enough of an episode that has gone on for months.
    let seen = flag.rests_on.iter().rev().take(SEEN);
    let seen: Vec<String> = seen.filter_map(|of| seen_words(model, of)).collect();
    if !seen.is_empty() {
        lines.push(told("seen", &seen.join("; ")));
    }
    if flag.may_apply {
        lines.push(told("", book().may_apply()));
    }
    lines.push(told("source", &flag.source));
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
    let answer = evidence.answer.describe(item, model.profile.temperature);
    let date = evidence.date.format("%-d %b");
    Some(format!("{date} {} {answer}", parse::within(&item.short)))
}
