//! The days around an event: three before to three after, beside days like it.

use crate::patterns::{Around, Response, Summary};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::picture::{Gauge, Picture, Week};
use crate::tui::widgets::prose::Line;

use crate::words::dates;
use crate::words::figures::points;
use crate::words::screens::patterns as words;

use super::block::{Block, Body, Report, Target};
use super::figures::beside;

/// The days around an event, what was answered to "pain since?", and every time it happened.
pub(super) fn around(model: &Model, event: &str) -> Option<Report> {
    let page = model.patterns.page.as_ref()?;
    let response = page.response(event)?;
    let item = model.catalogue.item(response.item.as_str())?;
    let explained = words::around_explained(&item.name, &response.phrase, counted(response));
    let mut blocks = vec![Block::words(vec![Line::new(explained, Meaning::Text)])];
    blocks.extend(rows(response));
    if let Some(since) = &response.since {
        blocks.push(Block::heading(words::pain_since(), ""));
        blocks.push(Block::words(vec![Line::new(
            crate::words::patterns::since(since),
            Meaning::Text,
        )]));
    }
    blocks.push(Block::heading(words::each_time(), words::goes_to_day()));
    blocks.extend(response.dates.iter().rev().map(|date| Block {
        body: Body::Words(
            vec![Line::new(
                dates::weekday_day_month_year(*date),
                Meaning::Text,
            )],
            Picture::Nothing,
        ),
        target: Target::Day(*date),
    }));
    Some(Report {
        title: words::around(&response.phrase),
        aside: words::times(response.dates.len()),
        blocks,
    })
}

/// Of how many days the means are at least.
pub(super) fn counted(response: &Response) -> String {
    let least = |of: fn(&Around) -> Option<Summary>| {
        let counts = response
            .days
            .iter()
            .map(|day| of(day).map_or(0, |of| of.days));
        counts.min().unwrap_or(0)
    };
    words::days_counted(least(|day| day.event), least(|day| day.matched))
}

/// The seven days, a gauge each.
pub(super) fn rows(response: &Response) -> Vec<Block> {
    let mut rows = vec![Block::axis(words::with_event(), words::like_event())];
    rows.extend(response.days.iter().map(|of| {
        let mean = |summary: Option<Summary>| summary.map(|s| s.mean);
        let (event, matched) = (mean(of.event), mean(of.matched));
        let figure = match (event, matched) {
            (Some(event), Some(matched)) => beside(event, matched),
            (Some(event), None) => points(event),
            _ => words::not_answered().to_owned(),
        };
        Block {
            body: Body::Gauge {
                name: offset(of),
                gauge: Gauge {
                    from: matched,
                    to: event,
                    spread: of.event.map_or(0.0, |summary| summary.spread),
                },
                figure,
                meaning: Meaning::Text,
            },
            target: Target::Nowhere,
        }
    }));
    rows
}

fn offset(of: &Around) -> String {
    match of.offset {
        0 => words::day_itself().to_owned(),
        -1 => words::day_before().to_owned(),
        1 => words::day_after().to_owned(),
        n if n < 0 => words::days_before(-n),
        n => words::days_after(n),
    }
}

/// The means of the seven days, small.
pub(super) fn picture(response: &Response) -> Picture {
    let week = |mean: fn(&Around) -> Option<f64>| {
        let mut week: Week = [None; 7];
        for (cell, day) in week.iter_mut().zip(&response.days) {
            *cell = mean(day);
        }
        week
    };
    Picture::Around(
        week(|day| Some(day.event?.mean)),
        week(|day| Some(day.matched?.mean)),
    )
}

/// A line of the list of events: what it is and how often it happened, the latest time.
pub(super) fn listed(response: &Response) -> (String, String) {
    let last = response.dates.last().copied();
    let last = last.map(dates::short_day_month_year).unwrap_or_default();
    (
        response.phrase.clone(),
        words::times_last(response.dates.len(), last),
    )
}
