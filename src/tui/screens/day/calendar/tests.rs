use std::collections::BTreeMap;

use chrono::Weekday;
use proptest::prelude::*;

use super::*;
use crate::diary::{Catalogue, Profile, Role};
use crate::tui::appearance::glyphs::GlyphSet;
use crate::tui::marks;
use crate::tui::testing::{appearance, rows, sample_marks, ymd};

fn with_view<T>(
    cursor: NaiveDate,
    week_start: WeekStart,
    run: impl FnOnce(&CalendarView) -> T,
) -> T {
    let days: BTreeMap<NaiveDate, DayMark> = sample_marks();
    let catalogue = Catalogue::built_in();
    let pain = catalogue.role(Role::Pain);
    let legend = marks::legend(pain, catalogue, &Profile::default());
    let lines = [("31 Mar–4 Apr period".to_owned(), Meaning::Forecast)];
    run(&CalendarView {
        cursor,
        today: ymd(2026, 3, 17),
        week_start,
        days: &|date| days.get(&date),
        legend: &legend,
        lines: &lines,
        aside: "cycle day 14",
        selected: None,
        focused: false,
    })
}

fn drawn(width: u16, height: u16) -> String {
    with_view(ymd(2026, 3, 17), WeekStart::Monday, |view| {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view.draw(buf.area, &mut buf, &appearance(GlyphSet::Braille));
        rows(&buf)
    })
}

#[test]
fn in_a_small_terminal() {
    insta::assert_snapshot!(drawn(41, 15));
}

#[test]
fn in_a_usual_terminal() {
    insta::assert_snapshot!(drawn(42, 16));
}

#[test]
fn in_a_large_terminal() {
    insta::assert_snapshot!(drawn(126, 34));
}

#[test]
fn in_the_least_room() {
    insta::assert_snapshot!(drawn(20, 8));
}

#[test]
fn weeks_begin_where_the_person_begins_them() {
    for (week_start, first) in [
        (WeekStart::Monday, Weekday::Mon),
        (WeekStart::Sunday, Weekday::Sun),
        (WeekStart::Saturday, Weekday::Sat),
    ] {
        with_view(ymd(2026, 3, 17), week_start, |view| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 41, 16));
            let layout = view.draw(buf.area, &mut buf, &appearance(GlyphSet::Ascii));
            let left = layout.cells.iter().map(|(rect, _)| rect.x).min().unwrap();
            for (rect, date) in &layout.cells {
                assert_eq!(rect.x == left, date.weekday() == first, "{date}");
            }
        });
    }
}

#[test]
fn a_page_of_months_stands_still_while_the_cursor_moves_in_it() {
    let area = Rect::new(0, 0, 130, 18);
    let today = ymd(2026, 3, 17);
    let page = |cursor| CalendarView::range(area, cursor, today);
    let here = DateRange::new(ymd(2026, 2, 1), ymd(2026, 4, 30));
    for cursor in here.days() {
        assert_eq!(page(cursor), here);
    }
    let before = DateRange::new(ymd(2025, 11, 1), ymd(2026, 1, 31));
    assert_eq!(page(ymd(2026, 1, 31)), before);
    let after = DateRange::new(ymd(2026, 5, 1), ymd(2026, 7, 31));
    assert_eq!(page(ymd(2026, 5, 1)), after);
}

proptest! {
    #[test]
    fn any_room_will_do(
        x in 0u16..9, y in 0u16..9, width in 0u16..500, height in 0u16..200,
        day in 0u64..40_000, week in 0usize..3, glyphs in 0usize..3,
    ) {
        let cursor = ymd(1970, 1, 1) + chrono::Days::new(day);
        let week = [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday][week];
        with_view(cursor, week, |view| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 300, 120));
            let area = Rect::new(x, y, width, height);
            let layout = view.draw(area, &mut buf, &appearance(GlyphSet::ALL[glyphs]));
            for (rect, date) in &layout.cells {
                prop_assert_eq!(area.intersection(*rect), *rect);
                prop_assert_eq!(layout.date_at(rect.as_position()), Some(*date));
            }
            if area.width >= 20 && area.height >= 8 {
                prop_assert!(layout.cells.iter().any(|(_, date)| *date == cursor));
            }
            Ok(())
        })?;
    }
}
