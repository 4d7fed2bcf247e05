//! What a person keeps out of the form can be entered all the same: a warning may ask for it.

use twinge::diary::kind::{Control, Press};
use twinge::diary::{Act, Area, Edit, Item, Profile, Tristate};
use twinge::repository::Repository;
use twinge::tui::layer::Layer;
use twinge::tui::screens::picker::state::Pick;

use crate::sitting::Sitting;

fn with(profile: Profile) -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    let begun = Act::one("diary begun", Edit::Profile(Box::new(profile)));
    repository.perform(&begun).unwrap();
    Sitting::on(repository, folder, 100, 30)
}

/// Somebody who keeps nothing, and told that nothing applies.
fn nothing() -> Profile {
    Profile {
        areas: [].into(),
        uterus: Tristate::No,
        prostate: Tristate::No,
        fertility: false,
        welcomed: true,
        ..Profile::default()
    }
}

/// Finds an item by its name, by keys alone.
fn find(sitting: &mut Sitting, item: &Item) {
    sitting.keys(&format!("/ \"{}\"", item.label));
    for _ in 0..sitting.session.model.catalogue.items().len() {
        let Some(Layer::Picker(picker)) = sitting.session.model.layers.last() else {
            panic!("no list for {}", item.id);
        };
        if matches!(picker.chosen().map(|row| &row.pick), Some(Pick::Item(id)) if *id == item.id) {
            sitting.keys("Enter");
            return;
        }
        sitting.keys("Down");
    }
    panic!("{} is not in the list", item.id);
}

/// Answers the field that has the keys, whatever its kind; whether an answer stands then.
fn answer(sitting: &mut Sitting) -> bool {
    let model = &sitting.session.model;
    let (target, id) = model.form.field().unwrap();
    let (id, kind) = (id.clone(), &model.catalogue.item(id.as_str()).unwrap().kind);
    let words = match (id.as_str(), kind.digit(1, false)) {
        ("temperature" | "fever", _) => "Enter \"36.5\" Enter",
        _ if id.as_str().ends_with("time") => "Enter \"6:40\" Enter",
        (_, Press::Answer(_)) => "1",
        _ => match kind.control() {
            Control::List => "Enter Space Enter",
            Control::Editor { .. } => "Enter \"1\" Enter",
            Control::Ruler | Control::Row(_) => "Space",
        },
    };
    sitting.keys(words);
    let model = &sitting.session.model;
    // The first answer gives an entry that was only begun its number.
    let target = model.form.field().map_or(target, |(now, _)| now);
    model.answer(target, &id).is_some()
}

#[test]
fn any_item_is_entered_by_keys_whatever_is_left_out() {
    let catalogue = twinge::diary::Catalogue::built_in();
    let mut sitting = with(nothing());
    let asked = |item: &&Item| !catalogue.is_unasked(item);
    for item in catalogue.items().iter().filter(asked) {
        find(&mut sitting, item);
        let at = sitting.session.model.form.field().map(|(_, id)| id.clone());
        assert_eq!(at.as_ref(), Some(&item.id), "{}", sitting.screen());
        assert!(answer(&mut sitting), "{}: {}", item.id, sitting.screen());
        // Each begins on a form of its own.
        sitting = sitting.reopen();
    }
}

#[test]
fn bleeding_after_the_menopause_is_found_at_the_end_of_the_list() {
    let kept = Profile {
        areas: Area::ALL
            .into_iter()
            .filter(|area| *area != Area::Cycle)
            .collect(),
        menopause: Tristate::Yes,
        welcomed: true,
        ..Profile::default()
    };
    let mut sitting = with(kept);
    assert!(
        !sitting.screen().contains("Bleeding"),
        "{}",
        sitting.screen()
    );
    sitting.keys("/ \"bleeding\"");
    let screen = sitting.screen();
    assert!(screen.contains("kept out of the form"), "{screen}");
    sitting.keys("Enter 1");
    let screen = sitting.screen();
    assert!(screen.contains("Bleeding"), "{screen}");
}
