//! The reports of patterns: their blocks, with pictures beside the words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::patterns::report::block::{Block, Body, Report, Target};
use crate::tui::screens::patterns::route::Route;
use crate::tui::screens::patterns::state::Place;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::picture::Gauge;
use crate::tui::widgets::prose::{self, Row};
use crate::tui::widgets::text;
use crate::words::screens::patterns as words;

/// From this width on two reports stand beside each other.
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

/// A block on the screen: how many reports are open up to its own, and its place in that.
type Spot = (Rect, (usize, usize));

/// Draws the report that has the keys; with room for two, the page and what is open on it, or what
/// would open. Where the blocks are that the keys can go to.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> Vec<Spot> {
    let patterns = &model.patterns;
    let (Some(page), Some(top)) = (patterns.open.first(), patterns.top()) else {
        return vec![];
    };
    let spots = |open: usize, blocks: Vec<(Rect, usize)>| {
        let blocks = blocks.into_iter();
        blocks.map(move |(place, at)| (place, (open, at)))
    };
    let open = patterns.open.len();
    if !has_two(area.width) {
        let blocks = draw_place(model, top, true, area, buf, appearance);
        return spots(open, blocks).collect();
    }
    let halves = [Constraint::Percentage(50), Constraint::Min(0)];
    let [left, right] = Layout::horizontal(halves).areas(area);
    let alone = patterns.open.len() == 1;
    let blocks = draw_place(model, page, alone, left, buf, appearance);
    let on_page = spots(1, blocks);
    if !alone {
        let blocks = draw_place(model, top, true, right, buf, appearance);
        return on_page.chain(spots(open, blocks)).collect();
    }
    let chosen = patterns.composed.get(&page.route);
    if let Some(Target::Report(route)) = chosen.and_then(|of| of.target(page.focus)) {
        let ahead = Place::new(route.clone());
        draw_place(model, &ahead, false, right, buf, appearance);
    }
    on_page.collect()
}

/// Whether two reports stand beside each other on a screen of that width.
pub fn has_two(width: u16) -> bool {
    width >= TWO
}

fn draw_place(
    model: &Model,
    place: &Place,
    has_keys: bool,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let Some(report) = model.patterns.composed.get(&place.route) else {
        return vec![];
    };
    let focus = report.nearest(place.focus);
    let foot = match report.target(focus) {
        Some(Target::Report(Route::Section(_))) if has_keys => words::show_each(),
        Some(Target::Report(_)) if has_keys => words::look_closer(),
        Some(Target::Day(_)) if has_keys => words::go_to_day(),
        _ => "",
    };
    let progress = model.patterns.progress.as_ref();
    let progress = progress.map(|progress| words::progress(progress.done, progress.of));
    let panel = Panel {
        title: &report.title,
        aside: progress.as_deref().unwrap_or(&report.aside),
        foot,
        focused: has_keys && model.layers.is_empty(),
    };
    let inner = panel.draw(area, buf, appearance).inner(Margin::new(1, 0));
    blocks(report, focus, has_keys, inner, buf, appearance)
}

/// The blocks from the first that is seen on, so that the one with the keys is in sight; where those are
/// that the keys can go to.
fn blocks(
    report: &Report,
    focus: usize,
    has_keys: bool,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let mut places = Vec::new();
    let heights: Vec<usize> = report.blocks.iter().map(|of| height(of, area)).collect();
    let until = |at: usize| heights.iter().take(at).sum::<usize>();
    let height = usize::from(area.height);
    let end = until(focus + 1);
    // What stands over the first block with keys comes into sight with it.
    let above = report.blocks.iter().take(focus).rev();
    let over = above.take_while(|block| !block.stops()).count();
    let start = until(focus - over.min(focus));
    let centred = start.saturating_sub(height / 3);
    let most = until(heights.len()).saturating_sub(height);
    let first = centred.max(end.saturating_sub(height)).min(start).min(most);
    let mut row = 0;
    for (at, (block, rows)) in report.blocks.iter().zip(&heights).enumerate() {
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
        let pointer = (at == focus && block.stops()).then_some(match has_keys {
            true => Meaning::Cursor,
            false => Meaning::Muted,
        });
        draw_block(block, skip, pointer, place, buf, appearance);
        if block.stops() {
            let seen = u16::try_from(rows - skip).unwrap_or(u16::MAX);
            let height = seen.min(place.height);
            places.push((Rect { height, ..place }, at));
        }
    }
    places
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

fn rows(block: &Block, area: Rect) -> Vec<Row> {
    match &block.body {
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

fn height(block: &Block, area: Rect) -> usize {
    let under = match &block.body {
        Body::Words(_, picture) if area.width < BESIDE => usize::from(!picture.is_empty()),
        Body::Axis { .. } | Body::Gauge { .. } => 1,
        _ => 0,
    };
    rows(block, area).len() + under
}

fn draw_block(
    block: &Block,
    skip: usize,
    pointer: Option<Meaning>,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    if let Some(meaning) = pointer.filter(|_| skip == 0) {
        let style = appearance.style(meaning);
        text::put(buf, area.x, area.y, 1, appearance.glyphs().pointer, style);
    }
    match &block.body {
        Body::Heading(_) => {
            let rows = rows(block, area);
            prose::draw(rows.iter().skip(skip), area, buf, appearance);
        }
        Body::Words(_, picture) => {
            let rows = rows(block, area);
            let (words, place) = beside(area);
            prose::draw(
                rows.iter().skip(skip),
                Rect {
                    width: area.width,
                    ..words
                },
                buf,
                appearance,
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
                picture.draw(Rect { width, ..place }, buf, appearance);
            }
        }
        Body::Axis { full, hollow } => {
            let columns = Columns::of(area);
            Gauge::axis(columns.scale, buf, appearance);
            let glyphs = appearance.glyphs();
            let (point, ring) = (glyphs.point_full, glyphs.point_hollow);
            let legend = format!("{point} {full}  {ring} {hollow}");
            figure(
                &columns,
                &legend,
                appearance.style(Meaning::Muted),
                buf,
                appearance,
            );
        }
        Body::Gauge {
            name,
            gauge,
            figure: words,
            meaning,
        } => {
            let columns = Columns::of(area);
            let style = appearance.style(pointer.unwrap_or(Meaning::Text));
            let room = columns.name.width;
            let name = text::truncate(name, room.into(), appearance.glyphs().ellipsis);
            text::put(buf, columns.name.x, area.y, room, &name, style);
            gauge.draw(columns.scale, buf, appearance);
            figure(&columns, words, appearance.style(*meaning), buf, appearance);
        }
    }
}

fn figure(
    columns: &Columns,
    words: &str,
    style: ratatui::style::Style,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let Rect { x, y, width, .. } = columns.figure;
    let words = text::truncate(words, width.into(), appearance.glyphs().ellipsis);
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
