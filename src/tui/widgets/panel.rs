//! The frame around a pane, with its title and what else is told on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::text;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;

/// A frame with a title at its upper left, an aside at its upper right and a foot at its lower
/// right. What does not fit is left out, the title last.
#[derive(Debug, Clone, Copy, Default)]
pub struct Panel<'a> {
    /// What the pane shows.
    pub title: &'a str,
    /// A word on it, standing back.
    pub aside: &'a str,
    /// Which keys matter here, or where one is in something long.
    pub foot: &'a str,
    /// Whether the keys go here.
    pub focused: bool,
}

impl Panel<'_> {
    /// Draws the frame and gives the room inside it.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> Rect {
        let area = area.intersection(buf.area);
        if area.width < 2 || area.height < 2 {
            return area;
        }
        let line = appearance.style(if self.focused {
            Meaning::FrameFocused
        } else {
            Meaning::Frame
        });
        let set = appearance.glyphs().frame;
        let (left, right) = (area.x, area.right() - 1);
        let (top, bottom) = (area.y, area.bottom() - 1);
        for x in left..=right {
            let end = |l, r, between| match x {
                _ if x == left => l,
                _ if x == right => r,
                _ => between,
            };
            let above = end(set.top_left, set.top_right, set.horizontal_top);
            let below = end(set.bottom_left, set.bottom_right, set.horizontal_bottom);
            buf[(x, top)].set_symbol(above).set_style(line);
            buf[(x, bottom)].set_symbol(below).set_style(line);
        }
        for y in top + 1..bottom {
            buf[(left, y)].set_symbol(set.vertical_left).set_style(line);
            buf[(right, y)]
                .set_symbol(set.vertical_right)
                .set_style(line);
        }
        let room = area.width - 2;
        let title = if self.focused {
            appearance.style(Meaning::Title).patch(line)
        } else {
            appearance.style(Meaning::Title)
        };
        let muted = appearance.style(Meaning::Muted);
        let used = label(buf, left + 1, top, room, self.title, appearance, title);
        let rest = room.saturating_sub(used + 1);
        label_before(buf, right, top, rest, self.aside, muted);
        label_before(buf, right, bottom, room, self.foot, muted);
        Rect::new(left + 1, top + 1, area.width - 2, area.height - 2)
    }
}

/// Words at the lower left of a frame, beside its foot: what there is where the cursor stands.
pub fn words_below(area: Rect, foot: &str, words: &str, buf: &mut Buffer, appearance: &Appearance) {
    let y = area.bottom().saturating_sub(1);
    let foot = text::width(foot) as u16;
    let room = area.width.saturating_sub(foot + 4);
    label(
        buf,
        area.x + 1,
        y,
        room,
        words,
        appearance,
        appearance.style(Meaning::Text),
    );
}

/// Words on a line, with a space on either side; gives the cells they took.
fn label(
    buf: &mut Buffer,
    x: u16,
    y: u16,
    room: u16,
    words: &str,
    appearance: &Appearance,
    style: Style,
) -> u16 {
    if words.is_empty() || room < 3 {
        return 0;
    }
    let words = text::truncate(words, usize::from(room - 2), appearance.glyphs().ellipsis);
    text::put(buf, x, y, room, &format!(" {words} "), over(style))
}

/// A style that takes nothing from the line it stands on.
pub fn over(style: Style) -> Style {
    Style::reset().patch(style)
}

/// Words on a line that end before `right`, or nothing.
fn label_before(buf: &mut Buffer, right: u16, y: u16, room: u16, words: &str, style: Style) {
    if !words.is_empty() {
        text::put_before(buf, right, y, room, &format!(" {words} "), over(style));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::appearance::theme::Theme;

    fn drawn(width: u16, height: u16, glyphs: GlyphSet) -> String {
        let appearance = Appearance {
            theme: Theme::plain(),
            glyphs,
        };
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let panel = Panel {
            title: "March 2026",
            aside: "day 17",
            foot: "Enter open",
            focused: false,
        };
        panel.draw(buf.area, &mut buf, &appearance);
        crate::tui::testing::rows(&buf)
    }

    #[test]
    fn the_title_stays_longest() {
        assert_eq!(
            drawn(26, 3, GlyphSet::Braille),
            "┌ March 2026 ──── day 17 ┐\n│                        │\n└──────────── Enter open ┘"
        );
        assert_eq!(
            drawn(18, 2, GlyphSet::Ascii),
            "+ March 2026 ----+\n+---- Enter open +"
        );
        assert_eq!(drawn(9, 2, GlyphSet::Braille), "┌ Marc… ┐\n└───────┘");
    }
}
