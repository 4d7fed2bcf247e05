//! Which item a name may mean: as the search for items finds them, and by what stands in the cells.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::cell;
use super::proposal::{Doubt, Thing};
use super::seen::Seen;
use crate::diary::parse::slug;
use crate::diary::{Catalogue, Item, ItemId, Phrase};
use crate::exchange::facts::{Decimal, RowKind};

/// What columns of tables in other languages are called, by the ids of the items they answer.
static ELSEWHERE: LazyLock<BTreeMap<ItemId, Vec<String>>> = LazyLock::new(|| {
    let names = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/columns.toml"));
    toml::from_str(names).expect("the names of columns are read by the tests of this module")
});

/// How a name may mean an item, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    /// It is its name.
    So,
    /// People call it so, too.
    Too,
    /// Its words begin those of one of them.
    Begins,
    /// One of them stands in it; so many letters of it are more.
    Within(usize),
}

impl Called {
    /// How a name means an item, if it does.
    fn of(name: &str, item: &Item) -> Option<Self> {
        let name = plain(name);
        let wanted = slug(&name);
        let mut names = [item.id.as_str(), &item.label, &item.name, &item.short]
            .map(slug)
            .to_vec();
        // One or several: `Headaches`.
        let bare = wanted.trim_end_matches('s');
        let is_one = |names: &[String]| names.iter().any(|name| name.trim_end_matches('s') == bare);
        if is_one(&names) {
            return Some(Self::So);
        }
        // What raises an alarm is not guessed.
        if item.warning || wanted.is_empty() {
            return None;
        }
        let elsewhere = ELSEWHERE.get(item.id.as_str()).into_iter().flatten();
        names.extend(item.words.iter().chain(elsewhere).map(|word| slug(word)));
        if is_one(&names) {
            return Some(Self::Too);
        }
        let sought = Phrase::new(&name);
        // A few letters begin too many words.
        let begins = |known: &String| 2 * wanted.len() >= known.len() && sought.is_in(known);
        if names.iter().any(begins) {
            return Some(Self::Begins);
        }
        let words = format!("-{wanted}-");
        let stands = |known: &&String| {
            words.contains(&format!("-{known}-")) || words.contains(&format!("-{known}s-"))
        };
        let longest = names.iter().filter(stands).map(String::len).max()?;
        Some(Self::Within(wanted.len().saturating_sub(longest)))
    }
}

/// A name without what stands in brackets behind it, its words apart: `painLevel (0-10)`.
fn plain(name: &str) -> String {
    let bare = name.split(['(', '[']).next().unwrap_or_default();
    let bare = if bare.trim().is_empty() { name } else { bare };
    let mut words = String::new();
    let mut was_small = false;
    for c in bare.chars() {
        if was_small && c.is_uppercase() {
            words.push(' ');
        }
        was_small = c.is_lowercase();
        words.push(c);
    }
    words
}

/// Whether a name means any item.
pub(super) fn is_known(name: &str, catalogue: &Catalogue) -> bool {
    let mut items = catalogue.items().iter();
    items.any(|item| Called::of(name, item).is_some())
}

/// Gives a thing the item that its name and its cells speak for, with what speaks against it. Of what
/// says nothing there is nothing to guess.
pub(super) fn guess(thing: &mut Thing, kind: RowKind, catalogue: &Catalogue) {
    if thing.cells.is_empty() {
        return;
    }
    let mut candidates: Vec<_> = (0..)
        .zip(catalogue.items())
        .filter_map(|(place, item)| {
            let called = Called::of(&thing.name, item)?;
            let (fit, unfit) = fits(thing, item);
            let is_likely = match (fit, item.kind.is_words()) {
                // Any cell is one: only the name is a reason, of numbers the whole name.
                (_, true) if thing.seen.is_number() => called < Called::Begins,
                (_, true) => called < Called::Within(0),
                // A few words can be given answers by hand.
                (0, false) => thing.seen == Seen::Words,
                (fit, false) => fit >= unfit,
            };
            let is_other = cell::is_of_day(item, catalogue) == (kind == RowKind::Events);
            is_likely.then_some((
                (
                    called,
                    unfit > 0,
                    item.kind.is_words(),
                    is_other,
                    !item.common,
                    place,
                ),
                item,
            ))
        })
        .collect();
    candidates.sort_by_key(|(rank, _)| *rank);
    let Some((best, item)) = candidates.first().copied() else {
        return;
    };
    thing.give(Some(item), None);
    let others = { candidates.iter().skip(1) }
        .filter(|(rank, _)| (rank.0, rank.1, rank.2) == (best.0, best.1, best.2));
    let others: Vec<_> = others.map(|(_, item)| item.id.clone()).collect();
    if !others.is_empty() {
        thing.doubts.push(Doubt::Others(others));
    }
    if matches!(best.0, Called::Within(more) if 2 * more > thing.name.len()) {
        thing.doubts.push(Doubt::Part);
    }
}

/// How many cells an item can have, and how many it cannot.
fn fits(thing: &Thing, item: &Item) -> (usize, usize) {
    let signs = [Decimal::Comma, Decimal::Point];
    let mut counts = (0, 0);
    for (part, count) in thing.parts(item) {
        match { signs.iter() }.any(|sign| cell::written(item, part, *sign).is_some()) {
            true => counts.0 += count,
            false => counts.1 += count,
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_name_of_another_language_means_one_item_that_can_be_guessed() {
        let mut names = BTreeSet::new();
        for (id, called) in ELSEWHERE.iter() {
            let item = Catalogue::built_in().item(id.as_str());
            assert!(item.is_some_and(|item| !item.warning), "{id}");
            for name in called {
                assert!(names.insert(slug(name)), "{name} means several items");
            }
        }
    }
}
