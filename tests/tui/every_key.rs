//! Every key that is bound does something where it is bound, and every action is done by some key.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crossterm::event::KeyEvent;
use serde::de::DeserializeOwned;
use twinge::diary::{Act, Edit, Profile};
use twinge::keymap::action::Action;
use twinge::keymap::{Binding, Chord, Context, Pressed};
use twinge::repository::Repository;
use twinge::words::notices;

use crate::screens::lived;
use crate::sharing;
use crate::sitting::Sitting;

/// Where keys are pressed, and what leads there from the form.
pub(crate) const PLACES: [(Context, &str); 27] = [
    (Context::Form, "p"),
    (Context::Calendar, "F2"),
    (Context::Global, "F2 g i )"),
    (Context::Always, "F2"),
    (Context::Year, "F2 g y"),
    (Context::Chart, "F2 3"),
    (Context::Cycle, "F2 4"),
    (Context::Patterns, "F2 g p"),
    (Context::Compare, "F2 g p c"),
    (Context::Guide, "F2 g a j j j j j"),
    (Context::List, ":"),
    (Context::Reader, "g l"),
    (Context::Page, "g m"),
    (Context::Which, "F2 g ?"),
    (Context::Options, "f Enter"),
    (Context::Text, r#"n Enter "a line""#),
    (Context::Settings, "g s"),
    (Context::Items, "g e"),
    (Context::Sharing, "g n"),
    (Context::Joining, ""),
    (Context::Welcome, ""),
    (Context::About, "a"),
    (Context::Import, ""),
    (Context::Table, ""),
    (Context::File, ""),
    (Context::Lost, "F2"),
    (Context::Blank, "`"),
];

/// What does nothing where it is bound, and why.
const IDLE: [(Action, Context, &str); 8] = [
    (Action::ViewDay, Context::Calendar, THERE),
    (Action::ViewDay, Context::Global, THERE),
    (Action::FocusCalendar, Context::Global, THERE),
    (Action::ViewYear, Context::Year, THERE),
    (Action::ViewChart, Context::Chart, THERE),
    (Action::ViewCycle, Context::Cycle, THERE),
    (Action::ViewPatterns, Context::Patterns, THERE),
    (Action::ViewPatterns, Context::Compare, THERE),
];
const THERE: &str = "it is shown, or has the keys, already";

/// All there are of an enum: what a word may be stands in the refusal of one that is none.
fn all<T: DeserializeOwned + Ord>() -> BTreeSet<T> {
    let refused = serde_json::from_str::<T>("\"no such word\"").map(drop);
    let refused = refused.unwrap_err().to_string();
    let words = refused.split('`').skip(3).step_by(2);
    let all = words.map(|word| serde_json::from_value(word.into()).unwrap());
    all.collect()
}

/// A file that says otherwise of two days.
const OTHERWISE: &str = r#"{"format": "twinge", "version": 1, "entries": [
{"date": "2026-03-16", "kind": "day", "answers": {"pain": 9}},
{"date": "2026-03-17", "kind": "day", "answers": {"pain": 9}}
]}"#;

/// A diary that was lived in, to be copied.
pub(crate) fn diary(folder: &Path) {
    let Sitting {
        session,
        folder: lived,
        ..
    } = lived(100, 30);
    drop(session);
    fs::copy(lived.path().join("diary.db"), folder.join("lived.db")).unwrap();
    let mut repository = Repository::open(&folder.join("lived.db")).unwrap();
    let profile = Profile {
        welcomed: true,
        fertility: true,
        ..Profile::default()
    };
    let act = Act::one("fertility shown", Edit::Profile(Box::new(profile)));
    repository.perform(&act).unwrap();
}

fn at(place: Context, keys: &str, from: &Path) -> Sitting {
    reached(place, keys, from, None)
}

/// A sitting in which keys are looked up in a place first, on a screen of a size.
pub(crate) fn reached(
    place: Context,
    keys: &str,
    from: &Path,
    size: Option<(u16, u16)>,
) -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("diary.db");
    let begins = matches!(place, Context::Welcome | Context::About);
    if place == Context::Sharing {
        fs::copy(shared(from), &path).unwrap();
    } else if place == Context::Joining {
        shared(from);
        fs::copy(from.join("lived.db"), &path).unwrap();
    } else if !begins {
        fs::copy(from.join("lived.db"), &path).unwrap();
    }
    let repository = Repository::open(&path).unwrap();
    let mut sitting = {
        // Where there is little room, the day in words scrolls, and so do the first questions.
        let small = if begins || matches!(place, Context::Global | Context::Lost) {
            (40, 8)
        } else {
            (100, 30)
        };
        let (columns, rows) = size.unwrap_or(small);
        Sitting::on(repository, folder, columns, rows).thinking()
    };
    if place == Context::Lost {
        fs::rename(&path, path.with_extension("away")).unwrap();
    }
    let file = match place {
        Context::Import => Some(OTHERWISE),
        Context::Table => Some("Date,Pain,Mood\n2026-03-01,4,good\n"),
        Context::File => Some("rubbish\n"),
        _ => None,
    };
    if let Some(file) = file {
        let path = sitting.folder.path().join("a file");
        fs::write(&path, file).unwrap();
        sitting.look(&path);
    }
    if place == Context::Joining {
        sharing::look_at(&mut sitting, &sharing::between(from));
    }
    if place == Context::Sharing {
        sharing::through(&mut sitting, &sharing::between(from));
    }
    sitting.keys(keys);
    if place == Context::Sharing {
        sharing::look(&mut sitting, &sharing::between(from));
    }
    let contexts = sitting.session.model.contexts();
    assert!(contexts.contains(&place), "{keys} leads to {contexts:?}");
    sitting
}

/// The diary that was lived in, shared with another computer that says something else.
fn shared(from: &Path) -> PathBuf {
    let path = from.join("shared.db");
    if !path.exists() {
        fs::copy(from.join("lived.db"), &path).unwrap();
        sharing::in_doubt(
            &mut Repository::open(&path).unwrap(),
            &sharing::between(from),
        );
    }
    path
}

/// Presses the keys of a chord; whether anything came of it.
fn does(sitting: &mut Sitting, chord: &Chord) -> bool {
    // Every key clears what was said before it.
    sitting.session.model.notice = None;
    let before = format!("{:?}", sitting.session.model);
    let mut asked = Vec::new();
    for key in &chord.0 {
        asked = sitting.session.key(KeyEvent::from(*key), sitting.now);
    }
    let model = &sitting.session.model;
    let told = model.notice.as_ref().map(|notice| notice.text.as_str());
    assert_ne!(
        told,
        Some(notices::nothing_here()),
        "nobody answers {chord} in {:?}",
        model.contexts()
    );
    !asked.is_empty() || format!("{model:?}") != before
}

/// Whether it does something at once, or after another key of the same place.
pub(crate) fn ever_does(binding: &Binding, others: &[Binding], anew: &dyn Fn() -> Sitting) -> bool {
    let chord = &binding.keys[0];
    does(&mut anew(), chord)
        || others.iter().any(|other| {
            let mut sitting = anew();
            let contexts = sitting.session.model.contexts();
            does(&mut sitting, &other.keys[0]);
            sitting.session.model.contexts() == contexts && does(&mut sitting, chord)
        })
}

/// Whether a key that means an action does it here, be it bound here or everywhere.
fn does_by_key(sitting: &mut Sitting, action: Action) -> bool {
    let contexts = sitting.session.model.contexts();
    let keymap = &sitting.session.model.keymap;
    let chord = keymap.key_of(&contexts, action).cloned();
    let meant = |chord: &Chord| keymap.press(&contexts, chord) == Pressed::Action(action);
    chord
        .filter(meant)
        .is_some_and(|chord| does(sitting, &chord))
}

#[test]
fn every_key_does_something_where_it_is_bound() {
    let folder = tempfile::tempdir().unwrap();
    diary(folder.path());
    let (mut idle, mut done) = (Vec::new(), BTreeSet::new());
    for (place, keys) in PLACES {
        let anew = || at(place, keys, folder.path());
        let sitting = anew();
        let contexts = sitting.session.model.contexts();
        let keymap = &sitting.session.model.keymap;
        let bound: Vec<Binding> = keymap.bindings_in(&[place]).cloned().collect();
        assert!(!bound.is_empty(), "no key is bound in {place:?}");
        for binding in &bound {
            // A place of its own comes before what holds everywhere.
            let meant = keymap.press(&contexts, &binding.keys[0]);
            let own = meant == Pressed::Action(binding.action);
            let listed = |(action, context, why): &(Action, Context, &str)| {
                assert!(!why.is_empty());
                (*action, *context) == (binding.action, place)
            };
            if !own || IDLE.iter().any(listed) {
                continue;
            }
            if ever_does(binding, &bound, &anew) {
                done.insert(binding.action);
            } else {
                idle.push(format!("{:?} in {place:?}", binding.action));
            }
        }
    }
    assert!(idle.is_empty(), "these do nothing: {idle:?}");
    let anywhere = |action: &&Action| {
        let mut places = PLACES.iter();
        places.any(|(place, keys)| does_by_key(&mut at(*place, keys, folder.path()), **action))
    };
    let all = all();
    let mut undone = all.difference(&done);
    assert_eq!(
        undone.find(|action| !anywhere(action)),
        None,
        "no key does it"
    );
}

#[test]
fn keys_are_pressed_in_every_place_there_is() {
    let places: BTreeSet<Context> = PLACES.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, all());
}

#[test]
fn a_command_that_is_chosen_by_name_is_done() {
    let mut sitting = lived(100, 30);
    sitting.keys(r#"F2 : "settings" Enter"#);
    assert_eq!(sitting.session.model.contexts()[0], Context::Settings);
}

#[test]
fn a_key_of_another_place_says_that_it_does_nothing() {
    let own = toml::from_str("[settings]\nx = \"zoom-in\"").unwrap();
    let mut sitting = lived(100, 30);
    sitting.session.model.keymap = twinge::keymap::Keymap::new(&own).unwrap();
    sitting.keys("g s x");
    let notice = sitting.session.model.notice.as_ref().unwrap();
    assert_eq!(notice.text, notices::nothing_here());
    let settings = sitting.session.model.contexts()[0];
    assert_eq!(settings, Context::Settings);
    let keymap = &sitting.session.model.keymap;
    assert!(keymap.bindings().any(|of| of.action == Action::ZoomIn));
}
