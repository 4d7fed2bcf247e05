//! One day in a few cells.

use chrono::{Datelike, NaiveDate, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::CalendarView;
use super::plan::Shape;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::DayMark;
use crate::tui::widgets::text;

pub(super) fn draw(
    view: &CalendarView,
    date: NaiveDate,
    rect: Rect,
    shape: &Shape,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let mark = (view.days)(date);
    let cursor = date == view.cursor;
    if let Some(tint) = mark.and_then(|mark| mark.tint) {
        buf.set_style(rect, appearance.style(tint));
    }
    let selected = view.selected.is_some_and(|days| days.contains(date));
    if selected {
        buf.set_style(rect, appearance.style(Meaning::Selected));
    }
    if cursor {
        // The days stand apart by a column, which stays free of the cursor.
        let gap = u16::from(shape.pad == 0 && rect.width > 2);
        let width = rect.width - gap;
        buf.set_style(Rect { width, ..rect }, appearance.style(Meaning::Cursor));
    }
    // Under the cursor everything has the cursor's own colours, which are sure to be legible; a
    // marked day has its own likewise.
    let style = |style: Style| match (cursor, selected) {
        (true, _) => appearance.style(Meaning::Cursor),
        (false, true) => appearance.style(Meaning::Selected),
        (false, false) => style,
    };
    let number = number_style(view, date, mark, shape, appearance);
    let number = if cursor && date == view.today {
        appearance
            .style(Meaning::Today)
            .patch(appearance.style(Meaning::Cursor))
    } else {
        style(number)
    };
    let x = rect.x + shape.pad;
    let room = rect.right().saturating_sub(x);
    text::put(buf, x, rect.y, room, &format!("{:>2}", date.day()), number);
    // In three columns a mark would touch the next number.
    let Some(mark) = mark.filter(|_| shape.width > 3) else {
        return;
    };
    let beside = shape.height == 1;
    let (mut x, y) = if beside {
        (x + 2, rect.y)
    } else {
        (x, rect.y + 1)
    };
    let right = rect.right();
    if !beside || shape.width >= 7 {
        if beside {
            x += 1;
        }
        let (score, meaning) = score(mark, appearance);
        let score = if beside { score } else { format!("{score:>2}") };
        let (room, ink) = (right.saturating_sub(x), style(appearance.style(meaning)));
        x += text::put(buf, x, y, room, &score, ink);
        // One mark stands a little off its score, two fill the day.
        if right.saturating_sub(x) as usize > mark.marks.len() {
            x += 1;
        }
    }
    for mark in &mark.marks {
        let room = right.saturating_sub(x);
        let mut letter = [0; 4];
        let letter = mark.glyph.encode_utf8(&mut letter);
        let ink = style(appearance.style(mark.meaning));
        x += text::put(buf, x, y, room, letter, ink);
    }
}

/// The score in at most two characters; zero is a dot, an answered day without a score a dash.
fn score(mark: &DayMark, appearance: &Appearance) -> (String, Meaning) {
    match mark.score {
        Some(score) if score.value == 0 => (appearance.glyphs().dot.to_owned(), score.meaning),
        Some(score) => (score.value.to_string(), score.meaning),
        None if mark.answered => (appearance.glyphs().dash.to_owned(), Meaning::Axis),
        None => (String::new(), Meaning::Text),
    }
}

fn number_style(
    view: &CalendarView,
    date: NaiveDate,
    mark: Option<&DayMark>,
    shape: &Shape,
    appearance: &Appearance,
) -> Style {
    let score = mark.and_then(|mark| mark.score);
    // Where the score itself has no room, the number looks like it.
    let number_is_score = shape.height == 1 && shape.width < 7;
    let base = match (score, mark) {
        (Some(score), _) if number_is_score => appearance.style(score.meaning),
        (_, Some(mark)) if mark.answered => appearance.style(Meaning::Text),
        _ if date > view.today => appearance.style(Meaning::Axis),
        _ if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => {
            appearance.style(Meaning::Weekend)
        }
        _ => appearance.style(Meaning::Muted),
    };
    // A forecast may change the number itself, too.
    let tint = mark.and_then(|mark| mark.tint);
    let base = tint.map_or(base, |tint| base.patch(appearance.style(tint)));
    if date == view.today {
        base.patch(appearance.style(Meaning::Today))
    } else {
        base
    }
}
