//! The answer in a line of the form: as a ruler, as options in a row, or in words.

use ratatui::layout::Rect;

use crate::diary::{Answer, Item, Role, Target};
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::action::Action;
use crate::tui::marks::band_meaning;
use crate::tui::pointer::Pointed;
use crate::tui::widgets::text;
use crate::words::kinds;
use crate::words::screens::day as words;

use super::columns::RULER;
use super::line::Line;

/// The labels of a row of answers with the digit of each, where all of them fit in so many cells.
pub fn numbered_row(item: &Item, row: &[(&str, Answer)], room: u16) -> Option<Vec<String>> {
    let numbered = row.iter().map(|(label, of)| match item.kind.digit_of(of) {
        Some(digit) => format!("{digit} {label}"),
        None => (*label).to_owned(),
    });
    let numbered: Vec<String> = numbered.collect();
    let width: usize = numbered.iter().map(|label| text::width(label) + 2).sum();
    (width <= room.into()).then_some(numbered)
}

impl Line<'_> {
    /// Where the answer stands.
    fn value(&self) -> Rect {
        let x = self.place.x + 2 + self.columns.label + 1;
        Rect::new(x, self.place.y, self.columns.value, 1)
    }

    /// Words from a column of the answer on, as far as there is room; gives the cells they took.
    fn tell(&mut self, at: u16, words: &str, meaning: Meaning) -> u16 {
        let place = self.value();
        let room = place.width.saturating_sub(at);
        let words = text::truncate(words, room.into(), self.appearance.glyphs().ellipsis);
        let style = self.appearance.style(meaning);
        text::put(self.buf, place.x + at, place.y, room, &words, style)
    }

    /// Notes what a click means on so many cells of the answer, from a column on.
    fn click(&mut self, at: u16, cells: u16, means: Pointed) {
        let place = self.value();
        let cells = cells.min(place.width.saturating_sub(at));
        let place = Rect::new(place.x + at, place.y, cells, 1);
        self.answers.push((place, means));
    }

    /// Every score, the chosen one in brackets, and the band it lies in.
    pub fn ruler(&mut self, item: &Item, answer: Option<&Answer>) {
        let catalogue = &self.model.catalogue;
        let chosen = match answer {
            Some(Answer::Scale(n)) => Some(*n),
            _ => None,
        };
        for score in 0..=10u8 {
            let at = 2 * u16::from(score) + 1;
            let words = score.to_string();
            self.click(at, 2, Pointed::Answer(score.into()));
            if chosen != Some(score) {
                self.tell(at, &words, Meaning::Muted);
                continue;
            }
            // The brackets stand in the gaps, so that no score moves when another is chosen.
            let meaning = band_meaning(catalogue, item, score);
            self.tell(at - 1, &format!("[{words}]"), meaning);
        }
        let room = usize::from(self.columns.value.saturating_sub(RULER + 1));
        if let Some(n) = chosen
            && let Some((_, band)) = catalogue.band(item, n)
            && text::width(&band.label) <= room
        {
            self.tell(RULER + 1, &band.label, band_meaning(catalogue, item, n));
        }
    }

    /// Answers in a row, the chosen one in brackets; only the chosen one where they do not fit.
    pub fn row(&mut self, item: &Item, row: &[(&str, Answer)], answer: Option<&Answer>) {
        let labels: Vec<(&str, bool)> = row
            .iter()
            .map(|(label, of)| (*label, answer == Some(of)))
            .collect();
        if let Some(numbered) = numbered_row(item, row, self.columns.value) {
            let mut at = 0;
            for (nth, (label, (_, chosen))) in numbered.iter().zip(labels).enumerate() {
                let cells = match chosen {
                    true => self.tell(at, &format!("[{label}]"), Meaning::Cursor),
                    false => self.tell(at, &format!(" {label} "), Meaning::Muted),
                };
                self.click(at, cells, Pointed::Answer(nth));
                at += cells;
            }
            return;
        }
        let glyphs = self.appearance.glyphs();
        let at = labels.iter().position(|(_, chosen)| *chosen);
        let label = at.map_or(glyphs.dash, |at| labels[at].0);
        let count = at.map_or_else(
            || format!("{}", labels.len()),
            |at| format!("{}/{}", at + 1, labels.len()),
        );
        let words = format!("{} {label} {}  {count}", glyphs.left, glyphs.right);
        let cells = self.tell(0, &words, Meaning::Cursor);
        self.click(0, cells, Pointed::Act(Action::OpenField));
    }

    /// The answer in words.
    pub fn plain(&mut self, target: Target, item: &Item, answer: Option<&Answer>) {
        let model = self.model;
        let draft = model.drafts.get(&(target.id(), item.id.clone()));
        let (words, meaning) = match answer {
            None if draft.is_some() => (words::not_kept().into(), Meaning::Warning),
            None => (self.appearance.glyphs().dash.to_owned(), Meaning::Muted),
            Some(Answer::Scale(n)) => {
                let band = model.catalogue.band(item, *n);
                let name = band.map_or("", |(_, band)| band.label.as_str());
                let meaning = band_meaning(&model.catalogue, item, *n);
                (format!("{n}  {name}"), meaning)
            }
            Some(Answer::Text(text)) => {
                let words = text::beginning(text, self.columns.value);
                (words.into_owned(), Meaning::Note)
            }
            Some(answer) => {
                let mut words = kinds::answer(answer, item, model.profile.temperature);
                if item.role == Some(Role::Temperature) {
                    let time = model.catalogue.role(Role::TemperatureTime);
                    if let Some(time) = model.answer(target, &time.id) {
                        words = format!("{words}  {}", time.word());
                    }
                }
                match item.warning && answer.is_present(item) {
                    true => (words, Meaning::Warning),
                    false => (words, Meaning::Text),
                }
            }
        };
        let place = self.value();
        let words = text::truncate(
            &words,
            place.width.into(),
            self.appearance.glyphs().ellipsis,
        );
        let cursor = self.appearance.style(Meaning::Cursor);
        let style = match (self.has_keys, answer) {
            (true, None) => cursor,
            (true, Some(_)) => self.appearance.style(meaning).patch(cursor),
            (false, _) => self.appearance.style(meaning),
        };
        let cells = text::put(self.buf, place.x, place.y, place.width, &words, style);
        if self.has_keys {
            self.click(0, cells, Pointed::Act(Action::OpenField));
        }
    }
}
