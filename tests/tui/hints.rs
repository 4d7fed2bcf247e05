//! What the bar at the foot and the box over it say of keys is so, and help is always in sight.

use crossterm::event::KeyEvent;
use twinge::diary::{Act, Edit, Profile};
use twinge::keymap::action::Action;
use twinge::keymap::{Binding, Chord, Context};
use twinge::repository::Repository;

use crate::every_key::{PLACES, ever_does};
use crate::screens::lived;
use crate::sharing::{between, join, look, through};
use crate::sitting::Sitting;

/// A sitting in a diary that was lived in, with the keys somewhere.
pub(crate) fn at(place: (Context, &str), columns: u16, rows: u16) -> Option<Sitting> {
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
fn a_new_line_is_named_only_where_there_can_be_one() {
    for (keys, lines) in [("g d", false), ("n Enter", true)] {
        let mut sitting = lived(80, 24);
        sitting.keys(keys);
        assert_eq!(foot(&mut sitting).contains("new line"), lines, "{keys}");
    }
}

#[test]
fn help_and_the_commands_are_named_at_every_width() {
    for columns in [40, 72, 100, 200] {
        for place in PLACES {
            let Some(mut sitting) = at(place, columns, 24) else {
                continue;
            };
            let named = match place.0 {
                Context::Blank => continue,
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

/// A file that says nothing otherwise.
const NEW: &str = r#"{"format": "twinge", "version": 1, "entries": [
{"date": "2026-03-16", "kind": "day", "answers": {"pain": 9}}
]}"#;

/// What does nothing only where the cursor is, or for now, and why.
const THERE: [(Action, &str); 2] = [
    (Action::Today, "the cursor is on it"),
    (Action::Clear, "nothing is answered"),
];

#[test]
fn what_the_bar_names_does_something_where_nothing_is_written_yet() {
    let (mut idle, mut named) = (Vec::new(), 0);
    for (place, keys) in PLACES {
        let anew = || {
            let mut sitting = begun(place);
            if place == Context::Import {
                let file = sitting.folder.path().join("a file");
                std::fs::write(&file, NEW).unwrap();
                sitting.look(&file);
            }
            let folder = between(sitting.folder.path());
            if place == Context::Sharing {
                through(&mut sitting, &folder);
            }
            sitting.keys(keys);
            if place == Context::Sharing {
                look(&mut sitting, &folder);
            }
            sitting
        };
        let sitting = anew();
        let contexts = sitting.session.model.contexts();
        if contexts[0] != place {
            continue;
        }
        let keymap = &sitting.session.model.keymap;
        let hints: Vec<Binding> = keymap.hints(&contexts).map(|(_, of)| of.clone()).collect();
        let foot = foot(&mut anew());
        for hint in &hints {
            let is_named = foot.contains(&format!("{} {}", hint.keys[0], hint.says));
            named += usize::from(is_named);
            let is_there = THERE.iter().any(|(of, _)| *of == hint.action);
            if is_named && !is_there && !ever_does(hint, &hints, &anew) {
                idle.push(format!("{} {} in {place:?}", hint.keys[0], hint.says));
            }
        }
    }
    assert!(idle.is_empty(), "these are named and do nothing: {idle:#?}");
    assert!(named >= 40, "{named}");
}

/// A diary in which nothing is written, shared with nobody yet where that is looked at.
fn begun(place: Context) -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
    if !matches!(place, Context::Welcome | Context::About) {
        let profile = Profile {
            welcomed: true,
            ..Profile::default()
        };
        let begun = Act::one("diary begun", Edit::Profile(Box::new(profile)));
        diary.perform(&begun).unwrap();
    }
    if place == Context::Sharing {
        join(&mut diary, &between(folder.path()), "laptop");
    }
    // No hint lacks room there.
    Sitting::on(diary, folder, 300, 30).thinking()
}
