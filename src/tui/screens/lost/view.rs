//! What became of a diary whose file was lost.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::repository::Loss;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::lost::state::Lost;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::popup::{popup, put, row};
use crate::tui::widgets::text;
use crate::words::screens::lost as words;

const WIDTH: u16 = 76;

/// Draws what happened, where what was held is, and the keys.
pub fn draw(lost: &Lost, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let room = usize::from(WIDTH.min(area.width).saturating_sub(6)).max(1);
    let said = said(lost);
    let lines: Vec<(&str, Meaning)> = said
        .iter()
        .flat_map(|(words, meaning)| {
            let lines = text::wrap(words, room).into_iter();
            lines.map(|line| (line, *meaning))
        })
        .collect();
    let height = u16::try_from(lines.len() + 4).unwrap_or(area.height);
    let place = popup(area, WIDTH, height, buf, appearance);
    let panel = Panel {
        title: words::title(),
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(2, 1));
    for (nth, (words, meaning)) in lines.into_iter().enumerate() {
        if let Some(line) = row(inner, nth) {
            put(buf, appearance, line, words, meaning);
        }
    }
}

fn said(lost: &Lost) -> Vec<(String, Meaning)> {
    let path = lost.path.display();
    let happened = match lost.loss {
        Loss::Replaced => words::replaced(path),
        Loss::Gone => words::gone(path),
        Loss::Log => words::log(path),
    };
    let (kept, go_on) = match &lost.kept {
        Ok(file) if lost.loss == Loss::Gone => (words::kept(file.display()), words::put_back()),
        Ok(file) => (words::kept(file.display()), words::open_there()),
        Err(why) => (words::not_kept(why), words::try_again()),
    };
    let mut said = vec![(happened, Meaning::Text), (kept, Meaning::Text)];
    if let Some(why) = &lost.problem {
        said.push((words::problem(why), Meaning::Warning));
    }
    said.push((" ".into(), Meaning::Text));
    said.push((go_on.into(), Meaning::Key));
    said.push((words::leave().into(), Meaning::Key));
    said
}
