//! Help lists the keys of here first, is found in by typing, and does what is chosen.

use twinge::keymap::Context;
use twinge::keymap::action::Action;
use twinge::tui::layer::Layer;
use twinge::tui::screens::picker::state::{Pick, Picker, Purpose};

use crate::every_key::PLACES;
use crate::hints::at;
use crate::screens::lived;
use crate::sitting::Sitting;

/// The list of keys, while it is open.
fn help(sitting: &Sitting) -> Option<&Picker> {
    match sitting.session.model.layers.last()? {
        Layer::Picker(picker) if picker.purpose == Purpose::Help => Some(picker),
        _ => None,
    }
}

#[test]
fn help_is_had_in_every_layer_and_leads_back() {
    for place in PLACES {
        let Some(mut sitting) = at(place, 100, 30) else {
            continue;
        };
        if place.0 == Context::Blank {
            continue;
        }
        // What just happened is told until the next key.
        sitting.session.model.notice = None;
        let before = sitting.screen();
        for back in ["F1", "Esc"] {
            sitting.keys("F1");
            assert!(help(&sitting).is_some(), "{place:?}");
            sitting.keys(back);
            assert_eq!(sitting.screen(), before, "{place:?}");
        }
    }
    let mut first = Sitting::first(80, 24);
    first.keys("?");
    assert!(help(&first).is_some());
    first.keys("Esc");
    let layer = first.session.model.layers.last();
    assert!(matches!(layer, Some(Layer::Welcome(_))));
}

#[test]
fn the_keys_of_here_come_first_and_can_be_done() {
    for place in PLACES {
        let Some(mut sitting) = at(place, 100, 30) else {
            continue;
        };
        if place.0 == Context::Blank {
            continue;
        }
        let model = &sitting.session.model;
        let contexts = model.contexts();
        let of_here = contexts.iter().flat_map(|context| {
            let bound = model.keymap.bindings_in(std::slice::from_ref(context));
            bound.map(|binding| binding.action)
        });
        let of_here: Vec<Action> = of_here.filter(|of| *of != Action::Help).collect();
        let all = model.keymap.bindings().flat_map(|of| &of.contexts).count();
        sitting.keys("F1");
        let rows = &help(&sitting).unwrap().all;
        let listed = rows.iter().filter_map(|row| match row.pick {
            Pick::Do(action) => Some(action),
            _ => None,
        });
        assert_eq!(listed.collect::<Vec<_>>(), of_here, "{place:?}");
        let last_here = rows.iter().rposition(|row| row.detail.is_empty());
        let first_elsewhere = rows.iter().position(|row| !row.detail.is_empty());
        assert!(last_here < first_elsewhere, "{place:?}");
        assert!(rows.len() > all * 4 / 5, "{} of {all}", rows.len());
    }
}

#[test]
fn what_is_chosen_is_done_where_one_was() {
    // By what it does, and by its key.
    for (typed, leads) in [
        ("settings", Context::Settings),
        ("g s", Context::Settings),
        ("log of changes", Context::Reader),
        ("to the chart", Context::Chart),
    ] {
        let mut sitting = lived(100, 30);
        sitting.keys(&format!("F2 ? \"{typed}\" Enter"));
        assert_eq!(sitting.session.model.contexts()[0], leads, "{typed}");
    }
    // In a layer it is done there: the place on the drawing is turned on.
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(r#"w Enter ? "choose or not" Enter"#);
    assert_eq!(sitting.session.model.contexts()[0], Context::Options);
    let day = sitting.session.model.day().unwrap();
    assert_eq!(day.entries.len(), 1);
}

#[test]
fn a_key_of_another_place_says_where_it_is_pressed() {
    let mut sitting = lived(80, 24);
    sitting.keys(r#"F2 ? "heat chart median" Enter"#);
    assert!(help(&sitting).is_some_and(|help| help.shown.is_empty()));
    sitting.keys("Esc");
    sitting.keys(r#"? "median" Enter"#);
    assert!(help(&sitting).is_some());
    let notice = sitting.session.model.notice.as_ref().unwrap();
    assert_eq!(notice.text, "a key to press in \"Chart\"");
}
