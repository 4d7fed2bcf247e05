use std::cell::RefCell;

use proptest::prelude::*;

use super::*;
use crate::diary::Role;
use crate::tui::appearance::glyphs::GlyphSet;
use crate::tui::appearance::theme::Meaning;
use crate::tui::testing::{appearance, rows, sample_scores, sample_strip, ymd};

fn with_view<T>(
    first: &str,
    second: Option<&str>,
    range: DateRange,
    run: impl FnOnce(&ChartView) -> T,
) -> T {
    let catalogue = Catalogue::built_in();
    let scores = sample_scores();
    let temperatures = Series {
        points: scores
            .points
            .iter()
            .map(|(date, score)| {
                (
                    *date,
                    36.2 + f64::from(date.day() % 9) / 10.0 + score / 50.0,
                )
            })
            .collect(),
    };
    let series = |id: &str| match id {
        "temperature" => &temperatures,
        _ => &scores,
    };
    let curve = |id| Curve {
        item: catalogue.item(id).unwrap(),
        series: series(id),
    };
    let bleeding = [Meaning::Spotting, Meaning::Bleeding, Meaning::BleedingHeavy];
    let strips = [
        sample_strip("bleeding", "sbB", &bleeding),
        sample_strip("intimacy", "x", &[Meaning::Intimacy]),
        sample_strip("relief", "r", &[Meaning::Relief]),
    ];
    let events = [
        (ymd(2026, 1, 20), "physiotherapy began".into()),
        (ymd(2026, 2, 3), "new chair".into()),
    ];
    run(&ChartView {
        range,
        cursor: ymd(2026, 3, 10),
        today: ymd(2026, 3, 17),
        week_start: WeekStart::Monday,
        unit: TemperatureUnit::Celsius,
        catalogue,
        first: curve(first),
        second: second.map(curve),
        median: true,
        strips: &strips,
        events: &events,
        foot: "[ ] zoom  , . pan",
        focused: false,
    })
}

fn drawn_with(
    (width, height): (u16, u16),
    days: u64,
    glyphs: GlyphSet,
    first: &str,
    second: Option<&str>,
) -> String {
    let range = DateRange::ending(ymd(2026, 3, 17), days);
    with_view(first, second, range, |view| {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view.draw(buf.area, &mut buf, &appearance(glyphs));
        rows(&buf)
    })
}

#[test]
fn in_a_small_terminal() {
    insta::assert_snapshot!(drawn_with((80, 10), 90, GlyphSet::Braille, "pain", None));
}

#[test]
fn in_a_usual_terminal() {
    insta::assert_snapshot!(drawn_with((100, 14), 90, GlyphSet::Braille, "pain", None));
}

#[test]
fn in_a_large_terminal() {
    let second = Some("temperature");
    insta::assert_snapshot!(drawn_with(
        (200, 26),
        365,
        GlyphSet::Braille,
        "pain",
        second
    ));
}

#[test]
fn without_braille() {
    let second = Some("temperature");
    insta::assert_snapshot!(drawn_with((80, 16), 30, GlyphSet::Blocks, "pain", second));
}

#[test]
fn in_ascii() {
    insta::assert_snapshot!(drawn_with(
        (80, 16),
        7,
        GlyphSet::Ascii,
        "temperature",
        None
    ));
}

#[test]
fn the_cursor_day_is_told_in_words() {
    let range = DateRange::ending(ymd(2026, 3, 17), 90);
    with_view("pain", Some("temperature"), range, |view| {
        let on = |cursor| ChartView { cursor, ..*view }.words();
        assert_eq!(
            on(ymd(2026, 3, 12)),
            "Thu 12 Mar: worst pain 7, severe; median 4.5; temperature 36.64 °C"
        );
        assert_eq!(
            on(ymd(2025, 10, 26)),
            "Sun 26 Oct 2025 is not in this stretch"
        );
    });
    // The same day in a stretch that has it, and what is known of one outside.
    let range = DateRange::ending(ymd(2025, 11, 30), 90);
    with_view("pain", Some("temperature"), range, |view| {
        let on = |cursor| ChartView { cursor, ..*view }.words();
        assert_eq!(
            on(ymd(2025, 10, 26)),
            "Sun 26 Oct 2025: worst pain not answered; median 2; temperature not answered"
        );
        assert_eq!(
            on(ymd(2026, 3, 12)),
            "Thu 12 Mar: worst pain 7, severe; temperature 36.64 °C"
        );
    });
}

/// The columns of the lowest row of the plot in which something is drawn.
fn baseline(points: &[(NaiveDate, f64)], range: DateRange) -> String {
    let catalogue = Catalogue::built_in();
    let series = Series {
        points: points.to_vec(),
    };
    let view = ChartView {
        range,
        cursor: ymd(1990, 1, 1),
        today: ymd(2026, 3, 17),
        week_start: WeekStart::Monday,
        unit: TemperatureUnit::Celsius,
        catalogue,
        first: Curve {
            item: catalogue.role(Role::Pain),
            series: &series,
        },
        second: None,
        median: true,
        strips: &[],
        events: &[],
        foot: "",
        focused: false,
    };
    let mut buf = Buffer::empty(Rect::new(0, 0, 15, 2));
    view.draw(buf.area, &mut buf, &appearance(GlyphSet::Braille));
    rows(&buf).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_gap_is_not_zero() {
    let day = |day| ymd(2026, 3, day);
    let range = DateRange::new(day(1), day(5));
    let points = [(day(1), 0.0), (day(2), 10.0), (day(4), 0.0)];
    assert_eq!(baseline(&points, range), "▁▁ ██    ▁▁");
}

#[test]
fn a_place_on_the_screen_is_a_day() {
    let range = DateRange::ending(ymd(2026, 3, 17), 30);
    with_view("pain", None, range, |view| {
        let area = Rect::new(3, 2, 90, 14);
        let mut buf = Buffer::empty(Rect::new(0, 0, 100, 20));
        let layout = view.draw(area, &mut buf, &appearance(GlyphSet::Braille));
        let at = |x| layout.date_at(Position::new(x, 6));
        assert_eq!(at(area.right() - 2), Some(range.last));
        assert_eq!(at(area.left()), None);
        assert_eq!(layout.date_at(Position::new(50, 19)), None);
    });
}

proptest! {
    #[test]
    fn any_room_and_range_will_do(
        x in 0u16..9, y in 0u16..9, width in 0u16..500, height in 0u16..200,
        days in 1u64..25_000, back in 0u64..500, glyphs in 0usize..3, item in 0usize..200,
        other in prop::option::of(0usize..200),
    ) {
        let range = DateRange::ending(ymd(2026, 3, 17) - chrono::Days::new(back), days);
        let items = Catalogue::built_in().items();
        let id = |n: usize| items[n % items.len()].id.as_str();
        thread_local! {
            static BUF: RefCell<Buffer> = RefCell::new(Buffer::empty(Rect::new(0, 0, 300, 120)));
        }
        with_view(id(item), other.map(id), range, |view| {
            BUF.with_borrow_mut(|buf| {
                buf.reset();
                let area = Rect::new(x, y, width, height);
                view.draw(area, buf, &appearance(GlyphSet::ALL[glyphs]));
                let outside = (0..300).flat_map(|x| (0..120).map(move |y| (x, y)));
                for (x, y) in outside.filter(|at| !area.contains((*at).into())) {
                    prop_assert_eq!(buf[(x, y)].symbol(), " ");
                }
                Ok(())
            })
        })?;
    }
}
