//! What is described: measures, stretches of time, weekdays, the course.

use twinge::diary::{Answer, Catalogue, DateRange, Diary, TemperatureUnit};
use twinge::patterns::{Measured, Timing, Verdict, compare, relief_verdict};
use twinge::words::patterns as words;

use crate::simulation::claims::Claims;
use crate::simulation::trial::whole_page;
use crate::simulation::{Course, World};
use crate::{check_in, choice, date, pain, timed};

#[test]
fn measures_are_compared_from_six_uses_on() {
    let uses = [("heat", 7, 6, 3), ("rest", 6, 5, 5), ("bath", 2, 8, 1)];
    let mut diary = Diary::default();
    let mut day = 0;
    for (measure, times, before, after) in uses {
        for _ in 0..times {
            day += 1;
            diary.insert(timed(
                day,
                1,
                "relief",
                &[
                    ("measure", choice(measure)),
                    ("relief-before", Answer::Scale(before)),
                    ("relief-after", Answer::Scale(after)),
                ],
            ));
        }
    }
    // Without the pain after it is no use to compare.
    let half = [
        ("measure", choice("rest")),
        ("relief-before", Answer::Scale(4)),
    ];
    diary.insert(timed(day + 1, 1, "relief", &half));
    let page = whole_page(&diary, &Timing::default());
    let told: Vec<_> = page
        .reliefs
        .iter()
        .map(|r| {
            let change = r.change.unwrap();
            (
                r.code.as_str(),
                r.rated,
                change,
                r.helped,
                relief_verdict(r),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("heat", 7, -3.0, 7, Verdict::SoFar),
            ("rest", 6, 0.0, 0, Verdict::None),
            ("bath", 2, -7.0, 2, Verdict::NotEnough),
        ]
    );
    assert!(words::relief(&page.reliefs[2]).contains("2 of 6 uses"));
}

#[test]
fn two_stretches_are_compared() {
    let diary: Diary = (0..60)
        .map(|day| {
            let score = if day < 30 { 5 } else { 3 };
            check_in(
                day,
                &[
                    pain(score),
                    ("travel", Answer::Flag(day % 3 == 0 && day < 30)),
                ],
            )
        })
        .collect();
    let (first, second) = (
        DateRange::new(date(0), date(29)),
        DateRange::new(date(30), date(59)),
    );
    let items = ["pain".into(), "travel".into(), "note".into()];
    let compared = compare(&diary, Catalogue::built_in(), &items, first, second);
    assert_eq!(compared.len(), 2);
    assert_eq!(compared[0].difference, Some(-2.0));
    assert!(compared[0].meaningful);
    assert_eq!(
        words::comparison(&compared[0], TemperatureUnit::Celsius),
        "Worst pain: 5.0 before (30 days) and 3.0 after (30 days), 2.0 lower (−40 %). People notice a change of 2 points, or of 30 % and a point."
    );
    assert_eq!(compared[1].measured, Measured::Days);
    assert_eq!(compared[1].after.mean, Some(0.0));
    assert_eq!(
        words::comparison(&compared[1], TemperatureUnit::Celsius),
        "A journey: on 10 of 30 answered days (33 %) before and on 0 of 30 (0 %) after."
    );
    let short = DateRange::new(date(0), date(3));
    let none = compare(&diary, Catalogue::built_in(), &items[..1], short, second);
    assert_eq!((none[0].difference, none[0].meaningful), (None, false));
    assert_eq!(
        words::comparison(&none[0], TemperatureUnit::Celsius),
        "Worst pain: 4 and 30 days answered; it takes 7 in each stretch."
    );
}

#[test]
fn weekdays_and_the_course_are_told() {
    let diary: Diary = (0..140)
        .map(|day| check_in(day, &[pain((day / 28) as u8 + u8::from(day % 7 == 5))]))
        .collect();
    let page = whole_page(&diary, &Timing::default());
    assert_eq!(page.trends[0].stretches.len(), 5);
    assert!((page.trends[0].slope - 1.0).abs() < 1e-9);
    assert_eq!(
        words::trend(&page.trends[0], Catalogue::built_in()),
        "Worst pain over 20 weeks: higher, by about 4.0 points from the first four weeks to the last."
    );
    assert!(
        words::weekdays(&page.weekdays[0], Catalogue::built_in())
            .contains("highest on Saturdays (3.0)"),
        "{}",
        words::weekdays(&page.weekdays[0], Catalogue::built_in())
    );
}

/// A page of six scales.
fn lines(world: World, n: u64) -> Claims {
    let world = World { scales: 5, ..world };
    Claims::of(&world, 0..n)
}

#[test]
fn chance_has_seldom_a_rhythm_or_a_course() {
    for (likeness, course) in [
        (0.5, Course::Plain),
        (0.85, Course::Plain),
        (0.7, Course::Flares),
    ] {
        let world = World {
            likeness,
            course,
            stray: 1.5,
            ..World::default()
        };
        let claims = lines(world, 100);
        // The bench has .01 to .03; of 100 pages more than 9 are then hardly ever a few.
        assert!(claims.weekdays.share() < 0.10, "{}", claims.weekdays);
        assert!(claims.course.share() < 0.10, "{}", claims.course);
    }
}

#[test]
fn a_rhythm_of_the_week_and_a_drift_over_a_year_are_told() {
    let with = |course, cycles| World {
        course,
        cycles,
        ..World::default()
    };
    let week = lines(with(Course::Week, 6), 30);
    assert!(week.weekdays.share() > 0.9, "{}", week.weekdays);
    let drift = lines(with(Course::Drift, 12), 30);
    assert!(drift.course.share() > 0.7, "{}", drift.course);
}
