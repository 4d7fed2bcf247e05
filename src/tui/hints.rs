//! The bar at the foot: which keys matter now, and what just happened.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::text;

/// Draws the hint bar: the notice on the right, and as many hints as fit before it.
pub(super) fn draw(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    if area.width < 4 || area.height == 0 {
        return;
    }
    let mut end = area.right() - 1;
    if let Some(notice) = &model.notice {
        let meaning = if notice.bad {
            Meaning::Bad
        } else {
            Meaning::Good
        };
        let words = text::one_line(&notice.text);
        let words = text::truncate(
            &words,
            usize::from(area.width - 2),
            appearance.glyphs().ellipsis,
        );
        let width = text::width(&words) as u16;
        text::put(
            buf,
            end.saturating_sub(width),
            area.y,
            area.width,
            &words,
            appearance.style(meaning),
        );
        end = end.saturating_sub(width + 2);
    }
    let contexts = model.contexts();
    let mut hints: Vec<_> = if model.chord.0.is_empty() {
        let bound = model.keymap.bindings_in(&contexts);
        let hinted =
            bound.filter_map(|b| Some((b.hint?, b.keys.first()?.to_string(), b.says.as_str())));
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
