//! `items add` and the like, `profile`, `config`, `path`.

use crate::support::{Home, names};

#[test]
fn own_items_are_made_renamed_hidden_and_moved() {
    let home = Home::new();
    assert_eq!(
        home.ok(&["items", "add", "Damp weather", "--kind", "yes-no"]),
        "new item Damp weather (my-damp-weather)\n"
    );
    home.ok(&[
        "items",
        "add",
        "Chair",
        "--kind",
        "choice",
        "--options",
        "office,the sofa",
    ]);
    home.ok(&["items", "add", "Cups", "--kind", "number", "--max", "20"]);
    home.ok(&["log", "my-damp-weather", "my-chair=the sofa", "my-cups=3"]);
    let shown = home.ok(&["show"]);
    assert!(
        shown.contains("Damp weather: yes") && shown.contains("Chair: the sofa"),
        "{shown}"
    );

    home.ok(&["items", "rename", "my-cups", "Coffee"]);
    home.ok(&["items", "hide", "my-chair"]);
    let list = home.ok(&["items"]);
    assert!(
        list.contains("Coffee: 0 to 20") && !list.contains("my-chair"),
        "{list}"
    );
    assert!(
        home.ok(&["show"]).contains("Chair: the sofa"),
        "hidden, not lost"
    );
    assert!(home.ok(&["items", "--all"]).contains("Chair (hidden)"));
    home.ok(&["items", "show", "my-chair"]);
    home.ok(&["items", "move", "my-damp-weather", "--before", "my-chair"]);
    let list = home.ok(&["items"]);
    let at = |id: &str| list.find(id).unwrap();
    assert!(
        at("my-damp-weather") < at("my-chair") && at("my-chair") < at("my-cups"),
        "{list}"
    );
    home.ok(&["undo"]);
    assert!(home.ok(&["items"]).find("my-chair") < home.ok(&["items"]).find("my-damp-weather"));
}

#[test]
fn items_that_cannot_be_are_refused() {
    let home = Home::new();
    home.ok(&["items", "add", "Cups", "--kind", "number"]);
    for (args, words) in [
        (
            &["add", "Cups", "--kind", "text"][..],
            "there is an item my-cups already",
        ),
        (
            &["add", "Chair", "--kind", "choice", "--options", "one"],
            "two options or more",
        ),
        (
            &["add", "Chair", "--kind", "many", "--options", "a,a"],
            "\"a\" cannot be an option",
        ),
        (
            &[
                "add", "Level", "--kind", "number", "--min", "5", "--max", "2",
            ],
            "no number to choose",
        ),
        (&["rename", "my-cups", "  "], "needs a name"),
        (&["hide", "nowhere-near"], "there is no item"),
        (&["move", "my-cups", "--before", "pain"], "another section"),
    ] {
        let args: Vec<&str> = ["items"].iter().chain(args).copied().collect();
        let refused = home.fails(2, &args);
        assert!(refused.contains(words), "{args:?}: {refused}");
    }
    assert!(
        home.fails(2, &["items", "add", "!", "--kind", "text"])
            .contains("not a name")
    );
    assert!(
        home.fails(
            1,
            &["items", "add", "X", "--kind", "text", "--section", "nope"]
        )
        .contains("nope")
    );
}

#[test]
fn the_profile_is_changed_and_told() {
    let home = Home::new();
    home.ok(&[
        "profile",
        "keep=pain,relief",
        "temperature=fahrenheit",
        "week-start=sunday",
    ]);
    let told = home.ok(&["profile"]);
    assert!(
        told.contains("keep = pain,relief\n") && told.contains("week-start = sunday\n"),
        "{told}"
    );
    assert!(!home.ok(&["items"]).contains("bleeding"));
    home.ok(&["log", "temperature=97.7"]);
    assert!(home.ok(&["show", "--json"]).contains("36.5"));
    assert!(
        home.ok(&["profile", "--json"])
            .contains("\"temperature\":\"fahrenheit\"")
    );
    assert!(
        home.fails(2, &["profile", "keep=pane"])
            .contains("it is any of pain,cycle")
    );
    assert!(
        home.fails(2, &["profile", "kep=pain"])
            .contains("did you mean \"keep\"?")
    );
}

#[test]
fn settings_hold_only_differences() {
    let home = Home::new();
    assert!(home.ok(&["config"]).contains("theme = auto"));
    assert!(!home.path("config").exists());
    assert_eq!(home.ok(&["config", "set", "mouse", "yes"]), "mouse = yes\n");
    home.ok(&["config", "set", "theme", "light"]);
    home.ok(&["config", "unset", "theme"]);
    let look = home.path("config/twinge/look.toml");
    assert_eq!(std::fs::read_to_string(&look).unwrap(), "mouse = true\n");
    assert_eq!(names(look.parent().unwrap()), ["look.toml"]);
    home.ok(&["config", "set", "lock-minutes", "5"]);
    home.ok(&["config", "set", "rules", "own.toml"]);
    home.ok(&["config", "unset", "rules"]);
    let file = home.path("config/twinge/config.toml");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "lock-minutes = 5\n"
    );
    assert_eq!(names(file.parent().unwrap()), ["config.toml", "look.toml"]);
    assert!(
        home.fails(2, &["config", "set", "mous", "yes"])
            .contains("did you mean \"mouse\"?")
    );
    let refused = home.fails(2, &["config", "set", "NOPE", "3"]);
    assert!(!refused.contains("did you mean"), "{refused}");
    let refused = home.fails(2, &["config", "set", "day-ends", "5"]);
    assert!(
        refused.contains("\n  the diary keeps that: twinge profile day-ends=VALUE"),
        "{refused}"
    );

    std::fs::write(&file, "lock-minutes = 5\nglyph = \"ascii\"\n").unwrap();
    let refused = home.fails(1, &["config"]);
    assert!(
        refused.contains("config.toml, line 2: there is no setting \"glyph\""),
        "{refused}"
    );
    assert!(refused.contains("did you mean \"glyphs\"?"), "{refused}");
    let logged = home.run(&["log", "pain=3"]);
    assert_eq!(logged.code, 0, "{}", logged.err);
    assert!(
        logged
            .err
            .contains("config.toml, line 2: there is no setting \"glyph\"")
    );
    assert!(logged.err.contains("it is left out"), "{}", logged.err);
    assert!(
        home.fails(2, &["--config", "/nowhere.toml", "config"])
            .contains("no file /nowhere.toml")
    );
}

#[test]
fn the_diary_is_where_it_is_said_to_be() {
    let home = Home::new();
    let path = |command: &mut std::process::Command| {
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let at = |path: String| format!("{path}\n");
    assert_eq!(home.ok(&["path"]), at(home.name("data/twinge/diary.db")));
    assert_eq!(
        home.ok(&["path", "config"]),
        at(home.name("config/twinge/config.toml"))
    );
    let mut with_env = home.command(&["path"]);
    with_env.env("TWINGE_DIARY", "/elsewhere.db");
    assert_eq!(path(&mut with_env), "/elsewhere.db\n");
    let mut with_flag = home.command(&["path", "--diary", "/here.db"]);
    with_flag.env("TWINGE_DIARY", "/elsewhere.db");
    assert_eq!(path(&mut with_flag), "/here.db\n");
    let mut empty = home.command(&["path"]);
    empty.env("TWINGE_DIARY", "");
    assert_eq!(path(&mut empty), at(home.name("data/twinge/diary.db")));
}
