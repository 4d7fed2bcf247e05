//! Searching: each term gives the days on which it holds, in order; a query is what they share.
//!
//! The index of an item is walked in SQL and each value judged by [`Test::passes`], so that a test
//! means the same here as for a day in memory. A note is found by its words, not by their letters:
//! accents and case do not matter, the last word may be a beginning.
//!
//! [`Test::passes`]: crate::diary::query::Test::passes

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use unicode_segmentation::UnicodeSegmentation;

use super::error::Result;
use super::long_note::{CLOSE, LongNote, OPEN};
use super::{read, value};
use crate::diary::query::{Query, Term};
use crate::diary::{Catalogue, DateRange, EntryId};

/// How much of a note is shown before the first word found, and in all; in characters.
const BEFORE: usize = 30;
const WINDOW: usize = 120;

/// A note of more characters is looked through piece by piece.
const LONG: u32 = 4096;

/// What a search found on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The day.
    pub date: NaiveDate,
    /// The text in which the words stand; empty when only conditions were asked for.
    pub text: String,
    /// Where the words stand in `text`, as byte ranges.
    pub marks: Vec<Range<usize>>,
}

/// The days a query finds, newest first.
pub(super) fn search(
    db: &Connection,
    catalogue: &Catalogue,
    query: &Query,
    limit: usize,
) -> Result<Vec<Hit>> {
    // One state of the file for all terms.
    let db = db.unchecked_transaction()?;
    let within = query
        .terms
        .iter()
        .fold(DateRange::ALL, |all, term| match term {
            Term::In(range) => all.overlap(*range),
            _ => all,
        });
    let finder = Finder {
        db: &db,
        catalogue,
        bounds: read::bounds(within),
    };
    let dates = finder.all(&query.terms)?;
    let mut hits: BTreeMap<NaiveDate, Hit> = dates
        .into_iter()
        .rev()
        .take(limit)
        .map(|date| {
            let (text, marks) = (String::new(), Vec::new());
            (date, Hit { date, text, marks })
        })
        .collect();
    finder.add_context(query, &mut hits)?;
    Ok(hits.into_values().rev().collect())
}

struct Finder<'a> {
    db: &'a Connection,
    catalogue: &'a Catalogue,
    /// The numbers of the entries to look at.
    bounds: (i64, i64),
}

impl Finder<'_> {
    /// The days on which every term holds.
    fn all(&self, terms: &[Term]) -> Result<BTreeSet<NaiveDate>> {
        let mut found: Option<BTreeSet<NaiveDate>> = None;
        // What is not wanted is taken out last.
        let (not, terms): (Vec<&Term>, Vec<&Term>) =
            terms.iter().partition(|term| matches!(term, Term::Not(_)));
        for term in terms
            .into_iter()
            .filter(|term| !matches!(term, Term::In(_)))
        {
            let days = self.days(term)?;
            found = Some(match found {
                None => days,
                Some(found) => &found & &days,
            });
        }
        let mut found = found.map_or_else(|| self.recorded(), Ok)?;
        for term in not {
            let Term::Not(term) = term else { continue };
            if !found.is_empty() {
                found = &found - &self.days(term)?;
            }
        }
        Ok(found)
    }

    /// The days on which one term holds.
    fn days(&self, term: &Term) -> Result<BTreeSet<NaiveDate>> {
        let (first, last) = self.bounds;
        match term {
            Term::Words(words) => self.dates(
                "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3",
                params![phrase(words), first, last],
            ),
            Term::Kind(kind) => self.dates(
                "SELECT id FROM entry WHERE kind = ?1 AND id BETWEEN ?2 AND ?3",
                params![kind.as_str(), first, last],
            ),
            Term::Answer(id, test) => {
                let Some(item) = self.catalogue.item(id.as_str()) else {
                    return Ok(BTreeSet::new());
                };
                let mut rows = self.db.prepare_cached(
                    "SELECT entry, value FROM answer WHERE item = ?1 AND entry BETWEEN ?2 AND ?3",
                )?;
                let mut rows = rows.query(params![id.as_str(), first, last])?;
                let mut found = Vec::new();
                while let Some(row) = rows.next()? {
                    if value::decode(item, row.get_ref(1)?)
                        .is_some_and(|answer| test.passes(&answer, item))
                    {
                        found.push(row.get(0)?);
                    }
                }
                Ok(dates(found))
            }
            Term::In(range) => {
                let mut days = self.recorded()?;
                days.retain(|date| range.contains(*date));
                Ok(days)
            }
            Term::Not(term) => Ok(&self.recorded()? - &self.days(term)?),
        }
    }

    /// The days with an entry.
    fn recorded(&self) -> Result<BTreeSet<NaiveDate>> {
        let (first, last) = self.bounds;
        self.dates(
            "SELECT id FROM entry WHERE id BETWEEN ?1 AND ?2",
            [first, last],
        )
    }

    fn dates(&self, sql: &str, params: impl rusqlite::Params) -> Result<BTreeSet<NaiveDate>> {
        let mut rows = self.db.prepare_cached(sql)?;
        let ids = rows.query_map(params, |row| row.get(0))?;
        Ok(dates(ids.collect::<rusqlite::Result<Vec<i64>>>()?))
    }

    /// Adds to each hit where the words of the query stand in its notes.
    fn add_context(&self, query: &Query, hits: &mut BTreeMap<NaiveDate, Hit>) -> Result<()> {
        let phrases: Vec<String> = query.words().map(phrase).collect();
        let (Some(oldest), Some(newest)) = (hits.keys().next(), hits.keys().next_back()) else {
            return Ok(());
        };
        if phrases.is_empty() {
            return Ok(());
        }
        let (first, last) = read::bounds(DateRange::new(*oldest, *newest));
        let phrases = phrases.join(" OR ");
        let mut rows = self.db.prepare_cached(
            "SELECT rowid, iif(length(text) > ?1, text, highlight(words, 0, ?2, ?3)),
                length(text) > ?1
             FROM words WHERE words MATCH ?4 AND rowid BETWEEN ?5 AND ?6",
        )?;
        let (open, close) = (OPEN.to_string(), CLOSE.to_string());
        let mut rows = rows.query(params![LONG, open, close, phrases, first, last])?;
        while let Some(row) = rows.next()? {
            let hit = EntryId::from_raw(row.get(0)?).and_then(|id| hits.get_mut(&id.date()));
            let Some(hit) = hit else { continue };
            let text = row.get_ref(1)?.as_str()?;
            if row.get(2)? {
                add_window(hit, &LongNote::new(self.db, text)?.stretch(&phrases)?);
            } else {
                add_window(hit, text);
            }
        }
        Ok(())
    }
}

fn dates(ids: Vec<i64>) -> BTreeSet<NaiveDate> {
    ids.into_iter()
        .filter_map(EntryId::from_raw)
        .map(EntryId::date)
        .collect()
}

/// Words one after the other, the last perhaps a beginning, as FTS5 writes it.
fn phrase(words: &str) -> String {
    format!("\"{}\" *", words.replace('"', "\"\"").replace('\0', " "))
}

/// Adds the surroundings of the first mark of a note to what a hit shows.
fn add_window(hit: &mut Hit, marked: &str) {
    let (text, marks) = unmark(marked);
    let window = window(&text, marks.first().map_or(0, |mark| mark.start));
    if !hit.text.is_empty() {
        hit.text.push_str(" · ");
    }
    if window.start > 0 {
        hit.text.push_str("… ");
    }
    let shift = hit.text.len();
    hit.text.push_str(&text[window.clone()]);
    if window.end < text.len() {
        hit.text.push_str(" …");
    }
    let shown = marks
        .into_iter()
        .filter(|mark| window.start <= mark.start && mark.end <= window.end)
        .map(|mark| mark.start - window.start + shift..mark.end - window.start + shift);
    hit.marks.extend(shown);
}

/// The text on one line without its marks, and where they were.
fn unmark(marked: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut marks, mut open) = (String::with_capacity(marked.len()), Vec::new(), None);
    for c in marked.chars() {
        match c {
            OPEN => open = Some(text.len()),
            CLOSE => marks.extend(open.take().map(|start| start..text.len())),
            '\n' => text.push(' '),
            c => text.push(c),
        }
    }
    (text, marks)
}

/// The stretch of a text to show: a little before a place in it and more behind, cut between words
/// where there are any.
fn window(text: &str, around: usize) -> Range<usize> {
    let before = text[..around]
        .grapheme_indices(true)
        .rev()
        .nth(BEFORE)
        .map(|(at, _)| at);
    // Forward to the beginning of the next word, if it is not the one looked for.
    let start = before.map_or(0, |at| {
        text[at..around]
            .find(' ')
            .map_or(at, |space| at + space + 1)
    });
    let after = text[start..].grapheme_indices(true).nth(WINDOW);
    let end = after.map_or(text.len(), |(at, _)| {
        let rest = &text[around..start + at];
        rest.rfind(' ').map_or(start + at, |space| around + space)
    });
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(marked: &str) -> Hit {
        let mut hit = Hit {
            date: NaiveDate::default(),
            text: String::new(),
            marks: Vec::new(),
        };
        add_window(&mut hit, marked);
        hit
    }

    fn found(hit: &Hit) -> Vec<&str> {
        hit.marks
            .iter()
            .map(|mark| &hit.text[mark.clone()])
            .collect()
    }

    #[test]
    fn a_short_note_is_shown_whole() {
        let hit = hit("die \u{2}Wärme\u{3}\nhilft 🔥");
        assert_eq!(hit.text, "die Wärme hilft 🔥");
        assert_eq!(found(&hit), ["Wärme"]);
    }

    #[test]
    fn a_long_note_is_cut_between_words() {
        let many = "wörter ".repeat(40);
        let hit = hit(&format!("{many}\u{2}heiß\u{3} {many}\u{2}heiß\u{3}"));
        assert!(hit.text.starts_with("… wörter "), "{}", hit.text);
        assert!(hit.text.ends_with(" wörter …"), "{}", hit.text);
        assert!(hit.text.graphemes(true).count() <= WINDOW + 4);
        assert_eq!(found(&hit), ["heiß"]);
    }

    #[test]
    fn a_word_without_end_is_cut_between_characters() {
        let long = "e\u{301}".repeat(400);
        let hit = hit(&format!("{long}\u{2}x\u{3}{long}"));
        assert_eq!(found(&hit), ["x"]);
        assert_eq!(hit.text.graphemes(true).count(), WINDOW + 4);
    }

    #[test]
    fn stray_marks_do_no_harm() {
        for marked in ["", "\u{3}\u{2}", "\u{2}\u{2}a\u{3}\u{3}", "\u{2}"] {
            let hit = hit(marked);
            assert!(
                hit.marks
                    .iter()
                    .all(|mark| hit.text.get(mark.clone()).is_some())
            );
        }
    }
}
