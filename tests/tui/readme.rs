//! The picture in the README is what the program draws.

use twinge::demo;
use twinge::repository::Repository;

use crate::sitting::{Sitting, today};

const README: &str = "README.md";
const BEGIN: &str = "```text\n";

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let folder = tempfile::tempdir().unwrap();
    let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    for act in demo::acts(today(), 14) {
        repository.perform(&act).unwrap();
    }
    let mut sitting = Sitting::on(repository, folder, 100, 30);
    sitting.think();
    // Warnings are read and put aside before a picture is taken.
    while sitting.session.model.guide.spoken().next().is_some() {
        sitting.keys("!").think();
    }
    sitting.session.model.notice = None;
    let drawn = sitting.screen();

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
