//! Cells that no spreadsheet takes for a formula.

use std::borrow::Cow;

use ::csv::ByteRecord;

/// What a formula can begin with; the full-width signs are for those that do not tell them from the
/// plain ones.
const SIGNS: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠',
];

/// Words as a cell: behind an apostrophe where a spreadsheet would take them for a formula.
pub(super) fn guarded(words: &str) -> Cow<'_, str> {
    if words.trim_start_matches(unseen).starts_with(SIGNS) {
        Cow::Owned(format!("'{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// The words of a cell that was [`guarded`].
pub(super) fn unguarded(cell: &str) -> &str {
    let words = cell.strip_prefix('\'');
    words.filter(|words| guarded(words) == cell).unwrap_or(cell)
}

/// The words of the cells of a record, to the letter.
pub(super) fn words(record: &ByteRecord) -> Vec<String> {
    let cells = record.iter().map(String::from_utf8_lossy);
    cells.map(|cell| unguarded(&cell).to_owned()).collect()
}

/// Takes no room, so that some readers pass over it: a byte order mark, joiners, directions, controls.
fn unseen(c: char) -> bool {
    let kept = matches!(c, '\t' | '\r' | '\n');
    matches!(c, '\u{FEFF}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || (c.is_control() && !kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_guarded_and_its_words_come_back() {
        for words in [
            "=1+1",
            "\u{feff}=1",
            "\u{200b}\u{202e}@x",
            "\u{0}-2",
            "\n+1",
            "＝1",
            "'=1",
            "'tis",
            "''",
        ] {
            let cell = guarded(words);
            assert_eq!(cell, format!("'{words}"));
            assert_eq!(unguarded(&cell), words);
        }
        for words in ["", "heat", "\u{feff}heat", "4 - 2", " - a line"] {
            assert_eq!(guarded(words), words);
            assert_eq!(unguarded(words), words);
        }
        assert_eq!(unguarded("'tis"), "'tis");
    }
}
