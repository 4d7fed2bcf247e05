//! The days around an event: three before to three after, beside days like it.

use crate::patterns::{Around, Response};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::picture::{Gauge, Picture, Week};
use crate::tui::widgets::prose::Line;

use super::{Body, Filled, Leads, Passage, day, signed};

/// The days around an event, what was answered to "pain since?", and every time it happened.
pub fn around(model: &Model, event: &str) -> Option<Filled> {
    let page = model.patterns.page.as_ref()?;
    let response = page.response(event)?;
    let item = model.catalogue.item(response.item.as_str())?;
    let times = match response.dates.len() {
        1 => "1 time".to_owned(),
        n => format!("{n} times"),
    };
    let words = format!(
        "{} in the days around {}: the mean, and how far days commonly stray from it. Hollow \
         stands the mean around other days that were as bad, bleeding or not.",
        item.name, response.phrase
    );
    let mut passages = vec![Passage::words(vec![Line::new(words, Meaning::Text)])];
    passages.extend(rows(response));
    if let Some(since) = &response.since {
        passages.push(Passage::heading("Pain since?", ""));
        passages.push(Passage::words(vec![Line::new(
            crate::words::patterns::since(since),
            Meaning::Text,
        )]));
    }
    passages.push(Passage::heading("Each time", "Enter goes to the day."));
    passages.extend(response.dates.iter().rev().map(|date| Passage {
        body: Body::Words(
            vec![Line::new(
                date.format("%A %-d %B %Y").to_string(),
                Meaning::Text,
            )],
            Picture::Nothing,
        ),
        leads: Leads::Day(*date),
    }));
    Some((format!("Around {}", response.phrase), times, passages))
}

/// The seven days, a gauge each.
pub fn rows(response: &Response) -> Vec<Passage> {
    let mut rows = vec![Passage::axis("with it", "like it")];
    rows.extend(response.days.iter().map(|of| {
        let mean = |summary: Option<crate::patterns::Summary>| summary.map(|s| s.mean);
        let (event, matched) = (mean(of.event), mean(of.matched));
        let figure = match (event, matched) {
            (Some(event), Some(matched)) => {
                format!("{event:.1}, {matched:.1}  {}", signed(event - matched))
            }
            (Some(event), None) => format!("{event:.1}"),
            _ => "not answered".to_owned(),
        };
        Passage {
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
            leads: Leads::Nowhere,
        }
    }));
    rows
}

fn offset(of: &Around) -> String {
    match of.offset {
        0 => "the day itself".to_owned(),
        -1 => "the day before".to_owned(),
        1 => "the day after".to_owned(),
        n if n < 0 => format!("{} days before", -n),
        n => format!("{n} days after"),
    }
}

/// The means of the seven days, small.
pub fn picture(response: &Response) -> Picture {
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
pub fn listed(response: &Response) -> (String, String) {
    let last = response
        .dates
        .last()
        .map_or(String::new(), |date| day(*date));
    (
        response.phrase.clone(),
        format!("{} times, last {last}", response.dates.len()),
    )
}
