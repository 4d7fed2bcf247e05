//! The files of the settings: what is read, refused and written.

use toml::Table;

use super::*;

fn parse(text: &str) -> (Config, Vec<String>) {
    let files = Files::at("config.toml".into());
    let (config, faults) = file::understand(&files, |home| match home {
        Home::Settings => Ok(text.to_owned()),
        Home::Look => Ok(String::new()),
    });
    (
        config,
        faults.iter().map(crate::words::errors::config).collect(),
    )
}

fn change(files: &Files, setting: &str, to: Option<&str>) -> Result<Config, ConfigError> {
    Config::change(files, setting, to, |_| Ok(()))
}

#[test]
fn an_empty_file_is_all_defaults() {
    assert_eq!(parse(""), (Config::default(), vec![]));
}

#[test]
fn every_setting_can_be_shown() {
    let config = Config::default();
    for setting in SETTINGS {
        assert!(config.get(setting.name).is_some(), "{}", setting.name);
    }
    let fields = toml::Table::try_from(&config).unwrap();
    assert_eq!(fields.len(), SETTINGS.len() + 1, "all but the keys");
}

#[test]
fn what_is_not_understood_is_refused_with_its_line() {
    for (text, line, words) in [
        (
            "backups-daily = 3\ntheem = \"dark\"\n",
            2,
            "did you mean \"theme\"?",
        ),
        (
            "\n\nglyphs = \"brail\"\n",
            3,
            "it is auto, braille, blocks or ascii, in quotation marks",
        ),
        (
            "mouse = \"yes\"",
            1,
            "mouse cannot be \"yes\": it is true or false, without quotation marks",
        ),
        ("theme = ", 1, "this cannot be read as TOML"),
        ("lock-minutes = -1", 1, "a number from 0 to 65535"),
        ("keys = 3", 1, "write keys.CONTEXT.CHORD"),
        ("[keys]\nundo = 3", 2, "write keys.CONTEXT.CHORD"),
        ("[keys.from]\nx = 3", 2, "did you mean \"form\"?"),
        ("[keys.form]\n\"hyper-x\" = 3", 2, "\"hyper\" is not ctrl"),
        (
            "[keys.form]\nx = [\"undo\"]",
            2,
            "there is no \"[\"undo\"]\"",
        ),
    ] {
        let (_, refused) = parse(text);
        let [refused] = refused.as_slice() else {
            panic!("{text}: {refused:?}");
        };
        assert!(
            refused.starts_with(&format!("config.toml, line {line}: ")),
            "{refused}"
        );
        assert!(refused.contains(words), "{refused}");
    }
}

/// Whoever reads a refusal knows the setting, not how the program reads a file.
#[test]
fn no_setting_is_refused_in_the_words_of_a_reader_of_files() {
    let values = ["3", "-1", "99999", "1.5", "true", "\"44\"", "[]", "{}"];
    for setting in SETTINGS {
        for value in values {
            let (_, refused) = parse(&format!("{} = {value}\n", setting.name));
            for refused in refused.iter().filter(|of| !of.contains("does not stand")) {
                let own = format!("config.toml, line 1: {} cannot be ", setting.name);
                assert!(refused.starts_with(&own), "{refused}");
                let allowed = crate::words::settings::written(setting);
                assert!(
                    refused.ends_with(&format!(": it is {allowed}")),
                    "{refused}"
                );
            }
        }
    }
}

#[test]
fn a_change_keeps_the_rest_and_holds_only_differences() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::at(folder.path().join("twinge/config.toml"));
    let text = |home| std::fs::read_to_string(files.of(home)).unwrap();
    change(&files, "lock-minutes", Some("5")).unwrap();
    let why = format!("# why: a lab\n{}", text(Home::Settings));
    std::fs::write(files.of(Home::Settings), why).unwrap();
    let config = change(&files, "rules", Some("own.toml")).unwrap();
    assert_eq!(
        (config.lock_minutes, config.rules.as_str()),
        (5, "own.toml")
    );
    change(&files, "rules", Some("")).unwrap();
    change(&files, "keys.global.ctrl-z", Some("undo")).unwrap();
    assert_eq!(
        text(Home::Settings),
        "# why: a lab\nlock-minutes = 5\n\n[keys.global]\nctrl-z = \"undo\"\n"
    );
    assert_eq!(
        Config::load(&files).0.get("keys.global.ctrl-z").as_deref(),
        Some("undo")
    );
    change(&files, "keys.global.ctrl-z", None).unwrap();
    assert_eq!(text(Home::Settings), "# why: a lab\nlock-minutes = 5\n");
    // The look has a file of its own, and what is set there knows of the other.
    let config = change(&files, "theme", Some("16")).unwrap();
    assert_eq!((config.lock_minutes, config.theme.as_str()), (5, "16"));
    assert_eq!(text(Home::Look), "theme = \"16\"\n");
    assert_eq!(text(Home::Settings), "# why: a lab\nlock-minutes = 5\n");
    change(&files, "theme", None).unwrap();
    assert_eq!(text(Home::Look), "");
}

#[test]
fn each_setting_stands_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::at(folder.path().join("config.toml"));
    let usual = Config::default();
    for setting in SETTINGS {
        let value = usual.value(setting.name).unwrap();
        let text = format!("\n{}", Table::from_iter([(setting.name.to_owned(), value)]));
        for home in Home::ALL {
            for of in Home::ALL {
                let text = if of == home { &text } else { "" };
                std::fs::write(files.of(of), text).unwrap();
            }
            let (_, faults) = Config::load(&files);
            let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
            let elsewhere = told.iter().any(|of| of.contains("line 2: "));
            assert_eq!(
                elsewhere,
                setting.home != home,
                "{}: {told:?}",
                setting.name
            );
        }
    }
    // Nothing that runs, and no key, is taken from the file that the full screen writes.
    let text = "passphrase-command = \"id\"\n[keys.form]\nx = \"undo\"\n";
    std::fs::write(files.of(Home::Settings), "").unwrap();
    std::fs::write(files.of(Home::Look), text).unwrap();
    let (config, faults) = Config::load(&files);
    assert_eq!((config, faults.len()), (usual, 2));
}

#[test]
fn a_mistake_costs_one_setting_or_key() {
    let text = "lock-minutes = 99999\nbackups-daily = 3\ntheem = \"dark\"\n\
                [keys]\nundo = \"ctrl-z\"\n\
                [keys.form]\nctrl-d = \"next-day\"\nctrl-e = \"nxt-day\"\n\"hyper-x\" = \"undo\"\n\
                [keys.from]\nx = \"undo\"\n";
    let (config, faults) = parse(text);
    assert_eq!(config.backups_daily, 3);
    assert_eq!(config.lock_minutes, Config::default().lock_minutes);
    let own: Vec<_> = config.own_keys().collect();
    assert_eq!(own, [("keys.form.ctrl-d".into(), "next-day".into())]);
    let line = |fault: &String| fault.split(&[' ', ':']).nth(2)?.parse().ok();
    let mut lines: Vec<usize> = faults.iter().filter_map(line).collect();
    lines.sort_unstable();
    assert_eq!(lines, [1, 3, 5, 8, 9, 11], "{faults:?}");
    assert!(
        faults
            .iter()
            .any(|of| of.contains("did you mean \"next-day\"?"))
    );
}

#[test]
fn what_is_set_wrong_can_be_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::at(folder.path().join("config.toml"));
    let path = files.of(Home::Look);
    std::fs::write(path, "glyphs = \"brail\"\nnothing = 1\n").unwrap();
    let config = change(&files, "glyphs", Some("blocks")).unwrap();
    assert_eq!(config.glyphs, Glyphs::Blocks);
    std::fs::write(path, "glyphs = \n").unwrap();
    let refused = change(&files, "glyphs", Some("blocks")).unwrap_err();
    assert!(refused.to_string().contains("line 1"), "{refused}");
}

#[test]
fn the_words_a_setting_lists_are_those_it_takes() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::at(folder.path().join("config.toml"));
    for setting in SETTINGS {
        for word in setting.words() {
            let config = change(&files, setting.name, Some(word)).unwrap();
            assert_eq!(config.get(setting.name).as_deref(), Some(word));
        }
    }
}

#[test]
fn settings_with_one_changed_differ_in_that_one() {
    let usual = Config::default();
    let mouse = usual.with("mouse", "yes").unwrap();
    assert!(mouse.mouse);
    assert_eq!(mouse.with("mouse", "no").as_ref(), Some(&usual));
    assert_eq!(usual.with("mouse", "perhaps"), None);
    assert_eq!(usual.with("glyphs", "emoji"), None);
    assert_eq!(usual.with("moose", "yes"), None);
}

#[test]
fn a_wrong_change_leaves_the_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::at(folder.path().join("config.toml"));
    for (setting, to, words) in [
        ("mous", "yes", "did you mean \"mouse\"?"),
        (
            "mouse",
            "perhaps",
            "mouse cannot be \"perhaps\": it is yes or no",
        ),
        ("glyphs", "emoji", "auto, braille, blocks or ascii"),
        ("lock-minutes", "soon", "0 is never"),
        ("lock-minutes", "-4", "0 is never"),
        ("keys", "x", "no setting"),
        ("keys.undo", "ctrl-z", "write keys.CONTEXT.CHORD"),
        ("keys.from.x", "undo", "did you mean \"form\"?"),
        ("keys.form.hyper-x", "undo", "\"hyper\" is not ctrl"),
        ("keys.form.x", "nxt-day", "did you mean \"next-day\"?"),
    ] {
        let refused = change(&files, setting, Some(to)).unwrap_err();
        let refused = crate::words::errors::config(&refused);
        assert!(refused.contains(words), "{refused}");
    }
    assert!(!Home::ALL.iter().any(|home| files.of(*home).exists()));
}
