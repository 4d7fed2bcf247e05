use crate::sitting::Sitting;

/// A diary of some days, typed by keyboard.
pub(crate) fn lived(columns: u16, rows: u16) -> Sitting {
    twinge::language::speak(twinge::language::Language::Pseudo);
    let mut sitting = Sitting::new(columns, rows).thinking();
    for _ in 0..16 {
        sitting.keys("<");
    }
    for day in 0..17u8 {
        let pain = [5, 6, 4, 2, 0, 0, 1, 1, 0, 3, 2, 1, 0, 2, 3, 2, 4][usize::from(day)];
        sitting.keys(&format!("p {pain}"));
        match day {
            0 => drop(sitting.keys("b 5 w Enter Space Esc f Enter Space Esc i 4")),
            1 => drop(sitting.keys(r#"b 5 R 1 b 6 a 3 Esc n Enter "ΘΕΡΜΗ" Enter"#)),
            2 => drop(sitting.keys("b 4")),
            3 => drop(sitting.keys("b 3")),
            4 => drop(sitting.keys("b 2")),
            9 => drop(sitting.keys("X o Space d 0 Esc")),
            12 => drop(sitting.keys(r#"t Enter "36.45" Enter m 3"#)),
            16 => drop(sitting.keys("o 2 w Enter Space Right Space Esc f Enter Space Esc")),
            _ => {}
        }
        if day < 16 {
            sitting.keys(">");
        }
    }
    sitting.keys("p");
    sitting
}

#[test]
fn look() {
    for keys in [
        "", "?", ":", "w Enter", "f Enter", r#"n Enter "Γ""#, "g d", "g s", "g e", "g l", "g b", "R 1 b 5", "g y",
        "F2 3", "F2 4", "F2 5", "F2 6", "g i", "g g", "g w", "Ctrl-f", "X", "E", "L",
    ] {
        let mut sitting = lived(80, 24);
        sitting.keys(keys);
        println!("=== {keys}\n{}", sitting.screen());
    }
}
