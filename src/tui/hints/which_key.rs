//! All that may follow the first key of two, in a box over the hint bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::text;

/// Between two columns.
const GAP: usize = 2;
/// With so many cells of its words it can be seen what a key does.
const READABLE: usize = 30;

/// Draws the box while a chord is begun. Columns are as wide as their words, or narrower where not
/// all would fit.
pub(in crate::tui) fn draw(model: &Model, bar: Rect, buf: &mut Buffer, appearance: &Appearance) {
    if model.chord.0.is_empty() || bar.width < 8 || bar.y < 2 {
        return;
    }
    let contexts = model.contexts();
    let begun = model.chord.0.len();
    let next = model.keymap.continuations(&contexts, &model.chord);
    let next: Vec<(String, &str)> = next
        .map(|(chord, binding)| {
            let keys: Vec<String> = chord.0[begun..].iter().map(ToString::to_string).collect();
            (keys.join(" "), binding.says.as_str())
        })
        .collect();
    let key_width = next.iter().map(|(key, _)| text::width(key)).max();
    let says_width = next.iter().map(|(_, says)| text::width(says)).max();
    let (Some(key_width), Some(says_width)) = (key_width, says_width) else {
        return;
    };
    let room = usize::from(bar.width - 2);
    let most_rows = usize::from(bar.y - 1);
    let whole = room / (key_width + 1 + says_width + GAP);
    // Half of the screen stays in sight, where that cuts only long words.
    let half = next.len().div_ceil((most_rows / 2).max(1));
    let readable = half.min(room / (key_width + 1 + READABLE + GAP));
    let needed = next.len().div_ceil(most_rows);
    let columns = whole.max(readable).max(needed).min(next.len()).max(1);
    let rows = next.len().div_ceil(columns);
    let place = Rect {
        y: bar.y - 1 - rows as u16,
        height: 1 + rows as u16,
        ..bar
    };
    Clear.render(place, buf);
    buf.set_style(place, appearance.style(Meaning::Text));
    let rule = appearance.glyphs().rule.repeat(usize::from(place.width));
    let frame = appearance.style(Meaning::Frame);
    text::put(buf, place.x, place.y, place.width, &rule, frame);
    let title = format!(" {} ", model.chord);
    let bold = appearance.style(Meaning::Title);
    text::put(buf, place.x + 1, place.y, place.width - 2, &title, bold);

    let column = room / columns;
    let ellipsis = appearance.glyphs().ellipsis;
    for (at, (key, says)) in next.iter().enumerate() {
        let x = place.x + 1 + (at / rows * column) as u16;
        let y = place.y + 1 + (at % rows) as u16;
        let style = appearance.style(Meaning::Key);
        text::put(buf, x, y, column as u16, key, style);
        let x = x + key_width as u16 + 1;
        let width = column.saturating_sub(key_width + 1 + GAP);
        let says = text::truncate(says, width, ellipsis);
        let style = appearance.style(Meaning::Hint);
        text::put(buf, x, y, width as u16, &says, style);
    }
}
