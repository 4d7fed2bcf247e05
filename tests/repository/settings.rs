//! The profile, own items and changed items.

use twinge::diary::{
    Answer, Area, ChoiceOption, Code, Edit, ItemId, ItemKind, ItemOverride, ItemSpec, Profile,
    TemperatureUnit, kind,
};
use twinge::repository::RepositoryError;
use twinge::safekeeping;

use crate::support::{Place, act, answer, choice, date, scale, text};

fn options<const N: usize>(codes: [&str; N]) -> ItemKind {
    ItemKind::Choice(kind::Choice {
        options: codes
            .map(|code| ChoiceOption {
                code: Code::new(code),
                label: code.to_uppercase(),
                mark: None,
                codes: Default::default(),
            })
            .into(),
        ordered: false,
    })
}

fn own(label: &str, kind: ItemKind) -> Edit {
    let spec = ItemSpec::new(label, kind);
    Edit::OwnItem {
        id: spec.id(),
        spec,
    }
}

#[test]
fn the_profile_is_kept_and_undone() {
    let place = Place::new();
    let mut repository = place.open();
    assert_eq!(*repository.profile(), Profile::default());
    let told = Profile {
        areas: [Area::Pain].into(),
        temperature: TemperatureUnit::Fahrenheit,
        welcomed: true,
        ..Profile::default()
    };
    let edit = Edit::Profile(Box::new(told.clone()));
    assert!(repository.perform(&act([edit.clone()])).unwrap().is_some());
    assert!(repository.perform(&act([edit])).unwrap().is_none());
    assert_eq!(*repository.profile(), told);
    assert_eq!(*place.open().profile(), told);
    repository.undo().unwrap();
    assert_eq!(*repository.profile(), Profile::default());
}

#[test]
fn an_own_item_works_at_once_and_in_the_same_act() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 17);
    let edits = [
        own(
            "Diary of dreams",
            ItemKind::Text(kind::Text { lines: true }),
        ),
        answer(day, "my-diary-of-dreams", text("flying")),
    ];
    repository.perform(&act(edits)).unwrap();
    for repository in [&repository, &place.open()] {
        let dreams = repository.catalogue().item("my-diary-of-dreams").unwrap();
        assert!(dreams.own);
        assert_eq!(
            repository.day(day).unwrap().answer(&dreams.id),
            Some(&text("flying"))
        );
        let words = twinge::diary::query::Query {
            terms: vec![twinge::diary::query::Term::Words("fly".into())],
        };
        assert_eq!(repository.search(&words, 9).unwrap().len(), 1);
    }
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
    repository.undo().unwrap();
    assert!(repository.catalogue().item("my-diary-of-dreams").is_none());
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
    repository.redo().unwrap();
    assert_eq!(repository.own_items().len(), 1);
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
}

#[test]
fn an_own_item_changes_only_as_its_answers_allow() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 17);
    let edits = [
        own("Wind", options(["calm", "storm"])),
        answer(day, "my-wind", choice("storm")),
    ];
    repository.perform(&act(edits)).unwrap();
    for kind in [
        options(["calm"]),
        ItemKind::Flag(kind::Flag {}),
        // The letters of a code could stand as a text, but it would mean something else.
        ItemKind::Text(kind::Text { lines: false }),
    ] {
        let refused = repository.perform(&act([own("Wind", kind)]));
        assert!(matches!(refused, Err(RepositoryError::InUse { .. })));
    }
    let more = options(["calm", "breeze", "storm"]);
    let changed = repository.perform(&act([own("Wind", more)])).unwrap();
    assert!(changed.is_some());
    let named = Edit::OwnItem {
        id: "wind".into(),
        spec: ItemSpec::new("Wind", ItemKind::Flag(kind::Flag {})),
    };
    assert!(matches!(
        repository.perform(&act([named])),
        Err(RepositoryError::Catalogue(_))
    ));
}

#[test]
fn changed_items_are_kept_and_put_back() {
    let place = Place::new();
    let mut repository = place.open();
    let change = |change| Edit::Override {
        item: "stress".into(),
        change,
    };
    let renamed = ItemOverride {
        label: Some("Tension".into()),
        hidden: true,
        position: Some(-5),
    };
    repository
        .perform(&act([change(Some(renamed.clone()))]))
        .unwrap();
    let stress = place.open().catalogue().item("stress").cloned().unwrap();
    assert_eq!((stress.label.as_str(), stress.hidden), ("Tension", true));
    assert_eq!(repository.overrides()[&ItemId::new("stress")], renamed);
    // A hidden item keeps its answers, and takes new ones.
    repository
        .perform(&act([answer(date(3, 17), "stress", scale(3))]))
        .unwrap();
    repository.perform(&act([change(None)])).unwrap();
    assert_eq!(
        repository.catalogue().item("stress").unwrap().label,
        "Stress"
    );
    assert!(repository.overrides().is_empty());
    let unknown = Edit::Override {
        item: "nothing".into(),
        change: None,
    };
    assert!(matches!(
        repository.perform(&act([unknown])),
        Err(RepositoryError::NoItem(_))
    ));
}

#[test]
fn the_file_explains_itself() {
    let place = Place::new();
    let day = date(3, 17);
    let edits = [
        answer(day, "pain", scale(4)),
        answer(day, "travel", Answer::Flag(true)),
        own("Wind", options(["calm"])),
    ];
    place.open().perform(&act(edits)).unwrap();
    let db = rusqlite::Connection::open(&place.file).unwrap();
    let pain: i64 = db
        .query_row(
            "SELECT pain FROM day WHERE date = '2026-03-17'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(pain, 4);
    let wind: (String, String) = db
        .query_row("SELECT kind, options FROM item WHERE own", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(wind, ("choice".into(), r#"{"calm":"CALM"}"#.into()));
    let date: String = db
        .query_row("SELECT date FROM entry", [], |row| row.get(0))
        .unwrap();
    assert_eq!(date, "2026-03-17");
}

#[test]
fn settings_of_another_version_do_not_keep_the_diary_shut() {
    let place = Place::with_pain([4]);
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.execute_batch(
        r#"INSERT INTO setting VALUES
             ('profile.age', '"from-300"'),
             ('profile.welcomed', 'true'),
             ('own.my-wind', '{"label": "Wind", "kind": "flag", "section": "weather"}'),
             ('own.my-rain', '{"label": "Rain", "kind": "flag"}'),
             ('override.pain', '7'),
             ('colour', '"red"');"#,
    )
    .unwrap();
    let repository = place.open();
    assert!(repository.profile().welcomed);
    assert!(repository.catalogue().item("my-rain").is_some());
    let told = safekeeping::check(&repository).unwrap().problems;
    assert_eq!(told.len(), 4, "{told:?}");
}
