//! What the keys of the card do.

use crate::tui::arrangement::Arrangement;
use crate::tui::model::Model;

/// Shows the day in words in place of, or beside, the form, or no longer.
pub fn toggle_card(model: &mut Model) {
    model.card = !model.card;
    model.card_scroll.to_top();
}

/// Scrolls the card by half its height, if it is on the screen.
pub fn scroll_card(model: &mut Model, down: bool) {
    match Arrangement::of(model).card {
        Some(area) => {
            let step = usize::from(area.height / 2).max(1);
            model.card_scroll.by(step, down);
        }
        None => model.card_scroll.to_top(),
    }
}
