//! The pictures in the README are what the program draws.

use std::fs;
use std::process::Command;

use ratatui::buffer::Buffer;
use twinge::demo;
use twinge::repository::Repository;
use twinge::tui::appearance::Appearance;
use twinge::tui::still;

use crate::sitting::{text, today};

const README: &str = "README.md";
const BEGIN: &str = "```text\n";

/// The first screen of the sample diary.
fn screen(appearance: &Appearance) -> Buffer {
    let folder = tempfile::tempdir().unwrap();
    let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    for act in demo::acts(today(), 14) {
        repository.perform(&act).unwrap();
    }
    still(repository, today(), (100, 30), None, appearance).unwrap()
}

#[test]
fn the_screen_in_the_readme_is_what_the_program_draws() {
    let (appearance, _) = Appearance::of_picture("mono", "none".as_ref()).unwrap();
    let drawn = text(&screen(&appearance));

    let readme = fs::read_to_string(README).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (picture, after) = rest.split_once("```").unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(README, format!("{before}{BEGIN}{drawn}\n```{after}")).unwrap();
        return;
    }
    assert_eq!(
        picture.trim_end(),
        drawn.trim_end(),
        "UPDATE_README=1 cargo test puts the new picture in"
    );
}

/// The pictures, by the names of their files, and how the program is asked for each.
const PICTURES: [(&str, &[&str]); 5] = [
    ("day-dark", &[]),
    ("day-light", &["--theme", "light"]),
    ("patterns-dark", &["--screen", "patterns"]),
    (
        "patterns-light",
        &["--screen", "patterns", "--theme", "light"],
    ),
    ("report", &["--screen", "report"]),
];

#[test]
fn the_pictures_in_the_readme_are_what_the_program_draws() {
    let readme = fs::read_to_string(README).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    for (name, words) in PICTURES {
        let drawn = folder.path().join(name);
        let mut twinge = Command::new(env!("CARGO_BIN_EXE_twinge"));
        twinge
            .env_clear()
            .env("HOME", folder.path())
            .env("TZ", "UTC");
        twinge.env("TMPDIR", folder.path());
        twinge.env("TWINGE_TODAY", today().to_string());
        twinge.args(["demo", "--picture"]).arg(&drawn).args(words);
        let told = twinge.output().unwrap();
        assert!(told.status.success(), "{told:?}");
        let drawn = fs::read_to_string(drawn).unwrap();

        let file = format!("assets/pictures/{name}.svg");
        assert!(readme.contains(&file), "the README shows {file}");
        if std::env::var_os("UPDATE_README").is_some() {
            fs::write(&file, &drawn).unwrap();
        }
        let picture = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            picture == drawn,
            "UPDATE_README=1 cargo test puts the new {file} in"
        );
        names.push(format!("{name}.svg"));
    }
    let there = fs::read_dir("assets/pictures").unwrap();
    let there = there.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut there: Vec<String> = there.collect();
    there.sort();
    assert_eq!(there, names);
}
