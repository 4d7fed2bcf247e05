//! Random lives of documents, against the plainest of what they could be: a set of what was put, each
//! time under a number of its own, and the numbers of what was cleared.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::Document;

/// What is done on a computer. The other numbers pick among what there is.
#[derive(Debug, Clone)]
enum Step {
    /// Puts a value into a register, in place of all that is seen there.
    Put(usize, usize),
    /// Clears all that is seen in a register.
    Clear(usize, usize),
    /// Hands out what it knows.
    Give(usize),
    /// Takes what anybody ever handed out, twice.
    Take(usize, usize),
    /// Takes what no computer wrote: what was handed out, cut.
    TakeTorn(usize, usize, usize),
    /// Goes back to what it, or another, handed out once.
    GoBack(usize, usize),
}

fn any_step() -> impl Strategy<Value = Step> {
    let one = || any::<usize>();
    prop_oneof![
        6 => (one(), 0..4_usize).prop_map(|(at, register)| Step::Put(at, register)),
        2 => (one(), 0..4_usize).prop_map(|(at, register)| Step::Clear(at, register)),
        4 => one().prop_map(Step::Give),
        6 => (one(), one()).prop_map(|(at, which)| Step::Take(at, which)),
        1 => (one(), one(), one()).prop_map(|(at, which, end)| Step::TakeTorn(at, which, end)),
        1 => (one(), one()).prop_map(|(at, which)| Step::GoBack(at, which)),
    ]
}

/// What a computer knows: its document, and what it should be.
#[derive(Clone, Default)]
struct Known {
    state: Option<Vec<u8>>,
    stands: BTreeMap<String, String>,
    cleared: BTreeSet<String>,
}

impl Known {
    fn document(&self) -> Document {
        let state = self.state.as_deref();
        state.map_or_else(Document::new, |state| Document::open(state).unwrap())
    }

    /// Clears what is seen of a register, and may put something there.
    fn write(&mut self, register: usize, put: Option<(String, String)>) {
        let mut document = self.document();
        let seen: Vec<String> = self.stands.keys().cloned().collect();
        for key in seen
            .into_iter()
            .filter(|key| key.starts_with(&format!("{register}/")))
        {
            document.clear(&key);
            self.stands.remove(&key);
            self.cleared.insert(key);
        }
        if let Some((key, value)) = put {
            document.put(&key, &value);
            self.stands.insert(key, value);
        }
        self.state = Some(document.state());
    }

    fn merge(&mut self, other: &Self) {
        let mut document = self.document();
        if let Some(state) = &other.state {
            document.merge(state).unwrap();
            assert_eq!(document.merge(state), Ok(false));
        }
        self.state = Some(document.state());
        self.stands.extend(other.stands.clone());
        self.cleared.extend(other.cleared.clone());
        self.stands.retain(|key, _| !self.cleared.contains(key));
    }
}

fn live(count: usize, steps: &[Step]) {
    let mut all = vec![Known::default(); count];
    let mut given: Vec<Known> = Vec::new();
    let mut words = 0;
    for step in steps {
        match *step {
            Step::Put(at, register) => {
                words += 1;
                let key = format!("{register}/{words}");
                all[at % count].write(register, Some((key, format!("word{words}end"))));
            }
            Step::Clear(at, register) => all[at % count].write(register, None),
            Step::Give(at) => given.push(all[at % count].clone()),
            _ if given.is_empty() => {}
            Step::Take(at, which) => all[at % count].merge(&given[which % given.len()]),
            Step::TakeTorn(at, which, end) => {
                let state = given[which % given.len()].state.clone().unwrap_or_default();
                let end = end.checked_rem(state.len()).unwrap_or_default();
                assert!(all[at % count].document().merge(&state[..end]).is_err());
            }
            Step::GoBack(at, which) => all[at % count] = given[which % given.len()].clone(),
        }
        for known in &all {
            assert_eq!(known.document().values(), known.stands, "after {step:?}");
        }
    }
    let mut end = Known::default();
    for known in given.iter().chain(&all) {
        end.merge(known);
    }
    let mut other = Known::default();
    for known in all.iter().chain(given.iter().rev()) {
        other.merge(known);
    }
    assert_eq!(end.document().values(), end.stands);
    assert_eq!(other.document().values(), end.stands);
    // Nothing is left of what was cleared, in whatever order that came to be known.
    for known in [end, other] {
        let state = known.state.unwrap_or_default();
        for word in 1..=words {
            let word = format!("word{word}end");
            let is_held = memchr::memmem::find(&state, word.as_bytes()).is_some();
            assert_eq!(is_held, known.stands.values().any(|value| *value == word));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("TWINGE_SHARING_DOCUMENTS")
            .ok()
            .and_then(|cases| cases.parse().ok())
            .unwrap_or(2000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn documents_are_what_was_put_and_nobody_who_saw_it_cleared(
        computers in 2..=4_usize,
        steps in prop::collection::vec(any_step(), 1..40),
    ) {
        live(computers, &steps);
    }
}
