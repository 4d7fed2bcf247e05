//! An item of the catalogue: something that can be recorded.

use std::collections::BTreeMap;

use super::area::Applies;
use super::entry::{Day, Entry};
use super::id::{Code, ItemId, SectionId};
use super::kind::{Answer, ChoiceOption, ItemKind};
use super::phrase::Phrase;
use super::role::Role;

/// Something that can be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Stable name.
    pub id: ItemId,
    /// Words for people.
    pub label: String,
    /// The label where no section stands above it: in charts, lists and sentences. The label itself
    /// if the catalogue has no other.
    pub name: String,
    /// The label when there is little room; the label itself if the catalogue has no shorter one.
    pub short: String,
    /// The item in the middle of a sentence: "worst pain", "lifting", "LH test".
    pub phrase: String,
    /// One line on what is meant and how to judge it.
    pub explain: String,
    /// What else people call it, to find it by.
    pub words: Vec<String>,
    /// How it is answered.
    pub kind: ItemKind,
    /// The section it stands in.
    pub section: SectionId,
    /// The letter that jumps to it in the form.
    pub key: Option<char>,
    /// What the program takes it for.
    pub role: Option<Role>,
    /// Whose body it applies to.
    pub applies: Applies,
    /// A one-cell mark for the calendar when the answer is yes.
    pub mark: Option<char>,
    /// Whether it is fertility's, hidden with one setting.
    pub fertility: bool,
    /// Whether it stands in the form from the start; the others are found by name or once used.
    pub common: bool,
    /// Whether a "yes" can be a warning sign.
    pub warning: bool,
    /// Whether an answer can hold for the next day, too: not words, measurements or tests.
    pub carries: bool,
    /// Items whose "yes" says "yes" to this one too, where an entry leaves it unanswered.
    pub implied_by: Vec<ItemId>,
    /// Its names in other worlds: `healthkit`, `loinc`, `drip`, `clue`, `flo`.
    pub codes: BTreeMap<String, String>,
    /// Whether a person made it.
    pub own: bool,
    /// Whether a person has hidden it. Its answers stay.
    pub hidden: bool,
    /// Where it stands in the form, lower first.
    pub place: i64,
}

impl Item {
    /// What an entry says of it: its own answer, or else the "yes" of an item that implies it.
    pub fn said_in<'a>(&self, entry: &'a Entry) -> Option<&'a Answer> {
        let implied = || {
            let answers = self.implied_by.iter().filter_map(|by| entry.answer(by));
            answers
                .into_iter()
                .find(|answer| **answer == Answer::Flag(true))
        };
        entry.answer(&self.id).or_else(implied)
    }

    /// What the entries of a day say of it, the check-in's first.
    pub fn said_on<'a>(&'a self, day: &'a Day) -> impl Iterator<Item = &'a Answer> + 'a {
        day.entries.iter().filter_map(|entry| self.said_in(entry))
    }

    /// The options of a choice; empty for the other kinds.
    pub fn options(&self) -> &[ChoiceOption] {
        self.kind.options()
    }

    /// What people call it: its names, what else it is called, and its options.
    pub fn called(&self) -> impl Iterator<Item = &str> {
        let names = [&self.label, &self.name, &self.short].into_iter();
        let options = self.options().iter().map(|option| &option.label);
        names.chain(&self.words).chain(options).map(String::as_str)
    }

    /// Whether people call it so: every word looked for begins a word of what they call it.
    pub fn is_called(&self, sought: &[Phrase]) -> bool {
        sought
            .iter()
            .all(|word| self.called().any(|name| word.is_in(name)))
    }

    /// The option of that code.
    pub fn option(&self, code: &Code) -> Option<&ChoiceOption> {
        self.options().iter().find(|o| o.code == *code)
    }
}
