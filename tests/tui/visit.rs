//! The page for the doctor, read full screen.

use chrono::Days;
use twinge::diary::{Act, Answer, Edit, Target};
use twinge::repository::Repository;

use crate::sitting::{Sitting, today};

/// Six weeks of pain, worse on each seventh day.
fn hurting() -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
    let mut profile = diary.profile().clone();
    profile.welcomed = true;
    let mut edits = vec![Edit::Profile(Box::new(profile))];
    edits.extend((0..42).map(|ago| Edit::Answer {
        target: Target::Day(today() - Days::new(ago)),
        item: "pain".into(),
        answer: Some(Answer::Scale(if ago % 7 == 0 { 7 } else { 2 })),
    }));
    let summary = "kept".into();
    diary.perform(&Act { summary, edits }).unwrap();
    Sitting::on(diary, folder, 80, 24).thinking()
}

#[test]
fn the_page_is_read_as_the_shell_tells_it() {
    let mut sitting = hurting();
    sitting.keys("F2 g m");
    insta::assert_snapshot!("the_page_for_the_doctor_at_80x24", sitting.screen());
    sitting.keys("G");
    let end = sitting.screen();
    assert!(end.contains("Self-reported in the diary"), "{end}");
    sitting.keys("Esc");
    assert!(!sitting.screen().contains("The page for the doctor"));
}

#[test]
fn a_diary_without_anything_has_no_page() {
    let mut sitting = Sitting::new(80, 24).thinking();
    sitting.keys("F2 g m");
    let screen = sitting.screen();
    assert!(screen.contains("nothing is recorded from"), "{screen}");
}
