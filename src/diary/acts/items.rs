//! Making items of one's own, and renaming, hiding and moving any. Answers are never touched.

use std::collections::BTreeMap;

use super::Refusal;
use crate::diary::{
    Act, Catalogue, ChoiceOption, Code, Edit, Item, ItemId, ItemKind, ItemOverride, ItemSpec,
    Quantity, Summary, Unit, kind, parse,
};

/// The smallest and largest number of an item whose maker names none, in thousandths: whatever
/// people count, from 0 to a million.
const COUNTED: (i64, i64) = (0, 1_000_000_000);

/// How people have changed items.
type Overrides = BTreeMap<ItemId, ItemOverride>;

/// The id that an item of a name gets.
///
/// # Errors
/// [`Refusal::Name`], and [`Refusal::Taken`] when there is an item of that id.
pub fn id_of(name: &str, catalogue: &Catalogue) -> Result<ItemId, Refusal> {
    if parse::slug(name).is_empty() {
        return Err(Refusal::Name(name.trim().to_owned()));
    }
    let id = ItemSpec::new(name, ItemKind::Flag(kind::Flag {})).id();
    match catalogue.item(id.as_str()) {
        Some(_) => Err(Refusal::Taken(id)),
        None => Ok(id),
    }
}

/// Options by their labels, each with a code of its own.
///
/// # Errors
/// [`Refusal::Option`].
pub fn options<'a>(
    labels: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<ChoiceOption>, Refusal> {
    let mut options: Vec<ChoiceOption> = Vec::new();
    for label in labels {
        let label = parse::label(label).trim().to_owned();
        let code = Code::new(parse::slug(&label));
        if code.as_str().is_empty() || options.iter().any(|known| known.code == code) {
            return Err(Refusal::Option(label));
        }
        options.push(ChoiceOption {
            code,
            label,
            mark: None,
            codes: [].into(),
        });
    }
    Ok(options)
}

/// A choice of one of two options or more.
///
/// # Errors
/// [`Refusal::TooFewOptions`].
pub fn choice(options: Vec<ChoiceOption>, ordered: bool) -> Result<ItemKind, Refusal> {
    if options.len() < 2 {
        return Err(Refusal::TooFewOptions);
    }
    Ok(ItemKind::Choice(kind::Choice { options, ordered }))
}

/// Any of some options; without options, any words.
pub fn many(options: Vec<ChoiceOption>) -> ItemKind {
    ItemKind::Many(kind::Many {
        open: options.is_empty(),
        options,
        map: None,
    })
}

/// A score from 0 to 10.
pub fn scale() -> ItemKind {
    ItemKind::Scale(kind::Scale {
        bands: "amount".into(),
    })
}

/// A number of a range; its ends are 0 and a million where none are named, and it goes by ones.
///
/// # Errors
/// [`Refusal::Range`].
pub fn number(
    unit: Unit,
    min: Option<Quantity>,
    max: Option<Quantity>,
    step: Option<Quantity>,
) -> Result<ItemKind, Refusal> {
    let min = min.unwrap_or(Quantity::from_milli(COUNTED.0));
    let max = max.unwrap_or(Quantity::from_milli(COUNTED.1));
    let step = step.unwrap_or(Quantity::from_milli(1000));
    if max <= min || step.milli() <= 0 {
        return Err(Refusal::Range { min, max, step });
    }
    Ok(ItemKind::Number(kind::Number {
        unit,
        min,
        max,
        step,
        start: min,
    }))
}

/// Makes an item of the person's own.
///
/// # Errors
/// As [`id_of`].
pub fn make(spec: ItemSpec, catalogue: &Catalogue) -> Result<Act, Refusal> {
    let id = id_of(&spec.label, catalogue)?;
    let edit = Edit::OwnItem {
        id: id.clone(),
        spec,
    };
    Ok(Act::one(Summary::ItemMade(id), edit))
}

/// Gives an item another name; `None` for the one it was made with.
///
/// # Errors
/// [`Refusal::Name`] for an empty one.
pub fn rename(item: &Item, name: Option<&str>, overrides: &Overrides) -> Result<Act, Refusal> {
    let label = name.map(|name| parse::label(name).trim().to_owned());
    if let Some(empty) = label.as_ref().filter(|label| label.is_empty()) {
        return Err(Refusal::Name(empty.clone()));
    }
    let change = ItemOverride {
        label: label.clone(),
        ..current(&item.id, overrides)
    };
    let summary = Summary::ItemRenamed {
        item: item.id.clone(),
        was: item.label.clone(),
        label,
    };
    Ok(Act::one(summary, edit(item.id.clone(), change)))
}

/// Takes an item out of the form, or puts it back.
pub fn hide(item: &Item, hidden: bool, overrides: &Overrides) -> Act {
    let change = ItemOverride {
        hidden,
        ..current(&item.id, overrides)
    };
    let id = item.id.clone();
    let summary = match hidden {
        true => Summary::ItemHidden(id.clone()),
        false => Summary::ItemShown(id.clone()),
    };
    Act::one(summary, edit(id, change))
}

/// Puts an item right before another of its section, or at the section's end; `None` when it
/// stands there.
///
/// # Errors
/// [`Refusal::OtherSection`].
pub fn move_before(
    item: &Item,
    before: Option<&Item>,
    catalogue: &Catalogue,
    overrides: &Overrides,
) -> Result<Option<Act>, Refusal> {
    if let Some(other) = before.filter(|other| other.section != item.section) {
        return Err(Refusal::OtherSection(other.id.clone()));
    }
    let before = before.map(|other| &other.id);
    if before == Some(&item.id) {
        return Ok(None);
    }
    let changes = catalogue.moved(&item.id, before, overrides);
    if changes.is_empty() {
        return Ok(None);
    }
    let summary = Summary::ItemMoved {
        item: item.id.clone(),
        before: before.cloned(),
    };
    let edits = changes.into_iter().map(|(item, change)| edit(item, change));
    Ok(Some(Act {
        summary,
        edits: edits.collect(),
    }))
}

/// Moves an item up or down by one place in its section; `None` at its end.
pub fn shift(item: &Item, up: bool, catalogue: &Catalogue, overrides: &Overrides) -> Option<Act> {
    let siblings: Vec<&Item> = catalogue.items_of(&item.section).collect();
    let at = siblings.iter().position(|other| other.id == item.id)?;
    let before = match up {
        true => Some(at.checked_sub(1)?),
        false if at + 1 < siblings.len() => Some(at + 2),
        false => return None,
    };
    let before = before.and_then(|at| siblings.get(at)).copied();
    move_before(item, before, catalogue, overrides).ok()?
}

fn current(item: &ItemId, overrides: &Overrides) -> ItemOverride {
    overrides.get(item).cloned().unwrap_or_default()
}

/// A change, or none where it says nothing.
fn edit(item: ItemId, change: ItemOverride) -> Edit {
    let change = Some(change).filter(|change| *change != ItemOverride::default());
    Edit::Override { item, change }
}

#[cfg(test)]
mod tests {
    use super::super::testing::item;
    use super::*;

    #[test]
    fn a_name_needs_letters_and_to_be_free() {
        let catalogue = Catalogue::built_in();
        assert_eq!(
            id_of("Damp weather", catalogue),
            Ok("my-damp-weather".into())
        );
        for name in ["", "  ", "!", "🙂"] {
            let refused = Err(Refusal::Name(name.trim().into()));
            assert_eq!(id_of(name, catalogue), refused, "{name}");
        }
        let spec = ItemSpec::new("Cups", kind::Time {});
        let own = [(spec.id(), spec.clone())].into();
        let catalogue = catalogue.with(&own, &Overrides::new()).unwrap();
        let refused = make(ItemSpec::new("cups!", kind::Time {}), &catalogue);
        assert_eq!(refused, Err(Refusal::Taken(spec.id())));
    }

    #[test]
    fn each_option_is_its_own_and_a_choice_has_two() {
        let codes = |labels: &[&str]| {
            let options = options(labels.iter().copied())?;
            Ok(options.into_iter().map(|o| o.code.to_string()).collect())
        };
        assert_eq!(
            codes(&["office", " the sofa"]),
            Ok(vec!["office".to_owned(), "the-sofa".into()])
        );
        assert_eq!(codes(&["a", "A!"]), Err(Refusal::Option("A!".into())));
        assert_eq!(codes(&["a", "?"]), Err(Refusal::Option("?".into())));
        let one = options(["a"]).unwrap();
        assert_eq!(choice(one, true), Err(Refusal::TooFewOptions));
        assert!(choice(options(["a", "b"]).unwrap(), true).is_ok());
        assert!(matches!(
            many(vec![]),
            ItemKind::Many(kind::Many { open: true, .. })
        ));
    }

    #[test]
    fn a_range_has_numbers_in_it() {
        let quantity = |n: f64| Quantity::from_f64(n);
        let range =
            |min, max, step| number(Unit::Count, quantity(min), quantity(max), quantity(step));
        assert!(range(0.0, 20.0, 1.0).is_ok());
        assert!(range(-5.0, 5.0, 0.5).is_ok());
        for (min, max, step) in [
            (5.0, 2.0, 1.0),
            (2.0, 2.0, 1.0),
            (0.0, 9.0, 0.0),
            (0.0, 9.0, -1.0),
        ] {
            assert!(matches!(range(min, max, step), Err(Refusal::Range { .. })));
        }
        assert!(number(Unit::Count, None, None, None).is_ok());
    }

    #[test]
    fn an_item_is_renamed_hidden_and_put_back() {
        let pain = item("pain");
        let mut overrides = Overrides::new();
        let take = |overrides: &mut Overrides, act: Act| {
            for edit in act.edits {
                match edit {
                    Edit::Override {
                        item,
                        change: Some(change),
                    } => {
                        overrides.insert(item, change);
                    }
                    Edit::Override { item, change: None } => {
                        overrides.remove(&item);
                    }
                    edit => panic!("{edit:?}"),
                }
            }
        };
        let act = rename(pain, Some(" Ouch "), &overrides).unwrap();
        take(&mut overrides, act);
        let act = hide(pain, true, &overrides);
        take(&mut overrides, act);
        let change = &overrides[&pain.id];
        assert_eq!(
            (change.label.as_deref(), change.hidden),
            (Some("Ouch"), true)
        );
        let refused = rename(pain, Some("  "), &overrides);
        assert_eq!(refused, Err(Refusal::Name(String::new())));
        let act = rename(pain, None, &overrides).unwrap();
        take(&mut overrides, act);
        let act = hide(pain, false, &overrides);
        take(&mut overrides, act);
        assert!(overrides.is_empty());
    }

    #[test]
    fn items_of_ones_own_go_up_and_down_one_by_one() {
        let own: BTreeMap<ItemId, ItemSpec> = ["A", "B", "C"]
            .map(|label| ItemSpec::new(label, kind::Flag {}))
            .map(|spec| (spec.id(), spec))
            .into();
        let mut overrides = Overrides::new();
        for (id, up, expected) in [
            ("my-a", true, None),
            ("my-c", false, None),
            ("my-c", true, Some("my-a my-c my-b")),
            ("my-c", true, Some("my-c my-a my-b")),
            ("my-c", false, Some("my-a my-c my-b")),
            ("my-a", false, Some("my-c my-a my-b")),
            ("my-a", false, Some("my-c my-b my-a")),
        ] {
            let all = |overrides: &_| Catalogue::built_in().with(&own, overrides).unwrap();
            let catalogue = all(&overrides);
            let item = catalogue.item(id).unwrap();
            let act = shift(item, up, &catalogue, &overrides);
            assert_eq!(act.is_some(), expected.is_some(), "{id}");
            for edit in act.into_iter().flat_map(|act| act.edits) {
                let Edit::Override { item, change } = edit else {
                    panic!("{edit:?}");
                };
                overrides.insert(item, change.unwrap_or_default());
            }
            let catalogue = all(&overrides);
            let order = catalogue
                .items_of(&item.section)
                .map(|item| item.id.as_str());
            let order = order.collect::<Vec<_>>().join(" ");
            assert_eq!(order, expected.unwrap_or("my-a my-b my-c"), "{id}");
        }
    }

    #[test]
    fn an_item_stays_in_its_section() {
        let (pain, bleeding) = (item("pain"), item("bleeding"));
        let moved = |before| move_before(pain, before, Catalogue::built_in(), &Overrides::new());
        let refused = Err(Refusal::OtherSection(bleeding.id.clone()));
        assert_eq!(moved(Some(bleeding)), refused);
        assert_eq!(moved(Some(pain)), Ok(None));
        assert!(moved(None).unwrap().is_some());
    }
}
