//! Several days at once: marked on the calendar, or left without an answer lately.

use chrono::{Days, NaiveDate};
use ratatui::style::Modifier;
use twinge::diary::{Answer, DateRange};
use twinge::tui::view::Clicked;

use crate::sitting::{Sitting, today};

fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// What is answered on some days of March, a word a day.
fn answers(sitting: &Sitting, item: &str, days: [u32; 2]) -> Vec<String> {
    let diary = &sitting.session.model.window.diary;
    let word = |date| {
        let answer = diary.day(date).and_then(|day| day.answer(&item.into()));
        answer.map_or("-".into(), Answer::word)
    };
    let days = DateRange::new(march(days[0]), march(days[1]));
    days.days().map(word).collect()
}

fn notice(sitting: &Sitting) -> &str {
    let notice = sitting.session.model.notice.as_ref();
    notice.map_or("", |notice| notice.text.as_str())
}

/// At 12 March, with pain 6 on the 14th.
fn on_the_12th() -> Sitting {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("F2 h h h Enter p 6 F2 h h");
    assert_eq!(sitting.session.model.cursor, march(12));
    sitting
}

#[test]
fn no_pain_is_answered_on_the_marked_days_and_one_undo_takes_it_back() {
    let mut sitting = on_the_12th();
    sitting.keys("v l l l l");
    assert!(
        sitting.screen().contains("5 days marked: 12 to 16 March"),
        "{}",
        sitting.screen()
    );
    sitting.keys("0");
    assert_eq!(
        notice(&sitting),
        "Worst pain 0 on 4 days; 1 kept what it had; u takes it back"
    );
    let pain = |sitting: &Sitting| answers(sitting, "pain", [11, 17]);
    assert_eq!(pain(&sitting), ["-", "0", "0", "6", "0", "0", "-"]);
    sitting.keys("u");
    assert_eq!(pain(&sitting), ["-", "-", "-", "6", "-", "-", "-"]);
    sitting.keys("Esc");
    assert!(!sitting.screen().contains("marked"), "{}", sitting.screen());
    sitting.keys("0");
    assert_eq!(pain(&sitting), ["-", "-", "-", "6", "-", "-", "-"]);
    assert!(notice(&sitting).starts_with("v marks days"));
}

#[test]
fn an_answer_of_the_form_is_for_all_marked_days_and_can_be_corrected() {
    // Keys on 12 to 16 March, an item, and how it is answered then: pain 6 stood on the 14th.
    for (keys, item, expected) in [
        ("p 1 0", "pain", ["10", "10", "6", "10", "10"]),
        ("p 3 Right", "pain", ["4", "4", "6", "4", "4"]),
        ("p 3 Backspace", "pain", ["-", "-", "6", "-", "-"]),
        ("p 3 Esc h Tab 2", "pain", ["2", "2", "6", "2", "3"]),
        ("b 3", "bleeding", ["light"; 5]),
        ("b Enter Down Enter", "bleeding", ["spotting"; 5]),
        ("w Enter Space Space", "pain-sites", [""; 5]),
        (r#"n Enter "away" Enter"#, "note", ["away"; 5]),
        ("/ \"blood in\" Enter Space", "blood-in-urine", ["yes"; 5]),
    ] {
        let mut sitting = on_the_12th();
        sitting.keys("v l l l l Enter").keys(keys);
        let given = answers(&sitting, item, [12, 16]);
        assert_eq!(given, expected, "{keys}\n{}", sitting.screen());
        assert!(sitting.session.model.drafts.is_empty(), "{keys}");
        let outside = answers(&sitting, item, [17, 17]);
        assert_eq!(outside, ["-"], "{keys}");
    }
}

#[test]
fn what_all_marked_days_have_stands_in_the_form_and_is_kept() {
    let mut sitting = on_the_12th();
    sitting.keys("v l Enter p 3 Esc Esc v h Enter p 5");
    assert_eq!(answers(&sitting, "pain", [12, 13]), ["3", "3"]);
    assert_eq!(
        notice(&sitting),
        "nothing was changed: 2 days have other answers and keep them"
    );
    sitting.keys("Backspace");
    assert_eq!(answers(&sitting, "pain", [12, 13]), ["3", "3"]);
}

#[test]
fn days_to_come_are_not_answered() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("F2 h v l l l 0");
    assert_eq!(
        answers(&sitting, "pain", [15, 19]),
        ["-", "0", "0", "-", "-"]
    );
    sitting.keys("u Esc l v l 0");
    assert_eq!(answers(&sitting, "pain", [15, 19]), ["-"; 5]);
    assert!(
        notice(&sitting).contains("not come yet"),
        "{}",
        notice(&sitting)
    );
}

#[test]
fn what_happened_at_a_time_is_of_one_day_only() {
    for keys in ["X", "C", "R"] {
        let mut sitting = on_the_12th();
        sitting.keys("v l l Enter").keys(keys);
        assert!(notice(&sitting).contains("of one day"), "{keys}");
        let entries = sitting.session.model.window.diary.len();
        assert_eq!(entries, 1, "{keys}");
    }
}

#[test]
fn more_than_a_year_is_a_slip() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("F2 v K K 0");
    assert!(notice(&sitting).contains("at once"), "{}", notice(&sitting));
    assert!(sitting.screen().contains("17 Mar 2024 to 17 Mar 2026"));
    sitting.keys("J 0");
    assert!(
        notice(&sitting).contains("on 366 days"),
        "{}",
        notice(&sitting)
    );
    let year = today() - Days::new(365);
    let day = sitting.session.model.window.diary.day(year).cloned();
    assert!(day.is_some());
}

#[test]
fn days_of_the_last_week_without_an_answer_are_offered_once() {
    let sitting = Sitting::new(100, 30).reopen();
    assert_eq!(notice(&sitting), "");
    let mut sitting = on_the_12th();
    sitting.keys("h h Enter p 1 > > > > > 2 u");
    let mut sitting = sitting.reopen();
    let offered = "5 days of the last week have no answer: g . goes through them";
    assert_eq!(notice(&sitting), offered);
    let mut visited = vec![];
    for _ in 0..6 {
        sitting.keys("g .");
        assert_eq!(notice(&sitting), "");
        visited.push(sitting.session.model.cursor);
    }
    assert_eq!(visited, [16, 15, 13, 12, 11, 16].map(march));
    sitting.keys("p 0 g . p 0 g . p 0 g . p 0");
    let mut sitting = sitting.reopen();
    assert!(notice(&sitting).starts_with("1 day of the last week has"));
    sitting.keys("g . p 0 g .");
    assert_eq!(
        notice(&sitting),
        "no day of the last week is without an answer"
    );
    assert_eq!(notice(&sitting.reopen()), "");
}

/// Without colours, too: a marked day is reversed, as the cursor is, which is bold beside.
#[test]
fn marked_days_are_drawn_so() {
    let mut sitting = on_the_12th();
    sitting.keys("v l l");
    let (buf, layout) = sitting.draw();
    let cell = |date| {
        let mut places = buf.area.positions();
        let place = places.find(|at| layout.at(*at) == Some(Clicked::Day(date)));
        buf[place.unwrap()].modifier
    };
    let marked = |date| cell(date).contains(Modifier::REVERSED);
    let bold = |date| cell(date).contains(Modifier::BOLD);
    assert!(marked(march(12)) && marked(march(13)));
    assert!(!bold(march(12)) && !bold(march(13)));
    assert!(!marked(march(11)) && !marked(march(15)));
    assert!(marked(march(14)) && bold(march(14)));
}
