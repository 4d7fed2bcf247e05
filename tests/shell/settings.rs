//! Whatever the settings are, the diary opens; and what `config set` takes, it opens with unchanged.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use twinge::config::{self, Config, Files, SETTINGS, THEMES, Values};
use twinge::diary::profile;
use twinge::keymap::Keymap;
use twinge::tui::appearance::Appearance;

use super::support::Home;

/// Settings of which one cannot be used, and the words that tell it.
pub(crate) const BROKEN: [(&str, &str); 10] = [
    (
        "\ntheme = \"dark\"\n",
        "line 2: theme does not stand in this file",
    ),
    ("mouse = \n", "config.toml, line 1"),
    ("mouse = 3\n", "mouse cannot be \"3\""),
    (
        "\nglyph = \"ascii\"\n",
        "line 2: there is no setting \"glyph\"",
    ),
    ("glyphs = \"brail\"\n", "auto, braille, blocks or ascii"),
    ("lock-minutes = 99999\n", "line 1"),
    ("[keys]\nundo = \"ctrl-z\"\n", "line 2"),
    (
        "[keys.form]\nx = \"nxt-day\"\n",
        "did you mean \"next-day\"?",
    ),
    ("[keys.form]\n\"hyper-x\" = \"undo\"\n", "hyper"),
    ("keys = 3\n", "line 1"),
];

#[test]
fn every_verb_works_with_settings_that_cannot_be_used() {
    let home = Home::new();
    home.ok(&["log", "pain=3"]);
    std::fs::create_dir_all(home.path("config/twinge")).unwrap();
    for (text, words) in BROKEN {
        home.write("config/twinge/config.toml", text);
        for verb in [&["show"][..], &["status"], &["log", "pain=4"], &["history"]] {
            let run = home.run(verb);
            assert_eq!(run.code, 0, "{text}{verb:?}: {}", run.err);
            assert!(run.err.contains(words), "{text}{verb:?}: {}", run.err);
            assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        }
    }
    home.write("config/twinge/config.toml", b"theme = \"\xff\"\n");
    assert_eq!(home.run(&["show"]).code, 0);
    std::fs::remove_file(home.path("config/twinge/config.toml")).unwrap();
    std::fs::create_dir(home.path("config/twinge/config.toml")).unwrap();
    let run = home.run(&["show"]);
    assert_eq!((run.code, run.err.lines().count()), (0, 1), "{}", run.err);
}

/// Whatever is wrong with the words behind a verb, the next step stands below.
#[test]
fn wrong_words_are_told_with_a_next_step() {
    let home = Home::new();
    home.ok(&["log", "pain=3"]);
    for (words, step) in [
        (
            &["config", "set", "NOPE", "x"][..],
            "twinge config lists them all",
        ),
        (&["config", "unset", "qqqq"], "twinge config lists them all"),
        (
            &["config", "set", "keys.form.hyper-x", "undo"],
            "twinge man tells all keys",
        ),
        (
            &["config", "set", "theme", "zzzz"],
            "twinge config unset theme",
        ),
        (&["profile", "units"], "twinge profile --help"),
        (&["profile", "zzzz=yes"], "twinge profile --help"),
        (&["items", "zzzz"], "twinge items lists them all"),
        (&["search", "zzzz>3"], "twinge items lists them all"),
        (&["log", "2026-02-31", "pain=3"], "check the day"),
        (
            &["compare", "2026-01", "2026-01"],
            "two stretches that differ",
        ),
        (&["redo"], "twinge history"),
        (&["--config", "nowhere.toml", "config"], "check its name"),
        (&["import", "nowhere.json"], "check its name"),
        (&["report", "-o", "no/where.html"], "make it, or plug in"),
        (&["man", "--all", "no/where"], "make it, or plug in"),
    ] {
        let run = home.run(words);
        assert!(run.code > 0, "{words:?}");
        let mut lines = run.err.lines();
        assert!(
            lines
                .next()
                .is_some_and(|said| said.starts_with("twinge: "))
        );
        assert!(
            lines.any(|line| line.contains(step)),
            "{words:?}: {}",
            run.err
        );
    }
}

/// What a library that reads words says of them tells a person nothing.
#[test]
fn refusals_are_in_our_own_words() {
    const OF_LIBRARIES: [&str; 7] = [
        "variant",
        "expected",
        "invalid type",
        "missing field",
        "unknown field",
        "literal",
        "invalid digit",
    ];
    let home = Home::new();
    home.ok(&["log", "pain=3"]);
    let of_profile = profile::SETTINGS
        .iter()
        .map(|of| format!("profile {}=44", of.name));
    let of_config = SETTINGS
        .iter()
        .map(|of| format!("config set {} -44", of.name));
    let of_items = [
        "items zzzz",
        "items hide zzzz",
        "items move pain --before zzzz",
        "items add X --kind wheel",
        "items add X --kind choice",
        "items add X --kind number --unit stone",
        "items add X --kind number --min x",
        "items add X --kind number --max 1e400",
        "items add X --kind number --step x",
        "items add X --kind yes-no --section zzzz",
    ];
    let of_items = of_items.into_iter().map(str::to_owned);
    let mut refused = 0;
    for typed in of_profile.chain(of_config).chain(of_items) {
        let words: Vec<&str> = typed.split(' ').collect();
        let run = home.run(&words);
        refused += usize::from(run.code != 0);
        for word in OF_LIBRARIES {
            assert!(!run.err.contains(word), "{typed}: {}", run.err);
        }
    }
    // Some settings of a computer are words that anything can be.
    assert!(refused >= profile::SETTINGS.len() + 10 + SETTINGS.len() / 2);
}

#[test]
fn what_is_set_is_put_right_from_the_shell() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("config/twinge")).unwrap();
    home.write("config/twinge/look.toml", "glyphs = \"brail\"\n");
    home.ok(&["config", "set", "glyphs", "blocks"]);
    home.ok(&["config", "set", "keys.form.ctrl-d", "next-day"]);
    assert!(
        home.ok(&["config"])
            .contains("keys.form.ctrl-d = next-day\n")
    );
    let refused = home.fails(2, &["config", "set", "keys.undo", "ctrl-z"]);
    assert!(refused.contains("keys.form.ctrl-d"), "{refused}");
    let refused = home.fails(2, &["config", "set", "theme", "sea"]);
    assert!(refused.contains("there is no theme \"sea\""), "{refused}");
    let refused = home.fails(2, &["config", "set", "theme", "drak"]);
    assert!(refused.contains("did you mean \"dark\"?"), "{refused}");
    std::fs::create_dir(home.path("config/twinge/themes")).unwrap();
    home.write("config/twinge/themes/sea.toml", "base = \"dark\"\n");
    home.ok(&["config", "set", "theme", "sea"]);
}

#[test]
fn the_help_tells_every_setting() {
    let help = Home::new().ok(&["config", "--help"]);
    for setting in SETTINGS {
        assert!(help.contains(setting.name), "{}", setting.name);
    }
    for (theme, _) in THEMES {
        assert!(help.contains(theme), "{theme}");
    }
}

fn setting() -> impl Strategy<Value = String> {
    let names: Vec<String> = SETTINGS.iter().map(|of| of.name.to_owned()).collect();
    let contexts = select(vec!["form", "global", "calendar", "always", "from", ""]);
    let chords = select(vec![
        "x", ".", "-", "ctrl--", "ctrl-x", "g t", "g", "esc", "ctrl-c", "shift-a", "hyper-x", "",
        "f99", "\"", "a\nb", "ü", "[x]", "g  t",
    ]);
    prop_oneof![
        4 => select(names),
        4 => (contexts, chords).prop_map(|(context, chord)| format!("keys.{context}.{chord}")),
        1 => select(vec!["keys", "keys.undo", "keys.", "", ".", "theme.x"]).prop_map(String::from),
        1 => ".*",
    ]
}

fn value() -> impl Strategy<Value = String> {
    let mut known = vec![
        "",
        "yes",
        "no",
        "true",
        "0",
        "1",
        "-1",
        "65535",
        "65536",
        "1e3",
        "99999999999999999999",
        "dark",
        "16",
        "ansi16",
        "../x",
        "/",
        "\0",
        "'",
        "\"\"\"",
        "undo",
        "next-day",
        "nxt-day",
        "quit",
    ];
    for setting in SETTINGS {
        if let Values::OneOf(words) = setting.values {
            known.extend(words);
        }
    }
    prop_oneof![3 => select(known).prop_map(String::from), 1 => ".*"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_full_screen_takes_whatever_was_set(
        changes in proptest::collection::vec((setting(), value()), 1..8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::at(folder.path().join("config.toml"));
        let themes = folder.path().join("themes");
        let texts = || config::Home::ALL.map(|home| std::fs::read_to_string(files.of(home)).ok());
        let check = |config: &Config| Appearance::of(config, &themes, None).map(drop);
        for (setting, to) in &changes {
            let before = texts();
            match Config::change(&files, setting, Some(to), check) {
                Ok(changed) => {
                    let (loaded, faults) = Config::load(&files);
                    prop_assert_eq!(faults.len(), 0, "{} = {}: {:?}", setting, to, faults);
                    prop_assert!(changed.get(setting).is_some());
                    prop_assert_eq!(&loaded, &changed);
                    starts(&loaded, &themes)?;
                }
                Err(_) => prop_assert_eq!(texts(), before),
            }
        }
        for (setting, _) in &changes {
            let _ = Config::change(&files, setting, None, check);
        }
        prop_assert_eq!(Config::load(&files).0, Config::default());
    }

    #[test]
    fn the_full_screen_takes_whatever_stands_in_the_file(text in ".*", table in "(?s)(theme|mouse|keys|\\[keys\\.form\\]\n x) = [\"'0-9a-z\\[\\]{}=,]{0,12}\n?") {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::at(folder.path().join("config.toml"));
        let themes = folder.path().join("themes");
        for (text, home) in [&text, &table].into_iter().flat_map(|text| config::Home::ALL.map(|home| (text, home))) {
            std::fs::write(files.of(home), text).unwrap();
            let (config, _) = Config::load(&files);
            prop_assert!(Keymap::new(&config.keys).is_ok());
            let _ = Appearance::or_usual(&config, &themes, None);
        }
    }
}

/// What the full screen makes of settings before it draws.
fn starts(config: &Config, themes: &Path) -> Result<(), TestCaseError> {
    prop_assert!(Keymap::new(&config.keys).is_ok());
    let (_, unusable) = Appearance::or_usual(config, themes, None);
    prop_assert_eq!(unusable, None);
    Ok(())
}
