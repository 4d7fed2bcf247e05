//! The pictures in the README are what the program draws.

use ratatui::buffer::Buffer;
use twinge::demo;
use twinge::repository::Repository;
use twinge::tui::appearance::Appearance;
use twinge::tui::{still, svg};

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
    still(repository, today(), (100, 30), appearance).unwrap()
}

#[test]
fn the_screen_in_the_readme_is_what_the_program_draws() {
    let (appearance, _) = Appearance::of_picture("mono", "none".as_ref()).unwrap();
    let drawn = text(&screen(&appearance));

    let readme = std::fs::read_to_string(README).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (picture, after) = rest.split_once("```").unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(README, format!("{before}{BEGIN}{drawn}\n```{after}")).unwrap();
        return;
    }
    assert_eq!(
        picture.trim_end(),
        drawn.trim_end(),
        "UPDATE_README=1 cargo test puts the new picture in"
    );
}

#[test]
fn the_pictures_in_the_readme_are_what_the_program_draws() {
    let readme = std::fs::read_to_string(README).unwrap();
    for theme in ["dark", "light"] {
        let (appearance, ground) = Appearance::of_picture(theme, "none".as_ref()).unwrap();
        let drawn = svg::draw(&screen(&appearance), ground);
        let file = format!("assets/pictures/{theme}.svg");
        assert!(readme.contains(&file), "the README shows {file}");
        if std::env::var_os("UPDATE_README").is_some() {
            std::fs::create_dir_all("assets/pictures").unwrap();
            std::fs::write(file, drawn).unwrap();
            continue;
        }
        let picture = std::fs::read_to_string(&file).unwrap();
        assert!(
            picture == drawn,
            "UPDATE_README=1 cargo test puts the new {file} in"
        );
    }
}
