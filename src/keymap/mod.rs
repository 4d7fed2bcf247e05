//! The one table of keys: what is pressed, where, and what it does.
//!
//! `assets/keys.toml` feeds dispatch, the hint bar, the help, the palette and the manual; a person's
//! configuration lays its own keys over it.

pub mod action;
mod chord;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use action::Action;
pub use chord::{Chord, ChordError, Key};

use crate::language::{data, spoken};

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// Before anything else, and over every layer.
    Always,
    /// In every pane.
    Global,
    /// The month.
    Calendar,
    /// The year as a heat map.
    Year,
    /// The chart.
    Chart,
    /// The cycles.
    Cycle,
    /// What the pain goes with.
    Patterns,
    /// Two stretches of time.
    Compare,
    /// The guide.
    Guide,
    /// The form of an entry.
    Form,
    /// A list to choose from.
    List,
    /// Words to read.
    Reader,
    /// The page for the doctor.
    Page,
    /// The readings of a day.
    Which,
    /// The body map and lists of options.
    Options,
    /// A line or field of text.
    Text,
    /// The settings.
    Settings,
    /// The list of items.
    Items,
    /// The computers that share the diary.
    Sharing,
    /// A folder, before it is joined.
    Joining,
    /// The first questions.
    Welcome,
    /// The first questions about the person.
    About,
    /// A file, before it is imported.
    Import,
    /// A table that no rules know.
    Table,
    /// A file that is being read or imported, or cannot be.
    File,
    /// What is said of a diary whose file was lost.
    Lost,
    /// The blank screen.
    Blank,
}

/// One line of the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binding {
    /// Where it holds.
    #[serde(rename = "in")]
    pub contexts: Vec<Context>,
    /// What is pressed: any of these.
    pub keys: Vec<Chord>,
    /// What it does.
    #[serde(rename = "do")]
    pub action: Action,
    /// What it does, in words.
    pub says: String,
    /// Its place in the hint bar, lower first; none keeps it out.
    #[serde(default)]
    pub hint: Option<u8>,
    /// Whether it stands at the end of the hint bar, however narrow the screen is.
    #[serde(default)]
    pub pinned: bool,
    /// What the person has to keep for it to hold at all.
    #[serde(default)]
    pub needs: Option<Need>,
}

/// What a person keeps, as far as keys depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The cycle.
    Cycle,
    /// The cycle, with ovulation and fertile days.
    Fertility,
}

/// A person's own keys, as `[keys.form]` with `"ctrl-d" = "next-day"` in the configuration file.
pub type KeyOverrides = BTreeMap<Context, BTreeMap<Chord, Action>>;

#[derive(Deserialize)]
struct Table {
    key: Vec<Binding>,
}

/// What pressing a key led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// An action.
    Action(Action),
    /// The beginning of a longer chord.
    Pending,
    /// Nothing: the key means nothing here, or is text.
    Nothing,
}

/// The table of keys.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
    /// What the person does not keep: its keys mean nothing and are not told.
    unmet: BTreeSet<Need>,
}

impl Keymap {
    /// The keys the program comes with, with a person's own laid over them.
    ///
    /// # Errors
    /// The reason, when `keys.toml` is not of its form; the tests read the built-in one.
    pub fn new(overrides: &KeyOverrides) -> Result<Self, serde_json::Error> {
        let mut bindings = serde_json::from_str::<Table>(spoken(data!("keys")))?.key;
        for (context, own) in overrides {
            for (chord, action) in own {
                for binding in bindings.iter_mut().filter(|b| b.contexts.contains(context)) {
                    binding.keys.retain(|key| key != chord);
                }
                let known = bindings.iter().find(|b| b.action == *action);
                bindings.push(Binding {
                    contexts: vec![*context],
                    keys: vec![chord.clone()],
                    action: *action,
                    says: known.map(|b| b.says.clone()).unwrap_or_default(),
                    hint: None,
                    pinned: false,
                    needs: known.and_then(|b| b.needs),
                });
            }
        }
        Ok(Self {
            bindings,
            unmet: BTreeSet::new(),
        })
    }

    /// Says whether the person keeps what some keys need.
    pub fn meet(&mut self, need: Need, met: bool) {
        if met {
            self.unmet.remove(&need);
        } else {
            self.unmet.insert(need);
        }
    }

    fn holds(&self, binding: &Binding) -> bool {
        binding.needs.is_none_or(|need| !self.unmet.contains(&need))
    }

    /// What the keys pressed so far do, asked of each context in turn.
    pub fn press(&self, contexts: &[Context], chord: &Chord) -> Pressed {
        for context in contexts {
            let meant = |b: &&Binding| b.contexts.contains(context) && b.keys.contains(chord);
            if let Some(binding) = self.bindings().find(meant) {
                return Pressed::Action(binding.action);
            }
        }
        if self.continuations(contexts, chord).next().is_some() {
            return Pressed::Pending;
        }
        Pressed::Nothing
    }

    /// The bindings whose chord begins with the keys pressed so far.
    pub fn continuations<'a>(
        &'a self,
        contexts: &'a [Context],
        begun: &'a Chord,
    ) -> impl Iterator<Item = (&'a Chord, &'a Binding)> + 'a {
        self.bindings_in(contexts).flat_map(move |binding| {
            binding
                .keys
                .iter()
                .filter(move |chord| chord.0.len() > begun.0.len() && chord.0.starts_with(&begun.0))
                .map(move |chord| (chord, binding))
        })
    }

    /// All bindings of some contexts, in the table's order.
    pub fn bindings_in<'a>(
        &'a self,
        contexts: &'a [Context],
    ) -> impl Iterator<Item = &'a Binding> + 'a {
        self.bindings.iter().filter(|b| {
            self.holds(b) && !b.keys.is_empty() && b.contexts.iter().any(|c| contexts.contains(c))
        })
    }

    /// The bindings the hint bar names in some contexts where there is room, each by the first of its
    /// keys that has no other meaning there.
    pub fn hints<'a>(
        &'a self,
        contexts: &'a [Context],
    ) -> impl Iterator<Item = (&'a Chord, &'a Binding)> + 'a {
        let hinted = self.bindings_in(contexts).filter(|b| b.hint.is_some());
        self.named(contexts, hinted)
    }

    /// The bindings the hint bar always names in some contexts.
    pub fn pinned<'a>(
        &'a self,
        contexts: &'a [Context],
    ) -> impl Iterator<Item = (&'a Chord, &'a Binding)> + 'a {
        let pinned = self.bindings_in(contexts).filter(|b| b.pinned);
        self.named(contexts, pinned)
    }

    fn named<'a>(
        &'a self,
        contexts: &'a [Context],
        bindings: impl Iterator<Item = &'a Binding> + 'a,
    ) -> impl Iterator<Item = (&'a Chord, &'a Binding)> + 'a {
        bindings.filter_map(|binding| {
            let meant = Pressed::Action(binding.action);
            let mut keys = binding.keys.iter();
            let key = keys.find(|key| self.press(contexts, key) == meant)?;
            Some((key, binding))
        })
    }

    /// All bindings, in the table's order.
    pub fn bindings(&self) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(|binding| self.holds(binding))
    }

    /// The first key of an action, in the first of some contexts that has one.
    pub fn key_of(&self, contexts: &[Context], action: Action) -> Option<&Chord> {
        contexts.iter().find_map(|context| {
            let mut bindings = self.bindings();
            let does = |b: &&Binding| b.action == action && b.contexts.contains(context);
            bindings.find(does)?.keys.first()
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::diary::Catalogue;

    fn chord(text: &str) -> Chord {
        text.parse().unwrap()
    }

    #[test]
    fn the_table_is_read_in_every_language() {
        for text in data!("keys") {
            let table: Table = serde_json::from_str(text).unwrap();
            assert!(table.key.iter().all(|binding| !binding.says.is_empty()));
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let keymap = Keymap::new(&KeyOverrides::new()).unwrap();
        let mut seen = HashMap::new();
        for binding in keymap.bindings() {
            for context in &binding.contexts {
                for chord in &binding.keys {
                    let other = seen.insert((*context, chord.clone()), binding.action);
                    assert_eq!(other, None, "{chord} in {context:?}");
                    let prefix = Chord(chord.0[..1].to_vec());
                    let shadowed = chord.0.len() > 1 && seen.contains_key(&(*context, prefix));
                    assert!(
                        !shadowed,
                        "the first key of {chord} acts by itself in {context:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_key_is_named_twice_in_the_hint_bar() {
        let keymap = Keymap::new(&KeyOverrides::new()).unwrap();
        let places = keymap.bindings().flat_map(|binding| &binding.contexts);
        for place in places {
            let contexts = [*place, Context::Global];
            let mut named: Vec<&Chord> = keymap.hints(&contexts).map(|(key, _)| key).collect();
            let all = named.len();
            named.sort_unstable_by_key(|key| key.to_string());
            named.dedup();
            assert_eq!(named.len(), all, "{place:?}");
        }
    }

    #[test]
    fn letters_of_fields_are_not_taken_by_the_form() {
        let keymap = Keymap::new(&KeyOverrides::new()).unwrap();
        let catalogue = Catalogue::built_in();
        let letters = catalogue
            .items()
            .iter()
            .filter_map(|item| item.key)
            .chain(catalogue.entry_kinds().iter().filter_map(|kind| kind.key));
        for letter in letters {
            let pressed = keymap.press(
                &[Context::Form, Context::Global],
                &chord(&letter.to_string()),
            );
            assert_eq!(pressed, Pressed::Nothing, "{letter}");
        }
    }

    #[test]
    fn a_persons_own_key_wins() {
        let own: KeyOverrides = toml::from_str("[global]\nq = \"help\"").unwrap();
        let keymap = Keymap::new(&own).unwrap();
        assert_eq!(
            keymap.press(&[Context::Global], &chord("q")),
            Pressed::Action(Action::Help)
        );
        let quit = keymap.key_of(&[Context::Global], Action::Quit).unwrap();
        assert_eq!(quit.to_string(), "Ctrl-c");
    }

    #[test]
    fn keys_of_what_is_not_kept_mean_nothing() {
        let mut keymap = Keymap::new(&KeyOverrides::new()).unwrap();
        let pressed = |keymap: &Keymap| keymap.press(&[Context::Calendar], &chord("4"));
        assert_eq!(pressed(&keymap), Pressed::Action(Action::ViewCycle));
        keymap.meet(Need::Cycle, false);
        assert_eq!(pressed(&keymap), Pressed::Nothing);
        assert!(keymap.bindings().all(|b| b.action != Action::ViewCycle));
        keymap.meet(Need::Cycle, true);
        assert_eq!(pressed(&keymap), Pressed::Action(Action::ViewCycle));
    }

    #[test]
    fn chords_wait_for_their_second_key() {
        let keymap = Keymap::new(&KeyOverrides::new()).unwrap();
        assert_eq!(
            keymap.press(&[Context::Global], &chord("g")),
            Pressed::Pending
        );
        assert_eq!(
            keymap.press(&[Context::Global], &chord("g t")),
            Pressed::Action(Action::Today)
        );
        assert_eq!(
            keymap.press(&[Context::Global], &chord("g z")),
            Pressed::Nothing
        );
    }
}
