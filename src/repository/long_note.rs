//! The stretch of a long note in which words stand.
//!
//! SQLite copies all of a text with each word it marks there, so that marking a note costs as much as
//! the square of its length. A long one is cut into pieces instead, in a database in memory that has
//! the diary's own index of words, and only what surrounds the first word found is marked.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;

/// Stand around a word found; control characters are taken out of what people type.
pub(super) const OPEN: char = '\u{2}';
pub(super) const CLOSE: char = '\u{3}';

/// How long a piece is, in bytes.
const PIECE: usize = 4096;

/// How much two pieces share, and how much is shown around a word; in bytes. Words looked for that
/// stand further apart than this in a note are found, but not shown.
const MARGIN: usize = 1024;

/// A note, cut into pieces.
pub(super) struct LongNote<'t> {
    text: &'t str,
    pieces: Vec<&'t str>,
    memory: Connection,
}

impl<'t> LongNote<'t> {
    /// Cuts a note of a diary.
    pub(super) fn new(diary: &Connection, text: &'t str) -> Result<Self> {
        let index: String = diary.query_row(
            "SELECT sql FROM sqlite_schema WHERE name = 'words'",
            [],
            |row| row.get(0),
        )?;
        let memory = Connection::open_in_memory()?;
        memory.execute_batch(&format!(
            "CREATE TABLE note (entry INTEGER PRIMARY KEY, text TEXT); {index}"
        ))?;
        Ok(Self {
            text,
            pieces: pieces(text),
            memory,
        })
    }

    /// What surrounds the first of the words looked for, with all of them marked; the beginning of
    /// the note when no piece has them.
    pub(super) fn stretch(&self, phrases: &str) -> Result<String> {
        self.fill(&self.pieces)?;
        let Some((nth, marked)) = self.first(phrases)? else {
            return Ok(self.around(0).to_owned());
        };
        let piece = self.pieces[nth as usize];
        let begins = piece.as_ptr() as usize - self.text.as_ptr() as usize;
        let around = self.around(begins + marked.find(OPEN).unwrap_or(0));
        self.fill(&[around])?;
        let marked = self.first(phrases)?;
        Ok(marked.map_or_else(|| around.to_owned(), |(_, marked)| marked))
    }

    /// The text around a place in it, without halves of words.
    fn around(&self, at: usize) -> &'t str {
        let begin = word_from(self.text, at.saturating_sub(MARGIN), at);
        let end = word_from(self.text, at + MARGIN, at + 2 * MARGIN);
        &self.text[begin..end]
    }

    fn fill(&self, pieces: &[&str]) -> Result<()> {
        let filling = self.memory.unchecked_transaction()?;
        filling
            .execute_batch("DELETE FROM note; INSERT INTO words (words) VALUES ('delete-all');")?;
        for (nth, piece) in (0_u32..).zip(pieces) {
            for sql in [
                "INSERT INTO note (entry, text) VALUES (?1, ?2)",
                "INSERT INTO words (rowid, text) VALUES (?1, ?2)",
            ] {
                filling.prepare_cached(sql)?.execute(params![nth, piece])?;
            }
        }
        Ok(filling.commit()?)
    }

    /// The first piece with one of the words, and its marked text.
    fn first(&self, phrases: &str) -> Result<Option<(u32, String)>> {
        let found = self
            .memory
            .prepare_cached(
                "SELECT rowid, highlight(words, 0, ?1, ?2) FROM words
                 WHERE words MATCH ?3 ORDER BY rowid LIMIT 1",
            )?
            .query_row(
                params![OPEN.to_string(), CLOSE.to_string(), phrases],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        Ok(found)
    }
}

/// A text in pieces that share their ends, cut between words.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut begin) = (Vec::new(), 0);
    loop {
        let end = word_from(text, begin + PIECE, begin + PIECE + MARGIN);
        pieces.push(&text[begin..end]);
        if end == text.len() {
            return pieces;
        }
        begin = word_from(text, end - MARGIN, end);
    }
}

/// Where the first word begins at a place or behind it, but before another; the first place itself,
/// or the next between two characters, when none does.
fn word_from(text: &str, from: usize, before: usize) -> usize {
    let between = |at: usize| text.ceil_char_boundary(at.min(text.len()));
    let (from, before) = (between(from), between(before));
    if from == 0 {
        return 0;
    }
    text[from..before]
        .char_indices()
        .find(|(_, c)| c.is_whitespace())
        .map_or(from, |(at, c)| from + at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database with the index of words as a diary has it.
    fn diary() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE VIRTUAL TABLE words USING fts5 (
                text, content = 'note', content_rowid = 'entry',
                tokenize = \"unicode61 remove_diacritics 2\"
            )",
        )
        .unwrap();
        db
    }

    fn stretch(text: &str, phrases: &str) -> String {
        let note = LongNote::new(&diary(), text).unwrap();
        note.stretch(phrases).unwrap()
    }

    #[test]
    fn the_pieces_of_any_text_come_to_an_end_and_leave_nothing_out() {
        for text in [
            "",
            "a",
            &"word ".repeat(9000),
            &"ä\u{301}".repeat(9000),
            &" ".repeat(9000),
        ] {
            let mut covered = 0;
            for piece in pieces(text) {
                let begin = piece.as_ptr() as usize - text.as_ptr() as usize;
                assert!(begin <= covered);
                covered = begin + piece.len();
            }
            assert_eq!(covered, text.len());
        }
    }

    #[test]
    fn a_word_is_shown_wherever_it_stands() {
        // Around where the first pieces end, each place once.
        for before in 700..1100 {
            let text = format!("{}hot pad {}", "warm ".repeat(before), "cold ".repeat(2000));
            let shown = stretch(&text, "\"hot pad\" *");
            let marked = format!("warm {OPEN}hot pad{CLOSE} cold");
            assert!(shown.contains(&marked), "{before}: {shown}");
            assert_eq!(shown.matches(OPEN).count(), 1);
        }
    }

    #[test]
    fn no_half_of_a_word_is_taken_for_one() {
        let text = format!("{}heat", "preheat ".repeat(3000));
        let shown = stretch(&text, "\"heat\" *");
        assert!(
            shown.ends_with(&format!("preheat {OPEN}heat{CLOSE}")),
            "{shown}"
        );
        assert_eq!(shown.matches(OPEN).count(), 1);
    }

    #[test]
    fn words_further_apart_than_a_margin_show_the_beginning() {
        let text = format!("{}hot{}pad", "warm ".repeat(2000), " ".repeat(9000));
        assert!(stretch(&text, "\"hot pad\" *").starts_with("warm warm"));
    }
}
