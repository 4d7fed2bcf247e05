//! Whatever is pressed at whatever size: no panic, and undoing everything returns to the start.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use crate::steps::{self, Step};

fn key() -> impl Strategy<Value = KeyEvent> {
    let letters: Vec<char> = steps::LETTERS.chars().collect();
    prop_oneof![
        6 => prop::sample::select(letters).prop_map(|c| KeyEvent::from(KeyCode::Char(c))),
        3 => prop::sample::select(&steps::NAMED[..]).prop_map(KeyEvent::from),
        1 => prop::char::range('a', 'z')
            .prop_map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL)),
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
        steps::taken(steps);
    }
}
