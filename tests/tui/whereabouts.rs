//! The screen says where one is, and what a key just did beyond the field it was pressed on.

use twinge::tui::screens::day::form::state::Row;

use crate::screens::lived;
use crate::sitting::Sitting;

#[test]
fn the_chart_says_nothing_of_a_day_outside_it() {
    for (columns, rows) in [(80, 24), (100, 30), (200, 60)] {
        let mut sitting = lived(columns, rows);
        sitting.keys("F2 3");
        assert!(!sitting.screen().contains("not in this stretch"));
        for stretch in ["", "] ", "] "] {
            sitting.keys(stretch);
            sitting.keys(",");
            let screen = sitting.screen();
            assert!(screen.contains("not in this stretch"), "{screen}");
            assert!(!screen.contains("not answered"), "{screen}");
            sitting.keys(".");
            let screen = sitting.screen();
            assert!(!screen.contains("not in this stretch"), "{screen}");
        }
    }
}

#[test]
fn an_act_beyond_the_field_is_told_with_the_way_back() {
    let mut sitting = Sitting::new(100, 30);
    // An answer of the form is seen there.
    sitting.keys("p 4");
    assert!(sitting.screen().contains("saved 06:40"));
    let told = |sitting: &Sitting| {
        let screen = sitting.screen();
        let words: Vec<&str> = screen.split_whitespace().collect();
        words.join(" ").contains("; u takes it back")
    };
    for keys in ["F2 m", "g e J"] {
        sitting.keys(keys);
        assert!(told(&sitting), "{keys}:\n{}", sitting.screen());
    }
    sitting.keys("Esc F3 R 1 Esc g g");
    for _ in 0..40 {
        if matches!(sitting.session.model.form.row(), Some(Row::Entry(_))) {
            break;
        }
        sitting.keys("j");
    }
    sitting.keys("Backspace");
    assert!(told(&sitting), "{}", sitting.screen());
    assert!(sitting.screen().contains("Relief"), "{}", sitting.screen());
}

#[test]
fn a_blank_screen_says_nothing_of_what_happens_behind_it() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("`");
    let blank = sitting.screen();
    sitting.session.model.say("worst pain 4 ".repeat(20));
    assert_eq!(sitting.screen(), blank);
}
