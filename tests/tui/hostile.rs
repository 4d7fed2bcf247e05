//! A diary that another program filled with what would steer a terminal: no screen lets it.

use std::collections::BTreeMap;

use twinge::diary::kind::{Choice, ChoiceOption};
use twinge::diary::{
    Act, Answer, Code, Edit, ItemId, ItemKind, ItemOverride, ItemSpec, Profile, Summary, Target,
};
use twinge::repository::Repository;

use crate::sitting::{Sitting, today};

const HOSTILE: &str =
    "a\u{1b}]0;PWN\u{7}\u{1b}]52;c;AAAA\u{7}\u{9b}2J\u{7f}\rb\u{202e}c\u{2066}d\u{200f}\u{61c}e";

fn hostile() -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    let mut spec = ItemSpec::new(
        "Seat",
        ItemKind::Choice(Choice {
            options: vec![ChoiceOption {
                code: Code::new(HOSTILE),
                label: HOSTILE.into(),
                mark: Some('\u{9b}'),
                codes: BTreeMap::new(),
            }],
            ordered: false,
        }),
    );
    let id = spec.id();
    spec.label = HOSTILE.into();
    spec.explain = HOSTILE.into();
    let answer = |item: &ItemId, answer| Edit::Answer {
        target: Target::Day(today()),
        item: item.clone(),
        answer: Some(answer),
    };
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let edits = vec![
        Edit::Profile(Box::new(profile)),
        Edit::OwnItem {
            id: id.clone(),
            spec,
        },
        Edit::Override {
            item: ItemId::new("pain"),
            change: Some(ItemOverride {
                label: Some(HOSTILE.into()),
                ..ItemOverride::default()
            }),
        },
        answer(&ItemId::new("note"), Answer::Text(HOSTILE.into())),
        answer(
            &ItemId::new("tags"),
            Answer::Many([Code::new(HOSTILE)].into()),
        ),
        answer(&ItemId::new("pain"), Answer::Scale(4)),
        answer(&id, Answer::Choice(Code::new(HOSTILE))),
    ];
    for edit in edits {
        let act = Act::one(Summary::ItemMade(id.clone()), edit);
        repository.perform(&act).unwrap();
    }
    Sitting::on(repository, folder, 100, 30)
}

#[test]
fn no_screen_shows_what_steers() {
    let mut seen = 0;
    for keys in [
        "",
        "n",
        "n Enter",
        "/",
        "?",
        "u",
        "g h",
        "g b",
        "g e",
        "g e r",
        "g p",
        "> <",
        "Tab",
        "Space",
        "2",
        "3",
        "4",
        "5",
        "j j j Enter",
        "G Enter",
    ] {
        let mut sitting = hostile();
        sitting.keys(keys);
        let screen = sitting.screen();
        let steers = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}'
                    | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!screen.contains(steers), "{keys}: {screen:?}");
        seen += usize::from(screen.contains("PWN"));
    }
    assert!(seen > 3, "{seen}");
}
