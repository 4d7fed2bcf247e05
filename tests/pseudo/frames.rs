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

/// Words of a screen that begin and do not end, without saying that they were cut. They may go on
/// in the next row of the same column, so only a row whose words are all in one line is judged.
pub(crate) fn silently_cut(line: &str) -> bool {
    let mut open = 0_i32;
    let mut rest = line;
    while let Some(next) = rest.find("!!") {
        let (before, after) = rest.split_at(next);
        open += match (before.ends_with('['), after[2..].starts_with(']')) {
            (true, _) => 1,
            (_, true) => -1,
            _ => 0,
        };
        rest = &after[2..];
    }
    open > 0 && !line.contains('…')
}

#[test]
fn crooked_frames_are_found() {
    let whole = "┌ a ┐┌─┐\n│   ││ │\n└───┘└─┘";
    assert_eq!(broken(whole, 8), Vec::<String>::new());
    assert_eq!(broken("┌ a ┐\n│   │\n│   ┘", 5).len(), 1);
    assert_eq!(broken("┌ a\n│   │", 5).len(), 1);
    assert_eq!(broken("┌ a ┐\n└───┘ ", 4).len(), 2);
    assert!(silently_cut("[!! þåå") && !silently_cut("[!! þå…") && !silently_cut("[!! þ !!]"));
}
