//! What the keys of the card do.

use crate::tui::arrangement::Arrangement;
use crate::tui::model::Model;

/// Shows the day in words in place of, or beside, the form, or no longer.
pub fn toggle_card(model: &mut Model) {
    model.card = !model.card;
    model.card_scroll.rewind();
}

/// Scrolls the card by half its height, if it is on the screen.
pub fn scroll_card(model: &mut Model, down: bool) {
    match Arrangement::of(model).card {
        Some(area) => {
            let step = usize::from(area.height / 2).max(1);
            model.card_scroll.by(step, down);
        }
        None => model.card_scroll.rewind(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::diary::{Catalogue, Profile};
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::keymap::Keymap;
    use crate::tui::testing::{appearance, rows, sample_day, ymd};
    use crate::tui::view;

    fn drawn(model: &mut Model) -> String {
        let (columns, lines) = model.size;
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, lines));
        view::draw(model, &mut buf, &appearance(GlyphSet::Braille)).settle(model);
        rows(&buf)
    }

    #[test]
    fn a_card_at_its_end_goes_back_with_the_next_key() {
        let now = ymd(2026, 3, 17).and_hms_opt(22, 0, 0).unwrap();
        let keymap = Keymap::new(&Default::default()).unwrap();
        let catalogue = Arc::clone(Catalogue::built_in());
        let mut model = Model::new(now, (60, 14), catalogue, Profile::default(), keymap);
        model.layers.clear();
        let day = sample_day("a long day");
        model.window.diary.replace(model.cursor, day);
        toggle_card(&mut model);
        let top = drawn(&mut model);
        for _ in 0..50 {
            scroll_card(&mut model, true);
        }
        let end = drawn(&mut model);
        assert!(end != top && end.contains("Pain during"), "{end}");
        scroll_card(&mut model, true);
        assert_eq!(drawn(&mut model), end);
        scroll_card(&mut model, false);
        assert_ne!(drawn(&mut model), end);
        toggle_card(&mut model);
        toggle_card(&mut model);
        assert_eq!(drawn(&mut model), top);
    }
}
