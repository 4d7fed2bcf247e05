//! Whether a drawn screen is whole: frames are closed and straight, and what was cut says so.

/// What is wrong with the frames of a screen, if anything.
pub(crate) fn broken(screen: &str, columns: usize) -> Vec<String> {
    let rows: Vec<Vec<char>> = screen.lines().map(|line| line.chars().collect()).collect();
    let at = |x: usize, y: usize| {
        rows.get(y)
            .and_then(|row| row.get(x))
            .copied()
            .unwrap_or(' ')
    };
    let mut wrong = Vec::new();
    for (y, row) in rows.iter().enumerate() {
        if row.len() > columns {
            wrong.push(format!("row {y} is {} columns wide", row.len()));
        }
        for (left, _) in row.iter().enumerate().filter(|(_, c)| **c == '┌') {
            let right = (left + 1..row.len()).find(|x| row[*x] == '┐');
            let Some(right) = right else {
                wrong.push(format!("row {y}: a frame has no upper right corner"));
                continue;
            };
            let mut below = y + 1;
            // What lies over a frame hides its lines; only its own are looked at.
            while at(left, below) == '│' && at(right, below) == '│' {
                below += 1;
            }
            let covered = |c: char| !"│└┘".contains(c);
            let ends = [at(left, below), at(right, below)];
            if ends != ['└', '┘'] && !ends.into_iter().any(covered) && below < rows.len() {
                wrong.push(format!(
                    "row {below}: the frame from row {y} ends crooked: {ends:?}"
                ));
            }
        }
    }
    wrong
}

/// The rows in which words begin that neither end there or further down in their column, nor say
/// that they were cut. What goes on below the frame can be scrolled to.
pub(crate) fn silently_cut(screen: &str) -> Vec<usize> {
    let rows: Vec<Vec<(usize, &str)>> = screen.lines().map(columns).collect();
    let below = |y: usize, x: usize| rows.get(y)?.iter().find(|(at, _)| *at == x);
    let mut cut = Vec::new();
    for (y, row) in rows.iter().enumerate() {
        for (x, part) in row {
            let (mut open, mut at, mut says) = (ends(part), y, part.contains('…'));
            while open > 0 && !says {
                at += 1;
                match below(at, *x) {
                    Some((_, part)) if part.trim().is_empty() => break,
                    Some((_, part)) => {
                        open += ends(part);
                        says = part.contains('…');
                    }
                    // The end of a frame, or of the screen.
                    None => {
                        says = at < rows.len();
                        break;
                    }
                }
            }
            if open > 0 && !says {
                cut.push(y);
            }
        }
    }
    cut
}

/// The parts of a row between upright lines, with the columns they begin in.
fn columns(row: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let parts = row.split('│').map(|part| {
        let begin = at;
        at += part.chars().count() + 1;
        (begin, part)
    });
    parts.collect()
}

/// How many words begin in a text and do not end.
fn ends(text: &str) -> i64 {
    text.matches("[!!").count() as i64 - text.matches("!!]").count() as i64
}

#[test]
fn crooked_frames_are_found() {
    let whole = "┌ a ┐┌─┐\n│   ││ │\n└───┘└─┘";
    assert_eq!(broken(whole, 8), Vec::<String>::new());
    assert_eq!(broken("┌ a ┐\n│   │\n│   ┘", 5).len(), 1);
    assert_eq!(broken("┌ a\n│   │", 5).len(), 1);
    assert_eq!(broken("┌ a ┐\n└───┘ ", 4).len(), 2);
}

#[test]
fn words_that_are_cut_without_a_sign_are_found() {
    for whole in [
        "│ [!! þ !!] │",
        "│ [!! þå…   │",
        "│ [!! þåå   │\n│ ñöö !!]   │",
        "│ a │ [!! þ │\n│ b │ ñ !!] │",
        "│ [!! þåå   │\n└───────────┘",
    ] {
        assert_eq!(silently_cut(whole), [0; 0], "{whole}");
    }
    assert_eq!(silently_cut("│ [!! þåå   │\n│           │"), [0]);
    assert_eq!(silently_cut("[!! þåå"), [0]);
}
