//! The mouse: what is drawn can be pointed at, and the wheel moves and writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use crossterm::event::MouseButton::Left;
use crossterm::event::MouseEventKind::{Down, ScrollDown, ScrollUp};
use crossterm::event::{KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use twinge::keymap::Context;
use twinge::keymap::action::Action;
use twinge::tui::model::Pane;
use twinge::tui::pointer::Pointed;
use twinge::tui::screens::chart::view::range;

use crate::every_key::{PLACES, diary, reached};
use crate::guide::SADDLE;
use crate::screens::lived;
use crate::sitting::{Sitting, today};

/// How many acts the log of changes has.
fn acts(sitting: &Sitting) -> usize {
    let diary = sitting.session.repository().unwrap();
    diary.history(usize::MAX).unwrap().len()
}

/// Where a click on the drawn screen means something.
fn place_of(sitting: &Sitting, means: Pointed) -> Option<Position> {
    let (buffer, layout) = sitting.draw();
    let mut places = buffer.area.positions();
    places.find(|at| layout.pointer.at(*at) == Some(means))
}

/// The days that the chart has a column for, in order.
fn days_in_sight(sitting: &Sitting) -> Vec<NaiveDate> {
    let (buffer, layout) = sitting.draw();
    let meant = buffer
        .area
        .positions()
        .filter_map(|at| layout.pointer.at(at));
    let days = meant.filter_map(|means| match means {
        Pointed::Day(Pane::Chart, date) => Some(date),
        _ => None,
    });
    let days: BTreeSet<NaiveDate> = days.collect();
    days.into_iter().collect()
}

fn click(sitting: &mut Sitting, means: Pointed) {
    let at = place_of(sitting, means).unwrap_or_else(|| panic!("{means:?} is not in sight"));
    sitting.mouse(Down(Left), at.x, at.y);
}

#[test]
fn the_wheel_writes_nothing_and_every_cell_can_be_clicked() {
    let folder = tempfile::tempdir().unwrap();
    diary(folder.path());
    let still = [Context::Text, Context::Blank, Context::File];
    // What is said there is in sight whole.
    let whole = [Context::Welcome, Context::About, Context::Lost];
    for (place, keys) in PLACES {
        let mut sitting = reached(place, keys, folder.path(), Some((80, 24)));
        let model = &sitting.session.model;
        let contexts = model.contexts();
        let before = format!("{model:?}");
        let written = acts(&sitting);
        let (buffer, layout) = sitting.draw();
        let cells = || buffer.area.positions();
        let meant = |kind: MouseEventKind, at: Position| {
            layout.pointer.meant(MouseEvent {
                kind,
                column: at.x,
                row: at.y,
                modifiers: KeyModifiers::NONE,
            })
        };
        for kind in [ScrollDown, ScrollDown, ScrollUp] {
            // What is the same of many cells is done once.
            let mut last = None;
            for cell in cells() {
                let means = meant(kind, cell);
                if means.is_some() && means != last {
                    sitting.mouse(kind, cell.x, cell.y);
                }
                last = means;
            }
            let moved = format!("{:?}", sitting.session.model) != before;
            let stays = still.contains(&place) || whole.contains(&place);
            assert!(moved || kind == ScrollUp || stays, "{place:?}");
            assert_eq!(sitting.session.model.contexts(), contexts, "{place:?}");
        }
        let listens = cells().any(|cell| meant(ScrollDown, cell).is_some());
        assert_eq!(listens, !still.contains(&place), "{place:?}");
        assert_eq!(acts(&sitting), written, "{place:?}");
        let mut last = None;
        for cell in cells() {
            let means = meant(Down(Left), cell);
            if means.is_some() && means != last {
                // Layers may lie there by now, or a pane may be gone.
                sitting.mouse(Down(Left), cell.x, cell.y);
                sitting.screen();
            }
            last = means;
        }
    }
}

#[test]
fn the_bar_the_box_and_the_banner_do_what_their_keys_do() {
    let mut sitting = lived(80, 24).thinking();
    sitting.keys("F2");
    sitting.click("? help");
    assert_eq!(sitting.session.model.contexts()[0], Context::List);
    sitting.click("Esc back");
    assert_eq!(sitting.session.model.contexts()[0], Context::Calendar);
    sitting.keys("g");
    sitting.click("s settings");
    assert_eq!(sitting.session.model.contexts()[0], Context::Settings);
    sitting.keys("Esc");
    sitting.click("Enter write");
    assert_eq!(sitting.session.model.contexts()[0], Context::Form);
    sitting.keys(SADDLE).keys("Esc F2");
    sitting.click("Emergency now");
    assert_eq!(sitting.session.model.contexts()[0], Context::Guide);
}

#[test]
fn options_of_a_list_and_places_of_the_drawing_are_chosen() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("b Enter");
    sitting.click("medium");
    assert!(sitting.session.model.layers.is_empty());
    assert!(sitting.screen().contains("medium"));
    assert_eq!(acts(&sitting), 2);
    sitting.keys("w Enter");
    click(&mut sitting, Pointed::Line(3));
    assert_eq!(acts(&sitting), 3);
    click(&mut sitting, Pointed::Line(3));
    assert_eq!(sitting.session.model.contexts()[0], Context::Options);
    // A setting only gets the keys: nothing is changed by a slip of the hand.
    sitting.keys("Esc g s");
    let written = acts(&sitting);
    click(&mut sitting, Pointed::Line(2));
    assert_eq!(acts(&sitting), written);
}

/// The first cell of each answer that can be clicked.
fn answers_in_sight(sitting: &Sitting) -> BTreeMap<usize, Position> {
    let (buffer, layout) = sitting.draw();
    let mut places = BTreeMap::new();
    for at in buffer.area.positions() {
        if let Some(Pointed::Answer(nth)) = layout.pointer.at(at) {
            places.entry(nth).or_insert(at);
        }
    }
    places
}

/// What is drawn as an answer is given by a click on it, and then stands in brackets.
#[test]
fn an_answer_in_the_line_with_the_keys_is_given_by_a_click() {
    let mut sitting = Sitting::new(80, 24);
    let mut given = BTreeSet::new();
    for _ in 0..20 {
        for (nth, place) in answers_in_sight(&sitting) {
            sitting.mouse(Down(Left), place.x, place.y);
            let screen = sitting.screen();
            let line = screen.lines().nth(place.y.into()).unwrap();
            let before = usize::from(place.x) - 1;
            let mut beside = line.chars().skip(before).take(2);
            assert!(beside.any(|c| c == '['), "{nth}:\n{screen}");
            given.insert(nth);
        }
        sitting.keys("j");
    }
    assert_eq!(given, (0..=10).collect());
    assert!(acts(&sitting) > 11, "rulers and rows");
}

#[test]
fn a_click_on_what_a_field_says_opens_it() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("w");
    click(&mut sitting, Pointed::Act(Action::OpenField));
    assert_eq!(sitting.session.model.contexts()[0], Context::Options);
    sitting.keys("Esc n");
    click(&mut sitting, Pointed::Act(Action::OpenField));
    assert_eq!(sitting.session.model.contexts()[0], Context::Text);
}

#[test]
fn a_click_in_the_chart_does_not_turn_its_page() {
    for (columns, rows, keys) in [
        (100, 30, "F2"),
        (80, 24, "g h"),
        (80, 24, "3"),
        (80, 24, "3 ,"),
    ] {
        let mut sitting = lived(columns, rows);
        sitting.keys("F2");
        sitting.keys(keys);
        let shown = range(&sitting.session.model);
        // On a small screen some days have no column.
        let days = days_in_sight(&sitting);
        assert!(days.len() > 20, "{keys}");
        for date in [days[10], days[0], days[20], days[10]] {
            click(&mut sitting, Pointed::Day(Pane::Chart, date));
            assert_eq!(sitting.session.model.cursor, date, "{keys}");
            assert_eq!(range(&sitting.session.model), shown, "{keys}");
        }
        sitting.keys("t");
        assert_eq!(sitting.session.model.cursor, today());
        assert!(range(&sitting.session.model).contains(today()));
    }
}

#[test]
fn a_page_of_the_guide_is_opened_by_its_title() {
    let mut sitting = lived(80, 24);
    sitting.keys("g a");
    sitting.click("What helped");
    let open = sitting.session.model.guide.topic;
    assert_eq!(open, twinge::tui::screens::guide::state::Topic::Relief);
}

#[test]
fn over_the_page_of_the_guide_the_wheel_scrolls_it_and_over_the_list_it_turns_to_another() {
    let mut sitting = lived(80, 24);
    sitting.keys("g a");
    sitting.click("What helped");
    sitting.keys("j j");
    let open = sitting.session.model.guide.topic;
    sitting.mouse(ScrollDown, 70, 10);
    let guide = &sitting.session.model.guide;
    assert_eq!((guide.topic, guide.scroll.at), (open, 1));
    sitting.mouse(ScrollUp, 70, 10);
    assert_eq!(sitting.session.model.guide.scroll.at, 0);
    sitting.mouse(ScrollDown, 5, 10);
    assert_ne!(sitting.session.model.guide.topic, open);
}

#[test]
fn a_block_gets_the_keys_and_clicked_again_goes_where_it_leads() {
    for (columns, rows) in [(80, 24), (160, 50)] {
        let mut sitting = lived(columns, rows).thinking();
        sitting.keys("F2 5");
        let focus = |sitting: &Sitting| sitting.session.model.patterns.top().unwrap().focus;
        let first = focus(&sitting);
        sitting.keys("j");
        let next = focus(&sitting);
        assert_ne!(next, first);
        sitting.keys("k");
        click(&mut sitting, Pointed::Block(1, next));
        assert_eq!(focus(&sitting), next);
        assert_eq!(sitting.session.model.patterns.open.len(), 1);
        click(&mut sitting, Pointed::Block(1, next));
        let mut pressed = lived(columns, rows).thinking();
        pressed.keys("F2 5 j Enter");
        assert_eq!(sitting.screen(), pressed.screen());
        // Beside what is open lies the page, where there is room.
        if sitting.session.model.patterns.open.len() == 2 && columns > 150 {
            click(&mut sitting, Pointed::Block(1, first));
            assert_eq!(sitting.session.model.patterns.open.len(), 1);
        }
    }
    let mut sitting = lived(80, 24).thinking();
    sitting.keys("F2 w");
    assert_eq!(sitting.session.model.contexts()[0], Context::Which);
    click(&mut sitting, Pointed::Line(1));
    let Some(twinge::tui::layer::Layer::Which(which)) = sitting.session.model.layers.last() else {
        panic!("which is it? stays open");
    };
    assert_eq!(which.focus, 1);
}

#[test]
fn the_first_questions_are_answered_with_the_mouse_alone() {
    let folder = tempfile::tempdir().unwrap();
    diary(folder.path());
    let mut sitting = reached(Context::Welcome, "", folder.path(), Some((80, 24)));
    let kept = |sitting: &Sitting| match sitting.session.model.layers.last() {
        Some(twinge::tui::layer::Layer::Welcome(welcome)) => welcome.profile.clone(),
        _ => panic!("the first questions stay open"),
    };
    let before = kept(&sitting);
    click(&mut sitting, Pointed::Line(1));
    assert_ne!(kept(&sitting).areas, before.areas);
    click(&mut sitting, Pointed::Act(Action::WelcomeWeek));
    assert_ne!(kept(&sitting).week_start, before.week_start);
    click(&mut sitting, Pointed::Act(Action::WelcomeAbout));
    assert_eq!(sitting.session.model.contexts()[0], Context::About);
    let before = kept(&sitting);
    click(&mut sitting, Pointed::Line(0));
    assert_ne!(kept(&sitting).uterus, before.uterus);
    click(&mut sitting, Pointed::Act(Action::OpenField));
    assert!(sitting.session.model.layers.is_empty());
}
