//! The body map: sites chosen on a drawing with the arrows, or in a list where there is no room
//! for it.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text;
use crate::diary::{BodyMap, Cell, Code, Direction, Figure, Item, Spot};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::words::screens::day as words;

/// What the body map shows.
#[derive(Debug, Clone, Copy)]
pub struct BodyMapView<'a> {
    /// The item whose options are the sites.
    pub item: &'a Item,
    /// Where the keys are.
    pub focus: Spot,
    /// The sites that are chosen.
    pub chosen: &'a BTreeSet<Code>,
}

/// The rows below the drawing: a free one, the site with the keys, what is chosen. The site alone is
/// needed: the drawing shows what is chosen.
const BELOW: u16 = 3;
const LEAST_BELOW: u16 = 1;

/// The drawing an item is answered on, if it has one.
pub fn map_of(item: &Item) -> Option<BodyMap> {
    item.kind.map()
}

/// The columns and rows a drawing takes where it has room.
pub fn room(map: BodyMap) -> (u16, u16) {
    let figure = Figure::of(map);
    (figure.width, 1 + figure.height + BELOW)
}

/// Where the keys go from a spot: over the drawing, or, where `area` has no room for it, up and
/// down the list.
pub fn step(map: BodyMap, area: Rect, from: Spot, direction: Direction) -> Spot {
    let figure = Figure::of(map);
    if drawing_fits(figure, area) {
        return figure.step(from, direction);
    }
    let list = listed(figure);
    let at = list
        .iter()
        .position(|spot| figure.code(*spot) == figure.code(from));
    let next = match direction {
        Direction::Up | Direction::Left => at.map_or(0, |at| at.saturating_sub(1)),
        Direction::Down | Direction::Right => at.map_or(0, |at| at + 1),
    };
    list.get(next).copied().unwrap_or(from)
}

fn drawing_fits(figure: &Figure, area: Rect) -> bool {
    area.width >= figure.width && area.height >= 1 + figure.height + LEAST_BELOW
}

/// Each site once.
fn listed(figure: &Figure) -> Vec<Spot> {
    let first = |spot: &Spot| figure.spot(figure.code(*spot)) == *spot;
    figure.spots().filter(first).collect()
}

impl BodyMapView<'_> {
    /// Draws the body map; where its sites are.
    pub fn draw(
        &self,
        area: Rect,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) -> Vec<(Rect, &'static Code)> {
        let area = area.intersection(buf.area);
        let Some(map) = map_of(self.item).filter(|_| !area.is_empty()) else {
            return vec![];
        };
        let figure = Figure::of(map);
        if drawing_fits(figure, area) {
            self.drawing(figure, area, buf, appearance)
        } else {
            self.list(figure, area, buf, appearance)
        }
    }

    fn drawing(
        &self,
        figure: &'static Figure,
        area: Rect,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) -> Vec<(Rect, &'static Code)> {
        let mut sites = Vec::new();
        let left = area.x + (area.width - figure.width) / 2;
        for view in &figure.views {
            let x = left + view.left;
            let [side, name, other] = &view.head;
            let muted = appearance.style(Meaning::Muted);
            // A third each, with columns between; the sides are set in by two.
            let third = view.width / 3;
            let [side, name, other] = [(side, 3), (name, 1), (other, 3)].map(|(words, free)| {
                let room = usize::from(third.saturating_sub(free));
                text::truncate(words, room, appearance.glyphs().ellipsis)
            });
            text::put(buf, x + 2, area.y, third, &side, muted);
            let right = x + view.width.saturating_sub(2);
            text::put_before(buf, right, area.y, third, &other, muted);
            let middle = x + view.width.saturating_sub(text::width(&name) as u16) / 2;
            text::put(
                buf,
                middle,
                area.y,
                third,
                &name,
                appearance.style(Meaning::Title),
            );
            for (row, column, cell) in &view.cells {
                let (x, y) = (x + column, area.y + 1 + row);
                match cell {
                    Cell::Outline(line) => {
                        let mut bytes = [0; 4];
                        let line = line.encode_utf8(&mut bytes);
                        text::glyph(buf, x, y, line, appearance.style(Meaning::Axis));
                    }
                    Cell::Site(spot) => {
                        self.site_cell(figure, *spot, (x, y), buf, appearance);
                        sites.push((Rect::new(x, y, 1, 1), figure.code(*spot)));
                    }
                }
            }
        }
        let y = area.y + 1 + figure.height;
        let height = area.bottom() - y;
        let free = u16::from(height >= BELOW);
        let words = Rect::new(area.x, y + free, area.width, height - free);
        self.words(figure, words, buf, appearance);
        sites
    }

    fn site_cell(
        &self,
        figure: &Figure,
        spot: Spot,
        at: (u16, u16),
        buf: &mut Buffer,
        appearance: &Appearance,
    ) {
        let code = figure.code(spot);
        let glyphs = appearance.glyphs();
        let (glyph, meaning) = match (self.chosen.contains(code), spot == self.focus) {
            (true, true) => (glyphs.full, Meaning::Cursor),
            (false, true) => (glyphs.dot, Meaning::Cursor),
            (true, false) => (glyphs.filled, Meaning::FillSevere),
            (false, false) => (glyphs.dot, Meaning::Muted),
        };
        let style = appearance.style(meaning);
        text::glyph(buf, at.0, at.1, glyph, style);
    }

    /// The site with the keys and what is chosen, below the drawing.
    fn words(&self, figure: &Figure, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let code = figure.code(self.focus);
        let mark = self.mark(code, appearance);
        let focused = format!("{mark} {}", self.label(code));
        let (style, ellipsis) = (
            appearance.style(Meaning::Title),
            appearance.glyphs().ellipsis,
        );
        text::fit(buf, area.x, area.y, area.width, &focused, style, ellipsis);
        if area.height < 2 {
            return;
        }
        let chosen = self.item.options().iter().map(|option| &option.code);
        let chosen: Vec<&str> = chosen
            .filter(|code| self.chosen.contains(*code))
            .map(|code| self.label(code))
            .collect();
        let chosen = if chosen.is_empty() {
            words::nowhere_chosen().to_owned()
        } else {
            chosen.join(", ")
        };
        let chosen = text::truncate(&chosen, area.width.into(), appearance.glyphs().ellipsis);
        text::put(
            buf,
            area.x,
            area.y + 1,
            area.width,
            &chosen,
            appearance.style(Meaning::Muted),
        );
    }

    fn list(
        &self,
        figure: &'static Figure,
        area: Rect,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) -> Vec<(Rect, &'static Code)> {
        let mut sites = Vec::new();
        let list = listed(figure);
        let code = figure.code(self.focus);
        let focus = list.iter().position(|spot| figure.code(*spot) == code);
        let rows = usize::from(area.height);
        // As many columns as there is room for, with the focus in sight.
        let widest = self
            .item
            .options()
            .iter()
            .map(|o| text::width(&o.label))
            .max();
        let wide = widest.unwrap_or(0) + 4;
        let columns = (usize::from(area.width) / wide).max(1);
        let in_sight = (rows * columns).max(1);
        let hidden = focus.map_or(0, |at| (at + 1).saturating_sub(in_sight));
        for (n, spot) in list.iter().skip(hidden).take(in_sight).enumerate() {
            let x = area.x + (n / rows.max(1) * wide) as u16;
            let y = area.y + (n % rows.max(1)) as u16;
            let room = area.right().saturating_sub(x).min(wide as u16);
            let code = figure.code(*spot);
            let words = format!("{} {}", self.mark(code, appearance), self.label(code));
            let meaning = match (hidden + n, self.chosen.contains(code)) {
                (at, _) if Some(at) == focus => Meaning::Cursor,
                (_, true) => Meaning::Text,
                _ => Meaning::Muted,
            };
            let words = text::truncate(
                &words,
                room.saturating_sub(1).into(),
                appearance.glyphs().ellipsis,
            );
            text::put(buf, x, y, room, &words, appearance.style(meaning));
            sites.push((Rect::new(x, y, room, 1), code));
        }
        sites
    }

    fn mark(&self, code: &Code, appearance: &Appearance) -> &'static str {
        if self.chosen.contains(code) {
            appearance.glyphs().full
        } else {
            appearance.glyphs().empty
        }
    }

    fn label<'a>(&'a self, code: &'a Code) -> &'a str {
        self.item
            .option(code)
            .map_or(code.as_str(), |option| &option.label)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diary::{Catalogue, Role};
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::testing::{appearance, rows};

    fn with_map<T>(focus: &str, run: impl FnOnce(&BodyMapView) -> T) -> T {
        let chosen = ["low-back-left", "si-left", "thigh-left"].map(Code::new);
        run(&BodyMapView {
            item: Catalogue::built_in().role(Role::PainSites),
            focus: Figure::of(BodyMap::Sites).spot(&Code::new(focus)),
            chosen: &chosen.into(),
        })
    }

    fn drawn(width: u16, height: u16, glyphs: GlyphSet) -> String {
        with_map("tailbone", |map| {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            map.draw(buf.area, &mut buf, &appearance(glyphs));
            rows(&buf)
        })
    }

    #[test]
    fn as_a_drawing() {
        insta::assert_snapshot!(drawn(64, 23, GlyphSet::Braille));
    }

    #[test]
    fn in_ascii() {
        insta::assert_snapshot!(drawn(64, 22, GlyphSet::Ascii));
    }

    #[test]
    fn as_a_list() {
        insta::assert_snapshot!(drawn(46, 11, GlyphSet::Braille));
    }

    /// Within its frame, under a warning of one line and over the hint bar.
    #[test]
    fn it_is_drawn_on_a_small_terminal() {
        let small = Rect::new(0, 0, 80 - 2, 24 - 2 - 2);
        assert!(drawing_fits(Figure::of(BodyMap::Sites), small));
    }

    #[test]
    fn the_list_is_walked_from_end_to_end() {
        let small = Rect::new(0, 0, 20, 5);
        let figure = Figure::of(BodyMap::Sites);
        let options = Catalogue::built_in().role(Role::PainSites).options().len();
        let first = listed(figure)[0];
        let mut spot = first;
        for _ in 1..options {
            let next = step(BodyMap::Sites, small, spot, Direction::Down);
            assert_ne!(next, spot);
            assert_eq!(step(BodyMap::Sites, small, next, Direction::Up), spot);
            spot = next;
        }
        assert_eq!(step(BodyMap::Sites, small, spot, Direction::Down), spot);
    }

    proptest! {
        #[test]
        fn any_room_will_do(
            x in 0u16..9, y in 0u16..9, width in 0u16..500, height in 0u16..200,
            focus in 0usize..21,
        ) {
            let code = &Catalogue::built_in().role(Role::PainSites).options()[focus].code;
            with_map(code.as_str(), |map| {
                let mut buf = Buffer::empty(Rect::new(0, 0, 150, 60));
                let area = Rect::new(x, y, width, height);
                map.draw(area, &mut buf, &appearance(GlyphSet::Braille));
                for at in buf.area.positions().filter(|at| !area.contains(*at)) {
                    prop_assert_eq!(buf[at].symbol(), " ");
                }
                Ok(())
            })?;
        }
    }
}
