//! drip's columns and their homes in the catalogue.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::cycle::{Feeling, Texture, quality};
use crate::diary::{Answer, Catalogue, ChoiceOption, Code, Item, ItemKind, Role};

/// The catalogue's key for what drip calls it, both ways and only outwards.
const BOTH_WAYS: &str = "drip";
const OUTWARDS: &str = "drip-out";

pub(super) const DATE: &str = "date";
pub(super) const MUCUS_VALUE: &str = "mucus.value";
pub(super) const MUCUS_FEELING: &str = "mucus.feeling";
pub(super) const MUCUS_TEXTURE: &str = "mucus.texture";
pub(super) const SEX_NOTE: &str = "sex.note";
pub(super) const DESIRE: &str = "desire.value";
/// Columns of this name say that the rest of their group tells nothing.
pub(super) const EXCLUDE: &str = ".exclude";

/// What a ticked box of drip's is on a scale of 0 to 10: moderate.
pub(super) const TICKED: u8 = 5;

/// drip's levels of desire on a scale of 0 to 10, and the scores that are told as each.
pub(super) const DESIRES: [(u8, RangeInclusive<u8>); 3] = [(2, 0..=3), (5, 4..=6), (8, 7..=10)];

/// The columns in drip's order.
pub(super) const COLUMNS: [&str; 49] = [
    DATE,
    "temperature.value",
    "temperature.exclude",
    "temperature.time",
    "temperature.note",
    "bleeding.value",
    "bleeding.exclude",
    MUCUS_FEELING,
    MUCUS_TEXTURE,
    MUCUS_VALUE,
    "mucus.exclude",
    "cervix.opening",
    "cervix.firmness",
    "cervix.position",
    "cervix.exclude",
    "note.value",
    DESIRE,
    "sex.solo",
    "sex.partner",
    "sex.condom",
    "sex.pill",
    "sex.iud",
    "sex.patch",
    "sex.ring",
    "sex.implant",
    "sex.diaphragm",
    "sex.none",
    "sex.other",
    SEX_NOTE,
    "pain.cramps",
    "pain.ovulationPain",
    "pain.headache",
    "pain.backache",
    "pain.nausea",
    "pain.tenderBreasts",
    "pain.migraine",
    "pain.other",
    "pain.note",
    "mood.happy",
    "mood.sad",
    "mood.stressed",
    "mood.balanced",
    "mood.fine",
    "mood.anxious",
    "mood.energetic",
    "mood.fatigue",
    "mood.angry",
    "mood.other",
    "mood.note",
];

/// Columns only newer versions of drip know; written only where there is something to tell, for
/// the older ones refuse them.
pub(super) const NEWER: [&str; 9] = [
    "bleeding.pad",
    "bleeding.tampon",
    "bleeding.underwear",
    "bleeding.cup",
    "bleeding.softTampon",
    "bleeding.disk",
    "bleeding.none",
    "bleeding.other",
    "bleeding.note",
];

/// A column by its name, in letters of whatever size.
pub(super) fn known(name: &str) -> Option<&'static str> {
    let mut columns = COLUMNS.into_iter().chain(NEWER);
    columns.find(|column| column.eq_ignore_ascii_case(name))
}

/// Where a column belongs.
#[derive(Debug, Clone)]
pub(super) enum Home<'c> {
    /// The date of the line.
    Date,
    /// An item, answered by the cell.
    Item(&'c Item),
    /// A box that is ticked for one option of an item, and the other options it could mean.
    Box {
        /// The item.
        item: &'c Item,
        /// The option.
        option: &'c ChoiceOption,
        /// The options that are told by the same box.
        alike: Vec<&'c Code>,
    },
    /// The note of an entry, not of the day.
    SexNote(&'c Item),
    /// What follows from other columns.
    Derived,
}

/// The homes of all columns that have one.
pub(super) fn homes(catalogue: &Catalogue) -> HashMap<&str, Home<'_>> {
    let mut homes = HashMap::from([
        (DATE, Home::Date),
        (MUCUS_VALUE, Home::Derived),
        (SEX_NOTE, Home::SexNote(catalogue.role(Role::Note))),
    ]);
    for item in catalogue.items() {
        if let Some(column) = item.codes.get(BOTH_WAYS) {
            homes.insert(column, Home::Item(item));
            continue;
        }
        for option in item.options() {
            let Some(column) = option.codes.get(BOTH_WAYS) else {
                continue;
            };
            let told = |o: &&ChoiceOption| o.codes.get(OUTWARDS) == Some(column);
            let alike = item.options().iter().filter(told).map(|o| &o.code);
            let alike = alike.collect();
            homes.insert(
                column,
                Home::Box {
                    item,
                    option,
                    alike,
                },
            );
        }
    }
    homes
}

/// The option of an item that is told by a cell, and the others that would be told so.
pub(super) fn option_of<'c>(item: &'c Item, cell: &str) -> Option<(&'c Code, Vec<Answer>)> {
    let says = |o: &ChoiceOption, key| o.codes.get(key).is_some_and(|code| code == cell);
    let option = item.options().iter().find(|o| says(o, BOTH_WAYS))?;
    let alike = item.options().iter().filter(|o| says(o, OUTWARDS));
    let alike = alike.map(|o| Answer::Choice(o.code.clone())).collect();
    Some((&option.code, alike))
}

/// The columns and cells by which an answer is told; none when drip has no place for it, and
/// `false` when only a part of it is told, or it is told more coarsely.
pub(super) fn cells<'c>(item: &'c Item, answer: &Answer) -> (Vec<(&'c str, String)>, bool) {
    let code_of = |option: &'c ChoiceOption| {
        let code = option.codes.get(BOTH_WAYS);
        code.or(option.codes.get(OUTWARDS)).map(String::as_str)
    };
    let yes = || "true".to_owned();
    let codes: Vec<&Code> = match answer {
        Answer::Choice(code) => vec![code],
        Answer::Many(codes) => codes.iter().collect(),
        _ => Vec::new(),
    };
    let options: Vec<Option<&str>> = codes
        .iter()
        .map(|code| item.option(code).and_then(code_of))
        .collect();
    let Some(column) = item.codes.get(BOTH_WAYS) else {
        let told: Vec<_> = options
            .iter()
            .flatten()
            .map(|column| (*column, yes()))
            .collect();
        let whole = !told.is_empty() && told.len() == options.len();
        return (told, whole);
    };
    let cell = match (answer, &item.kind) {
        (Answer::Choice(code), _) => {
            let Some(cell) = options.first().copied().flatten() else {
                return (Vec::new(), false);
            };
            // What drip tells as another option comes back as that one: something is lost.
            let whole = option_of(item, cell).is_none_or(|(read, _)| read == code);
            return (vec![(column, cell.to_owned())], whole);
        }
        (Answer::Scale(n), _) if column == DESIRE => {
            let level = DESIRES.iter().position(|(_, scores)| scores.contains(n));
            level.map(|level| level.to_string())
        }
        (Answer::Scale(n), _) => Some((*n > 0).to_string()),
        (Answer::Flag(yes), _) => Some(yes.to_string()),
        (Answer::Many(_), ItemKind::Many { .. }) => None,
        _ => Some(answer.word()),
    };
    match cell {
        Some(cell) => (vec![(column, cell)], true),
        None => (Vec::new(), false),
    }
}

/// What drip makes of feeling and texture: the quality of the mucus.
pub(super) fn mucus_value(feeling: &str, texture: &str) -> Option<u8> {
    let feeling = match feeling {
        "0" => Feeling::Dry,
        "1" => Feeling::Nothing,
        "2" => Feeling::Wet,
        "3" => Feeling::Slippery,
        _ => return None,
    };
    let texture = match texture {
        "0" => Texture::Nothing,
        "1" => Texture::Creamy,
        "2" => Texture::EggWhite,
        _ => return None,
    };
    Some(quality(feeling, texture))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_home() {
        let homes = homes(Catalogue::built_in());
        for column in COLUMNS.iter().chain(&NEWER) {
            assert!(homes.contains_key(column), "{column}");
        }
        assert_eq!(homes.len(), COLUMNS.len() + NEWER.len());
    }
}
