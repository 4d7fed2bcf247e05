//! Tables that no rules know, and what is made of them.

use std::io::Cursor;

use chrono::NaiveDate;
use twinge::diary::{Catalogue, ItemId};
use twinge::exchange::propose::{About, Doubt, Proposal, Thing, propose};
use twinge::exchange::{Decimal, Format, Order, RowKind, Told, rehearse};

fn proposed(text: &str) -> Option<Proposal> {
    propose(&mut Cursor::new(text), Catalogue::built_in()).unwrap()
}

/// The file of rules of a proposal, with a remark on every part.
fn rules(proposal: &Proposal) -> String {
    let say = |about: About<'_>| format!("{about:?}\nmore");
    proposal.to_toml("mine", Catalogue::built_in(), &say)
}

/// What is guessed, `name: item`; `?` stands behind what is in doubt.
fn guesses(proposal: &Proposal) -> Vec<String> {
    let thing = |thing: &Thing| {
        let item = thing.item.as_ref().map_or("-", ItemId::as_str);
        let doubt = if thing.doubts.is_empty() { "" } else { "?" };
        format!("{}: {item}{doubt}", thing.name)
    };
    proposal.things.iter().map(thing).collect()
}

/// How many answers come of a text by the rules of a proposal, and how many are left out.
fn read(proposal: &Proposal, text: &str) -> (u64, u64) {
    let format = Format::by_rules(&rules(proposal)).unwrap();
    assert!(Format::among([&format], text.as_bytes()).is_some());
    let told = Told::on(NaiveDate::MAX);
    let plan = rehearse(None, &format, &mut Cursor::new(text), 9, told).unwrap();
    let census = plan.census.unwrap();
    (census.answered, census.all_left_out())
}

#[test]
fn columns_are_guessed_by_their_names_and_cells() {
    for (text, kind, guessed, comes_to) in [
        (
            "Date,Pain (0-10),Cramps,Headache?,Period,Weight\n\
             2025-01-05,6,mild,yes,heavy,61.5\n2025-01-06,0,none,no,none,61\n",
            RowKind::Wide,
            &[
                "Pain (0-10): pain",
                "Cramps: cramps",
                "Headache?: headache",
                "Period: bleeding",
                "Weight: -",
            ][..],
            (8, 2),
        ),
        (
            "when;sleepHours;BBT;Tags\n5.1.2025;7:30;36,52;cold|tired\n6.1.2025;8;36,7;rain\n",
            RowKind::Wide,
            &["sleepHours: sleep-hours", "BBT: temperature", "Tags: tags"],
            (7, 0),
        ),
        (
            "date,symptom,level,notes\n2025-01-05,Headache,4,\n2025-01-05,Nausea,2,bad\n2025-01-06,Unicorns,1,\n",
            RowKind::Long,
            &[
                "Headache: headache",
                "notes: note",
                "Nausea: nausea",
                "Unicorns: -",
            ],
            (3, 1),
        ),
        (
            "Began,Attack\n2025-01-05 08:00,7\n2025-01-05 08:00,5\n",
            RowKind::Events,
            &["Attack: episode-pain"],
            (2, 0),
        ),
        (
            "Date,Mood,Comment,Empty\n2025-01-05,rather good,a b c,\n",
            RowKind::Wide,
            &["Mood: mood?", "Comment: note", "Empty: -"],
            (1, 1),
        ),
    ] {
        let proposal = proposed(text).unwrap();
        assert_eq!(proposal.kind, kind, "{text}");
        assert_eq!(guesses(&proposal), guessed, "{text}");
        assert_eq!(read(&proposal, text), comes_to, "{}", rules(&proposal));
    }
}

/// Numbers of another scale, and numbers where words would be.
#[test]
fn numbers_that_may_mean_another_thing_are_in_doubt_or_left_alone() {
    let table = |name: &str, levels: &[u8]| {
        let rows = (1..)
            .zip(levels)
            .map(|(day, level)| format!("2025-01-0{day},{level}\n"));
        guesses(&proposed(&format!("day,{name}\n{}", rows.collect::<String>())).unwrap())
    };
    for (name, levels, guess) in [
        ("Desire", &[2, 0, 1, 1, 2][..], "Desire: libido?"),
        ("Desire", &[2, 0, 1, 1], "Desire: libido"),
        ("Desire", &[2, 0, 6, 1, 1], "Desire: libido"),
        ("Sleep", &[4, 5, 4, 5, 5], "Sleep: sleep-hours"),
        ("bleeding", &[2, 0, 1], "bleeding: -"),
    ] {
        assert_eq!(table(name, levels), [guess], "{levels:?}");
    }
}

/// A day that stands there twice makes no list of things or of attacks of a diary, nor does one cell that is
/// no day hide the column of days.
#[test]
fn a_slip_in_the_column_of_days_changes_nothing_else() {
    let whole = "Date,Symptoms,Pain\n1/13/2025,Headache,6\n1/14/2025,Nausea,0\n\
                 1/15/2025,Headache,3\n1/16/2025,Cramps,4\n1/17/2025,Fatigue,2\n";
    let expected = proposed(whole).unwrap();
    assert_eq!(
        (expected.kind, expected.is_kind_open),
        (RowKind::Wide, false)
    );
    for day in ["1/14/2025", "soon"] {
        let text = whole.replacen("1/15/2025", day, 1);
        let proposal = proposed(&text).unwrap();
        assert_eq!(
            (proposal.kind, proposal.is_kind_open),
            (RowKind::Wide, false),
            "{day}"
        );
        assert_eq!(proposal.date.order, Some(Order::MonthFirst), "{day}");
        assert_eq!(guesses(&proposal), guesses(&expected), "{day}");
        let (answered, left) = read(&proposal, &text);
        assert!(answered > 0 && left > 0, "{day}");
    }
}

/// A person's own table is in their own language; what its days and numbers look like, it tells itself.
#[test]
fn columns_of_other_languages_are_guessed() {
    for (text, guessed, comes_to) in [
        (
            "Datum;Schmerz (0-10);Kopfschmerzen;Basaltemperatur;Schlaf;Bemerkungen\n\
             05.01.2025;6;2;36,52;7,5;müde\n16.01.2025;0;0;36,7;8;\n",
            &[
                "Schmerz (0-10): pain",
                "Kopfschmerzen: headache",
                "Basaltemperatur: temperature",
                "Schlaf: sleep-hours",
                "Bemerkungen: note",
            ][..],
            (9, 0),
        ),
        (
            "date;douleur;règles;maux de tête;humeur\n2025-01-05;6;2;3;7\n2025-01-06;4;1;0;5\n",
            &[
                "douleur: pain",
                "règles: -",
                "maux de tête: headache",
                "humeur: mood",
            ],
            (6, 2),
        ),
        (
            "fecha,dolor,menstruacion,dolor de cabeza,notas\n\
             16/1/2025,6,heavy,2,bien\n17/1/2025,3,light,0,\n",
            &[
                "dolor: pain",
                "menstruacion: bleeding",
                "dolor de cabeza: headache",
                "notas: note",
            ],
            (7, 0),
        ),
    ] {
        let proposal = proposed(text).unwrap();
        assert_eq!(guesses(&proposal), guessed, "{text}");
        assert_eq!(read(&proposal, text), comes_to, "{}", rules(&proposal));
    }
}

/// What a row is, and whether that is to be asked.
#[test]
fn a_list_of_attacks_is_known_by_what_it_says_and_asked_for_in_doubt() {
    for (text, kind, is_open) in [
        // Each says how bad an attack was.
        (
            "Date,Attack\n2025-01-05,7\n2025-01-19,5\n",
            RowKind::Events,
            false,
        ),
        (
            "Fecha;Crisis;Notas\n5.1.2025;7;a\n6.1.2025;4;\n",
            RowKind::Events,
            false,
        ),
        // None says that there was nothing, and days are missing.
        (
            "Date,Pain\n2025-01-05,7\n2025-01-19,5\n",
            RowKind::Wide,
            true,
        ),
        (
            "Date,Headache,Note\n5/13/2025,7,a\n5/19/2025,5,b\n",
            RowKind::Wide,
            true,
        ),
        // A diary: a day without pain, every day, or no pain at all.
        (
            "Date,Pain\n2025-01-05,7\n2025-01-19,0\n",
            RowKind::Wide,
            false,
        ),
        (
            "Date,Pain\n2025-01-05,7\n2025-01-06,5\n",
            RowKind::Wide,
            false,
        ),
        (
            "Date,Pain\n2025-01-05,7\n2025-01-19,\n",
            RowKind::Wide,
            false,
        ),
        (
            "Date,Mood\n2025-01-05,7\n2025-01-19,5\n",
            RowKind::Wide,
            false,
        ),
        // In one order they follow each other, in the other they do not.
        (
            "Date,Pain\n03/04/2025,7\n04/04/2025,5\n",
            RowKind::Wide,
            false,
        ),
    ] {
        let mut proposal = proposed(text).unwrap();
        assert_eq!(
            (proposal.kind, proposal.is_kind_open),
            (kind, is_open),
            "{text}"
        );
        assert_eq!(proposal.asks(), is_open || proposal.date.order.is_none());
        // Whatever it is taken for, the days between say nothing.
        proposal.date.order.get_or_insert(Order::DayFirst);
        for kind in [RowKind::Wide, RowKind::Events] {
            proposal.say_kind(kind);
            assert!(!proposal.asks());
            let format = Format::by_rules(&rules(&proposal)).unwrap();
            let told = Told::on(NaiveDate::MAX);
            let plan = rehearse(None, &format, &mut Cursor::new(text), 9, told).unwrap();
            let rows = text.lines().count() - 1;
            let of = |item: &str| plan.added.get(item).copied().unwrap_or_default();
            assert!(
                of("pain") + of("episode-pain") + of("headache") <= rows,
                "{text}"
            );
            assert!(plan.entries.values().sum::<usize>() <= rows, "{text}");
        }
    }
}

#[test]
fn what_is_no_table_with_days_is_not_taken_for_one() {
    for text in [
        "",
        "some words\n",
        "a,b\n1,2\n",
        "2025-01-05,6\n2025-01-06,7\n",
        "{\"date\": \"2025-01-05\"}\n",
        "date,pain\n",
    ] {
        assert_eq!(proposed(text), None, "{text:?}");
    }
}

#[test]
fn a_guess_can_be_changed_and_says_what_is_in_doubt() {
    let catalogue = Catalogue::built_in();
    let text = "Date;Aua;Minutes of it\n2025-01-05;6;1,234\n2025-01-06;11;20\n";
    let mut proposal = proposed(text).unwrap();
    assert_eq!(proposal.things[0].item, None);
    proposal.give(0, catalogue.item("pain"));
    let unfit = Doubt::Unfit {
        count: 1,
        cell: "11".into(),
    };
    assert_eq!(proposal.things[0].doubts, [unfit]);
    proposal.give(1, catalogue.item("relief-minutes"));
    assert_eq!(proposal.things[1].doubts, [Doubt::Sign]);
    assert!(proposal.asks());
    proposal.say_decimal(Decimal::Comma, catalogue);
    assert_eq!(proposal.things[1].doubts, []);
    assert!(!proposal.asks());
    assert_eq!(read(&proposal, text), (3, 1));
    proposal.give(0, None);
    assert_eq!(read(&proposal, text), (2, 2));
}

/// That there was none of something that happens is no entry of it.
#[test]
fn a_no_on_a_day_makes_no_entry() {
    let text = "Date,Orgasm,Pain\n2025-01-05,no,0\n2025-01-06,yes,0\n";
    let proposal = proposed(text).unwrap();
    assert_eq!(guesses(&proposal), ["Orgasm: orgasm", "Pain: pain"]);
    assert_eq!(read(&proposal, text), (3, 1));
}

#[test]
fn names_and_cells_cannot_write_rules() {
    for evil in [
        "x\"\n[[rule]]\nkey = \"*",
        "'''\n[form]\n",
        "a\\\"b\u{7f}\u{0}",
        "# \r\n[[rule]]\r\n",
        "]],}}{value}*",
    ] {
        let cell = format!("\"{}\"", evil.replace('"', "\"\""));
        let text = format!("Date,{cell}\n2025-01-05,{cell}\n2025-01-06,\n");
        let Some(mut proposal) = proposed(&text) else {
            continue;
        };
        for item in [
            None,
            Catalogue::built_in().item("note"),
            Catalogue::built_in().item("mood"),
        ] {
            proposal.give(0, item);
            let say = |_: About<'_>| evil.to_owned();
            let rules = proposal.to_toml(evil, Catalogue::built_in(), &say);
            let format = Format::by_rules(&rules);
            assert!(format.is_ok(), "{:?}: {rules}", format.err());
            assert_eq!(
                rules.matches("\n[[rule]]").count(),
                usize::from(item.is_some()),
                "{rules}"
            );
        }
    }
}
