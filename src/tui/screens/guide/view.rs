//! The guide: the banner over the panes, its pages, and the readings of a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Rect};

use crate::diary::DateRange;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::marks::{DayMark, Mark, WARNING};
use crate::tui::model::{Model, View};
use crate::tui::screens::guide::report;
use crate::tui::screens::guide::state::{Topic, Which};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::popup;
use crate::tui::widgets::prose::{self, Line, Row};
use crate::tui::widgets::text;
use crate::words::dates;
use crate::words::guide as telling;
use crate::words::screens::guide as words;

/// From this width on the list of pages stands beside the page.
const BESIDE: u16 = 72;
/// The list of pages is as wide as its titles, and takes at most this percentage of the width.
const LIST: u16 = 40;
/// The banner takes at most this part of the rows: it is folded as soon as it was seen.
const BANNER: u16 = 2;

// --- banner -------------------------------------------------------------------------------------

/// How many rows the banner takes on a screen of that size.
pub fn banner_height(model: &Model, width: u16, height: u16) -> u16 {
    let told_below = model.view == View::Guide && model.guide.topic == Topic::Warnings;
    if told_below {
        return 0;
    }
    let most = height / BANNER;
    let rows: usize = report::banners(model)
        .iter()
        .enumerate()
        .map(|(at, banner)| {
            let keys = banner_keys(model, at, banner, width);
            banner_titles(banner, width, &keys).len() + banner_rows(banner, width).len()
        })
        .sum();
    u16::try_from(rows).unwrap_or(most).min(most)
}

fn banner_rows(banner: &report::Banner, width: u16) -> Vec<Row> {
    prose::rows(&banner.lines, usize::from(width.saturating_sub(2)))
}

/// What a warning is about, as it stands on its bar, in its first row before the keys: whole while it
/// was not seen, and later in one row.
fn banner_titles<'a>(banner: &'a report::Banner, width: u16, keys: &str) -> Vec<&'a str> {
    let room = width.saturating_sub(2);
    let title = banner.title.as_str();
    if banner.lines.is_empty() {
        return vec![title];
    }
    let before = text::wrap(title, beside(room, keys).max(1));
    let Some((first, [_, ..])) = before.split_first() else {
        return before;
    };
    let after = title[first.len()..].trim_start();
    let mut rows = vec![*first];
    rows.extend(text::wrap(after, usize::from(room).max(1)));
    rows
}

/// The cells that keys leave of a bar.
fn beside(room: u16, keys: &str) -> usize {
    let taken = match text::width(keys) {
        0 => 0,
        wide => wide + 2,
    };
    usize::from(room).saturating_sub(taken)
}

/// Draws the banner: which warning it is on a bar; of one that was not seen, what to do and why.
pub fn banner(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let mut y = area.y;
    for (at, banner) in report::banners(model).iter().enumerate() {
        if y >= area.bottom() {
            return;
        }
        let keys = banner_keys(model, at, banner, area.width);
        let room = area.width.saturating_sub(2);
        let rest = beside(room, &keys);
        let titles = banner_titles(banner, area.width, &keys);
        let style = appearance.style(banner.meaning);
        let end = area.right().saturating_sub(1);
        text::put_before(buf, end, y, room, &keys, style);
        for (nth, (title, y)) in titles.iter().zip(y..area.bottom()).enumerate() {
            buf.set_style(Rect::new(area.x, y, area.width, 1), style);
            let rest = if nth == 0 { rest } else { room.into() };
            let title = text::truncate(title, rest, appearance.glyphs().ellipsis);
            text::put(buf, area.x + 1, y, room, &title, style);
        }
        let lines = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        y = y.saturating_add(lines(titles.len())).min(area.bottom());
        let rows = banner_rows(banner, area.width);
        let below = Rect::new(area.x + 1, y, room, area.bottom() - y);
        prose::draw(rows.iter(), below, buf, appearance);
        y = y.saturating_add(lines(rows.len()));
    }
}

/// The keys that put the warning aside and show all of them; they are about the most urgent one,
/// which stands first. What it is about is not cut for them.
fn banner_keys(model: &Model, at: usize, banner: &report::Banner, width: u16) -> String {
    if at > 0 {
        return String::new();
    }
    let key = |action| {
        let key = model.keymap.key_of(&[Context::Global], action);
        key.map(ToString::to_string).unwrap_or_default()
    };
    let (aside, all) = (key(Action::Acknowledge), key(Action::Warnings));
    let both = match model.guide.spoken().count() {
        0 | 1 => words::put_aside_or_all(aside, &all),
        count => words::put_aside_or_count(aside, &all, count),
    };
    let room = width.saturating_sub(2);
    let fits = |keys: &String| match banner.lines.is_empty() {
        true => beside(room, keys) >= text::width(&banner.title),
        false => text::width(keys) <= usize::from(room / 2),
    };
    let choices = [both, words::details(all)];
    choices.into_iter().find(fits).unwrap_or_default()
}

// --- calendar and day card ------------------------------------------------------------------------

/// Puts the warnings into the days of the calendar.
pub fn mark(model: &Model, shown: DateRange, days: &mut BTreeMap<NaiveDate, DayMark>) {
    for date in shown.days() {
        if let Some(tier) = model.guide.mark(date) {
            let meaning = if tier.is_urgent() {
                Meaning::Urgent
            } else {
                Meaning::Warning
            };
            let mark = Mark { meaning, ..WARNING };
            days.entry(date).or_default().marks.insert(0, mark);
        }
    }
}

/// The warnings of the cursor day, and what helped before on days like it, for the day card.
pub fn day(model: &Model) -> Vec<(String, Meaning)> {
    let warnings = model.guide.on(model.cursor).map(|flag| {
        // All rules are read for a label: only where there is a warning.
        (report::headline_read(flag), Meaning::Warning)
    });
    let helped = model.guide.helped.as_ref();
    let helped = helped.filter(|(date, _)| *date == model.cursor);
    let helped = helped.and_then(|(_, records)| report::helped_words(records));
    warnings
        .chain(helped.map(|words| (words, Meaning::Good)))
        .collect()
}

// --- pages --------------------------------------------------------------------------------------

struct Parts {
    list: Option<Rect>,
    page: Option<Rect>,
}

fn parts(model: &Model, area: Rect) -> Parts {
    if area.width >= BESIDE {
        let titles = Topic::all().into_iter().map(report::title);
        let titles = titles.map(text::width).max().unwrap_or(0);
        // A frame, a margin, and the column of the pointer.
        let list = u16::try_from(titles + 6).unwrap_or(u16::MAX);
        let list = list.min(area.width * LIST / 100);
        let widths = [Constraint::Length(list), Constraint::Min(0)];
        let [list, page] = Layout::horizontal(widths).areas(area);
        return Parts {
            list: Some(list),
            page: Some(page),
        };
    }
    let (list, page) = if model.guide.reading {
        (None, Some(area))
    } else {
        (Some(area), None)
    };
    Parts { list, page }
}

/// Whether the list of pages stands in the place of the open one.
pub fn hides_page(model: &Model, area: Rect) -> bool {
    parts(model, area).page.is_none()
}

/// What was seen of the guide.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Where the titles of pages are.
    pub pages: Vec<(Rect, Topic)>,
    /// Where the open page is, if it is on the screen.
    pub page: Option<Rect>,
    /// How far it can be scrolled.
    pub scrolls: Option<usize>,
}

/// Draws the list of pages and the open one.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> Drawn {
    let parts = parts(model, area);
    let on_list = model.layers.is_empty() && !model.guide.reading;
    let pages = parts
        .list
        .map(|area| list(model, area, buf, appearance, on_list));
    let scrolls = parts
        .page
        .and_then(|area| page(model, area, buf, appearance));
    Drawn {
        pages: pages.unwrap_or_default(),
        page: parts.page,
        scrolls,
    }
}

fn page(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> Option<usize> {
    let page = model.guide.page.as_ref()?;
    let rows = prose::rows(&page.lines, usize::from(area.width.saturating_sub(4)));
    let height = usize::from(area.height.saturating_sub(2));
    let most = rows.len().saturating_sub(height);
    let first = model.guide.scroll.at.min(most);
    let foot = match most {
        0 => String::new(),
        _ => words::rows_shown(first + 1, (first + height).min(rows.len()), rows.len()),
    };
    let panel = Panel {
        title: &page.title,
        aside: "",
        foot: &foot,
        focused: model.layers.is_empty() && model.guide.reading,
    };
    let inner = panel.draw(area, buf, appearance).inner(Margin::new(1, 0));
    prose::draw(rows.iter().skip(first), inner, buf, appearance);
    Some(most)
}

fn list(
    model: &Model,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
    focused: bool,
) -> Vec<(Rect, Topic)> {
    let panel = Panel {
        title: words::guide(),
        aside: "",
        foot: "",
        focused,
    };
    let inner = panel.draw(area, buf, appearance).inner(Margin::new(1, 0));
    let width = usize::from(inner.width);
    let spoken = model.guide.spoken().count();
    let mut rows: Vec<Row> = Vec::new();
    let mut titles: Vec<(usize, Topic)> = Vec::new();
    // The row below the open page.
    let mut open = 0;
    for (subject, topics) in Topic::listed() {
        if let Some(subject) = subject {
            let heading = Line::new(telling::subject(subject), Meaning::Title);
            rows.extend(prose::rows(&[Line::gap(), heading], width));
        }
        for topic in topics {
            let is_open = topic == model.guide.topic;
            let meaning = match (is_open, focused) {
                (true, true) => Meaning::Cursor,
                (true, false) => Meaning::Selected,
                (false, _) => Meaning::Text,
            };
            let title = Line::new(report::title(topic), meaning).indented(2).at(2);
            let at = rows.len();
            rows.extend(title.rows(width));
            titles.extend((at..rows.len()).map(|row| (row, topic)));
            if is_open && focused {
                let pointer = appearance.glyphs().pointer.to_owned();
                rows[at].push((0, pointer, Meaning::Cursor));
            }
            if topic == Topic::Warnings && spoken > 0 {
                let count = spoken.to_string();
                let column = width.saturating_sub(text::width(&count));
                rows[at].push((column, count, Meaning::Warning));
            }
            if is_open {
                open = rows.len();
            }
        }
    }
    let height = usize::from(inner.height);
    let first = open.saturating_sub(height / 2 + 1);
    let first = first.min(rows.len().saturating_sub(height));
    prose::draw(rows.iter().skip(first), inner, buf, appearance);
    let seen = titles.into_iter().filter_map(|(row, topic)| {
        let line = popup::row(inner, row.checked_sub(first)?)?;
        Some((line, topic))
    });
    seen.collect()
}

// --- which is it? ---------------------------------------------------------------------------------

/// Draws the readings of a day, with the block that has the keys in sight; where the rows of each block are.
pub fn which(
    layer: &Which,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let title = words::which_is_it(dates::weekday_day_month(layer.date));
    let foot = match layer.article() {
        Some(_) => words::read_more(),
        None => "",
    };
    let panel = Panel {
        title: &title,
        aside: "",
        foot,
        focused: true,
    };
    let inner = panel.draw(area, buf, appearance).inner(Margin::new(1, 0));
    let text = Rect {
        x: inner.x + 2,
        width: inner.width.saturating_sub(2),
        ..inner
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut of: Vec<usize> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (at, block) in layer.blocks.iter().enumerate() {
        if at == layer.focus {
            start = rows.len();
        }
        rows.extend(prose::rows(&block.lines, text.width.into()));
        of.resize(rows.len(), at);
        if at == layer.focus {
            end = rows.len();
        }
    }
    let height = usize::from(text.height);
    let first = end.saturating_sub(height).min(start);
    prose::draw(rows.iter().skip(first), text, buf, appearance);
    // The pointer stands before the first row with words in it.
    let empty = |row: &Row| row.iter().all(|(_, words, _)| words.is_empty());
    let head = rows.iter().skip(start).take_while(|row| empty(row)).count() + start;
    if let Ok(at) = u16::try_from(head - first)
        && at < inner.height
    {
        let style = appearance.style(Meaning::Cursor);
        text::put(
            buf,
            inner.x,
            inner.y + at,
            1,
            appearance.glyphs().pointer,
            style,
        );
    }
    let seen = of.into_iter().skip(first).enumerate();
    seen.map_while(|(nth, block)| Some((popup::row(inner, nth)?, block)))
        .collect()
}
