//! Every screen at the size most terminals have.

use std::collections::BTreeSet;

use twinge::diary::Catalogue;
use twinge::language::{Language, speak};
use twinge::tui::keymap::{KeyOverrides, Keymap};

use crate::bare::{self, Bare};
use crate::frames;
use crate::sitting::Sitting;

const LIST: &str = "tests/pseudo/screens.toml";

/// The screens by name, with the keys that lead to them.
const SCREENS: &[(&str, &str)] = &[
    ("day", ""),
    ("help", "?"),
    ("palette", ":"),
    ("map", "w Enter"),
    ("options", "f Enter"),
    ("note", r#"n Enter "Γ""#),
    ("jump", "g d"),
    ("wrong search", r#"Ctrl-f "ΨΨ>=5""#),
    ("wrong stretch", r#"F2 5 c Enter "Ψ" Enter"#),
    ("wrong jump", r#"g d "Γ" Enter"#),
    ("settings", "g s"),
    ("about you", "g s G"),
    ("items", "g e"),
    ("not shared", "g n"),
    ("own item", "g e a"),
    ("log", "g l"),
    ("bin", "X o Space u g b"),
    ("relief", "R 1 b 5"),
    ("intimacy", "X"),
    ("episode", "E"),
    ("exertion", "L"),
    ("year", "g y"),
    ("chart", "F2 3"),
    ("chart beside", "g h"),
    ("cycles", "F2 4"),
    ("overlay", "F2 4 o x"),
    ("patterns", "F2 5"),
    ("compare", "F2 5 c"),
    ("guide", "F2 6"),
    ("article", "F2 6 j j j Enter"),
    ("which", "g ?"),
    ("card", "g i"),
    ("importing", "g +"),
    ("search", r#"Ctrl-f "Θ""#),
    ("blank", "`"),
];

/// A diary of some days, typed by keyboard.
fn lived(columns: u16, rows: u16) -> Sitting {
    speak(Language::Pseudo);
    let mut sitting = Sitting::new(columns, rows).thinking();
    sitting.keys("< < < < < < < < < < < < < < < <");
    for day in 0..17u8 {
        let pain = [5, 6, 4, 2, 0, 0, 1, 1, 0, 3, 2, 1, 0, 2, 3, 2, 4][usize::from(day)];
        sitting.keys(&format!("p {pain}"));
        match day {
            0 => drop(sitting.keys("b 5 w Enter Space Esc f Enter Space Esc i 4")),
            1 => drop(sitting.keys(r#"b 5 R 1 b 6 a 3 Esc n Enter "ΘΕΡΜΗ" Enter"#)),
            2 => drop(sitting.keys("b 4")),
            4 => drop(sitting.keys("b 2")),
            9 => drop(sitting.keys("X o Space d 0 Esc")),
            12 => drop(sitting.keys(r#"t Enter "36.45" Enter m 3"#)),
            16 => drop(sitting.keys("o 2 w Enter Space Right Space Esc f Enter Space Esc")),
            _ => {}
        }
        if day < 16 {
            sitting.keys(">");
        }
    }
    sitting.keys("p");
    sitting
}

/// The names of keys, which are the same in every language.
fn keys() -> BTreeSet<String> {
    let keymap = Keymap::new(&KeyOverrides::new()).unwrap();
    let chords = keymap.bindings().flat_map(|binding| &binding.keys);
    let names: Vec<String> = chords.map(ToString::to_string).collect();
    let names = names.iter().flat_map(|chord| chord.split([' ', '-']));
    names.map(str::to_owned).collect()
}

/// What stands in the calendar behind a score: two marks side by side.
fn marks() -> Vec<String> {
    let catalogue = Catalogue::built_in();
    let options = catalogue.items().iter().flat_map(|item| item.options());
    let options = options.filter_map(|option| option.mark);
    let items = catalogue.items().iter().filter_map(|item| item.mark);
    let kinds = catalogue.entry_kinds().iter().filter_map(|kind| kind.mark);
    let marks: Vec<char> = options.chain(items).chain(kinds).collect();
    let pairs = marks
        .iter()
        .flat_map(|first| marks.iter().map(move |second| (first, second)));
    let scored = |(first, second)| (0..=10).map(move |score| format!("{score}{first}{second}"));
    pairs.flat_map(scored).collect()
}

#[test]
fn every_screen_is_by_language_and_whole() {
    speak(Language::Pseudo);
    let mut same = keys();
    same.extend(marks());
    let (mut found, mut wrong) = (Bare::new(), Vec::new());
    let mut look = |name: &str, sitting: &Sitting| {
        let screen = sitting.screen();
        let words = bare::words(&screen, &same).into_iter().map(str::to_owned);
        found.entry(name.to_owned()).or_default().extend(words);
        let mut faults = frames::broken(&screen, sitting.session.model.size.0.into());
        // What lies over a pane hides the ends of its words.
        if sitting.session.model.layers.is_empty() {
            let cut = frames::silently_cut(&screen).into_iter();
            faults.extend(cut.map(|row| format!("row {row} has words cut without a sign")));
        }
        if !faults.is_empty() {
            wrong.push(format!("{name}: {}\n{screen}", faults.join("; ")));
        }
        if std::env::var_os("SHOW").is_some() {
            println!("=== {name}\n{screen}");
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let repository = twinge::repository::Repository::open(&folder.path().join("diary.db")).unwrap();
    look("welcome", &Sitting::on(repository, folder, 80, 24));
    let mut sitting = lived(80, 24);
    for (name, keys) in SCREENS {
        sitting.keys(keys);
        look(name, &sitting);
        sitting = sitting.reopen();
    }
    // With room for the drawing.
    let mut sitting = lived(100, 30);
    look("map drawn", sitting.keys("w Enter"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    bare::only_shrinks(LIST, &found);
}
