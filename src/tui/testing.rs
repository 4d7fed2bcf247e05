//! What the tests of the panes share.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use ratatui::buffer::Buffer;

use super::marks::{DayMark, Mark, Score, band_meaning};
use crate::diary::{
    Answer, Catalogue, Code, DateRange, Day, Entry, EntryId, EntryKindId, Quantity, Role, Series,
};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::glyphs::GlyphSet;
use crate::tui::appearance::theme::{Meaning, Theme};
use crate::tui::screens::chart::pane::Strip;

/// What a buffer shows, as text, without the spaces at the ends of its rows.
pub(crate) fn rows(buf: &Buffer) -> String {
    let mut rows: Vec<String> = Vec::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut row = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            row.push_str(symbol);
            x += (crate::tui::widgets::text::width(symbol) as u16).max(1);
        }
        rows.push(row.trim_end().to_owned());
    }
    rows.join("\n")
}

/// A date that exists.
pub(crate) fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Without colour, so that snapshots are of the glyphs.
pub(crate) fn appearance(glyphs: GlyphSet) -> Appearance {
    Appearance {
        theme: Theme::built_in("mono").unwrap(),
        glyphs,
    }
}

/// Some months up to 17 March 2026: pain that follows the cycle a little, gaps, marks.
pub(crate) fn sample_marks() -> BTreeMap<NaiveDate, DayMark> {
    let last = ymd(2026, 3, 17);
    let range = DateRange::ending(last, 400);
    let days = range.days().enumerate();
    days.filter(|(n, _)| n % 23 != 4 && n % 61 > 2)
        .map(|(n, date)| (date, sample_mark(n)))
        .collect()
}

fn sample_mark(n: usize) -> DayMark {
    let in_cycle = (n + 27) % 28;
    let mut marks = Vec::new();
    let mut mark = |glyph, meaning| marks.push(Mark { glyph, meaning });
    match in_cycle {
        0 => mark('s', Meaning::Spotting),
        1..=2 => mark('B', Meaning::BleedingHeavy),
        3..=4 => mark('b', Meaning::Bleeding),
        13 => mark('o', Meaning::OvulationEstimated),
        _ => {}
    }
    if n % 9 == 5 {
        mark('x', Meaning::Intimacy);
    }
    if n % 7 == 3 {
        mark('r', Meaning::Relief);
    }
    if n % 17 == 6 {
        mark('n', Meaning::Note);
    }
    let value = match in_cycle {
        0..=4 => [5, 7, 10, 6, 4][in_cycle],
        13..=15 => (n % 5) as u8,
        _ => [0, 1, 0, 2, 0, 0, 1, 3][n % 8],
    };
    let catalogue = Catalogue::built_in();
    let meaning = band_meaning(catalogue, catalogue.role(Role::Pain), value);
    DayMark {
        score: (n % 13 != 8).then_some(Score { value, meaning }),
        answered: true,
        marks,
        tint: None,
    }
}

/// The scores of [`sample_marks`] as a series.
pub(crate) fn sample_scores() -> Series {
    let days = sample_marks().into_iter();
    let points = days.filter_map(|(date, day)| Some((date, day.score?.value.into())));
    Series {
        points: points.collect(),
    }
}

/// The days of [`sample_marks`] that have one of some marks; how much, by their order.
pub(crate) fn sample_strip(label: &str, marks: &str, meanings: &[Meaning]) -> Strip {
    let amount = |day: &DayMark| {
        let places = day.marks.iter().filter_map(|mark| marks.find(mark.glyph));
        places.max().map(|place| place as u8 + 1)
    };
    let days = sample_marks().into_iter();
    Strip {
        label: label.to_owned(),
        points: days
            .filter_map(|(date, day)| Some((date, amount(&day)?)))
            .collect(),
        meanings: meanings.to_vec(),
    }
}

/// 17 March 2026 with a check-in, two timed entries and a note.
pub(crate) fn sample_day(note: &str) -> Day {
    let codes = |codes: &[&str]| Answer::Many(codes.iter().map(Code::new).collect());
    let choice = |code| Answer::Choice(Code::new(code));
    let number = |milli| Answer::Number(Quantity::from_milli(milli));
    let mut check_in = vec![
        ("pain", Answer::Scale(4)),
        ("pain-sites", codes(&["low-back-left", "si-left"])),
        ("pain-quality", codes(&["dull"])),
        ("pain-interference", Answer::Scale(2)),
        ("bleeding", choice("none")),
        ("temperature", number(36_520)),
        ("temperature-time", Answer::Time(hm(6, 40))),
        ("lh-test", choice("positive")),
        ("burning-pee", Answer::Flag(true)),
        ("sleep-hours", number(6_500)),
        ("tags", codes(&["train", "travel"])),
    ];
    if !note.is_empty() {
        check_in.push(("note", Answer::Text(note.to_owned())));
    }
    let entry = |n, kind, time, answers: &[(&str, Answer)]| Entry {
        id: EntryId::new(ymd(2026, 3, 17), n).unwrap(),
        uid: format!("sample-{n}").into(),
        time,
        kind: EntryKindId::new(kind),
        source: None,
        answers: answers
            .iter()
            .map(|(id, a)| ((*id).into(), a.clone()))
            .collect(),
    };
    let relief = [
        ("measure", choice("heat")),
        ("relief-before", Answer::Scale(5)),
        ("relief-after", Answer::Scale(3)),
        ("relief-minutes", number(20_000)),
    ];
    let intimacy = [
        ("with", choice("partner")),
        ("orgasm", Answer::Flag(true)),
        ("pain-during", Answer::Scale(0)),
    ];
    Day {
        entries: vec![
            entry(0, "day", None, &check_in),
            entry(1, "relief", Some(hm(19, 0)), &relief),
            entry(2, "intimacy", Some(hm(22, 10)), &intimacy),
        ],
        ..Day::default()
    }
}

fn hm(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}
