//! A line of the form: a heading, a field with its answer, an entry.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::kind::Control;
use crate::diary::{Answer, Entry, EntryId, EntryKindId, Item, Measure, SectionId, Target, parse};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::pointer::Pointed;
use crate::tui::screens::day::form::state::{Row, Subject};
use crate::tui::widgets::text;
use crate::words::screens::day as words;
use crate::words::{dates, kinds};

use super::columns::{Columns, LABEL, RULER};

/// A line that is being drawn.
pub struct Line<'a> {
    /// What is shown.
    pub model: &'a Model,
    /// How it looks.
    pub appearance: &'a Appearance,
    /// Where it is drawn.
    pub buf: &'a mut Buffer,
    /// The cells of the line.
    pub place: Rect,
    /// Where its columns begin.
    pub columns: Columns,
    /// Whether the keys are on it.
    pub has_keys: bool,
    /// Where its answers stand, once they are drawn, and what a click there means.
    pub answers: Vec<(Rect, Pointed)>,
}

impl Line<'_> {
    /// Draws what stands on it; over the first heading stands what the last column is.
    pub fn draw(&mut self, row: &Row, is_top: bool) {
        if self.has_keys {
            let pointer = self.appearance.glyphs().pointer;
            self.put(0, 1, pointer, Meaning::Cursor);
        }
        match row {
            Row::Heading {
                section,
                folded,
                adds,
            } => {
                let earlier = match self.model.form.subject {
                    _ if !is_top || self.columns.earlier == 0 => "",
                    Subject::Day(_) => words::day_before(),
                    Subject::Entry(_) => words::last_time(),
                };
                let beside = text::width(earlier) as u16 + 1;
                let room = self.place.width.saturating_sub(beside);
                self.heading(section, *folded, adds.as_ref(), room);
                self.earlier(earlier);
            }
            Row::Field { target, item } => {
                if let Some(item) = self.model.catalogue.item(item.as_str()) {
                    self.field(*target, item);
                }
            }
            Row::Entry(id) => {
                let meaning = self.unless_keys(Meaning::Text);
                self.words(&summary(self.model, *id), meaning);
            }
            Row::When(id) => {
                let time = self.model.entry(*id).and_then(|entry| entry.time);
                let time = time.map_or(words::time_not_known().into(), dates::time);
                self.words(words::when(), Meaning::Text);
                let words = format!("{} {time}", dates::short_weekday_day_month(id.date()));
                let meaning = self.unless_keys(Meaning::Text);
                let at = 2 + self.columns.label + 1;
                self.put(at, self.columns.value, &words, meaning);
            }
            Row::Again(of) => {
                let meaning = self.unless_keys(Meaning::Muted);
                let at = 2 + self.columns.label + 1;
                let told = self.model.entry(*of).map(|of| in_words(self.model, of));
                let words = words::again(told.unwrap_or_default());
                self.put(at, self.place.width, &words, meaning);
            }
            Row::Skip(_) => {
                let meaning = self.unless_keys(Meaning::Muted);
                self.words(words::skip_questions(), meaning);
            }
            Row::More { count, .. } => {
                let meaning = self.unless_keys(Meaning::Muted);
                self.words(&words::more_fields(count), meaning);
            }
        }
    }

    /// Where the keys go looks like it; elsewhere something means what it means.
    fn unless_keys(&self, meaning: Meaning) -> Meaning {
        if self.has_keys {
            Meaning::Cursor
        } else {
            meaning
        }
    }

    /// Words from a column on, in at most so many cells; gives the cells they took.
    fn put(&mut self, at: u16, room: u16, words: &str, meaning: Meaning) -> u16 {
        let Rect { x, y, width, .. } = self.place;
        let room = room.min(width.saturating_sub(at));
        let words = text::truncate(words, room.into(), self.appearance.glyphs().ellipsis);
        text::put(
            self.buf,
            x + at,
            y,
            room,
            &words,
            self.appearance.style(meaning),
        )
    }

    /// Words on the whole line, behind the pointer.
    fn words(&mut self, words: &str, meaning: Meaning) -> u16 {
        self.put(2, self.place.width, words, meaning)
    }

    /// Words in the last column.
    fn earlier(&mut self, words: &str) {
        let (right, room) = (self.place.right(), self.place.width.saturating_sub(2));
        let style = self.appearance.style(Meaning::Muted);
        text::put_before(self.buf, right, self.place.y, room, words, style);
    }

    /// The name of a section and what its key does, in so many cells of the line.
    fn heading(
        &mut self,
        section: &SectionId,
        folded: bool,
        adds: Option<&EntryKindId>,
        room: u16,
    ) {
        let catalogue = &self.model.catalogue;
        let known = catalogue.section(section);
        let label = known.map_or("", |section| section.label.as_str());
        let word = match (adds, folded) {
            (Some(kind), _) => {
                let key = catalogue.entry_kind(kind).and_then(|kind| kind.key);
                key.map_or(words::add_entry().into(), words::add_entry_by_key)
            }
            (None, true) => self.appearance.glyphs().folded.to_owned(),
            (None, false) => String::new(),
        };
        let label = label.to_uppercase();
        let used = self.put(2, room.saturating_sub(2), &label, Meaning::Title);
        let meaning = self.unless_keys(Meaning::Muted);
        let at = 2 + used + 2;
        self.put(at, room.saturating_sub(at), &word, meaning);
    }

    fn field(&mut self, target: Target, item: &Item) {
        let meaning = if self.has_keys {
            Meaning::Selected
        } else {
            Meaning::Text
        };
        let label = self.label(target, item);
        self.put(2, self.columns.label, &label, meaning);

        let earlier = earlier(self.model, target, item, self.columns, self.appearance);
        self.columns = self.columns.beside(text::width(&earlier) as u16);
        let answer = self.model.answer(target, &item.id);
        match self.has_keys.then(|| item.kind.control()) {
            Some(Control::Ruler) if self.columns.value >= RULER => self.ruler(item, answer),
            Some(Control::Row(row)) => self.row(item, &row, answer),
            _ => self.plain(target, item, answer),
        }
        self.earlier(&earlier);
    }

    /// The label of a field; an answer that belongs to an earlier entry says so.
    fn label(&self, target: Target, item: &Item) -> String {
        match (self.model.form.subject, target) {
            (Subject::Day(_), Target::Entry(entry)) => {
                words::pain_since(dates::short_weekday(entry.date()))
            }
            _ if item.label.chars().count() > usize::from(LABEL) => item.short.clone(),
            _ => item.label.clone(),
        }
    }
}

/// The answer before, as far as its column has room.
pub fn earlier(
    model: &Model,
    target: Target,
    item: &Item,
    columns: Columns,
    appearance: &Appearance,
) -> String {
    let room = columns.earlier;
    let Some(earlier) = model.earlier(target, &item.id).filter(|_| room > 0) else {
        return String::new();
    };
    let words = match earlier {
        Answer::Text(text) => text::beginning(text, room).into_owned(),
        earlier => kinds::answer(earlier, item, model.profile.temperature),
    };
    text::truncate(&words, room.into(), appearance.glyphs().ellipsis).into_owned()
}

/// What an entry says in words of its own, such as a medicine and its dose.
fn in_words(model: &Model, entry: &Entry) -> String {
    let items = model.catalogue.items().iter();
    let said = items.filter_map(|item| match entry.answer(&item.id)? {
        Answer::Text(words) => Some(text::one_line(words).into_owned()),
        _ => None,
    });
    said.collect::<Vec<_>>().join(" ")
}

/// A timed entry in a line: when, and its answers without their names.
fn summary(model: &Model, id: EntryId) -> String {
    let Some(entry) = model.entry(id) else {
        return String::new();
    };
    let answers = model
        .catalogue
        .items()
        .iter()
        .filter_map(|item| Some((item, entry.answer(&item.id)?)))
        .filter(|(item, answer)| item.kind.measure() != Measure::Event || answer.is_present(item));
    let told: Vec<String> = answers
        .map(|(item, answer)| match item.kind.measure() {
            Measure::Event => parse::within(&item.label),
            Measure::Score => format!("{} {}", parse::within(&item.label), answer.word()),
            _ => {
                let words = kinds::answer(answer, item, model.profile.temperature);
                text::one_line(&words).into_owned()
            }
        })
        .collect();
    let told = if told.is_empty() {
        words::nothing_answered().into()
    } else {
        told.join(", ")
    };
    match entry.time {
        Some(time) => format!("{} {told}", dates::time(time)),
        None => told,
    }
}
