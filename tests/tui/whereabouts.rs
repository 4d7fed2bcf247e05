//! The screen says where one is, and what a key just did beyond the field it was pressed on.

use chrono::{Days, TimeDelta, Timelike};
use crossterm::event::{KeyCode, KeyEvent};
use twinge::tui::screens::day::form::state::Row;

use crate::pty::Terminal;
use crate::screens::lived;
use crate::sitting::{Sitting, today};

#[test]
fn the_chart_says_nothing_of_a_day_outside_it() {
    for (columns, rows) in [(80, 24), (100, 30), (200, 60)] {
        let mut sitting = lived(columns, rows);
        sitting.keys("F2 3");
        assert!(!sitting.screen().contains("not in this stretch"));
        for stretch in ["", "] ", "] "] {
            sitting.keys(stretch);
            sitting.keys(",");
            let screen = sitting.screen();
            assert!(screen.contains("not in this stretch"), "{screen}");
            assert!(!screen.contains("not answered"), "{screen}");
            sitting.keys(".");
            let screen = sitting.screen();
            assert!(!screen.contains("not in this stretch"), "{screen}");
        }
    }
}

#[test]
fn an_act_beyond_the_field_is_told_with_the_way_back() {
    let mut sitting = Sitting::new(100, 30);
    // An answer of the form is seen there.
    sitting.keys("p 4");
    assert!(sitting.screen().contains("saved 06:40"));
    let told = |sitting: &Sitting| sitting.words().contains("; u takes it back");
    for keys in ["F2 m", "g e J"] {
        sitting.keys(keys);
        assert!(told(&sitting), "{keys}:\n{}", sitting.screen());
    }
    sitting.keys("Esc F3 R 1 Esc g g");
    for _ in 0..40 {
        if matches!(sitting.session.model.form.row(), Some(Row::Entry(_))) {
            break;
        }
        sitting.keys("j");
    }
    sitting.keys("Backspace");
    assert!(told(&sitting), "{}", sitting.screen());
    assert!(sitting.screen().contains("Relief"), "{}", sitting.screen());
}

#[test]
fn a_blank_screen_says_nothing_of_what_happens_behind_it() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("`");
    let blank = sitting.screen();
    sitting.session.model.say("worst pain 4 ".repeat(20));
    assert_eq!(sitting.screen(), blank);
}

fn notice(sitting: &Sitting) -> &str {
    let notice = sitting.session.model.notice.as_ref();
    notice.map_or("", |notice| notice.text.as_str())
}

#[test]
fn undo_that_leaves_the_day_says_where_it_went() {
    for (to_form, key) in [("F3", "g t"), ("F2", "t")] {
        let mut sitting = Sitting::new(80, 24);
        sitting.keys("< < p 4 > > p 2").keys(to_form);
        // What is undone on the day one looks at moves nothing.
        sitting.keys("u");
        assert_eq!(sitting.session.model.cursor, today());
        assert!(!notice(&sitting).contains("now at"), "{}", notice(&sitting));
        for (press, done) in [("u", "undone: "), ("U", "done again: ")] {
            sitting.keys("g t").keys(press);
            let expected = format!("; now at Sun 15 Mar, {key} goes to today");
            let told = notice(&sitting);
            assert!(
                told.starts_with(done) && told.ends_with(&expected),
                "{told}"
            );
            assert_eq!(sitting.session.model.cursor, today() - Days::new(2));
        }
        sitting.keys(key);
        assert_eq!(sitting.session.model.cursor, today());
    }
}

#[test]
fn undo_that_comes_to_today_names_no_key_to_it() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("p 4 < < u");
    assert_eq!(sitting.session.model.cursor, today());
    let told = notice(&sitting);
    assert!(told.ends_with("; now at Tue 17 Mar"), "{told}");
}

/// A warning put aside is kept on the day that it rests on, which is none of one's own doing.
#[test]
fn undo_of_a_warning_put_aside_stays_where_one_is() {
    let mut sitting = Sitting::new(100, 30).thinking();
    sitting.keys(r#"< < / "saddle" Enter Space > > !"#);
    for key in ["u", "U", "u"] {
        sitting.keys(key);
        assert!(notice(&sitting).contains("warning put aside"), "{key}");
        assert_eq!(sitting.session.model.cursor, today(), "{key}");
    }
}

/// An entry given another day leads back to the day it was begun on.
#[test]
fn an_entry_of_another_day_leads_back_to_where_one_was() {
    for away in ["", "u U"] {
        let mut sitting = Sitting::new(100, 30);
        sitting.keys(r#"R 1 PageDown k Enter Ctrl-u "yesterday 23:30" Enter"#);
        sitting.keys(away).keys("Esc F3 p 4");
        let model = &sitting.session.model;
        let pain = |date| {
            model
                .window
                .diary
                .day(date)?
                .answer(&"pain".into())
                .cloned()
        };
        assert_eq!(model.cursor, today(), "{away}");
        assert!(pain(today()).is_some(), "{away}");
        assert!(pain(today() - Days::new(1)).is_none(), "{away}");
    }
}

#[test]
fn a_second_line_is_drawn_with_the_key_that_chose_it() {
    for (columns, rows) in [(80, 24), (100, 30)] {
        let mut sitting = lived(columns, rows);
        sitting.keys("F2 3");
        let before = sitting.screen();
        sitting.keys("b");
        sitting.keys(r#""temperature" Enter"#);
        let chosen = sitting.screen();
        assert_ne!(chosen, before);
        // A key that changes nothing shows nothing more.
        sitting.press(KeyEvent::from(KeyCode::F(20)));
        let settled = sitting.screen();
        let plot = |screen: &str| {
            let lines = screen.lines().take(usize::from(rows) - 1);
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(plot(&chosen), plot(&settled));
    }
}

/// A sitting on a Tuesday that goes on, or begins, at an hour of the night to Wednesday.
fn at_night(mut sitting: Sitting, hour: u32, minute: u32) -> Sitting {
    let wednesday = today() + Days::new(1);
    sitting.now = wednesday.and_hms_opt(hour, minute, 0).unwrap();
    sitting.press(KeyEvent::from(KeyCode::F(20)));
    sitting
}

#[test]
fn after_midnight_yesterday_is_offered_until_the_day_ends() {
    let offered = |sitting: &Sitting| sitting.screen().contains("Still");
    for (columns, rows) in [(40, 12), (80, 24), (100, 30), (200, 60)] {
        for pane in ["F2", "F3"] {
            let wednesday = today() + Days::new(1);
            let begun = |hour, minute| {
                let mut sitting = Sitting::new(columns, rows);
                sitting.session.model.cursor = wednesday;
                let mut sitting = at_night(sitting, hour, minute);
                sitting.keys(pane);
                sitting
            };
            let mut sitting = begun(0, 40);
            let screen = sitting.screen();
            let key = if pane == "F2" && columns == 40 {
                "h"
            } else {
                "<"
            };
            let offer = format!("Tuesday? {key} goes there");
            assert!(screen.contains(&offer), "{screen}");
            sitting.keys("< F3 p 4");
            assert_eq!(sitting.session.model.cursor, today());
            assert!(!offered(&sitting), "{}", sitting.screen());
            let day = sitting.session.model.window.diary.day(today());
            assert!(day.is_some_and(|day| day.answer(&"pain".into()).is_some()));
            assert!(offered(&begun(3, 59)) && !offered(&begun(4, 0)));
        }
    }
}

#[test]
fn midnight_takes_nobody_from_the_day_they_write_for() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("p");
    let mut sitting = at_night(sitting, 0, 40);
    assert_eq!(sitting.session.model.cursor, today());
    sitting.keys("4");
    assert!(sitting.session.model.window.diary.day(today()).is_some());
    // When the day ends the next one is on.
    let sitting = at_night(sitting, 4, 0);
    assert_eq!(sitting.session.model.cursor, today() + Days::new(1));
}

#[test]
fn when_the_day_ends_is_a_setting() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("g s");
    let lines = |sitting: &Sitting| {
        sitting
            .screen()
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let on_it = |line: &String| line.contains("▸ Your day ends at");
    for _ in 0..30 {
        if lines(&sitting).iter().any(on_it) {
            break;
        }
        sitting.keys("j");
    }
    let line = |sitting: &Sitting| lines(sitting).into_iter().find(on_it).unwrap();
    assert!(line(&sitting).contains("4:00"));
    sitting.keys("h h");
    assert!(line(&sitting).contains("2:00"), "{}", sitting.screen());
    sitting.keys("Esc");
    sitting.session.model.cursor = today() + Days::new(1);
    let sitting = at_night(sitting, 2, 30);
    assert!(!sitting.screen().contains("Still"), "{}", sitting.screen());
}

#[test]
fn the_body_is_drawn_on_the_most_common_screen() {
    for seen in [false, true] {
        let mut sitting = Sitting::new(80, 24).thinking();
        if seen {
            sitting.keys(r#"/ "saddle" Enter Space"#);
            sitting.now += TimeDelta::seconds(9);
        }
        sitting.keys("w Enter");
        let screen = sitting.screen();
        assert!(
            screen.contains("Front") && screen.contains("Back"),
            "{screen}"
        );
        let first = screen.lines().next().unwrap();
        assert_eq!(first.contains("Care today"), seen, "{screen}");
        assert!(screen.contains("help"), "{screen}");
    }
}

#[test]
fn line_by_line_yesterday_is_asked_about_after_midnight() {
    let home = tempfile::tempdir().unwrap();
    let now = chrono::Utc::now();
    // A time zone in which it is between one and three at night.
    let behind = i64::from(now.hour()) - 1;
    let local = (now - chrono::TimeDelta::hours(behind)).naive_utc().date();
    let zone = format!("TWG{behind}");
    for (says, date) in [("yes", local.pred_opt().unwrap()), ("no", local)] {
        let environment = [("TZ", zone.as_str())];
        let mut terminal =
            Terminal::start_in(home.path(), "", &["check-in"], 100, 30, &environment);
        terminal.wait("Is this still for");
        terminal.keys(&format!("\"{says}\" Enter"));
        terminal.wait("Worst today");
        terminal.wait(&format!("{}.", date.format("%A %-d %B %Y")));
        terminal.keys("\".\" Enter");
        assert_eq!(terminal.end(), 0);
    }
}
