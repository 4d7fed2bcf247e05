//! What is wrong with words fails the build, and says where.

use crate::pack::data::{ASSETS, Asset};
use crate::pack::{Files, Languages, article, pack};

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

fn asset(name: &str) -> &'static Asset {
    ASSETS.iter().find(|asset| asset.name == name).unwrap()
}

/// English with other words laid over it, as TOML.
fn laid(name: &str, english: &str, theirs: &str) -> Result<String, String> {
    let parsed = |text| toml::from_str::<toml::Table>(text).unwrap();
    let merged = asset(name).merged(&parsed(english), &parsed(theirs))?;
    Ok(toml::to_string(&merged).unwrap())
}

const ITEMS: &str = r#"
[[bands.pain]]
to = 0
label = "no pain"
[[item]]
id = "pain"
label = "Pain"
kind = "scale"
[[item]]
id = "sites"
label = "Where"
options = [{ code = "left", label = "on the left", mark = "l" }]
"#;
const BANDS: &str = "[[bands.pain]]\nto = 0\nlabel = \"kein Schmerz\"\n";
const PAIN: &str = "[[item]]\nid = \"pain\"\nlabel = \"Schmerz\"\n";
const SITES: &str = "[[item]]\nid = \"sites\"\nlabel = \"Wo\"\noptions = [{ code = \"left\", \
                     label = \"links\" }]\n";

#[test]
fn other_words_are_laid_over_data_by_id() {
    // In any order, and with words that English can do without.
    let theirs = format!("{SITES}{PAIN}phrase = \"Schmerz\"\n{BANDS}");
    let merged: toml::Table = laid("catalogue", ITEMS, &theirs).unwrap().parse().unwrap();
    let expected = ITEMS
        .replace("\"no pain\"", "\"kein Schmerz\"")
        .replace("\"Pain\"", "\"Schmerz\"\nphrase = \"Schmerz\"")
        .replace("\"Where\"", "\"Wo\"")
        .replace("\"on the left\"", "\"links\"");
    assert_eq!(merged, expected.parse().unwrap());
}

#[test]
fn what_is_wrong_in_other_words_of_data_is_named() {
    let all = format!("{BANDS}{PAIN}{SITES}");
    for (theirs, says) in [
        (format!("{BANDS}{PAIN}"), "item[sites] is missing"),
        (format!("{PAIN}{SITES}"), "bands is missing"),
        (
            all.replace("label = \"Schmerz\"", ""),
            "item[pain].label is missing",
        ),
        (
            all.replace(", label = \"links\"", ""),
            "item[sites].options[left].label is missing",
        ),
        (
            all.replace("\"pain\"", "\"pein\""),
            "item[pein] does not stand in en",
        ),
        (format!("{all}{PAIN}"), "item[pain] stands there twice"),
        (
            all.replace("to = 0", "to = 3"),
            "bands.pain[3] does not stand",
        ),
        (
            all.replace("code = \"left\"", "code = \"right\""),
            "options[right] does not",
        ),
        (
            format!("{all}kind = \"flag\"\n"),
            "item[sites].kind does not stand",
        ),
        (
            all.replace("\"Schmerz\"", "\"Schmerz\"\nkind = \"flag\""),
            "item[pain].kind is no word",
        ),
        (
            all.replace("\"Schmerz\"", "\"Schmerz\"\nexplain = \"Wie sehr.\""),
            "item[pain].explain does not stand in en",
        ),
        (
            all.replace("\"Schmerz\"", "[\"Schmerz\"]"),
            "item[pain].label is not a text",
        ),
        (
            all.replace("\"Schmerz\"", "1"),
            "item[pain].label is not a text",
        ),
    ] {
        let error = laid("catalogue", ITEMS, &theirs).unwrap_err();
        assert!(error.contains(says), "{error}, not {says}");
    }
}

/// Lines without an id are known by their place, and know the facts of the English only.
#[test]
fn lines_of_data_are_known_by_their_place() {
    let english = r#"timing = [{ fits = "no", say = "day {day}" }, { fits = "yes", say = "no" }]"#;
    let laid = |theirs| laid("guide/readings", english, theirs);
    let merged = laid(r#"timing = [{ say = "Tag {day}" }, { say = "nein" }]"#).unwrap();
    let (yes, no) = (merged.find("Tag {day}"), merged.find("nein"));
    assert!(yes.is_some() && yes < no, "{merged}");
    for (theirs, says) in [
        (
            r#"timing = [{ say = "Tag {day}" }]"#,
            "timing[1] is missing",
        ),
        (
            r#"timing = [{ say = "a" }, { say = "b" }, { say = "c" }]"#,
            "timing[2] does not stand",
        ),
        (
            r#"timing = [{ say = "Tag {tag}" }, { say = "nein" }]"#,
            "timing[0].say: {tag} is no fact",
        ),
    ] {
        let error = laid(theirs).unwrap_err();
        assert!(error.contains(says), "{error}, not {says}");
    }
}

#[test]
fn a_language_needs_every_file() {
    let assets = std::path::Path::new("assets");
    let error = crate::pack::data::pack(assets, &["de"]).unwrap_err();
    assert!(
        error.contains("words/de/catalogue.toml is missing"),
        "{error}"
    );
    for (file, known) in [
        ("typed.toml", true),
        ("guide/rules.toml", true),
        ("articles/pid.md", true),
        ("katalog.toml", false),
        ("articles/pain.md", false),
        ("articles", false),
        ("notes.txt", false),
    ] {
        assert_eq!(crate::pack::data::is_known(assets, file), known, "{file}");
    }
}

#[test]
fn an_article_of_another_language_has_words_only() {
    let english = "+++\ntitle = \"Heat\"\nsummary = \"It warms.\"\nwords = [\"warm\"]\n\
                   see = [\"rest\"]\nsources = []\n+++\n\nText.\n";
    let theirs =
        "+++\ntitle = \"Wärme\"\nsummary = \"Sie wärmt.\"\nwords = [\"warm\"]\n+++\n\n## Wie\n";
    let merged = article::merged(english, theirs).unwrap();
    assert!(merged.contains("title = \"Wärme\"") && merged.contains("see = [\"rest\"]"));
    assert!(
        merged.ends_with("\n+++\n\n## Wie\n") && !merged.contains("Text."),
        "{merged}"
    );
    for (wrong, right, says) in [
        ("see = []\nwords", "words", "see is no word"),
        ("", "words = [\"warm\"]\n", "words is missing"),
        ("", "+++\n", "between +++"),
    ] {
        let error = article::merged(english, &theirs.replace(right, wrong)).unwrap_err();
        assert!(error.contains(says), "{error}, not {says}");
    }
    let accented = article::accented(&english.replace("Text.", "- one\n  more\n- two")).unwrap();
    let points = accented
        .lines()
        .filter(|line| line.starts_with("- [!! ") && line.ends_with(" !!]"));
    assert_eq!(points.count(), 2, "{accented}");
}
