//! What merges: a flat map of words to words, of which each computer has its own and all come to the
//! same. Nobody else knows the engine.
//!
//! A computer writes under names that no other writes under, so that nothing is ever decided here: what
//! was put stays until somebody who had seen it clears it. What was cleared leaves its name behind and
//! none of its words.

#[cfg(test)]
mod chance;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};

use yrs::updates::decoder::Decode;
use yrs::{Doc, Map, MapRef, Out, ReadTxn, StateVector, Transact, Update};

/// The one map of a document.
const MAP: &str = "a";

/// Bytes that are no whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a whole document of a diary")]
pub(super) struct NoDocument;

thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread is caught and answered for: then it is none that ends the program, and
/// nothing is to be given back or told.
pub fn is_caught() -> bool {
    IS_CAUGHT.get()
}

/// Does something that may panic; `None` when it did.
fn caught<T>(does: impl FnOnce() -> T) -> Option<T> {
    IS_CAUGHT.set(true);
    let done = catch_unwind(AssertUnwindSafe(does));
    IS_CAUGHT.set(false);
    done.ok()
}

/// A document, open for writing: it writes under a number that it never had before, as the file it
/// came from may have been copied.
pub(super) struct Document {
    doc: Doc,
    map: MapRef,
}

impl Document {
    /// One in which nothing stands.
    pub(super) fn new() -> Self {
        let doc = Doc::new();
        let map = doc.get_or_insert_map(MAP);
        Self { doc, map }
    }

    /// The one that a state is of.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn open(state: &[u8]) -> Result<Self, NoDocument> {
        let opened = Self::new();
        caught(|| opened.apply(state)).unwrap_or(Err(NoDocument))?;
        Ok(opened)
    }

    /// Takes in all that stands in a state, and all that was cleared there; says whether that changed
    /// anything.
    ///
    /// # Errors
    /// When it is no state of a document. What is left of this one is of no use then.
    pub(super) fn merge(&mut self, state: &[u8]) -> Result<bool, NoDocument> {
        // The engine panics at some bytes that it did not write (y-crdt#404), and of others it makes what
        // it cannot read again, which is not to be kept. Only bytes under our own seal come here: this is
        // for those that an old fault of ours could have sealed.
        let merged = caught(|| {
            let was_empty = self.is_empty();
            let changed = self.apply(state)?;
            if changed {
                let merged = self.state();
                // What an empty one has just opened opens.
                if !was_empty || merged != state {
                    Self::new().apply(&merged)?;
                }
            }
            Ok(changed)
        });
        merged.unwrap_or(Err(NoDocument))
    }

    fn apply(&self, state: &[u8]) -> Result<bool, NoDocument> {
        let update = Update::decode_v1(state).map_err(|_| NoDocument)?;
        // To drop it is to commit it, which in a panic would be a second one.
        let mut writing = ManuallyDrop::new(self.doc.transact_mut());
        let applied = writing.apply_update(update);
        // What waits for something else is not all of a document.
        let is_whole = applied.is_ok() && !writing.has_missing_updates();
        writing.commit();
        let changed = writing.has_changes();
        drop(ManuallyDrop::into_inner(writing));
        if is_whole {
            Ok(changed)
        } else {
            Err(NoDocument)
        }
    }

    /// Whether nothing was ever put into it.
    fn is_empty(&self) -> bool {
        self.doc.transact().state_vector().is_empty()
    }

    /// All of it, for another computer to merge.
    pub(super) fn state(&self) -> Vec<u8> {
        let reading = self.doc.transact();
        reading.encode_state_as_update_v1(&StateVector::default())
    }

    /// What stands in it. What is no words was written in a later form, and is left where it is.
    pub(super) fn values(&self) -> BTreeMap<String, String> {
        let reading = self.doc.transact();
        let words = self.map.iter(&reading).filter_map(|(key, value)| {
            let Out::Any(yrs::Any::String(value)) = value else {
                return None;
            };
            Some((key.to_owned(), value.to_string()))
        });
        words.collect()
    }

    /// Puts a value under a name.
    pub(super) fn put(&mut self, key: &str, value: &str) {
        let mut writing = self.doc.transact_mut();
        self.map.insert(&mut writing, key, value);
    }

    /// Takes away what stands under a name.
    pub(super) fn clear(&mut self, key: &str) {
        let mut writing = self.doc.transact_mut();
        self.map.remove(&mut writing, key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[(&str, &str)]) -> Document {
        let mut document = Document::new();
        for (key, value) in values {
            document.put(key, value);
        }
        document
    }

    fn merged(states: &[&[u8]]) -> BTreeMap<String, String> {
        let mut document = Document::new();
        for state in states {
            document.merge(state).unwrap();
        }
        document.values()
    }

    #[test]
    fn a_panic_that_is_caught_is_known_as_such() {
        let within = Cell::new(false);
        let done = caught(|| {
            within.set(is_caught());
            panic!("caught");
        });
        assert_eq!(done, None::<()>);
        assert!(within.get() && !is_caught());
    }

    #[test]
    fn states_merge_in_any_order_and_twice() {
        let one = of(&[("day/one", "4")]);
        let mut two = Document::open(&one.state()).unwrap();
        two.clear("day/one");
        two.put("day/two", "5");
        let mut three = Document::open(&one.state()).unwrap();
        three.put("day/three", "6");
        let [one, two, three] = [one, two, three].map(|document| document.state());
        let all = merged(&[&one, &two, &three]);
        let stands: Vec<&str> = all.keys().map(String::as_str).collect();
        assert_eq!(stands, ["day/three", "day/two"]);
        assert_eq!(merged(&[&three, &two, &three, &one, &two]), all);
    }

    #[test]
    fn what_was_known_already_changes_nothing() {
        let mut one = of(&[("day/one", "4")]);
        let state = one.state();
        let mut two = Document::new();
        assert_eq!(two.merge(&state), Ok(true));
        assert_eq!(two.merge(&state), Ok(false));
        assert_eq!(one.merge(&two.state()), Ok(false));
        two.clear("day/one");
        assert_eq!(one.merge(&two.state()), Ok(true));
        assert_eq!(one.merge(&two.state()), Ok(false));
        assert!(one.values().is_empty());
    }

    #[test]
    fn what_was_put_again_outlives_that_the_earlier_was_cleared() {
        let mut one = of(&[("day/one", "4")]);
        let mut two = Document::open(&one.state()).unwrap();
        two.clear("day/one");
        one.put("day/one", "5");
        let all = merged(&[&two.state(), &one.state()]);
        assert_eq!(all.get("day/one").map(String::as_str), Some("5"));
    }

    #[test]
    fn of_words_that_were_cleared_nothing_is_left() {
        let word = b"unmistakable";
        let has_word = |state: &[u8]| state.windows(word.len()).any(|found| found == word);
        let mut one = of(&[("day/one", "unmistakable")]);
        let before = one.state();
        assert!(has_word(&before));
        one.put("day/one", "gone");
        assert!(!has_word(&one.state()));
        // Also where another hands on how it was.
        one.merge(&before).unwrap();
        assert!(!has_word(&one.state()));
        let mut other = Document::open(&before).unwrap();
        other.merge(&one.state()).unwrap();
        assert!(!has_word(&other.state()));
    }

    #[test]
    fn what_could_not_be_opened_again_is_not_merged() {
        // Found by the fuzzer: the blocks of one writer in several places.
        let torn: &[u8] = include_bytes!("document/torn");
        assert!(Document::open(torn).is_ok_and(|opened| Document::open(&opened.state()).is_err()));
        let mut one = of(&[("day/one", "4")]);
        assert_eq!(one.merge(torn), Err(NoDocument));
        assert_eq!(Document::new().merge(torn), Err(NoDocument));
    }

    #[test]
    fn bytes_that_are_no_whole_document_are_refused() {
        let mut one = of(&[("day/one", "4"), ("day/two", "5")]);
        one.clear("day/one");
        let state = one.state();
        for end in 0..state.len() {
            assert!(Document::open(&state[..end]).is_err(), "cut at {end}");
        }
        for at in 0..state.len() {
            for bit in 0..8 {
                let mut bytes = state.clone();
                bytes[at] ^= 1 << bit;
                // Some of these are other documents; none ends the program.
                let _ = Document::open(&bytes);
            }
        }
    }
}
