//! The sheets of patterns: their passages, with pictures beside the words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::patterns::report::{Body, Leads, Passage, Sheet};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::picture::Gauge;
use crate::tui::widgets::prose::{self, Row};
use crate::tui::widgets::text;

/// From this width on two sheets stand beside each other.
const TWO: u16 = 150;
/// Before the words stands the pointer.
const POINTER: u16 = 2;
/// From this width on a small picture stands beside its words.
const BESIDE: u16 = 74;
/// A small picture is at most so wide.
const PICTURE: u16 = 26;
/// The widest a scale is drawn.
const SCALE: u16 = 61;
/// With less room than this a figure has no place.
const LEAST_SCALE: u16 = 12;

/// Draws the sheet that has the keys; with room for two, the page and what is open on it, or what
/// would open.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer, look: &Appearance) {
    let (Some(page), Some(top)) = (model.patterns.sheets.first(), model.patterns.top()) else {
        return;
    };
    if area.width < TWO {
        return draw_sheet(model, top, true, area, buf, look);
    }
    let halves = [Constraint::Percentage(50), Constraint::Min(0)];
    let [left, right] = Layout::horizontal(halves).areas(area);
    let alone = model.patterns.sheets.len() == 1;
    draw_sheet(model, page, alone, left, buf, look);
    if !alone {
        return draw_sheet(model, top, true, right, buf, look);
    }
    if let Some(Leads::Sheet(shows)) = page.chosen().map(|passage| &passage.leads) {
        let mut sheet = Sheet::new(shows.clone());
        sheet.fill(model);
        draw_sheet(model, &sheet, false, right, buf, look);
    }
}

fn draw_sheet(
    model: &Model,
    sheet: &Sheet,
    has_keys: bool,
    area: Rect,
    buf: &mut Buffer,
    look: &Appearance,
) {
    let foot = match sheet.chosen().map(|passage| &passage.leads) {
        _ if !has_keys => "",
        Some(Leads::Sheet(_)) => "Enter look closer",
        Some(Leads::Day(_)) => "Enter go to the day",
        _ => "",
    };
    let aside = match &model.patterns.progress {
        Some(progress) => format!("looking, {} of {}", progress.done, progress.of),
        None => sheet.aside.clone(),
    };
    let panel = Panel {
        title: &sheet.title,
        aside: &aside,
        foot,
        focused: has_keys && model.layers.is_empty(),
    };
    let inner = panel.draw(area, buf, look).inner(Margin::new(1, 0));
    passages(sheet, has_keys, inner, buf, look);
}

/// The passages from the first that is seen on, so that the one with the keys is in sight.
fn passages(sheet: &Sheet, has_keys: bool, area: Rect, buf: &mut Buffer, look: &Appearance) {
    let heights: Vec<usize> = sheet.passages.iter().map(|of| height(of, area)).collect();
    let until = |at: usize| heights.iter().take(at).sum::<usize>();
    let height = usize::from(area.height);
    let end = until(sheet.focus + 1);
    // What stands over the first passage with keys comes into sight with it.
    let above = sheet.passages.iter().take(sheet.focus).rev();
    let over = above.take_while(|passage| !passage.stops()).count();
    let start = until(sheet.focus - over.min(sheet.focus));
    let centred = start.saturating_sub(height / 3);
    let most = until(heights.len()).saturating_sub(height);
    let first = centred.max(end.saturating_sub(height)).min(start).min(most);
    let mut row = 0;
    for (at, (passage, rows)) in sheet.passages.iter().zip(&heights).enumerate() {
        let (top, bottom) = (row, row + rows);
        row = bottom;
        if bottom <= first || top >= first + height {
            continue;
        }
        let skip = first.saturating_sub(top);
        // Less than the height of the area.
        let y = area.y + (top + skip - first) as u16;
        let place = Rect {
            y,
            height: area.bottom() - y,
            ..area
        };
        let pointer = (at == sheet.focus && passage.stops()).then_some(match has_keys {
            true => Meaning::Cursor,
            false => Meaning::Muted,
        });
        draw_passage(passage, skip, pointer, place, buf, look);
    }
}

/// The words' place, and that of a small picture on their right.
fn beside(area: Rect) -> (Rect, Option<Rect>) {
    let words = Rect {
        x: area.x + POINTER.min(area.width),
        width: area.width.saturating_sub(POINTER),
        ..area
    };
    if area.width < BESIDE {
        return (words, None);
    }
    let width = words.width.min(84 + 2 + PICTURE);
    let picture = Rect {
        x: words.x + width - PICTURE,
        width: PICTURE,
        height: 1,
        ..words
    };
    let words = Rect {
        width: width - PICTURE - 2,
        ..words
    };
    (words, Some(picture))
}

fn rows(passage: &Passage, area: Rect) -> Vec<Row> {
    match &passage.body {
        Body::Heading(lines) => prose::rows(lines, area.width.into()),
        Body::Words(lines, picture) => {
            let (words, place) = beside(area);
            let width = match place {
                Some(_) if !picture.is_empty() => words.width,
                // Without a picture the words have all the room.
                _ => area.width.saturating_sub(POINTER),
            };
            prose::rows(lines, width.into())
        }
        Body::Axis { .. } | Body::Gauge { .. } => vec![],
    }
}

fn height(passage: &Passage, area: Rect) -> usize {
    let under = match &passage.body {
        Body::Words(_, picture) if area.width < BESIDE => usize::from(!picture.is_empty()),
        Body::Axis { .. } | Body::Gauge { .. } => 1,
        _ => 0,
    };
    rows(passage, area).len() + under
}

fn draw_passage(
    passage: &Passage,
    skip: usize,
    pointer: Option<Meaning>,
    area: Rect,
    buf: &mut Buffer,
    look: &Appearance,
) {
    if let Some(meaning) = pointer.filter(|_| skip == 0) {
        let style = look.style(meaning);
        text::put(buf, area.x, area.y, 1, look.glyphs().pointer, style);
    }
    match &passage.body {
        Body::Heading(_) => {
            let rows = rows(passage, area);
            prose::draw(rows.iter().skip(skip), area, buf, look);
        }
        Body::Words(_, picture) => {
            let rows = rows(passage, area);
            let (words, place) = beside(area);
            prose::draw(
                rows.iter().skip(skip),
                Rect {
                    width: area.width,
                    ..words
                },
                buf,
                look,
            );
            let under = Rect {
                y: words.y + u16::try_from(rows.len().saturating_sub(skip)).unwrap_or(0),
                height: 1,
                ..words
            };
            let place = place.filter(|_| skip == 0).or(match place {
                None if under.y < area.bottom() => Some(under),
                _ => None,
            });
            if let Some(place) = place {
                let width = picture.width(place.width.into());
                let width = u16::try_from(width).unwrap_or(place.width);
                picture.draw(Rect { width, ..place }, buf, look);
            }
        }
        Body::Axis { full, hollow } => {
            let columns = Columns::of(area);
            Gauge::axis(columns.scale, buf, look);
            let glyphs = look.glyphs();
            let (point, ring) = (glyphs.point_full, glyphs.point_hollow);
            let legend = format!("{point} {full}  {ring} {hollow}");
            figure(&columns, &legend, look.style(Meaning::Muted), buf, look);
        }
        Body::Gauge {
            name,
            gauge,
            figure: words,
            meaning,
        } => {
            let columns = Columns::of(area);
            let style = look.style(pointer.unwrap_or(Meaning::Text));
            let room = columns.name.width;
            let name = text::truncate(name, room.into(), look.glyphs().ellipsis);
            text::put(buf, columns.name.x, area.y, room, &name, style);
            gauge.draw(columns.scale, buf, look);
            figure(&columns, words, look.style(*meaning), buf, look);
        }
    }
}

fn figure(
    columns: &Columns,
    words: &str,
    style: ratatui::style::Style,
    buf: &mut Buffer,
    look: &Appearance,
) {
    let Rect { x, y, width, .. } = columns.figure;
    let words = text::truncate(words, width.into(), look.glyphs().ellipsis);
    text::put(buf, x, y, width, &words, style);
}

/// A name, a scale and a figure beside each other.
struct Columns {
    name: Rect,
    scale: Rect,
    figure: Rect,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let row = Rect {
            x: area.x + POINTER.min(area.width),
            width: area.width.saturating_sub(POINTER),
            height: 1,
            ..area
        };
        let name = (row.width * 3 / 10).clamp(8, 30).min(row.width);
        let rest = row.width - name;
        let figure = (rest * 9 / 20).min(36);
        let scale = rest.saturating_sub(figure + 3).min(SCALE);
        let (scale, figure) = match scale {
            ..LEAST_SCALE => (rest.saturating_sub(1), 0),
            scale => (scale, figure),
        };
        let name = Rect { width: name, ..row };
        let scale = Rect {
            x: name.right() + 1,
            width: scale,
            ..row
        };
        let figure = Rect {
            x: scale.right() + 2,
            width: figure,
            ..row
        };
        Self {
            name,
            scale,
            figure,
        }
    }
}
