//! The entry form: a field a line, its answer, and what the time before was.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::kind::Control;
use crate::diary::{Code, Item, parse};
use crate::guide::{Library, Questionnaire, QuestionnaireBook};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::model::Model;
use crate::tui::pointer::Pointed;
use crate::tui::screens::day::calendar::marked;
use crate::tui::screens::day::form::state::{Row, Subject};
use crate::tui::screens::day::view as day;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;
use crate::words::dates;
use crate::words::screens::day as words;

use super::answer::numbered_row;
use super::columns::Columns;
use super::line::{Line, earlier};

/// Draws the form and gives what can be pointed at: its lines, and the answers of the one with the keys.
pub fn draw(
    model: &Model,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
    focused: bool,
) -> Vec<(Rect, Pointed)> {
    let (title, aside) = heading(model, area.width);
    let foot = position(model);
    let panel = Panel {
        title: &title,
        aside: &aside,
        foot: &foot,
        focused,
    };
    let inner = panel.draw(area, buf, appearance);
    if inner.width < 8 || inner.height == 0 {
        return vec![];
    }
    let help = if inner.height >= 6 {
        explanation(model, inner, buf, appearance)
    } else {
        0
    };
    let over = still(model, inner, buf, appearance);
    let body = Rect {
        y: inner.y + over,
        height: inner.height - help - over,
        ..inner
    };
    let columns = Columns::of(body.width);
    let first = first_visible(model, usize::from(body.height));
    let rows = model
        .form
        .rows
        .iter()
        .enumerate()
        .skip(first)
        .take(usize::from(body.height));
    let top = model
        .form
        .rows
        .iter()
        .position(|row| matches!(row, Row::Heading { .. }));
    let mut places = Vec::new();
    for ((at, row), y) in rows.zip(body.y..) {
        let line = Rect::new(body.x, y, body.width, 1);
        let mut drawn = Line {
            model,
            appearance,
            buf,
            place: line,
            columns,
            has_keys: focused && at == model.form.focus,
            answers: vec![],
        };
        drawn.draw(row, Some(at) == top);
        let answers = drawn.answers;
        places.push((line, Pointed::Row(at)));
        places.extend(answers);
    }
    places
}

/// The line after midnight that leads back to the day before; gives its height.
fn still(model: &Model, inner: Rect, buf: &mut Buffer, appearance: &Appearance) -> u16 {
    let of_day = matches!(model.form.subject, Subject::Day(_)) && model.selected().is_none();
    let line = day::still(model, Context::Form, inner.width - 2);
    let Some(line) = line.filter(|_| of_day) else {
        return 0;
    };
    let (style, ellipsis) = (
        appearance.style(Meaning::Hint),
        appearance.glyphs().ellipsis,
    );
    text::fit(
        buf,
        inner.x + 2,
        inner.y,
        inner.width - 2,
        &line,
        style,
        ellipsis,
    );
    1
}

/// The first line on the screen, so that the one with the keys is in sight with one beside it.
fn first_visible(model: &Model, height: usize) -> usize {
    let rows = model.form.rows.len();
    let focus = model.form.focus;
    (focus + 2)
        .saturating_sub(height)
        .min(rows.saturating_sub(height))
}

fn heading(model: &Model, width: u16) -> (String, String) {
    match model.form.subject {
        Subject::Entry(id) => {
            let entry = model.entry(id);
            let kind = entry.and_then(|entry| model.catalogue.entry_kind(&entry.kind));
            let label = kind.map_or(words::any_entry(), |kind| kind.label.as_str());
            let day = dates::short_weekday_day_month(id.date());
            let title = words::entry_of_day(label, day);
            (title, words::back_to_day().into())
        }
        Subject::Day(_) if let Some(days) = model.selected() => (
            marked(days, model.today(), width.saturating_sub(4)),
            words::answers_all().into(),
        ),
        Subject::Day(_) => {
            let answered = model
                .day()
                .and_then(|day| day.check_in())
                .map_or(0, |e| e.answers.len());
            let aside: String = match answered {
                0 => words::nothing_answered().into(),
                n => words::answers(n),
            };
            let due = model.form.rows.iter().find_map(|row| match row {
                Row::Skip(id) => questions(id),
                _ => None,
            });
            let aside = match due {
                Some(of) => words::questions_due(parse::within(&of.title)),
                None => aside,
            };
            (dates::weekday_day_month_year(model.cursor), aside)
        }
    }
}

/// Questions asked now and then, by their name.
fn questions(id: &Code) -> Option<&'static Questionnaire> {
    let all = QuestionnaireBook::built_in().all();
    all.iter().find(|of| of.id == *id)
}

fn position(model: &Model) -> String {
    let fields = |row: &&Row| matches!(row, Row::Field { .. } | Row::When(_));
    let all = model.form.rows.iter().filter(fields).count();
    let here = model
        .form
        .rows
        .iter()
        .take(model.form.focus + 1)
        .filter(fields)
        .count();
    if model.form.field().is_some() {
        words::field_of(here, all)
    } else {
        String::new()
    }
}

/// The line of explanation at the foot; gives its height with the rule over it.
fn explanation(model: &Model, inner: Rect, buf: &mut Buffer, appearance: &Appearance) -> u16 {
    let about = match model.form.row() {
        Some(Row::Field { target, item }) => match model.catalogue.item(item.as_str()) {
            Some(item) => {
                let letter = item.key.map(|key| format!("[{key}]"));
                let more = Library::link(item).and(explain_key(model));
                let draft = model.drafts.get(&(target.id(), item.id.clone()));
                let columns = Columns::of(inner.width);
                let earlier = earlier(model, *target, item, columns, appearance);
                let value = columns.beside(text::width(&earlier) as u16).value;
                let parts = [
                    letter,
                    options(item, value),
                    Some(item.explain.clone()),
                    more,
                    draft.map(words::begun),
                ];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                parts.join(" ")
            }
            None => String::new(),
        },
        Some(Row::Heading {
            adds: Some(kind), ..
        }) => model
            .catalogue
            .entry_kind(kind)
            .map_or(String::new(), |kind| words::adds_one(&kind.explain)),
        Some(Row::Heading { .. }) => words::folded().into(),
        Some(Row::Entry(_)) => words::entry_keys().into(),
        Some(Row::When(_)) => words::when_keys().into(),
        Some(Row::Again(_)) => words::again_keys().into(),
        Some(Row::Skip(id)) => {
            questions(id).map_or(String::new(), |of| words::skip_keys(&of.explain))
        }
        Some(Row::More { .. }) => words::more_keys().into(),
        None => String::new(),
    };
    let about = text::one_line(&about);
    let lines = text::wrap(&about, usize::from(inner.width.saturating_sub(2)));
    // Whole, unless it leaves too little of the form.
    let most = usize::from(inner.height / 2).max(1);
    let least = if inner.height >= 16 { 2 } else { 1 };
    let room = lines.len().clamp(least.min(most), most) as u16;
    let top = inner.bottom() - room;
    let (style, ellipsis) = (
        appearance.style(Meaning::Hint),
        appearance.glyphs().ellipsis,
    );
    for (n, y) in (0..lines.len()).zip(top..inner.bottom()) {
        // The last line says that there is more.
        let line = match y + 1 == inner.bottom() {
            true => Cow::from(lines[n..].join(" ")),
            false => Cow::from(lines[n]),
        };
        text::fit(buf, inner.x + 2, y, inner.width - 2, &line, style, ellipsis);
    }
    let rule = appearance.glyphs().rule.repeat(usize::from(inner.width));
    text::put(
        buf,
        inner.x,
        top - 1,
        inner.width,
        &rule,
        appearance.style(Meaning::Frame),
    );
    room + 1
}

/// The options a digit chooses, where they do not fit in the cells of the answer, and how many there
/// are in all.
fn options(item: &Item, room: u16) -> Option<String> {
    let Control::Row(row) = item.kind.control() else {
        return None;
    };
    if numbered_row(item, &row, room).is_some() {
        return None;
    }
    let by_digit = row.iter().filter_map(|(label, answer)| {
        let digit = item.kind.digit_of(answer)?;
        Some(format!("{digit} {label}"))
    });
    let by_digit: Vec<String> = by_digit.collect();
    let told = by_digit.join(", ");
    Some(match by_digit.len() == row.len() {
        true => words::options(told),
        false => words::first_options(told, row.len()),
    })
}

/// The key that opens what a field means.
fn explain_key(model: &Model) -> Option<String> {
    let key = model.keymap.key_of(&[Context::Form], Action::Explain)?;
    Some(words::more_about(key))
}
