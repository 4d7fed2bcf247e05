//! What the bar at the foot and the box over it say of keys is so, and help is always in sight.

use crossterm::event::KeyEvent;
use twinge::keymap::{Chord, Context};
use twinge::tui::layer::Layer;

use crate::every_key::PLACES;
use crate::screens::lived;
use crate::sitting::Sitting;

/// A sitting in a diary that was lived in, with the keys somewhere.
fn at(place: (Context, &str), columns: u16, rows: u16) -> Option<Sitting> {
    // What only a first run or a loss shows is looked at there.
    let reached = !matches!(
        place.0,
        Context::Welcome | Context::About | Context::Lost | Context::Compare
    );
    reached.then(|| {
        let mut sitting = lived(columns, rows);
        sitting.keys(place.1);
        sitting
    })
}

fn foot(sitting: &mut Sitting) -> String {
    let screen = sitting.screen();
    screen.lines().last().unwrap().trim_end().to_owned()
}

#[test]
fn help_and_the_commands_are_named_at_every_width() {
    for columns in [40, 72, 100, 200] {
        for place in PLACES {
            let Some(mut sitting) = at(place, columns, 24) else {
                continue;
            };
            let named = match place.0 {
                Context::Blank | Context::Reader => continue,
                Context::List | Context::Text => "F1 help",
                _ if sitting.session.model.layers.is_empty() => "? help  : commands",
                _ => "? help",
            };
            let foot = foot(&mut sitting);
            assert!(foot.ends_with(named), "{place:?} at {columns}: {foot}");
        }
    }
}

#[test]
fn help_is_had_in_every_layer_and_leads_back() {
    for place in PLACES {
        let Some(mut sitting) = at(place, 100, 30) else {
            continue;
        };
        if matches!(place.0, Context::Blank | Context::Reader) {
            continue;
        }
        let before = sitting.screen();
        let layers = sitting.session.model.layers.len();
        sitting.keys("F1");
        let layer = sitting.session.model.layers.last();
        assert!(matches!(layer, Some(Layer::Reader(_))), "{place:?}");
        sitting.keys("F1");
        assert_eq!(sitting.session.model.layers.len(), layers, "{place:?}");
        assert_eq!(sitting.screen(), before, "{place:?}");
    }
    let mut first = Sitting::first(80, 24);
    first.keys("?");
    assert!(matches!(
        first.session.model.layers.last(),
        Some(Layer::Reader(_))
    ));
    first.keys("Esc");
    assert!(matches!(
        first.session.model.layers.last(),
        Some(Layer::Welcome(_))
    ));
}

#[test]
fn all_that_may_follow_a_first_key_is_shown() {
    let mut begun = 0;
    for (columns, rows) in [(40, 12), (80, 24), (200, 60)] {
        for place in PLACES {
            let Some(mut sitting) = at(place, columns, rows) else {
                continue;
            };
            let model = &sitting.session.model;
            let contexts = model.contexts();
            let mut firsts: Vec<Chord> = vec![];
            for binding in model.keymap.bindings_in(&contexts) {
                let long = binding.keys.iter().filter(|chord| chord.0.len() > 1);
                firsts.extend(long.map(|chord| Chord(chord.0[..1].to_vec())));
            }
            firsts.sort_by_key(ToString::to_string);
            firsts.dedup();
            for first in firsts {
                let model = &sitting.session.model;
                let next = model.keymap.continuations(&contexts, &first);
                let next: Vec<(String, String)> = next
                    .map(|(chord, binding)| {
                        (
                            Chord(chord.0[1..].to_vec()).to_string(),
                            binding.says.clone(),
                        )
                    })
                    .collect();
                sitting.press(KeyEvent::from(first.0[0]));
                let screen = sitting.screen();
                for (key, says) in &next {
                    // In a small window what a key does is cut, but no key is left out.
                    let seen: String = says
                        .chars()
                        .take(if columns < 80 { 6 } else { 12 })
                        .collect();
                    let line = format!("{key} ");
                    assert!(
                        screen
                            .lines()
                            .any(|of| of.contains(&line) && of.contains(&seen)),
                        "{first} {key} {says:?} in {place:?} at {columns}x{rows}:\n{screen}"
                    );
                }
                begun += 1;
                sitting.keys("Esc");
                assert!(sitting.session.model.chord.0.is_empty());
            }
        }
    }
    assert!(begun >= 20, "{begun}");
}

#[test]
fn the_bar_says_what_the_field_takes() {
    let mut sitting = Sitting::new(100, 30);
    for (key, takes, not) in [
        ("p", "0-9 answer", "Enter"),
        ("w", "Enter list", "0-9"),
        ("b", "Enter list", "yes or no"),
        ("t", "Enter write", "0-9"),
        ("n", "Enter write", "yes or no"),
    ] {
        sitting.keys("g g");
        sitting.keys(key);
        let foot = foot(&mut sitting);
        assert!(foot.contains(takes) && !foot.contains(not), "{key}: {foot}");
    }
    sitting.keys("X");
    let model = &sitting.session.model;
    assert!(model.form.begun.is_some());
    // A yes or no is turned by the space bar, and named so.
    sitting.keys("/ \"orgasm\" Enter");
    let foot = foot(&mut sitting);
    assert!(foot.contains("Space yes or no"), "{foot}");
}
