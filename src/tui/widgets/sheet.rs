//! A sheet of words in the middle of the screen: as high as they are, and scrolled where there is
//! less room.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use super::panel::Panel;
use super::popup::{place, popup, row};
use super::prose::{self, Line, Row};
use crate::tui::appearance::Appearance;
use crate::tui::keymap::action::Action;
use crate::tui::keymap::{Context, Keymap};
use crate::words::common;

/// The frame, and an empty row above the words and below.
const AROUND: usize = 4;

/// What is said on a sheet, and how far it is scrolled.
pub struct Sheet<'a> {
    /// What it is about.
    pub title: &'a str,
    /// What it says.
    pub lines: &'a [Line],
    /// The first row on the screen.
    pub scroll: usize,
    /// How wide it is at most, in cells.
    pub width: u16,
    /// Where the key is looked up that scrolls it.
    pub context: Context,
}

/// What was seen of a sheet.
#[derive(Debug)]
pub struct Shown {
    /// How far it can be scrolled, in rows.
    pub most: usize,
    /// Where the rows of each line are, by the line's place.
    pub lines: Vec<(Rect, usize)>,
}

impl Sheet<'_> {
    /// Draws it over what is there.
    pub fn draw(
        &self,
        keymap: &Keymap,
        area: Rect,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) -> Shown {
        let width = place(area, self.width, 0).width.saturating_sub(6);
        let mut rows: Vec<Row> = Vec::new();
        let mut of: Vec<usize> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            rows.extend(line.rows(width.into()));
            of.resize(rows.len(), at);
        }
        let wanted = u16::try_from(rows.len() + AROUND).unwrap_or(u16::MAX);
        let frame = popup(area, self.width, wanted, buf, appearance);
        // Where the words do not fit as it is, nothing is left empty.
        let empty = u16::from(wanted <= area.height);
        let room = frame.inner(Margin::new(3, 1 + empty));
        let height = usize::from(room.height);
        let most = rows.len().saturating_sub(height);
        let first = self.scroll.min(most);
        let foot = match most {
            0 => String::new(),
            _ => {
                let context = [self.context];
                let down = keymap.key_of(&context, Action::NextField);
                let down = down.map(ToString::to_string).unwrap_or_default();
                common::scrolled(down, first + 1, first + height, rows.len())
            }
        };
        let panel = Panel {
            title: self.title,
            foot: &foot,
            focused: true,
            ..Panel::default()
        };
        panel.draw(frame, buf, appearance);
        prose::draw(rows.iter().skip(first), room, buf, appearance);
        let seen = of.into_iter().skip(first).enumerate();
        let lines = seen.map_while(|(nth, line)| Some((row(room, nth)?, line)));
        Shown {
            most,
            lines: lines.collect(),
        }
    }
}
