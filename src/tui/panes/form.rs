//! The entry form: a field a line, its answer, and what the time before was.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::{Answer, Code, EntryId, Item, ItemKind, Role, Target};
use crate::guide::{Library, Questionnaire, QuestionnaireBook};
use crate::tui::action::Action;
use crate::tui::form::{Row, Subject};
use crate::tui::keymap::Context;
use crate::tui::look::Look;
use crate::tui::marks::band_meaning;
use crate::tui::model::Model;
use crate::tui::theme::Meaning;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;

/// The longest a label can be; the catalogue keeps to it.
const LABEL: u16 = 18;
/// A ruler from 0 to 10 with one score in brackets.
const RULER: u16 = 24;

/// The columns of a line.
#[derive(Clone, Copy)]
struct Columns {
    label: u16,
    value: u16,
    earlier: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        let label = if width >= 44 { LABEL } else { width / 3 };
        let earlier = if width >= 46 {
            (width / 6).clamp(8, 16)
        } else {
            0
        };
        let value = width.saturating_sub(2 + label + 1 + earlier + 1);
        Self {
            label,
            value,
            earlier,
        }
    }
}

/// Draws the form and gives the place of each visible line: its row on the screen and its number.
pub fn draw(
    model: &Model,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
    focused: bool,
) -> Vec<(Rect, usize)> {
    let (title, aside) = heading(model);
    let foot = position(model);
    let panel = Panel {
        title: &title,
        aside: &aside,
        foot: &foot,
        focused,
    };
    let inner = panel.draw(area, buf, look);
    if inner.width < 8 || inner.height == 0 {
        return vec![];
    }
    let help = if inner.height >= 6 {
        explanation(model, inner, buf, look)
    } else {
        0
    };
    let body = Rect {
        height: inner.height - help,
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
        let has_keys = focused && at == model.form.focus;
        draw_row(
            model,
            row,
            Some(at) == top,
            has_keys,
            line,
            columns,
            buf,
            look,
        );
        places.push((line, at));
    }
    places
}

/// The first line on the screen, so that the one with the keys is in sight with one beside it.
fn first_visible(model: &Model, height: usize) -> usize {
    let rows = model.form.rows.len();
    let focus = model.form.focus;
    (focus + 2)
        .saturating_sub(height)
        .min(rows.saturating_sub(height))
}

fn heading(model: &Model) -> (String, String) {
    match model.form.subject {
        Subject::Entry(id) => {
            let entry = model.entry(id);
            let kind = entry.and_then(|entry| model.catalogue.entry_kind(&entry.kind));
            let label = kind.map_or("Entry", |kind| kind.label.as_str());
            let day = id.date().format("%a %-d %b");
            (format!("{label}, {day}"), "Esc back to the day".into())
        }
        Subject::Day(_) => {
            let answered = model
                .day()
                .and_then(|day| day.check_in())
                .map_or(0, |e| e.answers.len());
            let aside: String = match answered {
                0 => "nothing answered".into(),
                1 => "1 answer".into(),
                n => format!("{n} answers"),
            };
            let due = model.form.rows.iter().find_map(|row| match row {
                Row::Skip(id) => questions(id),
                _ => None,
            });
            let aside = match due {
                Some(of) => format!("{} is due", of.title.to_lowercase()),
                None => aside,
            };
            (model.cursor.format("%A %-d %B %Y").to_string(), aside)
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
        format!("{here} of {all}")
    } else {
        String::new()
    }
}

/// The line of explanation at the foot; gives its height with the rule over it.
fn explanation(model: &Model, inner: Rect, buf: &mut Buffer, look: &Look) -> u16 {
    let words = match model.form.row() {
        Some(Row::Field { target, item }) => match model.catalogue.item(item.as_str()) {
            Some(item) => {
                let letter = item.key.map(|key| format!("[{key}] ")).unwrap_or_default();
                let draft = model.drafts.get(&(target.id(), item.id.clone()));
                let draft =
                    draft.map(|d| format!(" Not kept yet: \"{d}\"; Enter goes on with it."));
                let more = Library::built_in().on(item).and(explain_key(model));
                let draft = draft.unwrap_or_default();
                format!(
                    "{letter}{}{}{draft}",
                    item.explain,
                    more.unwrap_or_default()
                )
            }
            None => String::new(),
        },
        Some(Row::Heading {
            adds: Some(kind), ..
        }) => model
            .catalogue
            .entry_kind(kind)
            .map_or(String::new(), |kind| {
                format!("{} Enter adds one.", kind.explain)
            }),
        Some(Row::Heading { .. }) => "Folded away. Enter unfolds it.".into(),
        Some(Row::Entry(_)) => "Enter opens it, Backspace removes it.".into(),
        Some(Row::When(_)) => "When it was. Enter changes it.".into(),
        Some(Row::Skip(id)) => questions(id).map_or(String::new(), |of| {
            format!("{} Enter skips it until it is due again.", of.explain)
        }),
        Some(Row::More { .. }) => "Enter shows them; / finds any by name.".into(),
        None => String::new(),
    };
    let words = text::one_line(&words);
    let lines = text::wrap(&words, usize::from(inner.width.saturating_sub(2)));
    let room = if inner.height >= 16 {
        lines.len().clamp(2, 3) as u16
    } else {
        1
    };
    let top = inner.bottom() - room;
    for (line, y) in lines.iter().take(usize::from(room)).zip(top..) {
        text::put(
            buf,
            inner.x + 2,
            y,
            inner.width - 2,
            line,
            look.style(Meaning::Hint),
        );
    }
    let rule = look.glyphs().rule.repeat(usize::from(inner.width));
    text::put(
        buf,
        inner.x,
        top - 1,
        inner.width,
        &rule,
        look.style(Meaning::Frame),
    );
    room + 1
}

/// The key that opens what a field means.
fn explain_key(model: &Model) -> Option<String> {
    let key = model.keymap.key_of(&[Context::Form], Action::Explain)?;
    Some(format!(" {key}: more."))
}

#[allow(clippy::too_many_arguments)] // one line of a pane, drawn in one place
fn draw_row(
    model: &Model,
    row: &Row,
    is_top: bool,
    has_keys: bool,
    line: Rect,
    columns: Columns,
    buf: &mut Buffer,
    look: &Look,
) {
    let glyphs = look.glyphs();
    if has_keys {
        text::put(
            buf,
            line.x,
            line.y,
            1,
            glyphs.pointer,
            look.style(Meaning::Cursor),
        );
    }
    let at = line.x + 2;
    let room = line.width.saturating_sub(2);
    let put = |buf: &mut Buffer, words: &str, meaning: Meaning| {
        text::put(
            buf,
            at,
            line.y,
            room,
            &text::truncate(words, room.into(), glyphs.ellipsis),
            look.style(meaning),
        )
    };
    match row {
        Row::Heading {
            section,
            folded,
            adds,
        } => {
            let known = model.catalogue.section(section);
            let label = known
                .map_or("", |section| section.label.as_str())
                .to_uppercase();
            let used = put(buf, &label, Meaning::Title);
            let word = match (adds, folded) {
                (Some(kind), _) => {
                    let key = model.catalogue.entry_kind(kind).and_then(|kind| kind.key);
                    key.map_or("+ add".into(), |key| format!("+ add [{key}]"))
                }
                (None, true) => glyphs.folded.to_owned(),
                (None, false) => String::new(),
            };
            let meaning = if has_keys {
                Meaning::Cursor
            } else {
                Meaning::Muted
            };
            text::put(
                buf,
                at + used + 2,
                line.y,
                room.saturating_sub(used + 2),
                &word,
                look.style(meaning),
            );
            if is_top && columns.earlier > 0 {
                let word = match model.form.subject {
                    Subject::Day(_) => "day before",
                    Subject::Entry(_) => "last time",
                };
                text::put_before(
                    buf,
                    line.right(),
                    line.y,
                    room,
                    word,
                    look.style(Meaning::Muted),
                );
            }
        }
        Row::Field { target, item } => {
            if let Some(item) = model.catalogue.item(item.as_str()) {
                field(model, *target, item, has_keys, line, columns, buf, look);
            }
        }
        Row::Entry(id) => {
            let words = model
                .entry(*id)
                .map_or(String::new(), |entry| summary(model, entry.id));
            put(
                buf,
                &words,
                if has_keys {
                    Meaning::Cursor
                } else {
                    Meaning::Text
                },
            );
        }
        Row::When(id) => {
            let time = model.entry(*id).and_then(|entry| entry.time);
            let time = time.map_or("time not known".into(), |time| {
                time.format("%H:%M").to_string()
            });
            put(buf, "When", Meaning::Text);
            let words = format!("{} {time}", id.date().format("%a %-d %b"));
            let meaning = if has_keys {
                Meaning::Cursor
            } else {
                Meaning::Text
            };
            text::put(
                buf,
                at + columns.label + 1,
                line.y,
                columns.value,
                &words,
                look.style(meaning),
            );
        }
        Row::Skip(_) => {
            let meaning = if has_keys {
                Meaning::Cursor
            } else {
                Meaning::Muted
            };
            put(buf, "not this time", meaning);
        }
        Row::More { count, .. } => {
            put(
                buf,
                &format!("{count} more"),
                if has_keys {
                    Meaning::Cursor
                } else {
                    Meaning::Muted
                },
            );
        }
    }
}

#[allow(clippy::too_many_arguments)] // as `draw_row`
fn field(
    model: &Model,
    target: Target,
    item: &Item,
    has_keys: bool,
    line: Rect,
    columns: Columns,
    buf: &mut Buffer,
    look: &Look,
) {
    let glyphs = look.glyphs();
    let label = label(model, target, item);
    let at = line.x + 2;
    let meaning = if has_keys {
        Meaning::Selected
    } else {
        Meaning::Text
    };
    let shown = text::truncate(&label, columns.label.into(), glyphs.ellipsis);
    text::put(buf, at, line.y, columns.label, &shown, look.style(meaning));

    let answer = model.answer(target, &item.id);
    let x = at + columns.label + 1;
    let place = Rect::new(x, line.y, columns.value, 1);
    match (&item.kind, has_keys) {
        (ItemKind::Scale { .. }, true) if columns.value >= RULER => {
            ruler(model, item, answer, place, buf, look);
        }
        (ItemKind::Choice { .. } | ItemKind::Flag, true) => options(item, answer, place, buf, look),
        _ => plain(model, target, item, answer, has_keys, place, buf, look),
    }

    let earlier = model
        .earlier(target, &item.id)
        .filter(|_| columns.earlier > 0);
    if let Some(earlier) = earlier {
        let words = match earlier {
            Answer::Text(text) => text::one_line(text).into_owned(),
            earlier => earlier.describe(item, model.profile.temperature),
        };
        let words = text::truncate(&words, columns.earlier.into(), glyphs.ellipsis).into_owned();
        text::put_before(
            buf,
            line.right(),
            line.y,
            columns.earlier,
            &words,
            look.style(Meaning::Muted),
        );
    }
}

/// The label of a field; an answer that belongs to an earlier entry says so.
fn label(model: &Model, target: Target, item: &Item) -> String {
    match (model.form.subject, target) {
        (Subject::Day(_), Target::Entry(entry)) => {
            format!("Pain since {}?", entry.date().format("%a"))
        }
        _ if item.label.chars().count() > usize::from(LABEL) => item.short.clone(),
        _ => item.label.clone(),
    }
}

/// Every score, the chosen one in brackets, and the band it lies in.
fn ruler(
    model: &Model,
    item: &Item,
    answer: Option<&Answer>,
    place: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let chosen = match answer {
        Some(Answer::Scale(n)) => Some(*n),
        _ => None,
    };
    let put = |buf: &mut Buffer, at: u16, words: &str, meaning: Meaning| {
        let x = place.x + at;
        text::put(
            buf,
            x,
            place.y,
            place.right().saturating_sub(x),
            words,
            look.style(meaning),
        );
    };
    for score in 0..=10u8 {
        let at = 2 * u16::from(score) + 1;
        let is_chosen = chosen == Some(score);
        let words = score.to_string();
        let meaning = if is_chosen {
            band_meaning(&model.catalogue, item, score)
        } else {
            Meaning::Muted
        };
        put(buf, at, &words, meaning);
        if is_chosen {
            // The brackets stand in the gaps, so that no score moves when another is chosen.
            put(buf, at - 1, "[", meaning);
            put(buf, at + words.len() as u16, "]", meaning);
        }
    }
    if let Some((n, (_, name))) = chosen.and_then(|n| Some((n, model.catalogue.band(item, n)?))) {
        put(
            buf,
            RULER + 1,
            &name.label,
            band_meaning(&model.catalogue, item, n),
        );
    }
}

/// The options in a row, the chosen one in brackets; only the chosen one where they do not fit.
fn options(item: &Item, answer: Option<&Answer>, place: Rect, buf: &mut Buffer, look: &Look) {
    let labels: Vec<(&str, bool)> = match &item.kind {
        ItemKind::Flag => {
            let is = |yes| answer == Some(&Answer::Flag(yes));
            vec![("yes", is(true)), ("no", is(false))]
        }
        _ => item
            .options()
            .iter()
            .map(|o| {
                (
                    o.label.as_str(),
                    answer == Some(&Answer::Choice(o.code.clone())),
                )
            })
            .collect(),
    };
    let width: usize = labels.iter().map(|(label, _)| text::width(label) + 2).sum();
    let glyphs = look.glyphs();
    if width <= place.width.into() {
        let mut x = place.x;
        for (label, chosen) in labels {
            let words = if chosen {
                format!("[{label}]")
            } else {
                format!(" {label} ")
            };
            let meaning = if chosen {
                Meaning::Cursor
            } else {
                Meaning::Muted
            };
            x += text::put(
                buf,
                x,
                place.y,
                place.right() - x,
                &words,
                look.style(meaning),
            );
        }
        return;
    }
    let at = labels.iter().position(|(_, chosen)| *chosen);
    let label = at.map_or(glyphs.dash, |at| labels[at].0);
    let count = at.map_or_else(
        || format!("{}", labels.len()),
        |at| format!("{}/{}", at + 1, labels.len()),
    );
    let words = format!("{} {label} {}  {count}", glyphs.left, glyphs.right);
    let words = text::truncate(&words, place.width.into(), glyphs.ellipsis).into_owned();
    text::put(
        buf,
        place.x,
        place.y,
        place.width,
        &words,
        look.style(Meaning::Cursor),
    );
}

#[allow(clippy::too_many_arguments)] // as `draw_row`
fn plain(
    model: &Model,
    target: Target,
    item: &Item,
    answer: Option<&Answer>,
    has_keys: bool,
    place: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let glyphs = look.glyphs();
    let draft = model.drafts.get(&(target.id(), item.id.clone()));
    let (words, meaning) = match answer {
        None if draft.is_some() => ("not kept yet".into(), Meaning::Warning),
        None => (glyphs.dash.to_owned(), Meaning::Muted),
        Some(Answer::Scale(n)) => {
            let name = model
                .catalogue
                .band(item, *n)
                .map_or("", |(_, band)| band.label.as_str());
            (
                format!("{n}  {name}"),
                band_meaning(&model.catalogue, item, *n),
            )
        }
        Some(Answer::Text(text)) => (text::one_line(text).into_owned(), Meaning::Note),
        Some(answer) => {
            let warns = item.warning && answer.is_present(item);
            let mut words = answer.describe(item, model.profile.temperature);
            if item.role == Some(Role::Temperature) {
                let time = model.catalogue.role(Role::TemperatureTime);
                if let Some(time) = model.answer(target, &time.id) {
                    words = format!("{words}  {}", time.word());
                }
            }
            (
                words,
                if warns {
                    Meaning::Warning
                } else {
                    Meaning::Text
                },
            )
        }
    };
    let meaning = if has_keys && answer.is_none() {
        Meaning::Cursor
    } else {
        meaning
    };
    let words = text::truncate(&words, place.width.into(), glyphs.ellipsis).into_owned();
    let style = look.style(meaning);
    let style = if has_keys {
        style.patch(look.style(Meaning::Cursor))
    } else {
        style
    };
    text::put(buf, place.x, place.y, place.width, &words, style);
}

/// A timed entry in a line: when, and its answers without their names.
pub fn summary(model: &Model, id: EntryId) -> String {
    let Some(entry) = model.entry(id) else {
        return String::new();
    };
    let answers = model
        .catalogue
        .items()
        .iter()
        .filter_map(|item| Some((item, entry.answer(&item.id)?)))
        .filter(|(item, answer)| !matches!(item.kind, ItemKind::Flag) || answer.is_present(item));
    let words: Vec<String> = answers
        .map(|(item, answer)| match (&item.kind, item.role) {
            (ItemKind::Flag, _) => item.label.to_lowercase(),
            (ItemKind::Scale { .. }, _) => {
                format!("{} {}", item.label.to_lowercase(), answer.word())
            }
            (ItemKind::Text { .. }, _) => text::one_line(&answer.word()).into_owned(),
            _ => answer.describe(item, model.profile.temperature),
        })
        .collect();
    let time = entry
        .time
        .map(|time| time.format("%H:%M ").to_string())
        .unwrap_or_default();
    let words = if words.is_empty() {
        "nothing answered".into()
    } else {
        words.join(", ")
    };
    format!("{time}{words}")
}
