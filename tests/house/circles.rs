//! No files of a room import each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Module, modules};

/// The circles that still stand, by their files under `src`, and why.
const STANDING: &[(&[&str], &str)] = &[
    (
        &["cli/items/change.rs", "cli/items/mod.rs"],
        "the verb's parts find items by a function of the whole",
    ),
    (
        &["cycle/evaluation.rs", "cycle/preovulatory.rs"],
        "what is known of earlier cycles is asked of whole cycles",
    ),
    (
        &["diary/answer.rs", "diary/item.rs", "diary/profile.rs"],
        "quantities and units have no file of their own",
    ),
    (
        &["tui/event_loop.rs", "tui/mod.rs"],
        "the whole begins the loop, and its options stand with it",
    ),
    (
        &[
            "tui/layer/update.rs",
            "tui/screens/picker/update.rs",
            "tui/screens/settings/update.rs",
        ],
        "a layer opens another one",
    ),
    (
        &[
            "tui/layer/mod.rs",
            "tui/model.rs",
            "tui/screens/guide/state.rs",
        ],
        "what fills the screen stands with the whole model, which screens go back to",
    ),
    (
        &[
            "tui/layer/view.rs",
            "tui/screens/editor/view.rs",
            "tui/screens/options/view.rs",
            "tui/screens/picker/view.rs",
            "tui/screens/reader/view.rs",
            "tui/screens/settings/view.rs",
            "tui/screens/welcome/view.rs",
        ],
        "the frame of a layer stands with what draws each",
    ),
    (
        &[
            "tui/message.rs",
            "tui/worker/finder.rs",
            "tui/worker/thinker.rs",
        ],
        "messages hold jobs, and jobs answer with messages",
    ),
];

#[test]
fn no_files_import_each_other_in_a_circle() {
    let modules = modules();
    let mut found: Vec<Vec<String>> = circles(&modules);
    let mut gone = Vec::new();
    for (files, why) in STANDING {
        assert!(!why.is_empty(), "{files:?}");
        match found.iter().position(|circle| circle == files) {
            Some(at) => drop(found.remove(at)),
            None => gone.push(*files),
        }
    }
    let lines: Vec<String> = found.iter().map(|circle| format!("{circle:?}")).collect();
    assert!(found.is_empty(), "new circles:\n{}", lines.join("\n"));
    assert!(
        gone.is_empty(),
        "these circles are gone; take them out of the list in {}: {gone:?}",
        file!()
    );
}

/// Sets of files of which each reaches each by imports.
fn circles(modules: &[Module]) -> Vec<Vec<String>> {
    let at: BTreeMap<&[String], usize> = modules
        .iter()
        .enumerate()
        .map(|(at, module)| (module.path.as_slice(), at))
        .collect();
    let edges: Vec<BTreeSet<usize>> = modules
        .iter()
        .enumerate()
        .map(|(from, module)| {
            let named = module.named.iter();
            let homes = named.filter_map(|path| home(path, modules, &at, 0));
            homes.filter(|to| *to != from).collect()
        })
        .collect();
    let reached: Vec<BTreeSet<usize>> = (0..modules.len()).map(|of| reach(of, &edges)).collect();
    let mut circles = BTreeSet::new();
    for (from, to) in reached.iter().enumerate() {
        if to.contains(&from) {
            let files = to.iter().filter(|other| reached[**other].contains(&from));
            let files = files.map(|other| modules[*other].file.replace("src/", ""));
            circles.insert(files.collect::<Vec<_>>());
        }
    }
    circles.into_iter().collect()
}

fn reach(from: usize, edges: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<usize> = edges[from].iter().copied().collect();
    while let Some(at) = next.pop() {
        if reached.insert(at) {
            next.extend(&edges[at]);
        }
    }
    reached
}

/// The module in which what a path names is written down, through all that only hands it on.
fn home(
    path: &[String],
    modules: &[Module],
    at: &BTreeMap<&[String], usize>,
    depth: usize,
) -> Option<usize> {
    if path.is_empty() || depth > 8 {
        return None;
    }
    let known = (1..=path.len())
        .rev()
        .find(|length| at.contains_key(&path[..*length]))?;
    let module = at[&path[..known]];
    if let Some(name) = path.get(known)
        && let Some(from) = modules[module].handed_on.get(name)
    {
        let whole: Vec<String> = from.iter().chain(&path[known + 1..]).cloned().collect();
        if let Some(home) = home(&whole, modules, at, depth + 1) {
            return Some(home);
        }
    }
    Some(module)
}
