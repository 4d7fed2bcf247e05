//! Whatever is pressed at whatever size: no panic, and undoing everything returns to the start.

use crate::sitting::Sitting;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use twinge::diary::DateRange;
use twinge::repository::Repository;

#[derive(Debug, Clone)]
enum Step {
    Key(KeyEvent),
    Paste(String),
    Resize(u16, u16),
}

fn key() -> impl Strategy<Value = KeyEvent> {
    let letters = "0123456789jklhwfbtmonpXREL#/?:gucCqG-+[],.<>{} \"`~"
        .chars()
        .collect::<Vec<_>>();
    let codes = vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::F(2),
        KeyCode::F(4),
        KeyCode::F(12),
    ];
    prop_oneof![
        6 => prop::sample::select(letters).prop_map(|c| KeyEvent::from(KeyCode::Char(c))),
        3 => prop::sample::select(codes).prop_map(KeyEvent::from),
        1 => "[a-z]".prop_map(|c| {
            KeyEvent::new(KeyCode::Char(c.chars().next().unwrap()), KeyModifiers::CONTROL)
        }),
        1 => any::<char>().prop_map(|c| KeyEvent::from(KeyCode::Char(c))),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        30 => key().prop_map(Step::Key),
        1 => "(?s).{0,40}".prop_map(Step::Paste),
        2 => (0u16..260, 0u16..90).prop_map(|(columns, rows)| Step::Resize(columns, rows)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size(steps in prop::collection::vec(step(), 1..120)) {
        let mut sitting = Sitting::new(100, 30);
        for step in steps {
            match step {
                Step::Key(key) => sitting.press(key),
                Step::Paste(words) => drop(sitting.paste(&words)),
                Step::Resize(columns, rows) => drop(sitting.resize(columns, rows)),
            }
            sitting.screen();
        }
        let Sitting { session, folder, .. } = sitting;
        drop(session);
        let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
        prop_assert!(repository.check().unwrap().problems.is_empty());
        while repository.undo().unwrap().is_some() {}
        prop_assert!(repository.read(DateRange::ALL).unwrap().is_empty());
        prop_assert!(repository.own_items().is_empty());
        prop_assert!(repository.overrides().is_empty());
    }
}
