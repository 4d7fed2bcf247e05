//! The bar at the foot: which keys matter now, and what just happened.
//!
//! What just happened stands there until the next key, so it is not cut: what is longer than the bar
//! takes lines above it, too.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::{Model, Notice};
use crate::tui::widgets::text;

/// Draws the hint bar: the notice on the right, and as many hints as fit before it.
pub(super) fn draw(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    if area.width < 4 || area.height == 0 {
        return;
    }
    let mut end = area.right() - 1;
    if let Some(notice) = &model.notice {
        let words = text::one_line(&notice.text);
        let width = text::width(&words);
        if width > usize::from(area.width - 2) {
            return;
        }
        let width = width as u16;
        let style = appearance.style(meaning(notice));
        text::put(buf, end - width, area.y, area.width, &words, style);
        end = end.saturating_sub(width + 2);
    }
    let contexts = model.contexts();
    let mut hints: Vec<_> = if model.chord.0.is_empty() {
        let named = model.keymap.hints(&contexts);
        let hinted = named.filter_map(|(key, b)| Some((b.hint?, key.to_string(), b.says.as_str())));
        hinted.collect()
    } else {
        let next = model.keymap.continuations(&contexts, &model.chord);
        next.map(|(chord, binding)| (0, chord.to_string(), binding.says.as_str()))
            .collect()
    };
    hints.sort_by_key(|(order, ..)| *order);
    let mut x = area.x + 1;
    for (_, keys, says) in hints {
        let width = (text::width(&keys) + 1 + text::width(says)) as u16;
        if x + width > end {
            continue;
        }
        x += text::put(
            buf,
            x,
            area.y,
            end - x,
            &keys,
            appearance.style(Meaning::Key),
        ) + 1;
        x += text::put(
            buf,
            x,
            area.y,
            end - x,
            says,
            appearance.style(Meaning::Hint),
        ) + 2;
    }
}

/// Draws a notice that is too long for the hint bar, over what stands above it.
pub(super) fn long_notice(model: &Model, bar: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let Some(notice) = model.notice.as_ref().filter(|_| bar.width >= 4) else {
        return;
    };
    let words = text::one_line(&notice.text);
    let lines = text::wrap(&words, usize::from(bar.width - 2));
    if lines.len() < 2 || bar.height == 0 {
        return;
    }
    // What it is about stays in sight.
    let most = usize::from(buf.area.height / 3).max(1);
    let shown = lines.len().min(most);
    let height = shown as u16;
    let area = Rect {
        y: bar.y.saturating_sub(height - 1),
        height,
        ..bar
    };
    Clear.render(area, buf);
    buf.set_style(area, appearance.style(Meaning::Text));
    let style = appearance.style(meaning(notice));
    for (nth, line) in lines[..shown].iter().enumerate() {
        let is_cut = nth + 1 == shown && shown < lines.len();
        let words = match is_cut {
            true => format!("{line} {}", lines[shown]),
            false => (*line).to_owned(),
        };
        let ellipsis = appearance.glyphs().ellipsis;
        let words = text::truncate(&words, usize::from(area.width - 2), ellipsis);
        text::put(
            buf,
            area.x + 1,
            area.y + nth as u16,
            area.width - 2,
            &words,
            style,
        );
    }
}

fn meaning(notice: &Notice) -> Meaning {
    match notice.bad {
        true => Meaning::Bad,
        false => Meaning::Good,
    }
}
