use proptest::prelude::*;

use super::*;
use crate::diary::{Catalogue, Profile, Role};
use crate::tui::appearance::glyphs::GlyphSet;
use crate::tui::marks;
use crate::tui::testing::{appearance, rows, sample_marks, ymd};

fn with_view<T>(cursor: NaiveDate, run: impl FnOnce(&HeatView) -> T) -> T {
    let days = sample_marks();
    let catalogue = Catalogue::built_in();
    let pain = catalogue.role(Role::Pain);
    let legend = marks::legend(pain, catalogue, &Profile::default());
    run(&HeatView {
        title: "Worst pain",
        cursor,
        today: ymd(2026, 3, 17),
        since: ymd(2025, 2, 11),
        week_start: WeekStart::Monday,
        days: &|date| days.get(&date),
        legend: &legend,
        words: "Tue 10 Mar: worst pain 0, no pain",
        foot: "Enter open",
        focused: false,
    })
}

fn drawn(width: u16, height: u16) -> String {
    with_view(ymd(2026, 3, 10), |view| {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view.draw(buf.area, &mut buf, &appearance(GlyphSet::Braille));
        rows(&buf)
    })
}

#[test]
fn in_a_small_terminal() {
    insta::assert_snapshot!(drawn(80, 22));
}

#[test]
fn in_a_usual_terminal() {
    insta::assert_snapshot!(drawn(100, 28));
}

#[test]
fn in_a_large_terminal() {
    insta::assert_snapshot!(drawn(200, 58));
}

#[test]
fn beside_a_form() {
    insta::assert_snapshot!(drawn(42, 16));
}

#[test]
fn weeks_follow_one_another() {
    for week_start in [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday] {
        for year in 1990..2040 {
            let mut expected = (0, plan::week_and_row(ymd(year, 1, 1), week_start).1);
            for date in plan::days(year) {
                assert_eq!(plan::week_and_row(date, week_start), expected, "{date}");
                expected = match expected {
                    (week, 6) => (week + 1, 0),
                    (week, row) => (week, row + 1),
                };
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_room_will_do(
        x in 0u16..9, y in 0u16..9, width in 0u16..500, height in 0u16..200,
        day in 0u64..40_000, glyphs in 0usize..3,
    ) {
        let cursor = ymd(1970, 1, 1) + chrono::Days::new(day);
        with_view(cursor, |view| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 260, 100));
            let area = Rect::new(x, y, width, height);
            let layout = view.draw(area, &mut buf, &appearance(GlyphSet::ALL[glyphs]));
            for (rect, date) in &layout.cells {
                prop_assert_eq!(area.intersection(*rect), *rect);
                let mut under = layout.cells.iter();
                let under = under.find(|(of, _)| of.intersects(*rect));
                prop_assert_eq!(under.map(|(_, date)| date), Some(date));
            }
            if area.width >= 12 && area.height >= 8 {
                prop_assert!(layout.cells.iter().any(|(_, date)| *date == cursor));
            }
            Ok(())
        })?;
    }
}
