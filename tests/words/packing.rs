//! What is wrong with words fails the build, and says where.

use crate::pack::{Files, Languages, pack};

fn languages(files: &[(&str, &str, &str)]) -> Languages {
    let mut languages = Languages::new();
    for (language, file, text) in files {
        let files = languages.entry((*language).into()).or_default();
        files.insert((*file).into(), (*text).into());
    }
    languages
}

fn packed(text: &str) -> Result<Files, String> {
    pack(&languages(&[("en", "shell", text)]))
}

#[track_caller]
fn wrong(text: &str, says: &[&str]) {
    let error = packed(text).unwrap_err();
    for part in ["assets/words/en/shell.ftl"].iter().chain(says) {
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn what_is_wrong_in_a_file_is_named() {
    wrong("plain = Plain\nsaid = { $n }} more\n", &["line 2"]);
    wrong("said = a\nsaid = b\n", &["said", "twice"]);
    wrong("said = { other }\n", &["said", "no other"]);
    wrong("one = { two }\ntwo = { one }\n", &["one", "into itself"]);
    wrong("said = { DATETIME($day) }\n", &["said", "DATETIME"]);
    wrong(
        "said = { $n ->\n [one] a\n [heat] b\n *[other] c\n }\n",
        &["said", "mixed"],
    );
    wrong(
        "said = { $n ->\n [heat] a\n *[cold] b\n } { $n }\n",
        &["said", "$n"],
    );
}

/// A function a message, and parameters by use.
#[test]
fn variables_are_parameters_by_their_use() {
    let rust = packed(
        "plain = Nothing\n    .hint = Look again\n\
         told = { $item } after { $days ->\n [one] a day\n *[other] { $days } days\n }\n\
         state = act{ $undone ->\n [yes] { \" \" }(undone)\n *[no] { \"\" }\n }\n\
         where = { $place ->\n [history] here\n *[trash-list] there\n }\n",
    )
    .unwrap();
    let rust = &rust["shell"];
    for signature in [
        "fn plain() -> &'static str",
        "fn plain_hint() -> &'static str",
        "fn told(item: impl std::fmt::Display, days: impl crate::words::Number) -> String",
        "fn state(undone: bool) -> String",
        "enum WherePlace {\n/// `history`.\nHistory,\n/// `trash-list`.\nTrashList,\n}",
        "fn where(place: WherePlace) -> String",
    ] {
        assert!(rust.contains(signature), "{signature}\n{rust}");
    }
}

#[test]
fn a_second_language_has_the_same_ids_and_variables() {
    let english = ("en", "shell", "days = { $days } days\nrest = Rest\n");
    let with = |text| pack(&languages(&[english, ("de", "shell", text)]));
    // Another order of variables and words is the language's own affair.
    let rust = with("days = Tage: { $days }\nrest = Rest\n").unwrap();
    assert!(rust["shell"].contains("Language::De => {"));
    assert!(rust["language"].contains("De,"));
    for (text, says) in [
        ("days = { $days } Tage\n", "rest is missing"),
        ("days = Tage\nrest = R\n", "days: $days is missing"),
        (
            "days = { $days } { $tage }\nrest = R\n",
            "days: $tage is no",
        ),
        (
            "days = { $days }\nrest = R\nmehr = M\n",
            "mehr does not stand",
        ),
    ] {
        let error = with(text).unwrap_err();
        assert!(error.contains("de/shell.ftl"), "{error}");
        assert!(error.contains(says), "{error}");
    }
    let error = pack(&languages(&[english, ("de", "dates", "a = b\n")])).unwrap_err();
    assert!(error.contains("de/shell.ftl is missing"), "{error}");
}
