//! Rules of a person's own.

use std::collections::BTreeMap;

use proptest::prelude::*;
use twinge::cycle::CycleFacts;
use twinge::diary::{Catalogue, ItemKind, ItemSpec, Profile, kind};
use twinge::guide::{RuleBook, Situation};
use twinge::words::errors::mistake;

use crate::made::{day, entries};

const OWN: &str = r#"
[[sign]]
name = "stiff"
when = "pain-quality:stiff"

[[rule]]
id = "my-1"
tier = "next-visit"
title = "Stiff for a week"
do = "Tell the physiotherapist."
why = "She asked for it."
source = "My physiotherapist, 2026"
when = { of = { all = ["is:stiff", "is:back-pain"] }, days = 5, within = 7 }
"#;

#[test]
fn rules_of_ones_own_can_be_added() {
    let book = RuleBook::built_in()
        .with(OWN, Catalogue::built_in())
        .unwrap();
    let diary = entries(&["-5..0 pain=3 pain-sites=low-back-left pain-quality=stiff"]);
    let flags = book.flags(&Situation {
        diary: &diary,
        catalogue: Catalogue::built_in(),
        profile: &Profile::default(),
        cycles: &CycleFacts::default(),
        date: day(0),
    });
    assert_eq!(
        flags.iter().map(|flag| &*flag.rule).collect::<Vec<_>>(),
        ["my-1"]
    );
    assert_eq!(flags[0].since, day(-1));
}

#[test]
fn rules_of_ones_own_may_ask_for_items_of_ones_own() {
    let wind = ItemSpec::new("Wind", ItemKind::Flag(kind::Flag {}));
    let own = BTreeMap::from([(wind.id(), wind)]);
    let catalogue = Catalogue::built_in().with(&own, &BTreeMap::new()).unwrap();
    let text = OWN.replace("pain-quality:stiff", "my-wind");
    assert!(RuleBook::built_in().with(&text, &catalogue).is_ok());
    assert!(
        RuleBook::built_in()
            .with(&text, Catalogue::built_in())
            .is_err()
    );
}

#[test]
fn a_mistake_in_rules_of_ones_own_is_told_with_its_line() {
    for (right, wrong, line, reason) in [
        (
            "pain-quality:stiff",
            "pian-quality:stiff",
            4,
            "there is no item \"pian-quality\"; did you mean \"pain-quality\"?",
        ),
        (
            "\"pain-quality:stiff\"",
            "\"stif\"",
            4,
            "there is no item \"stif\"",
        ),
        (
            "pain-quality:stiff",
            "pain-quality:stif|dul",
            4,
            "did you mean",
        ),
        (
            "pain-quality:stiff",
            "pain-quality:stiff,dull",
            4,
            "put | between",
        ),
        (
            "pain-quality:stiff",
            "-pain-quality:stiff",
            4,
            "nothing that has to be there",
        ),
        (
            "pain-quality:stiff",
            "after:2026-01",
            4,
            "a condition holds for every date",
        ),
        ("pain-quality:stiff", "pain>=11", 4, "0 to 10"),
        (
            "is:stiff",
            "is:stif",
            13,
            "there is no sign \"stif\" above this line; did you mean \"stiff\"?",
        ),
        ("days = 5, ", "dys = 5, ", 13, "dys"),
        (
            "days = 5, within = 7",
            "days = 5",
            13,
            "do not make a condition",
        ),
        ("within = 7", "within = 7000", 13, "1 to 400"),
        ("\"is:back-pain\"", "7", 13, "words in quotation marks"),
        ("\"is:back-pain\"", "true", 13, "words in quotation marks"),
        ("\"is:back-pain\"", "1.5", 13, "words in quotation marks"),
        (
            "\"is:back-pain\"",
            "[[\"is:stiff\"]]",
            13,
            "words in quotation marks",
        ),
        ("[\"is:stiff\", \"is:back-pain\"]", "[]", 13, "empty"),
        ("\"next-visit\"", "\"soon\"", 8, "soon"),
        ("why =", "wy =", 11, "wy"),
        ("source = \"My physiotherapist, 2026\"\n", "", 6, "source"),
        ("\"my-1\"", "\"c1\"", 7, "already a rule \"c1\""),
        ("\"my-1\"", "\"my 1\"", 7, "no name for a rule"),
        ("\"stiff\"", "\"back-pain\"", 3, "already a sign"),
        ("id = \"my-1\"", "id = \"my-1", 7, ""),
    ] {
        assert!(OWN.contains(right), "{right}");
        let text = OWN.replace(right, wrong);
        let refused = RuleBook::built_in()
            .with(&text, Catalogue::built_in())
            .unwrap_err();
        let said = mistake(&refused.mistake);
        assert!(said.contains(reason), "{wrong}: {said}");
        assert_eq!(refused.line, line, "{wrong}: {refused}");
    }
}

#[test]
fn a_rule_that_cannot_be_read_takes_no_other_with_it() {
    let two = format!("{OWN}\n{}", &OWN[OWN.find("[[rule]]").unwrap()..]);
    let first = two.replacen("my-1", "my-0", 1);
    for (right, wrong) in [
        ("\"is:back-pain\"", "\"is:back-pane\""),
        ("\"next-visit\"", "\"soon\""),
        ("why =", "wy ="),
        ("id = \"my-0\"", "id = \"C1\""),
        ("[[sign]]", "[[sing]]\nname = \"x\"\n[[sign]]"),
    ] {
        let text = first.replacen(right, wrong, 1);
        let (book, told) = RuleBook::built_in().with_readable(&text, Catalogue::built_in());
        assert_eq!(told.len(), 1, "{wrong}: {told:?}");
        assert!(book.ids().any(|id| id == "my-1"), "{wrong}");
        assert!(book.ids().any(|id| id == "C1"), "{wrong}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_file_of_rules_is_read_or_refused(at in 0_usize..400, text in ".{0,6}") {
        let at = OWN.char_indices().map(|(at, _)| at).nth(at).unwrap_or(0);
        let file = format!("{}{text}{}", &OWN[..at], &OWN[at..]);
        if let Err(refused) = RuleBook::built_in().with(&file, Catalogue::built_in()) {
            prop_assert!(refused.line >= 1 && !mistake(&refused.mistake).is_empty());
        }
    }
}
