//! What became of a diary whose file was lost.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::repository::Loss;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::model::Model;
use crate::tui::screens::lost::state::Lost;
use crate::tui::widgets::prose::Line;
use crate::tui::widgets::sheet::Sheet;
use crate::words::screens::lost as words;

/// Draws what happened, where what was held is, and the keys; how far it can be scrolled.
pub fn draw(
    model: &Model,
    lost: &Lost,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> usize {
    let sheet = Sheet {
        title: words::title(),
        lines: &said(lost),
        scroll: lost.scroll.at,
        width: 76,
        context: Context::Lost,
    };
    sheet.draw(&model.keymap, area, buf, appearance).most
}

fn said(lost: &Lost) -> Vec<Line> {
    let path = lost.path.display();
    let happened = match lost.loss {
        Loss::Replaced => words::replaced(path),
        Loss::Gone => words::gone(path),
        Loss::Log => words::log(path),
        Loss::Overwritten => words::overwritten(path),
    };
    let (kept, go_on) = match &lost.kept {
        Err(_) if lost.loss == Loss::Overwritten => {
            (words::not_held(lost.copies.display()), words::open_there())
        }
        Ok(file) if lost.loss == Loss::Gone => (words::kept(file.display()), words::put_back()),
        Ok(file) => (words::kept(file.display()), words::open_there()),
        Err(why) => (words::not_kept(why), words::try_again()),
    };
    let mut said = vec![
        Line::new(happened, Meaning::Text),
        Line::new(kept, Meaning::Text),
    ];
    if let Some(why) = &lost.problem {
        said.push(Line::new(words::problem(why), Meaning::Warning));
    }
    said.push(Line::gap());
    said.push(Line::new(go_on, Meaning::Key));
    said.push(Line::new(words::leave(), Meaning::Key));
    said
}
