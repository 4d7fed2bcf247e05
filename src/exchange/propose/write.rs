//! A proposal as a file of rules.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::cell::{self, Written};
use super::proposal::{Doubt, Proposal, Thing};
use super::seen::Seen;
use crate::diary::parse::plain;
use crate::diary::{Catalogue, Item};
use crate::exchange::facts::{Decimal, Left, RowKind};

/// What a remark in the file is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'p> {
    /// The file as a whole.
    All,
    /// How rows stand.
    Rows(RowKind),
    /// The order of days, which none of them tells.
    Order,
    /// The sign before the decimals, which no number tells.
    Decimal,
    /// A thing, and whether it answers an item.
    Thing(&'p Thing),
    /// Words in its cells that are no answer, before rules that want one.
    Words,
}

impl Proposal {
    /// The file of rules, under a name for the format, with what is to be said of its parts; each is a
    /// line or several.
    pub fn to_toml(
        &self,
        name: &str,
        catalogue: &Catalogue,
        say: &dyn Fn(About<'_>) -> String,
    ) -> String {
        let mut file = String::new();
        remark(&mut file, &say(About::All));
        file.push('\n');
        line(&mut file, "", "format", quoted(name));
        file += "\n[form]\n";
        let named = self.columns.iter().filter(|column| !column.is_empty());
        line(&mut file, "", "recognise", list(named));
        remark(&mut file, &say(About::Rows(self.kind)));
        line(&mut file, "", "kind", quoted(self.kind));
        line(&mut file, "", "date", quoted(&self.date.name));
        match self.date.order {
            Some(order) => line(&mut file, "", "order", quoted(order)),
            None => remark(&mut file, &say(About::Order)),
        }
        match self.decimal {
            Some(decimal) => line(&mut file, "", "decimal", quoted(decimal)),
            None if self.asks_sign() => remark(&mut file, &say(About::Decimal)),
            None => {}
        }
        if let Some(long) = &self.long {
            line(&mut file, "", "key", list([&long.name]));
            line(&mut file, "", "value", quoted(&long.value));
        }
        let item = |thing: &Thing| catalogue.item(thing.item.as_ref()?.as_str());
        let split = self.things.iter().filter_map(|thing| {
            let between = thing.between(item(thing)?)?.to_string();
            Some(format!("{} = {}", quoted(&thing.name), quoted(&between)))
        });
        let split: Vec<String> = split.collect();
        if !split.is_empty() {
            line(
                &mut file,
                "",
                "split",
                format!("{{ {} }}", split.join(", ")),
            );
        }
        // The first rule that has a key holds: what begins with another's name comes before it.
        let mut things: Vec<&Thing> = self.things.iter().collect();
        things.sort_by_key(|thing| std::cmp::Reverse(thing.name.matches('/').count()));
        for thing in things {
            file.push('\n');
            remark(&mut file, &say(About::Thing(thing)));
            match item(thing) {
                Some(item) => self.rules(thing, item, catalogue, &mut file, say),
                None if thing.seen == Seen::Words => {
                    for cell in thing.cells.keys() {
                        let key = format!("{}/{cell}", thing.name);
                        rule(&mut file, "# ", &[key], "ITEM", "");
                    }
                }
                None => {
                    let key = format!("{}/*", thing.name);
                    rule(&mut file, "# ", &[key], "ITEM", "{value}");
                }
            }
        }
        file
    }

    fn asks_sign(&self) -> bool {
        let open = |thing: &Thing| thing.doubts.contains(&Doubt::Sign);
        self.things.iter().any(open)
    }

    /// The rules of a thing: one for all that stands in its cells, or one for each that is an answer in
    /// other words.
    fn rules(
        &self,
        thing: &Thing,
        item: &Item,
        catalogue: &Catalogue,
        file: &mut String,
        say: &dyn Fn(About<'_>) -> String,
    ) {
        let id = &*match item.id.as_str() {
            bare if bare.is_ascii() => bare.to_owned(),
            other => quoted(other),
        };
        let of = |cell: &str| format!("{}/{cell}", thing.name);
        let happens = self.kind != RowKind::Events && !cell::is_of_day(item, catalogue);
        let sign = thing.sign(self.decimal).unwrap_or(Decimal::Point);
        let mut answers = BTreeMap::<Written, Vec<String>>::new();
        let mut unfit = Vec::new();
        for (cell, written) in thing.written(item, self.decimal) {
            match written {
                // A star would be all.
                _ if cell.ends_with('*') => unfit.push(of(cell.trim_end_matches('*'))),
                Some(written) if happens && cell::is_none(item, &written, cell, sign) => {
                    answers.entry(Written::Nothing).or_default().push(of(cell));
                }
                Some(written) => answers.entry(written).or_default().push(of(cell)),
                None => unfit.push(of(cell)),
            }
        }
        let as_it_is = answers.remove(&Written::AsItIs).is_some() || answers.is_empty();
        for (written, keys) in &answers {
            match written {
                Written::As(answer) => rule(file, "", keys, id, answer),
                Written::Nothing => {
                    keyed(file, "", keys);
                    line(file, "", "drop", quoted(Left::NoAnswer));
                }
                Written::AsItIs => {}
            }
        }
        if !unfit.is_empty() && thing.seen != Seen::Text {
            remark(file, &say(About::Words));
            for key in &unfit {
                rule(file, "# ", std::slice::from_ref(key), id, "");
            }
        }
        if as_it_is {
            rule(file, "", &[of("*")], id, "{value}");
        }
    }
}

/// Adds a remark: nothing in it can be more than one.
fn remark(file: &mut String, words: &str) {
    for line in plain(words, true).lines() {
        let _ = writeln!(file, "# {line}");
    }
}

/// Adds a rule, behind a mark perhaps that makes it none yet.
fn rule(file: &mut String, mark: &str, keys: &[String], item: &str, answer: &str) {
    keyed(file, mark, keys);
    line(
        file,
        mark,
        "give",
        format!("{{ {item} = {} }}", quoted(answer)),
    );
}

/// Begins a rule for some keys.
fn keyed(file: &mut String, mark: &str, keys: &[String]) {
    let key = match keys {
        [only] => quoted(only),
        keys => list(keys),
    };
    let _ = writeln!(file, "{mark}[[rule]]");
    line(file, mark, "key", key);
}

/// Adds what has a name, behind a mark perhaps.
fn line(file: &mut String, mark: &str, name: &str, value: String) {
    let _ = writeln!(file, "{mark}{name} = {value}");
}

fn list<'w>(words: impl IntoIterator<Item = &'w String>) -> String {
    let words: Vec<String> = words.into_iter().map(quoted).collect();
    format!("[{}]", words.join(", "))
}

/// Words between quotation marks, on one line: what JSON escapes, TOML does, and one letter more.
fn quoted(words: impl Serialize) -> String {
    let json = serde_json::json!(words).to_string();
    json.replace('\u{7f}', "\\u007f")
}
