//! What stands on the screen is whole where there is room for it, and stays where hands know it.

use chrono::{Days, TimeDelta};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use twinge::diary::{Catalogue, ItemId};
use twinge::tui::appearance::Appearance;
use twinge::tui::appearance::glyphs::GlyphSet;
use twinge::tui::appearance::theme::Theme;
use twinge::tui::message::Message;
use twinge::tui::model::Pane;
use twinge::tui::pointer::Pointed;
use twinge::tui::screens::day::form::state::Row;
use twinge::tui::view;

use crate::screens::lived;
use crate::sitting::{Sitting, today};

const SADDLE: &str = r#"6 / "saddle" Enter Space"#;

fn notice(sitting: &Sitting) -> &str {
    let notice = sitting.session.model.notice.as_ref();
    notice.map_or("", |notice| notice.text.as_str())
}

/// The lines of the form, without the frame: it stands on the right.
fn form(sitting: &Sitting) -> Vec<String> {
    let screen = sitting.screen();
    let lines = screen.lines().filter_map(|line| line.rsplit('│').nth(1));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_keys_of_a_warning_cut_nothing_of_what_it_is_about() {
    for (columns, rows, keys) in [
        (44, 12, ""),
        (62, 20, "g w: details"),
        (80, 24, "! put aside  g w: details"),
    ] {
        let mut sitting = Sitting::new(columns, rows).thinking();
        sitting.keys(SADDLE);
        sitting.now += TimeDelta::seconds(9);
        sitting.keys("j");
        let screen = sitting.screen();
        let bar = screen.lines().next().unwrap();
        assert!(bar.contains("Numbness between the legs"), "{bar}");
        assert!(bar.ends_with(keys) && !bar.contains('…'), "{bar}");
        assert_eq!(bar.contains("g w"), !keys.is_empty(), "{bar}");
    }
}

/// Words are cut at the end of their line, or at the answer of the day before.
#[test]
fn an_answer_is_cut_only_where_something_stands_beside_it() {
    for (columns, rows) in [(60, 20), (80, 24), (100, 30)] {
        for keys in ["", "<", "R 1"] {
            let mut sitting = lived(columns, rows);
            sitting.keys(keys);
            for line in form(&sitting) {
                let Some((_, behind)) = line.split_once('…') else {
                    continue;
                };
                let free = behind.len() - behind.trim_start().len();
                assert!(free <= 2, "{line}\n{}", sitting.screen());
            }
        }
    }
}

/// The items of the form as it is, with its sections.
fn fields(sitting: &Sitting) -> Vec<ItemId> {
    let rows = sitting.session.model.form.rows.iter();
    let items = rows.filter_map(|row| match row {
        Row::Field { item, .. } => Some(item.clone()),
        _ => None,
    });
    items.collect()
}

#[test]
fn fields_keep_their_places_however_often_they_are_used() {
    let place = |item: &ItemId| {
        let mut items = Catalogue::built_in().items().iter();
        items.position(|known| known.id == *item)
    };
    for keys in ["", "R"] {
        let mut sitting = Sitting::new(100, 60);
        for _ in 0..6 {
            sitting.keys(r#"< p 3 i 2 m 3 R 1 d Enter "400 mg" Enter Esc"#);
        }
        sitting.keys("g t F3");
        let mut sitting = sitting.reopen();
        sitting.keys(keys);
        let fields = fields(&sitting);
        let places: Vec<_> = fields.iter().map(place).collect();
        assert!(places.is_sorted(), "{fields:?}");
    }
}

#[test]
fn the_third_answer_of_the_week_tells_the_score() {
    let mut sitting = Sitting::new(100, 40).thinking();
    sitting.keys("< < < < < < < < 3 F2 t Enter 4");
    sitting.keys(r#"/ "enjoyment" Enter k 3 j 4"#);
    assert_eq!(notice(&sitting), "saved 06:40");
    sitting.keys("j 5");
    let told = "saved 06:40; your PEG score is 4.0: 0 is best, 10 worst";
    assert_eq!(notice(&sitting), told);
    // Nothing of the section is folded away.
    let form = form(&sitting);
    let heading = form.iter().find(|line| line.contains("THE PAST WEEK"));
    assert!(!heading.unwrap().contains('▸'), "{heading:?}");
    // Any other answer tells none.
    sitting.keys("p 2");
    assert_eq!(notice(&sitting), "saved 06:40");
}

#[test]
fn long_lists_have_an_end_and_a_top() {
    for (place, last) in [("g s", "Fragile bones"), ("g e", "Tags")] {
        let mut sitting = Sitting::new(80, 24);
        sitting.keys(place);
        let top = sitting.screen();
        let pointed = |sitting: &Sitting| {
            let screen = sitting.screen();
            let line = screen.lines().find(|line| line.contains('▸'));
            line.unwrap_or_default().to_owned()
        };
        for end in ["G", "End"] {
            sitting.keys(end);
            assert_ne!(sitting.screen(), top, "{place} {end}");
            if place == "g s" {
                assert!(pointed(&sitting).contains(last), "{}", sitting.screen());
            }
            sitting.keys("g g");
            assert_eq!(sitting.screen(), top, "{place} {end}");
        }
    }
}

#[test]
fn an_item_that_was_added_has_the_keys() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys(r#"g e a "Weather: dry, wet, stormy" Enter Enter"#);
    let screen = sitting.screen();
    assert!(screen.contains("▸ Weather"), "{screen}");
}

#[test]
fn settings_of_the_cycle_go_with_it() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("g s");
    assert!(sitting.screen().contains("Confirm ovulation by"));
    // Pain, then the cycle.
    sitting.keys("j l");
    let screen = sitting.screen();
    assert!(!screen.contains("Confirm ovulation by"), "{screen}");
    assert!(screen.contains("You have a uterus"), "{screen}");
    sitting.keys("u");
    assert!(sitting.screen().contains("Confirm ovulation by"));
}

#[test]
fn a_window_that_is_too_small_shows_how_large_it_has_to_be() {
    let mut sitting = lived(23, 24);
    for (columns, rows) in [(23, 24), (80, 5), (20, 5)] {
        sitting.resize(columns, rows);
        let words = sitting.words();
        assert_eq!(words, "Too small: 24 columns and 6 rows are needed.");
    }
    sitting.resize(24, 6);
    assert!(!sitting.screen().contains("Too small"));
}

#[test]
fn ascii_is_spelt_in_ascii() {
    for (columns, rows) in [(40, 12), (80, 24), (200, 60)] {
        for keys in [
            "",
            "< < < < t",
            "g i",
            "F2 3",
            "F2 4",
            "g y",
            "g s",
            "g a j",
            "?",
        ] {
            let mut sitting = lived(columns, rows);
            sitting
                .keys(r#"R 1 b 6 a 3 Esc t Enter "36.6" Enter"#)
                .keys(keys);
            let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
            let appearance = Appearance {
                theme: Theme::built_in("mono").unwrap(),
                glyphs: GlyphSet::Ascii,
            };
            view::draw(&sitting.session.model, &mut buf, &appearance);
            let cells = buf.content.iter().map(|cell| cell.symbol());
            let strange: Vec<&str> = cells.filter(|symbol| !symbol.is_ascii()).collect();
            assert!(strange.is_empty(), "{keys}: {strange:?}");
        }
    }
}

#[test]
fn a_card_that_is_whole_names_no_keys_that_scroll_it() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("p 4 g i");
    assert!(!sitting.screen().contains("scroll"), "{}", sitting.screen());
    let mut sitting = lived(80, 9);
    sitting.keys("g i");
    assert!(sitting.screen().contains("scroll"), "{}", sitting.screen());
}

#[test]
fn all_that_may_follow_a_key_is_whole_at_80_columns() {
    for keys in [
        "g", "F2 g", "F2 2 g", "F2 3 g", "F2 4 g", "F2 5 g", "F2 6 g",
    ] {
        let mut sitting = lived(80, 24);
        sitting.keys(keys);
        let screen = sitting.screen();
        let (_, shown) = screen.rsplit_once("─ g ─").unwrap();
        assert!(!shown.contains('…'), "{screen}");
    }
}

#[test]
fn an_answer_to_several_days_is_named_in_the_log() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("F2 h h h v l l 0 Esc g l");
    let told = "Worst pain: 3 days from 2026-03-14 to 2026-03-16";
    assert!(sitting.screen().contains(told), "{}", sitting.screen());
}

#[test]
fn a_click_ends_marking() {
    let before = |n| today() - Days::new(n);
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("F2 v h");
    let marked = sitting.session.model.selected().unwrap();
    assert_eq!((marked.first, marked.last), (before(1), today()));
    let clicked = Pointed::Day(Pane::Calendar, before(6));
    let now = sitting.session.model.now;
    sitting.session.handle(Message::Point(clicked, now));
    assert_eq!(sitting.session.model.selected(), None);
    assert_eq!(sitting.session.model.cursor, before(6));
}

#[test]
fn who_was_away_is_told_since_when() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("< < < < < < < < < p 2 < p 3");
    let sitting = sitting.reopen();
    assert_eq!(
        notice(&sitting),
        "nothing was written since 8 March 2026; g . goes through the past week"
    );
}

/// Who keeps no cycle is not asked about it, and who keeps it sees what its letters stand for.
#[test]
fn the_letters_of_the_cycles_are_told() {
    let mut sitting = lived(80, 24).thinking();
    sitting.keys(r#"m 3 / "mucus: looks" Enter 2 F2 4"#);
    let screen = sitting.screen();
    assert!(screen.contains("O confirmed  o estimated"), "{screen}");
    assert!(screen.contains("; mucus creamy"), "{screen}");
}

/// Every mark of the calendar and every band of its scores, in a diary that has a life in it, under a
/// warning.
#[test]
fn the_legend_is_whole_on_common_screens() {
    let marks = [
        "s spotting",
        "b light",
        "B medium or more",
        "+ LH test positive",
        "x intimacy",
        "r relief",
        "n note",
        "· no pain",
        "1-3 mild",
        "4-6 moderate",
        "7-10 severe",
    ];
    let told = |sitting: &Sitting| {
        let screen = sitting.screen();
        for mark in marks {
            assert!(screen.contains(mark), "{mark}\n{screen}");
        }
    };
    told(&lived(100, 30));
    let mut sitting = lived(80, 24).thinking();
    told(&sitting);
    sitting.keys(r#"/ "saddle" Enter Space"#);
    sitting.now += TimeDelta::seconds(9);
    sitting.keys("j");
    told(&sitting);
    let screen = sitting.screen();
    assert!(screen.contains("! warning sign"), "{screen}");
}
