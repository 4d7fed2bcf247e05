//! Searching: each term gives the days on which it holds, in order; a query is what they share.
//!
//! The index of an item is walked in SQL and each value judged by [`Test::passes`], each text by
//! [`Phrase::is_in`], so that a search means the same here as for a day in memory.
//!
//! [`Test::passes`]: crate::diary::query::Test::passes

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use unicode_segmentation::UnicodeSegmentation;

use super::error::Result;
use super::{read, value};
use crate::diary::query::{Query, Term};
use crate::diary::{Answer, Catalogue, DateRange, Day, EntryId, Phrase};

/// How much of a note is shown before the first word found, and in all; in characters.
const BEFORE: usize = 30;
const WINDOW: usize = 120;

/// The free words of entries, in the order of the index of items, which leaves other answers alone.
const TEXTS: &str = "SELECT entry, value FROM answer INDEXED BY answer_item
    WHERE item IN (SELECT id FROM item WHERE kind = 'text') AND entry BETWEEN ?1 AND ?2";

/// What a search found on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The day.
    pub date: NaiveDate,
    /// What is recorded on it.
    pub day: Day,
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
    let phrases: Vec<Phrase> = query.phrases().collect();
    let latest = dates.into_iter().rev().take(limit);
    latest
        .map(|date| Ok(Hit::new(date, read::day(&db, catalogue, date)?, &phrases)))
        .collect()
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
            Term::Words(words) => {
                let (phrase, mut found) = (Phrase::new(words), Vec::new());
                let mut rows = self.db.prepare_cached(TEXTS)?;
                let mut rows = rows.query([first, last])?;
                while let Some(row) = rows.next()? {
                    // What is no text was put there by another program; `check` tells of it.
                    if row
                        .get_ref(1)?
                        .as_str()
                        .is_ok_and(|text| phrase.is_in(text))
                    {
                        found.push(row.get(0)?);
                    }
                }
                Ok(dates(found))
            }
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
                    if value::decode(item, row.get_ref(1)?)?
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
}

fn dates(ids: Vec<i64>) -> BTreeSet<NaiveDate> {
    ids.into_iter()
        .filter_map(EntryId::from_raw)
        .map(EntryId::date)
        .collect()
}

impl Hit {
    fn new(date: NaiveDate, day: Day, phrases: &[Phrase]) -> Self {
        let mut hit = Self {
            date,
            day: Day::default(),
            text: String::new(),
            marks: Vec::new(),
        };
        for answer in day.entries.iter().flat_map(|entry| entry.answers.values()) {
            if let Answer::Text(text) = answer {
                hit.add_window(text, phrases);
            }
        }
        Self { day, ..hit }
    }

    /// Adds the surroundings of the first of some words in a text, if they stand there.
    fn add_window(&mut self, text: &str, phrases: &[Phrase]) {
        let mut marks: Vec<Range<usize>> = phrases.iter().flat_map(|of| of.places(text)).collect();
        marks.sort_by_key(|mark| mark.start);
        let Some(first) = marks.first() else { return };
        let window = window(text, first.start);
        if !self.text.is_empty() {
            self.text.push_str(" · ");
        }
        if window.start > 0 {
            self.text.push_str("… ");
        }
        let shift = self.text.len();
        // A line end is as long as the space in its place.
        self.text.push_str(&text[window.clone()].replace('\n', " "));
        if window.end < text.len() {
            self.text.push_str(" …");
        }
        let mut end = window.start;
        for mark in marks {
            if end <= mark.start && mark.end <= window.end {
                end = mark.end;
                let shown = |at: usize| at - window.start + shift;
                self.marks.push(shown(mark.start)..shown(mark.end));
            }
        }
    }
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

    fn hit(text: &str, words: &[&str]) -> Hit {
        let phrases: Vec<Phrase> = words.iter().map(|words| Phrase::new(words)).collect();
        let mut hit = Hit::new(NaiveDate::default(), Day::default(), &phrases);
        hit.add_window(text, &phrases);
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
        let hit = hit("die Wärme\nhilft 🔥", &["warme"]);
        assert_eq!(hit.text, "die Wärme hilft 🔥");
        assert_eq!(found(&hit), ["Wärme"]);
    }

    #[test]
    fn a_long_note_is_cut_between_words() {
        let many = "wörter ".repeat(40);
        let hit = hit(&format!("{many}heiß {many}heiß"), &["heiss"]);
        assert!(hit.text.starts_with("… wörter "), "{}", hit.text);
        assert!(hit.text.ends_with(" wörter …"), "{}", hit.text);
        assert!(hit.text.graphemes(true).count() <= WINDOW + 4);
        assert_eq!(found(&hit), ["heiß"]);
    }

    #[test]
    fn a_word_without_end_is_cut_between_characters() {
        let long = "✱\u{301}".repeat(400);
        let hit = hit(&format!("{long}x{long}"), &["x"]);
        assert_eq!(found(&hit), ["x"]);
        assert_eq!(hit.text.graphemes(true).count(), WINDOW + 4);
    }

    #[test]
    fn words_found_twice_in_one_place_are_marked_once() {
        let hit = hit("the heat pad", &["heat pad", "heat", "pad"]);
        assert_eq!(found(&hit), ["heat pad"]);
    }
}
